import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { test as base } from 'vitest'
import { z } from 'zod'
import { listOutput, type ActionDeclaration, type ErrorAnswer, type ListDeclaration, type QueryDeclaration } from '../kernel/action.ts'
import { sessionCookie } from '../kernel/auth/routes.ts'
import { markSteppedUp, openSession } from '../kernel/auth/sessions.ts'
import type { Tx } from '../kernel/db/database.ts'
import type { Handler } from '../kernel/implement.ts'
import type { JobHandler } from '../kernel/jobs/declare.ts'
import { twoFactorRoles, type Grade, type Role } from '../kernel/org/roles.ts'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import { createApp } from '../server/app.ts'
import { handlers, jobs, streams } from '../server/modules.ts'
import { testDatabase, type TestDatabase } from './db.ts'
import { departments, insertEmployer, insertPerson, ofEmployer, places, type EmployerOptions, type PersonOptions } from './people.ts'

/** What the API answered instead of doing it. */
export class Said extends Error {
  readonly kind: ErrorAnswer['kind']
  readonly code: string | undefined
  readonly status: number
  constructor(status: number, answer: ErrorAnswer) {
    super(answer.message)
    this.kind = answer.kind
    this.code = answer.code
    this.status = status
  }
}

/** Somebody signed in: acts through the HTTP API, like the browser. */
export interface Somebody {
  accountId: Id<'account'>
  personId: Id<'person'> | undefined
  employerId: Id<'employer'> | undefined
  cookie: string
  does<I extends z.ZodType, O extends z.ZodType, R extends string>(action: ActionDeclaration<I, O, R>, input: z.output<I>, options?: { key?: string }): Promise<z.output<O>>
  asks<I extends z.ZodType, O extends z.ZodType>(query: QueryDeclaration<I, O>, input: z.output<I>): Promise<z.output<O>>
  lists<F extends z.ZodObject, T extends z.ZodObject>(list: ListDeclaration<F, T>, filters: z.output<F>, page?: Page): Promise<{ rows: z.output<T>[]; next: string | null; total: number; exact: boolean }>
}

interface Page {
  sort?: string
  after?: string
  limit?: number
}

interface SomebodyOptions {
  place?: string
  department?: string
  personId?: Id<'person'>
  employerId?: Id<'employer'>
  grade?: Grade
}

/** What the house consists of; a desk's own tests put stand-ins beside it. */
export interface House {
  handlers: readonly Handler[]
  jobs: readonly JobHandler[]
}

export class World {
  readonly database: TestDatabase
  readonly app: FastifyInstance
  private readonly jobs: readonly JobHandler[]
  private readonly clock: { today: PlainDate }
  private count = 0
  private readonly renewed = new Map<string, string>()

  private constructor(database: TestDatabase, app: FastifyInstance, clock: { today: PlainDate }, houseJobs: readonly JobHandler[]) {
    this.database = database
    this.jobs = houseJobs
    this.app = app
    this.clock = clock
  }

