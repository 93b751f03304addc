import { roles, type Role } from '../kernel/org/roles.ts'
import { Said, type Somebody, type World } from './world.ts'

/** What the tables of permission (duty × verb × place) have in common. */

export type Answer = 'yes' | 'denied' | 'missing'
export const everyRole = Object.keys(roles) as Role[]

/** A declared refusal of the procedure comes after permission, so it counts as yes. */
export const answerOf = async (attempt: Promise<unknown>): Promise<Answer> => {
  try {
    await attempt
    return 'yes'
  } catch (error) {
    if (!(error instanceof Said)) throw error
    if (error.kind === 'refused') return 'yes'
    if (error.kind === 'denied' || error.kind === 'missing') return error.kind
    throw error
  }
}

/** Somebody in this role who has nothing to do with the subject: a stranger, or an officer of this place and, where it matters, department. */
export const somebodyAs = async (world: World, role: Role, { place = '980101', department }: { place?: string; department?: string } = {}): Promise<Somebody> => {
  if (role === 'talent') return world.talent({ name: '旁人' })
  if (role === 'employerClerk') return world.clerkOf(await world.employer({ name: '另一家单位' }))
  if (role.endsWith('Officer') && role !== 'trainingOfficer') return world.signIn(role)
  return world.staff(role, place, department)
}
