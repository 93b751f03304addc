import { sql, type SelectQueryBuilder } from 'kysely'
import { addDays, plainDate } from '../kernel/calendar/plain-date.ts'
import type { DB, Tx } from '../kernel/db/database.ts'
import type { Fen, Id, PlainDate } from '../kernel/types.ts'
import type { Limits } from '../policy/index.ts'
import { personWithin, type PeopleOf } from '../registry/search.ts'
import { Path } from './contract.ts'
import { liveLibrary } from './library.ts'
import type { EditionSummary, SubjectKind } from './types.ts'

/** Every query of this desk but the compiled rules themselves. */

type EditionQuery = SelectQueryBuilder<DB, 'measures.edition', object>

export const editionSummaryOf = async (db: Tx, narrow: (query: EditionQuery) => EditionQuery): Promise<EditionSummary | undefined> => {
  const row = await narrow(db.selectFrom('measures.edition'))
    .select(['id', 'measure', 'edition', 'title', 'documentNumber', 'clause', 'subjectKind', 'gives', 'delivery', 'path', 'budget', 'exclusiveGroup', 'repeatable', 'cityShareBp'])
    .executeTakeFirst()
  if (!row) return undefined
  const published = (await liveLibrary(db)).byId.get(row.id)?.edition
  return {
    id: row.id as Id<'edition'>,
    measure: row.measure,
    edition: row.edition,
    title: row.title,
    documentNumber: row.documentNumber,
    clause: row.clause,
    for: row.subjectKind as SubjectKind,
    gives: row.gives as EditionSummary['gives'],
    delivery: row.delivery as EditionSummary['delivery'],
    path: Path.parse(row.path),
    budget: row.budget,
    exclusiveGroup: row.exclusiveGroup,
    repeatable: row.repeatable,
    quota: quotaOf(published?.limits.quota),
    cityShareBasisPoints: row.cityShareBp,
    ...(published?.recognises ? { recognises: published.recognises } : {}),
  }
}

const quotaOf = (quota: Limits['quota']): EditionSummary['quota'] => (quota && quota.per !== 'batch' ? { places: quota.places, per: quota.per } : null)

export interface EditionRow {
  measure: string
  edition: number
  title: string
  documentNumber: string
  documentTitle: string
  clause: string
  stage: string
  subjectKind: string
  gives: string
  delivery: string
  budget: string | null
  exclusiveGroup: string | null
  repeatable: boolean
  cityShareBp: number
  validFrom: string
  validTo: string | null
  path: string
  text: string
  hash: string
  classLevel: string | null
  classScheme: string | null
}

export const publishedHash = async (db: Tx, measure: string, edition: number): Promise<string | undefined> =>
  (await db.selectFrom('measures.edition').select('hash').where('measure', '=', measure).where('edition', '=', edition).executeTakeFirst())?.hash

export const insertEdition = async (db: Tx, row: EditionRow): Promise<Id<'edition'>> =>
  (await db.insertInto('measures.edition').values(row).returning(sql<Id<'edition'>>`id`.as('id')).executeTakeFirstOrThrow()).id

/** Whether the edition of this number came out of a draft of the house, and not from the library. */
export const isHousesOwn = async (db: Tx, measure: string, edition: number): Promise<boolean> =>
  (await db.selectFrom('measures.draft as d').innerJoin('measures.edition as e', 'e.id', 'd.publishedEditionId').select('e.id').where('e.measure', '=', measure).where('e.edition', '=', edition).executeTakeFirst()) !== undefined

/** The edition before ends on the day before its successor begins, whatever its text says; its text and hash stay as they are. */
export const endFormer = async (db: Tx, { measure, edition, inForce }: { measure: string; edition: number; inForce: { from: string } }): Promise<void> => {
  const from = plainDate(inForce.from)
  await db
    .updateTable('measures.edition')
    .set({ validTo: addDays(from, -1) })
    .where('measure', '=', measure)
    .where('edition', '<', edition)
    .where('validFrom', '<', from)
    .where((at) => at.or([at('validTo', 'is', null), at('validTo', '>=', from)]))
    .execute()
}

