import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { staff, type Role } from '../../kernel/org/roles.ts'
import type { Id } from '../../kernel/types.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { test, type Somebody } from '../../test/world.ts'
import { reporting } from '../../test/movements.ts'
import { declineMovement, listMovements, movementCheckers, reportDeparture, reportIntroduction, verifyMovement } from './contract.ts'

const day = plainDate

describe('arrivals and leavings by duty', () => {
  test('each verb answers each duty as its line says; another county does not see the report', async ({ world }) => {
    const here = await reporting(world)
    const there = await reporting(world, '980104101')
    const { movementId } = await here.clerk.does(reportIntroduction, here.arrival)
    const away = (await there.clerk.does(reportIntroduction, there.arrival)).movementId
    const verbs: { name: string; may: readonly Role[]; away: string; attempt: (who: Somebody, movementId: Id<'movement'>) => Promise<unknown> }[] = [
      { name: 'list', may: [...staff, 'employerClerk'], away: 'yes', attempt: (who) => who.lists(listMovements, {}) },
      { name: 'introduction', may: ['employerClerk'], away: 'yes', attempt: (who) => who.does(reportIntroduction, here.arrival) },
      { name: 'departure', may: ['employerClerk'], away: 'yes', attempt: (who) => who.does(reportDeparture, { personId: here.personId, happenedOn: day('2026-05-31'), reason: '升学' }) },
      { name: 'verify', may: movementCheckers, away: 'missing', attempt: (who, id) => who.does(verifyMovement, { movementId: id }) },
      { name: 'decline', may: movementCheckers, away: 'missing', attempt: (who, id) => who.does(declineMovement, { movementId: id, note: '材料不全' }) },
    ]
    for (const role of everyRole) {
      const who = await somebodyAs(world, role)
      for (const verb of verbs) {
        expect([role, verb.name, await answerOf(verb.attempt(who, movementId))]).toEqual([role, verb.name, verb.may.includes(role) ? 'yes' : 'denied'])
        expect([role, verb.name, 'away', await answerOf(verb.attempt(who, away))]).toEqual([role, verb.name, 'away', verb.may.includes(role) ? verb.away : 'denied'])
      }
    }
    expect((await there.clerk.lists(listMovements, {})).rows.map(({ id }) => id)).toEqual([away])
  })
})
