import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { roles, staff, type Role } from '../../kernel/org/roles.ts'
import type { Id } from '../../kernel/types.ts'
import { Said, test, type Somebody, type World } from '../../test/world.ts'
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
    for (const role of Object.keys(roles) as Role[]) {
      const who = await somebodyAs(world, role)
      for (const verb of verbs) {
        expect([role, verb.name, await answerOf(verb.attempt(who, movementId))]).toEqual([role, verb.name, verb.may.includes(role) ? 'yes' : 'denied'])
        expect([role, verb.name, 'away', await answerOf(verb.attempt(who, away))]).toEqual([role, verb.name, 'away', verb.may.includes(role) ? verb.away : 'denied'])
      }
    }
    expect((await there.clerk.lists(listMovements, {})).rows.map(({ id }) => id)).toEqual([away])
  })
})

const answerOf = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt
    return 'yes'
  } catch (error) {
    if (!(error instanceof Said)) throw error
    return error.kind === 'refused' ? 'yes' : error.kind
  }
}

const somebodyAs = async (world: World, role: Role): Promise<Somebody> => {
  if (role === 'talent') return world.talent({ name: '旁人' })
  if (role === 'employerClerk') return world.clerkOf(await world.employer({ name: '旁的单位' }))
  if (role === 'systemOfficer' || role === 'securityOfficer' || role === 'auditOfficer') return world.signIn(role)
  return world.staff(role, '980101')
}
