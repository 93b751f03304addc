import { dayNumber } from '../../language/day.ts'
import { isDecimal } from '../../language/value.ts'
import type { Type } from '../../language/type.ts'
import { FactProblem, readValue, type FactValue } from '../../vocabulary/facts.ts'
import { findFact, type Vocabulary } from '../../vocabulary/vocabulary.ts'
import { applicationDay } from '../../language/scope.ts'
import { mostPackedBytes } from './packed-column.ts'
import { earliest, Packer } from './packing.ts'
import { largest, mostPlaces } from './scaled-column.ts'

/** How a fact's value is written in a packed row. */
export type Written = 'boolean' | 'code' | 'text' | 'number' | 'date' | 'records'

export interface PackedFact {
  readonly name: string
  readonly type: Type
  readonly written: Written
}

/** The facts of a row in their order; undefined where the vocabulary knows none of that name: its value is passed over. */
export function packedFacts(vocabulary: Vocabulary, names: readonly string[]): readonly (PackedFact | undefined)[] {
  return names.map((given) => {
    const fact = findFact(vocabulary, given)
    return fact && { name: fact.name, type: fact.type, written: writtenAs(fact.type) }
  })
}

/**
 * What the bytes of packed rows mean, as text: rows that were packed under another text are not for this vocabulary. The codes of a list
 * belong to it, because a code is written as its place among them.
 */
export function packingOf(vocabulary: Vocabulary, names: readonly string[]): string {
  const types = packedFacts(vocabulary, names).map((fact) => fact?.type ?? null)
  return JSON.stringify([format, names, types], (_, part: unknown) => (part instanceof Map ? [...part] : part))
}
/** Grows when the bytes of a value change. */
const format = 1

/**
 * One subject's values as bytes that a city takes in without reading JSON: a bit for each known fact, then the values of those, one after
 * another. Numbers go seven bits a byte, the lowest first.
 */
export class RowPacker {
  private readonly facts: readonly (PackedFact | undefined)[]
  private readonly special: readonly boolean[]
  private readonly records = new Packer()
  private bytes = new Uint8Array(1024)
  private length = 0

  constructor(vocabulary: Vocabulary, names: readonly string[]) {
    this.facts = packedFacts(vocabulary, names)
    this.special = names.map((given) => given === applicationDay || given.startsWith('享受'))
  }

  /** The bytes, the caller's own; undefined when a value is not of its fact's type or fits no column: the row has to be read as JSON. */
  pack(values: readonly FactValue[]): Uint8Array | undefined {
    const { facts } = this
    this.length = Math.ceil(facts.length / 8)
    this.bytes.fill(0, 0, this.length)
    try {
      for (const [i, fact] of facts.entries()) {
        const value = values[i]
        if (value === null || value === undefined || value === '') continue
        if (this.special[i] === true) return undefined
        if (!fact) continue
        if (!this.value(fact, value)) return undefined
        this.bytes[i >>> 3] = (this.bytes[i >>> 3] ?? 0) | (1 << (i & 7))
      }
    } catch (problem) {
      if (problem instanceof FactProblem) return undefined
      throw problem
    }
    return this.bytes.slice(0, this.length)
  }

  private value({ name, type, written }: PackedFact, raw: FactValue): boolean {
    const value = readValue(raw, type, name)
    switch (written) {
      case 'boolean':
        this.whole(value === true ? 1 : 0)
        return true
      case 'code':
        this.whole(type.kind === 'code' && typeof value === 'string' ? type.list.codes.indexOf(value) : 0)
        return true
      case 'date':
        this.whole(typeof value === 'string' ? dayNumber(value) - earliest : 0)
        return true
      case 'number':
        return isDecimal(value) && this.decimal(value.n, value.s)
      case 'text':
        this.run(Buffer.from(JSON.stringify(raw)))
        return true
      case 'records': {
        const bytes = Array.isArray(raw) && raw.length === 0 ? nothing : this.records.pack(value, type)
        this.run(bytes)
        return bytes.length <= mostPackedBytes
      }
    }
  }

  private decimal(n: bigint, s: number): boolean {
    let [digits, places] = [n, s]
    while (places > 0 && digits % 10n === 0n) [digits, places] = [digits / 10n, places - 1]
    if (places > mostPlaces) return false
    const finest = digits * 10n ** BigInt(mostPlaces - places)
    if (finest > largest || finest < -largest) return false
    this.whole(places * 2 + (digits < 0n ? 1 : 0))
    this.whole(Number(digits < 0n ? -digits : digits))
    return true
  }

  private run(bytes: Uint8Array): void {
    this.whole(bytes.length)
    this.room(bytes.length)
    this.bytes.set(bytes, this.length)
    this.length += bytes.length
  }

  private whole(value: number): void {
    this.room(8)
    let rest = value
    while (rest > 127) {
      this.bytes[this.length++] = (rest % 128) + 128
      rest = Math.floor(rest / 128)
    }
    this.bytes[this.length++] = rest
  }

  private room(more: number): void {
    if (this.length + more <= this.bytes.length) return
    const larger = new Uint8Array((this.length + more) * 2)
    larger.set(this.bytes)
    this.bytes = larger
  }
}

const nothing = new Uint8Array(0)

function writtenAs(type: Type): Written {
  switch (type.kind) {
    case 'boolean': case 'code': case 'date':
      return type.kind
    case 'number': case 'money': case 'months': case 'days':
      return 'number'
    case 'record':
      return 'records'
    case 'list':
      return type.of.kind === 'record' || type.of.kind === 'list' ? 'records' : 'text'
    default:
      return 'text'
  }
}
