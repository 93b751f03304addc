/**
 * Days and periods. A day is a `YYYY-MM-DD` string (years 0001–9999), so that it compares as text and never
 * meets a time zone. Rules that the engines share, each tested against PostgreSQL:
 *
 * - Adding months clips to the month's end: 2024-01-31 + P1M = 2024-02-29; 2024-02-29 + P1Y = 2025-02-28.
 * - Full years of age (周岁) are reached on the birthday; who is born on 29 February reaches them on 1 March of a
 *   common year (a day that exists, and not before the birthday).
 * - Days outside 0001-01-01…9999-12-31 saturate there: 9999-12-31 is how registers write 长期.
 */
export type Day = string

export const firstDay: Day = '0001-01-01'
export const lastDay: Day = '9999-12-31'

/** A period of whole months or of whole days; FEEL keeps the two kinds apart and so do we. */
export type Period = { readonly months: number } | { readonly days: number }

const shape = /^\d{4}-\d{2}-\d{2}$/

export function isDay(text: string): boolean {
  if (!shape.test(text)) return false
  const year = yearOf(text)
  const month = monthOf(text)
  const day = dayOfMonth(text)
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

export function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Digits straight from their character codes: rules ask for parts of days more often than for anything else. */
function digits(day: Day, from: number): number {
  return day.charCodeAt(from) * 10 + day.charCodeAt(from + 1) - 528
}

export function yearOf(day: Day): number {
  return digits(day, 0) * 100 + digits(day, 2)
}
export function monthOf(day: Day): number {
  return digits(day, 5)
}
export function dayOfMonth(day: Day): number {
  return digits(day, 8)
}

/** A saturated day from parts; the day of the month is clipped to the month's end. */
export function makeDay(year: number, month: number, day: number): Day {
  if (year < 1) return firstDay
  if (year > 9999) return lastDay
  const clipped = Math.min(day, daysInMonth(year, month))
  return `${year > 999 ? year : String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${clipped < 10 ? '0' : ''}${clipped}`
}

/** Day number, 1970-01-01 = 0, proleptic Gregorian (Howard Hinnant's days_from_civil). */
export function dayNumber(day: Day): number {
  const month = monthOf(day)
  const year = yearOf(day) - (month <= 2 ? 1 : 0)
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth(day) - 1
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468
}

export function dayFromNumber(number: number): Day {
  const z = number + 719468
  const era = Math.floor(z / 146097)
  const doe = z - era * 146097
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365)
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100))
  const mp = Math.floor((5 * doy + 2) / 153)
  const month = mp < 10 ? mp + 3 : mp - 9
  return makeDay(yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - Math.floor((153 * mp + 2) / 5) + 1)
}

/** Month number: year × 12 + month − 1. Insured months are counted in these. */
export function monthNumber(day: Day): number {
  return yearOf(day) * 12 + monthOf(day) - 1
}

export function addMonths(day: Day, months: number): Day {
  const total = monthNumber(day) + months
  return makeDay(Math.floor(total / 12), (((total % 12) + 12) % 12) + 1, dayOfMonth(day))
}

export function addDays(day: Day, days: number): Day {
  const number = dayNumber(day) + days
  if (number < dayNumber(firstDay)) return firstDay
  if (number > dayNumber(lastDay)) return lastDay
  return dayFromNumber(number)
}

export function addPeriod(day: Day, period: Period): Day {
  return 'months' in period ? addMonths(day, period.months) : addDays(day, period.days)
}

/** Whole years from `from` to `to`, floor: 周岁. 2004-02-29 → 2025-02-28 is 20, → 2025-03-01 is 21. Negative before `from`. */
export function fullYears(from: Day, to: Day): number {
  return Math.floor((compact(to) - compact(from)) / 10000)
}

/** Whole months from `from` to `to`, floor; a month is full on the same day of the month (not clipped). */
export function fullMonths(from: Day, to: Day): number {
  return Math.floor((monthNumber(to) * 100 + dayOfMonth(to) - monthNumber(from) * 100 - dayOfMonth(from)) / 100)
}

function compact(day: Day): number {
  return yearOf(day) * 10000 + monthOf(day) * 100 + dayOfMonth(day)
}

const periodShape = /^(-?)P(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,6})W)?(?:(\d{1,7})D)?$/

/** Reads ISO 8601 `P1Y6M` or `P30D`. Undefined for times, for years mixed with days, and for anything else. */
export function parsePeriod(text: string): Period | undefined {
  const match = periodShape.exec(text)
  if (!match || text.endsWith('P')) return undefined
  const [, sign, years, months, weeks, days] = match
  const direction = sign === '-' ? -1 : 1
  const hasMonths = years !== undefined || months !== undefined
  const hasDays = days !== undefined || weeks !== undefined
  if (hasMonths === hasDays) return undefined
  if (hasMonths) return { months: direction * (Number(years ?? 0) * 12 + Number(months ?? 0)) }
  return { days: direction * (Number(weeks ?? 0) * 7 + Number(days ?? 0)) }
}

/** `P1Y6M` for 18 months, `P30D` for 30 days, `P0D`/`P0M` for none. */
export function formatPeriod(period: Period): string {
  if ('days' in period) return `${period.days < 0 ? '-' : ''}P${Math.abs(period.days)}D`
  const total = Math.abs(period.months)
  const years = Math.floor(total / 12)
  const months = total % 12
  const sign = period.months < 0 ? '-' : ''
  return `${sign}P${years > 0 ? `${years}Y` : ''}${months > 0 || years === 0 ? `${months}M` : ''}`
}

/** 2年, 18个月, 30天: as a reader says it. */
export function periodWords(period: Period): string {
  if ('days' in period) return `${period.days}天`
  return period.months % 12 === 0 && period.months !== 0 ? `${period.months / 12}年` : `${period.months}个月`
}

/** 2024年9月1日 */
export function dayWords(day: Day): string {
  return `${yearOf(day)}年${monthOf(day)}月${dayOfMonth(day)}日`
}
