import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { auditRow } from '../audit/audit.ts'
import { invalid, says, type AuthOptions } from '../auth/door.ts'
import { hashPassword } from '../auth/password.ts'
import { readIdentityNumber } from '../codes/identity-number.ts'
import type { Database } from '../db/database.ts'
import { systemActor } from '../org/actor.ts'
import { roles, type Role } from '../org/roles.ts'
import type { PlainDate } from '../types.ts'
import { identityIndexOf } from './actions.ts'
import { SetUp } from './set-up-contract.ts'

/**
 * The first accounts of an empty house. Whoever started the program reads a code off its screen and hands it to those who will be the officers; it makes
 * two security officers, the system administrator and the auditor, four human beings, once. Afterwards everything goes through the security officers.
 */

const hashOf = (code: string): Buffer => createHash('sha256').update(code.replaceAll('-', '').toUpperCase()).digest()
/** Wrong codes that are borne in a quarter of an hour, from everywhere together. */
const guesses = 10

/** A code for a house without any account; undefined where there is one. Each start of an empty house makes a new code and the old one is dead. */
export const codeForEmptyHouse = (database: Database, today: PlainDate): Promise<string | undefined> =>
  database.asSystem(today, async (db) => {
    if (await db.selectFrom('kernel.account').select('id').limit(1).executeTakeFirst()) return undefined
    const code = randomBytes(10).toString('hex').toUpperCase().match(/.{5}/g)?.join('-') ?? ''
    await db
      .insertInto('kernel.setUp')
      .values({ codeHash: hashOf(code) })
      .onConflict((conflict) => conflict.column('single').doUpdateSet({ codeHash: hashOf(code), madeAt: sql`now()` }))
      .execute()
    return code
  })

type Outcome = 'done' | 'wrong' | 'tooMany' | 'over' | 'sameHuman' | 'sameLogin' | { documentWrong: string }

const setUp = async (database: Database, body: z.output<typeof SetUp>, source: string, today: PlainDate): Promise<Outcome> => {
  const people = [
    { role: 'securityOfficer', ...body.securityOne },
    { role: 'securityOfficer', ...body.securityTwo },
    { role: 'systemOfficer', ...body.system },
    { role: 'auditOfficer', ...body.audit },
  ] as const
  const verdict = await database.asSystem(today, async (db): Promise<Outcome | undefined> => {
    const [state] = await db.selectFrom('kernel.setUp').select(['codeHash', 'usedAt']).forUpdate().execute()
    const { wrong } = await db.selectFrom('kernel.signInAttempt').select(sql<number>`count(*)::int`.as('wrong')).where('login', '=', 'set-up').where('succeeded', '=', false).where(sql<boolean>`at > now() - interval '15 minutes'`).executeTakeFirstOrThrow()
    if (wrong >= guesses) return 'tooMany'
    if (!state || state.usedAt !== null || (await db.selectFrom('kernel.account').select('id').limit(1).executeTakeFirst())) return 'over'
    const right = timingSafeEqual(hashOf(body.code), state.codeHash)
    if (!right) await db.insertInto('kernel.signInAttempt').values({ login: 'set-up', source, succeeded: false }).execute()
    return right ? undefined : 'wrong'
  })
  if (verdict) return verdict
  if (new Set(people.map(({ login }) => login)).size < people.length) return 'sameLogin'
  const made: { role: Role; login: string; name: string; number: string; passwordHash: string }[] = []
  for (const { documentNumber, password, ...person } of people) {
    const read = readIdentityNumber(documentNumber, today)
    if (!read.ok) return { documentWrong: `${person.name}：${read.problem}` }
    made.push({ ...person, number: read.value.number, passwordHash: await hashPassword(password) })
  }
  if (new Set(made.map(({ number }) => number)).size < made.length) return 'sameHuman'
  return database.asSystem(today, async (db): Promise<Outcome> => {
    const used = await db.updateTable('kernel.setUp').set({ usedAt: sql`now()` }).where('usedAt', 'is', null).where('codeHash', '=', hashOf(body.code)).executeTakeFirst()
    if (used.numUpdatedRows !== 1n) return 'over'
    for (const { role, login, name, number, passwordHash } of made) {
      const { id } = await db.insertInto('kernel.account').values({ login, name, passwordHash, identityIndex: identityIndexOf(number) }).returning('id').executeTakeFirstOrThrow()
      await db.insertInto('kernel.duty').values({ accountId: id, role, title: roles[role], validFrom: today }).execute()
    }
    await auditRow(db, { actor: systemActor, requestId: 'set-up' }, { verb: 'auth.setUp', outcome: 'done', code: null, subject: {} })
    return 'done'
  })
}

const sentences = {
  wrong: '设置码不对，请看启动程序的窗口里最近一次显示的设置码',
  tooMany: '错了太多次，请 15 分钟后再试',
  over: '系统已经有账号，设置码已经作废。需要账号请找安全保密员',
  sameHuman: '四个人须是不同的人：有两处证件号码相同',
  sameLogin: '有两处登录名相同',
} as const

/** Before there is any actor, so it stands outside the table of verbs like signing in. */
export const setUpRoutes = (app: FastifyInstance, { database, today }: Pick<AuthOptions, 'database' | 'today'>): void => {
  app.post('/api/auth.setUp', async (request, reply) => {
    const body = SetUp.safeParse(request.body)
    if (!body.success) return says(reply, 400, invalid(body.error))
    const outcome = await setUp(database, body.data, request.ip, today())
    if (outcome === 'done') return { done: true }
    if (typeof outcome === 'object') return says(reply, 400, { kind: 'invalid', message: outcome.documentWrong })
    return says(reply, outcome === 'tooMany' ? 429 : 409, { kind: outcome === 'tooMany' ? 'busy' : 'refused', code: outcome, message: sentences[outcome] })
  })
}
