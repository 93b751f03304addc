import type { Tx } from '../db/database.ts'
import type { Actor } from '../org/actor.ts'

interface AuditEntry {
  verb: string
  outcome: 'done' | 'refused' | 'denied' | 'invalid'
  code: string | null
  /** Ids and numbers only. */
  subject: Record<string, string>
}

/** One row for each change and each refusal; the table takes no update and no delete from anybody. */
export const auditRow = async (db: Tx, { actor, requestId }: { actor: Actor; requestId: string }, entry: AuditEntry): Promise<void> => {
  await db
    .insertInto('kernel.audit')
    .values({
      requestId,
      accountId: actor.accountId ?? null,
      accountName: actor.name,
      role: actor.role,
      verb: entry.verb,
      outcome: entry.outcome,
      code: entry.code,
      subject: JSON.stringify(entry.subject),
    })
    .execute()
}
