import type { Database } from '../kernel/db/database.ts'
import type { Progress } from '../kernel/jobs/tasks.ts'
import type { PlainDate } from '../kernel/types.ts'
import { hostOf, LiveCity } from './city/live-city.ts'
import { matchCity, type MatchResult } from './city/match-city.ts'

/**
 * Everybody against every measure in force on `on`, in a process that holds no city: one is loaded for the match and let go. Judging in SQL would need pay and rents readable in
 * a table for as long as it takes.
 */
export const matchEverybody = async (database: Database, on: PlainDate, progress: Progress): Promise<MatchResult> => {
  const began = performance.now()
  const city = new LiveCity({ database, clock: () => on, threads: 1 })
  try {
    await city.load()
    const result = await matchCity(database, hostOf(city), on)
    await progress.report(result.subjects, result.subjects)
    return { ...result, milliseconds: Math.round(performance.now() - began) }
  } finally {
    await city.close()
  }
}
