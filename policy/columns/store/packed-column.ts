import type { Known, Type } from '../../language/type.ts'
import { readValue, type FactValue } from '../../vocabulary/facts.ts'
import { StoredColumn } from './column.ts'
import { Piece, rowsPerBlock, type Memory } from './memory.ts'
import { Packer, unpack } from './packing.ts'

const segmentBytes = 1 << 20
/** Places begin at multiples of this, so that four bytes a row reach 64 GB. */
const unit = 16
/** A value of more is kept aside with its subject. */
export const mostPackedBytes = segmentBytes - 4

/** Related records (获奖, 社保缴费 …): packed bytes outside the shared memory, unpacked only for what asks about them. */
export class PackedColumn extends StoredColumn {
  /** Where a row's bytes begin, in units of 16 bytes, plus one; 0: no place, nothing known or no records. */
  readonly values: Piece
  private readonly segments: Uint8Array[] = []
  private end = 0
  /** Places given back, by their size in units. */
  private readonly spare = new Map<number, number[]>()
  private readonly packer = new Packer()

  constructor(memory: Memory, name: string, type: Type) {
    super(memory, name, type)
    this.values = new Piece(memory, rowsPerBlock * 4)
  }

  override get bytesOutside(): number {
    return this.segments.reduce((sum, segment) => sum + segment.byteLength, 0)
  }

  read(row: number): Known {
    if (!this.valid.has(row)) return null
    const held = this.memory.u32[this.index(row, 2)] ?? 0
    if (held === 0) return []
    const place = (held - 1) * unit
    return unpack(this.segment(place), (place % segmentBytes) + 4, this.type)
  }

  write(row: number, raw: FactValue): boolean {
    const empty = this.type.kind === 'list' && Array.isArray(raw) && raw.length === 0
    const bytes = empty ? nothing : this.packer.pack(readValue(raw, this.type, this.name), this.type)
    if (bytes.length > mostPackedBytes) return false
    this.writeBytes(row, bytes)
    return true
  }

  /** Takes a value as {@link Packer} wrote it, at most {@link mostPackedBytes}; no bytes: a list without records. */
  writeBytes(row: number, bytes: Uint8Array): void {
    this.clear(row)
    this.valid.set(row, true)
    if (bytes.length === 0) return
    const units = Math.ceil((bytes.length + 4) / unit)
    const place = this.spare.get(units)?.pop() ?? this.room(units)
    const segment = this.segment(place)
    const at = place % segmentBytes
    new DataView(segment.buffer).setUint32(at, units)
    segment.set(bytes, at + 4)
    this.memory.u32[this.index(row, 2)] = place / unit + 1
  }

  override clear(row: number): void {
    this.valid.set(row, false)
    const held = this.memory.u32[this.index(row, 2)] ?? 0
    if (held === 0) return
    const place = (held - 1) * unit
    const units = new DataView(this.segment(place).buffer).getUint32(place % segmentBytes)
    const list = this.spare.get(units)
    if (list) list.push(place)
    else this.spare.set(units, [place])
    this.memory.u32[this.index(row, 2)] = 0
  }

  private room(units: number): number {
    // a place never reaches over the end of a segment; one that ends just there leaves nothing either
    if (this.end + units * unit > this.segments.length * segmentBytes) {
      this.end = this.segments.length * segmentBytes
      this.segments.push(new Uint8Array(segmentBytes))
    }
    const place = this.end
    this.end += units * unit
    return place
  }

  private segment(place: number): Uint8Array {
    const segment = this.segments[Math.floor(place / segmentBytes)]
    if (!segment) throw new RangeError(`no segment at ${place}`)
    return segment
  }
}

const nothing = new Uint8Array(0)
