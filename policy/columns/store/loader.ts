import type { FactValue } from '../../vocabulary/facts.ts'
import { applicationDay } from '../../language/scope.ts'
import { BooleanColumn } from './boolean-column.ts'
import { CodedColumn } from './coded-column.ts'
import type { Column } from './column.ts'
import { ScaledColumn } from './scaled-column.ts'
import type { Table } from './table.ts'

/** Takes in one subject after another, the values in the order of the names. */
export interface RowLoader {
  /** Throws FactProblem when a value is not of its fact's type; the subject is left out then. */
  add(id: string, place: string | null, values: readonly FactValue[]): void
}

/** A loader over a table; `grown` is told when rows have come into being. */
export function rowLoader(table: Table, names: readonly string[], grown: () => void): RowLoader {
  const facts = names.map((given) => {
    const name = table.nameOf(given)
    const type = name === undefined ? undefined : table.vocabulary.facts.get(name)?.type
    const special = given === applicationDay || given.startsWith('享受')
    return { given, name, type, special, column: undefined as Column | undefined }
  })
  const special = facts.some((fact) => fact.special)
  return {
    add(id, place, values) {
      if (table.find(id) !== undefined || (special && facts.some((fact, i) => fact.special && values[i] !== null))) {
        const given = Object.fromEntries(facts.map((fact, i) => [fact.given, values[i] ?? null]))
        table.check({ id, place, facts: given })
        table.write(table.find(id) ?? table.admit(id), place, given)
        grown()
        return
      }
      const { blocks } = table
      const row = table.admit(id)
      if (table.blocks !== blocks) grown()
      try {
        if (place !== null) table.place.write(row, place)
        let fits = true
        for (let i = 0; i < facts.length; i += 1) {
          const value = values[i]
          if (value === null || value === undefined || value === '') continue
          const fact = facts[i]
          if (!fact?.type || fact.name === undefined) continue
          fact.column ??= table.columnFor(fact.name, fact.type)
          fits &&= fact.column.write(row, value)
        }
        if (fits) table.settle(row)
        else table.write(row, place, Object.fromEntries(facts.map((fact, i) => [fact.given, values[i] ?? null])))
      } catch (problem) {
        table.remove(id)
        throw problem
      }
    },
  }
}

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

