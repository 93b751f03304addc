import type { FactValue } from '../../vocabulary/facts.ts'
import { earliest } from './packing.ts'
import type { PackedFact } from './packed-row.ts'

/** Where the values of a packed row go, as they are read: each is told the place of the fact in the row's order. */
export interface RowSink {
  boolean(fact: number, value: boolean): void
  /** Place of the code in its list. */
  code(fact: number, place: number): void
  /** The number of the day. */
  day(fact: number, day: number): void
  /** A whole number at so many decimal places. */
  number(fact: number, whole: number, places: number): boolean
  /** By the number under which the reader met the text; `read` gives the value when the number is new. */
  text(fact: number, met: number, read: () => FactValue): void
  records(fact: number, bytes: Uint8Array): void
}

/** Reads what RowPacker wrote. Texts met before are known by their bytes: no string is made of them. */
export class RowReader {
  private readonly facts: readonly (PackedFact | undefined)[]
  private readonly met: readonly BytesMet[]
  private bytes: Uint8Array = new Uint8Array(0)
  private at = 0
  private end = 0

  constructor(facts: readonly (PackedFact | undefined)[]) {
    this.facts = facts
    this.met = facts.map(() => new BytesMet())
  }

  /** False when a value found no place. Throws a RangeError when the bytes are not those of a row. */
  read(bytes: Uint8Array, from: number, to: number, sink: RowSink): boolean {
    const { facts } = this
    this.bytes = bytes
    this.at = from + Math.ceil(facts.length / 8)
    this.end = to
    let fits = true
    for (let i = 0; i < facts.length; i += 1) {
      if (((bytes[from + (i >>> 3)] ?? 0) >>> (i & 7)) % 2 === 0) continue
      const fact = facts[i]
      if (fact) fits = this.value(i, fact, sink) && fits
    }
    if (this.at !== to) throw spoilt()
    return fits
  }

  private value(i: number, { written }: PackedFact, sink: RowSink): boolean {
    switch (written) {
      case 'boolean':
        sink.boolean(i, this.whole() === 1)
        return true
      case 'code':
        sink.code(i, this.whole())
        return true
      case 'date':
        sink.day(i, this.whole() + earliest)
        return true
      case 'number': {
        const head = this.whole()
        const digits = this.whole()
        return sink.number(i, head % 2 === 1 ? -digits : digits, head >>> 1)
      }
      case 'text': {
        const length = this.run()
        const { bytes, at } = this
        this.at += length
        sink.text(i, this.met[i]?.numberOf(bytes, at, length) ?? 0, () => JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + at, length).toString()))
        return true
      }
      case 'records': {
        const length = this.run()
        sink.records(i, this.bytes.subarray(this.at, this.at + length))
        this.at += length
        return true
      }
    }
  }

  /** The length of bytes that follow, all of the row. */
  private run(): number {
    const length = this.whole()
    if (this.at + length > this.end) throw spoilt()
    return length
  }

  private whole(): number {
    const { bytes } = this
    let byte = bytes[this.at++] ?? 0
    if (byte < 128) return byte
    let value = byte - 128
    for (let unit = 128; ; unit *= 128) {
      byte = bytes[this.at++] ?? 0
      if (byte < 128) return value + byte * unit
      value += (byte - 128) * unit
    }
  }
}

const spoilt = (): RangeError => new RangeError('a packed row is not as it was written')

/** Numbers runs of bytes in the order of their first coming: open addressing over copies of them. */
class BytesMet {
  private readonly runs: Uint8Array[] = []
  private slots = new Int32Array(64)

  numberOf(bytes: Uint8Array, at: number, length: number): number {
    const mask = this.slots.length - 1
    for (let i = hash(bytes, at, length) & mask; ; i = (i + 1) & mask) {
      const number = (this.slots[i] ?? 0) - 1
      if (number < 0) return this.add(bytes.slice(at, at + length), i)
      if (same(this.runs[number], bytes, at, length)) return number
    }
  }

  private add(run: Uint8Array, slot: number): number {
    const number = this.runs.push(run) - 1
    this.slots[slot] = number + 1
    if (this.runs.length * 2 > this.slots.length) {
      this.slots = new Int32Array(this.slots.length * 2)
      const mask = this.slots.length - 1
      for (const [n, each] of this.runs.entries()) {
        let i = hash(each, 0, each.length) & mask
        while (this.slots[i] !== 0) i = (i + 1) & mask
        this.slots[i] = n + 1
      }
    }
    return number
  }
}

function hash(bytes: Uint8Array, at: number, length: number): number {
  let h = 0x811c9dc5
  for (let i = at; i < at + length; i += 1) h = Math.imul(h ^ (bytes[i] ?? 0), 0x01000193)
  return (h ^ (h >>> 15)) >>> 0
}

function same(run: Uint8Array | undefined, bytes: Uint8Array, at: number, length: number): boolean {
  if (run?.length !== length) return false
  for (let i = 0; i < length; i += 1) if (run[i] !== bytes[at + i]) return false
  return true
}
