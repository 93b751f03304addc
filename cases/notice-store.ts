import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import { Missing } from '../kernel/implement.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import type { CaseRecord, StepRecord } from './case-store.ts'
import { maskName } from './path.ts'

/** Public notices and the objections against them. */

export const openNotice = async (db: Tx, record: CaseRecord, step: StepRecord, fromOn: PlainDate, toOn: PlainDate): Promise<void> => {
  await db
    .insertInto('cases.notice')
    .values({
      caseId: record.id,
      stepId: step.id,
      placeCode: record.placeCode,
      number: record.number,
      measure: record.measure,
      title: record.title,
      documentNumber: record.documentNumber,
      maskedName: record.subjectKind === 'person' ? maskName(record.holderName) : record.holderName,
      employerName: record.employerName,
      amountFen: record.amountFen,
      officeName: step.officeName,
      fromOn,
      toOn,
    })
    .execute()
}

export const changeNotice = async (db: Tx, stepId: string, change: { state: 'open' | 'ended' | 'revoked'; toOn?: PlainDate }): Promise<void> => {
  await db.updateTable('cases.notice').set(change).where('stepId', '=', stepId).execute()
}

/** What the public may know of a notice; undefined when it is over. */
export const findOpenNotice = (db: Tx, noticeId: string) =>
  db.selectFrom('cases.notice').select(['id', 'caseId', 'number', 'state', 'toOn']).where('id', '=', noticeId).where('state', 'in', ['open', 'suspended']).executeTakeFirst()

/** Nobody but the office can read it back, so nothing is returned. */
export const insertObjection = async (db: Tx, objection: { noticeId: string; receipt: string; reason: string; objectorName: string | null; lodgedOn: PlainDate }): Promise<void> => {
  // Case and place are the trigger's to fill: an objector knows neither.
  await sql`insert into cases.objection (notice_id, receipt, reason, objector_name, lodged_on)
    values (${objection.noticeId}, ${objection.receipt}, ${objection.reason}, ${objection.objectorName}, ${objection.lodgedOn})`.execute(db)
}

export const getObjection = async (db: Tx, objectionId: string) => {
  const objection = await db
    .selectFrom('cases.objection as o')
    .innerJoin('cases.notice as n', 'n.id', 'o.noticeId')
    .select(['o.id', 'o.caseId', 'o.state', 'o.receipt', 'o.inquirerId', 'n.stepId'])
    .where('o.id', '=', objectionId)
    .executeTakeFirst()
  if (!objection) throw new Missing()
  return objection
}

export const settle = async (db: Tx, objectionId: string, change: { state: 'upheld' | 'dismissed'; finding: string; settledOn: PlainDate; settledBy: string | null }): Promise<void> => {
  await db.updateTable('cases.objection').set(change).where('id', '=', objectionId).execute()
}

/** The other objections to a case that an upheld one has ended or sent back. */
export const closeOtherObjections = async (db: Tx, caseId: string, finding: string, today: PlainDate): Promise<void> => {
  await db.updateTable('cases.objection').set({ state: 'closed', finding, settledOn: today }).where('caseId', '=', caseId).where('state', '=', 'pending').execute()
}

export const pendingObjections = async (db: Tx, caseId: string): Promise<number> => {
  const { count } = await db.selectFrom('cases.objection').select(sql<number>`count(*)::int`.as('count')).where('caseId', '=', caseId).where('state', '=', 'pending').executeTakeFirstOrThrow()
  return count
}

export const objectionsOf = (db: Tx, caseId: string) =>
  db
    .selectFrom('cases.objection as o')
    .select([
      sql<Id<'objection'>>`o.id`.as('id'),
      'o.receipt',
      'o.objectorName',
      'o.reason',
      'o.lodgedOn',
      sql<'pending' | 'upheld' | 'dismissed' | 'closed'>`o.state`.as('state'),
      'o.finding',
      'o.settledOn',
      'o.inquirerId',
      'o.inquirerName',
    ])
    .where('o.caseId', '=', caseId)
    .orderBy('o.lodgedAt')
    .execute()

export const setInquirer = async (db: Tx, objectionId: string, inquirer: { inquirerId: string; inquirerName: string; assignedOn: PlainDate }): Promise<void> => {
  await db.updateTable('cases.objection').set(inquirer).where('id', '=', objectionId).execute()
}

export const insertInquiryNote = async (db: Tx, note: { objectionId: string; caseId: string; notedOn: PlainDate; notedBy: string; notedByName: string; note: string }): Promise<void> => {
  await db.insertInto('cases.inquiryNote').values(note).execute()
}

/** What was found out so far, objection by objection; row-level security shows it to offices alone. */
export const inquiryNotesOf = (db: Tx, caseId: string) =>
  db.selectFrom('cases.inquiryNote').select(['objectionId', 'notedOn', 'notedByName', 'note']).where('caseId', '=', caseId).orderBy('id').execute()

export const countInquiryNotes = async (db: Tx, objectionId: string): Promise<number> => {
  const { count } = await db.selectFrom('cases.inquiryNote').select(sql<number>`count(*)::int`.as('count')).where('objectionId', '=', objectionId).executeTakeFirstOrThrow()
  return count
}

/** Steps whose notice has run its full time without an objection. */
export const noticesOver = (db: Tx, today: PlainDate) =>
  db.selectFrom('cases.step as s').select(['s.id', 's.caseId']).where('s.kind', '=', 'notice').where('s.state', '=', 'open').where('s.dueOn', '<', today).orderBy('s.id').execute()
