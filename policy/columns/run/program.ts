import type { Atom, Logic, Vector } from '../plan/graph.ts'
import { bitmapBytes, rowsPerBlock, type Memory, type Piece } from '../store/memory.ts'
import { bare, negated, parts } from './node-parts.ts'

const fromTable = 0x80000000
const vectorSlots = (rowsPerBlock * 8) / bitmapBytes
export const arithmeticCode = { add: 0, subtract: 1, multiply: 2, least: 3, greatest: 4 } as const
/** Operands of a measure that is judged in one pass: their addresses fill one slot of scratch. */
const mostJudged = bitmapBytes / 8
const calendarCode = { compact: 0, months: 1, days: 2 } as const

/** Operands of a pair of bitmaps: certainly true, certainly false. */
export interface Pair {
  readonly t: number
  readonly f: number
}

/** A program as the kernel reads it, with the pieces of memory that it names. */
export interface Program {
  readonly words: Uint32Array
  readonly pieces: readonly Piece[]
  readonly scratchBytes: number
  readonly counterBytes: number
  /** Tables in memory that belong to the program. */
  free(): void
}

/**
 * Writes graphs of logic and vectors as kernel operations, each node once. A slot of scratch is used again when the last
 * reader of its node has been written, so that a block's bitmaps stay in the cache. Say first with `expect` what will be read.
 */
export class Assembler {
  private readonly memory: Memory
  private readonly words: number[] = []
  private readonly pieces = new Map<Piece, number>()
  private readonly constants: [address: number, bytes: number][] = []
  private readonly readers = new Map<number, number>()
  private readonly pairs = new Map<number, Pair>()
  private readonly vectors = new Map<number, number>()
  private readonly spare: Record<'bits' | 'vector', number[]> = { bits: [], vector: [] }
  private slots = 0
  private counters = 0
  private zeros: number | undefined
  private ones: number | undefined
  private resolved: number | undefined

  constructor(memory: Memory) {
    this.memory = memory
  }

  /** Announces one reading of a node: it keeps its slots until as many readings have been released. */
  expect(node: Logic | Vector): void {
    const target = 'valid' in node ? node : bare(node)
    const readers = this.readers.get(target.id) ?? 0
    this.readers.set(target.id, readers + 1)
    if (readers === 0) for (const part of parts(target)) this.expect(part)
  }

  release(node: Logic | Vector): void {
    const target = 'valid' in node ? node : bare(node)
    const readers = (this.readers.get(target.id) ?? 0) - 1
    this.readers.set(target.id, readers)
    if (readers > 0) return
    const pair = this.pairs.get(target.id)
    const vector = this.vectors.get(target.id)
    this.pairs.delete(target.id)
    this.vectors.delete(target.id)
    if (pair && target.op !== 'constant') for (const slot of [pair.t, pair.f]) if (slot < fromTable) this.spare.bits.push(slot)
    if (vector !== undefined && vector < fromTable) this.spare.vector.push(vector)
  }

  /** The pair of a node; written now when it has not been. */
  bits(node: Logic): Pair {
    if (node.op === 'not') {
      const { t, f } = this.bits(node.arg)
      return { t: f, f: t }
    }
    const known = this.pairs.get(node.id)
    if (known) return known
    const pair = this.write(node)
    this.pairs.set(node.id, pair)
    return pair
  }

  piece(piece: Piece): number {
    const known = this.pieces.get(piece)
    if (known !== undefined) return known
    const operand = fromTable + this.pieces.size
    this.pieces.set(piece, operand)
    return operand
  }

  /** A scratch bitmap of the caller's own, until `give`. */
  take(): number {
    return this.spare.bits.pop() ?? this.slots++
  }
  give(slot: number): void {
    this.spare.bits.push(slot)
  }

  /** As many scratch bitmaps in a row, kept to the end of the program; the first. */
  bitmaps(count: number): number {
    const first = this.slots
    this.slots += count
    return first
  }

  /** `count` counters of eight bytes; the offset of the first. */
  counter(count: number): number {
    const offset = this.counters
    this.counters += count * 8
    return offset
  }

  emit(...words: number[]): void {
    for (const word of words) this.words.push(word >>> 0)
  }

  /** Living rows' answers stored and counted: certainly eligible in the first counter, certainly not in the second. */
  answer(node: Logic, live: number, t: number, f: number, counter: number): void {
    if (this.isOwn(node) && node.op === 'all' && this.judge(node.args, live, t, f, counter)) {
      this.readers.set(node.id, 0)
      return
    }
    const pair = this.bits(node)
    this.emit(8, t, f, pair.t, pair.f, live, counter)
    this.release(node)
  }

  /** Whether nobody else reads the node and it is not written yet, so that what reads it may compute it in passing. */
  private isOwn(node: Logic): boolean {
    return this.readers.get(bare(node).id) === 1 && !this.pairs.has(bare(node).id)
  }

