import { bitmapBytes, double, rows, word } from './block'
import { roundedQuotient } from './vectors'

/** Sum of whole numbers over the set rows, in 64-bit integers: never doubles. */
export function sum(mask: usize, values: usize, counter: usize): void {
  let total: i64 = 0
  for (let row: usize = 0; row < rows; row += 64) {
    let bits = load<u64>(mask + (row >> 3))
    while (bits) {
      total += <i64>load<f64>(values + ((row + <usize>ctz(bits)) << 3))
      bits &= bits - 1
    }
  }
  store<i64>(counter, load<i64>(counter) + total)
}

/** Sum of each row's amount by its u8 or u16 code, over the set rows. */
export function sumByCode(mask: usize, codes: usize, wide: u32, table: usize, counter: usize): void {
  let total: i64 = 0
  for (let row: usize = 0; row < rows; row += 64) {
    let bits = load<u64>(mask + (row >> 3))
    while (bits) {
      const i = row + <usize>ctz(bits)
      const code = wide ? <usize>load<u16>(codes + (i << 1)) : <usize>load<u8>(codes + i)
      total += <i64>load<f64>(table + (code << 3))
      bits &= bits - 1
    }
  }
  store<i64>(counter, load<i64>(counter) + total)
}

/** A bitmap for each u8 code from 0: rows of that code. Written once a block for all the tables over one column. */
export function splitCodes(to: usize, codes: usize, count: usize): void {
  for (let row: usize = 0; row < rows; row += 64) {
    const a = v128.load(codes + row)
    const b = v128.load(codes + row, 16)
    const c = v128.load(codes + row, 32)
    const d = v128.load(codes + row, 48)
    for (let n: usize = 0; n < count; n++) {
      const code = i8x16.splat(<i8>n)
      const low = <u64><u32>i8x16.bitmask(i8x16.eq(a, code)) | (<u64><u32>i8x16.bitmask(i8x16.eq(b, code)) << 16)
      const high = <u64><u32>i8x16.bitmask(i8x16.eq(c, code)) | (<u64><u32>i8x16.bitmask(i8x16.eq(d, code)) << 16)
      store<u64>(to + n * bitmapBytes + (row >> 3), low | (high << 32))
    }
  }
}

/** Sum of the amounts by code over the eligible of whom one is known, and after it their number: rows of a code times its amount. */
export function sumBySplit(eligible: usize, valid: usize, mask: usize, split: usize, count: usize, table: usize, counters: usize): void {
  let known: i64 = 0
  for (let i: usize = 0; i < bitmapBytes; i += 8) {
    const bits = load<u64>(eligible + i) & load<u64>(valid + i)
    store<u64>(mask + i, bits)
    known += popcnt(bits)
  }
  if (known == 0) return
  // every known row has one of the codes: whoever has none of the others has the last
  const last = <i64>load<f64>(table + ((count - 1) << 3))
  let total = known * last
  for (let n: usize = 0; n < count - 1; n++) {
    const more = <i64>load<f64>(table + (n << 3)) - last
    if (more == 0) continue
    const codes = split + n * bitmapBytes
    let people: i64 = 0
    for (let i: usize = 0; i < bitmapBytes; i += 32) {
      people += popcnt(load<u64>(mask + i) & load<u64>(codes + i)) + popcnt(load<u64>(mask + i, 8) & load<u64>(codes + i, 8))
        + popcnt(load<u64>(mask + i, 16) & load<u64>(codes + i, 16)) + popcnt(load<u64>(mask + i, 24) & load<u64>(codes + i, 24))
    }
    total += people * more
  }
  store<i64>(counters, load<i64>(counters) + total)
  store<i64>(counters + 8, load<i64>(counters + 8) + known)
}

/**
 * Sum over the set rows of what steps with a constant make of a column, the rows gathered first: most are not eligible. `width`: bytes
 * of a value. A step is three words: 0 to 4 as `arithmetic`, 5 divided and rounded, 6 divided and floored as `divide`; its double.
 */
