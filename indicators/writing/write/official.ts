import { AlignmentType, BorderStyle, Document, Footer, Packer, PageNumber, Paragraph, Table, TableCell, TableRow, TextRun, WidthType, type IParagraphOptions } from 'docx'

/**
 * Official documents as GB/T 9704-2012 sets them: A4, margins 37/35/28/26 mm, 22 lines of 28 pt, title 小标宋 二号, text 仿宋 三号 with two
 * characters of indent, first level 黑体, second 楷体, page number 四号 between dashes at the outer edge.
 */
const fonts = {
  title: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '方正小标宋简体' },
  song: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋_GB2312' },
  hei: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '黑体' },
  kai: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '楷体_GB2312' },
} as const
/** Half points: 二号 22 pt, 三号 16 pt, 四号 14 pt. */
const [second, third, fourth] = [44, 32, 28]
const exact28 = { line: 560, lineRule: 'exact' } as const
const millimetre = (mm: number): number => Math.round((mm / 25.4) * 1440)

export interface OfficialPart {
  text: string
  level: 'title' | 'first' | 'second' | 'text' | 'right'
  /** Pieces with a mark behind them, for the review copy. */
  marks?: readonly { from: number; to: number; colour: 'green' | 'yellow' | 'lightGray' }[]
}

/** A line of a plain draft by its look: the first is the title, 一、 and （一） are headings. */
export const partsOfText = (lines: readonly string[]): OfficialPart[] => {
  const first = lines.findIndex((line) => line.trim() !== '')
  return lines.map((line, at): OfficialPart => {
    const text = line.trim()
    if (at === first && text.length <= 40) return { text, level: 'title' }
    if (/^[一二三四五六七八九十]+、/.test(text) && text.length <= 40) return { text, level: 'first' }
    if (/^（[一二三四五六七八九十]+）/.test(text) && text.length <= 40) return { text, level: 'second' }
    return { text, level: /^\d{4}年\d{1,2}月\d{1,2}日$/.test(text) ? 'right' : 'text' }
  })
}

export interface OfficialExtras {
  /** Red head of the issuer, where the paper has one. */
  head?: string
  number?: string
  sources?: readonly (readonly string[])[]
  /** Head over that table, where it is not of sources. */
  sourcesHead?: string
}

export const officialDocument = async (parts: readonly OfficialPart[], { head, number, sources, sourcesHead = '数据来源表' }: OfficialExtras = {}): Promise<Uint8Array> => {
  const children = [...(head === undefined ? [] : redHead(head, number)), ...parts.map(paragraph), ...(sources ? [new Paragraph({ pageBreakBefore: true, spacing: exact28, children: [new TextRun({ text: sourcesHead, font: fonts.hei, size: third })] }), grid(sources)] : [])]
  const document = new Document({
    title: parts.find(({ level }) => level === 'title')?.text ?? '',
    sections: [{ properties: { page: { size: { width: millimetre(210), height: millimetre(297) }, margin: { top: millimetre(37), bottom: millimetre(35), left: millimetre(28), right: millimetre(26) } } }, footers: { default: pageNumber() }, children }],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

const look: Readonly<Record<OfficialPart['level'], { font: (typeof fonts)[keyof typeof fonts]; size: number; more: Omit<IParagraphOptions, 'children'> }>> = {
  title: { font: fonts.title, size: second, more: { alignment: AlignmentType.CENTER, spacing: { ...exact28, line: 700, after: 280 } } },
  first: { font: fonts.hei, size: third, more: { indent: { firstLine: 640 }, spacing: exact28 } },
  second: { font: fonts.kai, size: third, more: { indent: { firstLine: 640 }, spacing: exact28 } },
  text: { font: fonts.song, size: third, more: { alignment: AlignmentType.JUSTIFIED, indent: { firstLine: 640 }, spacing: exact28 } },
  right: { font: fonts.song, size: third, more: { alignment: AlignmentType.RIGHT, indent: { right: 1280 }, spacing: exact28 } },
}

const paragraph = ({ text, level, marks = [] }: OfficialPart): Paragraph => {
  const { font, size, more } = look[level]
  const runs: TextRun[] = []
  let at = 0
  for (const { from, to, colour } of marks) {
    if (from > at) runs.push(new TextRun({ text: text.slice(at, from), font, size }))
    runs.push(new TextRun({ text: text.slice(from, to), font, size, highlight: colour }))
    at = to
  }
  runs.push(new TextRun({ text: text.slice(at), font, size }))
  return new Paragraph({ ...more, children: runs })
}

const redHead = (head: string, number: string | undefined): Paragraph[] => [
  new Paragraph({ alignment: AlignmentType.CENTER, spacing: { before: 400, after: 400 }, children: [new TextRun({ text: head, font: fonts.title, size: 72, color: 'C00000' })] }),
  new Paragraph({ alignment: AlignmentType.CENTER, spacing: { ...exact28, after: 300 }, border: { bottom: { style: BorderStyle.SINGLE, size: 16, color: 'C00000', space: 8 } }, children: [new TextRun({ text: number ?? '', font: fonts.song, size: third })] }),
]

const pageNumber = (): Footer => new Footer({ children: [new Paragraph({ alignment: AlignmentType.RIGHT, indent: { right: 320 }, children: [new TextRun({ font: fonts.song, size: fourth, children: ['— ', PageNumber.CURRENT, ' —'] })] })] })

const line = { style: BorderStyle.SINGLE, size: 4, color: '808080' }
const grid = (rows: readonly (readonly string[])[]): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map((cells, at) => new TableRow({ tableHeader: at === 0, cantSplit: true, children: cells.map((text) => new TableCell({ borders: { top: line, bottom: line, left: line, right: line }, children: [new Paragraph({ children: [new TextRun({ text, font: at === 0 ? fonts.hei : fonts.song, size: 18 })] })] })) })),
  })
