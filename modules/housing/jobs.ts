import { sql } from 'kysely'
import type { z } from 'zod'
import { chineseDate } from '../../kernel/calendar/plain-date.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { implementJob } from '../../kernel/jobs/declare.ts'
import { tell, tellMany } from '../../kernel/messages/tell.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import { applicationMoved, nightly, tellApplicant } from './contract.ts'
import * as said from './messages.ts'
import { contractsEnding, lapseOffers } from './nightly.ts'
import { raiseRent } from './tenancy-store.ts'

/** What happens after a verb or by the clock. Each may run twice: a message is told once by its key, a month's rent stands once. */

interface Told {
  personId: Id<'person'>
  placeCode: string
  number: string
  turn: number | null
  unit: string
  answerBy: PlainDate | null
  contractTo: PlainDate | null
}
type Verb = z.output<typeof applicationMoved.payload>['verb']

/** Of the newest offer and the contract: what the message of a step speaks of. */
const tellOne = async (db: Tx, applicationId: string, verb: Verb, times: string): Promise<void> => {
  const { rows: [one] } = await sql<Told>`
    select a.person_id as "personId", a.place_code as "placeCode", a.number, a.turn, coalesce(o.name || ' ' || o.room, '') as unit, o.answer_by as "answerBy", m.to_day as "contractTo"
    from housing.application a
    left join lateral (select b.name, u.room, o.answer_by from housing.offer o join housing.unit u on u.id = o.unit_id join housing.building b on b.id = u.building_id where o.application_id = a.id order by o.offered_on desc, o.id desc limit 1) o on true
    left join lateral (select upper(m.span) - 1 as to_day from housing.tenancy t join housing.term m on m.tenancy_id = t.id where t.application_id = a.id order by lower(m.span) desc limit 1) m on true
    where a.id = ${applicationId}`.execute(db)
  if (!one) return
  const { personId, placeCode, number, unit } = one
  const told = { to: { kind: 'person' as const, id: personId, placeCode }, key: `${applicationId}:${times}`, link: '/my/housing' }
  const until = one.contractTo ? chineseDate(one.contractTo) : ''
  if (verb === 'enter') await tell(db, said.applicationEntered, { ...told, params: { number } })
  else if (verb === 'draw') await tell(db, said.applicationDrawn, { ...told, params: { number, turn: String(one.turn ?? '') } })
  else if (verb === 'offer') await tell(db, said.unitOffered, { ...told, params: { number, unit, day: one.answerBy ? chineseDate(one.answerBy) : '' } })
  else if (verb === 'cancel') await tell(db, said.offerCancelled, { ...told, params: { number } })
  else if (verb === 'lapse') await tell(db, said.offerLapsed, { ...told, params: { number } })
  else if (verb === 'checkIn') await tell(db, said.movedIn, { ...told, params: { number, unit, day: until } })
  else if (verb === 'renew') await tell(db, said.contractRenewed, { ...told, params: { number, unit, day: until } })
  else await tell(db, said.movedOut, { ...told, params: { number, unit } })
}
const tellJob = implementJob(tellApplicant, async ({ database, today }, { applicationId, verb, times }) => database.asSystem(today, (db) => tellOne(db, applicationId, verb, times)), { on: [applicationMoved] })

const remind = async (db: Tx, today: PlainDate): Promise<void> => {
  const ending = await contractsEnding(db, today)
  await tellMany(db, said.contractEnds, ending.map(({ termId, personId, placeCode, unit, to }) => ({ to: { kind: 'person', id: personId, placeCode }, key: termId, link: '/my/housing', params: { unit, day: chineseDate(to) } })))
}

/** Half past midnight in Shanghai is 16:30 UTC. */
const nightlyJob = implementJob(
  nightly,
  async ({ database, today }) => {
    await database.asSystem(today, async (db) => {
      for (const { id, times } of await lapseOffers(db, today)) await tellOne(db, id, 'lapse', times)
      await raiseRent(db, today, null)
      await remind(db, today)
    })
  },
  { cron: '30 16 * * *' },
)

export const housingJobs = [tellJob, nightlyJob]
