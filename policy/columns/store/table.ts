import { formatDecimal } from '../../language/decimal.ts'
import { isDecimal, isItems } from '../../language/value.ts'
import type { Known, Type } from '../../language/type.ts'
import { applicationDay } from '../../language/scope.ts'
import { Subject, type Facts, type FactValue } from '../../vocabulary/facts.ts'
import type { Vocabulary } from '../../vocabulary/vocabulary.ts'
import type { Entry } from '../question.ts'
import { BooleanColumn } from './boolean-column.ts'
import { CodedColumn } from './coded-column.ts'
import type { Column } from './column.ts'
import { Ids } from './ids.ts'
import { Bitmap, blockShift, Memory } from './memory.ts'
import { PackedColumn } from './packed-column.ts'
import { ScaledColumn } from './scaled-column.ts'

/** Who has not looked for longer than half of this starts anew. */
const mostRemembered = 1 << 18

/** One subject's facts, from whatever holds them. */
export type FactSource = Pick<Subject, 'get' | 'given' | 'vocabulary'>

/**
 * Everybody's facts, a column each, in blocks of rows. A column comes into being with its first known value. A subject with something that
 * no column holds (a number of forty digits, an own 申请日, a 享受 that was given) is kept aside: his row stays empty and the interpreter judges him.
 */
export class Table {
  readonly memory = new Memory()
  readonly vocabulary: Vocabulary
  readonly columns = new Map<string, Column>()
  readonly place = new CodedColumn(this.memory, '', { kind: 'text' })
  /** Rows that the columns speak for. */
  readonly regular = new Bitmap(this.memory)
  readonly aside = new Map<number, Subject>()
  /** Rows given out so far, the freed ones among them. */
  rows = 0
  /** Rows written, the latest last, and how many were written before the first of them; who keeps something derived remembers how far he has read. */
  private written: number[] = []
  private writtenBefore = 0
  private readonly ids = new Ids()
  private readonly freed: number[] = []
  private columnsMade = 0

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary
  }

  get subjects(): number {
    return this.rows - this.freed.length
  }

  get blocks(): number {
    return this.regular.at.length
  }

  /** Grows when what was planned on the columns is stale. */
  get revision(): number {
    let sum = this.columnsMade + this.place.revision
    for (const column of this.columns.values()) sum += column.revision
    return sum
  }

  get bytes(): number {
    let sum = this.memory.bytes + this.ids.bytes + this.place.bytesOutside + this.written.length * 8
    for (const column of this.columns.values()) sum += column.bytesOutside
    for (const subject of this.aside.values()) sum += JSON.stringify(subject.facts, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part)).length * 2
    return sum
  }

  find(id: string): number | undefined {
    return this.ids.find(id)
  }

  idOf(row: number): string {
    return this.ids.idOf(row)
  }

  /** Whether somebody lives in the row. */
  lives(row: number): boolean {
    return this.regular.has(row) || this.aside.has(row)
  }

  /** A row for a new subject; its facts are all unknown. */
  admit(id: string): number {
    const row = this.freeRow()
    this.ids.add(id, row)
    return row
  }

  /** The row of an id of 16 bytes in four words: a new one, or his own, emptied. */
  rowOf(a: number, b: number, c: number, d: number): number {
    const known = this.ids.findWords(a, b, c, d)
    if (known === undefined) return this.admitWords(a, b, c, d)
    this.empty(known)
    return known
  }

  /** A row for a new subject whose id is 16 bytes in four words. */
  admitWords(a: number, b: number, c: number, d: number): number {
    const row = this.freeRow()
    this.ids.addWords(a, b, c, d, row)
    return row
  }

  /** Replaces everything that is known of a row's subject. The facts have been checked: see {@link check}. */
  write(row: number, place: string | null, facts: Facts): void {
    this.empty(row)
    if (place !== null) this.place.write(row, place)
    let fits = true
    for (const [name, raw] of Object.entries(facts)) {
      if (raw === undefined || raw === null || raw === '') continue
      fits &&= this.writeFact(row, name, raw, facts)
    }
    if (fits) this.regular.set(row, true)
    else this.setAside(row, facts)
    this.note(row)
  }

  /** A row whose facts have been written into the columns one by one. */
  settle(row: number): void {
    this.regular.set(row, true)
    this.note(row)
  }

  setAside(row: number, facts: Facts): void {
    for (const column of this.columns.values()) column.clear(row)
    this.aside.set(row, new Subject(facts, this.vocabulary))
    this.regular.set(row, false)
  }

  /** Takes a row out of the columns as it is: something about it fits none of them; `misfits` is known of it too. */
  keepAside(row: number, misfits: Facts = {}): void {
    const facts: Record<string, FactValue | undefined> = { ...misfits }
    for (const [name, column] of this.columns) facts[name] ??= written(column.read(row))
    this.setAside(row, facts)
    this.note(row)
  }

  remove(id: string): number | undefined {
    const row = this.ids.find(id)
    if (row === undefined) return undefined
    this.empty(row)
    this.ids.remove(id)
    this.freed.push(row)
    this.note(row)
    return row
  }

  /** How many writings there have been. */
  get writings(): number {
    return this.writtenBefore + this.written.length
  }

  /** Rows written after the first `seen` writings; undefined when that is longer ago than is remembered: look at everybody. */
  writtenSince(seen: number): ReadonlySet<number> | undefined {
    return seen < this.writtenBefore ? undefined : new Set(this.written.slice(seen - this.writtenBefore))
  }

  /** Everybody was written: who has derived something starts anew. */
  forgetWritten(): void {
    this.writtenBefore += this.written.length + 1
    this.written = []
  }

  private note(row: number): void {
    this.written.push(row)
    if (this.written.length <= mostRemembered) return
    this.writtenBefore += mostRemembered / 2
    this.written = this.written.slice(mostRemembered / 2)
  }

  /** Reads each fact by its type. Throws FactProblem when one is not of it. */
  check(entry: Entry): void {
    const subject = new Subject(entry.facts, this.vocabulary)
    for (const name of Object.keys(entry.facts)) {
      const measure = /^(享受|享受金额)\("(.*)"\)$/.exec(name)
      if (measure) subject.given(measure[2] ?? '', measure[1] === '享受' ? 'outcome' : 'amount')
      else subject.get(this.nameOf(name) ?? name)
    }
  }

  /** The name that rules use for a fact given by its name or its identifier; undefined when the vocabulary knows neither. */
  nameOf(given: string): string | undefined {
    if (this.vocabulary.facts.has(given)) return given
    this.names ??= new Map([...this.vocabulary.facts.values()].flatMap((fact) => (fact.id === undefined ? [] : [[fact.id, fact.name] as const])))
    return this.names.get(given)
  }
  private names: Map<string, string> | undefined

  /** The column of a fact; undefined while it is unknown of everybody. */
  column(name: string): Column | undefined {
    return this.columns.get(name)
  }

  /** The column of a fact of the vocabulary, made when there is none yet. */
  columnFor(name: string, type: Type): Column {
    const known = this.columns.get(name)
    if (known) return known
    const made = makeColumn(this.memory, name, type)
    made.extend(this.blocks)
    this.columns.set(name, made)
    this.columnsMade += 1
    return made
  }

  private writeFact(row: number, given: string, raw: FactValue, facts: Facts): boolean {
    const name = this.nameOf(given)
    // a fact given by name and by identifier is what its name says
    if (name !== undefined && name !== given && (facts[name] ?? null) !== null) return true
    if (name === undefined) return given !== applicationDay && !given.startsWith('享受')
    const type = this.vocabulary.facts.get(name)?.type
    return !type || this.columnFor(name, type).write(row, raw)
  }

  private empty(row: number): void {
    for (const column of this.columns.values()) column.clear(row)
    this.place.clear(row)
    this.regular.set(row, false)
    this.aside.delete(row)
  }

  private freeRow(): number {
    const again = this.freed.pop()
    if (again !== undefined) return again
    const row = this.rows
    this.rows += 1
    if (row >>> blockShift >= this.blocks) this.extend((row >>> blockShift) + 1)
    return row
  }

  private extend(blocks: number): void {
    this.regular.extend(blocks)
    this.place.extend(blocks)
    for (const column of this.columns.values()) column.extend(blocks)
  }
}

