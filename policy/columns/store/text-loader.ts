import type { FactValue } from '../../vocabulary/facts.ts'
import { BooleanColumn } from './boolean-column.ts'
import { CodedColumn } from './coded-column.ts'
import type { Column } from './column.ts'
import type { RowLoader } from './loader.ts'
import { ScaledColumn } from './scaled-column.ts'
import type { Table } from './table.ts'

/**
 * Takes in one subject after another as JSON text in UTF-8 bytes: an array of the values in the order of the names, as
 * PostgreSQL writes jsonb. Most values of a city were written before (codes, days): they are known by their bytes, without a string being made.
 */
export interface TextLoader {
  /** Throws as {@link RowLoader.add}. */
  add(id: string, place: string | null, bytes: Uint8Array, from: number, to: number): void
}

const quote = 34
const comma = 44
const minus = 45
const point = 46
const backslash = 92
const opens = (byte: number): boolean => byte === 91 || byte === 123
const closes = (byte: number): boolean => byte === 93 || byte === 125
const utf8 = new TextDecoder()

/** Stored numbers of values by the bytes of their text. Bounded: what finds no room is written the long way each time. */
class KnownTexts {
  private readonly starts = new Int32Array(1 << 15)
  private readonly lengths = new Uint16Array(1 << 15)
  private readonly numbers = new Float64Array(1 << 15)
  private bytes = new Uint8Array(1 << 14)
  private end = 1
  private used = 0

  find(text: Uint8Array, from: number, to: number): number | undefined {
    const slot = this.slot(text, from, to)
    return this.starts[slot] === 0 ? undefined : this.numbers[slot]
  }

  keep(text: Uint8Array, from: number, to: number, number: number): void {
    if (this.used * 2 >= this.starts.length || to - from > 200) return
    if (this.end + to - from > this.bytes.length) {
      const larger = new Uint8Array(this.bytes.length * 2)
      larger.set(this.bytes)
      this.bytes = larger
    }
    const slot = this.slot(text, from, to)
    this.bytes.set(text.subarray(from, to), this.end)
    this.starts[slot] = this.end
    this.lengths[slot] = to - from
    this.numbers[slot] = number
    this.end += to - from
    this.used += 1
  }

  /** Where the text is, or where it would go. */
  private slot(text: Uint8Array, from: number, to: number): number {
    let hash = 0x811c9dc5
    for (let i = from; i < to; i += 1) hash = Math.imul(hash ^ (text[i] ?? 0), 0x01000193)
    const mask = this.starts.length - 1
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) if (this.starts[slot] === 0 || this.is(slot, text, from, to)) return slot
  }

  private is(slot: number, text: Uint8Array, from: number, to: number): boolean {
    const length = to - from
    if (this.lengths[slot] !== length) return false
    const start = this.starts[slot] ?? 0
    for (let i = 0; i < length; i += 1) if (this.bytes[start + i] !== text[from + i]) return false
    return true
  }
}

interface Place {
  readonly column: Column
  readonly known: KnownTexts | undefined
}

/** A loader of texts over a table; whatever is out of the ordinary goes through `rows`, the loader of values. */
export function textLoader(table: Table, names: readonly string[], rows: RowLoader, grown: () => void): TextLoader {
  const facts = names.map((given) => {
    const name = table.nameOf(given)
    return { name, type: name === undefined ? undefined : table.vocabulary.facts.get(name)?.type, place: undefined as Place | undefined }
  })
  const ordinary = names.every((given) => table.nameOf(given) !== undefined)
  const placeOf = (i: number): Place | undefined => {
    const fact = facts[i]
    if (!fact?.type || fact.name === undefined) return undefined
    const column = table.columnFor(fact.name, fact.type)
    const keeps = column instanceof CodedColumn || (column instanceof ScaledColumn && fact.type.kind === 'date')
    return (fact.place ??= { column, known: keeps ? new KnownTexts() : undefined })
  }

  const writeAll = (row: number, bytes: Uint8Array, from: number, to: number): boolean => {
    let i = from + 1
    for (let at = 0; at < facts.length; at += 1) {
      while (bytes[i] === 32 || bytes[i] === comma) i += 1
      const first = bytes[i] ?? 0
      const end = endOf(bytes, i, to)
      if (end < 0) return false
      if (first !== 110) {
        const place = facts[at]?.place ?? placeOf(at)
        if (place && !writeOne(place, row, first, bytes, i, end)) return false
      }
      i = end
    }
    return bytes[i] === 93
  }

  return {
    add(id, place, bytes, from, to) {
      if (ordinary && table.find(id) === undefined) {
        const { blocks } = table
        const row = table.admit(id)
        if (table.blocks !== blocks) grown()
        if (place !== null) table.place.write(row, place)
        let written = false
        try {
          written = writeAll(row, bytes, from, to)
        } finally {
          if (!written) table.remove(id)
        }
        if (written) {
          table.settle(row)
          return
        }
      }
      const values: readonly FactValue[] = JSON.parse(utf8.decode(bytes.subarray(from, to)))
      rows.add(id, place, values)
    },
  }
}

/** One value into its column. False: it is for the long way. */
function writeOne({ column, known }: Place, row: number, first: number, bytes: Uint8Array, from: number, to: number): boolean {
  if (column instanceof BooleanColumn && (first === 116 || first === 102)) return column.write(row, first === 116)
  const number = known?.find(bytes, from, to)
  if (number !== undefined) {
    if (column instanceof CodedColumn) column.writeNumber(row, number)
    else if (column instanceof ScaledColumn) column.writeWhole(row, number)
    return true
  }
  if (column instanceof ScaledColumn && first !== quote) {
    const whole = wholeNumber(bytes, from, to)
    if (whole !== undefined) return column.write(row, whole)
  }
  const value: FactValue = JSON.parse(utf8.decode(bytes.subarray(from, to)))
  // an empty text is not known
  if (value === '') return true
  if (!column.write(row, value)) return false
  if (known && column instanceof CodedColumn) known.keep(bytes, from, to, column.number(row))
  else if (known && column instanceof ScaledColumn) known.keep(bytes, from, to, column.whole(row))
  return true
}

/** `19150`, `-3`, `19150.000`: a number without a fraction of its own; undefined for any other. */
function wholeNumber(bytes: Uint8Array, from: number, to: number): number | undefined {
  let end = to
  const dot = bytes.indexOf(point, from)
  if (dot >= 0 && dot < to) {
    while (bytes[end - 1] === 48) end -= 1
    if (end - 1 !== dot) return undefined
    end = dot
  }
  const negative = bytes[from] === minus
  let value = 0
  let i = negative ? from + 1 : from
  if (end - i > 15 || end === i) return undefined
  for (; i < end; i += 1) {
    const digit = (bytes[i] ?? 0) - 48
    if (digit < 0 || digit > 9) return undefined
    value = value * 10 + digit
  }
  return negative ? -value : value
}

/** One past the last byte of the value that begins at `from`; -1 where that is not plain: an escape, a text without an end. */
function endOf(bytes: Uint8Array, from: number, to: number): number {
  let depth = 0
  for (let i = from; i < to; i += 1) {
    const byte = bytes[i] ?? 0
    if (byte === quote) {
      for (i += 1; i < to && bytes[i] !== quote; i += 1) if (bytes[i] === backslash) return -1
      if (i >= to) return -1
      if (depth === 0) return i + 1
    } else if (opens(byte)) depth += 1
    else if (closes(byte)) {
      if (depth === 0) return i
      depth -= 1
      if (depth === 0) return i + 1
    } else if (byte === comma && depth === 0) return i
  }
  return -1
}
