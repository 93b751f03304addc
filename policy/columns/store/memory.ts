/** Rows of one block: its bitmaps are 1 KB, so that the tests of a measure stay in the cache. The kernel's block.ts repeats it. */
export const rowsPerBlock = 8192
export const blockShift = 13
export const bitmapBytes = rowsPerBlock / 8

const page = 65536
const alignment = 64
const growth = 256 * page

/**
 * One shared WebAssembly memory, handed out in aligned pieces; what is given back is used again for pieces of the same size.
 * 32-bit addresses: 4 GB at most. Views must be taken anew after an allocation, which may have made the memory larger.
 */
export class Memory {
  readonly memory = new WebAssembly.Memory({ initial: 16, maximum: 65536, shared: true })
  /** The first bytes stay unused: address 0 means none. */
  private top = 1024
  private readonly spare = new Map<number, number[]>()
  private held = 0
  u8 = new Uint8Array(this.memory.buffer)
  u16 = new Uint16Array(this.memory.buffer)
  u32 = new Uint32Array(this.memory.buffer)
  i16 = new Int16Array(this.memory.buffer)
  i32 = new Int32Array(this.memory.buffer)
  f64 = new Float64Array(this.memory.buffer)
  i64 = new BigInt64Array(this.memory.buffer)

  /** Bytes handed out and not given back. */
  get bytes(): number {
    return this.held
  }

  /** An address of zeroed bytes, or of whatever was there when all of it will be written. Throws a RangeError when 4 GB are used up. */
  allocate(bytes: number, content: 'zeros' | 'anything' = 'zeros'): number {
    const size = Math.ceil(bytes / alignment) * alignment
    this.held += size
    const again = this.spare.get(size)?.pop()
    if (again !== undefined) {
      if (content === 'zeros') this.u8.fill(0, again, again + size)
      return again
    }
    const address = this.top
    this.top += size
    const { byteLength } = this.memory.buffer
    if (this.top > byteLength) this.grow(Math.max(growth, this.top - byteLength))
    return address
  }

  free(address: number, bytes: number): void {
    const size = Math.ceil(bytes / alignment) * alignment
    this.held -= size
    const list = this.spare.get(size)
    if (list) list.push(address)
    else this.spare.set(size, [address])
  }

  private grow(bytes: number): void {
    const room = 65536 - this.memory.buffer.byteLength / page
    const pages = Math.ceil(bytes / page)
    this.memory.grow(Math.max(Math.min(pages, room), Math.ceil((this.top - this.memory.buffer.byteLength) / page)))
    const { buffer } = this.memory
    this.u8 = new Uint8Array(buffer)
    this.u16 = new Uint16Array(buffer)
    this.u32 = new Uint32Array(buffer)
    this.i16 = new Int16Array(buffer)
    this.i32 = new Int32Array(buffer)
    this.f64 = new Float64Array(buffer)
    this.i64 = new BigInt64Array(buffer)
  }
}

/** One piece of memory a block: values of a column, a bitmap, results. Zero until written. */
export class Piece {
  /** Address of each block's part. */
  readonly at: number[] = []
  readonly bytes: number
  private readonly memory: Memory

  constructor(memory: Memory, bytes: number, blocks = 0, content: 'zeros' | 'anything' = 'zeros') {
    this.memory = memory
    this.bytes = bytes
    while (this.at.length < blocks) this.at.push(memory.allocate(bytes, content))
  }

  extend(blocks: number): void {
    while (this.at.length < blocks) this.at.push(this.memory.allocate(this.bytes))
  }

  free(): void {
    for (const address of this.at) this.memory.free(address, this.bytes)
    this.at.length = 0
  }

  address(block: number): number {
    return this.at[block] ?? 0
  }
}

/** A bitmap over all rows. */
export class Bitmap extends Piece {
  private readonly shared: Memory
  constructor(memory: Memory, blocks = 0, content: 'zeros' | 'anything' = 'zeros') {
    super(memory, bitmapBytes, blocks, content)
    this.shared = memory
  }

  has(row: number): boolean {
    const byte = this.address(row >>> blockShift) + ((row & (rowsPerBlock - 1)) >>> 3)
    return ((this.shared.u8[byte] ?? 0) >>> (row & 7)) % 2 === 1
  }

  set(row: number, value: boolean): void {
    const byte = this.address(row >>> blockShift) + ((row & (rowsPerBlock - 1)) >>> 3)
    const before = this.shared.u8[byte] ?? 0
    this.shared.u8[byte] = value ? before | (1 << (row & 7)) : before & ~(1 << (row & 7))
  }

  /**
   * So many bitmaps of which the parts of one block lie side by side, as one program writes them: the machine foresees where it goes on, and
   * what is handed out is one piece a block. They are extended and freed together, by `extendAll` and `freeAll`.
   */
  static together(memory: Memory, count: number, blocks: number): readonly Bitmap[] {
    const all = Array.from({ length: count }, () => new Bitmap(memory))
    Bitmap.extendAll(all, blocks, 'anything')
    return all
  }

  static extendAll(together: readonly Bitmap[], blocks: number, content: 'zeros' | 'anything' = 'zeros'): void {
    const [first] = together
    if (!first) return
    for (let block = first.at.length; block < blocks; block += 1) {
      const address = first.shared.allocate(bitmapBytes * together.length, content)
      together.forEach((bitmap, i) => bitmap.at.push(address + i * bitmapBytes))
    }
  }

  static freeAll(together: readonly Bitmap[]): void {
    const [first] = together
    for (const address of first?.at ?? []) first?.shared.free(address, bitmapBytes * together.length)
    for (const bitmap of together) bitmap.at.length = 0
  }

  /** The set rows of one block, in order. */
  each(block: number, visit: (row: number) => void): void {
    const { u32 } = this.shared
    const start = this.address(block) >>> 2
    const base = block << blockShift
    for (let i = 0; i < bitmapBytes / 4; i += 1) {
      let bits = u32[start + i] ?? 0
      while (bits !== 0) {
        visit(base + i * 32 + 31 - Math.clz32(bits & -bits))
        bits &= bits - 1
      }
    }
  }

  count(): number {
    const { u32 } = this.shared
    let sum = 0
    for (const address of this.at) for (let i = 0; i < bitmapBytes / 4; i += 1) sum += ones(u32[(address >>> 2) + i] ?? 0)
    return sum
  }
}

/** How many bits are set. */
export function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
