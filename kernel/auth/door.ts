import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { ErrorAnswer } from '../action.ts'
import { auditRow } from '../audit/audit.ts'
import type { Database, Tx } from '../db/database.ts'
import { publicActor } from '../org/actor.ts'
import { twoFactorRoles } from '../org/roles.ts'
import type { Id, PlainDate } from '../types.ts'
import { callerOf, type Caller } from './caller.ts'
import { deviceCookie, giveCookie, sessionCookie, tokenOf } from './cookies.ts'
import { rememberDevice } from './devices.ts'
import type { OidcSettings } from './oidc.ts'
import type { SmsSender } from './sms.ts'
import { endSession, hasSecondFactor, openSession, type Opening, type Session } from './sessions.ts'

/**
 * What the routes before a verb share: they stand outside the table of verbs, because they make, change or end the session itself. Each says
 * who may use it, what it takes and how it says no; each leaves its audit row.
 */

export interface AuthOptions {
  database: Database
  today: () => PlainDate
  demo: boolean
  ways: SignInWays
}

/** What of signing in is a matter of the city's configuration. */
export interface SignInWays {
  /** Where browsers find the house, `https://juying.example.gov.cn`; without it, where the request says it was sent. */
  origin: string | undefined
  /** Who carries codes to telephones; without, there is no sign-in by telephone. */
  sms: SmsSender | undefined
  oidc: OidcSettings | undefined
  /** The person of the registry whose name and identity number these are; takes the same time for unknown ones. */
  findPerson: ((db: Tx, claim: { name: string; documentNumber: string }) => Promise<{ personId: Id<'person'>; name: string } | undefined>) | undefined
  /** Words that do not make a password better: the names of the city and of the system. */
  commonWords: readonly string[]
}

export const noWays: SignInWays = { origin: undefined, sms: undefined, oidc: undefined, findPerson: undefined, commonWords: ['聚英', 'juying', '人才'] }

export const says = (reply: FastifyReply, status: number, answer: ErrorAnswer) => reply.status(status).send(answer)
export const invalid = (error: z.ZodError): ErrorAnswer => ({ kind: 'invalid', message: error.issues.map((issue) => issue.message).join('；') })

export type Failed<F extends string> = { failed: F }
export const failed = <F extends string>(code: F): Failed<F> => ({ failed: code })

interface Knocking<I> {
  body: I
  request: FastifyRequest
  reply: FastifyReply
  caller: Caller
  today: PlainDate
}
interface Own<I> extends Knocking<I> {
  session: Session
  accountId: Id<'account'>
  token: string
}

interface Entry<I extends z.ZodType, F extends string> {
  input: I
  /** How it says no. `tooMany` is answered with 429. */
  refusals: Readonly<Record<F, string>>
  /** 401 instead of 409: whoever knocks has not shown who he is. */
  unauthorised?: boolean
  /** Leaves no audit row: a read. */
  quiet?: boolean
}

/**
 * `pending` is open to a session that still owes its second factor; `full` is not; `proved` asks besides that the second factor was used within
 * five minutes, of everybody who has one or has to.
 */
type Need = 'pending' | 'full' | 'proved'

export interface Door {
  open<I extends z.ZodType, F extends string>(name: string, entry: Entry<I, F>, run: (knocking: Knocking<z.output<I>>) => Promise<object | Failed<F>>): void
  own<I extends z.ZodType, F extends string>(name: string, need: Need, entry: Entry<I, F>, run: (own: Own<z.output<I>>) => Promise<object | Failed<F>>): void
  /** Gives the browser a new session in place of whatever it had, and remembers it as its owner's. Undefined: no duty today. */
  enter(reply: FastifyReply, accountId: string, how: Omit<Opening, 'caller'>): Promise<boolean>
}

export const stepUpFirst = '请先确认身份（动态口令、通行密钥或恢复码），五分钟内有效'

export const doorOf = (app: FastifyInstance, { database, today }: AuthOptions): Door => {
  const answer = async <F extends string>(name: string, entry: Entry<z.ZodType, F>, { request, reply, session }: { request: FastifyRequest; reply: FastifyReply; session?: Session }, result: object | Failed<F>) => {
    const no = 'failed' in result ? result.failed : undefined
    if (!entry.quiet) {
      await database.asSystem(today(), (db) => auditRow(db, { actor: session?.actor ?? publicActor, requestId: request.id }, { verb: `auth.${name}`, outcome: no === undefined ? 'done' : 'refused', code: no ?? null, subject: {} }))
    }
    if (no === undefined) return result
    if (no === 'tooMany') return says(reply, 429, { kind: 'busy', code: no, message: entry.refusals[no] })
    return says(reply, entry.unauthorised ? 401 : 409, { kind: entry.unauthorised ? 'signIn' : 'refused', code: no, message: entry.refusals[no] })
  }
  return {
    open: (name, entry, run) => {
      app.post(`/api/auth.${name}`, async (request, reply) => {
        const body = entry.input.safeParse(request.body ?? {})
        if (!body.success) return says(reply, 400, invalid(body.error))
        const result = await run({ body: body.data, request, reply, caller: callerOf(request), today: today() })
        return answer(name, entry, { request, reply }, result)
      })
    },
    own: (name, need, entry, run) => {
      app.post(`/api/auth.${name}`, async (request, reply) => {
        const { session } = request
        const token = tokenOf(request)
        const accountId = session?.actor.accountId
        if (!session || !accountId || !token) return says(reply, 401, { kind: 'signIn', message: '请先登录' })
        if (need !== 'pending' && session.pending) return says(reply, 401, { kind: 'signIn', code: 'secondFactorOwed', message: '请先完成第二步验证' })
        const body = entry.input.safeParse(request.body ?? {})
        if (!body.success) return says(reply, 400, invalid(body.error))
        if (need === 'proved' && !session.actor.steppedUp && (await mustProve(database, session, today()))) return says(reply, 409, { kind: 'refused', code: 'stepUpNeeded', message: stepUpFirst })
        const result = await run({ body: body.data, request, reply, caller: callerOf(request), today: today(), session, accountId, token })
        return answer(name, entry, { request, reply, session }, result)
      })
    },
    enter: async (reply, accountId, how) => {
      const { request } = reply
      const caller = callerOf(request)
      const opened = await database.asSystem(today(), async (db) => {
        const before = tokenOf(request)
        if (before) await endSession(db, before)
        const token = await openSession(db, accountId, today(), { ...how, caller })
        return token ? { token, device: await rememberDevice(db, accountId, caller.deviceToken) } : undefined
      })
      if (!opened) return false
      giveCookie(reply, sessionCookie, opened.token)
      if (opened.device) giveCookie(reply, deviceCookie, opened.device, { seconds: 180 * 86_400 })
      return true
    },
  }
}

/** Who has a second factor or has to have one proves himself by it; nobody else can. */
export const mustProve = async (database: Database, { actor }: Session, today: PlainDate): Promise<boolean> =>
  (actor.role !== 'system' && actor.role !== 'public' && twoFactorRoles.includes(actor.role)) || (await database.asSystem(today, (db) => hasSecondFactor(db, actor.accountId ?? '')))
