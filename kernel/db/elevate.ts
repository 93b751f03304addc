import { sql } from 'kysely'
import type { Tx } from './database.ts'

/**
 * Reads with the eyes of the house inside somebody's transaction, and gives his own eyes back: what is due to a person must not depend
 * on who asks. The caller has checked before that this actor may ask about this subject.
 */
export const withHouseEyes = async <T>(db: Tx, body: () => Promise<T>): Promise<T> => {
  const { rows } = await sql<{ role: string }>`select current_setting('app.role', true) as role`.execute(db)
  const role = rows[0]?.role ?? ''
  await sql`select set_config('app.role', 'system', true)`.execute(db)
  const result = await body()
  // Not in a finally: after a failed statement the transaction is lost anyway, and its settings with it.
  await sql`select set_config('app.role', ${role}, true)`.execute(db)
  return result
}
