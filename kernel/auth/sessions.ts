import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Tx } from '../db/database.ts'
import type { Actor } from '../org/actor.ts'
import { grades, roles, twoFactorRoles, type Grade, type Role } from '../org/roles.ts'
import type { Id, PlainDate } from '../types.ts'
import type { Caller } from './caller.ts'
import type { Duty } from './contract.ts'
import { hashToken } from './cookies.ts'

/** A session ends after half a day, or after two hours without use. */
const absoluteLimit = '12 hours'
const idleLimit = '2 hours'
/** So long a session counts as proved by the second factor. */
const steppedUpFor = '5 minutes'

export interface Session {
  id: string
  actor: Actor
  dutyId: Id<'duty'>
  /** The second factor is still owed: nothing but the door is open to it. */
  pending: boolean
}

const isRole = (text: string): text is Role => text in roles
const isGrade = (text: string): text is Grade => text in grades

/**
 * The actor behind a token, or undefined when the session, the account or the duty is over. Every request asks this first, so it is one
 * statement with a plan of its own ready, and writes the time of use once a minute.
 */
export const sessionOf = async ({ pool }: Database, token: string, today: PlainDate, demo: boolean): Promise<Session | undefined> => {
  const { rows: [row] } = await pool.query<SessionRow>({ name: 'session_of', text: 'select s.*, b.* from kernel.session_of($1, $2, $3, $4, $5, $6, $7) s cross join lateral kernel.deputising(s.duty_id, s.account_id, $2) b', values: [hashToken(token), today, absoluteLimit, idleLimit, steppedUpFor, twoFactorRoles, demo] })
  if (!row || !isRole(row.role)) return undefined
  return {
    id: row.session_id,
    dutyId: row.duty_id,
    pending: row.pending,
    actor: {
      accountId: row.account_id,
      name: row.behalf_name === null ? row.account_name : `${row.account_name}（代${row.behalf_name}）`,
      role: row.role,
      scope: row.place_code ?? undefined,
      department: row.department ?? undefined,
      personId: row.person_id ?? undefined,
      employerId: row.employer_id ?? undefined,
      ...(row.grade !== null && isGrade(row.grade) ? { grade: row.grade } : {}),
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
  grade: string | null
  place_code: string | null
  department: string | null
  stepped_up: boolean
  session_id: string
  pending: boolean
  behalf_id: string | null
  behalf_name: string | null
  behalf_person: string | null
  hands: string[]
}

export const dutiesOf = (db: Tx, accountId: string, today: PlainDate): Promise<Duty[]> =>
  db
    .selectFrom('kernel.duty as d')
    .leftJoin('kernel.place as p', 'p.code', 'd.placeCode')
    .select(['d.id', 'd.role', 'd.title', 'd.placeCode', 'p.name as placeName', 'd.department', 'd.grade'])
    .where('d.accountId', '=', accountId)
    .where(sql<boolean>`${today}::date between d.valid_from and coalesce(d.valid_to, 'infinity')`)
    .orderBy('d.id')
    .execute() as Promise<Duty[]>

/** How a session began. `demo` frees a demo account of the second factor, in a demo house alone; any other account still owes it. */
export interface Opening {
  way: 'demo' | 'password' | 'phone' | 'passkey' | 'oidc'
  /** The second factor that came with it. */
  factor?: 'passkey' | 'oidc'
  caller?: Caller
  oidcSid?: string
}

/** Whether the account has a second factor: a confirmed secret, or a passkey. */
export const hasSecondFactor = async (db: Tx, accountId: string): Promise<boolean> => {
  const { rows: [row] } = await sql<{ has: boolean }>`
    select exists (select from kernel.second_factor where account_id = ${accountId} and confirmed_at is not null)
      or exists (select from kernel.passkey where account_id = ${accountId} and removed_at is null) as has`.execute(db)
  return row?.has ?? false
}

/** Opens a session for the account's first duty; undefined when it has none today. As the system. */
export const openSession = async (db: Tx, accountId: string, today: PlainDate, { way, factor, caller, oidcSid }: Opening = { way: 'demo' }): Promise<string | undefined> => {
  const [duty] = await dutiesOf(db, accountId, today)
  if (!duty) return undefined
  const token = randomBytes(32).toString('base64url')
  const now = sql<string>`now()`
  await db
    .insertInto('kernel.session')
    .values({
      tokenHash: hashToken(token), accountId, dutyId: duty.id, way, factor: factor ?? null, factorAt: factor ? now : null, asksFactor: way !== 'demo' && (await hasSecondFactor(db, accountId)),
      // A passkey is both factors at once and has just been used.
      steppedUpAt: factor === 'passkey' ? now : null, device: caller?.device ?? '', place: caller?.place ?? '', oidcSid: oidcSid ?? null,
    })
    .execute()
  return token
}

export const endSession = async (db: Tx, token: string): Promise<void> => {
  await db.updateTable('kernel.session').set({ endedAt: sql`now()`, endedBecause: '本人退出' }).where('tokenHash', '=', hashToken(token)).where('endedAt', 'is', null).execute()
}

/** Ends the sessions of an account, all or all but one; returns how many there were. As the system. */
export const endSessions = async (db: Tx, accountId: string, because: string, { but, only }: { but?: string; only?: string } = {}): Promise<number> => {
  const ended = await db
    .updateTable('kernel.session')
    .set({ endedAt: sql`now()`, endedBecause: because })
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .$if(but !== undefined, (query) => query.where('id', '<>', but ?? ''))
    .$if(only !== undefined, (query) => query.where('id', '=', only ?? ''))
    .executeTakeFirst()
  return Number(ended.numUpdatedRows)
}

export type FactorUsed = 'totp' | 'passkey' | 'recovery'

/**
 * A new token for a session that has just proved itself: who had learnt the old one is left behind. Requests under way may still bring
 * the old one for some seconds; it is not stepped up. `because`: the factor used; `enrolled` satisfies sign-in without stepping up.
 */
export const renewSession = async (db: Tx, token: string, { factor, stepsUp }: { factor: FactorUsed; stepsUp: boolean }): Promise<string> => {
  const next = randomBytes(32).toString('base64url')
  await db
    .updateTable('kernel.session')
    .set({ tokenHash: hashToken(next), previousHash: hashToken(token), rotatedAt: sql<string>`now()`, factor, factorAt: sql<string>`now()`, ...(stepsUp ? { steppedUpAt: sql<string>`now()` } : {}) })
    .where('tokenHash', '=', hashToken(token))
    .execute()
  return next
}

/** Marks a session as stepped up without renewing it; for the tests' people, who come with their second factor in hand. */
export const markSteppedUp = async (db: Tx, token: string): Promise<void> => {
  await db.updateTable('kernel.session').set({ steppedUpAt: sql<string>`now()` }).where('tokenHash', '=', hashToken(token)).execute()
}

/** Takes up another duty under a new token; the old one ends at once, for what it was in is over. Undefined when the duty is not his today. */
export const takeDuty = async (db: Tx, token: string, accountId: string, dutyId: string, today: PlainDate): Promise<string | undefined> => {
  const duties = await dutiesOf(db, accountId, today)
  if (!duties.some((duty) => duty.id === dutyId)) return undefined
  const next = randomBytes(32).toString('base64url')
  await db.updateTable('kernel.session').set({ dutyId, steppedUpAt: null, tokenHash: hashToken(next), previousHash: null }).where('tokenHash', '=', hashToken(token)).execute()
  return next
}
