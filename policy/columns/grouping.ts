import { integer } from '../language/decimal.ts'
import type { Day } from '../language/day.ts'
import type { Known } from '../language/type.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { bandKeys, keyOf, keysOf } from './dimension.ts'
import { Derived } from './plan/derived.ts'
import type { Dimension } from './question.ts'
import { BooleanColumn } from './store/boolean-column.ts'
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
  private readonly numbers = new Map<string, number>()
  private readonly keyOfRow: readonly ((row: number) => string | null)[]
  /** Number by the joined keys of one dimension: the common case needs no joining. */
  private readonly single = new Map<string | null, number>()

  constructor(table: Table, key: string, dimensions: readonly Dimension[], on: Day) {
    super(table, key)
    this.dimensions = dimensions
    this.on = on
    this.groups = new Piece(table.memory, rowsPerBlock * 2)
    this.keyOfRow = dimensions.map((dimension) => keyReader(table, dimension, on))
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
    const [only] = this.keyOfRow
    if (only && this.keyOfRow.length === 1) {
      const key = only(row)
      return this.single.get(key) ?? this.add([key])
    }
    const key = this.keyOfRow.map((read) => read(row))
    return this.numbers.get(JSON.stringify(key)) ?? this.add(key)
  }

  private add(key: GroupKey): number {
    const number = this.keys.push(key) - 1
    this.sizes.push(0)
    this.numbers.set(JSON.stringify(key), number)
    if (key.length === 1) this.single.set(key[0] ?? null, number)
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

/** Reads the key of a row from its column, by the stored number: a key is made once for each. */
function keyReader(table: Table, dimension: Dimension, on: Day): (row: number) => string | null {
  const known = new Map<number, string | null>()
  const remember = (number: number, value: () => Known, place?: () => Known): string | null => {
    const found = known.get(number)
    if (found !== undefined) return found
    const where = place?.()
    const key = keyOf(dimension, typeof where === 'string' ? where : null, place ? null : value(), on)
    known.set(number, key)
    return key
  }
  if (dimension.kind === 'place') return (row) => (table.place.valid.has(row) ? remember(table.place.number(row), () => null, () => table.place.read(row)) : null)
  return (row) => {
    // looked up each time: a fact gets its column with its first known value
    const column = table.column(dimension.fact)
    if (!column || !column.valid.has(row)) return null
    if (column instanceof CodedColumn) return remember(column.number(row), () => column.read(row))
    if (column instanceof BooleanColumn) return remember(column.values.has(row) ? 1 : 0, () => column.read(row))
    if (column instanceof ScaledColumn && dimension.kind === 'years') return remember(column.whole(row), () => column.read(row))
    return column instanceof ScaledColumn && dimension.kind === 'number' ? band(dimension, column, column.whole(row)) : keyOf(dimension, null, column.read(row), on)
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
