import type { Id } from '../types.ts'
import type { Grade, Role } from './roles.ts'

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
  /** What he may in his employer's team; without it a clerk of an employer only sees. */
  grade?: Grade | undefined
  /** He proved himself once more, by his second factor, within the last minutes. */
  steppedUp?: boolean
  /** For whom he acts, when the duty is somebody else's that he deputises for; his name then names both. */
  behalf?: { accountId: string; human: string }
  /** Accounts and persons whose hands count as his: whom he deputises for, and who deputises for him. */
  hands?: readonly string[]
}

const nobody = { accountId: undefined, scope: undefined, department: undefined, personId: undefined, employerId: undefined }

export const systemActor: Actor = { ...nobody, name: '系统', role: 'system' }
export const publicActor: Actor = { ...nobody, name: '未登录', role: 'public' }

/** He acts for an employer and may do nothing there but look; the database says so as well (0410_clerk_grade.sql). */
export const onlySees = ({ role, grade }: Pick<Actor, 'role' | 'grade'>): boolean => role === 'employerClerk' && grade !== 'administrator' && grade !== 'clerk'

/** The human whose work it is, as far as the house knows him: one person with two accounts is one person, and a deputy does the work of whom he deputises for. */
export const humanOf = (actor: Actor): string | null => actor.behalf?.human ?? actor.personId ?? actor.accountId ?? null

/** Whether this account or person is the actor, or so bound to him that he cannot check its work. Nobody is nobody's hand. */
export const isHandOf = (actor: Pick<Actor, 'accountId' | 'personId' | 'behalf' | 'hands'>, id: string | null | undefined): boolean =>
  id != null && (id === actor.accountId || id === actor.personId || id === actor.behalf?.accountId || id === actor.behalf?.human || (actor.hands?.includes(id) ?? false))
