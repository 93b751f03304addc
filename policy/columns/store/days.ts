import { dayFromNumber, dayNumber, isDay, type Day } from '../../language/day.ts'

const first = dayNumber('1900-01-01')
const days: Day[] = []

/** The day of a number; those of people's lives are written once and remembered. */
export function dayOf(number: number): Day {
  const place = number - first
  if (place < 0 || place > 100_000) return dayFromNumber(number)
  return (days[place] ??= dayFromNumber(number))
}

const numbers = new Map<string, number>()
const mostNumbers = 200_000

/** The number of a written day; undefined when it is none. People's lives hold some ten thousands of days: each is read once. */
export function numberOfDay(text: string): number | undefined {
  const known = numbers.get(text)
  if (known !== undefined) return known
  if (!isDay(text)) return undefined
  const number = dayNumber(text)
  if (numbers.size < mostNumbers) numbers.set(text, number)
  return number
}
