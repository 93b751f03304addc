import { dayFromNumber, dayNumber, type Day } from '../../language/day.ts'

const first = dayNumber('1900-01-01')
const days: Day[] = []

/** The day of a number; those of people's lives are written once and remembered. */
export function dayOf(number: number): Day {
  const place = number - first
  if (place < 0 || place > 100_000) return dayFromNumber(number)
  return (days[place] ??= dayFromNumber(number))
}
