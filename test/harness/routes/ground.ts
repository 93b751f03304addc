import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { loadCity } from '../../../city/load.ts'
import { exampleFund } from '../../../fund/example.ts'
import { sessionCookie } from '../../../kernel/auth/routes.ts'
import { openSession } from '../../../kernel/auth/sessions.ts'
import { plainDate } from '../../../kernel/calendar/plain-date.ts'
import { openDatabase, type Database, type Tx } from '../../../kernel/db/database.ts'
import type { DatabaseAddress } from '../../../kernel/db/roles.ts'
import type { Handler } from '../../../kernel/implement.ts'
import { roles, staff, type Role } from '../../../kernel/org/roles.ts'
import { houseSealer } from '../../../kernel/seal/seal.ts'
import { installLibrary } from '../../../measures/install.ts'
import { assignPerson, keepSpecialist } from '../../../modules/service/assign-store.ts'
import { createDemoAccounts } from '../../../scripts/demo-accounts.ts'
import { ensureExampleYear } from '../../../scripts/example-year.ts'
import { createApp, type StreamRoutes } from '../../../server/app.ts'
import { handlers, streams } from '../../../server/modules.ts'
import { ofEmployer } from '../../people.ts'
import { FaultLog } from '../faults.ts'
import { Witness } from '../fingerprint.ts'
import { layOwners, relations } from '../rows/catalog.ts'
import { thin } from '../rows/fill.ts'
import { Owners } from './owners.ts'

/** The example city with a year of cases, and in two of its counties one of every role, with sessions over HTTP. */

export const today = plainDate('2026-11-20')
const root = join(import.meta.dirname, '../../..')
export const counties = ['980101', '980104'] as const

export interface RouteActor {
  says: string
  role: Role | 'public'
  cookie: string
  accountId?: string
  scope?: string
  personId?: string
  employerId?: string
  /** The one person whose specialist he is. */
  serves?: string
  /** Somebody whose affairs are not his: what a planted field names. */
  away: { place: string; person: string; employer: string }
}

export interface Ground {
  database: Database
  owners: Owners
  actors: readonly RouteActor[]
  faults: FaultLog
  appOf: (own?: readonly Handler[], more?: readonly StreamRoutes[]) => Promise<FastifyInstance>
}

export const layGround = async (address: DatabaseAddress, witness: Witness, wanted: (actor: { county: string | undefined }) => boolean = () => true): Promise<Ground> => {
  await loadCity({ address, sealer: houseSealer(), today, people: 1000, employers: 50 })
  const database = openDatabase(address)
  await database.asSystem(today, async (db) => {
    await installLibrary(db, join(root, 'policies/qingyu'))
    await exampleFund(db, { today })
  })
  await createDemoAccounts(database, today)
  await ensureExampleYear(database, { today, cases: 4 })
  const all = await relations(witness)
  await thin(witness, all)
  const corners = await Promise.all(counties.map(async (county) => ({ county, person: await someone(witness, 'person', county), employer: await someone(witness, 'employer', county) })))
  const actors: RouteActor[] = []
  for (const [at, corner] of corners.entries()) {
    if (!wanted(corner)) continue
    const other = corners[1 - at] ?? corner
    for (const role of Object.keys(roles) as Role[]) actors.push(await signIn(database, role, corner.county, corner, other))
  }
  const [here, there] = corners
  if (!here || !there) throw new Error('two counties are needed')
  for (const role of ['talentOffice', 'financeMaker', 'financeChecker', 'leader'] as const) actors.push(await signIn(database, role, '9801', here, there))
  const away = { place: there.county, person: there.person, employer: there.employer }
  const ended = await signIn(database, 'talentOffice', '9801', here, there)
  await witness.run(`update kernel.session set created_at = now() - interval '13 hours', seen_at = now() - interval '13 hours' where account_id = '${ended.accountId ?? ''}'`)
  actors.push({ says: 'public', role: 'public', cookie: '', away }, { says: 'an expired session', role: 'public', cookie: ended.cookie, away })
  await layOwners(witness, all)
  const owners = await Owners.load(witness, all)
  const faults = new FaultLog()
  const appOf = (own: readonly Handler[] = handlers, more: readonly StreamRoutes[] = []) =>
    createApp({ database, handlers: own, streams: [...streams, ...more], today: () => today, demo: true, logger: faults.logger })
  return { database, owners, actors, faults, appOf }
}

