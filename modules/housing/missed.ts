import type { Tx } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { getTerms } from './stock-store.ts'
import * as store from './store.ts'

/** One offer given up or let pass: back onto the list in the same place, or off it when it was the last that the city's terms allow. Answers whether it was. */
export const missed = async (db: Tx, application: store.HeldApplication, { verb, byName, today, words }: { verb: 'decline' | 'lapse'; byName: string; today: PlainDate; words: string }): Promise<boolean> => {
  const { mostMisses } = await getTerms(db)
  const misses = application.misses + 1
  const dropped = misses >= mostMisses
  await store.move(db, application.id, { misses, ...(dropped ? { state: 'dropped', endedOn: today } : { state: 'waiting' }) })
  await store.note(db, application, { verb, byName, onDay: today, words })
  if (dropped) await store.note(db, application, { verb: 'drop', byName: '系统', onDay: today, words: `已有 ${misses} 次` })
  return dropped
}
