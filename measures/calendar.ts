import { addDays, dateOf } from '../kernel/calendar/plain-date.ts'
import { isCalendarPublished, isWorkingDay } from '../kernel/calendar/working-days.ts'
import type { PlainDate } from '../kernel/types.ts'
import type { WorkCalendar } from '../policy/index.ts'

/** The State Council's yearly notices, as far as they are published, in the form that the rules read. */
const firstYear = 2010

const build = (): WorkCalendar => {
  let lastYear = firstYear
  while (isCalendarPublished(lastYear + 1)) lastYear++
  const [from, to] = [dateOf(firstYear, 1, 1), dateOf(lastYear, 12, 31)]
  const holidays: PlainDate[] = []
  const workdays: PlainDate[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const weekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())
    if (weekend && isWorkingDay(date)) workdays.push(date)
    if (!weekend && !isWorkingDay(date)) holidays.push(date)
  }
  return { from, to, holidays, workdays }
}

export const houseCalendar: WorkCalendar = build()
