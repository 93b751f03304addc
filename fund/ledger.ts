import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import type { Fen, Id, PlainDate } from '../kernel/types.ts'
import type { Account, PostingKind } from './contract.ts'

/**
 * The one ledger, double entry in fen. Money of a budget line stands in one of these accounts; every movement is one posting of balanced
 * entries. Rows are only ever added (Accounting Law art. 15: a mistake is corrected by a new voucher, never by erasure); the balances of
 * the line follow by trigger, and its CHECK refuses what would overspend.
 */

export interface Leg {
  lineId: string
  account: Account
  side: 'debit' | 'credit'
  amount: Fen
}

export interface Posting {
  /** Only where something else has to name the voucher; otherwise the database gives it one. */
  id?: string
  kind: PostingKind
  day: PlainDate
  /** Who sees it: the place of the award, or of the line. */
  placeCode: string
  says: string
  awardId?: string
  instalmentId?: string
  batchId?: string
  document?: string
  corrects?: string
  legs: readonly Leg[]
}

/** Money of one line from one account to another: debit where it goes, credit where it comes from. Fen, positive. */
export const move = (lineId: string, from: Account, to: Account, amount: Fen): Leg[] => [
  { lineId, account: to, side: 'debit', amount },
  { lineId, account: from, side: 'credit', amount },
]

/** The same legs with the sides exchanged: what a correction posts. */
export const reversed = (legs: readonly Leg[]): Leg[] => legs.map((leg) => ({ ...leg, side: leg.side === 'debit' ? 'credit' : 'debit' }))

/**
 * Writes postings with their entries in one statement, inside the caller's transaction. The database refuses, at the latest at commit:
 * unbalanced legs (JY005), a line that would be overspent (23514), a posting corrected twice (23505), a line out of the actor's sight (42501).
 */
export const post = async (db: Tx, postings: readonly Posting[]): Promise<void> => {
  if (!postings.length) return
  const rows = postings.map(({ id, legs, ...posting }) => ({ ...posting, givenId: id, legs: legs.map((leg) => ({ ...leg, amount: leg.amount.toString() })) }))
  await sql`
    with given as materialized (
      select coalesce(g."givenId", uuidv7()) as id, g.*
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g("givenId" uuid, kind text, day date, "placeCode" text, says text, "awardId" uuid,
        "instalmentId" uuid, "batchId" uuid, document text, corrects uuid, legs jsonb)
    ), posted as (
      insert into fund.posting (id, kind, day, place_code, says, award_id, instalment_id, batch_id, document, corrects, made_by)
      select id, kind, day, "placeCode", says, "awardId", "instalmentId", "batchId", document, corrects, kernel.actor() from given
    )
    insert into fund.entry (posting_id, line_id, place_code, account, debit_fen, credit_fen)
    select g.id, l."lineId", g."placeCode", l.account, case l.side when 'debit' then l.amount else 0 end, case l.side when 'credit' then l.amount else 0 end
    from given g, jsonb_to_recordset(g.legs) as l("lineId" uuid, account text, side text, amount bigint)`.execute(db)
}

/** The legs of a posting, to correct it. */
export const legsOf = async (db: Tx, postingId: Id<'posting'>): Promise<Leg[]> => {
  const rows = await db.selectFrom('fund.entry').select(['lineId', sql<Account>`account`.as('account'), 'debitFen', 'creditFen']).where('postingId', '=', postingId).execute()
  return rows.map(({ lineId, account, debitFen, creditFen }) => (debitFen > 0n ? { lineId, account, side: 'debit', amount: debitFen } : { lineId, account, side: 'credit', amount: creditFen }))
}