/** A value as JSON would give it. */
function written(value: Known): FactValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (isDecimal(value)) return formatDecimal(value)
  if (isItems(value)) return value.map(written)
  return Object.fromEntries(Object.entries(value).map(([field, part]) => [field, written(part)]))
}

export function makeColumn(memory: Memory, name: string, type: Type): BooleanColumn | ScaledColumn | PackedColumn | CodedColumn {
  switch (type.kind) {
    case 'boolean':
      return new BooleanColumn(memory, name)
    case 'number': case 'money': case 'date': case 'months': case 'days':
      return new ScaledColumn(memory, name, type)
    case 'record':
      return new PackedColumn(memory, name, type)
    case 'list':
      return type.of.kind === 'record' || type.of.kind === 'list' ? new PackedColumn(memory, name, type) : new CodedColumn(memory, name, type)
    default:
      return new CodedColumn(memory, name, type)
  }
}

/** The facts of one row at a time, as the interpreter reads them. Set `row`, then ask. */
export class RowFacts implements FactSource {
  row = 0
  readonly vocabulary: Vocabulary
  private readonly table: Table

  constructor(table: Table) {
    this.table = table
    this.vocabulary = table.vocabulary
  }

  get(name: string): Known {
    const aside = this.table.aside.size > 0 ? this.table.aside.get(this.row) : undefined
    return aside ? aside.get(name) : (this.table.columns.get(name)?.read(this.row) ?? null)
  }

  given(code: string, ask: 'outcome' | 'amount'): Known | undefined {
    return this.table.aside.get(this.row)?.given(code, ask)
  }
}

