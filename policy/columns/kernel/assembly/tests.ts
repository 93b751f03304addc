import { rows } from './block'

/** 64 rows of answers against their validity: true where the test held, false where it did not, neither where unknown. */
// @ts-ignore: decorator
@inline
function put(t: usize, f: usize, valid: usize, row: usize, held: u64): void {
  const known = load<u64>(valid + (row >> 3))
  store<u64>(t + (row >> 3), known & held)
  store<u64>(f + (row >> 3), known & ~held)
}

/** The answers to 64 rows out of those to 16 each, the first lowest. Written out: a shift by a constant costs the least. */
// @ts-ignore: decorator
@inline
function joined(a: v128, b: v128, c: v128, d: v128): u64 {
  const low = i8x16.bitmask(a) | (i8x16.bitmask(b) << 16)
  const high = i8x16.bitmask(c) | (i8x16.bitmask(d) << 16)
  return <u64><u32>low | (<u64><u32>high << 32)
}

/** u8 between low and low + span, both included. */
export function range8(t: usize, f: usize, values: usize, valid: usize, low: u32, span: u32): void {
  const from = i8x16.splat(<i8>low)
  const width = i8x16.splat(<i8>span)
  for (let row: usize = 0; row < rows; row += 64) {
    let held: u64 = 0
    for (let i: usize = 0; i < 64; i += 16) held |= <u64><u32>i8x16.bitmask(i8x16.le_u(i8x16.sub(v128.load(values + row + i), from), width)) << i
    put(t, f, valid, row, held)
  }
}

/** 16 bits between low and low + span, both included; right for signed and unsigned, as the difference wraps. */
export function range16(t: usize, f: usize, values: usize, valid: usize, low: u32, span: u32): void {
  const from = i16x8.splat(<i16>low)
  const width = i16x8.splat(<i16>span)
  for (let row: usize = 0; row < rows; row += 64) {
    let held: u64 = 0
    for (let i: usize = 0; i < 64; i += 16) {
      const at = values + ((row + i) << 1)
      const a = i16x8.le_u(i16x8.sub(v128.load(at), from), width)
      const b = i16x8.le_u(i16x8.sub(v128.load(at, 16), from), width)
      held |= <u64><u32>i8x16.bitmask(i8x16.narrow_i16x8_s(a, b)) << i
    }
    put(t, f, valid, row, held)
  }
}

export function range32(t: usize, f: usize, values: usize, valid: usize, low: u32, span: u32): void {
  const from = i32x4.splat(<i32>low)
  const width = i32x4.splat(<i32>span)
  for (let row: usize = 0; row < rows; row += 64) {
    let held: u64 = 0
    for (let i: usize = 0; i < 64; i += 16) {
      const at = values + ((row + i) << 2)
      const a = i32x4.le_u(i32x4.sub(v128.load(at), from), width)
      const b = i32x4.le_u(i32x4.sub(v128.load(at, 16), from), width)
      const c = i32x4.le_u(i32x4.sub(v128.load(at, 32), from), width)
      const d = i32x4.le_u(i32x4.sub(v128.load(at, 48), from), width)
      held |= <u64><u32>i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d))) << i
    }
    put(t, f, valid, row, held)
  }
}

// @ts-ignore: decorator
@inline
function over16(at: usize, below: v128): v128 {
  return i8x16.narrow_i16x8_s(i16x8.gt_s(v128.load(at), below), i16x8.gt_s(v128.load(at, 16), below))
}

// @ts-ignore: decorator
@inline
function under16(at: usize, above: v128): v128 {
  return i8x16.narrow_i16x8_s(i16x8.gt_s(above, v128.load(at)), i16x8.gt_s(above, v128.load(at, 16)))
}

// @ts-ignore: decorator
@inline
function over32(at: usize, below: v128): v128 {
  const a = i16x8.narrow_i32x4_s(i32x4.gt_s(v128.load(at), below), i32x4.gt_s(v128.load(at, 16), below))
  const b = i16x8.narrow_i32x4_s(i32x4.gt_s(v128.load(at, 32), below), i32x4.gt_s(v128.load(at, 48), below))
  return i8x16.narrow_i16x8_s(a, b)
}

// @ts-ignore: decorator
@inline
function under32(at: usize, above: v128): v128 {
  const a = i16x8.narrow_i32x4_s(i32x4.gt_s(above, v128.load(at)), i32x4.gt_s(above, v128.load(at, 16)))
  const b = i16x8.narrow_i32x4_s(i32x4.gt_s(above, v128.load(at, 32)), i32x4.gt_s(above, v128.load(at, 48)))
  return i8x16.narrow_i16x8_s(a, b)
}

/** 16 bits from low on, with a sign: one comparison, where a range with both ends takes three steps. Low is not the least of all. */
export function least16(t: usize, f: usize, values: usize, valid: usize, low: u32): void {
  const below = i16x8.splat(<i16>(low - 1))
  for (let row: usize = 0; row < rows; row += 64) {
    const at = values + (row << 1)
    put(t, f, valid, row, joined(over16(at, below), over16(at + 32, below), over16(at + 64, below), over16(at + 96, below)))
  }
}

