import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { auditRow } from '../audit/audit.ts'
import { publicActor, type Actor } from '../org/actor.ts'
import { accountRoutes } from './account-routes.ts'
import type { Ways } from './account-contract.ts'
import { DemoSignIn, SignIn, TakeDuty, type DemoAccount, type Me } from './contract.ts'
import { dropCookie, giveCookie, sessionCookie, tokenOf } from './cookies.ts'
import { doorOf, failed, says, type AuthOptions } from './door.ts'
import { oidcRoutes } from './oidc-routes.ts'
import { passkeyRoutes } from './passkey-routes.ts'
import { phoneRoutes } from './phone-routes.ts'
import { secondFactorRoutes } from './second-factor-routes.ts'
import { dutiesOf, endSession, sessionOf, takeDuty, type Session } from './sessions.ts'
import { checkSignIn } from './sign-in.ts'

export { sessionCookie } from './cookies.ts'

declare module 'fastify' {
  interface FastifyRequest {
    session: Session | undefined
  }
}

/** Reads the session of each request to the API; handlers find the actor on the request. */
export const readSession = ({ database, today, demo }: AuthOptions) => async (request: FastifyRequest): Promise<void> => {
  const token = tokenOf(request)
  request.session = token ? await sessionOf(database, token, today(), demo) : undefined
}

/** Whoever still owes his second factor is nobody yet. */
export const actorOf = (request: FastifyRequest): Actor => (request.session && !request.session.pending ? request.session.actor : publicActor)

/** A session that owes its second factor reaches the door alone. */
export const owesFactor = (request: FastifyRequest): boolean => (request.session?.pending ?? false) && !request.url.startsWith('/api/auth.')

export const authRoutes = (app: FastifyInstance, options: AuthOptions): void => {
  const { database, today, demo, ways } = options
  const door = doorOf(app, options)

  const wrong = { wrong: '账号或口令不对', tooMany: '尝试次数过多，请 15 分钟后再试，或联系管理员重设口令' } as const
  door.open('signIn', { input: SignIn, refusals: wrong, unauthorised: true, quiet: true }, async ({ body, caller, reply, today: day }) => {
    const result = await checkSignIn(database, { ...body, caller, today: day, demo })
    if ('failed' in result) return result
    return (await door.enter(reply, result.accountId, { way: 'password' })) ? { signedIn: true } : failed('wrong')
  })

  app.post('/api/auth.demoSignIn', async (request, reply) => {
    if (!demo) return says(reply, 403, { kind: 'denied', message: '一键登录只在示范模式下可用' })
    const body = DemoSignIn.safeParse(request.body)
    const account = await database.asSystem(today(), (db) => db.selectFrom('kernel.account').select('id').where('login', '=', body.data?.login ?? '').where('demo', '=', true).where('disabledAt', 'is', null).executeTakeFirst())
    if (!account || !(await door.enter(reply, account.id, { way: 'demo' }))) return says(reply, 404, { kind: 'missing', message: '没有这个示范账号' })
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
    const token = tokenOf(request)
    if (token) await database.asSystem(today(), (db) => endSession(db, token))
    dropCookie(reply, sessionCookie)
    return { signedIn: false }
  })

  app.post('/api/auth.takeDuty', async (request, reply) => {
    const body = TakeDuty.safeParse(request.body)
    const token = tokenOf(request)
    const actor = request.session?.actor
    if (!token || !actor?.accountId || request.session?.pending) return says(reply, 401, { kind: 'signIn', message: '请先登录' })
    if (!body.success) return says(reply, 400, { kind: 'invalid', message: z.prettifyError(body.error) })
    const { accountId } = actor
    const taken = await database.asSystem(today(), async (db) => {
      const next = await takeDuty(db, token, accountId, body.data.dutyId, today())
      await auditRow(db, { actor, requestId: request.id }, { verb: 'auth.takeDuty', outcome: next ? 'done' : 'denied', code: null, subject: { dutyId: body.data.dutyId } })
      return next
    })
    if (!taken) return says(reply, 404, { kind: 'missing', message: '没有找到这项职责，或它已经到期' })
    giveCookie(reply, sessionCookie, taken)
    return { taken: true }
  })

  app.post('/api/auth.ways', async (): Promise<z.output<typeof Ways>> => ({ phone: ways.sms !== undefined && ways.findPerson !== undefined, oidc: ways.oidc && ways.origin ? ways.oidc.label : null }))

  secondFactorRoutes(app, options)
  passkeyRoutes(app, options)
  accountRoutes(app, options)
  phoneRoutes(app, options)
  oidcRoutes(app, options)

  app.post('/api/auth.me', async (request): Promise<Me> => {
    const { session } = request
    const nobody: Me = { signedIn: false, pending: false, demo, today: today(), name: '', duty: null, duties: [], personId: null, employerId: null }
    const accountId = session?.actor.accountId
    if (!session || !accountId) return nobody
    // Until the second factor is there, nothing is told but that it is owed.
    if (session.pending) return { ...nobody, pending: true, name: session.actor.name }
    const duties = await database.asSystem(today(), (db) => dutiesOf(db, accountId, today()))
    const { name, personId, employerId } = session.actor
    return { ...nobody, signedIn: true, name, duties, duty: duties.find((duty) => duty.id === session.dutyId) ?? null, personId: personId ?? null, employerId: employerId ?? null }
  })
}
