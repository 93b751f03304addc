import { dayFromNumber, dayNumber, daysInMonth, type Day } from '../../language/day.ts'

const first = dayNumber('1900-01-01')
const days: Day[] = []

/** The day of a number; those of people's lives are written once and remembered. */
export function dayOf(number: number): Day {
  const place = number - first
  if (place < 0 || place > 100_000) return dayFromNumber(number)
  return (days[place] ??= dayFromNumber(number))
}

/**
 * The number of a written day; undefined when it is none. Straight from its characters: millions of days come in at a time, each a
 * string of its own, and to look one up by its text costs ten times as much.
 */
export function numberOfDay(text: string): number | undefined {
  if (text.length !== 10) return undefined
  let compact = 0
  for (let i = 0; i < 10; i += 1) {
    const digit = text.charCodeAt(i) - 48
    if (i === 4 || i === 7) {
      if (digit !== hyphen) return undefined
    } else {
      if (digit < 0 || digit > 9) return undefined
      compact = compact * 10 + digit
    }
  }
  const year = Math.floor(compact / 10000)
  const month = Math.floor(compact / 100) % 100
  const date = compact % 100
  return year < 1 || month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month) ? undefined : dayNumber(text)
}

const hyphen = '-'.charCodeAt(0) - 48
