import { BooleanColumn } from './boolean-column.ts'
import { CodedColumn } from './coded-column.ts'
import type { Column } from './column.ts'
import { ScaledColumn } from './scaled-column.ts'
import type { Table } from './table.ts'

/** One fact of many subjects: whole numbers (of a code list: the code's place; a day: its number; money: fen) and a bit of validity each. */
export interface FilledColumn {
  readonly fact: string
  readonly values: ArrayLike<number>
  /** Bit i of byte i / 8 is set where the value is known; absent: all are. */
  readonly valid?: Uint8Array
}

/** Many subjects at once. Without `ids` each gets a number for an id; four words of 32 bits make one. */
export interface Filling {
  readonly columns: readonly FilledColumn[]
  readonly ids?: Uint32Array
  /** Place of each, by number in `placeCodes`. */
  readonly places?: ArrayLike<number>
  readonly placeCodes?: readonly string[]
}

/** Adds `count` subjects after those that are there. For data made by program: values are trusted to be of their facts' types. */
export function fill(table: Table, count: number, { columns, ids, places, placeCodes = [] }: Filling): void {
  const first = table.rows
  for (let i = 0; i < count; i += 1) {
    const row = ids ? table.admitWords(ids[i * 4] ?? 0, ids[i * 4 + 1] ?? 0, ids[i * 4 + 2] ?? 0, ids[i * 4 + 3] ?? 0) : table.admitWords(0, 0x7000, 0x80000000, first + i + 1)
    table.regular.set(row, true)
    if (places) table.place.write(row, placeCodes[places[i] ?? 0] ?? '')
  }
  for (const { fact, values, valid } of columns) {
    const type = table.vocabulary.facts.get(fact)?.type
    if (!type) throw new RangeError(`词表里没有“${fact}”`)
    const column = table.columnFor(fact, type)
    for (let i = 0; i < count; i += 1) {
      if (valid && ((valid[i >>> 3] ?? 0) >>> (i & 7)) % 2 === 0) continue
      writeNumber(column, first + i, values[i] ?? 0)
    }
  }
  table.forgetWritten()
}

function writeNumber(column: Column, row: number, value: number): void {
  if (column instanceof ScaledColumn) column.writeWhole(row, value)
  else if (column instanceof CodedColumn) column.writeNumber(row, value)
  else if (column instanceof BooleanColumn) column.write(row, value !== 0)
  else throw new RangeError(`“${column.name}”是记录，不能按列装入`)
}

