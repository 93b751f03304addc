import { addDays, addMonths, dateOf, partsOf } from '../../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../../kernel/types.ts'
import type { SheetKind } from './contract.ts'

export interface Days {
  from: PlainDate
  to: PlainDate
}

/** The day itself, or the month in which it lies. */
export const periodOf = (kind: SheetKind, day: PlainDate): Days => {
  if (kind === 'day') return { from: day, to: day }
  const { year, month } = partsOf(day)
  const from = dateOf(year, month, 1)
  return { from, to: addDays(addMonths(from, 1), -1) }
}
