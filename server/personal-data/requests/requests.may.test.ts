import { expect } from 'vitest'
import type { Role } from '../../../kernel/org/roles.ts'
import type { Id } from '../../../kernel/types.ts'
import { answerOf, everyRole, somebodyAs, type Answer } from '../../../test/may.ts'
import { test, type Somebody } from '../../../test/world.ts'
import { askDataRequest, decideDataRequest, endStanding, getDataRequest, listDataRequests, myDataRequests, requestAskers, requestDeciders, takeMyCopy } from './contract.ts'

type Request = Id<'dataRequest'>
const verbs: Record<string, { may: readonly Role[]; answer: Answer; attempt: (who: Somebody, requestId: Request) => Promise<unknown> }> = {
  mine: { may: requestAskers, answer: 'yes', attempt: (who) => who.asks(myDataRequests, {}) },
  ask: { may: requestAskers, answer: 'yes', attempt: (who) => who.does(askDataRequest, { kind: 'objection', says: '' }) },
  copy: { may: requestAskers, answer: 'yes', attempt: (who) => who.does(takeMyCopy, {}) },
  end: { may: requestAskers, answer: 'yes', attempt: (who) => who.does(endStanding, { kind: 'byHand' }) },
  list: { may: requestDeciders, answer: 'yes', attempt: (who) => who.lists(listDataRequests, {}) },
  one: { may: requestDeciders, answer: 'yes', attempt: (who, requestId) => who.asks(getDataRequest, { requestId }) },
  decide: { may: requestDeciders, answer: 'yes', attempt: (who, requestId) => who.does(decideDataRequest, { requestId, grant: false, reason: '依法应当继续处理' }) },
}

test('who asks about his data and who answers: each duty by each verb, in the place of the person and in another', async ({ world }) => {
  const ana = await world.talent()
  await ana.does(askDataRequest, { kind: 'restriction', says: '对登记有异议，正在核对' })
  const [asked] = (await ana.asks(myDataRequests, {})).requests
  if (!asked) throw new Error('nothing was asked')
  for (const place of ['980101', '980104']) {
    for (const role of everyRole) {
      const who = await somebodyAs(world, role, { place })
      for (const [name, { may, answer, attempt }] of Object.entries(verbs)) {
        const elsewhere = place === '980104' && ['one', 'decide'].includes(name) ? 'missing' : answer
        expect([name, role, place, await answerOf(attempt(who, asked.id))]).toEqual([name, role, place, may.includes(role) ? elsewhere : 'denied'])
      }
      if (role === 'talentOffice') expect([place, (await who.lists(listDataRequests, {})).rows.filter(({ number }) => number === asked.number).length]).toEqual([place, place === '980101' ? 1 : 0])
    }
  }
})
