import type { Database } from '../kernel/db/database.ts'
import type { PlainDate } from '../kernel/types.ts'
import { matchEverybody } from '../measures/match.ts'

const unwatched = { report: async () => {} }

/** Everybody against every measure in force, in a process without a city: twice, the first run derives everybody. A match is one subject judged by one measure. */
export const benchMatch = async (database: Database, today: PlainDate) => {
  const cold = await matchEverybody(database, today, unwatched)
  const warm = await matchEverybody(database, today, unwatched)
  const matches = warm.counts.reduce((sum, { eligible, unknown, ineligible }) => sum + eligible + unknown + ineligible, 0)
  return { engine: 'columns', subjects: warm.subjects, measures: warm.measures, matches, eligible: warm.found.length, coldMs: cold.milliseconds, ms: warm.milliseconds, matchesPerSecond: Math.round(matches / (warm.milliseconds / 1000)) }
}
