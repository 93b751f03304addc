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
  /** SQL over o (place, person, employer, account): own, above, unowned or stranger. */
  classOf: string
  /** Columns by which a row of his own would be given away, with a stranger's value. */
  away: Readonly<Record<string, string>>
}

/** Nothing is his own whose settings say nothing. */
const nobody = `case when coalesce(o.place, o.person::text, o.employer::text, o.account::text) is null then 'unowned' else 'stranger' end`

export const askings = (own: Corner, other: Corner): Asking[] =>
  [...Object.keys(roles), 'public'].flatMap((name) => {
    const role = name as Role | 'public'
    return states.flatMap((state): Asking[] => {
      if (state === 'own' || state === 'other') {
        const [here, there] = state === 'own' ? [own, other] : [other, own]
        return [{ role, state, ...actorIn(role, here, there) }]
      }
      const settings = state === 'never set' ? undefined : { ...empty, role, ...(state === 'malformed' ? nonsense(role) : {}) }
      return [{ role, state, settings, classOf: nobody, away: {} }]
    })
  })

const empty = { actor: '', role: '', scope: '', department: '', person: '', employer: '', grade: '' }

/** What a fault of the house could leave in a setting: no code of a place, no identifier, no role. One at a time, so that none hides behind the error that another brings about. */
const nonsense = (role: Role | 'public'): Readonly<Record<string, string>> => {
  if (role === 'talent') return { person: 'x' }
  if (role === 'employerClerk') return { employer: 'x' }
  if (role === 'public') return { role: 'reviewer ' }
  return (staff as readonly string[]).includes(role) ? { scope: '%' } : { actor: 'x' }
}

const actorIn = (role: Role | 'public', here: Corner, there: Corner): Pick<Asking, 'settings' | 'classOf' | 'away'> => {
  const base = { ...empty, actor: role === 'public' ? '' : here.account, role }
  const mine = `o.account = '${here.account}'`
  if (role === 'talent') {
    return {
      settings: { ...base, person: here.person },
      classOf: `case when o.person = '${here.person}' or (o.person is null and ${mine}) then 'own' when coalesce(o.person::text, o.employer::text, o.account::text, o.place) is null then 'unowned' else 'stranger' end`,
      away: { person_id: there.person },
    }
  }
  if (role === 'employerClerk') {
    return {
      settings: { ...base, employer: here.employer, grade: 'clerk' },
      classOf: `case when o.employer = '${here.employer}' or (o.employer is null and o.person is null and ${mine}) then 'own' when coalesce(o.person::text, o.employer::text, o.account::text, o.place) is null then 'unowned' else 'stranger' end`,
      away: { employer_id: there.employer },
    }
  }
  if ((staff as readonly string[]).includes(role)) {
    const scope = here.town.slice(0, 6)
    // A specialist serves the person of his corner and nobody else; what is nobody's in person he reads as his colleagues do.
    const others = role === 'specialist' ? `when o.person <> '${here.person}' then 'stranger' ` : ''
    return {
      settings: { ...base, scope, department: 'hr' },
      classOf: `case ${others}when starts_with(o.place, '${scope}') or (o.place is null and ${mine}) then 'own' when starts_with('${scope}', o.place) then 'above' when o.place is not null or o.account is not null or o.person is not null then 'stranger' else 'unowned' end`,
      away: { place_code: there.town },
    }
  }
  return { settings: base, classOf: role === 'public' ? nobody : `case when ${mine} then 'own' else ${nobody} end`, away: {} }
}
