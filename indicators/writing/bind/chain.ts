import { addDays, dateOf, daysInMonth, partsOf } from '../../../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../../../kernel/types.ts'
import type { Frame } from './frame.ts'
import { spokenFor } from './period.ts'

/** 环比: the month, quarter or half year before the one that the clause speaks of. Undefined where it speaks of none, or of several months at once. */
export const chainOf = (frame: Frame): { since: PlainDate; sinceFrom: PlainDate } | undefined => {
  const spoken = spokenFor(frame)?.spoken
  if (!spoken) return undefined
  const months = /季/.test(spoken.words) ? 3 : /半年/.test(spoken.words) ? 6 : 1
  const { year, month } = partsOf(spoken.to)
  const first = spoken.from ?? (month % months === 0 && endsMonth(spoken.to) ? back(dateOf(year, month, 1), months - 1) : undefined)
  // 1—8月 has no eight months before it in the year; a stock on a day within a month has no month before it either.
  if (first === undefined || !endsMonth(spoken.to) || back(dateOf(year, month, 1), months - 1) !== first) return undefined
  return { since: addDays(first, -1), sinceFrom: back(first, months) }
}

const endsMonth = (day: PlainDate): boolean => {
  const { year, month, day: of } = partsOf(day)
  return of === daysInMonth(year, month)
}

/** The first of the month so many months earlier. */
const back = (first: PlainDate, months: number): PlainDate => {
  const { year, month } = partsOf(first)
  const index = year * 12 + month - 1 - months
  return dateOf(Math.floor(index / 12), (index % 12) + 1, 1)
}
