const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const chunkRows = 65536
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/**
 * Row of an id and id of a row. A uuid is kept in 16 bytes and found by open addressing; any other id in a map. Bytes come in
 * pieces, so that a city grows without copying what it holds.
 */
export class Ids {
  private readonly chunks: Uint32Array[] = []
  /** Row + 1 at the hash's place; 0 is free. Ids are never taken out of the index: a freed row keeps its id until it is given another. */
  private slots = new Uint32Array(1024)
  private used = 0
  private readonly others = new Map<string, number>()
  private readonly otherIds = new Map<number, string>()

  get bytes(): number {
    return this.chunks.length * chunkRows * 16 + this.slots.byteLength + this.others.size * 200
  }

  find(id: string): number | undefined {
    if (!uuid.test(id)) return this.others.get(id)
    return this.findWords(...wordsOf(id))
  }

  /** The same for an id given as its 16 bytes in four words, high bytes first. */
  findWords(a: number, b: number, c: number, d: number): number | undefined {
    const mask = this.slots.length - 1
    for (let i = hash(a, b, c, d) & mask; ; i = (i + 1) & mask) {
      const row = (this.slots[i] ?? 0) - 1
      if (row < 0) return undefined
      if (row !== gone - 1 && this.is(row, a, b, c, d)) return row
    }
  }

  /** The caller has made sure that the id is not there yet. */
  add(id: string, row: number): void {
    if (!uuid.test(id)) {
      this.others.set(id, row)
      this.otherIds.set(row, id)
      return
    }
    const [a, b, c, d] = wordsOf(id)
    this.addWords(a, b, c, d, row)
  }

  /** The same for an id given as its 16 bytes in four words, high bytes first. */
  addWords(a: number, b: number, c: number, d: number, row: number): void {
    if (this.used * 2 >= this.slots.length) this.rehash()
    while (this.chunks.length * chunkRows <= row) this.chunks.push(new Uint32Array(chunkRows * 4))
    const chunk = this.chunks[Math.floor(row / chunkRows)] ?? new Uint32Array(0)
    chunk.set([a, b, c, d], (row % chunkRows) * 4)
    this.place(hash(a, b, c, d), row)
    this.used += 1
  }

  remove(id: string): void {
    const row = this.find(id)
    if (row === undefined) return
    if (this.others.delete(id)) {
      this.otherIds.delete(row)
      return
    }
    const [a, b, c, d] = wordsOf(id)
    const mask = this.slots.length - 1
    for (let i = hash(a, b, c, d) & mask; ; i = (i + 1) & mask) {
      if (this.slots[i] !== row + 1) continue
      this.slots[i] = gone
      this.chunks[Math.floor(row / chunkRows)]?.fill(0, (row % chunkRows) * 4, (row % chunkRows) * 4 + 4)
      return
    }
  }

  idOf(row: number): string {
    const other = this.otherIds.get(row)
    if (other !== undefined) return other
    const chunk = this.chunks[Math.floor(row / chunkRows)]
    let text = ''
    for (let i = 0; i < 4; i += 1) {
      const word = chunk?.[(row % chunkRows) * 4 + i] ?? 0
      for (let shift = 24; shift >= 0; shift -= 8) {
        text += hex[(word >>> shift) & 255] ?? ''
        if (text.length === 8 || text.length === 13 || text.length === 18 || text.length === 23) text += '-'
      }
    }
    return text
  }

  private is(row: number, a: number, b: number, c: number, d: number): boolean {
    const chunk = this.chunks[Math.floor(row / chunkRows)]
    const at = (row % chunkRows) * 4
    return chunk !== undefined && chunk[at] === a && chunk[at + 1] === b && chunk[at + 2] === c && chunk[at + 3] === d
  }

  private place(at: number, row: number): void {
    const mask = this.slots.length - 1
    let i = at & mask
    while (this.slots[i] !== 0) i = (i + 1) & mask
    this.slots[i] = row + 1
  }

  private rehash(): void {
    const before = this.slots
    const rows = before.filter((slot) => slot !== 0 && slot !== gone)
    this.slots = new Uint32Array(rows.length * 4 > before.length ? before.length * 2 : before.length)
    this.used = rows.length
    for (const slot of rows) {
      const chunk = this.chunks[Math.floor((slot - 1) / chunkRows)]
      const at = ((slot - 1) % chunkRows) * 4
      this.place(hash(chunk?.[at] ?? 0, chunk?.[at + 1] ?? 0, chunk?.[at + 2] ?? 0, chunk?.[at + 3] ?? 0), slot - 1)
    }
  }
}

/** A slot whose id was removed: the search goes on past it. */
const gone = 0xffffffff

let lastId = ''
let lastWords: readonly [number, number, number, number] = [0, 0, 0, 0]

/** An id is looked up before it is added: its words are read once for both. */
function wordsOf(id: string): readonly [number, number, number, number] {
  if (id === lastId) return lastWords
  lastId = id
  lastWords = [parseInt(id.slice(0, 8), 16), parseInt(id.slice(9, 13) + id.slice(14, 18), 16), parseInt(id.slice(19, 23) + id.slice(24, 28), 16), parseInt(id.slice(28), 16)]
  return lastWords
}

function hash(a: number, b: number, c: number, d: number): number {
  let h = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13) ^ c, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 16) ^ d, 0x27d4eb2f)
  return (h ^ (h >>> 15)) >>> 0
}
