import iconv from 'iconv-lite'
import type { Line } from '../types.ts'
import { DraftRefusal, type Draft, type Replacement, type WriteOptions } from './draft.ts'
import { headsFrom } from './heads.ts'
import { draftLimits } from './package.ts'

/** A plain-text draft as lines; a row with tabs is a row of a table, whose first cell and whose column's head speak for the others. */
export interface PlacedLine {
  line: Line
  /** Where the line's text stands in the whole. */
  from: number
}

export const linesOfText = (text: string): PlacedLine[] => {
  const lines: PlacedLine[] = []
  let from = 0
  let head: readonly string[] = []
  for (const row of text.split('\n')) {
    if (!row.includes('\t') && !/^\s*[|｜].*[|｜]\s*$/.test(row)) {
      head = []
      lines.push({ line: { text: row, heads: [], part: '正文' }, from })
    } else {
      const table = cellsOf(row)
      if (head.length === 0) head = table.map((cell) => cell.text)
      for (const [at, cell] of table.entries()) {
        const beside = table.slice(0, at).map(({ text }) => text)
        const above = head[at] !== undefined && head[at] !== cell.text ? [head[at]] : []
        lines.push({ line: { text: cell.text, heads: headsFrom(above, beside), part: '表格' }, from: from + cell.from })
      }
    }
    from += row.length + 1
  }
  return lines
}

const cellsOf = (row: string): { text: string; from: number }[] => {
  const cells: { text: string; from: number }[] = []
  let from = 0
  for (const piece of row.split(/[\t|｜]/)) {
    cells.push({ text: piece, from })
    from += piece.length + 1
  }
  return cells.filter(({ text }, at) => text.trim() !== '' || (at > 0 && at < cells.length - 1))
}

/** A text draft, UTF-8 or GBK, with or without a byte-order mark; written back in the same coding. */
export const readText = (bytes: Uint8Array): Draft => {
  const { text, write } = decoding(bytes)
  // A text has no control characters but tabs, line ends and page ends.
  if (Array.from(text.slice(0, 4000)).some((char) => char < '\t' || (char > '\r' && char < ' '))) throw new DraftRefusal('这不是文本文件：请上传 DOCX 或 TXT')
  if (text.length > draftLimits.characters) throw new DraftRefusal('文稿过长，请拆成几份')
  const breaks = text.includes('\r\n') ? '\r\n' : '\n'
  const plain = text.replaceAll('\r\n', '\n')
  const placed = linesOfText(plain)
  return {
    kind: 'text',
    lines: placed.map(({ line }) => line),
    notes: [],
    write: async (replacements, { copy, sources }) => write(writeText(plain, placed, replacements, copy, sources).replaceAll('\n', breaks)),
  }
}

const decoding = (bytes: Uint8Array): { text: string; write: (text: string) => Uint8Array } => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes.subarray(2)), write: (text) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]) }
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { text, write: (said) => new TextEncoder().encode(mark ? `\uFEFF${said}` : said) }
  } catch {
    const text = iconv.decode(Buffer.from(bytes), 'gb18030')
    if (text.includes('\uFFFD')) throw new DraftRefusal('文字的编码认不出：请另存为 UTF-8 的文本，或用 DOCX')
    return { text, write: (said) => iconv.encode(said, 'gb18030') }
  }
}

/** In the review copy of a text what was filled stands in 〖〗, what is to be settled in 〖?〗: there is no colour. */
const writeText = (text: string, placed: readonly PlacedLine[], replacements: readonly Replacement[], copy: 'review' | 'final', sources: WriteOptions['sources']): string => {
  let out = text
  const places = replacements.map((one) => ({ ...one, at: (placed[one.line]?.from ?? 0) + one.from, end: (placed[one.line]?.from ?? 0) + one.to }))
  for (const { at, end, text: said, mark } of places.toSorted((a, b) => b.at - a.at)) out = `${out.slice(0, at)}${copy === 'review' && mark ? (mark === 'sure' ? `〖${said}〗` : `〖?${said}〗`) : said}${out.slice(end)}`
  return sources ? `${out.replace(/\n*$/, '\n\n')}数据来源表\n${sources.map((row) => row.map((cell) => cell.replace(/[\t\n]/g, ' ')).join('\t')).join('\n')}\n` : out
}
