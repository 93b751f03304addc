import { describe, expect } from 'vitest'
import { test } from '../../test/world.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { askReset, confirmReset, listResets, withdrawReset } from './contract.ts'

const anyId = '00000000-0000-7000-8000-000000000000' as never

describe('who may give codes', () => {
  test('duty × verb: security officers alone', async ({ world }) => {
    const target = await world.staff('leader')
    const { login } = await world.asSystem((db) => db.selectFrom('kernel.account').select('login').where('id', '=', target.accountId).executeTakeFirstOrThrow())
    for (const role of everyRole) {
      const who = await somebodyAs(world, role)
      const mine = role === 'securityOfficer'
      const got = {
        ask: await answerOf(who.does(askReset, { login, what: 'password', ground: '新任领导，任职通知' })),
        confirm: await answerOf(who.does(confirmReset, { resetId: anyId })),
        withdraw: await answerOf(who.does(withdrawReset, { resetId: anyId })),
        list: await answerOf(who.lists(listResets, {})),
      }
      expect([role, got]).toEqual([role, mine ? { ask: 'yes', confirm: 'missing', withdraw: 'missing', list: 'yes' } : { ask: 'denied', confirm: 'denied', withdraw: 'denied', list: 'denied' }])
    }
  })
})
