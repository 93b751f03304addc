import { sql } from 'kysely'
import type { PlainDate } from '../types.ts'
import type { Tx } from './database.ts'

/**
 * Reads with the eyes of the house inside somebody's transaction, and gives his own eyes back: what is due to a person must not depend
 * on who asks. `on` is the day as of which the views look (申请日 may lie before today). The caller has checked before that this actor
 * may ask about this subject.
 */
export const withHouseEyes = async <T>(db: Tx, on: PlainDate, body: () => Promise<T>): Promise<T> => {
  const { rows } = await sql<{ role: string; today: string }>`
    select current_setting('app.role', true) as role, current_setting('app.today', true) as today`.execute(db)
  const { role = '', today = '' } = rows[0] ?? {}
  await sql`select set_config('app.role', 'system', true), set_config('app.today', ${on}, true)`.execute(db)
  const result = await body()
  // Not in a finally: after a failed statement the transaction is lost anyway, and its settings with it.
  await sql`select set_config('app.role', ${role}, true), set_config('app.today', ${today}, true)`.execute(db)
  return result
}
