import { addDays, addYears, dateOf, partsOf } from '../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../kernel/types.ts'

/**
 * The days at which a figure is read: the day asked for, the same day of the years before (a change on the year before compares equal
 * spans of the year), and the ends of those years. Records are put between these days once; each reading then only adds up.
 */
export interface Moments {
  asOf: PlainDate
  /** Newest first: the day itself and the same day in each of the years before. */
  sameDays: readonly PlainDate[]
  /** Sorted first-days-after; a record of bucket k came on or after edges[k - 1] and before edges[k]. */
  edges: readonly PlainDate[]
}

/** `years` counts the year of `asOf` too. 29 February becomes 28 February in a common year. */
export const momentsOf = (asOf: PlainDate, years = 6): Moments => {
  const sameDays = Array.from({ length: years }, (_, back) => addYears(asOf, -back))
  const edges = new Set<PlainDate>()
  for (const day of sameDays) {
    const { year } = partsOf(day)
    edges.add(dateOf(year, 1, 1))
    edges.add(dateOf(year + 1, 1, 1))
    edges.add(addDays(day, 1))
  }
  return { asOf, sameDays, edges: [...edges].toSorted() }
}

export const endOfYear = (year: number): PlainDate => dateOf(year, 12, 31)

/** Number of the edge right after a day: what came up to and including that day lies in buckets 0 to this one. */
export const edgeAfter = ({ edges }: Moments, day: PlainDate): number => edgeAt(edges, addDays(day, 1), day)

/** Number of the edge at which the year of a day begins. */
export const edgeOfYear = ({ edges }: Moments, day: PlainDate): number => edgeAt(edges, dateOf(partsOf(day).year, 1, 1), day)

const edgeAt = (edges: readonly PlainDate[], edge: PlainDate, day: PlainDate): number => {
  const index = edges.indexOf(edge)
  if (index < 0) throw new RangeError(`${day} is not one of the days that were asked for`)
  return index
}