/**
 * Makes a text the current vocabulary. `base` is the hash of the library's file that it was changed from in the house; null for the file itself.
 */
export const setVocabulary = async (db: Tx, text: string, hash: string, base: string | null = null): Promise<void> => {
  await db.updateTable('measures.vocabulary').set({ current: false }).where('current', '=', true).where('hash', '<>', hash).execute()
  await db
    .insertInto('measures.vocabulary')
    .values({ text, hash, baseHash: base, current: true })
    .onConflict((conflict) => conflict.column('hash').doUpdateSet({ current: true }))
    .execute()
}

export const currentVocabulary = (db: Tx) => db.selectFrom('measures.vocabulary').select(['text', 'hash', 'baseHash']).where('current', '=', true).executeTakeFirst()

/** Facts that the house itself added or changed, in the order in which they took effect. */
export const approvedFacts = (db: Tx) => db.selectFrom('measures.vocabularyChange').select(['number', 'kind', 'fact', 'text']).where('state', '=', 'approved').orderBy('reviewedAt').orderBy('number').execute()

/** Measures as the list shows them, with the counts of the last match where the actor may see those. */
export const measures = (db: Tx) =>
  db
    .selectFrom('pub.measureEdition as m')
    .leftJoin('pub.matchCount as c', 'c.editionId', 'm.id')
    .select([
      sql<Id<'edition'>>`m.id`.as('id'),
      sql<string>`m.measure`.as('measure'),
      sql<number>`m.edition`.as('edition'),
      sql<string>`m.title`.as('title'),
      sql<string>`m.document_number`.as('documentNumber'),
      sql<string>`m.clause`.as('clause'),
      sql<string>`m.stage`.as('stage'),
      sql<string>`m.subject_kind`.as('subjectKind'),
      sql<string>`m.gives`.as('gives'),
      sql<string>`m.delivery`.as('delivery'),
      sql<PlainDate>`m.valid_from`.as('validFrom'),
      sql<PlainDate | null>`m.valid_to`.as('validTo'),
      sql<boolean>`m.in_force`.as('inForce'),
      'c.eligible',
      'c.unknown',
      'c.ineligible',
      sql<Fen | null>`c.amount_fen`.as('amount'),
    ])

export const countsOf = (db: Tx, editionId: Id<'edition'>) =>
  db.selectFrom('pub.matchCount').select(['onDate', 'eligible', 'unknown', 'ineligible', 'amountFen']).where('editionId', '=', editionId).executeTakeFirst()

/** Whom the last match found eligible; `parts` narrows to some people. */
export const entitlements = (db: Tx, parts: readonly PeopleOf[] = []) =>
  db
    .selectFrom('pub.entitlement as e')
    .innerJoin(personWithin(parts).as('p'), (join) => join.onRef('p.id', '=', 'e.subjectId').on('e.subjectKind', '=', 'person'))
    .select([
      sql<string>`e.subject_id || ':' || e.measure`.as('id'),
      sql<string>`p.id`.as('personId'),
      sql<string>`p.number`.as('personNumber'),
      sql<string>`p.name`.as('personName'),
      sql<string>`e.measure`.as('measure'),
      sql<string>`e.title`.as('title'),
      sql<string>`e.stage`.as('stage'),
      sql<Fen | null>`e.amount_fen`.as('amount'),
      sql<Fen | null>`e.granted_fen`.as('granted'),
      sql<'granted' | 'reduced' | 'excluded'>`e.decision`.as('decision'),
      sql<PlainDate>`e.found_on`.as('foundOn'),
    ])

export const sees = async (db: Tx, kind: SubjectKind, id: string): Promise<boolean> => {
  const relation = { person: 'pub.person', employer: 'pub.employer', team: 'pub.team' } as const
  return (await db.selectFrom(relation[kind]).select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}
