import { applicationDay } from '../../language/scope.ts'
import type { Type } from '../../language/type.ts'
import { FactProblem, readValue, type FactValue } from '../../vocabulary/facts.ts'
import { findFact, type Vocabulary } from '../../vocabulary/vocabulary.ts'
import { BooleanColumn } from './boolean-column.ts'
import { CodedColumn } from './coded-column.ts'
import { bitmapBytes, Memory, rowsPerBlock } from './memory.ts'
import { PackedColumn } from './packed-column.ts'
import { PackedRun } from './packed-run.ts'
import type { CodedPart, FactPart, Parcel } from './parcel.ts'
import { ScaledColumn } from './scaled-column.ts'
import { packedFacts } from './packed-row.ts'
import { RowReader, type RowSink } from './row-reader.ts'
import { makeColumn } from './table.ts'

type Words = readonly [number, number, number, number]
type Values = CodedColumn | ScaledColumn | BooleanColumn | PackedRun

/** Makes parcels of at most one block of subjects. One maker's parcels are taken in by one taker, in their order: see parcel-taker.ts. */
export class ParcelMaker {
  private readonly memory = new Memory()
  private readonly facts: readonly { readonly fact: string | undefined; readonly type: Type | undefined; readonly special: boolean; values: Values | undefined }[]
  private readonly ids = new Uint32Array(rowsPerBlock * 4)
  private readonly place = this.oneBlock(new CodedColumn(this.memory, '', { kind: 'text' }))
  /** How much of a column's dictionary has been sent. */
  private readonly sent = new Map<CodedColumn, number>()
  private readonly reader: RowReader
  /** The column's number for each text that the reader met, by fact. */
  private readonly met = new Map<number, number[]>()
  private readonly sink = this.sinkOf()
  private count = 0

  /** `names`: of the facts whose values come, in their order. */
  constructor(vocabulary: Vocabulary, names: readonly string[]) {
    this.facts = names.map((given) => {
      const fact = findFact(vocabulary, given)
      return { fact: fact?.name, type: fact?.type, special: given === applicationDay || given.startsWith('享受'), values: undefined }
    })
    this.reader = new RowReader(packedFacts(vocabulary, names))
  }

  get subjects(): number {
    return this.count
  }

  get full(): boolean {
    return this.count === rowsPerBlock
  }

  /**
   * Takes a subject, whose id comes as the 16 bytes of a uuid in four words and whose values are as JSON gives them. False when something
   * about him fits no parcel (an own 申请日, a value that is not of its fact's type or fits no column): he has to be put by himself
   * then. Take away a full parcel first.
   */
  add(id: Words, place: string | null, values: readonly FactValue[]): boolean {
    return this.admit(id, place, this.write(this.count, values))
  }

  /** The same for values that RowPacker packed under the same vocabulary and names, between two places of `bytes`. */
  addPacked(id: Words, place: string | null, bytes: Uint8Array, from: number, to: number): boolean {
    return this.admit(id, place, this.reader.read(bytes, from, to, this.sink))
  }

  private admit(id: Words, place: string | null, fits: boolean): boolean {
    const row = this.count
    if (!fits) {
      for (const { values: column } of this.facts) column?.clear(row)
      return false
    }
    if (place !== null) this.place.write(row, place)
    this.ids.set(id, row * 4)
    this.count += 1
    return true
  }

  /** What was added since the last parcel; a fact that is unknown of all of them is left out. */
  take(): Parcel {
    const { count } = this
    const parcel = {
      subjects: count,
      ids: this.ids.slice(0, count * 4),
      place: this.coded(this.place, count),
      facts: this.facts.flatMap(({ fact, values }) => (fact === undefined || !values ? [] : (this.partOf(fact, values, count) ?? []))),
    }
    for (const column of [this.place, ...this.facts.map(({ values }) => values)]) {
      if (column instanceof PackedRun) column.begin()
      else if (column) this.memory.u8.fill(0, column.valid.address(0), column.valid.address(0) + bitmapBytes)
    }
    this.count = 0
    return parcel
  }

