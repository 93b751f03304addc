/**
 * A QR code (ISO/IEC 18004), of bytes and at level M: what a camera reads from a phone that is held out. Of our own because the library of components,
 * which has one, is not on a phone; the test lays it beside theirs.
 */

/** Of level M, by version from 1: check words of a block, and into how many blocks the words are parted. */
const checkWords = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28]
const blocks = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49]

export type Modules = readonly (readonly boolean[])[]

/** The dark and light squares, row by row. `mask` is chosen so that the picture has no large faces, unless it is given. */
export const qrCode = (text: string, mask?: number): Modules => {
  const bytes = new TextEncoder().encode(text)
  const version = checkWords.findIndex((_, at) => bytes.length + (at < 9 ? 2 : 3) <= dataWordsOf(at + 1)) + 1
  if (version === 0) throw new RangeError('the text is too long for a QR code')
  const words = interleaved(wordsOf(bytes, version), version)
  if (mask !== undefined) return drawn(words, version, mask)
  const pictures = Array.from({ length: 8 }, (_, one) => drawn(words, version, one))
  return pictures.reduce((best, one) => (unrest(one) < unrest(best) ? one : best))
}

/** All squares that carry words: what finder, timing, alignment, format and version leave free. */
const freeSquares = (version: number): number => {
  const aligned = version === 1 ? 0 : Math.floor(version / 7) + 2
  return (16 * version + 128) * version + 64 - (aligned ? (25 * aligned - 10) * aligned - 55 : 0) - (version >= 7 ? 36 : 0)
}
const allWordsOf = (version: number): number => Math.floor(freeSquares(version) / 8)
const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index]
  if (found === undefined) throw new RangeError(`nothing at ${index}`)
  return found
}
const dataWordsOf = (version: number): number => allWordsOf(version) - at(checkWords, version - 1) * at(blocks, version - 1)

/** Mode, length, bytes, end, and filling to the last word. */
const wordsOf = (bytes: Uint8Array, version: number): number[] => {
  const bits: number[] = []
  const put = (value: number, length: number) => {
    for (let bit = length - 1; bit >= 0; bit--) bits.push((value >>> bit) & 1)
  }
  const room = dataWordsOf(version) * 8
  put(4, 4)
  put(bytes.length, version < 10 ? 8 : 16)
  for (const byte of bytes) put(byte, 8)
  put(0, Math.min(4, room - bits.length))
  put(0, (8 - (bits.length % 8)) % 8)
  for (let filling = 0xec; bits.length < room; filling ^= 0xec ^ 0x11) put(filling, 8)
  return Array.from({ length: bits.length / 8 }, (_, word) => bits.slice(word * 8, word * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0))
}

/** In the field of 256 elements by x⁸+x⁴+x³+x²+1. */
const times = (a: number, b: number): number => {
  let product = 0
  for (let bit = 7; bit >= 0; bit--) product = ((product << 1) ^ ((product >>> 7) * 0x11d)) ^ (((b >>> bit) & 1) * a)
  return product
}

const generator = (degree: number): number[] => {
  let coefficients = [1]
  for (let power = 0, root = 1; power < degree; power++, root = times(root, 2)) {
    const before = coefficients
    coefficients = Array.from({ length: before.length + 1 }, (_, index) => (before[index] ?? 0) ^ times(before[index - 1] ?? 0, root))
  }
  return coefficients.slice(1)
}

const remainder = (data: readonly number[], divisor: readonly number[]): number[] =>
  data.reduce<number[]>((rest, word) => {
    const factor = word ^ (rest[0] ?? 0)
    return divisor.map((coefficient, index) => (rest[index + 1] ?? 0) ^ times(coefficient, factor))
  }, Array.from(divisor, () => 0))

/** Parted into blocks, each with its check words, and laid between each other, so that a smear spoils a little of each. */
const interleaved = (data: readonly number[], version: number): number[] => {
  const count = at(blocks, version - 1)
  const checks = at(checkWords, version - 1)
  const short = Math.floor(data.length / count)
  const longer = data.length % count
  const divisor = generator(checks)
  let from = 0
  const parted = Array.from({ length: count }, (_, block) => {
    const own = data.slice(from, (from += short + (block >= count - longer ? 1 : 0)))
    return { own, check: remainder(own, divisor) }
  })
  const across = (length: number, pick: (block: (typeof parted)[number], index: number) => number | undefined) => Array.from({ length }, (_, index) => parted.map((block) => pick(block, index))).flat().filter((word) => word !== undefined)
  return [...across(short + 1, ({ own }, index) => own[index]), ...across(checks, ({ check }, index) => check[index])]
}

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

