import type { FastifyInstance, InjectOptions } from 'fastify'
import { pino } from 'pino'
import { sessionCookie } from '../../../kernel/auth/cookies.ts'
import { hashPassword } from '../../../kernel/auth/password.ts'
import { enrolDemoAccount } from '../../../kernel/auth/second-factor.ts'
import { markSteppedUp, openSession } from '../../../kernel/auth/sessions.ts'
import { plainDate } from '../../../kernel/calendar/plain-date.ts'
import { openDatabase, type Database } from '../../../kernel/db/database.ts'
import type { Role } from '../../../kernel/org/roles.ts'
import { createApp } from '../../../server/app.ts'
import { handlers, streams } from '../../../server/modules.ts'
import { departments, places } from '../../people.ts'
import type { HarnessOptions } from '../options.ts'

/** What an attack on the door stands on: a running house without a socket, real accounts, and a way to send that a planted hole may spoil. */

export const today = plainDate('2026-11-20')
export const password = '退潮后的滩涂上有三只白鹭'

export interface Sent {
  status: number
  headers: Record<string, unknown>
  cookies: { name: string; value: string; httpOnly?: boolean; secure?: boolean; sameSite?: string; path?: string }[]
  body: Record<string, unknown>
  milliseconds: number
}
export type Send = (path: string, options?: { body?: unknown; headers?: Record<string, string>; ip?: string; method?: 'POST' | 'GET' | 'OPTIONS' }) => Promise<Sent>

export interface Ground {
  database: Database
  app: FastifyInstance
  send: Send
  login: string
  accountId: string
  /** A session of this duty: of the real account, or of one of its own; stepped up when asked. */
  session(role: Role, options?: { steppedUp?: boolean; pending?: boolean }): Promise<{ cookie: string; token: string; accountId: string }>
}

const senderOf = (app: FastifyInstance): Send => async (path, { body = {}, headers = {}, ip = '10.0.0.1', method = 'POST' } = {}) => {
  const request: InjectOptions = { method, url: path, remoteAddress: ip, headers: { ...(method === 'POST' ? { 'content-type': 'application/json' } : {}), ...headers }, ...(method === 'POST' ? { payload: JSON.stringify(body) } : {}) }
  const began = performance.now()
  const response = await app.inject(request)
  const milliseconds = performance.now() - began
  let read: Record<string, unknown> = {}
  try {
    read = response.json()
  } catch {
    // A file, a page, nothing: what it says is told by its status.
  }
  return { status: response.statusCode, headers: response.headers, cookies: response.cookies, body: read, milliseconds }
}

export const openGround = async (address: HarnessOptions['address']): Promise<Ground> => {
  const database = openDatabase(address)
  const app = await createApp({ database, handlers, streams, today: () => today, demo: true, logger: pino({ level: 'silent' }) })
  await app.ready()
  const passwordHash = await hashPassword(password)
  let count = 0
  const account = (role: Role) =>
    database.asSystem(today, async (db) => {
      const { id } = await db.insertInto('kernel.account').values({ login: `door-${++count}`, name: '柏舟', passwordHash }).returning('id').executeTakeFirstOrThrow()
      await db.insertInto('kernel.duty').values({ accountId: id, role, title: role, placeCode: role.endsWith('Officer') && role !== 'trainingOfficer' ? null : '9801' }).execute()
      return id
    })
  await database.asSystem(today, async (db) => {
    await db.insertInto('kernel.place').values(places).onConflict((conflict) => conflict.doNothing()).execute()
    await db.insertInto('kernel.department').values(departments).onConflict((conflict) => conflict.doNothing()).execute()
  })
  const accountId = await account('leader')
  await database.asSystem(today, (db) => enrolDemoAccount(db, accountId))
  return {
    database, app, send: senderOf(app), login: 'door-1', accountId,
    session: async (role, { steppedUp = false, pending = false } = {}) => {
      const id = await account(role)
      const token = await database.asSystem(today, async (db) => {
        const opened = (await openSession(db, id, today, { way: 'password' })) ?? ''
        if (!pending) await db.updateTable('kernel.session').set({ factor: 'totp', factorAt: '2026-11-20T00:00:00Z' }).where('accountId', '=', id).execute()
        if (steppedUp) await markSteppedUp(db, opened)
        return opened
      })
      return { cookie: `${sessionCookie}=${token}`, token, accountId: id }
    },
  }
}
