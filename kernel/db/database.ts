import { CamelCasePlugin, Kysely, PostgresDialect, sql, type PostgresPool, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from '../../db/schema.ts'
import type { Actor } from '../org/actor.ts'
import { systemActor } from '../org/actor.ts'
import { preparing } from './prepared.ts'
import type { DatabaseAddress, LoginRole } from './roles.ts'

export type Tx = Transaction<DB>
export type { DB }

// Days stay text, money stays exact, instants are ISO text in UTC: no JavaScript Date anywhere behind this line.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => BigInt(text))
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString())

/** What a transaction is told before its first statement: who acts, in which duty, and which day it is. */
export interface TransactionContext {
  actor: Actor
  today: string
}

export interface Database {
  /** One transaction as this actor; row-level security sees exactly what the actor may see. */
  as<T>(context: TransactionContext, body: (tx: Tx) => Promise<T>): Promise<T>
  /** One transaction of the house itself: jobs, sign-in, the generator. */
  asSystem<T>(today: string, body: (tx: Tx) => Promise<T>): Promise<T>
  /** One read-only transaction of the role that sees the schema `pub` alone, in the actor's scope. */
  asReader<T>(context: TransactionContext, body: (tx: Tx) => Promise<T>): Promise<T>
  /** The raw pool, for COPY and cursors. */
  pool: pg.Pool
  address: DatabaseAddress
  close(): Promise<void>
}

export const openDatabase = (address: DatabaseAddress, { connections = 20 } = {}): Database => {
  // Reports may take every core; an office list may not: its parts would wait for each other, and the engine for them.
  const poolOf = (role: LoginRole, max: number, more = '') => {
    const pool = new pg.Pool({
      connectionString: address.url(role),
      max,
      // synchronous_commit here outweighs what a role or a database may have been set to: an answer is never given for a commit that could still be lost.
      options: `-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s -c statement_timeout=0 -c synchronous_commit=on${more}`,
    })
    // A connection that dies is replaced on next use. Without listeners it would end the process: the pool's while it is idle, its own while
    // a transaction holds it between two statements (the statement that follows then fails and says so).
    pool.on('error', () => {})
    pool.on('connect', (client) => client.on('error', () => {}))
    return pool
  }
  const pool = poolOf('juying_app', connections, ' -c max_parallel_workers_per_gather=0')
  const readerPool = poolOf('juying_reader', 4)
  const kyselyOf = (from: PostgresPool) =>
    new Kysely<DB>({ dialect: new PostgresDialect({ pool: from }), plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })] })
  const app = kyselyOf(preparing(pool))
  // Figures read much and are asked rarely: each is planned with its values.
  const reader = kyselyOf(readerPool)
  const run = <T>(db: Kysely<DB>, { actor, today }: TransactionContext, body: (tx: Tx) => Promise<T>): Promise<T> =>
    retried(() =>
      db.transaction().execute(async (tx) => {
        await sql`select set_config('app.actor', ${actor.accountId ?? ''}, true), set_config('app.role', ${actor.role}, true),
          set_config('app.scope', ${actor.scope ?? ''}, true), set_config('app.department', ${actor.department ?? ''}, true),
          set_config('app.person', ${personOf(actor)}, true), set_config('app.employer', ${actor.employerId ?? ''}, true), set_config('app.grade', ${actor.grade ?? ''}, true),
          set_config('app.behalf', ${actor.behalf?.accountId ?? ''}, true), set_config('app.today', ${today}, true)`.execute(tx)
        return body(tx)
      }),
    )
  return {
    as: (context, body) => run(app, context, body),
    asSystem: (today, body) => run(app, { actor: systemActor, today }, body),
    asReader: (context, body) => run(reader, context, body),
    pool,
    address,
    close: async () => {
      await app.destroy()
      await reader.destroy()
    },
  }
}

/** Who acts for an employer does not act as himself: his own records are not open to the desk of the employer. */
const personOf = ({ role, personId }: Actor): string => (role === 'employerClerk' ? '' : (personId ?? ''))

/**
 * What two transactions do to each other and one of them alone would not: no order of the two fits (40001), each waits for the other (40P01), both put the same thing (23505) or the same days (23P01).
 * The database settles it and we repeat, three times at most: who comes second looks once more, sees what the first one wrote, and is told so in the words of his verb.
 */
const collisions = ['40001', '40P01', '23505', '23P01']

const retried = async <T>(attempt: () => Promise<T>, left = 3): Promise<T> => {
  try {
    return await attempt()
  } catch (error) {
    if (left > 0 && collisions.includes(databaseCode(error) ?? '')) return retried(attempt, left - 1)
    throw error
  }
}

/** SQLSTATE of a database error, undefined for anything else. */
export const databaseCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

const shuttingDown = ['57P01', '57P02', '57P03']
const networkCodes = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']

/** The connection went away, or there was none to be had: whether a commit that was under way still happened is not known. */
export const connectionLost = (error: unknown): boolean => {
  const code = databaseCode(error)
  if (code !== undefined) return shuttingDown.includes(code) || networkCodes.includes(code) || /^08...$/.test(code)
  return error instanceof Error && /^Connection terminated|^Client has encountered a connection error/.test(error.message)
}
