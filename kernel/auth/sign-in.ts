import type { Database } from '../db/database.ts'
import type { PlainDate } from '../types.ts'
import { attemptSucceeded, beginAttempt } from './attempts.ts'
import type { Caller } from './caller.ts'
import { checkPassword, hashPassword, isWeakHash } from './password.ts'

export type SignInResult = { accountId: string } | { failed: 'wrong' | 'tooMany' }

/** Whose password this is. Same answer and same work for an unknown account, a wrong password and a disabled account; guesses are bounded (attempts.ts). */
export const checkSignIn = async (database: Database, { login, password, caller, today, demo }: { login: string; password: string; caller: Caller; today: PlainDate; demo: boolean }): Promise<SignInResult> => {
  const begun = await database.asSystem(today, async (db) => {
    const attempt = await beginAttempt(db, { login, source: caller.source, deviceToken: caller.deviceToken })
    const account = await db.selectFrom('kernel.account').select(['id', 'passwordHash', 'demo']).where('login', '=', login).where('disabledAt', 'is', null).executeTakeFirst()
    return { attempt, account: account?.demo && !demo ? undefined : account }
  })
  const { attempt, account } = begun
  if (!attempt) return { failed: 'tooMany' }
  const right = await checkPassword(password, account?.passwordHash)
  if (!right || !account?.passwordHash) return { failed: 'wrong' }
  const renewed = isWeakHash(account.passwordHash) ? await hashPassword(password) : undefined
  await database.asSystem(today, async (db) => {
    await attemptSucceeded(db, attempt)
    // Not when it was changed meanwhile: the new password must not be overwritten by the old.
    if (renewed) await db.updateTable('kernel.account').set({ passwordHash: renewed }).where('id', '=', account.id).where('passwordHash', '=', account.passwordHash).execute()
  })
  return { accountId: account.id }
}
