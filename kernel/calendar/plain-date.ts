import type { PlainDate } from '../types.ts'

const DAY_MS = 86_400_000

/** Whether text is 'YYYY-MM-DD' of a day that exists. Proleptic Gregorian, years 0001 to 9999. */
export function isPlainDate(text: string): text is PlainDate {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (parts === null) return false
  const year = Number(parts[1])
  const month = Number(parts[2])
  const day = Number(parts[3])
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

export function asPlainDate(text: string): PlainDate | undefined {
  return isPlainDate(text) ? text : undefined
}

/** As asPlainDate, for text that the program itself wrote: anything else is a fault. */
export function plainDate(text: string): PlainDate {
  const day = asPlainDate(text)
  if (day === undefined) throw new RangeError(`not a day: ${text}`)
  return day
}

export function dateOf(year: number, month: number, day: number): PlainDate {
  return plainDate(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`)
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** Year, month (1–12) and day of month. */
export function partsOf(date: PlainDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

/** Days since 1970-01-01. */
export function dayNumber(date: PlainDate): number {
  const { year, month, day } = partsOf(date)
  const instant = new Date(0)
  instant.setUTCFullYear(year, month - 1, day)
  return instant.getTime() / DAY_MS
}

export function fromDayNumber(days: number): PlainDate {
  return plainDate(new Date(days * DAY_MS).toISOString().slice(0, 10))
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(dayNumber(date) + days)
}

/**
 * The same day `months` later; a day that the month does not have becomes its last day (31 January + 1 month = 28 or 29 February).
 * Civil Code arts. 201–202: a period by months ends on the corresponding day, or on the last day of the month where there is none.
 */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const { year, month, day } = partsOf(date)
  const index = year * 12 + (month - 1) + months
  const toYear = Math.floor(index / 12)
  const toMonth = index - toYear * 12 + 1
  return dateOf(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)))
}

export function addYears(date: PlainDate, years: number): PlainDate {
  return addMonths(date, years * 12)
}

/** Whole days from `from` to `to`, the first day not counted (Civil Code art. 201). Negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** Full months from `from` to `to`, by the rule of addMonths. Negative when `to` is earlier. */
export function fullMonths(from: PlainDate, to: PlainDate): number {
  if (to < from) return -fullMonths(to, from)
  const a = partsOf(from)
  const b = partsOf(to)
  const months = (b.year - a.year) * 12 + (b.month - a.month)
  return addMonths(from, months) <= to ? months : months - 1
}

/**
 * Full years of age (周岁): reached on the birthday. Someone born on 29 February reaches a year on 28 February of a common year,
 * by the same clipping as every period by months.
 */
export function fullYears(birth: PlainDate, on: PlainDate): number {
  return Math.trunc(fullMonths(birth, on) / 12)
}

/** 2024年9月1日. */
export function chineseDate(date: PlainDate): string {
  const { year, month, day } = partsOf(date)
  return `${year}年${month}月${day}日`
}

function two(n: number): string {
  return String(n).padStart(2, '0')
}
