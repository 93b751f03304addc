import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import { addDays } from '../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../kernel/types.ts'
import type { FigureDefinition, Source } from './definition.ts'
import { countsOf } from './definitions/index.ts'

/**
 * A past day as it was known on another: the registry keeps what a correction replaced (registry.superseded), and the views pub.known_… show each record as it
 * stood at the end of a day in Shanghai. Sources of other records (cases, money, training) are written once, by the day on which something happened.
 */
const known = ['person', 'person_employment', 'person_introduction', 'person_departure', 'person_degree', 'person_class', 'employer'] as const
const views = /\bpub\.([a-z_]+)/g

/** Whether every record of a source can be read as it was known. */
const keepsPast = ({ sql: text }: Source): boolean => [...text.matchAll(views)].every(([, view = '']) => known.some((one) => one === view))

export const tellsAsKnown = (definition: FigureDefinition): boolean => countsOf(definition).every(({ of }) => keepsPast(of))

/** The same source over the records as they were known. */
export const asKnown = (source: Source): Source => ({ ...source, sql: source.sql.replace(views, (whole, view: string) => (known.some((one) => one === view) ? `pub.known_${view}` : whole)) })

/** Until the end of that day, Shanghai time. */
export const knowUntil = async (db: Tx, day: PlainDate): Promise<void> => {
  await sql`select set_config('app.known_until', ${`${addDays(day, 1)} 00:00:00+08`}, true)`.execute(db)
}
