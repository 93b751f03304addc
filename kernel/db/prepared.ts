import { createHash } from 'node:crypto'
import { sql, type PostgresCursor, type PostgresPool, type PostgresPoolClient, type PostgresQueryResult, type RawBuilder } from 'kysely'
import type pg from 'pg'

const mark = /^\/\* prepared ([0-9a-f]{16}) \*\/ /

/**
 * Put before a SELECT that is wide and asked often: each connection plans it once and keeps the plan. Row-level security is not part of a
 * plan's result: what it reads of the session is read at each execution, and a plan made under another role is made anew by the database.
 * `text` says which statement it is; another text is another plan.
 */
export const prepared = (text: string): RawBuilder<unknown> => sql.raw(`/* prepared ${createHash('sha256').update(text).digest('hex').slice(0, 16)} */ `)

/** Kysely's view of the pool, in which marked statements are sent by their names. */
export const preparing = (pool: pg.Pool): PostgresPool => {
  const wrapped = new WeakMap<pg.PoolClient, PreparingClient>()
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect()
      const known = wrapped.get(client) ?? new PreparingClient(client)
      wrapped.set(client, known)
      return known
    },
  }
}

class PreparingClient implements PostgresPoolClient {
  private readonly client: pg.PoolClient
  private readonly plain: PostgresPoolClient

  constructor(client: pg.PoolClient) {
    this.client = client
    this.plain = client
  }

  query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  query<R>(asked: string | PostgresCursor<R>, values: readonly unknown[] = []): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof asked !== 'string') return this.plain.query(asked)
    const name = mark.exec(asked)?.[1]
    return name === undefined ? this.plain.query<R>(asked, values) : this.select<R>(name, asked, values)
  }

  release(destroy?: boolean): void {
    this.plain.release(destroy)
  }

  private async select<R>(name: string, text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    const { rows, rowCount } = await this.client.query({ name, text, values: [...values] })
    return { command: 'SELECT', rowCount: rowCount ?? 0, rows }
  }
}
