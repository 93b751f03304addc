import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import { inventName } from '../city/names.ts'
import { Random } from '../city/random.ts'
import type { ActionDeclaration, QueryDeclaration } from '../kernel/action.ts'
import type { Database, Tx } from '../kernel/db/database.ts'
import { invoke } from '../kernel/invoke.ts'
import type { Actor } from '../kernel/org/actor.ts'
import { roles, type Grade, type Role } from '../kernel/org/roles.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import { handlers, jobs } from '../server/modules.ts'

/** The whole house with its doors, for a script that lives through days: somebody does a verb on a day, the clock runs a job on a day. */

interface Moment {
  actor: Actor
  today: PlainDate
}

export interface House {
  database: Database
  does<I extends z.ZodType, O extends z.ZodType, R extends string>(moment: Moment, action: ActionDeclaration<I, O, R>, input: z.input<I>): Promise<z.output<O>>
  asks<I extends z.ZodType, O extends z.ZodType>(moment: Moment, query: QueryDeclaration<I, O>, input: z.input<I>): Promise<z.output<O>>
  job(name: string, today: PlainDate, payload?: unknown): Promise<void>
}

const byName = new Map(handlers.map((handler) => [handler.declaration.name, handler]))

export const houseOver = (database: Database): House => {
  const call = (moment: Moment, name: string, wire: unknown): Promise<unknown> => {
    const handler = byName.get(name)
    if (!handler) throw new Error(`no verb is called ${name}`)
    return invoke(database, handler, { ...moment, requestId: randomUUID(), idempotencyKey: undefined }, wire)
  }
  return {
    database,
    does: async (moment, action, input) => action.output.parseAsync(await call(moment, action.name, input)),
    asks: async (moment, query, input) => query.output.parseAsync(await call(moment, query.name, input)),
    job: async (name, today, payload = {}) => {
      const job = jobs.find((candidate) => candidate.name === name)
      if (!job) throw new Error(`no job is called ${name}`)
      await job.run({ database, today }, payload)
    },
  }
}

/** One demo account with the duty that it takes up. */
export interface DemoDesk {
  login: string
  actor: Actor
}

/**
 * Everybody who acts in the example year: the demo accounts where they hold the office, elsewhere an account that nobody can sign in to
 * (no password, not a demo account), made when it is first needed. Names are invented.
 */
export class Cast {
  readonly demo: readonly DemoDesk[]
  private readonly database: Database
  private readonly today: PlainDate
  private readonly made = new Map<string, Promise<Actor>>()
  private readonly random: Random

  private constructor(database: Database, today: PlainDate, seed: number, demo: readonly DemoDesk[]) {
    this.database = database
    this.today = today
    this.demo = demo
    this.random = new Random(seed, 0, 41)
  }

  static async gather(database: Database, today: PlainDate, seed: number): Promise<Cast> {
    return new Cast(database, today, seed, await database.asSystem(today, demoDesks))
  }

  /** The demo account of this login; the example city always has it. */
  demoActor(login: string): Actor {
    const found = this.demo.find((desk) => desk.login === login)
    if (!found) throw new Error(`示例城市缺少示范账号 ${login}`)
    return found.actor
  }

  office(placeCode: string, department: string | null): Promise<Actor> {
    const role: Role = department === null ? 'windowClerk' : department === 'talent-office' ? 'talentOffice' : 'reviewer'
    const demo = this.demo.find(({ actor }) => actor.role === role && actor.scope === placeCode && (actor.department ?? null) === department)
    if (demo) return Promise.resolve(demo.actor)
    const login = `acting-${placeCode}-${department ?? 'window'}`
    return this.once(login, () => ({ name: inventName(this.random, this.random.chance(0.5) ? '女' : '男'), role, placeCode, ...(department ? { department } : {}) }))
  }

  /** The county's specialists by number; where the demo's holds the office, he is the first. */
  specialist(placeCode: string, turn: number): Promise<Actor> {
    const demo = this.demo.find(({ actor }) => actor.role === 'specialist' && actor.scope === placeCode)
    if (demo && turn === 0) return Promise.resolve(demo.actor)
    return this.once(`acting-specialist-${placeCode}-${turn}`, () => ({ name: inventName(this.random, this.random.chance(0.5) ? '女' : '男'), role: 'specialist', placeCode, department: 'talent-office' }))
  }

  talent(personId: Id<'person'>, { number, name }: { number: string; name: string }): Promise<Actor> {
    const demo = this.demo.find(({ actor }) => actor.role === 'talent' && actor.personId === personId)
    return demo ? Promise.resolve(demo.actor) : this.once(`talent-${number}`, () => ({ name, role: 'talent', personId }))
  }

  employer(employerId: Id<'employer'>): Promise<Actor> {
    const demo = this.demo.find(({ actor }) => actor.role === 'employerClerk' && actor.employerId === employerId)
    if (demo) return Promise.resolve(demo.actor)
    return this.once(`clerk-${employerId}`, () => ({ name: inventName(this.random, this.random.chance(0.6) ? '女' : '男'), role: 'employerClerk', employerId }))
  }

  private once(login: string, invented: () => NewAccount): Promise<Actor> {
    const before = this.made.get(login)
    if (before) return before
    // Kept as a promise: courses and cases may ask for the same person at once.
    const account = invented()
    const actor = this.database.asSystem(this.today, (db) => open(db, login, account))
    this.made.set(login, actor)
    return actor
  }
}

interface NewAccount {
  name: string
  role: Role
  placeCode?: string
  department?: string
  personId?: Id<'person'>
  employerId?: Id<'employer'>
}

const open = async (db: Tx, login: string, { name, role, placeCode, department, personId, employerId }: NewAccount): Promise<Actor> => {
  const { accountId } = await db
    .insertInto('kernel.account')
    .values({ login, name, personId: personId ?? null, employerId: employerId ?? null })
    .returning(sql<Id<'account'>>`id`.as('accountId'))
    .executeTakeFirstOrThrow()
  await db.insertInto('kernel.duty').values({ accountId, role, title: roles[role], placeCode: placeCode ?? null, department: department ?? null, ...(role === 'employerClerk' ? { employerId: employerId ?? null, grade: 'administrator' } : {}) }).execute()
  return { accountId, name, role, scope: placeCode, department, personId, employerId, ...(role === 'employerClerk' ? { grade: 'administrator' as const } : {}) }
}

const demoDesks = async (db: Tx): Promise<DemoDesk[]> => {
  const rows = await db
    .selectFrom('kernel.account as a')
    .innerJoin('kernel.duty as d', 'd.accountId', 'a.id')
    .select(['a.login', 'a.name', 'd.placeCode', 'd.department', sql<Role>`d.role`.as('role')])
    .select([sql<Id<'account'>>`a.id`.as('accountId'), sql<Id<'person'> | null>`a.person_id`.as('personId'), sql<Id<'employer'> | null>`d.employer_id`.as('employerId'), sql<Grade | null>`d.grade`.as('grade')])
    .where('a.demo', '=', true)
    .orderBy('a.id')
    .execute()
  return rows.map(({ login, name, accountId, role, placeCode, department, personId, employerId, grade }) => ({
    login,
    actor: { accountId, name, role, scope: placeCode ?? undefined, department: department ?? undefined, personId: personId ?? undefined, employerId: employerId ?? undefined, ...(grade ? { grade } : {}) },
  }))
}
