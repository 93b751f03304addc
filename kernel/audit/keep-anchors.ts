import { join } from 'node:path'
import { sql } from 'kysely'
import type { Config } from '../config.ts'
import type { Database } from '../db/database.ts'
import { houseKeys } from '../seal/seal.ts'
import type { PlainDate } from '../types.ts'
import { writeAnchor, type Anchor } from './anchors.ts'

/** Where the anchors of this installation lie. */
export const anchorFileOf = ({ anchors }: Pick<Config, 'anchors'>): string => join(anchors, 'audit.jsonl')

/** Writes down where the chains end now. */
export const anchorNow = async (database: Database, file: string, today: PlainDate, why: Anchor['why'], at = new Date().toISOString()): Promise<void> => {
  const { heads, unchained } = await database.asSystem(today, async (db) => ({
    heads: (await sql<{ no: bigint; mac: Buffer }>`select no, mac from kernel.audit_head order by shard`.execute(db)).rows,
    unchained: (await sql<{ count: number }>`select count(*)::int as count from kernel.audit where shard is null`.execute(db)).rows[0]?.count ?? 0,
  }))
  writeAnchor(file, houseKeys().key('audit:anchor'), { why, unchained, heads: heads.map(({ no, mac }) => ({ no: Number(no), mac })), at })
}

interface Options {
  database: Database
  file: string
  today: () => PlainDate
  failed: (error: unknown) => void
  every?: number
}

/** An anchor at the start, each minute, and one at the end. Returns the end. */
export const keepAnchors = async ({ database, file, today, failed, every = 60_000 }: Options): Promise<() => Promise<void>> => {
  await anchorNow(database, file, today(), 'start')
  let writing: Promise<void> | undefined
  const timer = setInterval(() => {
    writing ??= anchorNow(database, file, today(), 'minute')
      .catch(failed)
      .finally(() => (writing = undefined))
  }, every).unref()
  return async () => {
    clearInterval(timer)
    await writing
    await anchorNow(database, file, today(), 'stop').catch(failed)
  }
}
