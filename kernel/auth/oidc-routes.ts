import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { auditRow } from '../audit/audit.ts'
import { publicActor } from '../org/actor.ts'
import { cookieOf, dropCookie, giveCookie, ticketCookie } from './cookies.ts'
import { doorOf, says, type AuthOptions } from './door.ts'
import { beginOidc, finishOidc, OidcMemory, readLogout, type Vouched } from './oidc.ts'
import { issueTicket, takeTicket, ticketSeconds } from './tickets.ts'

const Back = z.object({ code: z.string().min(1).max(4000), state: z.string().min(1).max(200), iss: z.string().max(500).optional() })
/** Our own pages alone: a link from outside must not send people elsewhere. */
const ownPage = (text: unknown): string => (typeof text === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(text) ? text : '/')

/** Out to the city's single sign-on, back again, and its word that somebody signed out over there. */
export const oidcRoutes = (app: FastifyInstance, options: AuthOptions): void => {
  const { database, today, ways } = options
  const { oidc, origin } = ways
  if (!oidc || !origin) return
  const door = doorOf(app, options)
  const redirectUri = `${origin}/api/auth.oidcCallback`

  const audited = (request: FastifyRequest, verb: string, code: string | null) =>
    database.asSystem(today(), (db) => auditRow(db, { actor: publicActor, requestId: request.id }, { verb, outcome: code === null ? 'done' : 'refused', code, subject: {} }))
  const refused = async (request: FastifyRequest, reply: FastifyReply, code: 'sso' | 'ssoNoAccount') => {
    await audited(request, 'auth.oidc', code)
    return reply.redirect(`/sign-in?said=${code}`)
  }

  app.get<{ Querystring: { next?: unknown } }>('/api/auth.oidc', async (request, reply) => {
    try {
      const { url, memory } = await beginOidc(oidc, redirectUri, ownPage(request.query.next))
      // The way back comes from another site, so this cookie has to travel with it.
      giveCookie(reply, ticketCookie, await database.asSystem(today(), (db) => issueTicket(db, 'oidc', memory)), { seconds: ticketSeconds, lax: true })
      return await reply.redirect(url)
    } catch (error) {
      request.log.error({ reason: error instanceof Error ? error.message : 'unknown', requestId: request.id }, 'single sign-on not reached')
      return refused(request, reply, 'sso')
    }
  })

  app.get('/api/auth.oidcCallback', async (request, reply) => {
    const told = Back.safeParse(request.query)
    const memory = OidcMemory.safeParse(await database.asSystem(today(), (db) => takeTicket(db, 'oidc', cookieOf(request, ticketCookie))))
    dropCookie(reply, ticketCookie)
    if (!told.success || !memory.success || told.data.state !== memory.data.state || (told.data.iss !== undefined && told.data.iss !== oidc.issuer)) return refused(request, reply, 'sso')
    let vouched: Vouched
    try {
      vouched = await finishOidc(oidc, redirectUri, { code: told.data.code, memory: memory.data })
    } catch (error) {
      request.log.warn({ reason: error instanceof Error ? error.message : 'unknown', requestId: request.id }, 'single sign-on refused')
      return refused(request, reply, 'sso')
    }
    const accountId = await accountOf(vouched)
    if (!accountId || !(await door.enter(reply, accountId, { way: 'oidc', ...(vouched.twoFactors ? { factor: 'oidc' as const } : {}), ...(vouched.sid ? { oidcSid: vouched.sid } : {}) }))) return refused(request, reply, 'ssoNoAccount')
    await audited(request, 'auth.oidc', null)
    return reply.redirect(memory.data.next)
  })

  /** An account that is there; the first time it remembers who the provider says it is, afterwards it must be the same: a login that was given to somebody else opens nothing. */
  const accountOf = ({ login, subject }: Vouched): Promise<string | undefined> =>
    database.asSystem(today(), async (db) => {
      const account = await db
        .updateTable('kernel.account')
        .set({ oidcSubject: subject })
        .where('login', '=', login)
        .where('disabledAt', 'is', null)
        .where('demo', '=', false)
        .where(sql<boolean>`coalesce(oidc_subject, ${subject}) = ${subject}`)
        .returning('id')
        .executeTakeFirst()
      return account?.id
    })

  void app.register(async (scope) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 32 * 1024 }, (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))))
    scope.post('/api/auth.oidcLogout', async (request, reply) => {
      const form = z.object({ logout_token: z.string().min(1) }).safeParse(request.body)
      try {
        const { sid, subject } = await readLogout(oidc, form.data?.logout_token ?? '')
        await database.asSystem(today(), (db) =>
          db
            .updateTable('kernel.session')
            .set({ endedAt: sql<string>`now()`, endedBecause: '在统一身份认证退出' })
            .where('endedAt', 'is', null)
            .where('way', '=', 'oidc')
            .where(sql<boolean>`case when ${sid ?? null}::text is not null then oidc_sid = ${sid ?? null} else account_id in (select id from kernel.account where oidc_subject = ${subject ?? null}) end`)
            .execute(),
        )
        await audited(request, 'auth.oidcLogout', null)
        return { done: true }
      } catch {
        await audited(request, 'auth.oidcLogout', 'notVerified')
        return says(reply, 400, { kind: 'invalid', message: '退出令牌没有通过验证' })
      }
    })
  })
}
