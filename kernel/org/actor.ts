import type { Id } from '../types.ts'
import type { Role } from './roles.ts'

/** Who acts, in the one duty that he has taken up for this session. */
export interface Actor {
  accountId: Id<'account'> | undefined
  name: string
  /** `system` is the house itself (jobs, generator); `public` has not signed in. */
  role: Role | 'system' | 'public'
  /** Place-code prefix that the duty covers; undefined for a person, an employer, an officer. */
  scope: string | undefined
  department: string | undefined
  personId: Id<'person'> | undefined
  employerId: Id<'employer'> | undefined
  /** He proved himself once more, by his second factor, within the last minutes. */
  steppedUp?: boolean
}

const nobody = { accountId: undefined, scope: undefined, department: undefined, personId: undefined, employerId: undefined }

export const systemActor: Actor = { ...nobody, name: '系统', role: 'system' }
export const publicActor: Actor = { ...nobody, name: '未登录', role: 'public' }

/** The human behind the account, as far as the house knows him: one person with two accounts is one person. */
export const humanOf = (actor: Actor): string | null => actor.personId ?? actor.accountId ?? null
