import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { sql } from 'kysely'
import { pino } from 'pino'
import { z } from 'zod'
import { withCheckDigit } from '../../fund/account-number.ts'
import { replaceAccount } from '../../fund/account-store.ts'
import { commitAward, type AwardDecided } from '../../fund/index.ts'
import { sessionCookie } from '../../kernel/auth/routes.ts'
import { openSession } from '../../kernel/auth/sessions.ts'
import { dateOf } from '../../kernel/calendar/plain-date.ts'
import { openDatabase, type Database, type Tx } from '../../kernel/db/database.ts'
import type { DatabaseAddress } from '../../kernel/db/roles.ts'
import type { Role } from '../../kernel/org/roles.ts'
import { yuan, type Fen, type Id, type PlainDate } from '../../kernel/types.ts'
import { installLibrary } from '../../measures/install.ts'
import { createApp, type AppOptions } from '../../server/app.ts'
import { handlers, streams } from '../../server/modules.ts'
import { departments, insertEmployer, insertPerson, ofEmployer, places } from '../people.ts'
import { planOnce } from './plans.ts'
import { decisionOf, openRaceLine } from './races.ts'

/** What the house answered, as it went over the wire. */
export interface Answer {
  status: number
  body: unknown
}
export type Send = (cookie: string, verb: string, body: unknown, key?: string) => Promise<Answer>

export interface Hand {
  accountId: Id<'account'>
  cookie: string
}
export interface Staff {
  place?: string
  department?: string
  personId?: string
  employerId?: string
}
export interface Applicant extends Hand {
  personId: Id<'person'>
}

let serial = 0

export const city = '9801'
export const town = '980101001'
const Code = z.object({ code: z.string() })

/** Code of the refusal, or the kind of the answer when it was none of the procedure's. */
export const saidNo = ({ status, body }: Answer): string | undefined => {
  if (status === 200) return undefined
  const refused = Code.safeParse(body)
  return refused.success ? refused.data.code : `http ${status}`
}

/**
 * The ground on which the harnesses stand: an invented city with two measures and nothing else, people who act over HTTP, and builders of
 * the things that a command needs. `send` is the wire: a call of the app in this process, or a request to a server of its own.
 */
export class Stage {
  readonly database: Database
  /** The day of the house; a harness may let it go on. */
  today: PlainDate
  readonly send: Send
  private readonly known = new Map<string, Promise<Hand>>()

  constructor(database: Database, today: PlainDate, send: Send) {
    this.database = database
    this.today = today
    this.send = send
  }

  asSystem<T>(body: (db: Tx) => Promise<T>): Promise<T> {
    return this.database.asSystem(this.today, body)
  }

  /** A number that no stage of this process has given before. */
  next(): number {
    return ++serial
  }

