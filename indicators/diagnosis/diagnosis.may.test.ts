import { expect } from 'vitest'
import { roles, staff, type Role } from '../../kernel/org/roles.ts'
import { Said, test, type Somebody, type World } from '../../test/world.ts'
import { askDiagnosis } from './contract.ts'

/** Who may read the diagnosis: each duty, in the city and in a county, for his own place and for another. */
const answerOf = async (who: Somebody, place?: string): Promise<string> => {
  try {
    await who.asks(askDiagnosis, place ? { place } : {})
    return 'yes'
  } catch (error) {
    if (!(error instanceof Said)) throw error
    return error.kind
  }
}

const somebodyAs = async (world: World, role: Role): Promise<Somebody> => {
  if (role === 'talent') return world.talent()
  if (role === 'employerClerk') return world.clerkOf(await world.employer())
  if (role === 'systemOfficer' || role === 'securityOfficer' || role === 'auditOfficer') return world.signIn(role)
  return world.staff(role, '980104')
}

test('every office reads the problems of its own place, and nobody else does', async ({ world }) => {
  for (const role of Object.keys(roles) as Role[]) {
    const who = await somebodyAs(world, role)
    const may = staff.some((one) => one === role)
    expect([role, await answerOf(who)]).toEqual([role, may ? 'yes' : 'denied'])
    if (may) expect([role, await answerOf(who, '980101')]).toEqual([role, 'missing'])
  }
}, 120_000)
