import { dayNumber, fromDayNumber, plainDate } from '../kernel/calendar/plain-date.ts'

// Days as whole numbers while inventing; written out once each, for a million people write fifteen million days.
const origin = dayNumber(plainDate('1940-01-01'))
const written: string[] = []

/** 'YYYY-MM-DD' of a day number. */
export const text = (day: number): string => {
  const index = day - origin
  const known = written[index]
  if (known !== undefined) return known
  const made = fromDayNumber(day)
  if (index >= 0) written[index] = made
  return made
}

export const number = (year: number, month: number, day: number): number => Math.floor(Date.UTC(year, month - 1, day) / 86_400_000)
export const yearOf = (day: number): number => Number(text(day).slice(0, 4))

/** Months since year 0 of a day, and the first day of such a month: insurance is reckoned by months. */
export const monthOf = (day: number): number => {
  const t = text(day)
  return Number(t.slice(0, 4)) * 12 + Number(t.slice(5, 7)) - 1
}
export const monthText = (month: number): string => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
