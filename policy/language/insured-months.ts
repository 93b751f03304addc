import { integer, type Decimal } from './decimal.ts'
import { monthNumber } from './day.ts'
import type { Known } from './type.ts'

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
  const months = new Set<number>()
  for (const record of records) {
    const start = monthIn(record, shape === 'month' ? '月份' : '起')
    const end = shape === 'month' ? start : monthIn(record, '止')
    if (start === null || end === null) return null
    for (let month = Math.max(start, first); month <= Math.min(end, last); month += 1) months.add(month)
  }
  if (!consecutive) return integer(months.size)
  const paid = [...months].sort((a, b) => b - a)
  let expected = last
  let tolerance = 1
  let run = 0
  for (const month of paid) {
    if (expected - month > Math.max(tolerance, gap)) break
    run += 1
    expected = month - 1
    tolerance = 0
  }
  return integer(run)
}

function monthIn(record: Known, field: string): number | null {
  if (record === null || typeof record !== 'object' || !(field in record)) return null
  const value = Object.entries(record).find(([name]) => name === field)?.[1]
  return typeof value === 'string' ? monthNumber(value) : null
}
