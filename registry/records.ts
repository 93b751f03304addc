import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'

/**
 * Every record of the human who has this one: the record that stays first, then those that were merged into it. What was filed, granted or barred
 * under one of them was so for all. Just the id where the registry has no such person.
 */
export const recordsOf = async (db: Tx, personId: string): Promise<readonly [string, ...string[]]> => {
  const { rows } = await sql<{ records: string[] }>`select registry.records_of(${personId}) as records`.execute(db)
  const [first = personId, ...rest] = rows[0]?.records ?? []
  return [first, ...rest]
}