  static async begin(today = '2026-06-15', house: House = { handlers, jobs }): Promise<World> {
    const database = await testDatabase()
    const clock = { today: plainDate(today) }
    const app = await createApp({ database, handlers: house.handlers, streams, today: () => clock.today, demo: true, logger: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }) })
    const world = new World(database, app, clock, house.jobs)
    await world.asSystem(async (db) => {
      await db.insertInto('kernel.place').values(places).execute()
      await db.insertInto('kernel.department').values(departments).execute()
    })
    return world
  }

  get today(): PlainDate {
    return this.clock.today
  }
  /** Moves the clock of the world: deadlines pass, enrolment ends. */
  setToday(today: string): void {
    this.clock.today = plainDate(today)
  }

  asSystem<T>(body: (db: Tx) => Promise<T>): Promise<T> {
    return this.database.asSystem(this.today, body)
  }

  /** Runs what the queue holds, with what that brings about, until it is empty; returns the names of the jobs that ran. */
  async runJobs(): Promise<string[]> {
    const ran: string[] = []
    for (;;) {
      const due = await this.takeJobs()
      if (!due.length) return ran
      for (const { name, payload } of due) {
        ran.push(name)
        await this.runOne(name, payload)
      }
    }
  }

  /** Runs one clock-driven job now, and what it brings about. */
  async runJob(name: string, payload: unknown = {}): Promise<void> {
    await this.runOne(name, payload)
    await this.runJobs()
  }

  private async runOne(name: string, payload: unknown): Promise<void> {
    const job = this.jobs.find((candidate) => candidate.name === name)
    if (!job) throw new Error(`no job is called ${name}`)
    await job.run({ database: this.database, today: this.today }, payload)
  }

  private async takeJobs(): Promise<{ name: string; payload: unknown }[]> {
    const taken = await this.database.adminQuery(
      `with gone as (
         delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
         where t.id = j.task_id and j.run_at <= now() returning t.identifier, j.payload, j.id)
       select identifier, payload from gone order by id`,
    )
    return Queued.parse(taken).flatMap(({ identifier, payload }) => {
      if (identifier !== 'kernel.event') return [{ name: identifier, payload }]
      const { event, payload: told } = Event.parse(payload)
      return this.jobs.filter((job) => job.on.includes(event)).map((job) => ({ name: job.name, payload: told }))
    })
  }

  async signIn(role: Role, { place, department, personId, employerId, grade }: SomebodyOptions = {}): Promise<Somebody> {
    const number = ++this.count
    const { accountId, token } = await this.asSystem(async (db) => {
      const account = await db
        .insertInto('kernel.account')
        .values({ login: `${role}-${number}`, name: `甲${number}`, personId: personId ?? null, employerId: employerId ?? null, demo: true })
        .returning('id')
        .executeTakeFirstOrThrow()
      await db.insertInto('kernel.duty').values({ accountId: account.id, role, title: role, placeCode: place ?? null, department: department ?? null, ...ofEmployer(role, employerId, grade) }).execute()
      const opened = await openSession(db, account.id, this.today)
      // Officers come with their second factor in hand; what happens without it is the subject of tests of its own.
      if (opened && twoFactorRoles.includes(role)) await markSteppedUp(db, opened)
      return { accountId: account.id as Id<'account'>, token: opened }
    })
    const cookie = `${sessionCookie}=${token}`
    const post = (name: string, body: unknown, headers: Record<string, string> = {}) => this.post(cookie, name, body, headers)
    return {
      accountId,
      personId,
      employerId,
      cookie,
      does: async (action, input, options) => action.output.parseAsync(await post(action.name, z.encode(action.input, input), options?.key ? { 'idempotency-key': options.key } : {})),
      asks: async (query, input) => query.output.parseAsync(await post(query.name, z.encode(query.input, input))),
      lists: async (list, filters, page = {}) => listOutput(list.row).parseAsync(await post(list.name, { filters: z.encode(list.filters, filters), ...page })),
    }
  }

  /** The raw request, for what no typed client would send. */
  async post(cookie: string, name: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> {
    const response = await this.app.inject({ method: 'POST', url: `/api/${name}`, headers: { cookie: this.renewed.get(cookie) ?? cookie, 'content-type': 'application/json', ...headers }, payload: JSON.stringify(body) })
    // As a browser does: a session that was given a new token goes on under it.
    const given = response.cookies.find((one) => one.name === sessionCookie && one.value !== '')
    if (given && cookie) this.renewed.set(cookie, `${sessionCookie}=${given.value}`)
    if (response.statusCode !== 200) throw new Said(response.statusCode, response.json())
    return response.json()
  }

  staff(role: Role, place = '9801', department?: string): Promise<Somebody> {
    return this.signIn(role, { place, ...(department ? { department } : {}) })
  }

  /** A person of the registry who has signed in on his phone. */
  async talent(options: PersonOptions = {}): Promise<Somebody & { personId: Id<'person'> }> {
    const personId = await this.person(options)
    return { ...(await this.signIn('talent', { personId })), personId }
  }

  clerkOf(employerId: Id<'employer'>, grade: Grade = 'clerk'): Promise<Somebody> {
    return this.signIn('employerClerk', { employerId, grade })
  }

  /** A person of the registry with the fewest facts; tests add what they assert on. */
  person(options: PersonOptions = {}): Promise<Id<'person'>> {
    return this.asSystem((db) => insertPerson(db, this.today, options))
  }

  employer(options: EmployerOptions = {}): Promise<Id<'employer'>> {
    return this.asSystem((db) => insertEmployer(db, this.today, ++this.count, options))
  }

  async end(): Promise<void> {
    await this.app.close()
    await this.database.drop()
  }
}

const Queued = z.array(z.object({ identifier: z.string(), payload: z.unknown() }))
const Event = z.object({ event: z.string(), payload: z.unknown() })

/** `test('…', async ({ world }) => …)`: a whole house on a database of its own, gone afterwards. */
export const test = base.extend<{ world: World }>({
  // Vitest reads the fixtures that are wanted off this pattern, so it must be one.
  // oxlint-disable-next-line no-empty-pattern
  world: async ({}, use) => {
    const world = await World.begin()
    await use(world)
    await world.end()
  },
})
