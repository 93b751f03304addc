import iconv from 'iconv-lite'
import { SheetRefusal, sheetLimits, type SheetLimits, type SheetRow } from './limits.ts'

/**
 * Rows of a CSV file (RFC 4180; comma, semicolon or tab, told by the first line). UTF-8 with or without BOM; anything that is not
 * valid UTF-8 is read as GB 18030, which contains GBK and GB 2312: what Excel on a Chinese machine writes. Refuses files over the limits,
 * binary content and an unclosed quote.
 */
export async function* readCsv(bytes: Uint8Array, limits: SheetLimits = sheetLimits): AsyncGenerator<SheetRow> {
  if (bytes.length > limits.fileBytes) throw new SheetRefusal(`文件 ${megabytes(bytes.length)}，超过上限 ${megabytes(limits.fileBytes)}`)
  const text = decode(bytes)
  const separator = separatorOf(text)
  let row = 1
  let at = 0
  while (at < text.length) {
    const line = readLine(text, at, separator, row, limits)
    at = line.next
    if (line.cells.some((cell) => cell !== '')) yield { row, cells: line.cells }
    row += line.lines
    if (row - 1 > limits.rows + 1) throw new SheetRefusal(`超过 ${limits.rows} 行，请拆成几个文件`)
  }
}

function decode(bytes: Uint8Array): string {
  if (bytes.length >= 2 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))) return iconv.decode(Buffer.from(bytes), 'utf16')
  if (bytes.includes(0)) throw new SheetRefusal('这不是文本文件：请从表格软件另存为 CSV 或 XLSX')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 'gb18030')
    if (text.includes('\ufffd')) throw new SheetRefusal('文件的文字编码无法识别：请另存为 UTF-8 或 GBK 编码的 CSV，或 XLSX')
    return text
  }
}

function separatorOf(text: string): string {
  const end = text.indexOf('\n')
  const head = end < 0 ? text : text.slice(0, end)
  const counts = [',', '\t', ';'].map((s) => ({ s, count: head.split(s).length }))
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).s
}

type Line = { cells: string[]; next: number; lines: number }

function readLine(text: string, start: number, separator: string, row: number, limits: SheetLimits): Line {
  const cells: string[] = []
  let at = start
  let lines = 1
  for (;;) {
    let cell: string
    if (text[at] === '"') {
      const quoted = readQuoted(text, at, row)
      cell = quoted.cell
      lines += quoted.breaks
      at = quoted.next
    } else {
      const from = at
      while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++
      cell = text.slice(from, at)
    }
    if (cell.length > limits.cellLength) throw new SheetRefusal(`第 ${row} 行第 ${cells.length + 1} 列超过 ${limits.cellLength} 字`)
    cells.push(cell.trim())
    if (cells.length > limits.columns) throw new SheetRefusal(`第 ${row} 行超过 ${limits.columns} 列`)
    if (text[at] === separator) at++
    else break
  }
  if (text[at] === '\r') at++
  if (text[at] === '\n') at++
  else if (at < text.length && text[at - 1] !== '\r') throw new SheetRefusal(`第 ${row} 行的引号后面还有文字：请检查这一行的双引号`)
  return { cells, next: at, lines }
}

function readQuoted(text: string, start: number, row: number): { cell: string; next: number; breaks: number } {
  let cell = ''
  let at = start + 1
  for (;;) {
    const close = text.indexOf('"', at)
    if (close < 0) throw new SheetRefusal(`第 ${row} 行的双引号没有配对`)
    cell += text.slice(at, close)
    if (text[close + 1] !== '"') {
      let breaks = 0
      for (const c of cell) if (c === '\n') breaks++
      return { cell, next: close + 1, breaks }
    }
    cell += '"'
    at = close + 2
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
