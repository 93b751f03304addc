import { sql } from 'kysely'
import { awardOfCase } from '../../../fund/index.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { findAppealOf } from '../../appeal/store.ts'
import { bulkLinesOf } from '../../bulk/store.ts'
import * as cases from '../../case-store.ts'
import { bodyDecisionsOf, expertOpinionsOf } from '../../discretion/store.ts'
import { inquiryNotesOf, objectionsOf } from '../../notice-store.ts'
import { delegationsOf } from '../../office/store.ts'
import { papersOf } from '../../papers/store.ts'
import { placeName } from '../../reading/store.ts'
import * as store from '../store.ts'

/** Everything that is said of one closed case, read with the eyes of the house: what is archived does not depend on who asks. */
export const gather = async (db: Tx, caseId: string) => {
  const record = await cases.getCase(db, caseId)
  const rounds = Array.from({ length: record.round }, (_, at) => at + 1)
  const steps = (await Promise.all(rounds.map((round) => cases.stepsOf(db, caseId, round)))).flat()
  return {
    record,
    placeName: await placeName(db, record.placeCode),
    steps,
    events: await cases.eventsOf(db, caseId),
    notices: await db.selectFrom('cases.notice').select(['fromOn', 'toOn', 'state', 'maskedName', 'amountFen', 'officeName']).where('caseId', '=', caseId).orderBy('id').execute(),
    objections: await objectionsOf(db, caseId),
    inquiries: await inquiryNotesOf(db, caseId),
    delegations: await delegationsOf(db, caseId),
    bulk: await bulkLinesOf(db, caseId),
    experts: await expertOpinionsOf(db, caseId),
    bodyDecisions: await bodyDecisionsOf(db, caseId),
    appeal: (await findAppealOf(db, caseId)) ?? null,
    reminders: await db.selectFrom('cases.reminder').select(['kind', 'audience', 'dueOn', 'toldOn', 'says']).where('caseId', '=', caseId).orderBy('id').execute(),
    award: (await awardOfCase(db, record.id)) ?? null,
    papers: await papersOf(db, caseId),
    documents: await store.documentsOfCase(db, caseId),
  }
}
export type CaseFile = Awaited<ReturnType<typeof gather>>

/** When it was closed, to the microsecond, as text; undefined while it is open, or when this closing has its archive already. */
export const closingToArchive = async (db: Tx, caseId: string): Promise<string | undefined> => {
  const { rows } = await sql<{ closedAt: string }>`
    select c.closed_at::text as closed_at from cases.case c where c.id = ${caseId} and c.closed_at is not null
      and not exists (select from cases.archive a where a.case_id = c.id and a.closed_at = c.closed_at)`.execute(db)
  return rows[0]?.closedAt
}
