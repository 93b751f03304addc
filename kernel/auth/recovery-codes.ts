import { sql } from 'kysely'
import type { Database, Tx } from '../db/database.ts'
import type { PlainDate } from '../types.ts'
import { guessedTooOften, noteGuess } from './second-factor.ts'
import { bareCode, codeHash, inFours, paperCode } from './secrets.ts'
import { renewSession } from './sessions.ts'

/** Ten codes on paper for the day on which the telephone is lost. Shown once, kept as HMAC, each serves once; new ones end the old. */

const count = 10
const length = 12

export const makeRecoveryCodes = async (db: Tx, accountId: string): Promise<string[]> => {
  await endRecoveryCodes(db, accountId)
  const codes = Array.from({ length: count }, () => paperCode(length))
  await db.insertInto('kernel.recoveryCode').values(codes.map((code) => ({ accountId, codeHash: codeHash('recovery', accountId, code) }))).execute()
  return codes.map(inFours)
}

export const endRecoveryCodes = async (db: Tx, accountId: string): Promise<void> => {
  await db.updateTable('kernel.recoveryCode').set({ endedAt: sql<string>`now()` }).where('accountId', '=', accountId).where('endedAt', 'is', null).execute()
}

export const recoveryCodesLeft = async (db: Tx, accountId: string): Promise<number> => {
  const { left } = await db.selectFrom('kernel.recoveryCode').select(sql<number>`count(*)::int`.as('left')).where('accountId', '=', accountId).where('usedAt', 'is', null).where('endedAt', 'is', null).executeTakeFirstOrThrow()
  return left
}

/** In place of the second factor; of two that bring the same code at once, one is let in. Gives the session's new token. */
export const useRecoveryCode = (database: Database, { accountId, token, code, today }: { accountId: string; token: string; code: string; today: PlainDate }): Promise<{ token: string } | { failed: 'wrong' | 'tooMany' }> =>
  database.asSystem(today, async (db) => {
    if (await guessedTooOften(db, accountId)) return { failed: 'tooMany' }
    const used = await db
      .updateTable('kernel.recoveryCode')
      .set({ usedAt: sql<string>`now()` })
      .where('codeHash', '=', codeHash('recovery', accountId, bareCode(code)))
      .where('accountId', '=', accountId)
      .where('usedAt', 'is', null)
      .where('endedAt', 'is', null)
      .executeTakeFirst()
    const right = used.numUpdatedRows === 1n
    await noteGuess(db, accountId, right)
    return right ? { token: await renewSession(db, token, { factor: 'recovery', stepsUp: true }) } : { failed: 'wrong' }
  })