/** 16 bits up to high, with a sign. High is not the greatest of all. */
export function most16(t: usize, f: usize, values: usize, valid: usize, high: u32): void {
  const above = i16x8.splat(<i16>(high + 1))
  for (let row: usize = 0; row < rows; row += 64) {
    const at = values + (row << 1)
    put(t, f, valid, row, joined(under16(at, above), under16(at + 32, above), under16(at + 64, above), under16(at + 96, above)))
  }
}

export function least32(t: usize, f: usize, values: usize, valid: usize, low: u32): void {
  const below = i32x4.splat(<i32>(low - 1))
  for (let row: usize = 0; row < rows; row += 64) {
    const at = values + (row << 2)
    put(t, f, valid, row, joined(over32(at, below), over32(at + 64, below), over32(at + 128, below), over32(at + 192, below)))
  }
}

export function most32(t: usize, f: usize, values: usize, valid: usize, high: u32): void {
  const above = i32x4.splat(<i32>(high + 1))
  for (let row: usize = 0; row < rows; row += 64) {
    const at = values + (row << 2)
    put(t, f, valid, row, joined(under32(at, above), under32(at + 64, above), under32(at + 128, above), under32(at + 192, above)))
  }
}

/** Whole numbers in doubles between low and high, both included. */
export function range64(t: usize, f: usize, values: usize, valid: usize, low: f64, high: f64): void {
  const from = f64x2.splat(low)
  const to = f64x2.splat(high)
  for (let row: usize = 0; row < rows; row += 64) {
    let held: u64 = 0
    for (let i: usize = 0; i < 64; i += 16) {
      const at = values + ((row + i) << 3)
      const a = four(at, from, to)
      const b = four(at + 32, from, to)
      const c = four(at + 64, from, to)
      const d = four(at + 96, from, to)
      held |= <u64><u32>i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d))) << i
    }
    put(t, f, valid, row, held) // whole numbers
  }
}

// @ts-ignore: decorator
@inline
function four(at: usize, from: v128, to: v128): v128 {
  const x = v128.load(at)
  const y = v128.load(at, 16)
  const a = v128.and(f64x2.ge(x, from), f64x2.le(x, to))
  const b = v128.and(f64x2.ge(y, from), f64x2.le(y, to))
  return v128.shuffle<i32>(a, b, 0, 2, 4, 6)
}

/**
 * u8 codes in a set of up to 256: the low half of a code picks a byte of the table, the high half a bit of that byte. The
 * table holds 16 bytes for codes below 128 and 16 for those above.
 */
export function set8(t: usize, f: usize, values: usize, valid: usize, table: usize): void {
  const below = v128.load(table)
  const above = v128.load(table, 16)
  const bits = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128)
  const low = i8x16.splat(15)
  const none = i8x16.splat(0)
  for (let row: usize = 0; row < rows; row += 64) {
    let held: u64 = 0
    for (let i: usize = 0; i < 64; i += 16) {
      const code = v128.load(values + row + i)
      const column = v128.and(code, low)
      const picked = v128.bitselect(i8x16.swizzle(above, column), i8x16.swizzle(below, column), i8x16.lt_s(code, none))
      const bit = i8x16.swizzle(bits, i8x16.shr_u(code, 4))
      held |= <u64><u32>i8x16.bitmask(i8x16.ne(v128.and(picked, bit), none)) << i
    }
    put(t, f, valid, row, held)
  }
}

/** u8 codes in a set of up to 16, as most code lists are: the table holds a byte a code, all ones for a member. */
export function setFew(t: usize, f: usize, values: usize, valid: usize, table: usize): void {
  const members = v128.load(table)
  for (let row: usize = 0; row < rows; row += 64) {
    const at = values + row
    put(t, f, valid, row, joined(i8x16.swizzle(members, v128.load(at)), i8x16.swizzle(members, v128.load(at, 16)), i8x16.swizzle(members, v128.load(at, 32)), i8x16.swizzle(members, v128.load(at, 48))))
  }
}

/** u16 codes in a bitmap of codes. */
export function set16(t: usize, f: usize, values: usize, valid: usize, table: usize): void {
  for (let row: usize = 0; row < rows; row += 64) {
    let held: u64 = 0
    for (let i: usize = 0; i < 64; i++) {
      const code = <usize>load<u16>(values + ((row + i) << 1))
      held |= <u64>((load<u8>(table + (code >> 3)) >> <u8>(code & 7)) & 1) << i
    }
    put(t, f, valid, row, held)
  }
}

/** u32 codes in a bitmap of codes; a code of an unknown value is 0. */
export function set32(t: usize, f: usize, values: usize, valid: usize, table: usize): void {
  for (let row: usize = 0; row < rows; row += 64) {
    let held: u64 = 0
    for (let i: usize = 0; i < 64; i++) {
      const code = <usize>load<u32>(values + ((row + i) << 2))
      held |= <u64>((load<u8>(table + (code >> 3)) >> <u8>(code & 7)) & 1) << i
    }
    put(t, f, valid, row, held)
  }
}
