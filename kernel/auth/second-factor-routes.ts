import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { RecoveryCode } from './account-contract.ts'
import { BeginEnrolment, SecondFactorCode, type SecondFactorState } from './contract.ts'
import { giveCookie, sessionCookie } from './cookies.ts'
import { doorOf, failed, mustProve, says, type AuthOptions } from './door.ts'
import { makeRecoveryCodes, recoveryCodesLeft, useRecoveryCode } from './recovery-codes.ts'
import { beginEnrolment, confirmEnrolment, demoCodeOf, hasTotp, stepUp } from './second-factor.ts'
import { hasSecondFactor } from './sessions.ts'
import { livePasskeys } from './passkeys.ts'

/** What a wrong answer is told; the same sentences on the page of enrolment and before a payment. */
const sentences = {
  notEnrolled: '这个账号还没有启用动态口令，请先到“账号与安全”启用',
  wrong: '动态口令不对，请看一眼手机上现在的 6 位数字',
  used: '这个动态口令已经用过，请等下一个（最多 30 秒）',
  tooMany: '错了太多次，请 15 分钟后再试',
} as const

/** Enrolment, step-up and recovery codes. */
export const secondFactorRoutes = (app: FastifyInstance, options: AuthOptions): void => {
  const { database, today, demo } = options
  const door = doorOf(app, options)

  app.post('/api/auth.secondFactor', async (request, reply): Promise<z.output<typeof SecondFactorState> | FastifyReply> => {
    const { session } = request
    const accountId = session?.actor.accountId
    if (!session || !accountId) return says(reply, 401, { kind: 'signIn', message: '请先登录' })
    const asked = await mustProve(database, session, today())
    return database.asSystem(today(), async (db) => ({
      enrolled: await hasSecondFactor(db, accountId),
      steppedUp: session.actor.steppedUp ?? false,
      pending: session.pending,
      asked,
      totp: await hasTotp(db, accountId),
      passkeys: (await livePasskeys(db, accountId)).length,
      recoveryLeft: await recoveryCodesLeft(db, accountId),
      demoCode: demo ? ((await demoCodeOf(db, accountId)) ?? null) : null,
    }))
  })

  const enrolling = { password: '口令不对', stepUpNeeded: '已经启用。要更换或另加，请先用现在的第二因素确认身份', tooMany: sentences.tooMany } as const
  door.own('beginEnrolment', 'pending', { input: BeginEnrolment, refusals: enrolling }, ({ body, session, accountId, today: day }) =>
    beginEnrolment(database, { accountId, login: session.actor.name, password: body.password, steppedUp: session.actor.steppedUp ?? false, today: day }),
  )

  for (const [name, run] of [['confirmEnrolment', confirmEnrolment], ['stepUp', stepUp]] as const) {
    door.own(name, 'pending', { input: SecondFactorCode, refusals: sentences }, async ({ body, session, accountId, token, reply, today: day }) => {
      const proved = await run(database, { accountId, token, code: body.code, steppedUp: session.actor.steppedUp ?? false, today: day })
      if ('failed' in proved) return proved
      giveCookie(reply, sessionCookie, proved.token)
      return { done: true }
    })
  }

  const codes = { wrong: '恢复码不对，或者已经用过', tooMany: sentences.tooMany } as const
  door.own('useRecoveryCode', 'pending', { input: RecoveryCode, refusals: codes }, async ({ body, accountId, token, reply, today: day }) => {
    const proved = await useRecoveryCode(database, { accountId, token, code: body.code, today: day })
    if ('failed' in proved) return proved
    giveCookie(reply, sessionCookie, proved.token)
    return { done: true }
  })
  door.own('makeRecoveryCodes', 'proved', { input: z.object({}), refusals: { notEnrolled: '请先启用动态口令或通行密钥，再生成恢复码' } }, ({ accountId, today: day }) =>
    database.asSystem(day, async (db) => ((await hasSecondFactor(db, accountId)) ? { codes: await makeRecoveryCodes(db, accountId) } : failed('notEnrolled'))),
  )
}
