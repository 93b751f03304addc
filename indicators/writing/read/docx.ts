import type { Line } from '../types.ts'
import { appendSources } from '../write/docx-sources.ts'
import { rewritten } from '../write/docx-runs.ts'
import { zipped } from '../write/zip.ts'
import { DraftRefusal, type Draft, type Replacement, type WriteOptions } from './draft.ts'
import { headsFrom } from './heads.ts'
import { draftLimits, openPackage, xmlOf } from './package.ts'
import { paragraphsOf, type Paragraph } from './paragraphs.ts'

/** A Word draft: body, tables, text boxes, headers, footers, footnotes, in the order in which they are read. */

interface Placed {
  part: string
  paragraph: Paragraph
  /** The same box for old programs. */
  twin?: Paragraph
}

const partWords: readonly (readonly [RegExp, string])[] = [[/^word\/document\.xml$/, '正文'], [/^word\/header\d*\.xml$/, '页眉'], [/^word\/footer\d*\.xml$/, '页脚'], [/^word\/footnotes\.xml$/, '脚注'], [/^word\/endnotes\.xml$/, '尾注']]

export const readDocx = (bytes: Uint8Array): Draft => {
  const parts = openPackage(bytes)
  const names = partWords.flatMap(([pattern, word]) => [...parts.keys()].filter((name) => pattern.test(name)).toSorted().map((name) => ({ name, word })))
  const xml = new Map(names.map(({ name }) => [name, xmlOf(parts, name)]))
  const placed: Placed[] = []
  const lines: Line[] = []
  const notes: string[] = []
  for (const { name, word } of names) {
    const { paragraphs, tracked } = paragraphsOf(xml.get(name) ?? '')
    if (tracked && notes.length === 0) notes.push('文稿带有修订：按接受全部修订后的文字读取，删除的文字不读')
    const table = headsOf(paragraphs)
    const twins = paragraphs.filter(({ fallback }) => fallback)
    for (const paragraph of paragraphs) {
      if (paragraph.fallback) continue
      const twin = paragraph.inBox ? twins.find((one) => one.text === paragraph.text && !placed.some((other) => other.twin === one)) : undefined
      placed.push({ part: name, paragraph, ...(twin ? { twin } : {}) })
      lines.push({ text: paragraph.text, heads: table(paragraph), part: paragraph.inBox ? '文本框' : paragraph.cell ? '表格' : word })
    }
  }
  if (lines.reduce((sum, { text }) => sum + text.length, 0) > draftLimits.characters) throw new DraftRefusal('文稿过长，请拆成几份')
  return { kind: 'docx', lines, notes, write: async (replacements, options) => write(parts, xml, placed, replacements, options) }
}

/** Head of the column and of the row of a cell: first row and first cell of its table. */
const headsOf = (paragraphs: readonly Paragraph[]) => {
  const cells = new Map<string, string>()
  const key = (table: number, row: number, column: number) => `${table}|${row}|${column}`
  for (const { cell, text } of paragraphs) if (cell) cells.set(key(cell.table, cell.row, cell.column), `${cells.get(key(cell.table, cell.row, cell.column)) ?? ''}${text}`)
  return ({ cell }: Paragraph): string[] => {
    if (!cell) return []
    const above = cell.row === 0 ? undefined : cells.get(key(cell.table, 0, cell.column))
    const beside = Array.from({ length: cell.column }, (_, column) => cells.get(key(cell.table, cell.row, column)) ?? '')
    return headsFrom(above === undefined ? [] : [above], beside)
  }
}

const write = (parts: ReadonlyMap<string, Uint8Array>, xml: ReadonlyMap<string, string>, placed: readonly Placed[], replacements: readonly Replacement[], { copy, sources }: WriteOptions): Uint8Array => {
  const byPart = new Map<string, { paragraph: Paragraph; replacement: Replacement }[]>()
  for (const replacement of replacements) {
    const place = placed[replacement.line]
    if (!place) continue
    const list = byPart.get(place.part) ?? []
    byPart.set(place.part, [...list, { paragraph: place.paragraph, replacement }, ...(place.twin ? [{ paragraph: place.twin, replacement }] : [])])
  }
  const out = new Map(parts)
  for (const [name, before] of xml) {
    const changed = rewritten(before, byPart.get(name) ?? [], copy)
    const whole = name === 'word/document.xml' && sources ? appendSources(changed, sources) : changed
    if (whole !== before) out.set(name, new TextEncoder().encode(whole))
  }
  return zipped(out)
}