export function sumSteps(mask: usize, values: usize, width: u32, gathered: usize, steps: usize, count: usize, counter: usize): void {
  let to = gathered
  for (let row: usize = 0; row < rows; row += 64) {
    let bits = load<u64>(mask + (row >> 3))
    while (bits) {
      const i = row + <usize>ctz(bits)
      store<f64>(to, width == 2 ? <f64>load<i16>(values + (i << 1)) : width == 4 ? <f64>load<i32>(values + (i << 2)) : load<f64>(values + (i << 3)))
      to += 8
      bits &= bits - 1
    }
  }
  for (let n: usize = 0; n < count; n++) step(gathered, to, word(steps, n * 3), double(steps, n * 3 + 1))
  let total: i64 = 0
  for (let i = gathered; i < to; i += 8) total += <i64>load<f64>(i)
  store<i64>(counter, load<i64>(counter) + total)
}

/** By pairs: of an odd number one value more is changed, which nobody reads. */
function step(from: usize, to: usize, how: u32, value: f64): void {
  const by = f64x2.splat(value)
  switch (how) {
    case 0: for (let i = from; i < to; i += 16) v128.store(i, f64x2.add(v128.load(i), by)); break
    case 1: for (let i = from; i < to; i += 16) v128.store(i, f64x2.sub(v128.load(i), by)); break
    case 2: for (let i = from; i < to; i += 16) v128.store(i, f64x2.mul(v128.load(i), by)); break
    case 3: for (let i = from; i < to; i += 16) v128.store(i, f64x2.min(v128.load(i), by)); break
    case 4: for (let i = from; i < to; i += 16) v128.store(i, f64x2.max(v128.load(i), by)); break
    case 5: {
      const half = f64x2.splat(Math.floor(value / 2))
      for (let i = from; i < to; i += 16) v128.store(i, roundedQuotient(v128.load(i), half, by))
      break
    }
    case 6: for (let i = from; i < to; i += 16) v128.store(i, f64x2.floor(f64x2.div(v128.load(i), by))); break
    default: unreachable()
  }
}

/** Set rows a group; groups are u16, or u32 when `wide`. */
export function countGroups(mask: usize, groups: usize, wide: u32, counters: usize): void {
  for (let row: usize = 0; row < rows; row += 64) {
    let bits = load<u64>(mask + (row >> 3))
    while (bits) {
      const i = row + <usize>ctz(bits)
      const group = wide ? <usize>load<u32>(groups + (i << 2)) : <usize>load<u16>(groups + (i << 1))
      const counter = counters + (group << 3)
      store<u64>(counter, load<u64>(counter) + 1)
      bits &= bits - 1
    }
  }
}

/** Sum of each group over the set rows. */
export function sumGroups(mask: usize, groups: usize, wide: u32, values: usize, counters: usize): void {
  for (let row: usize = 0; row < rows; row += 64) {
    let bits = load<u64>(mask + (row >> 3))
    while (bits) {
      const i = row + <usize>ctz(bits)
      const group = wide ? <usize>load<u32>(groups + (i << 2)) : <usize>load<u16>(groups + (i << 1))
      const counter = counters + (group << 3)
      store<i64>(counter, load<i64>(counter) + <i64>load<f64>(values + (i << 3)))
      bits &= bits - 1
    }
  }
}

/** Sum of each group of the amounts by code, over the set rows: no vector is written for the many who are not eligible. */
export function sumGroupsByCode(mask: usize, groups: usize, wideGroups: u32, codes: usize, wideCodes: u32, table: usize, counters: usize): void {
  for (let row: usize = 0; row < rows; row += 64) {
    let bits = load<u64>(mask + (row >> 3))
    while (bits) {
      const i = row + <usize>ctz(bits)
      const group = wideGroups ? <usize>load<u32>(groups + (i << 2)) : <usize>load<u16>(groups + (i << 1))
      const code = wideCodes ? <usize>load<u16>(codes + (i << 1)) : <usize>load<u8>(codes + i)
      const counter = counters + (group << 3)
      store<i64>(counter, load<i64>(counter) + <i64>load<f64>(table + (code << 3)))
      bits &= bits - 1
    }
  }
}
