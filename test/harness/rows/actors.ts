import { roles, staff, type Role } from '../../../kernel/org/roles.ts'
import type { Corner } from './fill.ts'

/** Who asks, and in which state the settings of his transaction are. */

export const states = ['own', 'other', 'emptied', 'never set', 'malformed'] as const
export type ScopeState = (typeof states)[number]

export interface Asking {
  role: Role | 'public'
  state: ScopeState
  /** As kernel/db/database.ts sets them; undefined: a connection on which nothing was ever set. */
  settings: Readonly<Record<string, string>> | undefined
  /** By what a row is his own; nothing is nobody's. */
  kind: 'talent' | 'employerClerk' | 'specialist' | 'staff' | 'account' | 'nobody'
  here: Corner | undefined
  /** A stranger's corner, to which a row of his own would be given. */
  there: Corner | undefined
}

export const askings = (own: Corner, other: Corner): Asking[] =>
  [...Object.keys(roles), 'public'].flatMap((name) => {
    const role = name as Role | 'public'
    return states.map((state): Asking => {
      const nobody = { role, state, kind: 'nobody', here: undefined, there: undefined } as const
      if (state === 'never set') return { ...nobody, settings: undefined }
      if (state === 'emptied') return { ...nobody, settings: { ...empty, role } }
      if (state === 'malformed') return { ...nobody, settings: { ...empty, role, ...nonsense(role) } }
      const [here, there] = state === 'own' ? [own, other] : [other, own]
      return { role, state, kind: kindOf(role), here, there, settings: { ...empty, actor: role === 'public' ? '' : here.account, role, ...reachOf(role, here) } }
    })
  })

const empty = { actor: '', role: '', scope: '', department: '', person: '', employer: '', grade: '' }

/** What a fault of the house could leave in a setting: no code of a place, no identifier, no role. One at a time, so that none hides behind the error that another brings about. */
const nonsense = (role: Role | 'public'): Readonly<Record<string, string>> => {
  if (role === 'talent') return { person: 'x' }
  if (role === 'employerClerk') return { employer: 'x' }
  if (role === 'public') return { role: 'reviewer ' }
  return isStaff(role) ? { scope: '%' } : { actor: 'x' }
}

const isStaff = (role: string): boolean => (staff as readonly string[]).includes(role)

const kindOf = (role: Role | 'public'): Asking['kind'] => {
  if (role === 'talent' || role === 'employerClerk' || role === 'specialist') return role
  if (role === 'public') return 'nobody'
  return isStaff(role) ? 'staff' : 'account'
}

const reachOf = (role: Role | 'public', here: Corner): Readonly<Record<string, string>> => {
  if (role === 'talent') return { person: here.person }
  if (role === 'employerClerk') return { employer: here.employer, grade: 'clerk' }
  return isStaff(role) ? { scope: scopeOf(here), department: 'hr' } : {}
}

const scopeOf = ({ town }: Corner): string => town.slice(0, 6)

/** The actors as the database is told of them. */
export const askerTable = `
  create table matrix.asker (asking integer primary key, settings jsonb, kind text not null, account uuid, person uuid, employer uuid, scope text, away_person uuid, away_employer uuid, away_place text);
  grant select on matrix.asker to juying_app`

export const askerRow = ({ settings, kind, here, there }: Asking, asking: number): Record<string, unknown> => ({
  asking,
  settings,
  kind,
  ...(kind === 'nobody' ? {} : { account: here?.account, person: here?.person, employer: here?.employer, scope: here && scopeOf(here) }),
  ...(kind === 'talent' ? { away_person: there?.person } : {}),
  ...(kind === 'employerClerk' ? { away_employer: there?.employer } : {}),
  ...(kind === 'staff' || kind === 'specialist' ? { away_place: there?.town } : {}),
})

export const awayColumns = [
  { column: 'person_id', value: '_me.away_person' },
  { column: 'employer_id', value: '_me.away_employer' },
  { column: 'place_code', value: '_me.away_place' },
] as const

const mine = 'o.account = _me.account'
/** A person's row or an employer's is a stranger's where it says whose it is, and it is not his. */
const ofSomebody = 'coalesce(o.person::text, o.employer::text, o.account::text, o.place)'

/**
 * SQL over o (place, person, employer, account) and _me: own, above, unowned or stranger. A specialist serves the person of his corner and nobody else; what is
 * nobody's in person he reads as his colleagues do. Nothing is his own whose settings say nothing.
 */
export const classSql = `case
  when _me.kind = 'talent' then case when o.person = _me.person or (o.person is null and ${mine}) then 'own' when ${ofSomebody} is null then 'unowned' else 'stranger' end
  when _me.kind = 'employerClerk' then case when o.employer = _me.employer or (o.employer is null and o.person is null and ${mine}) then 'own' when ${ofSomebody} is null then 'unowned' else 'stranger' end
  when _me.kind in ('staff', 'specialist') then case when _me.kind = 'specialist' and o.person <> _me.person then 'stranger'
    when starts_with(o.place, _me.scope) or (o.place is null and ${mine}) then 'own' when starts_with(_me.scope, o.place) then 'above'
    when o.place is not null or o.account is not null or o.person is not null then 'stranger' else 'unowned' end
  when _me.kind = 'account' and ${mine} then 'own'
  when ${ofSomebody} is null then 'unowned' else 'stranger' end`
