import type { FastifyInstance, FastifyReply } from 'fastify'
import type { z } from 'zod'
import { auditRow } from '../audit/audit.ts'
import type { Actor } from '../org/actor.ts'
import { BeginEnrolment, SecondFactorCode, type Enrolment, type SecondFactorState } from './contract.ts'
import { beginEnrolment, confirmEnrolment, demoCodeOf, hasSecondFactor, stepUp, type Verified } from './second-factor.ts'
import { invalid, says, sessionCookie, type AuthOptions } from './door.ts'

/** What a wrong answer is told; the same sentences on the page of enrolment and before a payment. */
const sentences: Readonly<Record<Extract<Verified, { failed: string }>['failed'], string>> = {
  notEnrolled: '这个账号还没有启用动态口令，请先到“动态口令”页启用',
  wrong: '动态口令不对，请看一眼手机上现在的 6 位数字',
  used: '这个动态口令已经用过，请等下一个（最多 30 秒）',
  tooMany: '错了太多次，请 15 分钟后再试',
}

/** Enrolment and step-up: like signing in they happen before a verb, so they stand outside the table of verbs. Each leaves its audit row. */
export const secondFactorRoutes = (app: FastifyInstance, { database, today, demo }: AuthOptions): void => {
  const audited = (actor: Actor, requestId: string, verb: string, code: string | null) =>
    database.asSystem(today(), (db) => auditRow(db, { actor, requestId }, { verb, outcome: code === null ? 'done' : 'refused', code, subject: {} }))

  app.post('/api/auth.secondFactor', async (request, reply): Promise<z.output<typeof SecondFactorState> | FastifyReply> => {
    const accountId = request.session?.actor.accountId
    if (!accountId) return says(reply, 401, { kind: 'signIn', message: '请先登录' })
    return database.asSystem(today(), async (db) => ({
      enrolled: await hasSecondFactor(db, accountId),
      steppedUp: request.session?.actor.steppedUp ?? false,
      demoCode: demo ? ((await demoCodeOf(db, accountId)) ?? null) : null,
    }))
  })

  app.post('/api/auth.beginEnrolment', async (request, reply): Promise<z.output<typeof Enrolment> | FastifyReply> => {
    const actor = request.session?.actor
    if (!actor?.accountId) return says(reply, 401, { kind: 'signIn', message: '请先登录' })
    const body = BeginEnrolment.safeParse(request.body ?? {})
    if (!body.success) return says(reply, 400, invalid(body.error))
    const begun = await beginEnrolment(database, { accountId: actor.accountId, login: actor.name, password: body.data.password, steppedUp: actor.steppedUp ?? false, today: today() })
    await audited(actor, request.id, 'auth.beginEnrolment', 'failed' in begun ? begun.failed : null)
    if (!('failed' in begun)) return begun
    return says(reply, 409, { kind: 'refused', code: begun.failed, message: begun.failed === 'password' ? '口令不对' : '已经启用。要换一把密钥，请先用现在的动态口令确认身份' })
  })

  for (const [name, run] of [
    ['auth.confirmEnrolment', confirmEnrolment],
    ['auth.stepUp', stepUp],
  ] as const) {
    app.post(`/api/${name}`, async (request, reply) => {
      const actor = request.session?.actor
      const token = request.cookies[sessionCookie]
      if (!actor?.accountId || !token) return says(reply, 401, { kind: 'signIn', message: '请先登录' })
      const body = SecondFactorCode.safeParse(request.body)
      if (!body.success) return says(reply, 400, invalid(body.error))
      const verified = await run(database, { accountId: actor.accountId, token, code: body.data.code, today: today() })
      await audited(actor, request.id, name, 'failed' in verified ? verified.failed : null)
      if (!('failed' in verified)) return { done: true }
      return says(reply, verified.failed === 'tooMany' ? 429 : 409, { kind: verified.failed === 'tooMany' ? 'busy' : 'refused', code: verified.failed, message: sentences[verified.failed] })
    })
  }
}
