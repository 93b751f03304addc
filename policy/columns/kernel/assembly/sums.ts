import { rows } from './block'

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
