import { staff } from '../../../kernel/org/roles.ts'
import type { Witness } from '../fingerprint.ts'
import type { Relation } from '../rows/catalog.ts'
import { mayRead } from '../rows/open.ts'
import type { RouteActor } from './ground.ts'

/** Whose a row is, as rows/catalog.ts has worked it out from its columns and from what it refers to. */
interface Owned {
  relation: string
  id: string
  place: string | null
  person: string | null
  employer: string | null
  account: string | null
}
export type Belonging = 'own' | 'above' | 'unowned' | 'open' | 'stranger'

/** Kinds of ids whose relation is not called after them. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  platform: ['registry.innovation_platform'],
  platformMember: ['registry.platform_person'],
  movement: ['registry.movement_report'],
  listing: ['registry.employer_list'],
}

const snake = (kind: string): string => kind.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const isStaff = (role: string): boolean => (staff as readonly string[]).includes(role)

/** All rows of the house that have an id, in memory, and to whom they belong for an actor. */
export class Owners {
  private readonly byId = new Map<string, Owned[]>()
  private readonly byRelation = new Map<string, Owned[]>()
  private readonly byName = new Map<string, string[]>()
  private readonly found = new Map<string, string[]>()
  private readonly known = new Map<RouteActor, ReadonlySet<string>>()

  static async load(witness: Witness, all: readonly Relation[]): Promise<Owners> {
    const owners = new Owners()
    for (const { name } of all.filter(({ kind, columns }) => kind === 'table' && columns.includes('id'))) {
      for (const row of await witness.run(`select '${name}' as relation, id, place, person::text, employer::text, account::text from matrix."${name}" where id ~ '^[0-9a-f]{8}-'`)) {
        const owned = row as unknown as Owned
        owners.byId.set(owned.id, [...(owners.byId.get(owned.id) ?? []), owned])
        const rows = owners.byRelation.get(name)
        if (rows) rows.push(owned)
        else owners.byRelation.set(name, [owned])
      }
    }
    for (const row of await witness.run('select id::text, name from registry.person')) owners.byName.set(String(row['name']), [...(owners.byName.get(String(row['name'])) ?? []), String(row['id'])])
    for (const row of await witness.run('select name from kernel.account')) owners.byName.delete(String(row['name']))
    return owners
  }

  relationsOf(kind: string): readonly string[] {
    return elsewhere[kind] ?? [...this.byRelation.keys()].filter((name) => name.split('.')[1] === snake(kind))
  }

  /** Ids of a kind that belong to an actor in this way, so many at most. */
  ids(actor: RouteActor, kind: string, belonging: Belonging, most = 3): string[] {
    const asked = `${actor.says}/${kind}/${belonging}/${most}`
    const before = this.found.get(asked)
    if (before) return before
    const found = this.look(actor, kind, belonging, most)
    this.found.set(asked, found)
    return found
  }

  private look(actor: RouteActor, kind: string, belonging: Belonging, most: number): string[] {
    const found: string[] = []
    for (const relation of this.relationsOf(kind)) {
      for (const row of this.byRelation.get(relation) ?? []) {
        if (found.length >= most) return found
        if (this.of(actor, row) === belonging && !(belonging === 'stranger' && this.knownTo(actor).has(row.id))) found.push(row.id)
      }
    }
    return found
  }

  exists(id: string): boolean {
    return this.byId.has(id)
  }

  /** Which id of an answer names a row that is a stranger's. */
  foreignIds(actor: RouteActor, text: string): string[] {
    const ids = new Set(text.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g))
    return [...ids].filter((id) => this.foreign(actor, id)).map((id) => `${this.byId.get(id)?.[0]?.relation} ${id}`)
  }

  /** Which word of an answer is the name of a person who is a stranger. */
  foreignNames(actor: RouteActor, words: readonly string[]): string[] {
    return words.filter((word) => {
      const people = this.byName.get(word)
      return people?.every((id) => this.foreign(actor, id)) === true
    })
  }

  private foreign(actor: RouteActor, id: string): boolean {
    const rows = this.byId.get(id)
    return rows !== undefined && !this.knownTo(actor).has(id) && rows.every((row) => this.of(actor, row) === 'stranger')
  }

  /** Whoever stands in a row of one's own is no stranger: the applicant from elsewhere in a case of one's own county. */
  private knownTo(actor: RouteActor): ReadonlySet<string> {
    const before = this.known.get(actor)
    if (before) return before
    const known = new Set<string>()
    for (const rows of this.byRelation.values()) {
      for (const row of rows) if (this.of(actor, row) === 'own') for (const id of [row.person, row.employer]) if (id) known.add(id)
    }
    this.known.set(actor, known)
    return known
  }

  private of(actor: RouteActor, row: Owned): Belonging {
    const asking = { role: actor.role, state: 'own' } as const
    const belonging = belongs(actor, row)
    return belonging === 'stranger' && mayRead(row.relation, asking) ? 'open' : belonging
  }
}

/** The same opinion as `classSql` of rows/actors.ts, over a row in memory. */
const belongs = ({ role, accountId, scope, personId, employerId, serves }: RouteActor, { place, person, employer, account }: Owned): 'own' | 'above' | 'unowned' | 'stranger' => {
  const somebodys = place !== null || person !== null || employer !== null || account !== null
  const other = somebodys ? 'stranger' : 'unowned'
  const mine = account !== null && account === accountId
  if (role === 'talent') return (personId !== undefined && person === personId) || (person === null && mine) ? 'own' : other
  if (role === 'employerClerk') return (employerId !== undefined && employer === employerId) || (employer === null && person === null && mine) ? 'own' : other
  if (role === 'specialist' && person !== null && person !== serves) return 'stranger'
  if (isStaff(role) && scope !== undefined) {
    if (place?.startsWith(scope) || (place === null && mine)) return 'own'
    if (place !== null && scope.startsWith(place)) return 'above'
    return other
  }
  return mine ? 'own' : other
}
