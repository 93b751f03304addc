import { sql } from 'kysely'
import { addDays, chineseDate } from '../../kernel/calendar/plain-date.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { implementJob } from '../../kernel/jobs/declare.ts'
import { tell, tellMany } from '../../kernel/messages/tell.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import { assignmentsMade, nightly, requestMoved, tellAssigned, tellRequest } from './contract.ts'
import * as said from './messages.ts'
import { closeQuiet, endVacant, escalate } from './nightly.ts'

/** What happens after a verb or by the clock. Each may run twice: a message is told once by its key. */

interface Told {
  personId: Id<'person'>
  placeCode: string
  number: string
  kind: string
  holder: string
  dueOn: PlainDate
}

const tellOne = async (db: Tx, requestId: string, verb: 'enter' | 'take' | 'answer' | 'late' | 'pass', times: string): Promise<void> => {
  const { rows: [one] } = await sql<Told>`
    select r.person_id as "personId", r.place_code as "placeCode", r.number, k.label as kind, coalesce(s.name, a.name, '人才办') as holder, r.due_on as "dueOn"
    from service.request r join service.request_kind k on k.kind = r.kind left join service.specialist s on s.account_id = r.holder_id left join kernel.account a on a.id = r.holder_id where r.id = ${requestId}`.execute(db)
  if (!one) return
  const { personId, placeCode, number, kind, holder } = one
  const day = chineseDate(one.dueOn)
  const told = { to: { kind: 'person' as const, id: personId, placeCode }, key: `${requestId}:${times}`, link: `/my/service/${requestId}` }
  if (verb === 'enter') await tell(db, said.requestEntered, { ...told, params: { number, kind, day } })
  else if (verb === 'take') await tell(db, said.requestTaken, { ...told, params: { number, kind, holder, day } })
  else if (verb === 'pass') await tell(db, said.requestPassed, { ...told, params: { number, kind, day } })
  else if (verb === 'late') await tell(db, said.requestLate, { ...told, params: { number, kind, day } })
  else await tell(db, said.requestAnswered, { ...told, params: { number, kind } })
}

const tellRequestJob = implementJob(tellRequest, async ({ database, today }, { requestId, verb, times }) => database.asSystem(today, (db) => tellOne(db, requestId, verb, times)), { on: [requestMoved] })

/** Of these people, or of everybody who got his specialist since the day before: told once an assignment. */
const tellNamed = async (db: Tx, personIds: readonly string[] | undefined, since: string): Promise<void> => {
  const { rows } = await sql<{ id: string; personId: Id<'person'>; placeCode: string; name: string; phone: string }>`
    select a.id, a.person_id as "personId", a.place_code as "placeCode", s.name, s.office_phone as phone from service.assignment a join service.specialist s on s.account_id = a.specialist_id
    where upper_inf(a.span) and lower(a.span) >= ${since}::date and (${personIds === undefined}::bool or a.person_id = any (${[...(personIds ?? [])]}::uuid[])) order by a.id`.execute(db)
  await tellMany(db, said.specialistNamed, rows.map(({ id, personId, placeCode, name, phone }) => ({ to: { kind: 'person', id: personId, placeCode }, key: id, link: '/my/service', params: { name, phone } })))
}
const tellAssignedJob = implementJob(tellAssigned, async ({ database, today }, { personIds }) => database.asSystem(today, (db) => tellNamed(db, personIds, today)), { on: [assignmentsMade] })

/** Twenty past midnight in Shanghai is 16:20 UTC. */
const nightlyJob = implementJob(
  nightly,
  async ({ database, today }) => {
    await database.asSystem(today, async (db) => {
      await endVacant(db, today)
      for (const id of await escalate(db, today)) await tellOne(db, id, 'late', today)
      await closeQuiet(db, today)
      await tellNamed(db, undefined, addDays(today, -1))
    })
  },
  { cron: '20 16 * * *' },
)

export const serviceJobs = [tellRequestJob, tellAssignedJob, nightlyJob]
