import { integer, type Decimal } from './decimal.ts'
import { monthNumber } from './day.ts'
import type { Known } from './type.ts'
import { fieldOf } from './value.ts'

/**
 * Months of insurance up to the month of `at`, counted by month of liability, each month once.
 *
 * Consecutive (连续月数): the run that ends in the month of `at` or in the month before it (the current month is often
 * not yet posted); up to `gap` missing months in a row do not break the run and are not counted. Cumulative (累计月数):
 * all of them. A month after `at` never counts. Records are months (月份, any day of it) or spans (起 to 止, both
 * months included); an unknown date in any record leaves the answer unknown. Months before that of `since` do not count
 * (counted from the introduction, from the last payment); its own month does.
 */
export function insuredMonths(records: readonly Known[] | null, { shape, consecutive, gap }: { shape: 'month' | 'span'; consecutive: boolean; gap: number }, at: Known, since: Known): Decimal | null {
  if (records === null || typeof at !== 'string' || typeof since !== 'string') return null
  const last = monthNumber(at)
  const first = monthNumber(since)
  const paid = new Uint8Array(Math.max(0, last - Math.max(first, earliest(records, shape, last)) + 1))
  for (const record of records) {
    const start = monthIn(record, shape === 'month' ? '月份' : '起')
    const end = shape === 'month' ? start : monthIn(record, '止')
    if (start === null || end === null) return null
    for (let month = Math.max(start, first); month <= end && month <= last; month += 1) paid[last - month] = 1
  }
  return integer(consecutive ? runLength(paid, gap) : paid.reduce((sum, one) => sum + one, 0))
}

/** The first month of any record, no later than `last`; the months are counted back from `last`. */
function earliest(records: readonly Known[], shape: 'month' | 'span', last: number): number {
  let first = last
  for (const record of records) {
    const start = monthIn(record, shape === 'month' ? '月份' : '起')
    if (start !== null && start < first) first = start
  }
  return first
}

/** Paid months from the latest back; the current month may be missing, later ones only as far as `gap` allows. */
function runLength(paid: Uint8Array, gap: number): number {
  let run = 0
  let missing = 0
  for (let back = 0; back < paid.length; back += 1) {
    if (paid[back] === 1) {
      run += 1
      missing = 0
    } else {
      missing += 1
      if (missing > (run === 0 ? Math.max(1, gap) : gap)) break
    }
  }
  return run
}

function monthIn(record: Known, field: string): number | null {
  const value = fieldOf(record, field)
  return typeof value === 'string' ? monthNumber(value) : null
}