/** Somebody of a county about whom there is something to read: with a case, if there is one. */
const someone = async (witness: Witness, kind: 'person' | 'employer', county: string): Promise<string> => {
  const column = kind === 'person' ? 'p.id' : 'p.employer_id'
  const [row] = await witness.run(kind === 'person'
    ? `select ${column}::text as id from registry.person p left join cases."case" c on c.person_id = p.id where starts_with(p.place_code, '${county}') order by c.id is null, p.number limit 1`
    : `select e.id::text as id from registry.employer e where starts_with(e.place_code, '${county}') order by (select count(*) from registry.employment m where m.employer_id = e.id) desc limit 1`)
  if (!row) throw new Error(`nobody lives in ${county}`)
  return String(row['id'])
}

/** Somebody whose session was ended by what was sent goes on with a new one, under a new account if his own was closed. */
export const resume = async ({ database }: Ground, actor: RouteActor): Promise<void> => {
  const { personId, employerId, role, scope, away } = actor
  if (role === 'public') return
  const own = { county: scope ?? '980101', person: personId ?? away.person, employer: employerId ?? away.employer }
  const { cookie, accountId } = await signIn(database, role, scope ?? '980101', own, { county: away.place, person: away.person, employer: away.employer })
  Object.assign(actor, { cookie, accountId })
}

type Corner = { county: string; person: string; employer: string }

const signIn = (database: Database, role: Role, place: string, own: Corner, other: Corner): Promise<RouteActor> =>
  database.asSystem(today, async (db) => {
    const personId = role === 'talent' ? own.person : undefined
    const employerId = role === 'employerClerk' ? own.employer : undefined
    const scope = (staff as readonly string[]).includes(role) ? place : undefined
    const { id } = await db.insertInto('kernel.account').values({ login: `hand-${randomUUID()}`, name: `同事${role}${place}`, personId: personId ?? null, employerId: employerId ?? null, demo: true }).returning('id').executeTakeFirstOrThrow()
    await db.insertInto('kernel.duty').values({ accountId: id, role, title: role, placeCode: scope ?? null, department: scope === undefined ? null : 'hr', ...ofEmployer(role, employerId) }).execute()
    if (role === 'specialist') await serve(db, id, own)
    const token = (await openSession(db, id, today)) ?? ''
    await db.updateTable('kernel.session').set({ steppedUpAt: sql<string>`now() + interval '1 day'`, factor: 'totp', factorAt: sql<string>`now()` }).where('accountId', '=', id).execute()
    return {
      says: `${role} of ${place}`, role, cookie: `${sessionCookie}=${token}`, accountId: id, ...(scope ? { scope } : {}), ...(personId ? { personId } : {}), ...(employerId ? { employerId } : {}), ...(role === 'specialist' ? { serves: own.person } : {}),
      away: { place: other.county, person: other.person, employer: other.employer },
    }
  })

/** The specialist of somebody of his county, from today. */
const serve = async (db: Tx, accountId: string, { person, county }: Corner): Promise<void> => {
  await keepSpecialist(db, { accountId, name: '同事专员', placeCode: county, officePhone: '0100-8000000', most: 9, keptBy: accountId })
  const { placeCode } = await db.selectFrom('registry.person').select('placeCode').where('id', '=', person).executeTakeFirstOrThrow()
  await assignPerson(db, { personId: person, placeCode, specialistId: accountId, how: 'byHand', assignedBy: accountId, today, because: '换一位专员' })
}
