import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { ChangePassword, OneDevice, UseCode, type Account } from './account-contract.ts'
import { devicesOf, forgetDevices, historyOf } from './devices.ts'
import { doorOf, failed, mustProve, type AuthOptions } from './door.ts'
import { passkeyEntries } from './passkeys.ts'
import { hashPassword } from './password.ts'
import { weaknessOf, weaknessSentences } from './password-rules.ts'
import { phoneHintOf } from './phones.ts'
import { recoveryCodesLeft } from './recovery-codes.ts'
import { setPasswordByCode } from './resets.ts'
import { hasTotp, ownPassword } from './second-factor.ts'
import { endSessions } from './sessions.ts'

/** What one does with one's own account: 账号与安全. */
export const accountRoutes = (app: FastifyInstance, options: AuthOptions): void => {
  const { database, ways } = options
  const door = doorOf(app, options)
  const nothing = z.object({})

  door.own('account', 'full', { input: nothing, refusals: {}, quiet: true }, async ({ accountId, session, today }): Promise<Account> => {
    const required = await mustProve(database, session, today)
    return database.asSystem(today, async (db) => {
      const { login, passwordHash, passwordAt } = await db.selectFrom('kernel.account').select(['login', 'passwordHash', 'passwordAt']).where('id', '=', accountId).executeTakeFirstOrThrow()
      return {
        login, hasPassword: passwordHash !== null, passwordAt, required, totp: await hasTotp(db, accountId), passkeys: await passkeyEntries(db, accountId), recoveryLeft: await recoveryCodesLeft(db, accountId),
        phoneHint: await phoneHintOf(db, accountId), devices: await devicesOf(db, accountId, session.id), history: await historyOf(db, accountId),
      }
    })
  })

  const changing = { ...weaknessSentences, old: '原口令不对', same: '新口令与原口令相同', tooMany: '原口令错了太多次，请 15 分钟后再试' } as const
  door.own('changePassword', 'proved', { input: ChangePassword, refusals: changing }, async ({ body, accountId, session, today }) => {
    const own = await ownPassword(database, { accountId, password: body.old, today })
    if (own !== true) return failed(own === 'tooMany' ? 'tooMany' : 'old')
    if (body.old.normalize('NFKC') === body.password.normalize('NFKC')) return failed('same')
    const account = await database.asSystem(today, (db) => db.selectFrom('kernel.account').select(['login', 'name']).where('id', '=', accountId).executeTakeFirstOrThrow())
    const weakness = weaknessOf(body.password, [...ways.commonWords, account.login, account.name])
    if (weakness) return failed(weakness)
    const passwordHash = await hashPassword(body.password)
    const ended = await database.asSystem(today, async (db) => {
      await db.updateTable('kernel.account').set({ passwordHash, passwordAt: sql<string>`now()` }).where('id', '=', accountId).execute()
      await forgetDevices(db, accountId)
      return endSessions(db, accountId, '口令已更改', { but: session.id })
    })
    return { ended }
  })

  const byCode = { ...weaknessSentences, wrong: '账号或登录码不对，或登录码已经用过、过期', tooMany: '尝试次数过多，请 15 分钟后再试' } as const
  door.open('setPasswordByCode', { input: UseCode, refusals: byCode }, async ({ body, caller, reply, today }) => {
    const set = await setPasswordByCode(database, { ...body, caller, words: ways.commonWords, today })
    if ('failed' in set) return set
    return { signedIn: await door.enter(reply, set.accountId, { way: 'password' }) }
  })

  door.own('endDevice', 'full', { input: OneDevice, refusals: { notThere: '这台设备已经退出' } }, async ({ body, accountId, today }) =>
    (await database.asSystem(today, (db) => endSessions(db, accountId, '本人从别处退出', { only: body.id }))) ? { done: true } : failed('notThere'),
  )
  door.own('endOtherDevices', 'full', { input: nothing, refusals: {} }, async ({ accountId, session, today }) => ({
    ended: await database.asSystem(today, async (db) => {
      await forgetDevices(db, accountId)
      return endSessions(db, accountId, '本人从别处退出', { but: session.id })
    }),
  }))
}
