import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { sql } from 'kysely'
import { z } from 'zod'
import { stepUpRefusal, viewerRefusal, type ActionDeclaration, type ErrorAnswer, type May } from './action.ts'
import { auditRow } from './audit/audit.ts'
import { connectionLost, databaseCode, type Database } from './db/database.ts'
import { Denied, InvalidInput, KeyReused, Missing, Refusal, SignInNeeded } from './errors.ts'
import { gate } from './gate.ts'
import type { ActionContext, Handler } from './implement.ts'
import { addEvent, addJob } from './jobs/queue.ts'
import { onlySees, type Actor } from './org/actor.ts'
import { twoFactorRoles } from './org/roles.ts'
import { houseSealer } from './seal/seal.ts'
import { isToken, openToken, sealToken } from './seal/token.ts'
import { runList } from './list.ts'
import type { PlainDate } from './types.ts'

export interface Call {
  actor: Actor
  today: PlainDate
  requestId: string
  /** From the header Idempotency-Key: one key, one effect, one answer. */
  idempotencyKey: string | undefined
}

/** A list takes the database a few hundredths of a second of a core. One core stays free of them, for the engine and for everything short. */
const lists = gate(Math.max(1, availableParallelism() - 1))

/**
 * The life of one request behind the route: permission, input, one transaction with the actor's scope, the body, the audit row,
 * the idempotent answer. Takes and gives wire values (JSON).
 */
export const invoke = async (database: Database, handler: Handler, call: Call, wire: unknown): Promise<unknown> => {
  const { declaration } = handler
  try {
    if (!permitted(declaration.may, call.actor)) throw call.actor.role === 'public' ? new SignInNeeded() : new Denied()
    if (handler.kind === 'action' && onlySees(call.actor) && handler.declaration.may !== 'public' && !handler.declaration.viewerToo) throw new Refusal('viewerOnly', viewerRefusal.viewerOnly)
    if (handler.kind === 'list') return await lists(() => database.as(call, (db) => runList({ ...call, db, database }, handler, wire)))
    const input = decode(handler.declaration.input, wire)
    if (handler.kind === 'query') {
      const output = await database.as(call, (db) => handler.run({ ...call, db, database }, input))
      return z.encode(handler.declaration.output, output)
    }
    return await act(database, handler, call, wire, input)
  } catch (thrown) {
    if (handler.kind !== 'action') throw thrown
    const error = saidByDatabase(handler.declaration, thrown) ?? thrown
    await auditFailure(database, handler, call, error)
    throw error
  }
}

/** The refusal that the verb declares for a state which the database's own rules raise, completed by the database's sentence. */
const saidByDatabase = ({ refusals, sqlStates }: ActionDeclaration, thrown: unknown): Refusal | undefined => {
  const state = databaseCode(thrown)
  const code = state === undefined ? undefined : sqlStates?.[state]
  return code === undefined || !(thrown instanceof Error) ? undefined : new Refusal(code, `${refusals[code] ?? code}：${thrown.message}`)
}

const act = (database: Database, handler: Handler & { kind: 'action' }, call: Call, wire: unknown, input: unknown): Promise<unknown> =>
  database.as(call, async (db) => {
    const { declaration } = handler
    const kept = !declaration.shownOnce
    const earlier = kept ? await claimKey(db, call, declaration.name, wire) : undefined
    if (earlier) return earlier.answer
    // After the key: what was done within the five minutes is answered again later, too.
    if (declaration.stepUp && !provedEnough(call.actor)) throw stepUpMissing()
    const subject = idsOf(wire)
    const context: ActionContext = {
      ...call,
      db,
      database,
      refuse: (code, detail) => {
        const sentence = declaration.refusals[code] ?? code
        throw new Refusal(code, detail ? `${sentence}：${detail}` : sentence)
      },
      enqueue: (job, payload, options) => addJob(db, job.name, job.payload.parse(payload), options),
      emit: (event, payload) => addEvent(db, event.name, event.payload.parse(payload)),
      touched: (more) => void Object.assign(subject, more),
    }
    const answer: unknown = z.encode(declaration.output, await handler.run(context, input)) ?? null
    if (kept) await keepAnswer(db, call, answer)
    await auditRow(db, call, { verb: declaration.name, outcome: 'done', code: null, subject })
    return answer
  })

export const permitted = (may: May, actor: Actor): boolean =>
  may === 'public' || actor.role === 'system' || may.some((role) => role === actor.role)

/** Whoever signs in with two factors has used the second lately; the house itself has none to show. */
export const provedEnough = (actor: Actor): boolean => actor.steppedUp === true || !twoFactorRoles.some((role) => role === actor.role)

export const stepUpMissing = (): Refusal => new Refusal('secondFactorNeeded', stepUpRefusal.secondFactorNeeded)

