import { addDays } from '../kernel/calendar/plain-date.ts'
import { shanghaiDay } from '../kernel/calendar/shanghai.ts'
import { isWorkingDay, orNextWorkingDay, workingDaysBetween } from '../kernel/calendar/working-days.ts'
import type { PlainDate } from '../kernel/types.ts'
import { cutOff } from './payment-contract.ts'

/**
 * The day on a payment file that is released on `today`: the day itself on a working day before the cut-off, otherwise the next working day.
 * `now` is an instant in milliseconds; its hour counts only where it lies on that day: a clock that is elsewhere has no hour of today.
 */
export const valueDay = (today: PlainDate, now: number): PlainDate => {
  const minute = Math.floor(now / 60_000 + 8 * 60) % (24 * 60)
  const late = shanghaiDay(now) === today && minute >= cutOff
  return orNextWorkingDay(late && isWorkingDay(today) ? addDays(today, 1) : today)
}

/** The last day such that more than `count` working days have passed from it to `today`: what was sent by then is overdue for its answer. */
export const overdueBy = (today: PlainDate, count: number): PlainDate => {
  let day = today
  while (workingDaysBetween(day, today) <= count) day = addDays(day, -1)
  return day
}
