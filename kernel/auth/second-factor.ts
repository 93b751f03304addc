import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Tx } from '../db/database.ts'
import { houseSealer, type SealedPlace } from '../seal/seal.ts'
import type { PlainDate } from '../types.ts'
import { checkPassword } from './password.ts'
import { hashToken } from './sessions.ts'
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

/** Whether the account can step up: it has a confirmed secret. */
export const hasSecondFactor = async (db: Tx, accountId: string): Promise<boolean> => (await find(db, accountId).executeTakeFirst())?.confirmedAt != null

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

export type Enrolling = { secret: string; uri: string } | { failed: 'password' | 'stepUpNeeded' }

/**
 * Begins enrolment: the secret in base32 and as otpauth URI, shown this once. Asks for the password where the account has one, so that a
 * session left open is not enough; a confirmed secret is replaced only by who has just used it.
 */
export const beginEnrolment = async (database: Database, { accountId, login, password, steppedUp, today }: { accountId: string; login: string; password: string; steppedUp: boolean; today: PlainDate }): Promise<Enrolling> => {
  const { hash, confirmed } = await database.asSystem(today, async (db) => ({
    hash: (await db.selectFrom('kernel.account').select('passwordHash').where('id', '=', accountId).executeTakeFirst())?.passwordHash ?? null,
    confirmed: await hasSecondFactor(db, accountId),
  }))
  if (confirmed && !steppedUp) return { failed: 'stepUpNeeded' }
  if (hash !== null && !(await checkPassword(password, hash))) return { failed: 'password' }
  const secret = base32(await database.asSystem(today, (db) => giveSecret(db, accountId)))
  return { secret, uri: `otpauth://totp/${encodeURIComponent(`聚英:${login}`)}?secret=${secret}&issuer=${encodeURIComponent('聚英')}&algorithm=SHA1&digits=6&period=30` }
}

export type Verified = { step: number } | { failed: 'notEnrolled' | 'wrong' | 'used' | 'tooMany' }

/** Judges a code and keeps what it was; the row is locked, so that of two equal codes at once one is used. `confirming` is the first code of an enrolment. */
const verify = async (db: Tx, accountId: string, code: string, confirming: boolean): Promise<Verified> => {
  const factor = await find(db, accountId).forUpdate().executeTakeFirst()
  if (!factor || (factor.confirmedAt === null) !== confirming) return { failed: 'notEnrolled' }
  const { failures } = await db
    .selectFrom('kernel.secondFactorAttempt')
    .select(sql<number>`count(*)::int`.as('failures'))
    .where('accountId', '=', accountId)
    .where('succeeded', '=', false)
    .where(sql<boolean>`at > now() - interval '15 minutes'`)
    .executeTakeFirstOrThrow()
  if (failures >= guesses) return { failed: 'tooMany' }
  const step = stepOfCode(secretOf(accountId, factor.secretSealed), code, Date.now())
  const fresh = step !== undefined && BigInt(step) > factor.lastStep
  await db.insertInto('kernel.secondFactorAttempt').values({ accountId, succeeded: fresh }).execute()
  if (step === undefined) return { failed: 'wrong' }
  if (!fresh) return { failed: 'used' }
  await db
    .updateTable('kernel.secondFactor')
    .set({ lastStep: BigInt(step), ...(confirming ? { confirmedAt: sql<string>`now()` } : {}) })
    .where('accountId', '=', accountId)
    .execute()
  return { step }
}

export const confirmEnrolment = (database: Database, { accountId, code, today }: { accountId: string; code: string; today: PlainDate }): Promise<Verified> =>
  database.asSystem(today, (db) => verify(db, accountId, code, true))

/** Steps this session up by a code. */
export const stepUp = (database: Database, { accountId, token, code, today }: { accountId: string; token: string; code: string; today: PlainDate }): Promise<Verified> =>
  database.asSystem(today, async (db) => {
    const verified = await verify(db, accountId, code, false)
    if ('step' in verified) await markSteppedUp(db, token)
    return verified
  })

export const markSteppedUp = async (db: Tx, token: string): Promise<void> => {
  await db.updateTable('kernel.session').set({ steppedUpAt: sql<string>`now()` }).where('tokenHash', '=', hashToken(token)).execute()
}

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
