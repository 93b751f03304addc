import { houseTypeface, type Outline } from './font.ts'
import { a4, outlinesOf, writePdf, type PdfPage, type Rule, type TextRun } from './write-pdf.ts'

/** A paper as it is said: headings, lines, pairs of label and value, tables. Line breaks and pages come by themselves. */
export type PaperPart =
  | { is: 'title' | 'heading' | 'text'; text: string }
  | { is: 'pairs'; pairs: readonly (readonly [label: string, value: string])[] }
  /** Widths are shares of the line; a cell that is too long goes on below. `ruled`: a line under each row, as forms of account have it. */
  | { is: 'table'; heads: readonly string[]; widths: readonly number[]; rows: readonly (readonly string[])[]; ruled?: boolean }

const margin = 56
const lineWidth = a4.width - 2 * margin
const sizes = { title: 18, heading: 13, text: 10, table: 9, foot: 8 }
const labelWidth = 90

/** The paper as PDF, its number of the page below each page, the font inside. */
export const paperPdf = async (parts: readonly PaperPart[], { title }: { title: string }): Promise<Buffer> => {
  const typeface = houseTypeface()
  const outlines = await outlinesOf(typeface, ['0123456789 第页共/', ...parts.flatMap(wordsOf)])
  const layout = new Layout(outlines)
  for (const part of parts) layout.add(part)
  return writePdf(layout.finish(), outlines, { title, unitsPerEm: typeface.unitsPerEm })
}

const wordsOf = (part: PaperPart): readonly string[] => (part.is === 'pairs' ? part.pairs.flat() : part.is === 'table' ? [...part.heads, ...part.rows.flat()] : [part.text])

class Layout {
  private readonly outlines: ReadonlyMap<string, Outline>
  private readonly pages: { texts: TextRun[]; rules: Rule[] }[] = [{ texts: [], rules: [] }]
  private y = a4.height - margin

  constructor(outlines: ReadonlyMap<string, Outline>) {
    this.outlines = outlines
  }

  add(part: PaperPart): void {
    if (part.is === 'pairs') for (const [label, value] of part.pairs) this.row([label, value], [labelWidth, lineWidth - labelWidth], sizes.text)
    else if (part.is === 'table') this.table(part)
    else {
      const size = sizes[part.is]
      if (part.is !== 'text') this.space(size)
      for (const line of this.wrap(part.text, lineWidth, size)) this.line([{ x: margin, text: line }], size)
      if (part.is === 'title') this.space(4)
    }
  }

  finish(): PdfPage[] {
    for (const [index, page] of this.pages.entries()) page.texts.push({ x: a4.width / 2 - 30, y: margin / 2, size: sizes.foot, text: `第 ${index + 1} 页 / 共 ${this.pages.length} 页` })
    return this.pages
  }

  private table({ heads, widths, rows, ruled = false }: PaperPart & { is: 'table' }): void {
    const total = widths.reduce((sum, width) => sum + width, 0)
    const columns = widths.map((width) => (width / total) * lineWidth)
    this.row(heads, columns, sizes.table)
    this.rule()
    for (const row of rows) {
      this.row(row, columns, sizes.table)
      if (ruled) this.rule()
    }
    this.space(4)
  }

  private row(cells: readonly string[], columns: readonly number[], size: number): void {
    const wrapped = cells.map((cell, at) => this.wrap(cell, (columns[at] ?? lineWidth) - 6, size))
    const height = Math.max(1, ...wrapped.map((lines) => lines.length))
    for (let line = 0; line < height; line++) {
      let x = margin
      const runs: { x: number; text: string }[] = []
      for (const [at, lines] of wrapped.entries()) {
        const text = lines[line]
        if (text) runs.push({ x, text })
        x += columns[at] ?? 0
      }
      this.line(runs, size)
    }
    this.space(2)
  }

  private line(runs: readonly { x: number; text: string }[], size: number): void {
    const height = size * 1.5
    if (this.y - height < margin) {
      this.pages.push({ texts: [], rules: [] })
      this.y = a4.height - margin
    }
    this.y = round(this.y - height)
    const page = this.pages.at(-1)
    for (const { x, text } of runs) page?.texts.push({ x: round(x), y: this.y, size, text })
  }

  private rule(): void {
    this.pages.at(-1)?.rules.push({ x: margin, y: round(this.y - 2), width: lineWidth })
    this.space(4)
  }

  private space(points: number): void {
    this.y -= points
  }

  /** Chinese breaks anywhere; a word of letters or digits stays together while it fits a line. */
  private wrap(text: string, width: number, size: number): string[] {
    const lines: string[] = []
    for (const paragraph of text.split('\n')) {
      let line = ''
      let used = 0
      for (const [word] of paragraph.matchAll(/[\w.,:/+-]+|./gsu)) {
        for (const piece of this.widthOf(word, size) > width ? [...word] : [word]) {
          const more = this.widthOf(piece, size)
          if (used + more > width && line) {
            lines.push(line)
            line = ''
            used = 0
          }
          line += piece
          used += more
        }
      }
      lines.push(line)
    }
    return lines
  }

  private widthOf(text: string, size: number): number {
    let width = 0
    for (const sign of text) width += ((this.outlines.get(sign)?.advance ?? 0) * size) / 1000
    return width
  }
}

const round = (value: number): number => Math.round(value * 100) / 100
