import { afterEach, expect } from 'vitest'
import { catchingSender } from '../../kernel/auth/sms.ts'
import { declareMessage } from '../../kernel/messages/declare.ts'
import { holdSenders } from '../../kernel/messages/senders.ts'
import { tell } from '../../kernel/messages/tell.ts'
import type { Role } from '../../kernel/org/roles.ts'
import type { Id } from '../../kernel/types.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { test, type Somebody, type World } from '../../test/world.ts'
import { caught, choose, confirmEmail, dropEmail, giveEmail, keepers, letters, listMine, listSendings, markRead, postLetters, readers, recipients, retry, settings, unread } from './contract.ts'

/** Who may do what, where: one line a verb. A letter waits in 临海区 and another in 松川县; everybody asks from a duty in 临海区. */

const decided = declareMessage({ name: 'test.decided', topic: 'decisions', title: '已审定：{title}', body: '{title}已审定', short: '有一件已经审定' })
const office = ['talentOffice'] as const
afterEach(() => holdSenders({}))

const verbs: Record<string, { may: readonly Role[]; away: 'yes' | 'missing'; attempt: (who: Somebody, sendingId: Id<'sending'>) => Promise<unknown> }> = {
  mine: { may: readers, away: 'yes', attempt: (who) => who.lists(listMine, {}) },
  unread: { may: readers, away: 'yes', attempt: (who) => who.asks(unread, {}) },
  markRead: { may: readers, away: 'yes', attempt: (who) => who.does(markRead, {}) },
  settings: { may: recipients, away: 'yes', attempt: (who) => who.asks(settings, {}) },
  choose: { may: recipients, away: 'yes', attempt: (who) => who.does(choose, { topic: 'offers', channel: 'sms', wanted: false }) },
  giveEmail: { may: recipients, away: 'yes', attempt: (who) => who.does(giveEmail, { email: 'a@mail.example' }) },
  confirmEmail: { may: recipients, away: 'yes', attempt: (who) => who.does(confirmEmail, { code: '123456' }) },
  dropEmail: { may: recipients, away: 'yes', attempt: (who) => who.does(dropEmail, {}) },
  sendings: { may: keepers, away: 'yes', attempt: (who) => who.lists(listSendings, {}) },
  letters: { may: ['talentOffice', 'windowClerk'], away: 'yes', attempt: (who) => who.asks(letters, {}) },
  caught: { may: office, away: 'yes', attempt: (who) => who.asks(caught, {}) },
  retry: { may: office, away: 'missing', attempt: (who, sendingId) => who.does(retry, { sendingId }) },
  postLetters: { may: office, away: 'yes', attempt: (who, sendingId) => who.does(postLetters, { sendingIds: [sendingId] }) },
}

const letterIn = async (world: World, placeCode: string): Promise<Id<'sending'>> => {
  const id = await world.person({ place: placeCode })
  await world.asSystem((db) => tell(db, decided, { to: { kind: 'person', id, placeCode }, key: id, params: { title: '甲项' }, link: '/my' }))
  const made = await world.asSystem((db) => db.selectFrom('kernel.messageSending').select('id').where('recipientId', '=', id).executeTakeFirstOrThrow())
  return made.id as Id<'sending'>
}

test('each verb answers each duty as its line says, here and in another county', async ({ world }) => {
  holdSenders({ email: catchingSender() })
  const here = await letterIn(world, '980101001')
  const away = await letterIn(world, '980104101')
  for (const role of everyRole) {
    for (const [name, { may, away: elsewhere, attempt }] of Object.entries(verbs)) {
      const who = await somebodyAs(world, role)
      const allowed = may.includes(role)
      expect([role, name, await answerOf(attempt(who, here))]).toEqual([role, name, allowed ? 'yes' : 'denied'])
      expect([role, name, 'away', await answerOf(attempt(who, away))]).toEqual([role, name, 'away', allowed ? elsewhere : 'denied'])
    }
  }
}, 120_000)
