import { sql } from 'kysely'
import type { Database, Tx } from '../db/database.ts'
import type { PlainDate } from '../types.ts'
import { attemptSucceeded, beginAttempt } from './attempts.ts'
import type { Caller } from './caller.ts'
import { forgetDevices } from './devices.ts'
import { hashPassword } from './password.ts'
import { weaknessOf, type Weakness } from './password-rules.ts'
import { endRecoveryCodes } from './recovery-codes.ts'
import { bareCode, codeHash, inFours, paperCode } from './secrets.ts'
import { endSessions } from './sessions.ts'

/**
 * One-time codes that stand in for what an account does not have yet or has lost: its password, its second factor, a talent's telephone. They are
 * given face to face; who gives them is decided elsewhere (kernel/access, registry/access). Kept as HMAC, one use.
 */

export const codeDays = 3

/** A code for a request that has just been confirmed; shown this once. */
export const issueResetCode = async (db: Tx, resetId: string, accountId: string, confirmedBy: string): Promise<string> => {
  const code = paperCode(12)
  await db
    .updateTable('kernel.accountReset')
    .set({ codeHash: codeHash('reset', accountId, code), confirmedBy, confirmedAt: sql<string>`now()`, expiresAt: sql<string>`now() + make_interval(days => ${codeDays})` })
    .where('id', '=', resetId)
    .execute()
  return inFours(code)
}

/** Takes a code out of the world; what it was for, or undefined. As the system. */
export const takeResetCode = async (db: Tx, accountId: string, what: readonly ('password' | 'factor' | 'phone')[], typed: string): Promise<'password' | 'factor' | 'phone' | undefined> => {
  const used = await db
    .updateTable('kernel.accountReset')
    .set({ usedAt: sql<string>`now()` })
    .where('codeHash', '=', codeHash('reset', accountId, bareCode(typed)))
    .where('accountId', '=', accountId)
    .where('what', 'in', what)
    .where('usedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .where(sql<boolean>`expires_at > now()`)
    .returning('what')
    .executeTakeFirst()
  return used ? (used.what as 'password' | 'factor' | 'phone') : undefined
}

export interface SettingPassword {
  login: string
  code: string
  password: string
  caller: Caller
  words: readonly string[]
  today: PlainDate
}

/** The owner sets a password by his code; a code for a lost factor takes the old factors away as well. Everything that was open to the account ends. */
export const setPasswordByCode = async (database: Database, { login, code, password, caller, words, today }: SettingPassword): Promise<{ accountId: string } | { failed: 'wrong' | 'tooMany' | Weakness }> => {
  // Judged by what is known without the account, and hashed in any case: neither the answer nor its time tells whether there is such an account.
  const weakness = weaknessOf(password, [...words, login])
  if (weakness) return { failed: weakness }
  const { attempt, account } = await database.asSystem(today, async (db) => ({
    attempt: await beginAttempt(db, { login: `code:${login}`, source: caller.source, deviceToken: undefined }),
    account: await db.selectFrom('kernel.account').select('id').where('login', '=', login).where('disabledAt', 'is', null).executeTakeFirst(),
  }))
  if (!attempt) return { failed: 'tooMany' }
  const passwordHash = await hashPassword(password)
  return database.asSystem(today, async (db) => {
    const what = await takeResetCode(db, account?.id ?? '00000000-0000-0000-0000-000000000000', ['password', 'factor'], code)
    if (!account || !what) return { failed: 'wrong' }
    await attemptSucceeded(db, attempt)
    await db.updateTable('kernel.account').set({ passwordHash, passwordAt: sql<string>`now()` }).where('id', '=', account.id).execute()
    if (what === 'factor') await clearFactors(db, account.id)
    await endSessions(db, account.id, what === 'factor' ? '第二因素已重设' : '口令已重设')
    await forgetDevices(db, account.id)
    return { accountId: account.id }
  })
}

/** Takes every second factor from an account. As the system. */
const clearFactors = async (db: Tx, accountId: string): Promise<void> => {
  await db.updateTable('kernel.secondFactor').set({ confirmedAt: null }).where('accountId', '=', accountId).execute()
  await db.updateTable('kernel.passkey').set({ removedAt: sql<string>`now()` }).where('accountId', '=', accountId).where('removedAt', 'is', null).execute()
  await endRecoveryCodes(db, accountId)
}
