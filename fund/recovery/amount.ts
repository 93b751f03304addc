import { addMonths, fullMonths } from '../../kernel/calendar/plain-date.ts'
import { fen, type Fen, type PlainDate } from '../../kernel/types.ts'

export type BreachRule = 'pro-rata' | 'all' | 'rest' | 'none'

/**
 * What is owed back of what was paid, in fen. `pro-rata`: paid × unserved months ÷ months of the whole period, where a month that has begun
 * counts as served and the quotient is rounded down to the fen: both in the favour of who pays back. `all`: everything. `rest`: what the two
 * persons found unspent, stated by hand. `none`: nothing. Without a period to serve `pro-rata` leaves nothing to compute: everything.
 */
export const owedBack = (rule: BreachRule, paid: Fen, { from, to, happenedOn, rest }: { from: PlainDate; to: PlainDate | null; happenedOn: PlainDate; rest: Fen }): Fen => {
  if (rule === 'none' || paid <= 0n) return fen(0n)
  if (rule === 'rest') return rest < paid ? rest : paid
  if (rule === 'all' || to === null) return paid
  const whole = fullMonths(from, to)
  const unserved = whole - servedMonths(from, to, happenedOn)
  return fen((paid * BigInt(unserved)) / BigInt(whole))
}

/** Months served up to the day, a begun month whole; 0 to the length of the period. */
export const servedMonths = (from: PlainDate, to: PlainDate, day: PlainDate): number => {
  if (day <= from) return 0
  const full = fullMonths(from, day)
  const begun = addMonths(from, full) < day ? full + 1 : full
  return Math.min(begun, fullMonths(from, to))
}
