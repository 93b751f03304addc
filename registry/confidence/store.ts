import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { Confidence } from './contract.ts'
import { say, type Weighed } from './say.ts'

/** What the view says of every record of these people that the actor sees. */
export const weighedOf = async (db: Tx, personIds: readonly string[]): Promise<Weighed[]> => {
  const { rows } = await sql<Weighed>`
    select record, row_id, class, source, as_of, verification, agreeing, contradicting, age_months, half_life_months, score::float8 as score, level
    from pub.record_confidence where person_id = any(${sql.val([...personIds])}::uuid[])`.execute(db)
  return rows
}

/** By row: the level and its sentence. */
export const confidenceOf = async (db: Tx, personId: string): Promise<ReadonlyMap<string, Confidence>> => new Map((await weighedOf(db, [personId])).map((row) => [row.rowId, { level: row.level, says: say(row) }]))
