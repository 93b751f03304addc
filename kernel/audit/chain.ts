import { createHmac } from 'node:crypto'

/** How many chains run side by side; more than a server has connections, so that no command waits for another's audit row. */
export const shards = 32

/** What stands before the first row of each chain. */
export const genesis = Buffer.alloc(32)

/** One row of the audit trail as the chain covers it. Days and instants as text, UTC to the millisecond. */
export interface ChainedRow {
  shard: number
  /** From 1, without gaps. */
  no: string
  at: string
  requestId: string
  accountId: string | null
  accountName: string
  role: string
  verb: string
  outcome: string
  code: string | null
  subject: Readonly<Record<string, string>>
}

/**
 * HMAC-SM3 (GB/T 32905-2016, GB/T 15852.2) over the code of the row before and everything that this row says: a row can be neither changed,
 * moved, dropped nor made up without the key, which lies outside the database.
 */
export const macOf = (key: Buffer, before: Uint8Array, row: ChainedRow): Buffer =>
  createHmac('sm3', key)
    .update(before)
    .update(JSON.stringify([row.shard, row.no, row.at, row.requestId, row.accountId, row.accountName, row.role, row.verb, row.outcome, row.code, inOrder(row.subject)]))
    .digest()

/** jsonb keeps no order of its keys. */
const inOrder = (subject: Readonly<Record<string, string>>): [string, string][] => Object.entries(subject).sort(([one], [other]) => (one < other ? -1 : 1))
