import { sql } from 'kysely'
import { z } from 'zod'
import { implement, implementQuery, Missing, type Handler } from '../implement.ts'
import type { Id } from '../types.ts'
import { mostViews, myViews, removeView, saveView } from './contract.ts'

/** Saved views are their owner's alone: row-level security sees to it, here is no further condition. */

const savedId = sql<Id<'savedView'>>`id`.as('id')
const StoredFilters = z.record(z.string(), z.string())

/** One name is one view: saving under a name again replaces it. */
const saveHandler = implement(saveView, async ({ db, actor, refuse }, { list, title, filters }) => {
  const kept = await db.selectFrom('kernel.savedView').select('title').where('list', '=', list).execute()
  if (kept.length >= mostViews && !kept.some((view) => view.title === title)) refuse('tooMany')
  return db
    .insertInto('kernel.savedView')
    .values({ accountId: actor.accountId ?? '', list, title, filters: JSON.stringify(filters) })
    .onConflict((conflict) => conflict.columns(['accountId', 'list', 'title']).doUpdateSet({ filters: JSON.stringify(filters) }))
    .returning(savedId)
    .executeTakeFirstOrThrow()
})

const removeHandler = implement(removeView, async ({ db }, { id }) => {
  const gone = await db.deleteFrom('kernel.savedView').where('id', '=', id).executeTakeFirst()
  if (gone.numDeletedRows === 0n) throw new Missing()
  return {}
})

const mineHandler = implementQuery(myViews, async ({ db }, { list }) => {
  const views = await db.selectFrom('kernel.savedView').select([savedId, 'title', 'filters']).where('list', '=', list).orderBy('title').execute()
  return { views: views.map(({ id, title, filters }) => ({ id, title, filters: StoredFilters.parse(filters) })) }
})

export const viewHandlers: readonly Handler[] = [saveHandler, removeHandler, mineHandler]