/** Value and its own check bits after it. */
const checked = (value: number, divisor: number, bits: number): number => {
  let rest = value
  for (let step = 0; step < bits; step++) rest = (rest << 1) ^ ((rest >>> (bits - 1)) * divisor)
  return (value << bits) | rest
}

const alignmentAt = (version: number, size: number): number[] => {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2
  return [6, ...Array.from({ length: count - 1 }, (_, index) => size - 7 - step * index).toReversed()]
}

const drawn = (words: readonly number[], version: number, mask: number): Modules => {
  const size = version * 4 + 17
  const squares = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  const fixed = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  const fix = (x: number, y: number, dark: boolean) => {
    const row = squares[y]
    const fixedRow = fixed[y]
    if (!row || !fixedRow || x < 0 || x >= size) return
    row[x] = dark
    fixedRow[x] = true
  }
  const rings = (x: number, y: number, reach: number, light: readonly number[]) => {
    for (let dy = -reach; dy <= reach; dy++) for (let dx = -reach; dx <= reach; dx++) fix(x + dx, y + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))))
  }
  for (let index = 0; index < size; index++) {
    fix(6, index, index % 2 === 0)
    fix(index, 6, index % 2 === 0)
  }
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]] as const) rings(x, y, 4, [2, 4])
  const places = alignmentAt(version, size)
  const last = places.at(-1)
  for (const x of places) for (const y of places) if (!((x === 6 && y === 6) || (x === 6 && y === last) || (x === last && y === 6))) rings(x, y, 2, [1])
  // Level M is written as 00.
  const format = checked(mask, 0x537, 10) ^ 0x5412
  for (let bit = 0; bit < 15; bit++) {
    const dark = ((format >>> bit) & 1) === 1
    if (bit < 8) {
      fix(8, bit < 6 ? bit : bit + 1, dark)
      fix(size - 1 - bit, 8, dark)
    } else {
      fix(bit === 8 ? 7 : 14 - bit, 8, dark)
      fix(8, size - 15 + bit, dark)
    }
  }
  fix(8, size - 8, true)
  const sign = checked(version, 0x1f25, 12)
  for (const bit of Array.from({ length: version >= 7 ? 18 : 0 }, (_, index) => index)) {
    const dark = ((sign >>> bit) & 1) === 1
    fix(size - 11 + (bit % 3), Math.floor(bit / 3), dark)
    fix(Math.floor(bit / 3), size - 11 + (bit % 3), dark)
  }
  let bit = 0
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < size; step++) {
      const y = ((right + 1) & 2) === 0 ? size - 1 - step : step
      for (const x of [right, right - 1]) {
        const row = at(squares, y)
        if (at(at(fixed, y), x)) continue
        row[x] = (((words[bit >>> 3] ?? 0) >>> (7 - (bit & 7))) & 1) === 1 !== at(masks, mask)(x, y)
        bit++
      }
    }
  }
  return squares
}

/** How restless a camera finds it: long runs, faces of one colour, what looks like a finder, too much of one colour. */
const unrest = (squares: Modules): number => {
  const lines = [...squares, ...squares.map((_, x) => squares.map((row) => at(row, x)))].map((line) => line.map((dark) => (dark ? '1' : '0')).join(''))
  const runs = lines.flatMap((line) => line.match(/0{5,}|1{5,}/g) ?? []).reduce((sum, run) => sum + run.length - 2, 0)
  const finders = lines.reduce((sum, line) => sum + [...line.matchAll(/(?=00001011101|10111010000)/g)].length, 0) * 40
  const faces = squares.slice(1).reduce((sum, row, y) => sum + row.slice(1).filter((dark, x) => dark === row[x] && dark === squares[y]?.[x] && dark === squares[y]?.[x + 1]).length, 0) * 3
  const dark = squares.flat().filter(Boolean).length / squares.length ** 2
  return runs + finders + faces + Math.floor(Math.abs(dark - 0.5) * 20) * 10
}
