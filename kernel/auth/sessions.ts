import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Tx } from '../db/database.ts'
import type { Actor } from '../org/actor.ts'
import { roles, type Role } from '../org/roles.ts'
import type { Id, PlainDate } from '../types.ts'
import type { Duty } from './contract.ts'
import { checkPassword } from './password.ts'

/** A session ends after half a day, or after two hours without use. */
const absoluteLimit = '12 hours'
const idleLimit = '2 hours'
/** So long a session counts as proved by the second factor. */
const steppedUpFor = '5 minutes'
/** Failed guesses allowed in a quarter of an hour: for one account from one source, and for one source over all accounts. */
const guesses = { perAccountAndSource: 8, perSource: 60 }

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

export interface Session {
  actor: Actor
  dutyId: Id<'duty'>
}

const isRole = (text: string): text is Role => text in roles

/**
 * The actor behind a token, or undefined when the session, the account or the duty is over. Every request asks this first, so it is one
 * statement with a plan of its own ready, and writes the time of use once a minute.
 */
export const sessionOf = async ({ pool }: Database, token: string, today: PlainDate): Promise<Session | undefined> => {
  const { rows: [row] } = await pool.query<SessionRow>({ name: 'session_of', text: 'select s.*, b.* from kernel.session_of($1, $2, $3, $4, $5) s cross join lateral kernel.deputising(s.duty_id, s.account_id, $2) b', values: [hashToken(token), today, absoluteLimit, idleLimit, steppedUpFor] })
  if (!row || !isRole(row.role)) return undefined
  return {
    dutyId: row.duty_id,
    actor: {
      accountId: row.account_id,
      name: row.behalf_name === null ? row.account_name : `${row.account_name}（代${row.behalf_name}）`,
      role: row.role,
      scope: row.place_code ?? undefined,
      department: row.department ?? undefined,
      personId: row.person_id ?? undefined,
      employerId: row.employer_id ?? undefined,
      steppedUp: row.stepped_up,
      hands: row.hands,
      ...(row.behalf_id === null ? {} : { behalf: { accountId: row.behalf_id, human: row.behalf_person ?? row.behalf_id } }),
    },
  }
}

interface SessionRow {
  account_id: Id<'account'>
  account_name: string
  person_id: Id<'person'> | null
  employer_id: Id<'employer'> | null
  duty_id: Id<'duty'>
  role: string
  place_code: string | null
  department: string | null
  stepped_up: boolean
  behalf_id: string | null
  behalf_name: string | null
  behalf_person: string | null
  hands: string[]
}

export const dutiesOf = (db: Tx, accountId: string, today: PlainDate): Promise<Duty[]> =>
  db
    .selectFrom('kernel.duty as d')
    .leftJoin('kernel.place as p', 'p.code', 'd.placeCode')
    .select(['d.id', 'd.role', 'd.title', 'd.placeCode', 'p.name as placeName', 'd.department'])
    .where('d.accountId', '=', accountId)
    .where(sql<boolean>`${today}::date between d.valid_from and coalesce(d.valid_to, 'infinity')`)
    .orderBy('d.id')
    .execute() as Promise<Duty[]>

/** Opens a session for the account's first duty; undefined when it has none today. */
export const openSession = async (db: Tx, accountId: string, today: PlainDate): Promise<string | undefined> => {
  const [duty] = await dutiesOf(db, accountId, today)
  if (!duty) return undefined
  const token = randomBytes(32).toString('base64url')
  await db.insertInto('kernel.session').values({ tokenHash: hashToken(token), accountId, dutyId: duty.id }).execute()
  return token
}

export const endSession = async (db: Tx, token: string): Promise<void> => {
  await db.updateTable('kernel.session').set({ endedAt: sql`now()` }).where('tokenHash', '=', hashToken(token)).where('endedAt', 'is', null).execute()
}

export const takeDuty = async (db: Tx, token: string, accountId: string, dutyId: string, today: PlainDate): Promise<boolean> => {
  const duties = await dutiesOf(db, accountId, today)
  if (!duties.some((duty) => duty.id === dutyId)) return false
  await db.updateTable('kernel.session').set({ dutyId, steppedUpAt: null }).where('tokenHash', '=', hashToken(token)).execute()
  return true
}

export type SignInResult = { token: string } | { failed: 'wrong' | 'tooMany' }

/**
 * Same answer and same time for an unknown account, a wrong password and a disabled account. Guessing is bounded per account
 * and source, so that a stranger cannot lock the owner out from elsewhere.
 */
export const signInWithPassword = async (database: Database, { login, password, source, today }: { login: string; password: string; source: string; today: PlainDate }): Promise<SignInResult> => {
  const { account, blocked } = await database.asSystem(today, async (db) => {
    const failures = await db
      .selectFrom('kernel.signInAttempt')
      .select([sql<number>`count(*) filter (where login = ${login})::int`.as('same'), sql<number>`count(*)::int`.as('all')])
      .where('source', '=', source)
      .where('succeeded', '=', false)
      .where(sql<boolean>`at > now() - interval '15 minutes'`)
      .executeTakeFirstOrThrow()
    const found = await db.selectFrom('kernel.account').select(['id', 'passwordHash']).where('login', '=', login).where('disabledAt', 'is', null).executeTakeFirst()
    return { account: found, blocked: failures.same >= guesses.perAccountAndSource || failures.all >= guesses.perSource }
  })
  if (blocked) return { failed: 'tooMany' }
  const right = await checkPassword(password, account?.passwordHash)
  return database.asSystem(today, async (db) => {
    await db.insertInto('kernel.signInAttempt').values({ login, source, succeeded: right }).execute()
    const token = right && account ? await openSession(db, account.id, today) : undefined
    return token ? { token } : { failed: 'wrong' }
  })
}
