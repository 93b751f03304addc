import { at, bitmapBytes, word } from './block'

/** Bytes of a bitmap that are judged at a time: eight registers of 16, so that nothing is stored between a measure's first condition and its answer. */
const strip: usize = 128

/**
 * A whole measure: `alone` conditions that are one pair, then `either` conditions of which one of two pairs must hold, then of the living
 * rows the answer, stored and counted. All of them: certainly true where each is, certainly false where one is.
 */
export function judge(t: usize, f: usize, live: usize, args: usize, alone: usize, either: usize, resolved: usize, table: usize, scratch: usize, counters: usize): void {
  const count = (alone + either * 2) * 2
  for (let n: usize = 0; n < count; n++) store<u32>(resolved + (n << 2), <u32>at(word(args, n), table, scratch))
  const single = resolved + (alone << 3)
  const end = single + (either << 4)
  let yes: u64 = 0
  let no: u64 = 0
  for (let i: usize = 0; i < bitmapBytes; i += strip) {
    yes += everywhere(t + i, live + i, resolved, single, end, i)
    no += anywhere(f + i, live + i, resolved, single, end, i)
  }
  store<u64>(counters, load<u64>(counters) + yes)
  store<u64>(counters + 8, load<u64>(counters + 8) + no)
}

/** The living rows of which every condition is certainly true: stored, and their number. */
// @ts-ignore: decorator
@inline
function everywhere(to: usize, live: usize, from: usize, single: usize, end: usize, i: usize): u64 {
  let a = v128.load(live), b = v128.load(live, 16), c = v128.load(live, 32), d = v128.load(live, 48)
  let e = v128.load(live, 64), g = v128.load(live, 80), h = v128.load(live, 96), k = v128.load(live, 112)
  for (let p = from; p < single; p += 8) {
    const x = <usize>load<u32>(p) + i
    a = v128.and(a, v128.load(x)); b = v128.and(b, v128.load(x, 16)); c = v128.and(c, v128.load(x, 32)); d = v128.and(d, v128.load(x, 48))
    e = v128.and(e, v128.load(x, 64)); g = v128.and(g, v128.load(x, 80)); h = v128.and(h, v128.load(x, 96)); k = v128.and(k, v128.load(x, 112))
  }
  for (let p = single; p < end; p += 16) {
    const x = <usize>load<u32>(p) + i, y = <usize>load<u32>(p, 8) + i
    a = v128.and(a, v128.or(v128.load(x), v128.load(y))); b = v128.and(b, v128.or(v128.load(x, 16), v128.load(y, 16)))
    c = v128.and(c, v128.or(v128.load(x, 32), v128.load(y, 32))); d = v128.and(d, v128.or(v128.load(x, 48), v128.load(y, 48)))
    e = v128.and(e, v128.or(v128.load(x, 64), v128.load(y, 64))); g = v128.and(g, v128.or(v128.load(x, 80), v128.load(y, 80)))
    h = v128.and(h, v128.or(v128.load(x, 96), v128.load(y, 96))); k = v128.and(k, v128.or(v128.load(x, 112), v128.load(y, 112)))
  }
  return put(to, a, b, c, d, e, g, h, k)
}

/** The living rows of which some condition is certainly false: stored, and their number. */
// @ts-ignore: decorator
@inline
function anywhere(to: usize, live: usize, from: usize, single: usize, end: usize, i: usize): u64 {
  const none = i64x2.splat(0)
  let a = none, b = none, c = none, d = none, e = none, g = none, h = none, k = none
  for (let p = from; p < single; p += 8) {
    const x = <usize>load<u32>(p, 4) + i
    a = v128.or(a, v128.load(x)); b = v128.or(b, v128.load(x, 16)); c = v128.or(c, v128.load(x, 32)); d = v128.or(d, v128.load(x, 48))
    e = v128.or(e, v128.load(x, 64)); g = v128.or(g, v128.load(x, 80)); h = v128.or(h, v128.load(x, 96)); k = v128.or(k, v128.load(x, 112))
  }
  for (let p = single; p < end; p += 16) {
    const x = <usize>load<u32>(p, 4) + i, y = <usize>load<u32>(p, 12) + i
    a = v128.or(a, v128.and(v128.load(x), v128.load(y))); b = v128.or(b, v128.and(v128.load(x, 16), v128.load(y, 16)))
    c = v128.or(c, v128.and(v128.load(x, 32), v128.load(y, 32))); d = v128.or(d, v128.and(v128.load(x, 48), v128.load(y, 48)))
    e = v128.or(e, v128.and(v128.load(x, 64), v128.load(y, 64))); g = v128.or(g, v128.and(v128.load(x, 80), v128.load(y, 80)))
    h = v128.or(h, v128.and(v128.load(x, 96), v128.load(y, 96))); k = v128.or(k, v128.and(v128.load(x, 112), v128.load(y, 112)))
  }
  a = v128.and(a, v128.load(live)); b = v128.and(b, v128.load(live, 16)); c = v128.and(c, v128.load(live, 32)); d = v128.and(d, v128.load(live, 48))
  e = v128.and(e, v128.load(live, 64)); g = v128.and(g, v128.load(live, 80)); h = v128.and(h, v128.load(live, 96)); k = v128.and(k, v128.load(live, 112))
  return put(to, a, b, c, d, e, g, h, k)
}

// @ts-ignore: decorator
@inline
function put(to: usize, a: v128, b: v128, c: v128, d: v128, e: v128, g: v128, h: v128, k: v128): u64 {
  v128.store(to, a); v128.store(to, b, 16); v128.store(to, c, 32); v128.store(to, d, 48)
  v128.store(to, e, 64); v128.store(to, g, 80); v128.store(to, h, 96); v128.store(to, k, 112)
  // as whole words: counting bits is quicker there than in vectors
  return popcnt(load<u64>(to)) + popcnt(load<u64>(to, 8)) + popcnt(load<u64>(to, 16)) + popcnt(load<u64>(to, 24)) + popcnt(load<u64>(to, 32)) + popcnt(load<u64>(to, 40)) + popcnt(load<u64>(to, 48)) + popcnt(load<u64>(to, 56))
    + popcnt(load<u64>(to, 64)) + popcnt(load<u64>(to, 72)) + popcnt(load<u64>(to, 80)) + popcnt(load<u64>(to, 88)) + popcnt(load<u64>(to, 96)) + popcnt(load<u64>(to, 104)) + popcnt(load<u64>(to, 112)) + popcnt(load<u64>(to, 120))
}
