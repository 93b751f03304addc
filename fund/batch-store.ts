import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import { Missing } from '../kernel/implement.ts'
import { fen, type Fen, type Id, type PlainDate } from '../kernel/types.ts'
import { openNumber } from './account-store.ts'
import { writePaymentFile } from './bank-file.ts'
import { batchLimit, type BatchState } from './payment-contract.ts'

/** Queries that move batches on. What is only read of them is in batch-views.ts. */

export interface DueInstalment {
  id: string
  /** After tax: what the bank pays. */
  netFen: Fen
  taxFen: Fen
  attempts: number
  accountId: string | null
}

/**
 * Account `c` is that of the payee `p` of instalment `i`, or of the holder of award `a` where no other is named; nobody's while a payee has still to be named.
 * By CASE: below row security PostgreSQL takes no COALESCE into an index condition (it may leak, for all it knows), and would read every account for each instalment.
 */
export const ofPayee = sql`(c.holder_kind = case when p.id is null then a.holder_kind else p.subject_kind end and c.holder_id = case when p.id is null then a.holder_id else p.subject_id end and (i.payee_role is null or i.payee_id is not null))`

/**
 * Due instalments of a line, oldest first, locked for this batch; those that another maker is taking at this moment are his, those of which the
 * bank says now that they were paid after all are nobody's until that is answered.
 * Those without a good account come along with `accountId: null`, so that they can be counted.
 */
export const takeDue = (db: Tx, lineId: Id<'budgetLine'>, dueBy: PlainDate, limit = batchLimit): Promise<DueInstalment[]> =>
  db
    .selectFrom('fund.instalment as i')
    .innerJoin('fund.award as a', 'a.id', 'i.awardId')
    .leftJoin('fund.awardPayee as p', 'p.id', 'i.payeeId')
    .select([
      'i.id',
      'i.netFen',
      'i.taxFen',
      'i.attempts',
      sql<string | null>`(select c.id from fund.payee_account c where ${ofPayee} and c.replaced_at is null and c.rejected_on is null)`.as('accountId'),
    ])
    .where('i.lineId', '=', lineId)
    .where('i.state', '=', 'due')
    .where('i.dueOn', '<=', dueBy)
    .where(sql<boolean>`not exists (select from fund.inquiry q join fund.batch_item t on t.id = q.item_id where t.instalment_id = i.id and q.kind = 'latePaid' and q.state = 'open')`)
    .orderBy('i.dueOn')
    .orderBy('i.id')
    .limit(limit)
    .forUpdate('i')
    .skipLocked()
    .execute()

export const insertBatch = async (
  db: Tx,
  batch: { lineId: Id<'budgetLine'>; placeCode: string; dueBy: PlainDate; year: string; makerPerson: string | null; madeAt: string | undefined },
  taken: readonly (DueInstalment & { accountId: string })[],
) => {
  const items = taken.slice(0, batchLimit)
  const totalFen = fen(items.reduce((sum, item) => sum + item.netFen, 0n))
  const taxFen = fen(items.reduce((sum, item) => sum + item.taxFen, 0n))
  const { year, madeAt, ...values } = batch
  const made = await db
    .insertInto('fund.batch')
    .values({ ...values, ...(madeAt ? { madeAt } : {}), items: items.length, totalFen, taxFen, madeBy: sql<string>`kernel.actor()`, number: sql<string>`kernel.next_number(${`PF${year}`})` })
    .returning([sql<Id<'batch'>>`id`.as('id'), 'number'])
    .executeTakeFirstOrThrow()
  await sql`
    insert into fund.batch_item (batch_id, place_code, seq, instalment_id, account_id, attempt, amount_fen, tax_fen)
    select ${made.id}, ${batch.placeCode}, r.seq, i.id, r.account_id, i.attempts + 1, i.net_fen, i.tax_fen
    from unnest(${items.map(({ id }) => id)}::uuid[], ${items.map(({ accountId }) => accountId)}::uuid[]) with ordinality as r(instalment_id, account_id, seq)
    join fund.instalment i on i.id = r.instalment_id`.execute(db)
  await sql`update fund.instalment i set state = 'batched' from fund.batch_item t where t.batch_id = ${made.id} and i.id = t.instalment_id`.execute(db)
  return { batchId: made.id, number: made.number, items: items.length, totalFen, taxFen }
}

/** Locked until the verb ends: two checkers, or two returns, come one after the other. */
export const getBatchForUpdate = async (db: Tx, batchId: Id<'batch'>) => {
  const batch = await db
    .selectFrom('fund.batch')
    .select([
      'id',
      'number',
      sql<Id<'budgetLine'>>`line_id`.as('lineId'),
      'placeCode',
      sql<BatchState>`state`.as('state'),
      'items',
      'totalFen',
      'madeBy',
      'makerPerson',
      'releasedOn',
      'datedOn',
      'fileChecksum',
    ])
    .where('id', '=', batchId)
    .forUpdate()
    .executeTakeFirst()
  if (!batch) throw new Missing()
  return batch
}