  /** A whole measure in one pass over its tests; false when it has more conditions than that takes. */
  private judge(conditions: readonly Logic[], live: number, t: number, f: number, counter: number): boolean {
    const either = conditions.filter((condition) => condition.op === 'not' && condition.arg.op === 'all' && condition.arg.args.length === 2 && this.isOwn(condition))
    const alone = conditions.filter((condition) => !either.includes(condition))
    if (alone.length + either.length * 2 > mostJudged) return false
    const halves = either.flatMap((condition) => (condition.op === 'not' && condition.arg.op === 'all' ? condition.arg.args.map(negated) : []))
    const read = [...alone, ...halves]
    const operands = read.flatMap((part) => {
      const pair = this.bits(part)
      return [pair.t, pair.f]
    })
    this.emit(33, t, f, live, (this.resolved ??= this.bitmaps(1)), counter, alone.length, either.length, ...operands)
    read.forEach((part) => this.release(part))
    return true
  }

  combine(how: 'and' | 'and not' | 'or', a: number, b: number, to = this.take()): number {
    this.emit(7, to, a, b, how === 'and' ? 0 : how === 'and not' ? 1 : 2)
    return to
  }

  count(mask: number, counter: number): void {
    this.emit(9, mask, counter)
  }

  finish(): Program {
    const { constants, memory } = this
    return {
      words: Uint32Array.from(this.words), pieces: [...this.pieces.keys()], scratchBytes: Math.max(1, this.slots) * bitmapBytes, counterBytes: Math.max(1, this.counters) + 8,
      free: () => {
        for (const [address, bytes] of constants.splice(0)) memory.free(address, bytes)
      },
    }
  }

  private write(node: Logic): Pair {
    switch (node.op) {
      case 'constant':
        return node.value === null ? { t: this.none(), f: this.none() } : node.value ? { t: this.every(), f: this.none() } : { t: this.none(), f: this.every() }
      case 'atom':
        return this.writeAtom(node.atom)
      case 'all': {
        const args = node.args.map((arg) => this.bits(arg))
        const to = this.pair()
        this.emit(1, to.t, to.f, args.length, ...args.flatMap(({ t, f }) => [t, f]))
        node.args.forEach((arg) => this.release(arg))
        return to
      }
      case 'select': {
        const [c, a, b] = [this.bits(node.condition), this.bits(node.then), this.bits(node.otherwise)]
        return this.written([node.condition, node.then, node.otherwise], (to) => this.emit(2, to.t, to.f, c.t, c.f, a.t, a.f, b.t, b.f))
      }
      case 'same': {
        const [a, b] = [this.bits(node.left), this.bits(node.right)]
        return this.written([node.left, node.right], (to) => this.emit(3, to.t, to.f, a.t, a.f, b.t, b.f))
      }
      case 'known': {
        const a = this.bits(node.arg)
        return this.written([node.arg], (to) => this.emit(4, to.t, to.f, a.t, a.f))
      }
      case 'not':
        return this.bits(node)
    }
  }

  private writeAtom(atom: Atom): Pair {
    if (atom.kind === 'stored') return { t: this.piece(atom.yes), f: this.piece(atom.no) }
    if (atom.kind === 'vector') {
      const values = this.vector(atom.vector)
      const valid = this.bits(atom.vector.valid).t
      return this.written([atom.vector, atom.vector.valid], (to) => this.emit(13, to.t, to.f, values, valid, ...double(atom.low), ...double(atom.high)))
    }
    const valid = this.piece(atom.column.valid)
    const to = this.pair()
    switch (atom.kind) {
      case 'valid':
        this.emit(4, to.t, to.f, valid, valid)
        break
      case 'boolean':
        this.emit(5, to.t, to.f, this.piece(atom.column.values), valid)
        break
      case 'set': {
        const { width } = atom.column
        this.emit(isFew(atom.members, width) ? 17 : width === 1 ? 14 : width === 2 ? 15 : 16, to.t, to.f, this.piece(atom.column.values), valid, this.setTable(atom.members, width))
        break
      }
      case 'range': {
        const { column } = atom
        const reach = column.width === 2 ? 2 ** 15 : column.width === 4 ? 2 ** 31 : 2 ** 53
        const [low, high] = [Math.max(atom.low, -reach), Math.min(atom.high, reach - 1)]
        if (low > high) this.emit(5, to.t, to.f, this.none(), valid)
        else if (column.width === 8) this.emit(13, to.t, to.f, this.piece(column.values), valid, ...double(low), ...double(high))
        else if (high === reach - 1 && low > -reach) this.emit(column.width === 2 ? 18 : 31, to.t, to.f, this.piece(column.values), valid, low)
        else if (low === -reach && high < reach - 1) this.emit(column.width === 2 ? 19 : 32, to.t, to.f, this.piece(column.values), valid, high)
        else this.emit(column.width === 2 ? 11 : 12, to.t, to.f, this.piece(column.values), valid, low, high - low)
      }
    }
    return to
  }