  /** Sends and expects that it is done; what the house says otherwise ends the harness, for then the harness itself is wrong. */
  async does(cookie: string, verb: string, body: unknown, key?: string): Promise<unknown> {
    const answer = await this.send(cookie, verb, body, key)
    if (answer.status !== 200) throw new Error(`${verb} was answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  async signIn(role: Role, { place, department, personId, employerId }: Staff = {}): Promise<Hand> {
    const login = `hand-${randomUUID()}`
    return this.asSystem(async (db) => {
      const { id } = await db.insertInto('kernel.account').values({ login, name: `甲${this.next()}`, personId: personId ?? null, employerId: employerId ?? null, demo: true }).returning(sql<Id<'account'>>`id`.as('id')).executeTakeFirstOrThrow()
      await db.insertInto('kernel.duty').values({ accountId: id, role, title: role, placeCode: place ?? null, department: department ?? null, ...ofEmployer(role, employerId) }).execute()
      const token = await openSession(db, id, this.today)
      // As if he had just typed the code of his second factor, and would again whenever he is asked.
      await db.updateTable('kernel.session').set({ steppedUpAt: sql<string>`now() + interval '1 day'`, factor: 'totp', factorAt: sql<string>`now()` }).where('accountId', '=', id).execute()
      return { accountId: id, cookie: `${sessionCookie}=${token}` }
    })
  }

  /** The same hand for the same office each time. */
  staff(role: Role, place = city, department?: string): Promise<Hand> {
    const key = `${role}/${place}/${department ?? ''}`
    const hand = this.known.get(key) ?? this.signIn(role, { place, ...(department ? { department } : {}) })
    this.known.set(key, hand)
    return hand
  }

  async applicant(employerId?: Id<'employer'>, place = town): Promise<Applicant> {
    const personId = await this.asSystem((db) => insertPerson(db, this.today, { place, ...(employerId ? { employerId } : {}) }))
    return { ...(await this.signIn('talent', { personId })), personId }
  }

  employer(place = town): Promise<Id<'employer'>> {
    return this.asSystem((db) => insertEmployer(db, this.today, this.next(), { place }))
  }

  /** A budget line of the city with this much on it. */
  async line(room: Fen, code = `test/line-${randomUUID()}`, day = this.today): Promise<{ id: Id<'budgetLine'>; code: string }> {
    return { id: await this.asSystem((db) => openRaceLine(db, code, room, day)), code }
  }

  /** An award that the fund has committed, due today, to somebody with an account. */
  async award(line: { code: string }, amount: Fen, { condition = null, ...more }: Partial<AwardDecided> & { condition?: string | null } = {}): Promise<Id<'award'>> {
    const decided = decisionOf(line.code, amount, { decidedOn: this.today, schedule: [{ no: 1, dueOn: this.today, amount, condition }], ...more })
    const number = withCheckDigit(`629801${String(this.next()).padStart(12, '0')}`)
    return this.asSystem(async (db) => {
      await replaceAccount(db, { holder: decided.holder, placeCode: town, name: '甲', bank: '青屿银行', number, document: null })
      const result = await commitAward(db, decided)
      if (!result.ok) throw new Error(`the award was refused: ${result.reason}`)
      return result.awardId
    })
  }
}

/** The line that the measure of the shortest path draws on: ample. */
export const directLine = 'harness/direct'

/** Places, offices, the two measures of test/harness/policies and the money of the first, in an empty database. */
export const layGround = (database: Database, today: PlainDate): Promise<void> =>
  database.asSystem(today, async (db) => {
    await db.insertInto('kernel.place').values(places).execute()
    await db.insertInto('kernel.department').values(departments).execute()
    await installLibrary(db, join(import.meta.dirname, 'policies'))
    await openRaceLine(db, directLine, yuan(1_000_000_000), today)
    // Last year's special fund, so that two who carry over at once do not open it at once.
    await openRaceLine(db, 'test/last-year', yuan(1), dateOf(Number(today.slice(0, 4)) - 1, 12, 31))
  })

type Changed = Partial<Pick<AppOptions, 'handlers'>>

/** A stage whose house lives in this process, with a connection for each of so many rivals. `changed` plants a fault. */
export const withStage = async <T>(address: DatabaseAddress, today: PlainDate, body: (stage: Stage) => Promise<T>, { handlers: own }: Changed = {}, connections = 64): Promise<T> => {
  const database = planOnce(openDatabase(address, { connections }))
  let stage: Stage | undefined
  const app = await createApp({ database, handlers: own ?? handlers, streams, today: () => stage?.today ?? today, demo: true, logger: pino({ level: 'silent' }) })
  const send: Send = async (cookie, verb, wire, key) => {
    const headers = { cookie, 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) }
    const response = await app.inject({ method: 'POST', url: `/api/${verb}`, headers, payload: JSON.stringify(wire) })
    return { status: response.statusCode, body: response.json() }
  }
  try {
    stage = new Stage(database, today, send)
    return await body(stage)
  } finally {
    await app.close()
    await database.close()
  }
}
