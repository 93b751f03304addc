import { createHash } from 'node:crypto'
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'

/**
 * How many statements a connection keeps planned; with more it is replaced when it comes back. A plan over forced row security takes some
 * tens of kilobytes, and lists whose filters vary make ever new texts.
 */
export const plansAtMost = 400
/** How many texts are remembered to know which come again. */
const textsAtMost = 4000

/** Statements that have a plan worth keeping: not BEGIN, SET and the like. */
const plannable = /^\s*(?:select|insert|update|delete|merge|with)\b/i
/** A page of a list: how to find it hangs on the values of its filters and on how few rows are wanted, which a general plan does not know. A queue of 100,000 took minutes by one. */
const pageOfList = /\blimit \$\d/i

/**
 * Names for the statements that come again, one memory for all connections of a pool: a text that is seen once only (a filter nobody uses twice) is sent without a name and its plan forgotten.
 */
export class Names {
  /** Text to name, '' while it was seen only once; in the order of last use. */
  private readonly known = new Map<string, string>()

  of(text: string): string | undefined {
    const before = this.known.get(text)
    const name = before === undefined ? '' : before || createHash('sha256').update(text).digest('hex').slice(0, 32)
    this.known.delete(text)
    this.known.set(text, name)
    if (this.known.size > textsAtMost) for (const oldest of this.known.keys()) { this.known.delete(oldest); break }
    return name || undefined
  }
}

/**
 * Kysely's view of a pool in which every statement that comes again is sent by a name, so that each connection plans it once (decision 0450). Under row-level security the planning is most of the work of a small statement.
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
