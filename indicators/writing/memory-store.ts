import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'
import type { Confirmation } from './bind/memory.ts'

/** What the writers of one place confirmed. */
export const rememberedIn = (db: Tx, place: string): Promise<Confirmation[]> => db.selectFrom('writing.confirmation').select(['context', 'bindingId', 'confirmedOn']).where('placeCode', '=', place).execute()

/** One meaning a context and place: a new one takes the place of the old. */
export const remember = async (db: Tx, one: { placeCode: string; context: string; bindingId: string; title: string; confirmedBy: string | null; confirmedByName: string; confirmedOn: PlainDate }): Promise<void> => {
  await db
    .insertInto('writing.confirmation')
    .values(one)
    .onConflict((conflict) => conflict.columns(['placeCode', 'context']).doUpdateSet({ bindingId: one.bindingId, title: one.title, confirmedBy: one.confirmedBy, confirmedByName: one.confirmedByName, confirmedOn: one.confirmedOn, confirmedAt: sql`now()` }))
    .execute()
}

/** True when there was one. */
export const forget = async (db: Tx, place: string, id: string): Promise<boolean> => (await db.deleteFrom('writing.confirmation').where('placeCode', '=', place).where('id', '=', id).executeTakeFirst()).numDeletedRows > 0n

/** The list of a place, newest first. */
export const confirmations = (db: Tx, place: string) =>
  db
    .selectFrom('writing.confirmation as c')
    .select([sql<string>`c.id::text`.as('id'), 'c.context', 'c.bindingId', 'c.title', sql<PlainDate>`c.confirmed_on`.as('confirmedOn'), 'c.confirmedByName'])
    .where('c.placeCode', '=', place)
