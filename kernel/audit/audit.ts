import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Actor } from '../org/actor.ts'
import { houseKeys } from '../seal/seal.ts'
import { macOf } from './chain.ts'

interface AuditEntry {
  verb: string
  outcome: 'done' | 'refused' | 'denied' | 'invalid'
  code: string | null
  /** Ids and numbers only. */
  subject: Record<string, string>
}

/**
 * One row for each change and each refusal, in the transaction of what it tells of, chained to the row before. The table takes no update and
 * no delete from anybody. Best the last statement of its transaction: it holds one of the chains until the commit.
 */
export const auditRow = async (db: Tx, { actor, requestId }: { actor: Actor; requestId: string }, entry: AuditEntry): Promise<void> => {
  const { rows } = await sql<{ shard: number; no: bigint; mac: Buffer; at: string }>`select shard, no, mac, at from kernel.next_audit()`.execute(db)
  const [next] = rows
  if (!next) throw new Error('the audit chain has no end to go on from')
  // Who acts for another writes both down: the name says it in words, the subject by account.
  const subject = actor.behalf ? { ...entry.subject, behalfId: actor.behalf.accountId } : entry.subject
  const row = {
    shard: next.shard,
    no: String(next.no),
    at: next.at,
    requestId,
    accountId: actor.accountId ?? null,
    accountName: actor.name,
    role: actor.role,
    ...entry,
    subject,
  }
  const written = await db
    .insertInto('kernel.audit')
    .values({ ...row, no: next.no, subject: JSON.stringify(subject), mac: macOf(houseKeys().key('audit:chain'), next.mac, row) })
    .executeTakeFirst()
  // A rule or trigger that swallows the row must not let the command through.
  if (written.numInsertedOrUpdatedRows !== 1n) throw new Error('the audit row was not taken')
}
