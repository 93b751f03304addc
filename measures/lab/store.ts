import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/errors.ts'
import type { Id, Instant, PlainDate } from '../../kernel/types.ts'
import type { DraftState } from './contract.ts'

/** Every query about drafts. Names: `find…` may return undefined, `get…` throws. */

export interface Writer {
  accountId: string
  name: string
  /** The human behind the account: one person with two accounts is one person. */
  person: string
}

export const drafts = (db: Tx) =>
  db
    .selectFrom('measures.draft as d')
    .leftJoin('measures.edition as b', 'b.id', 'd.baseEditionId')
    .select([
      sql<Id<'draft'>>`d.id`.as('id'),
      'd.number',
      'd.measure',
      'd.title',
      sql<DraftState>`d.state`.as('state'),
      'd.version',
      sql<string>`coalesce('第' || b.edition || '版', '新事项')`.as('base'),
      'd.savedByName',
      sql<Instant>`d.saved_at`.as('savedAt'),
    ])

export const getDraftPage = async (db: Tx, id: Id<'draft'>) => {
  const row = await drafts(db)
    .leftJoin('measures.edition as p', 'p.id', 'd.publishedEditionId')
    .select(['d.text', 'b.text as baseText', 'd.submittedByName', sql<Instant | null>`d.submitted_at`.as('submittedAt'), 'd.reviewedByName', sql<Instant | null>`d.reviewed_at`.as('reviewedAt'), 'd.reviewWords', 'p.edition as publishedEdition'])
    .where('d.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

export const versionsOf = (db: Tx, draftId: Id<'draft'>) =>
  db.selectFrom('measures.draftVersion').select(['version', 'savedByName', sql<Instant>`saved_at`.as('savedAt'), 'writerPerson', 'savedBy']).where('draftId', '=', draftId).orderBy('version', 'desc').execute()

export const getVersion = async (db: Tx, draftId: Id<'draft'>, version: number) => {
  const row = await db.selectFrom('measures.draftVersion').select(['version', 'text', 'savedByName', sql<Instant>`saved_at`.as('savedAt')]).where('draftId', '=', draftId).where('version', '=', version).executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

/** Locked until the verb ends. */
export const getDraftForUpdate = async (db: Tx, id: Id<'draft'>) => {
  const row = await db
    .selectFrom('measures.draft')
    .select(['id', 'number', 'measure', 'title', sql<DraftState>`state`.as('state'), 'version', 'text', 'baseEditionId', 'savedByName', sql<Instant>`saved_at`.as('savedAt')])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

export const findOpenDraft = (db: Tx, measure: string) =>
  db.selectFrom('measures.draft').select(['number', 'savedByName']).where('measure', '=', measure).where('state', 'in', ['draft', 'submitted', 'approved']).limit(1).executeTakeFirst()

interface NewDraft {
  measure: string
  title: string
  text: string
  baseEditionId: string | null
  placeCode: string
  year: string
  writer: Writer
}
export const insertDraft = async (db: Tx, { year, writer, ...draft }: NewDraft) => {
  const made = await db
    .insertInto('measures.draft')
    .values({ ...draft, number: sql<string>`kernel.next_number(${`CG${year}`})`, savedBy: writer.accountId, savedByName: writer.name })
    .returning([sql<Id<'draft'>>`id`.as('id'), 'number'])
    .executeTakeFirstOrThrow()
  await insertVersion(db, { draftId: made.id, version: 1, text: draft.text, writer })
  return made
}

export const insertVersion = async (db: Tx, { draftId, version, text, writer }: { draftId: Id<'draft'>; version: number; text: string; writer: Writer }): Promise<void> => {
  await db.insertInto('measures.draftVersion').values({ draftId, version, text, savedBy: writer.accountId, savedByName: writer.name, writerPerson: writer.person }).execute()
}

export const saveText = async (db: Tx, { draftId, version, text, title, writer }: { draftId: Id<'draft'>; version: number; text: string; title: string; writer: Writer }): Promise<void> => {
  await db.updateTable('measures.draft').set({ text, title, version, savedBy: writer.accountId, savedByName: writer.name, savedAt: sql<string>`clock_timestamp()` }).where('id', '=', draftId).execute()
  await insertVersion(db, { draftId, version, text, writer })
}

export const markSubmitted = async (db: Tx, id: Id<'draft'>, writer: Writer): Promise<void> => {
  await db.updateTable('measures.draft').set({ state: 'submitted', submittedBy: writer.accountId, submittedByName: writer.name, submitterPerson: writer.person, submittedAt: sql<string>`now()`, reviewedBy: null, reviewedByName: null, reviewerPerson: null, reviewedAt: null, reviewWords: null }).where('id', '=', id).execute()
}

export const markReviewed = async (db: Tx, id: Id<'draft'>, { state, words, writer }: { state: 'approved' | 'draft'; words: string; writer: Writer }): Promise<void> => {
  await db.updateTable('measures.draft').set({ state, reviewedBy: writer.accountId, reviewedByName: writer.name, reviewerPerson: writer.person, reviewedAt: sql<string>`now()`, reviewWords: words }).where('id', '=', id).execute()
}

export const markDiscarded = async (db: Tx, id: Id<'draft'>): Promise<void> => {
  await db.updateTable('measures.draft').set({ state: 'discarded' }).where('id', '=', id).execute()
}

export const markPublished = async (db: Tx, id: Id<'draft'>, editionId: Id<'edition'>): Promise<void> => {
  await db.updateTable('measures.draft').set({ state: 'published', publishedEditionId: editionId, publishedAt: sql<string>`now()` }).where('id', '=', id).execute()
}

/** The former edition ends on the day before its successor begins; the only thing about it that may move. */
export const endEdition = async (db: Tx, id: Id<'edition'>, validTo: PlainDate): Promise<void> => {
  await db.updateTable('measures.edition').set({ validTo }).where('id', '=', id).execute()
}

/** Names of the counties and towns, for breakdowns. */
export const placeNames = async (db: Tx): Promise<ReadonlyMap<string, string>> => new Map((await db.selectFrom('kernel.place').select(['code', 'name']).execute()).map(({ code, name }) => [code, name]))
