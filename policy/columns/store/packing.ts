import { dayNumber } from '../../language/day.ts'
import { isDecimal } from '../../language/evaluate.ts'
import type { CodeList, Known, Type } from '../../language/type.ts'
import { fieldOf, isItems } from '../../language/value.ts'
import { dayOf } from './days.ts'

/**
 * Values as bytes, by their type: a record of four fields takes about ten bytes. 0 is unknown everywhere; whole numbers are
 * written seven bits a byte.
 */
export class Packer {
  private bytes = new Uint8Array(256)
  private length = 0

  /** The bytes of a value; good until the next call. */
  pack(value: Known, type: Type): Uint8Array {
    this.length = 0
    this.value(value, type)
    return this.bytes.subarray(0, this.length)
  }

  private value(value: Known, type: Type): void {
    if (value === null) this.whole(0)
    else if (type.kind === 'list') {
      const items = isItems(value) ? value : []
      this.whole(items.length + 1)
      for (const item of items) this.value(item, type.of)
    } else if (type.kind === 'record') {
      this.whole(1)
      for (const [name, field] of type.fields) this.value(fieldOf(value, name), field)
    } else if (typeof value === 'boolean') this.whole(value ? 2 : 1)
    else if (isDecimal(value)) this.decimal(value.n, value.s)
    else if (typeof value === 'string' && type.kind === 'date') this.whole(dayNumber(value) - earliest + 1)
    else if (typeof value === 'string' && type.kind === 'code') this.whole(numbersOf(type.list).get(value) ?? 0)
    else this.text(String(value))
  }

  private decimal(n: bigint, s: number): void {
    this.whole(s + 1)
    const small = n < 2n ** 50n && n > -(2n ** 50n)
    this.whole(small ? (n < 0n ? 2 : 1) : 3)
    if (small) this.whole(Math.abs(Number(n)))
    else this.text(String(n))
  }

  private text(text: string): void {
    const written = Buffer.from(text)
    this.whole(written.length + 1)
    this.room(written.length)
    this.bytes.set(written, this.length)
    this.length += written.length
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

/** Reads back what {@link Packer} wrote, from `at` on. */
export function unpack(bytes: Uint8Array, at: number, type: Type): Known {
  const reader = new Reader(bytes, at)
  return reader.value(type)
}

class Reader {
  private readonly bytes: Uint8Array
  private at: number

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes
    this.at = at
  }

  value(type: Type): Known {
    const head = this.whole()
    if (head === 0) return null
    switch (type.kind) {
      case 'list': {
        const items: Known[] = []
        for (let i = 1; i < head; i += 1) items.push(this.value(type.of))
        return items
      }
      case 'record': {
        const record: Record<string, Known> = {}
        for (const [name, field] of type.fields) record[name] = this.value(field)
        return record
      }
      case 'boolean':
        return head === 2
      case 'number': case 'money': case 'months': case 'days': {
        const form = this.whole()
        return { n: form === 3 ? BigInt(this.text(this.whole())) : BigInt(form === 2 ? -this.whole() : this.whole()), s: head - 1 }
      }
      case 'date':
        return dayOf(head + earliest - 1)
      case 'code':
        return type.list.codes[head - 1] ?? null
      default:
        return this.text(head)
    }
  }

  private text(head: number): string {
    const start = this.at
    this.at += head - 1
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + start, head - 1).toString()
  }

  private whole(): number {
    let value = 0
    for (let unit = 1; ; unit *= 128) {
      const byte = this.bytes[this.at++] ?? 0
      value += (byte % 128) * unit
      if (byte < 128) return value
    }
  }
}

export const earliest = dayNumber('0001-01-01')

const numbers = new WeakMap<CodeList, ReadonlyMap<string, number>>()
function numbersOf(list: CodeList): ReadonlyMap<string, number> {
  const known = numbers.get(list)
  if (known) return known
  const made = new Map(list.codes.map((code, i) => [code, i + 1]))
  numbers.set(list, made)
  return made
}
