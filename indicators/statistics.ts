import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import { partsOf } from '../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../kernel/types.ts'
import { definitions } from './definitions/index.ts'

/** A number from outside, with the year that it speaks of and who published it. */
export interface Statistic {
  place: string
  year: number
  kind: string
  value: string
  source: string
}

export interface Statistics {
  /** The newest of that kind for a place whose year is not later than the year of `day`. */
  find(kind: string, place: string, day: PlainDate): Statistic | undefined
}

const kinds = [...new Set(definitions.flatMap((definition) => (definition.kind === 'ratio' && 'statistic' in definition.denominator ? [definition.denominator.statistic] : [])))]

/** `knownOn`: those that had been published by that day. */
export const readStatistics = async (db: Tx, knownOn?: PlainDate): Promise<Statistics> => {
  const { rows } = await sql<Statistic>`
    select place_code as place, year, kind, value::text as value, source from pub.statistic where kind in (${sql.join(kinds)}) and (${knownOn ?? null}::date is null or as_of <= ${knownOn ?? null}::date) order by year desc`.execute(db)
  return { find: (kind, place, day) => rows.find((row) => row.kind === kind && row.place === place && row.year <= partsOf(day).year) }
}
