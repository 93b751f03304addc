import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { UsageError } from './arguments.ts'

export interface SqlSession {
  query(text: string, values: readonly (string | number | null)[]): Promise<readonly Record<string, unknown>[]>
  close(): Promise<void>
}

/** A connection to the server of DATABASE_URL, or to an embedded PostgreSQL of this call's own, gone afterwards. */
export async function openSqlSession(): Promise<SqlSession> {
  const given = process.env['DATABASE_URL']
  const cluster = given === undefined || given === '' ? await ownCluster() : undefined
  const client = new pg.Client({ connectionString: cluster?.url ?? given })
  try {
    await client.connect()
  } catch (fault) {
    await cluster?.stop()
    throw new UsageError(`连不上 PostgreSQL：${fault instanceof Error ? fault.message : String(fault)}`)
  }
  return {
    query: async (text, values) => {
      const result: pg.QueryResult<Record<string, unknown>> = await client.query(text, [...values])
      return result.rows
    },
    close: async () => {
      await client.end()
      await cluster?.stop()
    },
  }
}

async function ownCluster(): Promise<{ url: string; stop(): Promise<void> }> {
  const { startCluster } = await import('../kernel/db/embedded.ts')
  const folder = mkdtempSync(join(tmpdir(), 'juying-cli-'))
  const cluster = await startCluster({ folder, durable: false })
  return {
    url: cluster.adminUrl,
    stop: async () => {
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
