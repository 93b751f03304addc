import type { Type } from '../../language/type.ts'
import { readValue, type FactValue } from '../../vocabulary/facts.ts'
import { bitmapBytes, rowsPerBlock } from './memory.ts'
import { mostPackedBytes } from './packed-column.ts'
import { Packer } from './packing.ts'
import type { PackedPart } from './parcel.ts'

/** Records of one fact of one block of subjects, packed one after another on their way to a city. */
export class PackedRun {
  private readonly name: string
  private readonly type: Type
  private readonly packer = new Packer()
  private readonly valid = new Uint8Array(bitmapBytes)
  private readonly lengths = new Uint32Array(rowsPerBlock)
  private bytes = new Uint8Array(1 << 16)
  private end = 0

  constructor(name: string, type: Type) {
    this.name = name
    this.type = type
  }

  /** Rows come in their order. */
  write(row: number, raw: FactValue): boolean {
    const written = this.type.kind === 'list' && Array.isArray(raw) && raw.length === 0 ? nothing : this.packer.pack(readValue(raw, this.type, this.name), this.type)
    if (written.length > mostPackedBytes) return false
    this.writeBytes(row, written)
    return true
  }

  /** The same for a value that is packed already. */
  writeBytes(row: number, written: Uint8Array): void {
    if (this.end + written.length > this.bytes.length) {
      const larger = new Uint8Array((this.end + written.length) * 2)
      larger.set(this.bytes.subarray(0, this.end))
      this.bytes = larger
    }
    this.bytes.set(written, this.end)
    this.end += written.length
    this.lengths[row] = written.length
    this.valid[row >>> 3] = (this.valid[row >>> 3] ?? 0) | (1 << (row & 7))
  }

  /** Takes back the row that was written last. */
  clear(row: number): void {
    this.end -= this.lengths[row] ?? 0
    this.lengths[row] = 0
    this.valid[row >>> 3] = (this.valid[row >>> 3] ?? 0) & ~(1 << (row & 7))
  }

  known(count: number): Uint8Array {
    return this.valid.slice(0, Math.ceil(count / 8))
  }

  take(count: number): Omit<PackedPart, 'valid'> {
    return { kind: 'packed', lengths: this.lengths.slice(0, count), bytes: this.bytes.slice(0, this.end) }
  }

  begin(): void {
    this.valid.fill(0)
    this.lengths.fill(0)
    this.end = 0
  }
}

const nothing = new Uint8Array(0)