  /** The vector of a node; written now when it has not been. */
  vector(node: Vector): number {
    const known = this.vectors.get(node.id)
    if (known !== undefined) return known
    const made = this.writeVector(node)
    this.vectors.set(node.id, made)
    return made
  }

  private writeVector(node: Vector): number {
    switch (node.op) {
      case 'column': {
        if (node.column.width === 8) return this.piece(node.column.values)
        const to = this.takeVector()
        this.emit(node.column.width === 2 ? 20 : 21, to, this.piece(node.column.values))
        return to
      }
      case 'constant': {
        const to = this.takeVector()
        this.emit(22, to, 0, ...double(node.value))
        return to
      }
      case 'arithmetic': {
        const [a, b] = [this.vector(node.left), this.vector(node.right)]
        return this.writtenVector([node.left, node.right], (to) => this.emit(23, to, a, b, arithmeticCode[node.how]))
      }
      case 'divide': {
        const a = this.vector(node.of)
        return this.writtenVector([node.of], (to) => this.emit(24, to, a, ...double(node.by), node.how === 'round' ? 0 : 1))
      }
      case 'lookup': {
        const to = this.takeVector()
        this.emit(node.column.width === 1 ? 25 : node.column.width === 2 ? 26 : 27, to, this.piece(node.column.values), this.table(node.table))
        return to
      }
      case 'choose': {
        const mask = this.bits(node.condition).t
        const [a, b] = [this.vector(node.then), this.vector(node.otherwise)]
        return this.writtenVector([node.condition, node.then, node.otherwise], (to) => this.emit(28, to, mask, a, b))
      }
      case 'calendar': {
        const a = this.vector(node.of)
        return this.writtenVector([node.of], (to) => this.emit(29, to, a, calendarCode[node.how]))
      }
      case 'shift': {
        const a = this.vector(node.of)
        return this.writtenVector([node.of], (to) => this.emit(30, to, a, node.months))
      }
    }
  }

  private written(read: readonly (Logic | Vector)[], write: (to: Pair) => void): Pair {
    const to = this.pair()
    write(to)
    read.forEach((node) => this.release(node))
    return to
  }

  private writtenVector(read: readonly (Logic | Vector)[], write: (to: number) => void): number {
    const to = this.takeVector()
    write(to)
    read.forEach((node) => this.release(node))
    return to
  }

  private pair(): Pair {
    return { t: this.take(), f: this.take() }
  }

  /** A scratch vector of the caller's own, until `giveVector`. */
  takeVector(): number {
    const again = this.spare.vector.pop()
    if (again !== undefined) return again
    const slot = this.slots
    this.slots += vectorSlots
    return slot
  }

  giveVector(slot: number): void {
    this.spare.vector.push(slot)
  }

  private none(): number {
    return (this.zeros ??= this.filled(0))
  }
  private every(): number {
    return (this.ones ??= this.filled(255))
  }
  private filled(byte: number): number {
    const slot = this.slots++
    this.emit(6, slot, byte)
    return slot
  }

  /** A set of numbers as the kernel's tests of that width read it. */
  setTable(members: readonly boolean[], width: 1 | 2 | 4): number {
    if (isFew(members, width)) {
      // a byte a code, so that one step answers sixteen rows
      const few = this.hold(16)
      members.forEach((member, code) => (this.memory.u8[few + code] = member ? 255 : 0))
      return few
    }
    const bytes = width === 1 ? 32 : Math.max(8, Math.ceil(members.length / 8) + 8)
    const address = this.hold(bytes)
    members.forEach((member, code) => {
      if (!member) return
      // of a byte: its low half picks the byte of the table, its high half the bit; codes above 127 in the second 16 bytes
      const at = width === 1 ? address + (code % 16) + (code > 127 ? 16 : 0) : address + (code >>> 3)
      this.memory.u8[at] = (this.memory.u8[at] ?? 0) | (width === 1 ? 1 << ((code >>> 4) % 8) : 1 << (code % 8))
    })
    return address
  }

  /** Doubles by code, in memory. */
  table(values: readonly number[]): number {
    const address = this.hold(Math.max(1, values.length) * 8)
    this.memory.f64.set(values, address >>> 3)
    return address
  }

  private hold(bytes: number): number {
    const address = this.memory.allocate(bytes)
    this.constants.push([address, bytes])
    return address
  }
}

const isFew = (members: readonly boolean[], width: 1 | 2 | 4): boolean => width === 1 && members.length <= 16

const eight = new DataView(new ArrayBuffer(8))
/** The two words of a double, low word first. */
export function double(value: number): readonly [number, number] {
  eight.setFloat64(0, value, true)
  return [eight.getUint32(0, true), eight.getUint32(4, true)]
}
