import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/errors.ts'
import type { Id, Instant } from '../../kernel/types.ts'
import type { Writer } from './store.ts'
import type { ChangeShown } from './vocabulary-contract.ts'

type State = ChangeShown['state']

export const vocabularyChanges = (db: Tx) =>
  db
    .selectFrom('measures.vocabularyChange')
    .select([
      sql<Id<'vocabularyChange'>>`id`.as('id'), 'number', sql<ChangeShown['kind']>`kind`.as('kind'), 'fact', 'text', 'reason', sql<State>`state`.as('state'), 'proposedByName', sql<Instant>`proposed_at`.as('proposedAt'), 'reviewedByName', 'reviewWords', 'proposerPerson',
    ])

export const getChangeForUpdate = async (db: Tx, id: Id<'vocabularyChange'>) => {
  const row = await db
    .selectFrom('measures.vocabularyChange')
    .select(['id', 'fact', 'text', 'kind', sql<State>`state`.as('state'), 'proposedBy', 'proposerPerson'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

interface NewChange {
  kind: 'add' | 'change'
  fact: string
  text: string
  reason: string
  placeCode: string
  year: string
  writer: Writer
}
/** Undefined while another change of this fact waits: the index decides the race. */
export const insertChange = (db: Tx, { year, writer, ...change }: NewChange) =>
  db
    .insertInto('measures.vocabularyChange')
    .values({ ...change, number: sql<string>`kernel.next_number(${`CB${year}`})`, proposedBy: writer.accountId, proposedByName: writer.name, proposerPerson: writer.person })
    .onConflict((conflict) => conflict.column('fact').where('state', '=', sql.lit('proposed')).doNothing())
    .returning([sql<Id<'vocabularyChange'>>`id`.as('id'), 'number'])
    .executeTakeFirst()

export const settleChange = async (db: Tx, id: Id<'vocabularyChange'>, { state, words, writer }: { state: 'approved' | 'rejected'; words: string; writer: Writer }): Promise<void> => {
  await db.updateTable('measures.vocabularyChange').set({ state, reviewWords: words, reviewedBy: writer.accountId, reviewedByName: writer.name, reviewerPerson: writer.person, reviewedAt: sql<string>`clock_timestamp()` }).where('id', '=', id).execute()
}
