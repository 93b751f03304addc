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
 * Writes postings with their entries in one statement of a function whose plan each connection keeps, inside the caller's transaction. The database refuses, at the latest at commit:
 * unbalanced legs (JY005), a line that would be overspent (23514), a posting corrected twice (23505), a line out of the actor's sight (42501).
 */
export const post = async (db: Tx, postings: readonly Posting[]): Promise<void> => {
  if (!postings.length) return
  await sql`select fund.post(${wireOf(postings)}::jsonb)`.execute(db)
}

const wireOf = (postings: readonly Posting[]): string =>
  JSON.stringify(postings.map(({ id, legs, ...posting }) => ({ ...posting, givenId: id, legs: legs.map((leg) => ({ ...leg, amount: leg.amount.toString() })) })))

/**
 * Writes postings that take `wanted` fen of what a line has left. The line is locked in the same round trip, so that rivals queue here and
 * nowhere before; it stays locked until the transaction ends. Undefined when it is not open, otherwise what it had left: less than `wanted`
 * means that nothing was written. Refused by the database as in {@link post}.
 */
export const spend = async (db: Tx, lineId: string, wanted: Fen, postings: readonly Posting[]): Promise<Fen | undefined> => {
  const { rows } = await sql<{ open: boolean; availableFen: Fen }>`select * from fund.spend(${lineId}, ${wanted}, ${wireOf(postings)}::jsonb)`.execute(db)
  return rows[0]?.open ? rows[0].availableFen : undefined
}

/**
 * The same for an award that several lines pay: all of them are locked, in the order of their ids, before anything is looked at, and either each
 * has enough and everything is posted, or nothing is written. What each had left; undefined for one that is not open.
 */
export const spendLines = async (db: Tx, wanted: ReadonlyMap<Id<'budgetLine'>, Fen>, postings: readonly Posting[]): Promise<Map<Id<'budgetLine'>, Fen | undefined>> => {
  const lines = JSON.stringify([...wanted].map(([line, amount]) => ({ line, fen: amount.toString() })))
  const { rows } = await sql<{ line: Id<'budgetLine'>; open: boolean; availableFen: Fen }>`select * from fund.spend_lines(${lines}::jsonb, ${wireOf(postings)}::jsonb)`.execute(db)
  return new Map(rows.map(({ line, open, availableFen }) => [line, open ? availableFen : undefined]))
}

/** The legs of a posting, to correct it. */
export const legsOf = async (db: Tx, postingId: Id<'posting'>): Promise<Leg[]> => {
  const rows = await db.selectFrom('fund.entry').select(['lineId', sql<Account>`account`.as('account'), 'debitFen', 'creditFen']).where('postingId', '=', postingId).execute()
  return rows.map(({ lineId, account, debitFen, creditFen }) => (debitFen > 0n ? { lineId, account, side: 'debit', amount: debitFen } : { lineId, account, side: 'credit', amount: creditFen }))
}
