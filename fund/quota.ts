import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import type { Id, PlainDate } from '../kernel/types.ts'

export interface PlaceWanted {
  measure: string
  /** '2026' where the clause counts by year, 'edition-2' where it counts over the edition's life. */
  period: string
  /** How many the edition of the case allows. */
  places: number
  caseId: Id<'case'>
  on: PlainDate
}

/**
 * Takes one of the places of a measure and period for a case, in the caller's transaction: rivals queue at the quota's row until it commits
 * or rolls back, so none is given twice and none is left while somebody was told no. False when all are taken. A case that holds a place
 * keeps it; an award that ends without a fen paid gives it back (trigger on fund.award).
 */
export const takePlace = async (db: Tx, { measure, period, places, caseId, on }: PlaceWanted): Promise<boolean> => {
  const { rows } = await sql<{ taken: boolean }>`select fund.take_place(${measure}, ${period}, ${places}, ${caseId}, ${on}) as taken`.execute(db)
  return rows[0]?.taken ?? false
}