export interface ItemToPay {
  id: string
  seq: number
  amountFen: Fen
  instalmentId: string
  awardId: string
  placeCode: string
  caseNumber: string
  no: number
  state: string
  accountId: string
  /** The bank's serial of the payment that succeeded or failed; null while it waits. */
  bankSerial: string | null
  /** The bank is being asked whether its second word or its first one holds. */
  turning: boolean
}

/** The payments of a batch with what their vouchers need. */
export const itemsOf = (db: Tx, batchId: string): Promise<ItemToPay[]> =>
  db
    .selectFrom('fund.batchItem as t')
    .innerJoin('fund.instalment as i', 'i.id', 't.instalmentId')
    .innerJoin('fund.award as a', 'a.id', 'i.awardId')
    .leftJoin('fund.bankReturnLine as r', 'r.itemId', 't.id')
    .select(['t.id', 't.seq', 't.amountFen', 't.instalmentId', 'i.awardId', 'i.placeCode', 'a.caseNumber', 'i.no', 't.state', 't.accountId'])
    .select([
      sql<string | null>`coalesce((select c.bank_serial from fund.return_correction c where c.item_id = t.id order by c.no desc limit 1), r.bank_serial)`.as('bankSerial'),
      sql<boolean>`exists (select from fund.inquiry q where q.item_id = t.id and q.state = 'open' and q.kind in ('latePaid', 'sentBack'))`.as('turning'),
    ])
    .where('t.batchId', '=', batchId)
    .orderBy('t.seq')
    .execute()

/** Accounts of the batch that were replaced or rejected since it was made. */
export const countStaleAccounts = async (db: Tx, batchId: string): Promise<number> => {
  const { count } = await db
    .selectFrom('fund.batchItem as t')
    .innerJoin('fund.payeeAccount as c', 'c.id', 't.accountId')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('t.batchId', '=', batchId)
    .where((where) => where.or([where('c.replacedAt', 'is not', null), where('c.rejectedOn', 'is not', null)]))
    .executeTakeFirstOrThrow()
  return count
}

/** The bank file, written anew from what the batch holds: the same bytes each time, which its checksum proves. */
export const paymentFileOf = async (db: Tx, batch: { id: string; number: string }, datedOn: PlainDate): Promise<{ text: string; checksum: string }> => {
  const lines = await db
    .selectFrom('fund.batchItem as t')
    .innerJoin('fund.payeeAccount as c', 'c.id', 't.accountId')
    .innerJoin('fund.instalment as i', 'i.id', 't.instalmentId')
    .innerJoin('fund.award as a', 'a.id', 'i.awardId')
    .select(['t.seq', 'c.name as payeeName', 'c.id as accountId', 'c.numberSealed', 'c.bank', 't.amountFen as amount', 'a.caseNumber', 'a.title', 'i.no'])
    .where('t.batchId', '=', batch.id)
    .orderBy('t.seq')
    .execute()
  return writePaymentFile({
    number: batch.number,
    datedOn,
    lines: lines.map(({ accountId, numberSealed, caseNumber, title, no, ...line }) => ({ ...line, account: openNumber(accountId, numberSealed), purpose: `${title} ${caseNumber} 第${no}期` })),
  })
}

export const markReleased = async (db: Tx, batchId: string, { at, ...release }: { checkerPerson: string | null; releasedOn: PlainDate; datedOn: PlainDate; fileChecksum: string; at: string | undefined }): Promise<void> => {
  await db
    .updateTable('fund.batch')
    .set({ ...release, state: 'released', releasedAt: at ?? sql<string>`now()`, checkedBy: sql<string>`kernel.actor()` })
    .where('id', '=', batchId)
    .execute()
  await db.updateTable('fund.batchItem').set({ state: 'sent' }).where('batchId', '=', batchId).execute()
  await sql`update fund.instalment i set attempts = t.attempt from fund.batch_item t where t.instalment_id = i.id and t.batch_id = ${batchId}`.execute(db)
}

export const dissolve = async (db: Tx, batchId: string, reason: string): Promise<void> => {
  await db.updateTable('fund.batch').set({ state: 'dissolved', dissolvedReason: reason }).where('id', '=', batchId).execute()
  await sql`update fund.instalment i set state = 'due' from fund.batch_item t where t.instalment_id = i.id and t.batch_id = ${batchId}`.execute(db)
  await db.updateTable('fund.batchItem').set({ state: 'dissolved' }).where('batchId', '=', batchId).execute()
}

export { closeByReturn, countWaiting, hasReturn, openInquiries, settle, type NewInquiry, type Settled } from './return-store.ts'
