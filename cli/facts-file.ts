import { readFileSync } from 'node:fs'
import type { Facts, FactValue } from '../policy/index.ts'
import { UsageError } from './arguments.ts'

export interface SubjectRow {
  /** What the subject is called in the output: its `subject` or `id`, or its number from 1. */
  readonly label: string | number
  readonly facts: Facts
  /** Where it stands in a file of lines. */
  readonly line?: number
}

export interface FactsFile {
  readonly rows: readonly SubjectRow[]
  /** One JSON object was given: the caller asks about one subject. */
  readonly single: boolean
}

function isFacts(value: unknown): value is Record<string, FactValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** One JSON object, a JSON array, NDJSON or CSV of subjects; `-` reads stdin. */
export function readFactsFile(file: string): FactsFile {
  let text: string
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8').replace(/^\uFEFF/, '')
  } catch {
    throw new UsageError(`读不到事实文件 ${file}`)
  }
  const start = text.trimStart()[0]
  if (start === undefined) throw new UsageError(`${file} 是空的，没有任何对象`)
  if (start !== '{' && start !== '[') return { rows: label(readCsv(file, text), 2), single: false }
  const whole = tryJson(text)
  if (Array.isArray(whole)) return { rows: label(whole.map((item: unknown, i) => object(item, `${file} 的第 ${i + 1} 个对象`))), single: false }
  if (isFacts(whole)) return { rows: label([whole]), single: true }
  return { rows: label(readLines(file, text), 1), single: false }
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readLines(file: string, text: string): readonly Record<string, FactValue>[] {
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return []
    try {
      return [object(JSON.parse(line), `${file}:${i + 1}`)]
    } catch (fault) {
      if (fault instanceof UsageError) throw fault
      throw new UsageError(`${file}:${i + 1}:${columnOf(fault)}: 这一行不是 JSON`)
    }
  })
}

function columnOf(fault: unknown): number {
  const match = fault instanceof Error ? /position (\d+)/.exec(fault.message) : null
  return match ? Number(match[1]) + 1 : 1
}

function object(value: unknown, where: string): Record<string, FactValue> {
  if (isFacts(value)) return value
  throw new UsageError(`${where} 不是 {…} 对象`)
}

function label(rows: readonly Record<string, FactValue>[], firstLine?: number): readonly SubjectRow[] {
  return rows.map((facts, i) => {
    const name = facts['subject'] ?? facts['id']
    return { label: typeof name === 'string' || typeof name === 'number' ? name : i + 1, facts, ...(firstLine === undefined ? {} : { line: i + firstLine }) }
  })
}

/** RFC 4180: quoted cells, doubled quotes, line breaks inside quotes. An empty cell is unknown; a cell that is a JSON list is read as one. */
function readCsv(file: string, text: string): readonly Record<string, FactValue>[] {
  const table = splitCsv(file, text)
  const [head, ...body] = table
  if (!head) return []
  return body.map((cells, i) => {
    if (cells.length > head.length) throw new UsageError(`${file}:${i + 2}: 这一行有 ${cells.length} 列，表头只有 ${head.length} 列`)
    const row: Record<string, FactValue> = {}
    head.forEach((name, column) => {
      const cell = cells[column] ?? ''
      const list = cell.startsWith('[') ? tryJson(cell) : undefined
      row[name.trim()] = cell === '' ? null : isFactList(list) ? list : cell
    })
    return row
  })
}

function isFactList(value: unknown): value is FactValue[] {
  return Array.isArray(value)
}

function splitCsv(file: string, text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endRow = () => {
    row.push(cell)
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
    cell = ''
  }
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i]
    if (quoted) {
      if (char === '"' && text[i + 1] === '"') {
        cell += '"'
        i += 1
      } else if (char === '"') quoted = false
      else cell += char
    } else if (char === '"' && cell === '') quoted = true
    else if (char === ',') {
      row.push(cell)
      cell = ''
    } else if (char === '\n') endRow()
    else if (char !== '\r') cell += char
  }
  if (quoted) throw new UsageError(`${file}: 引号没有配对`)
  endRow()
  return rows
}
