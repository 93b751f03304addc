/**
 * A stream of pseudo-random numbers (sfc32) that depends on its seeds alone: person 4,711 of seed 7 is the same person in a city of
 * 20,000 and in one of a million.
 */
export class Random {
  private a: number
  private b: number
  private c: number
  private d = 1

  constructor(seed: number, stream: number, kind = 0) {
    this.a = Math.imul(seed + 0x9e3779b9, 0x85ebca6b) | 0
    this.b = Math.imul(stream + 0x7f4a7c15, 0xc2b2ae35) | 0
    this.c = Math.imul(kind + 0x165667b1, 0x27d4eb2f) | 0
    for (let i = 0; i < 12; i++) this.next()
  }

  /** Uniform in [0, 1). */
  next(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0
    this.d = (this.d + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (this.c << 21) | (this.c >>> 11)
    this.c = (this.c + t) | 0
    return (t >>> 0) / 4294967296
  }

  /** True with probability p. */
  chance(p: number): boolean {
    return this.next() < p
  }

  /** A whole number from low to high, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    const one = list[Math.floor(this.next() * list.length)]
    if (one === undefined) throw new RangeError('nothing to pick from')
    return one
  }

  /** One of the names, each with its weight. */
  weighted<T>(table: readonly (readonly [T, number])[]): T {
    let total = 0
    for (const [, weight] of table) total += weight
    let at = this.next() * total
    for (const [value, weight] of table) {
      at -= weight
      if (at < 0) return value
    }
    const last = table.at(-1)
    if (last === undefined) throw new RangeError('nothing to pick from')
    return last[0]
  }

  /** Bell-shaped around `mean`, within three `spread`. */
  around(mean: number, spread: number): number {
    return mean + (this.next() + this.next() + this.next() - 1.5) * 2 * spread
  }
}
