import { at, bitmapBytes, word } from './block'

/**
 * Three-valued logic on pairs of bitmaps, (certainly true, certainly false); neither bit set: unknown. `or` is `all` with the
 * two of each pair exchanged, `not` costs nothing.
 */
export function all(t: usize, f: usize, args: usize, count: usize, table: usize, scratch: usize): void {
  let a = at(word(args, 0), table, scratch)
  let b = at(word(args, 1), table, scratch)
  if (count == 1) {
    memory.copy(t, a, bitmapBytes)
    memory.copy(f, b, bitmapBytes)
    return
  }
  // three more pairs a pass while there are as many, so that what has been joined so far is not written and read again for each
  let n: usize = 1
  for (; n + 3 <= count; n += 3) {
    const c = at(word(args, n * 2), table, scratch)
    const d = at(word(args, n * 2 + 1), table, scratch)
    const e = at(word(args, n * 2 + 2), table, scratch)
    const g = at(word(args, n * 2 + 3), table, scratch)
    const h = at(word(args, n * 2 + 4), table, scratch)
    const k = at(word(args, n * 2 + 5), table, scratch)
    for (let i: usize = 0; i < bitmapBytes; i += 16) {
      v128.store(t + i, v128.and(v128.and(v128.load(a + i), v128.load(c + i)), v128.and(v128.load(e + i), v128.load(h + i))))
      v128.store(f + i, v128.or(v128.or(v128.load(b + i), v128.load(d + i)), v128.or(v128.load(g + i), v128.load(k + i))))
    }
    a = t
    b = f
  }
  for (; n < count; n++) {
    const c = at(word(args, n * 2), table, scratch)
    const d = at(word(args, n * 2 + 1), table, scratch)
    for (let i: usize = 0; i < bitmapBytes; i += 16) {
      v128.store(t + i, v128.and(v128.load(a + i), v128.load(c + i)))
      v128.store(f + i, v128.or(v128.load(b + i), v128.load(d + i)))
    }
    a = t
    b = f
  }
}

/** Where the condition is true a, where it is false b, where it is unknown unknown. */
export function select(t: usize, f: usize, ct: usize, cf: usize, at: usize, af: usize, bt: usize, bf: usize): void {
  for (let i: usize = 0; i < bitmapBytes; i += 16) {
    const yes = v128.load(ct + i)
    const no = v128.load(cf + i)
    const whenTrue = v128.or(v128.and(yes, v128.load(at + i)), v128.and(no, v128.load(bt + i)))
    const whenFalse = v128.or(v128.and(yes, v128.load(af + i)), v128.and(no, v128.load(bf + i)))
    v128.store(t + i, whenTrue)
    v128.store(f + i, whenFalse)
  }
}

/** Whether two yes/no values are the same. */
export function same(t: usize, f: usize, at: usize, af: usize, bt: usize, bf: usize): void {
  for (let i: usize = 0; i < bitmapBytes; i += 16) {
    const a = v128.load(at + i)
    const notA = v128.load(af + i)
    const b = v128.load(bt + i)
    const notB = v128.load(bf + i)
    v128.store(t + i, v128.or(v128.and(a, b), v128.and(notA, notB)))
    v128.store(f + i, v128.or(v128.and(a, notB), v128.and(notA, b)))
  }
}

/** Whether it is known at all. */
export function known(t: usize, f: usize, a: usize, b: usize): void {
  for (let i: usize = 0; i < bitmapBytes; i += 16) {
    const either = v128.or(v128.load(a + i), v128.load(b + i))
    v128.store(t + i, either)
    v128.store(f + i, v128.not(either))
  }
}

/** A yes/no column: its bits where they are valid. */
export function booleans(t: usize, f: usize, values: usize, valid: usize): void {
  for (let i: usize = 0; i < bitmapBytes; i += 16) {
    const value = v128.load(values + i)
    const known = v128.load(valid + i)
    v128.store(t + i, v128.and(known, value))
    v128.store(f + i, v128.andnot(known, value))
  }
}

/** Plain bit operations, for masks of money and of changes: 0 and, 1 and not, 2 or. */
export function combine(to: usize, a: usize, b: usize, how: u32): void {
  for (let i: usize = 0; i < bitmapBytes; i += 16) {
    const left = v128.load(a + i)
    const right = v128.load(b + i)
    v128.store(to + i, how == 0 ? v128.and(left, right) : how == 1 ? v128.andnot(left, right) : v128.or(left, right))
  }
}

/** The answer of the living rows, stored and counted: eligible at `counters`, ineligible after it. */
export function answer(t: usize, f: usize, a: usize, b: usize, live: usize, counters: usize): void {
  let yes: u64 = 0
  let no: u64 = 0
  for (let i: usize = 0; i < bitmapBytes; i += 16) {
    const alive = v128.load(live + i)
    const isTrue = v128.and(v128.load(a + i), alive)
    const isFalse = v128.and(v128.load(b + i), alive)
    v128.store(t + i, isTrue)
    v128.store(f + i, isFalse)
    yes += ones(isTrue)
    no += ones(isFalse)
  }
  store<u64>(counters, load<u64>(counters) + yes)
  store<u64>(counters + 8, load<u64>(counters + 8) + no)
}

export function count(mask: usize, counter: usize): void {
  let sum: u64 = 0
  for (let i: usize = 0; i < bitmapBytes; i += 16) sum += ones(v128.load(mask + i))
  store<u64>(counter, load<u64>(counter) + sum)
}

// @ts-ignore: decorator
@inline
function ones(bits: v128): u64 {
  return popcnt(i64x2.extract_lane(bits, 0)) + popcnt(i64x2.extract_lane(bits, 1))
}
