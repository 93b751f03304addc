import { expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { staff, type Role } from '../../kernel/org/roles.ts'
import type { Id } from '../../kernel/types.ts'
import { servedTalent } from '../../test/service.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { test, type Somebody } from '../../test/world.ts'
import { askPromises, askProposal, askSpecialists, assign, assignProposed, endAssignment, endPromise, handOverPeople, keepSpecialist, listDue, makePromise, setLimit } from './assign-contract.ts'
import { answerRequest, askDay, askRequest, askSpecialist, enterRequest, getRequest, getServed, listRequests, listServed, mine, passRequest, rateRequest, recordContact, reopenRequest, takeRequest, withdrawRequest } from './contract.ts'
import { servants } from './hands.ts'

/**
 * Who may do what, where. A request of 临海区 and one of 松川县; everybody asks from a duty in 临海区 and has nothing to do with either person:
 * for the office what is here is found, for a specialist and a talent it is another's, and so it is not there.
 */
interface Subject {
  personId: Id<'person'>
  requestId: Id<'request'>
  specialistId: Id<'account'>
  promiseId: Id<'promise'>
}
interface Line {
  may: readonly Role[]
  /** What the office hears of one here and of one away; absent: of nobody in particular. */
  of?: 'somebody'
  attempt: (who: Somebody, subject: Subject) => Promise<unknown>
}
const words = '就说这么几句话'
const document = '青委人才〔2026〕9号'
const office = ['talentOffice'] as const
const lines: Record<string, Line> = {
  promises: { may: staff, attempt: (who) => who.asks(askPromises, {}) },
  makePromise: { may: office, attempt: (who) => who.does(makePromise, { level: 'A', contactMonths: 3, document, validFrom: plainDate('2026-07-01') }) },
  endPromise: { may: office, attempt: (who, { promiseId }) => who.does(endPromise, { promiseId }) },
  setLimit: { may: office, attempt: (who) => who.does(setLimit, { kind: 'policy', workingDays: 2, document }) },
  specialists: { may: office, attempt: (who) => who.asks(askSpecialists, {}) },
  keepSpecialist: { may: office, attempt: (who, { specialistId }) => who.does(keepSpecialist, { specialistId, officePhone: '0100-8000126', most: 20 }) },
  due: { may: office, attempt: (who) => who.lists(listDue, {}) },
  proposal: { may: office, attempt: (who) => who.asks(askProposal, {}) },
  assign: { may: office, of: 'somebody', attempt: (who, { personId, specialistId }) => who.does(assign, { personId, specialistId }) },
  assignProposed: { may: office, of: 'somebody', attempt: (who, { personId, specialistId }) => who.does(assignProposed, { pairs: [{ personId, specialistId }] }) },
  handOver: { may: office, attempt: (who, { specialistId }) => who.does(handOverPeople, { from: specialistId, to: specialistId, reason: words }) },
  day: { may: servants, attempt: (who) => who.asks(askDay, {}) },
  requests: { may: servants, attempt: (who) => who.lists(listRequests, {}) },
  people: { may: servants, attempt: (who) => who.lists(listServed, {}) },
  person: { may: servants, of: 'somebody', attempt: (who, { personId }) => who.asks(getServed, { personId }) },
  request: { may: ['talent', ...servants], of: 'somebody', attempt: (who, { requestId }) => who.asks(getRequest, { requestId }) },
  enter: { may: servants, of: 'somebody', attempt: (who, { personId }) => who.does(enterRequest, { personId, kind: 'other', words }) },
  take: { may: servants, of: 'somebody', attempt: (who, { requestId }) => who.does(takeRequest, { requestId }) },
  answer: { may: servants, of: 'somebody', attempt: (who, { requestId }) => who.does(answerRequest, { requestId, words }) },
  pass: { may: ['specialist'], of: 'somebody', attempt: (who, { requestId }) => who.does(passRequest, { requestId, words }) },
  recordContact: { may: ['specialist'], of: 'somebody', attempt: (who, { personId }) => who.does(recordContact, { personId, kind: 'call', on: plainDate('2026-06-15'), words }) },
  mine: { may: ['talent'], attempt: (who) => who.asks(mine, {}) },
  askSpecialist: { may: ['talent'], attempt: (who) => who.does(askSpecialist, {}) },
  ask: { may: ['talent'], attempt: (who) => who.does(askRequest, { kind: 'other', words }) },
  withdraw: { may: ['talent'], of: 'somebody', attempt: (who, { requestId }) => who.does(withdrawRequest, { requestId }) },
  reopen: { may: ['talent'], of: 'somebody', attempt: (who, { requestId }) => who.does(reopenRequest, { requestId, words }) },
  rate: { may: ['talent'], of: 'somebody', attempt: (who, { requestId }) => who.does(rateRequest, { requestId, rating: 5, words: '' }) },
  endAssignment: { may: office, of: 'somebody', attempt: (who, { personId }) => who.does(endAssignment, { personId, reason: words }) },
}

test('each verb answers each duty as its line says, here and in another county', async ({ world }) => {
  const city = await world.staff('talentOffice', '9801')
  await city.does(makePromise, { level: 'D', contactMonths: 6, document, validFrom: plainDate('2026-01-01') })
  const promiseId = (await city.asks(askPromises, {})).promises[0]?.id ?? ('' as Id<'promise'>)
  const { talent, specialist, personId } = await servedTalent(world)
  const { requestId } = await talent.does(askRequest, { kind: 'other', words })
  const there = await world.talent({ name: '外县的', place: '980104101' })
  const farAway = await there.does(askRequest, { kind: 'other', words })
  const subjects = {
    here: { personId, requestId, specialistId: specialist.accountId, promiseId },
    away: { personId: there.personId, requestId: farAway.requestId, specialistId: specialist.accountId, promiseId },
  }
  const wrong: string[] = []
  for (const role of everyRole) {
    const who = await somebodyAs(world, role)
    for (const [name, { may, of, attempt }] of Object.entries(lines)) {
      for (const where of ['here', 'away'] as const) {
        const found = of === undefined || (where === 'here' && role === 'talentOffice')
        const expected = may.includes(role) ? (found ? 'yes' : 'missing') : 'denied'
        const heard = await answerOf(attempt(who, subjects[where]))
        if (heard !== expected) wrong.push(`${role} ${name} ${where}: ${heard}, not ${expected}`)
      }
    }
  }
  expect(wrong).toEqual([])
}, 60_000)
