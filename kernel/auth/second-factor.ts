import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Tx } from '../db/database.ts'
import { houseSealer, type SealedPlace } from '../seal/seal.ts'
import type { PlainDate } from '../types.ts'
import { checkPassword } from './password.ts'
import { hasSecondFactor, renewSession } from './sessions.ts'
import { base32, codeOf, stepAt, stepOfCode } from './totp.ts'

/**
 * The second factor of an account: a secret of 20 bytes, sealed for its row, confirmed once by a code. A code steps the session up: for five
 * minutes it may do what asks again (release of payments). Each code serves once; five wrong ones in a quarter of an hour are the end of guessing.
 */

const guesses = 5
export const stepUpMinutes = 5

const placeOf = (accountId: string): SealedPlace => ({ table: 'kernel.second_factor', column: 'secret', row: accountId })
const secretOf = (accountId: string, sealed: Uint8Array): Buffer => houseSealer().openBytes(placeOf(accountId), sealed)

const find = (db: Tx, accountId: string) => db.selectFrom('kernel.secondFactor').select(['secretSealed', 'confirmedAt', 'lastStep']).where('accountId', '=', accountId)

/** Whether the account has a confirmed secret. */
export const hasTotp = async (db: Tx, accountId: string): Promise<boolean> => (await find(db, accountId).executeTakeFirst())?.confirmedAt != null

/** Gives an account a new secret, unconfirmed; in place of one that was never confirmed. As the system. */
const giveSecret = async (db: Tx, accountId: string): Promise<Buffer> => {
  const secret = randomBytes(20)
  const row = { secretSealed: houseSealer().seal(placeOf(accountId), secret), confirmedAt: null, lastStep: 0n }
  await db
    .insertInto('kernel.secondFactor')
    .values({ accountId, ...row })
    .onConflict((conflict) => conflict.column('accountId').doUpdateSet({ ...row, askedAt: sql<string>`now()` }))
    .execute()
  return secret
}

export type Enrolling = { secret: string; uri: string } | { failed: 'password' | 'stepUpNeeded' | 'tooMany' }

/** Whether this is the account's password, asked of who is signed in already; counted with the guesses at his factors. True where there is none. */
export const ownPassword = async (database: Database, { accountId, password, today }: { accountId: string; password: string; today: PlainDate }): Promise<boolean | 'tooMany'> => {
  const { hash, often } = await database.asSystem(today, async (db) => ({
    hash: (await db.selectFrom('kernel.account').select('passwordHash').where('id', '=', accountId).executeTakeFirstOrThrow()).passwordHash,
    often: await guessedTooOften(db, accountId),
  }))
  if (hash === null) return true
  if (often) return 'tooMany'
  const right = await checkPassword(password, hash)
  await database.asSystem(today, (db) => noteGuess(db, accountId, right))
  return right
}

/**
 * Begins enrolment: the secret in base32 and as otpauth URI, shown this once. Asks for the password where the account has one, so that a
 * session left open is not enough; who has a factor already adds or replaces one only when he has just used it.
 */
export const beginEnrolment = async (database: Database, { accountId, login, password, steppedUp, today }: { accountId: string; login: string; password: string; steppedUp: boolean; today: PlainDate }): Promise<Enrolling> => {
  if (!steppedUp && (await database.asSystem(today, (db) => hasSecondFactor(db, accountId)))) return { failed: 'stepUpNeeded' }
  const own = await ownPassword(database, { accountId, password, today })
  if (own !== true) return { failed: own === 'tooMany' ? 'tooMany' : 'password' }
  const secret = base32(await database.asSystem(today, (db) => giveSecret(db, accountId)))
  return { secret, uri: `otpauth://totp/${encodeURIComponent(`聚英:${login}`)}?secret=${secret}&issuer=${encodeURIComponent('聚英')}&algorithm=SHA1&digits=6&period=30` }
}

export type Verified = { step: number } | { failed: 'notEnrolled' | 'wrong' | 'used' | 'tooMany' }

