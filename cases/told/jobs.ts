import { sql } from 'kysely'
import { z } from 'zod'
import { chineseDate } from '../../kernel/calendar/plain-date.ts'
import { workingDaysAfter } from '../../kernel/calendar/working-days.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { declareJob, implementJob, type JobHandler } from '../../kernel/jobs/declare.ts'
import { tell, tellMany, type Recipient } from '../../kernel/messages/tell.ts'
import { yuanWords } from '../../kernel/messages/yuan-words.ts'
import * as store from '../case-store.ts'
import type { CaseRecord } from '../case-store.ts'
import { supplementWarnDays } from '../clock/contract.ts'
import { caseMoved, type CaseState } from '../contract.ts'
import * as said from './messages.ts'

/** Tells the applicant what became of his case: an answer to the event, so that no verb waits for a message, and a repeated event says nothing twice. */

export const tellApplicants = declareJob({ name: 'cases.tellApplicants', label: '告知申报人', payload: caseMoved.payload })
export const tellDeadlines = declareJob({ name: 'cases.tellDeadlines', label: '告知补正期限', payload: z.unknown() })

/** The person whose case it is, and the employer where he filed it or it is his own. */
const recipientsOf = ({ humanId, employerId, applicantRole, placeCode }: Pick<CaseRecord, 'humanId' | 'employerId' | 'applicantRole' | 'placeCode'>): { to: Recipient; base: string }[] => [
  ...(humanId ? [{ to: { kind: 'person' as const, id: humanId, placeCode }, base: '/my/cases/' }] : []),
  ...(employerId && (applicantRole === 'employerClerk' || !humanId) ? [{ to: { kind: 'employer' as const, id: employerId, placeCode }, base: '/cases/' }] : []),
]

const sayFor = async (db: Tx, record: CaseRecord, { to: state, from, verb }: z.output<typeof caseMoved.payload>, key: string): Promise<void> => {
  const { title, number } = record
  for (const { to, base } of recipientsOf(record)) {
    const one = { to, key: `${key}:${to.id}`, link: `${base}${record.id}` }
    const plain = { ...one, params: { title, number } }
    const because = record.closedBecause ?? record.suspendedBecause ?? '理由见办件页面'
    const ways: Partial<Record<CaseState, () => Promise<boolean>>> = {
      returned: () => tell(db, said.caseReturned, { ...one, params: { title, number, lacking: record.lacking.join('；') || '见办件页面', day: record.supplementDueOn ? chineseDate(record.supplementDueOn) : '期限' } }),
      suspended: () => tell(db, said.caseSuspended, { ...one, params: { title, number, because } }),
      decided: () => tell(db, said.caseDecided, { ...one, params: { title, number, amount: record.amountFen === null ? '后续安排见办件页面。' : `金额 ${yuanWords(record.amountFen)}，按发放安排打到您登记的收款账户。` } }),
      rejected: () => tell(db, said.caseRejected, { ...one, params: { title, number, because } }),
      objected: () => tell(db, said.objectionLodged, plain),
      onNotice: () => (verb === 'settleObjection' ? tell(db, said.objectionDismissed, plain) : Promise.resolve(false)),
      inReview: () => (verb === 'settleObjection' && from === 'objected' ? tell(db, said.objectionUpheld, plain) : Promise.resolve(false)),
      withdrawn: () => (verb === 'lapse' ? tell(db, said.caseLapsed, { ...one, params: { title, number, because } }) : Promise.resolve(false)),
    }
    await ways[state]?.()
  }
}

const movedJob = implementJob(
  tellApplicants,
  async ({ database, today }, moved) => {
    await database.asSystem(today, async (db) => {
      const record = await store.getCase(db, moved.caseId)
      // The case may have gone on since: its words would be of another state.
      if (record.state !== moved.to) return
      // One way may be walked again in a later round: how many times it was, tells one from the other.
      const { rows: [count] } = await sql<{ n: number }>`select count(*)::int as n from cases.event where case_id = ${moved.caseId} and verb = ${moved.verb}`.execute(db)
      await sayFor(db, record, moved, `${moved.caseId}:${moved.verb}:${moved.to}:${count?.n ?? 0}`)
    })
  },
  { on: [caseMoved] },
)

/** Every morning: supplements that will lapse within the days that the clock warns before. */
const deadlineJob = implementJob(
  tellDeadlines,
  async ({ database, today }) => {
    await database.asSystem(today, async (db) => {
      const due = await db.selectFrom('cases.case as c').select(['c.id', 'c.supplementDueOn', 'c.number', 'c.title', 'c.lacking', 'c.employerId', 'c.placeCode', sql<CaseRecord['humanId']>`registry.survivor_of(c.person_id)`.as('humanId'), sql<CaseRecord['applicantRole']>`c.applicant_role`.as('applicantRole')])
        .where('c.supplementDueOn', '>=', today).where('c.supplementDueOn', '<=', workingDaysAfter(today, supplementWarnDays)).execute()
      const told = due.flatMap((row) => {
        const day = row.supplementDueOn
        return day === null ? [] : recipientsOf(row).map(({ to, base }) => ({ to, key: `${row.id}:${day}:${to.id}`, link: `${base}${row.id}`, params: { title: row.title, number: row.number, day: chineseDate(day), lacking: row.lacking.join('；') || '见办件页面' } }))
      })
      await tellMany(db, said.supplementSoon, told)
    })
  },
  { cron: '5 1 * * *' },
)

export const toldJobs: readonly JobHandler[] = [movedJob, deadlineJob]
