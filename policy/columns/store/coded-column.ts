import type { Known, Type } from '../../language/type.ts'
import { readValue, type FactValue } from '../../vocabulary/facts.ts'
import { StoredColumn } from './column.ts'
import { Piece, rowsPerBlock, type Memory } from './memory.ts'

/**
 * Values by number: codes of a code list in its order, or texts and lists of codes in the order of their first coming. A byte
 * a row while there are no more than 256 of them, then two, then four. A test is a set of numbers, whatever the values are.
 */
export class CodedColumn extends StoredColumn {
  values: Piece
  width: 1 | 2 | 4
  /** Value of each number. */
  readonly dictionary: Known[] = []
  private readonly numbers = new Map<string, number>()
  /** Lists as they were written: most have been seen before. */
  private readonly lists = new Map<string, number>()
  private dictionaryBytes = 0

  constructor(memory: Memory, name: string, type: Type) {
    super(memory, name, type)
    if (type.kind === 'code') for (const code of type.list.codes) this.add(code, code)
    this.width = widthOf(this.dictionary.length)
    this.values = new Piece(memory, rowsPerBlock * this.width)
  }

  override get bytesOutside(): number {
    return this.dictionaryBytes
  }

  /** The number of a row's value; of no meaning when that is unknown. */
  number(row: number): number {
    const { memory, width } = this
    return (width === 1 ? memory.u8[this.index(row, 0)] : width === 2 ? memory.u16[this.index(row, 1)] : memory.u32[this.index(row, 2)]) ?? 0
  }

  read(row: number): Known {
    return this.valid.has(row) ? (this.dictionary[this.number(row)] ?? null) : null
  }

  write(row: number, raw: FactValue): boolean {
    const number = (typeof raw === 'string' ? this.numbers.get(raw) : undefined) ?? this.numberOf(raw)
    const { memory, width } = this
    if (width === 1) memory.u8[this.index(row, 0)] = number
    else if (width === 2) memory.u16[this.index(row, 1)] = number
    else memory.u32[this.index(row, 2)] = number
    this.valid.set(row, true)
    return true
  }

  /** Takes numbers of codes as they are: for loading by columns. */
  writeNumber(row: number, number: number): void {
    this.memory[this.width === 1 ? 'u8' : this.width === 2 ? 'u16' : 'u32'][this.index(row, this.width === 1 ? 0 : this.width === 2 ? 1 : 2)] = number
    this.valid.set(row, true)
  }

  private numberOf(raw: FactValue): number {
    const written = Array.isArray(raw) && raw.every((item) => typeof item === 'string') ? JSON.stringify(raw) : undefined
    const known = written === undefined ? undefined : this.lists.get(written)
    if (known !== undefined) return known
    const number = this.numberFor(readValue(raw, this.type, this.name))
    if (written !== undefined) this.lists.set(written, number)
    return number
  }

  /** The number of a value of the fact's type, given now when it is new. */
  numberFor(value: Known): number {
    const key = typeof value === 'string' ? value : JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part))
    return this.numbers.get(key) ?? this.add(key, value)
  }

  private add(key: string, value: Known): number {
    const number = this.dictionary.length
    this.dictionary.push(value)
    this.numbers.set(key, number)
    // a string of the key, an entry of the map, a slot of the list: about what V8 holds
    this.dictionaryBytes += key.length * 2 + 64
    this.revision += 1
    if (this.values && widthOf(this.dictionary.length) > this.width) this.widen(widthOf(this.dictionary.length))
    return number
  }

  private widen(width: 1 | 2 | 4): void {
    const before = this.values
    const after = new Piece(this.memory, rowsPerBlock * width, this.blocks)
    const { u8, u16, u32 } = this.memory
    for (let block = 0; block < this.blocks; block += 1) {
      const [from, to] = [before.address(block), after.address(block)]
      for (let i = 0; i < rowsPerBlock; i += 1) {
        if (width === 2) u16[(to >>> 1) + i] = u8[from + i] ?? 0
        else u32[(to >>> 2) + i] = (this.width === 1 ? u8[from + i] : u16[(from >>> 1) + i]) ?? 0
      }
    }
    before.free()
    this.values = after
    this.width = width
  }
}

function widthOf(codes: number): 1 | 2 | 4 {
  return codes <= 256 ? 1 : codes <= 65536 ? 2 : 4
}