/** Five wrong ones, of whatever factor, end the guessing for a quarter of an hour. Waits for whoever guesses at this account right now. */
export const guessedTooOften = async (db: Tx, accountId: string): Promise<boolean> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`factor:${accountId}`}, 0))`.execute(db)
  const { failures } = await db
    .selectFrom('kernel.secondFactorAttempt')
    .select(sql<number>`count(*)::int`.as('failures'))
    .where('accountId', '=', accountId)
    .where('succeeded', '=', false)
    .where(sql<boolean>`at > now() - interval '15 minutes'`)
    .executeTakeFirstOrThrow()
  return failures >= guesses
}
export const noteGuess = async (db: Tx, accountId: string, succeeded: boolean): Promise<void> => {
  await db.insertInto('kernel.secondFactorAttempt').values({ accountId, succeeded }).execute()
}

/** Judges a code and keeps what it was; the row is locked, so that of two equal codes at once one is used. `confirming` is the first code of an enrolment. */
const verify = async (db: Tx, accountId: string, code: string, confirming: boolean): Promise<Verified> => {
  const factor = await find(db, accountId).forUpdate().executeTakeFirst()
  if (!factor || (factor.confirmedAt === null) !== confirming) return { failed: 'notEnrolled' }
  if (await guessedTooOften(db, accountId)) return { failed: 'tooMany' }
  const step = stepOfCode(secretOf(accountId, factor.secretSealed), code, Date.now())
  const fresh = step !== undefined && BigInt(step) > factor.lastStep
  await noteGuess(db, accountId, fresh)
  if (step === undefined) return { failed: 'wrong' }
  if (!fresh) return { failed: 'used' }
  await db
    .updateTable('kernel.secondFactor')
    .set({ lastStep: BigInt(step), ...(confirming ? { confirmedAt: sql<string>`now()` } : {}) })
    .where('accountId', '=', accountId)
    .execute()
  return { step }
}

export type Proved = { token: string } | Extract<Verified, { failed: string }>
interface Proving {
  accountId: string
  token: string
  code: string
  /** Whether this session has just proved itself. */
  steppedUp: boolean
  today: PlainDate
}

const proving = (confirming: boolean) => (database: Database, { accountId, token, code, steppedUp, today }: Proving): Promise<Proved> =>
  database.asSystem(today, async (db) => {
    // Asked again here: since the secret was made, the owner may have got a factor, and who made it may be somebody else.
    if (confirming && !steppedUp && (await hasSecondFactor(db, accountId))) return { failed: 'notEnrolled' }
    const verified = await verify(db, accountId, code, confirming)
    return 'failed' in verified ? verified : { token: await renewSession(db, token, { factor: 'totp', stepsUp: !confirming }) }
  })

/** The first code of a new secret: from now on the account has it, and this session owes no factor any more. Gives the session's new token. */
export const confirmEnrolment = proving(true)
/** Steps this session up by a code. Gives the session's new token. */
export const stepUp = proving(false)

/** A demo account is enrolled from the beginning; its code is shown on the screen, in the demo alone. */
export const enrolDemoAccount = async (db: Tx, accountId: string): Promise<void> => {
  await giveSecret(db, accountId)
  await db.updateTable('kernel.secondFactor').set({ confirmedAt: sql<string>`now()` }).where('accountId', '=', accountId).execute()
}

/** The code that a demo account's app would show now: the first one that was not used yet. Undefined for any other account. */
export const demoCodeOf = async (db: Tx, accountId: string): Promise<string | undefined> => {
  const account = await db.selectFrom('kernel.account').select('demo').where('id', '=', accountId).executeTakeFirst()
  const factor = account?.demo ? await find(db, accountId).executeTakeFirst() : undefined
  if (!factor) return undefined
  const now = stepAt(Date.now())
  const step = [now, now + 1].find((candidate) => BigInt(candidate) > factor.lastStep) ?? now
  return codeOf(secretOf(accountId, factor.secretSealed), step)
}
