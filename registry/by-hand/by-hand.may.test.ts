import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import type { Role } from '../../kernel/org/roles.ts'
import type { Id } from '../../kernel/types.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { test, type Somebody } from '../../test/world.ts'
import { amendRecord, enterers, enterRecord, getRecord, listUnverified, verifiers, verifyRecord, withdrawRecord } from './contract.ts'

const entry = { kind: 'contest', name: '青屿市职业技能大赛', edition: null, level: '市级', award: '一等奖', rank: null, heldOn: null } as const
const told = { source: '获奖证书', asOf: plainDate('2026-06-01') }

describe('records entered by hand, by duty', () => {
  test('each verb answers each duty as its line says; a person of another county is missing for all', async ({ world }) => {
    const enter = async (place: string, code: string) => {
      const personId = await world.person({ place })
      return { personId, recordId: (await (await world.staff('windowClerk', code)).does(enterRecord, { personId, entry, ...told })).recordId }
    }
    const here = await enter('980101001', '980101')
    const there = await enter('980104101', '980104')
    type At = { personId: Id<'person'>; recordId: Id<'record'> }
    const verbs: { name: string; may: readonly Role[]; attempt: (who: Somebody, at: At) => Promise<unknown> }[] = [
      { name: 'enter', may: enterers, attempt: (who, { personId }) => who.does(enterRecord, { personId, entry, ...told }) },
      { name: 'unverified', may: verifiers, attempt: (who) => who.lists(listUnverified, {}) },
      { name: 'record', may: [...enterers, 'employerClerk'], attempt: (who, { recordId }) => who.asks(getRecord, { kind: 'contest', recordId }) },
      { name: 'amend', may: enterers, attempt: (who, { recordId }) => who.does(amendRecord, { recordId, entry, ...told, reason: '改正登记' }) },
      { name: 'verify', may: verifiers, attempt: (who, { recordId }) => who.does(verifyRecord, { kind: 'contest', recordId, document: '获奖证书' }) },
      { name: 'withdraw', may: enterers, attempt: (who, { recordId }) => who.does(withdrawRecord, { kind: 'contest', recordId, reason: '撤回登记' }) },
    ]
    for (const role of everyRole) {
      const who = await somebodyAs(world, role)
      const stranger = role === 'talent' || role === 'employerClerk'
      for (const { name, may, attempt } of verbs) {
        const allowed = may.includes(role)
        expect([role, name, await answerOf(attempt(who, here))]).toEqual([role, name, !allowed ? 'denied' : stranger ? 'missing' : 'yes'])
        // A list shows less, it misses nothing.
        expect([role, name, 'away', await answerOf(attempt(who, there))]).toEqual([role, name, 'away', !allowed ? 'denied' : name === 'unverified' ? 'yes' : 'missing'])
      }
    }
  })
})
