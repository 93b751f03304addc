import { rows } from './block'
import { compactOf, daysOf, monthsOf, shifted } from './days'

/** Columns of whole numbers as doubles: exact below 2^53, which the planner has proved for each step. */
export function widen16(to: usize, values: usize): void {
  for (let i: usize = 0; i < rows; i += 4) {
    const four = i32x4.extend_low_i16x8_s(v128.load64_splat(values + (i << 1)))
    v128.store(to + (i << 3), f64x2.convert_low_i32x4_s(four))
    v128.store(to + (i << 3), f64x2.convert_low_i32x4_s(v128.shuffle<i64>(four, four, 1, 1)), 16)
  }
}

export function widen32(to: usize, values: usize): void {
  for (let i: usize = 0; i < rows; i += 4) {
    const four = v128.load(values + (i << 2))
    v128.store(to + (i << 3), f64x2.convert_low_i32x4_s(four))
    v128.store(to + (i << 3), f64x2.convert_low_i32x4_s(v128.shuffle<i64>(four, four, 1, 1)), 16)
  }
}

export function fill(to: usize, value: f64): void {
  const pair = f64x2.splat(value)
  for (let i: usize = 0; i < rows << 3; i += 16) v128.store(to + i, pair)
}

/** 0 add, 1 subtract, 2 multiply, 3 least, 4 greatest. */
export function arithmetic(to: usize, a: usize, b: usize, how: u32): void {
  const end: usize = rows << 3
  switch (how) {
    case 0: for (let i: usize = 0; i < end; i += 16) v128.store(to + i, f64x2.add(v128.load(a + i), v128.load(b + i))); break
    case 1: for (let i: usize = 0; i < end; i += 16) v128.store(to + i, f64x2.sub(v128.load(a + i), v128.load(b + i))); break
    case 2: for (let i: usize = 0; i < end; i += 16) v128.store(to + i, f64x2.mul(v128.load(a + i), v128.load(b + i))); break
    case 3: for (let i: usize = 0; i < end; i += 16) v128.store(to + i, f64x2.min(v128.load(a + i), v128.load(b + i))); break
    case 4: for (let i: usize = 0; i < end; i += 16) v128.store(to + i, f64x2.max(v128.load(a + i), v128.load(b + i))); break
    default: unreachable()
  }
}

/** Divided by a positive whole number: 0 rounded half away from zero, 1 towards minus infinity. Exact below 2^52. */
export function divide(to: usize, a: usize, by: f64, how: u32): void {
  const unit = f64x2.splat(by)
  const end: usize = rows << 3
  if (how == 1) {
    for (let i: usize = 0; i < end; i += 16) v128.store(to + i, f64x2.floor(f64x2.div(v128.load(a + i), unit)))
    return
  }
  const half = f64x2.splat(Math.floor(by / 2))
  for (let i: usize = 0; i < end; i += 16) v128.store(to + i, roundedQuotient(v128.load(a + i), half, unit))
}

/** Half away from zero. */
// @ts-ignore: decorator
@inline
export function roundedQuotient(value: v128, half: v128, by: v128): v128 {
  const rounded = f64x2.floor(f64x2.div(f64x2.add(f64x2.abs(value), half), by))
  return v128.bitselect(f64x2.neg(rounded), rounded, f64x2.lt(value, f64x2.splat(0)))
}

/** A double for each code: tiers of a table. */
export function lookup8(to: usize, codes: usize, table: usize): void {
  for (let i: usize = 0; i < rows; i++) store<f64>(to + (i << 3), load<f64>(table + (<usize>load<u8>(codes + i) << 3)))
}
export function lookup16(to: usize, codes: usize, table: usize): void {
  for (let i: usize = 0; i < rows; i++) store<f64>(to + (i << 3), load<f64>(table + (<usize>load<u16>(codes + (i << 1)) << 3)))
}
export function lookup32(to: usize, codes: usize, table: usize): void {
  for (let i: usize = 0; i < rows; i++) store<f64>(to + (i << 3), load<f64>(table + (<usize>load<u32>(codes + (i << 2)) << 3)))
}

/** a where the mask is set, b elsewhere. */
export function choose(to: usize, mask: usize, a: usize, b: usize): void {
  for (let row: usize = 0; row < rows; row += 64) {
    const bits = load<u64>(mask + (row >> 3))
    for (let i: usize = 0; i < 64; i++) {
      const offset = (row + i) << 3
      store<f64>(to + offset, (bits >> i) & 1 ? load<f64>(a + offset) : load<f64>(b + offset))
    }
  }
}

/** Calendar functions of day numbers: 0 year month day as one number, 1 months and days, 2 day number of a compact day. */
export function calendar(to: usize, a: usize, how: u32): void {
  for (let i: usize = 0; i < rows << 3; i += 8) {
    const value = <i32>load<f64>(a + i)
    store<f64>(to + i, <f64>(how == 0 ? compactOf(value) : how == 1 ? monthsOf(value) : daysOf(value)))
  }
}

/** Days moved by whole months, clipped to the end of the month and to the years 1 to 9999. */
export function shift(to: usize, a: usize, months: i32): void {
  for (let i: usize = 0; i < rows << 3; i += 8) store<f64>(to + i, <f64>shifted(<i32>load<f64>(a + i), months))
}
