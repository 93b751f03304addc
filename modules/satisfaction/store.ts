import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import { lowest, openDays, type causes, type surveyStates } from './contract.ts'

/** Surveys, each of one case. Row-level security bounds every query. */

export interface Asked {
  id: string
  personId: string
  placeCode: string
  title: string
  until: PlainDate
}

/**
 * Asks the person of each of these cases that ended with an answer and of which he was not asked before. A case with money is asked about when the money
 * has come, all others when they are closed; what was withdrawn is not asked about. As the house.
 */
export const askOf = async (db: Tx, today: PlainDate, cause: keyof typeof causes, which: { caseId: string } | { batchId: string }): Promise<Asked[]> => {
  const cases = 'caseId' in which ? sql`c.id = ${which.caseId} and c.award_id is null` : sql`c.id in (select i.case_id from pub.paid_item i where i.batch_id = ${which.batchId})`
  const { rows } = await sql<Asked>`
    with made as (
      insert into satisfaction.survey (case_id, person_id, place_code, cause, asked_on, until)
      select c.id, c.person_id, c.place_code, ${cause}, ${today}, ${today}::date + ${openDays}::int from pub.case c
      where ${cases} and c.subject_kind = 'person' and c.person_id is not null and c.state in ('decided', 'rejected')
      on conflict (case_id) do nothing returning id, case_id, person_id, place_code, until)
    select m.id, m.person_id as "personId", m.place_code as "placeCode", c.title, m.until from made m join pub.case c on c.id = m.case_id`.execute(db)
  return rows
}

const surveys = (db: Tx) => db.selectFrom('satisfaction.survey as s').innerJoin('pub.case as c', 'c.id', 's.caseId')

export const mine = (db: Tx, today: PlainDate) =>
  surveys(db)
    .select([
      sql<Id<'survey'>>`s.id`.as('id'), sql<Id<'case'>>`s.case_id`.as('caseId'), sql<string>`c.title`.as('title'), sql<string>`c.number`.as('number'), sql<keyof typeof causes>`s.cause`.as('cause'), sql<PlainDate>`s.until`.as('until'),
      sql<keyof typeof surveyStates>`s.state`.as('state'), sql<boolean>`s.state = 'asked' and s.until >= ${today}::date`.as('open'), 's.rating', 's.words', 's.response', 's.respondedByName', sql<PlainDate | null>`s.responded_on`.as('respondedOn'),
    ])
    .orderBy('s.askedOn', 'desc')
    .orderBy('s.id', 'desc')
    .limit(50)
    .execute()

export const getForUpdate = async (db: Tx, id: string) => {
  const found = await db
    .selectFrom('satisfaction.survey')
    .select(['id', sql<keyof typeof surveyStates>`state`.as('state'), sql<PlainDate>`until`.as('until'), 'rating', 'response'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new Missing()
  return found
}

export const answer = async (db: Tx, id: string, said: { state: 'answered'; rating: number; words: string; answeredOn: PlainDate } | { state: 'skipped'; answeredOn: PlainDate }): Promise<void> => {
  await db.updateTable('satisfaction.survey').set(said).where('id', '=', id).execute()
}

export const respond = async (db: Tx, id: string, said: { response: string; respondedBy: string; respondedByName: string; respondedOn: PlainDate }): Promise<void> => {
  await db.updateTable('satisfaction.survey').set(said).where('id', '=', id).execute()
}

export const low = (db: Tx) =>
  surveys(db)
    .innerJoin('kernel.place as p', 'p.code', 's.placeCode')
    .where('s.rating', '<=', lowest)
    .select([
      sql<Id<'survey'>>`s.id`.as('id'), sql<Id<'case'>>`s.case_id`.as('caseId'), sql<string>`c.number`.as('number'), sql<string>`c.title`.as('title'), 'p.name as placeName', sql<string>`c.holder_name`.as('holderName'),
      sql<number>`s.rating`.as('rating'), 's.words', sql<PlainDate>`s.answered_on`.as('answeredOn'), 's.response', 's.respondedByName',
    ])
