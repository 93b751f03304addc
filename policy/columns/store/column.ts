import type { Known, Type } from '../../language/type.ts'
import type { FactValue } from '../../vocabulary/facts.ts'
import { Bitmap, blockShift, rowsPerBlock, type Memory, type Piece } from './memory.ts'

/** Values of one fact, a validity bit each: without it the value is unknown. */
export interface Column {
  readonly name: string
  readonly type: Type
  readonly valid: Bitmap
  /** Grows when the meaning of the stored bits changes (wider, another scale, new codes): what was planned on them is stale. */
  readonly revision: number
  /** Bytes outside the shared memory. */
  readonly bytesOutside: number
  extend(blocks: number): void
  read(row: number): Known
  /**
   * Takes a known value as JSON gives it. False when it fits no column of this kind; nothing is stored then. Throws FactProblem
   * when it is not of the fact's type.
   */
  write(row: number, raw: FactValue): boolean
  clear(row: number): void
}

/** What columns with a fixed width a row have in common. */
export abstract class StoredColumn implements Column {
  readonly name: string
  readonly type: Type
  readonly valid: Bitmap
  revision = 0
  protected readonly memory: Memory
  protected blocks = 0

  constructor(memory: Memory, name: string, type: Type) {
    this.memory = memory
    this.name = name
    this.type = type
    this.valid = new Bitmap(memory)
  }

  abstract get values(): Piece
  abstract read(row: number): Known
  abstract write(row: number, raw: FactValue): boolean

  get bytesOutside(): number {
    return 0
  }

  extend(blocks: number): void {
    this.blocks = blocks
    this.valid.extend(blocks)
    this.values.extend(blocks)
  }

  clear(row: number): void {
    this.valid.set(row, false)
  }

  /** Index of a row's value in the view of its width. */
  protected index(row: number, shift: number): number {
    return (this.values.address(row >>> blockShift) >>> shift) + (row & (rowsPerBlock - 1))
  }
}
