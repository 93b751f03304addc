import { createHash } from 'node:crypto'
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'

/**
 * A plan over forced row security takes some 90 kB of its connection's memory, over a view of `pub` 260 kB (measured, decision 0445): so only what is asked again and again has a name,
 * the latest two hundred of them. A connection that has come to hold more plans than this, because other statements became the usual ones, is replaced when it comes back.
 */
const namesAtMost = 200
export const plansAtMost = 300
/** Asked so often before it has a name: a filter that one desk sets for an hour is not worth a plan on twenty connections. */
export const askedBeforeNamed = 5
/** How many texts are remembered to know which come again. */
const textsAtMost = 4000

/** Statements that have a plan worth keeping: not BEGIN, SET and the like. */
const plannable = /^\s*(?:select|insert|update|delete|merge|with)\b/i
/** A page of a list: how to find it hangs on the values of its filters and on how few rows are wanted, which a general plan does not know. A queue of 100,000 took minutes by one. */
const pageOfList = /\blimit \$\d/i

/** Names for the statements that come again and again, one memory for all connections of a pool. Both maps stand in the order of last use. */
class Names {
  private readonly seen = new Map<string, number>()
  private readonly named = new Map<string, string>()

  of(text: string): string | undefined {
    const name = this.named.get(text)
    if (name !== undefined) return last(this.named, text, name, namesAtMost)
    const times = (this.seen.get(text) ?? 0) + 1
    if (times <= askedBeforeNamed) return void last(this.seen, text, times, textsAtMost)
    this.seen.delete(text)
    return last(this.named, text, createHash('sha256').update(text).digest('hex').slice(0, 32), namesAtMost)
  }
}

/** Puts it last, and lets the longest unused go where there are too many. */
const last = <V>(map: Map<string, V>, key: string, value: V, atMost: number): V => {
  map.delete(key)
  map.set(key, value)
  const oldest = map.keys().next()
  if (map.size > atMost && !oldest.done) map.delete(oldest.value)
  return value
}

/**
 * Kysely's view of a pool in which a statement that comes again and again is sent by a name, so that each connection plans it once (decision 0445). Under row-level security the planning is most of the work of a small statement.
 * What is asked and answered stays the same: what a policy reads of the session is read at each execution, and a plan made under another role is made anew by the database. The first five times PostgreSQL plans with the values
 * in hand; then it keeps a general plan unless that promises to be dearer.
 */
export const preparing = (pool: pg.Pool): PostgresPool => {
  const names = new Names()
  const wrapped = new WeakMap<pg.PoolClient, PreparingClient>()
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect()
      const known = wrapped.get(client) ?? new PreparingClient(client, names)
      wrapped.set(client, known)
      return known
    },
  }
}

class PreparingClient implements PostgresPoolClient {
  private readonly planned = new Set<string>()
  private readonly client: pg.PoolClient
  private readonly names: Names
  private readonly plain: PostgresPoolClient

  constructor(client: pg.PoolClient, names: Names) {
    this.client = client
    this.names = names
    this.plain = client
  }

  query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  query<R>(asked: string | PostgresCursor<R>, values: readonly unknown[] = []): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof asked !== 'string') return this.plain.query(asked)
    const name = plannable.test(asked) && !pageOfList.test(asked) ? this.names.of(asked) : undefined
    if (name === undefined) return this.plain.query<R>(asked, values)
    this.planned.add(name)
    return this.named<R>(name, asked, values)
  }

  release(destroy?: boolean): void {
    this.plain.release(destroy === true || this.planned.size > plansAtMost)
  }

  private async named<R>(name: string, text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    const { command, rows, rowCount } = await this.client.query({ name, text, values: [...values] })
    return { command, rowCount: rowCount ?? 0, rows } as PostgresQueryResult<R>
  }
}
