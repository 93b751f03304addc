import { formatDecimal } from '../../language/decimal.ts'
import type { FactValue } from '../../vocabulary/facts.ts'
import { BooleanColumn } from './boolean-column.ts'
import { CodedColumn } from './coded-column.ts'
import { PackedColumn } from './packed-column.ts'
import { hasBit, type CodedPart, type FactPart, type PackedPart, type Parcel, type ScaledPart } from './parcel.ts'
import { ScaledColumn } from './scaled-column.ts'
import type { Table } from './table.ts'

/** Facts that were known of a row but fit no column of this city. */
type Misfits = Map<number, Record<string, FactValue>>

/**
 * Takes in the parcels of one maker, in their order. Whoever is there already is replaced. Numbers of a maker's dictionary become
 * the city's; a whole number at another scale than the city's column goes through the column's own reading.
 */
export class ParcelTaker {
  private readonly table: Table
  private readonly grown: () => void
  /** The city's number for each of the maker's, by fact. */
  private readonly numbers = new Map<string, number[]>()

  /** `grown` is told when rows have come into being. */
  constructor(table: Table, grown: () => void) {
    this.table = table
    this.grown = grown
  }

  take({ subjects, ids, place, facts }: Parcel): void {
    const { table } = this
    const rows = new Uint32Array(subjects)
    for (let i = 0; i < subjects; i += 1) rows[i] = table.rowOf(ids[i * 4] ?? 0, ids[i * 4 + 1] ?? 0, ids[i * 4 + 2] ?? 0, ids[i * 4 + 3] ?? 0)
    this.grown()
    this.coded(rows, table.place, place, '')
    const misfits: Misfits = new Map()
    for (const part of facts) this.fact(rows, part, misfits)
    for (const row of rows) table.settle(row)
    for (const [row, more] of misfits) table.keepAside(row, more)
  }

  private fact(rows: Uint32Array, part: FactPart, misfits: Misfits): void {
    const type = this.table.vocabulary.facts.get(part.fact)?.type
    // a maker of another vocabulary than the city's is a fault of the program
    if (!type) throw new RangeError(`词表里没有“${part.fact}”`)
    const column = this.table.columnFor(part.fact, type)
    if (part.kind === 'coded' && column instanceof CodedColumn) this.coded(rows, column, part, part.fact)
    else if (part.kind === 'scaled' && column instanceof ScaledColumn) scaled(rows, column, part, misfits)
    else if (part.kind === 'packed' && column instanceof PackedColumn) packed(rows, column, part)
    else if (part.kind === 'boolean' && column instanceof BooleanColumn) {
      for (let i = 0; i < rows.length; i += 1) if (hasBit(part.valid, i)) column.write(rows[i] ?? 0, hasBit(part.values, i))
    } else throw new RangeError(`“${part.fact}”的列不是这一种`)
  }

  private coded(rows: Uint32Array, column: CodedColumn, part: CodedPart, fact: string): void {
    const ours = this.numbers.get(fact) ?? []
    this.numbers.set(fact, ours)
    for (const value of part.added) ours.push(column.numberFor(value))
    for (let i = 0; i < rows.length; i += 1) if (hasBit(part.valid, i)) column.writeNumber(rows[i] ?? 0, ours[part.numbers[i] ?? 0] ?? 0)
  }
}

function scaled(rows: Uint32Array, column: ScaledColumn, { valid, wholes, scale }: ScaledPart, misfits: Misfits): void {
  for (let i = 0; i < rows.length; i += 1) {
    if (!hasBit(valid, i)) continue
    const row = rows[i] ?? 0
    const whole = wholes[i] ?? 0
    const fitting = column.scale === scale ? whole : column.fit({ n: BigInt(whole), s: scale })
    if (fitting !== undefined) column.writeWhole(row, fitting)
    else misfits.set(row, { ...misfits.get(row), [column.name]: formatDecimal({ n: BigInt(whole), s: scale }) })
  }
}

function packed(rows: Uint32Array, column: PackedColumn, { valid, lengths, bytes }: PackedPart): void {
  let from = 0
  for (let i = 0; i < rows.length; i += 1) {
    const to = from + (lengths[i] ?? 0)
    if (hasBit(valid, i)) column.writeBytes(rows[i] ?? 0, bytes.subarray(from, to))
    from = to
  }
}