const decode = (schema: z.ZodType, wire: unknown): unknown => {
  const parsed = z.safeDecode(schema, wire)
  if (parsed.success) return parsed.data
  throw new InvalidInput(parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })))
}

/** Keyed: what was asked may be somebody's pay, and who has the table alone could try one sum after the other. */
const bodyHash = (wire: unknown): Buffer => houseSealer().index('request', createHash('sha256').update(JSON.stringify(wire) ?? '').digest('hex'))

/** First writer of the key goes on; everybody else waits for him at the primary key and then reads his answer. */
const claimKey = async (db: ActionContext['db'], call: Call, verb: string, wire: unknown): Promise<{ answer: unknown } | undefined> => {
  if (!call.idempotencyKey || !call.actor.accountId) return undefined
  const hash = bodyHash(wire)
  const key = { key: call.idempotencyKey, accountId: call.actor.accountId }
  const claimed = await db
    .insertInto('kernel.idempotency')
    .values({ ...key, verb, bodyHash: hash, requestId: call.requestId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (claimed) return undefined
  const before = await db.selectFrom('kernel.idempotency').select(['verb', 'bodyHash', 'answer']).where('key', '=', key.key).where('accountId', '=', key.accountId).executeTakeFirstOrThrow()
  if (before.verb !== verb || !hash.equals(before.bodyHash)) throw new KeyReused()
  return { answer: isToken(before.answer) ? openToken(before.answer, { what: 'answer', row: key.accountId }) : null }
}

const keepAnswer = async (db: ActionContext['db'], call: Call, answer: unknown): Promise<void> => {
  if (!call.idempotencyKey || !call.actor.accountId) return
  await sql`update kernel.idempotency set answer = ${JSON.stringify(sealToken('answer', call.actor.accountId, answer ?? null))}::jsonb where key = ${call.idempotencyKey} and account_id = ${call.actor.accountId}`.execute(db)
}

/** A refusal rolls its transaction back, so its audit row is written in one of its own. */
const auditFailure = async (database: Database, handler: Handler, call: Call, error: unknown): Promise<void> => {
  const outcome =
    error instanceof Refusal ? 'refused' : error instanceof Denied || error instanceof SignInNeeded || error instanceof Missing ? 'denied' : error instanceof InvalidInput ? 'invalid' : undefined
  if (!outcome) return
  const code = error instanceof Refusal ? error.code : null
  await database.as(call, (db) => auditRow(db, call, { verb: handler.declaration.name, outcome, code, subject: {} }))
}

/** What an input names by id; nothing else of it enters the audit trail. */
const idsOf = (wire: unknown): Record<string, string> => {
  if (typeof wire !== 'object' || wire === null) return {}
  return Object.fromEntries(Object.entries(wire).filter((entry): entry is [string, string] => /(^i|I)d$/.test(entry[0]) && typeof entry[1] === 'string'))
}

const checkViolation = '23514'
const rowSecurity = '42501'

/** Turns whatever was thrown into the answer that the user reads. A fault says nothing of its inside. */
export const answerFor = (error: unknown, requestId: string): { status: number; answer: ErrorAnswer } => {
  if (error instanceof Refusal) return { status: 409, answer: { kind: 'refused', code: error.code, message: error.message, requestId } }
  if (error instanceof KeyReused) return { status: 422, answer: { kind: 'refused', code: 'keyReused', message: '同一个幂等键已用于另一个请求，请换一个键', requestId } }
  if (error instanceof InvalidInput) return { status: 400, answer: { kind: 'invalid', message: error.message, issues: error.issues, requestId } }
  if (error instanceof SignInNeeded) return { status: 401, answer: { kind: 'signIn', message: '请先登录', requestId } }
  if (error instanceof Missing) return { status: 404, answer: { kind: 'missing', message: '没有找到，或不在您的范围内', requestId } }
  if (error instanceof Denied || databaseCode(error) === rowSecurity) return { status: 403, answer: { kind: 'denied', message: '您当前的职责不能办理此事', requestId } }
  // A commit may have been under way: nobody can say here that nothing happened. The browser keeps the key after a fault, so pressing again is safe.
  if (connectionLost(error)) return { status: 503, answer: { kind: 'fault', message: '数据库暂时连不上，这次办理是否生效还不能确定。请稍后再点一次：已经生效的不会重复办理。', requestId } }
  const message =
    databaseCode(error) === checkViolation
      ? '数据库没有接受这次变更：它会破坏已有的约束。没有任何内容被改动。'
      : `系统出了故障，没有任何内容被改动。请稍后再试；如仍不行，请把请求号 ${requestId} 告诉管理员。`
  return { status: 500, answer: { kind: 'fault', message, requestId } }
}
