import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import { partsOf } from '../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../kernel/types.ts'
import type { FigureDefinition } from './definition.ts'
import { definitions } from './definitions/index.ts'

/** A number from outside, with the year that it speaks of and who published it. */
export interface Statistic {
  place: string
  year: number
  kind: string
  value: string
  source: string
  document: string | null
  page: string | null
}

/** Who published it and where it stands, for a table of sources. */
export const publishedIn = ({ source, document, page }: Pick<Statistic, 'source' | 'document' | 'page'>): string => [source, document, page].filter((part) => part !== null).join('，')

export interface Statistics {
  /** The newest of that kind for a place whose year is not later than the year of `day`; of a year that was revised, the last publication. */
  find(kind: string, place: string, day: PlainDate): Statistic | undefined
}

const kindsOf = (definition: FigureDefinition): string[] => {
  if (definition.kind === 'imported') return [definition.statistic]
  return definition.kind === 'ratio' && 'statistic' in definition.denominator ? [definition.denominator.statistic] : []
}
const kinds = [...new Set(definitions.flatMap(kindsOf))]

/** `knownOn`: those that had been published by that day. */
export const readStatistics = async (db: Tx, knownOn?: PlainDate): Promise<Statistics> => {
  const { rows } = await sql<Statistic>`
    select place_code as place, year, kind, trim_scale(value)::text as value, source, document, page from pub.statistic where kind in (${sql.join(kinds)}) and (${knownOn ?? null}::date is null or as_of <= ${knownOn ?? null}::date) order by year desc, as_of desc`.execute(db)
  return { find: (kind, place, day) => rows.find((row) => row.kind === kind && row.place === place && row.year <= partsOf(day).year) }
}
