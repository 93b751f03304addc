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

/** The actor behind a token, or undefined when the session, the account or the duty is over. */
export const sessionOf = async (database: Database, token: string, today: PlainDate): Promise<Session | undefined> => {
  const row = await database.asSystem(today, (db) =>
    db
      .updateTable('kernel.session as s')
      .from('kernel.account as a')
      .innerJoin('kernel.duty as d', 'd.accountId', 'a.id')
      .set({ seenAt: sql`now()` })
      .whereRef('a.id', '=', 's.accountId')
      .whereRef('d.id', '=', 's.dutyId')
      .where('s.tokenHash', '=', hashToken(token))
      .where('s.endedAt', 'is', null)
      .where('a.disabledAt', 'is', null)
      .where(sql<boolean>`s.created_at > now() - ${absoluteLimit}::interval and s.seen_at > now() - ${idleLimit}::interval`)
      .where(sql<boolean>`${today}::date between d.valid_from and coalesce(d.valid_to, 'infinity')`)
      .returning(['a.id', 'a.name', 'a.personId', 'a.employerId', 'd.id as dutyId', 'd.role', 'd.placeCode', 'd.department', sql<boolean>`coalesce(s.stepped_up_at > now() - ${steppedUpFor}::interval, false)`.as('steppedUp')])
      .executeTakeFirst(),
  )
  if (!row || !isRole(row.role)) return undefined
  return {
    dutyId: row.dutyId as Id<'duty'>,
    actor: {
      accountId: row.id as Id<'account'>,
      name: row.name,
      role: row.role,
      scope: row.placeCode ?? undefined,
      department: row.department ?? undefined,
      personId: (row.personId ?? undefined) as Id<'person'> | undefined,
      employerId: (row.employerId ?? undefined) as Id<'employer'> | undefined,
      steppedUp: row.steppedUp,
    },
  }
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
