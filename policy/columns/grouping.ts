import { integer } from '../language/decimal.ts'
import type { Day } from '../language/day.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { bandKeys, keyOf, keysOf } from './dimension.ts'
import { Derived } from './plan/derived.ts'
import type { Dimension } from './question.ts'
import { BooleanColumn } from './store/boolean-column.ts'
import type { Column } from './store/column.ts'
import { CodedColumn } from './store/coded-column.ts'
import { blockShift, Piece, rowsPerBlock } from './store/memory.ts'
import { ScaledColumn } from './store/scaled-column.ts'
import type { FactSource, Table } from './store/table.ts'

export type GroupKey = readonly (string | null)[]

/** The group of every row in one breakdown, by number; kept between questions. Number 0: a row that the columns do not speak for. */
export class Grouping extends Derived {
  groups: Piece
  wide = false
  /** Key of each number; the first is nobody's. */
  readonly keys: GroupKey[] = [[]]
  /** Rows of each number. */
  readonly sizes: number[] = [0]
  private readonly dimensions: readonly Dimension[]
  private readonly on: Day
  private readonly readers: readonly KeyReader[]
  private readonly byKey = new Map<string, number>()
  private readonly byMixed = new Map<number, number>()

  constructor(table: Table, key: string, dimensions: readonly Dimension[], on: Day) {
    super(table, key)
    this.dimensions = dimensions
    this.on = on
    this.groups = new Piece(table.memory, rowsPerBlock * 2)
    this.readers = dimensions.map((dimension) => new KeyReader(table, dimension, on))
  }

  protected extend(blocks: number): void {
    this.groups.extend(blocks)
  }

  protected compute(row: number): void {
    const before = this.number(row)
    if (before !== 0) this.sizes[before] = (this.sizes[before] ?? 0) - 1
    const after = this.table.regular.has(row) ? this.numberOf(row) : 0
    if (after > 65535 && !this.wide) this.widen()
    if (this.wide) this.table.memory.u32[this.index(row, 2)] = after
    else this.table.memory.u16[this.index(row, 1)] = after
    if (after !== 0) this.sizes[after] = (this.sizes[after] ?? 0) + 1
  }

  number(row: number): number {
    return (this.wide ? this.table.memory.u32[this.index(row, 2)] : this.table.memory.u16[this.index(row, 1)]) ?? 0
  }

  /** The key of somebody who is kept aside. */
  keyOfSubject(subject: FactSource, place: string | null): GroupKey {
    return this.dimensions.map((dimension) => keyOf(dimension, place, dimension.kind === 'place' ? null : subject.get(dimension.fact), this.on))
  }

  free(): void {
    this.groups.free()
  }

  private numberOf(row: number): number {
    const [only] = this.readers
    let mixed = 0
    let exact = this.readers.length <= mostMixed
    if (only && this.readers.length === 1) mixed = only.number(row)
    else {
      for (const reader of this.readers) {
        const number = reader.number(row)
        exact &&= number < mostKeys
        mixed = mixed * mostKeys + number
      }
    }
    const known = exact ? this.byMixed.get(mixed) : undefined
    if (known !== undefined) return known
    const key = this.readers.map((reader) => reader.keys[reader.number(row)] ?? null)
    const name = JSON.stringify(key)
    const number = this.byKey.get(name) ?? this.keys.push(key) - 1
    this.byKey.set(name, number)
    if (exact) this.byMixed.set(mixed, number)
    this.sizes[number] ??= 0
    return number
  }

  private widen(): void {
    const before = this.groups
    const after = new Piece(this.table.memory, rowsPerBlock * 4, before.at.length)
    const { u16, u32 } = this.table.memory
    before.at.forEach((from, block) => {
      for (let i = 0; i < rowsPerBlock; i += 1) u32[(after.address(block) >>> 2) + i] = u16[(from >>> 1) + i] ?? 0
    })
    before.free()
    this.groups = after
    this.wide = true
  }

  private index(row: number, shift: number): number {
    return (this.groups.address(row >>> blockShift) >>> shift) + (row & (rowsPerBlock - 1))
  }
}

/** Three dimensions of a hundred thousand keys each are told apart exactly in a double; others by their texts. */
const mostKeys = 100_000
const mostMixed = 3

/** The key of a row in one dimension, as a small number: by the stored number of its value, so that a text is made once for each. */
class KeyReader {
  /** Key of each number; 0 is unknown. */
  readonly keys: (string | null)[] = [null]
  private readonly numbers = new Map<string, number>()
  private readonly known: number[] = []
  private readonly far = new Map<number, number>()
  private readonly table: Table
  private readonly dimension: Dimension
  private readonly on: Day

  constructor(table: Table, dimension: Dimension, on: Day) {
    this.table = table
    this.dimension = dimension
    this.on = on
  }

  number(row: number): number {
    const { dimension, table } = this
    // looked up each time: a fact gets its column with its first known value
    const column = dimension.kind === 'place' ? table.place : table.column(dimension.fact)
    if (!column || !column.valid.has(row)) return 0
    if (column instanceof CodedColumn) return this.remember(column.number(row), column, row)
    if (column instanceof BooleanColumn) return this.remember(column.values.has(row) ? 1 : 0, column, row)
    if (column instanceof ScaledColumn && dimension.kind === 'years') return this.remember(column.whole(row), column, row)
    if (column instanceof ScaledColumn && dimension.kind === 'number') return this.numberOf(band(dimension, column, column.whole(row)))
    return this.numberOf(keyOf(dimension, null, column.read(row), this.on))
  }

  private remember(stored: number, column: Column, row: number): number {
    const near = stored >= 0 && stored < 65536
    const known = near ? this.known[stored] : this.far.get(stored)
    if (known !== undefined) return known
    const value = column.read(row)
    const made = this.numberOf(this.dimension.kind === 'place' ? keyOf(this.dimension, typeof value === 'string' ? value : null, null, this.on) : keyOf(this.dimension, null, value, this.on))
    if (near) this.known[stored] = made
    else this.far.set(stored, made)
    return made
  }

  private numberOf(key: string | null): number {
    if (key === null) return 0
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    const made = this.keys.push(key) - 1
    this.numbers.set(key, made)
    return made
  }
}

function band(dimension: Dimension & { kind: 'number' }, column: ScaledColumn, whole: number): string | null {
  if (column.type.kind === 'date') return null
  const unit = 10 ** column.scale
  let passed = 0
  for (const edge of dimension.edges) if (whole >= Number(integer(edge).n) * unit) passed += 1
  return bandsOf(dimension)[passed] ?? null
}

const bands = new WeakMap<Dimension, readonly string[]>()
function bandsOf(dimension: Dimension & { kind: 'number' }): readonly string[] {
  const known = bands.get(dimension) ?? bandKeys(dimension)
  bands.set(dimension, known)
  return known
}

/** In each dimension's own order, the unknown last; places and texts by their code points. */
export function keyOrder(dimensions: readonly Dimension[], vocabulary: Vocabulary): (a: GroupKey, b: GroupKey) => number {
  const orders = dimensions.map((dimension) => {
    const keys = keysOf(dimension, vocabulary)
    return keys && new Map(keys.map((key, i) => [key, i]))
  })
  return (a, b) => {
    for (const [i, order] of orders.entries()) {
      const [left, right] = [a[i] ?? null, b[i] ?? null]
      if (left === right) continue
      if (left === null || right === null) return left === null ? 1 : -1
      const difference = order ? (order.get(left) ?? -1) - (order.get(right) ?? -1) : left < right ? -1 : 1
      if (difference !== 0) return difference
    }
    return 0
  }
}
