import { sql } from 'kysely'
import { caseMoved } from '../../cases/contract.ts'
import { paymentsMade } from '../../fund/index.ts'
import { chineseDate } from '../../kernel/calendar/plain-date.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { declareJob, implementJob, type JobHandler } from '../../kernel/jobs/declare.ts'
import { declareMessage } from '../../kernel/messages/declare.ts'
import { tellMany } from '../../kernel/messages/tell.ts'
import { causes, tellResponse } from './contract.ts'
import * as store from './store.ts'

/** Who is asked after what happened; each may run twice, for a case is asked about once. */

export const askAfterClosing = declareJob({ name: 'satisfaction.askAfterClosing', label: '办结后请评价', payload: caseMoved.payload })
export const askAfterPayment = declareJob({ name: 'satisfaction.askAfterPayment', label: '到账后请评价', payload: paymentsMade.payload })

export const pleaseRate = declareMessage({ name: 'satisfaction.asked', topic: 'feedback', digest: true, title: '请评一评：{title}', body: '{title}{cause}。办得怎么样？打几分、写几句都可以，也可以不评，{day}前有效。', short: '您的一件办件请您评价，请登录聚英查看' })
export const responded = declareMessage({ name: 'satisfaction.responded', topic: 'feedback', title: '人才办回应了您的评价：{title}', body: '{name}：{response}', short: '人才办回应了您的评价，请登录聚英查看' })

const tellAsked = (db: Tx, asked: readonly store.Asked[], cause: keyof typeof causes): Promise<number> =>
  tellMany(db, pleaseRate, asked.map(({ id, personId, placeCode, title, until }) => ({ to: { kind: 'person', id: personId, placeCode }, key: id, link: '/my/satisfaction', params: { title, cause: causes[cause], day: chineseDate(until) } })))

const afterClosing = implementJob(
  askAfterClosing,
  async ({ database, today }, { caseId, to }) => {
    if (to !== 'decided' && to !== 'rejected') return
    await database.asSystem(today, async (db) => tellAsked(db, await store.askOf(db, today, 'closed', { caseId }), 'closed'))
  },
  { on: [caseMoved] },
)

const afterPayment = implementJob(
  askAfterPayment,
  ({ database, today }, { batchId }) => database.asSystem(today, async (db) => void (await tellAsked(db, await store.askOf(db, today, 'paid', { batchId }), 'paid'))),
  { on: [paymentsMade] },
)

const tellResponseJob = implementJob(tellResponse, ({ database, today }, { surveyId }) =>
  database.asSystem(today, async (db) => {
    const { rows } = await sql<{ personId: string; placeCode: string; title: string; name: string; response: string }>`
      select s.person_id as "personId", s.place_code as "placeCode", c.title, s.responded_by_name as name, s.response from satisfaction.survey s join pub.case c on c.id = s.case_id where s.id = ${surveyId} and s.response is not null`.execute(db)
    await tellMany(db, responded, rows.map(({ personId, placeCode, title, name, response }) => ({ to: { kind: 'person', id: personId, placeCode }, key: surveyId, link: '/my/satisfaction', params: { title, name, response } })))
  }),
)

export const satisfactionJobs: readonly JobHandler[] = [afterClosing, afterPayment, tellResponseJob]
