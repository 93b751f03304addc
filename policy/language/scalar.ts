import * as decimal from './decimal.ts'
import type { Decimal } from './decimal.ts'
import { addDays, dayNumber, dayOfMonth, fullMonths, fullYears, monthOf, yearOf, type Day } from './day.ts'
import type { ScalarFunction } from './expression.ts'
import type { Known, Value, WorkCalendar } from './type.ts'

type Apply = (values: readonly Value[], calendar: WorkCalendar | undefined) => Known

function day(value: Value | undefined): Day {
  return typeof value === 'string' ? value : ''
}
function text(value: Value | undefined): string {
  return typeof value === 'string' ? value : ''
}
function number(value: Value | undefined): Decimal {
  return typeof value === 'object' && 'n' in value && typeof value.n === 'bigint' && 's' in value && typeof value.s === 'number' ? { n: value.n, s: value.s } : decimal.zero
}
function count(value: number): Decimal {
  return decimal.integer(value)
}

/** Named functions over known values (an unknown argument makes the call unknown before it comes here). */
export const scalarFunctions: Record<ScalarFunction, Apply> = {
  // 生日次日: full years are reached on the day after the birthday, as criminal-law practice has it
  周岁: ([born, on, rule]) => count(fullYears(day(born), rule === '生日次日' ? addDays(day(on), -1) : day(on))),
  年: ([d]) => count(yearOf(day(d))),
  月: ([d]) => count(monthOf(day(d))),
  日: ([d]) => count(dayOfMonth(day(d))),
  年初: ([d]) => `${day(d).slice(0, 4)}-01-01`,
  月初: ([d]) => `${day(d).slice(0, 7)}-01`,
  月数: ([from, to]) => count(fullMonths(day(from), day(to))),
  天数: ([from, to]) => count(dayNumber(day(to)) - dayNumber(day(from))),
  工作日后: ([from, days], calendar) => workingDayAfter(day(from), decimal.toInteger(number(days)), calendar),
  floor: ([x]) => decimal.floor(number(x)),
  ceiling: ([x]) => decimal.ceiling(number(x)),
  abs: ([x]) => decimal.absolute(number(x)),
  round: ([x, places]) => decimal.round(number(x), places === undefined ? 0 : (decimal.toInteger(number(places)) ?? 0)),
  modulo: ([x, y]) => decimal.modulo(number(x), number(y)),
  least: (values) => extreme(values, -1),
  greatest: (values) => extreme(values, 1),
  contains: ([whole, part]) => text(whole).includes(text(part)),
  'starts with': ([whole, part]) => text(whole).startsWith(text(part)),
  'ends with': ([whole, part]) => text(whole).endsWith(text(part)),
  'string length': ([whole]) => count([...text(whole)].length),
  date: ([d]) => day(d),
}

function extreme(values: readonly Value[], sign: 1 | -1): Known {
  let best = values[0] ?? null
  for (const value of values) {
    if (best === null) continue
    const difference = typeof value === 'string' && typeof best === 'string' ? (value < best ? -1 : value > best ? 1 : 0) : decimal.compare(number(value), number(best))
    if (difference * sign > 0) best = value
  }
  return best
}

/** The n-th working day after `from` (the start day is not counted, Civil Code art. 201); unknown outside the calendar. */
export function workingDayAfter(from: Day, n: number | undefined, calendar: WorkCalendar | undefined): Day | null {
  if (n === undefined || calendar === undefined || from < calendar.from || from > calendar.to) return null
  const holidays = new Set(calendar.holidays)
  const workdays = new Set(calendar.workdays)
  let current = from
  for (let left = n; left > 0; ) {
    current = addDays(current, 1)
    if (current > calendar.to) return null
    if (isWorkingDay(current, holidays, workdays)) left -= 1
  }
  return current
}

function isWorkingDay(current: Day, holidays: ReadonlySet<Day>, workdays: ReadonlySet<Day>): boolean {
  // 1970-01-01 was a Thursday: (n + 4) mod 7 is 0 on Sunday
  const weekday = (((dayNumber(current) + 4) % 7) + 7) % 7
  const weekend = weekday === 0 || weekday === 6
  return weekend ? workdays.has(current) : !holidays.has(current)
}
