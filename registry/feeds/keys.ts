import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'

/** Keys of sources for the interface: 256 random bits, kept as SHA-256 only, like the tokens of sessions. */

/** Calls that one key may make in a minute; a delivery carries up to 5,000 rows. */
export const callsPerMinute = 30

const hashKey = (key: string): Buffer => createHash('sha256').update(key).digest()

export const insertKey = async (db: Tx, sourceId: string, issuedBy: string): Promise<string> => {
  const key = `jyf_${randomBytes(32).toString('base64url')}`
  await db.insertInto('registry.feedKey').values({ sourceId, keyHash: hashKey(key), hint: key.slice(-4), issuedBy }).execute()
  return key
}

export type KeyUse = { readonly sourceId: string } | { readonly refused: 'unknown' | 'tooMany' }

/** Counts the call; a key that was revoked is as unknown as one that never was. */
export const useKey = async (db: Tx, key: string): Promise<KeyUse> => {
  const { rows } = await sql<{ sourceId: string; minuteCalls: number }>`
    update registry.feed_key set last_used_at = now(),
      minute_calls = case when minute_at > now() - interval '1 minute' then minute_calls + 1 else 1 end,
      minute_at = case when minute_at > now() - interval '1 minute' then minute_at else now() end
    where key_hash = ${hashKey(key)} and revoked_at is null returning source_id, minute_calls`.execute(db)
  const [used] = rows
  if (!used) return { refused: 'unknown' }
  return used.minuteCalls > callsPerMinute ? { refused: 'tooMany' } : { sourceId: used.sourceId }
}