  private write(row: number, values: readonly FactValue[]): boolean {
    const { facts } = this
    try {
      for (let i = 0; i < facts.length; i += 1) {
        const value = values[i]
        if (value === null || value === undefined || value === '') continue
        const fact = facts[i]
        if (fact?.special) return false
        if (fact?.fact === undefined || !fact.type) continue
        fact.values ??= this.valuesFor(fact.fact, fact.type)
        if (!fact.values.write(row, value)) return false
      }
      return true
    } catch (problem) {
      if (problem instanceof FactProblem) return false
      throw problem
    }
  }

  /** Writes what is read of a packed row into the row that comes next. Its values were checked when they were packed. */
  private sinkOf(): RowSink {
    const columnOf = (i: number): Values | undefined => {
      const fact = this.facts[i]
      if (fact?.fact === undefined || !fact.type) return undefined
      return (fact.values ??= this.valuesFor(fact.fact, fact.type))
    }
    return {
      boolean: (i, value) => void columnOf(i)?.write(this.count, value),
      code: (i, place) => {
        const column = columnOf(i)
        if (column instanceof CodedColumn) column.writeNumber(this.count, place)
      },
      day: (i, day) => {
        const column = columnOf(i)
        if (column instanceof ScaledColumn) column.writeWhole(this.count, day)
      },
      number: (i, whole, places) => {
        const column = columnOf(i)
        if (!(column instanceof ScaledColumn)) return false
        // at the finest scale that a column takes on it is exact in a double: that was seen to when it was packed
        const fitting = column.scale >= places ? whole * 10 ** (column.scale - places) : column.fit({ n: BigInt(whole), s: places })
        if (fitting !== undefined) column.writeWhole(this.count, fitting)
        return fitting !== undefined
      },
      text: (i, met, read) => {
        const column = columnOf(i)
        if (!(column instanceof CodedColumn)) return
        const numbers = this.met.get(i) ?? []
        this.met.set(i, numbers)
        column.writeNumber(this.count, (numbers[met] ??= column.numberFor(readValue(read(), column.type, column.name))))
      },
      records: (i, bytes) => {
        const column = columnOf(i)
        if (column instanceof PackedRun) column.writeBytes(this.count, bytes)
      },
    }
  }

  private valuesFor(name: string, type: Type): Values {
    const column = makeColumn(this.memory, name, type)
    return column instanceof PackedColumn ? new PackedRun(name, type) : this.oneBlock(column)
  }

  private oneBlock<T extends CodedColumn | ScaledColumn | BooleanColumn>(column: T): T {
    column.extend(1)
    return column
  }

  private partOf(fact: string, column: Values, count: number): FactPart | undefined {
    const { memory } = this
    const valid = column instanceof PackedRun ? column.known(count) : this.bits(column.valid.address(0), count)
    if (valid.every((byte) => byte === 0)) return undefined
    if (column instanceof PackedRun) return { fact, valid, ...column.take(count) }
    if (column instanceof CodedColumn) return { fact, ...this.coded(column, count) }
    const at = column.values.address(0)
    if (column instanceof BooleanColumn) return { fact, kind: 'boolean', valid, values: this.bits(at, count) }
    const { width, scale } = column
    return { fact, kind: 'scaled', valid, scale, wholes: width === 2 ? memory.i16.slice(at >>> 1, (at >>> 1) + count) : width === 4 ? memory.i32.slice(at >>> 2, (at >>> 2) + count) : memory.f64.slice(at >>> 3, (at >>> 3) + count) }
  }

  private coded(column: CodedColumn, count: number): CodedPart {
    const { memory } = this
    const { width, dictionary } = column
    const at = column.values.address(0)
    const added = dictionary.slice(this.sent.get(column) ?? 0)
    this.sent.set(column, dictionary.length)
    const numbers = width === 1 ? memory.u8.slice(at, at + count) : width === 2 ? memory.u16.slice(at >>> 1, (at >>> 1) + count) : memory.u32.slice(at >>> 2, (at >>> 2) + count)
    return { kind: 'coded', valid: this.bits(column.valid.address(0), count), numbers, added }
  }

  private bits(at: number, count: number): Uint8Array {
    return this.memory.u8.slice(at, at + Math.ceil(count / 8))
  }
}
