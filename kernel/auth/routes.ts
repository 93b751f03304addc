import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { auditRow } from '../audit/audit.ts'
import { publicActor, type Actor } from '../org/actor.ts'
import { DemoSignIn, SignIn, TakeDuty, type DemoAccount, type Me } from './contract.ts'
import { invalid, says, sessionCookie, type AuthOptions } from './door.ts'
import { secondFactorRoutes } from './second-factor-routes.ts'
import { dutiesOf, endSession, openSession, sessionOf, signInWithPassword, takeDuty, type Session } from './sessions.ts'

export { sessionCookie } from './door.ts'

declare module 'fastify' {
  interface FastifyRequest {
    session: Session | undefined
  }
}

/** Reads the session of each request to the API; handlers find the actor on the request. */
export const readSession = ({ database, today }: AuthOptions) => async (request: FastifyRequest): Promise<void> => {
  const token = request.cookies[sessionCookie]
  request.session = token ? await sessionOf(database, token, today()) : undefined
}

export const actorOf = (request: FastifyRequest): Actor => request.session?.actor ?? publicActor

export const authRoutes = (app: FastifyInstance, options: AuthOptions): void => {
  const { database, today, demo } = options
  const giveCookie = (reply: FastifyReply, token: string) =>
    reply.setCookie(sessionCookie, token, { httpOnly: true, sameSite: 'strict', path: '/', secure: reply.request.protocol === 'https' })

  app.post('/api/auth.signIn', async (request, reply) => {
    const body = SignIn.safeParse(request.body)
    if (!body.success) return says(reply, 400, invalid(body.error))
    const result = await signInWithPassword(database, { ...body.data, source: request.ip, today: today() })
    if ('failed' in result) {
      return result.failed === 'tooMany'
        ? says(reply, 429, { kind: 'busy', message: '尝试次数过多，请 15 分钟后再试，或联系管理员重设口令' })
        : says(reply, 401, { kind: 'signIn', message: '账号或口令不对' })
    }
    giveCookie(reply, result.token)
    return { signedIn: true }
  })

  app.post('/api/auth.demoSignIn', async (request, reply) => {
    if (!demo) return says(reply, 403, { kind: 'denied', message: '一键登录只在示范模式下可用' })
    const body = DemoSignIn.safeParse(request.body)
    if (!body.success) return says(reply, 400, invalid(body.error))
    const token = await database.asSystem(today(), async (db) => {
      const account = await db.selectFrom('kernel.account').select('id').where('login', '=', body.data.login).where('demo', '=', true).where('disabledAt', 'is', null).executeTakeFirst()
      return account && openSession(db, account.id, today())
    })
    if (!token) return says(reply, 404, { kind: 'missing', message: '没有这个示范账号' })
    giveCookie(reply, token)
    return { signedIn: true }
  })

  app.post('/api/auth.demoAccounts', async (_request, reply): Promise<DemoAccount[] | FastifyReply> => {
    if (!demo) return says(reply, 403, { kind: 'denied', message: '一键登录只在示范模式下可用' })
    return database.asSystem(today(), (db) =>
      db
        .selectFrom('kernel.account as a')
        .innerJoin('kernel.duty as d', 'd.accountId', 'a.id')
        .distinctOn('a.id')
        .select(['a.login', 'a.name', 'd.title', 'd.role'])
        .where('a.demo', '=', true)
        .orderBy('a.id')
        .orderBy('d.id')
        .execute(),
    )
  })

  app.post('/api/auth.signOut', async (request, reply) => {
    const token = request.cookies[sessionCookie]
    if (token) await database.asSystem(today(), (db) => endSession(db, token))
    reply.clearCookie(sessionCookie, { path: '/' })
    return { signedIn: false }
  })

  app.post('/api/auth.takeDuty', async (request, reply) => {
    const body = TakeDuty.safeParse(request.body)
    const token = request.cookies[sessionCookie]
    const actor = request.session?.actor
    if (!token || !actor?.accountId) return says(reply, 401, { kind: 'signIn', message: '请先登录' })
    if (!body.success) return says(reply, 400, invalid(body.error))
    const { accountId } = actor
    const taken = await database.asSystem(today(), async (db) => {
      const done = await takeDuty(db, token, accountId, body.data.dutyId, today())
      await auditRow(db, { actor, requestId: request.id }, { verb: 'auth.takeDuty', outcome: done ? 'done' : 'denied', code: null, subject: { dutyId: body.data.dutyId } })
      return done
    })
    return taken ? { taken: true } : says(reply, 404, { kind: 'missing', message: '没有找到这项职责，或它已经到期' })
  })

  secondFactorRoutes(app, options)

  app.post('/api/auth.me', async (request): Promise<Me> => {
    const { session } = request
    const nobody: Me = { signedIn: false, demo, today: today(), name: '', duty: null, duties: [], personId: null, employerId: null }
    const accountId = session?.actor.accountId
    if (!session || !accountId) return nobody
    const duties = await database.asSystem(today(), (db) => dutiesOf(db, accountId, today()))
    const { name, personId, employerId } = session.actor
    return { ...nobody, signedIn: true, name, duties, duty: duties.find((duty) => duty.id === session.dutyId) ?? null, personId: personId ?? null, employerId: employerId ?? null }
  })
}
