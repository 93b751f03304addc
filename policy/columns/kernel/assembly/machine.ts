import { all, answer, booleans, combine, count, known, same, select } from './bits'
import { at, bitmapBytes, double, word } from './block'
import { judge } from './judge'
import { countGroups, splitCodes, sum, sumByCode, sumBySplit, sumGroups, sumGroupsByCode, sumSteps } from './sums'
import { least16, least32, most16, most32, range16, range32, range64, range8, set16, set32, set8, setFew } from './tests'
import { arithmetic, calendar, choose, divide, fill, lookup16, lookup32, lookup8, shift, widen16, widen32 } from './vectors'

/**
 * Runs a program over one block. Words of 32 bits: an operation, then its operands, as program.ts writes them. `table` holds the
 * addresses of the block's columns and results; `scratch` and `counters` belong to the calling thread alone.
 */
export function run(program: usize, end: usize, table: usize, scratch: usize, counters: usize): void {
  let p = program
  while (p < end) {
    const operation = word(p, 0)
    const a = at(word(p, 1), table, scratch)
    const b = at(word(p, 2), table, scratch)
    switch (operation) {
      case 1: {
        const args = <usize>word(p, 3)
        all(a, b, p + 16, args, table, scratch)
        p += (4 + args * 2) << 2
        break
      }
      case 2: select(a, b, at(word(p, 3), table, scratch), at(word(p, 4), table, scratch), at(word(p, 5), table, scratch), at(word(p, 6), table, scratch), at(word(p, 7), table, scratch), at(word(p, 8), table, scratch)); p += 36; break
      case 3: same(a, b, at(word(p, 3), table, scratch), at(word(p, 4), table, scratch), at(word(p, 5), table, scratch), at(word(p, 6), table, scratch)); p += 28; break
      case 4: known(a, b, at(word(p, 3), table, scratch), at(word(p, 4), table, scratch)); p += 20; break
      case 5: booleans(a, b, at(word(p, 3), table, scratch), at(word(p, 4), table, scratch)); p += 20; break
      case 6: memory.fill(a, <u8>word(p, 2), bitmapBytes); p += 12; break
      case 7: combine(a, b, at(word(p, 3), table, scratch), word(p, 4)); p += 20; break
      case 8: answer(a, b, at(word(p, 3), table, scratch), at(word(p, 4), table, scratch), at(word(p, 5), table, scratch), counters + word(p, 6)); p += 28; break
      case 9: count(a, counters + word(p, 2)); p += 12; break
      case 10: range8(a, b, at(word(p, 3), table, scratch), at(word(p, 4), table, scratch), word(p, 5), word(p, 6)); p += 28; break
      case 11: range16(a, b, at(word(p, 3), table, scratch), at(word(p, 4), table, scratch), word(p, 5), word(p, 6)); p += 28; break
      case 12: range32(a, b, at(word(p, 3), table, scratch), at(word(p, 4), table, scratch), word(p, 5), word(p, 6)); p += 28; break
      case 13: range64(a, b, at(word(p, 3), table, scratch), at(word(p, 4), table, scratch), double(p, 5), double(p, 7)); p += 36; break
      case 14: set8(a, b, at(word(p, 3), table, scratch), at(word(p, 4), table, scratch), word(p, 5)); p += 24; break
      case 15: set16(a, b, at(word(p, 3), table, scratch), at(word(p, 4), table, scratch), word(p, 5)); p += 24; break
      case 16: set32(a, b, at(word(p, 3), table, scratch), at(word(p, 4), table, scratch), word(p, 5)); p += 24; break
      case 17: setFew(a, b, at(word(p, 3), table, scratch), at(word(p, 4), table, scratch), word(p, 5)); p += 24; break
      case 18: least16(a, b, at(word(p, 3), table, scratch), at(word(p, 4), table, scratch), word(p, 5)); p += 24; break
      case 19: most16(a, b, at(word(p, 3), table, scratch), at(word(p, 4), table, scratch), word(p, 5)); p += 24; break
      case 31: least32(a, b, at(word(p, 3), table, scratch), at(word(p, 4), table, scratch), word(p, 5)); p += 24; break
      case 32: most32(a, b, at(word(p, 3), table, scratch), at(word(p, 4), table, scratch), word(p, 5)); p += 24; break
      case 33: {
        const alone = <usize>word(p, 6)
        const either = <usize>word(p, 7)
        judge(a, b, at(word(p, 3), table, scratch), p + 32, alone, either, at(word(p, 4), table, scratch), table, scratch, counters + word(p, 5))
        p += (8 + (alone + either * 2) * 2) << 2
        break
      }
      case 20: widen16(a, b); p += 12; break
      case 21: widen32(a, b); p += 12; break
      case 22: fill(a, double(p, 3)); p += 20; break // word 2 is 0: no operand
      case 23: arithmetic(a, b, at(word(p, 3), table, scratch), word(p, 4)); p += 20; break
      case 24: divide(a, b, double(p, 3), word(p, 5)); p += 24; break
      case 25: lookup8(a, b, word(p, 3)); p += 16; break
      case 26: lookup16(a, b, word(p, 3)); p += 16; break
      case 27: lookup32(a, b, word(p, 3)); p += 16; break
      case 28: choose(a, b, at(word(p, 3), table, scratch), at(word(p, 4), table, scratch)); p += 20; break
      case 29: calendar(a, b, word(p, 3)); p += 16; break
      case 30: shift(a, b, word(p, 3)); p += 16; break
      case 40: sum(a, b, counters + word(p, 3)); p += 16; break
      case 41: sumByCode(a, b, word(p, 3), word(p, 4), counters + word(p, 5)); p += 24; break
      case 42: countGroups(a, b, word(p, 3), counters + word(p, 4)); p += 20; break
      case 43: sumGroups(a, b, word(p, 3), at(word(p, 4), table, scratch), counters + word(p, 5)); p += 24; break
      case 44: sumGroupsByCode(a, b, word(p, 3), at(word(p, 4), table, scratch), word(p, 5), word(p, 6), counters + word(p, 7)); p += 32; break
      case 45: splitCodes(a, b, <usize>word(p, 3)); p += 16; break
      case 46: sumBySplit(a, b, at(word(p, 3), table, scratch), at(word(p, 4), table, scratch), <usize>word(p, 5), word(p, 6), counters + word(p, 7)); p += 32; break
      case 47: {
        const steps = <usize>word(p, 6)
        sumSteps(a, b, word(p, 3), at(word(p, 4), table, scratch), p + 28, steps, counters + word(p, 5))
        p += (7 + steps * 3) << 2
        break
      }
      default: unreachable()
    }
  }
}
