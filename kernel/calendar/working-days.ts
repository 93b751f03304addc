import days from 'chinese-days'
import calendar from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type { PlainDate } from '../types.ts'
import { addDays, dayNumber, partsOf, plainDate } from './plain-date.ts'

const holidays: ReadonlySet<string> = new Set(Object.keys(calendar.holidays))
const makeUpDays: ReadonlySet<string> = new Set(Object.keys(calendar.workdays))
const lastYear = Math.max(...[...holidays].map((day) => Number(day.slice(0, 4))))
const firstYear = Math.min(...[...holidays].map((day) => Number(day.slice(0, 4))))

/** Whether the State Council has published the calendar of that year (it does so each November for the next year) and we carry it. */
export function isCalendarPublished(year: number): boolean {
  return year >= firstYear && year <= lastYear
}

/**
 * A working day in mainland China: Monday to Friday without the public holidays, and the make-up days (调休) at weekends.
 * For a year whose calendar is not yet published, the statutory holidays (国务院令第795号) are taken and no make-up days:
 * a deadline computed that far ahead may move by days when the calendar appears.
 */
export function isWorkingDay(date: PlainDate): boolean {
  const weekend = (dayNumber(date) + 4) % 7 === 0 || (dayNumber(date) + 4) % 7 === 6
  const { year } = partsOf(date)
  if (isCalendarPublished(year)) return makeUpDays.has(date) || (!weekend && !holidays.has(date))
  return !weekend && !statutoryHolidays(year).has(date)
}

/** The day `count` working days after `date`; the first day is not counted (Civil Code art. 201). Count 0 is the day itself. */
export function workingDaysAfter(date: PlainDate, count: number): PlainDate {
  if (!Number.isInteger(count) || count < 0 || count > 2000) throw new RangeError(`working days out of range: ${count}`)
  let day = date
  for (let left = count; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkingDay(day)) left--
  }
  return day
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: PlainDate, to: PlainDate): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) count++
  return count
}

/** The last day of a period: the day itself, or the next working day when it falls on a day of rest (Civil Code art. 203). */
export function orNextWorkingDay(date: PlainDate): PlainDate {
  let day = date
  while (!isWorkingDay(day)) day = addDays(day, 1)
  return day
}

const statutory = new Map<number, ReadonlySet<string>>()

// Since 2025: New Year 1 day, Spring Festival 4 (eve to 3rd), Qingming 1, Labour Day 2, Dragon Boat 1, Mid-Autumn 1, National Day 3.
function statutoryHolidays(year: number): ReadonlySet<string> {
  const known = statutory.get(year)
  if (known !== undefined) return known
  const lunarNewYear = plainDate(days.getSolarDateFromLunar(`${year}-01-01`).date)
  const set = new Set<string>([
    ...['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].map((day) => `${year}-${day}`),
    ...[-1, 0, 1, 2].map((offset) => addDays(lunarNewYear, offset)),
    `${year}-04-0${qingming(year)}`,
    days.getSolarDateFromLunar(`${year}-05-05`).date,
    days.getSolarDateFromLunar(`${year}-08-15`).date,
  ])
  statutory.set(year, set)
  return set
}

// 清明 by the usual approximation, exact from 2000 to 2099: it falls on 4 or 5 April (Shanghai).
function qingming(year: number): number {
  const y = year % 100
  return Math.floor(y * 0.2422 + 4.81) - Math.floor(y / 4)
}
