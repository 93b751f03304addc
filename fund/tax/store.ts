import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { type Fen, type Id, type PlainDate } from '../../kernel/types.ts'
import { move, post } from '../ledger.ts'
import type { TaxItemRow } from './contract.ts'

/** Queries of tax withheld. */

export const taxItems = (db: Tx) =>
  db
    .selectFrom('fund.batchItem as t')
    .innerJoin('fund.instalment as i', 'i.id', 't.instalmentId')
    .innerJoin('fund.award as a', 'a.id', 'i.awardId')
    .leftJoin('fund.bankReturnLine as r', 'r.itemId', 't.id')
    .leftJoin('fund.taxRemittance as m', 'm.id', 't.taxRemittanceId')
    .select([
      sql<TaxItemRow['id']>`t.id`.as('id'),
      sql<Id<'batch'>>`t.batch_id`.as('batchId'),
      't.seq',
      'a.caseNumber',
      'a.title',
      'a.payeeName as taxpayer',
      'i.no',
      sql<string>`i.tax_item`.as('item'),
      sql<string>`trim_scale(i.tax_rate * 100) || '%'`.as('rate'),
      sql<Fen>`(t.amount_fen + t.tax_fen)`.as('grossFen'),
      't.taxFen',
      't.amountFen as netFen',
      sql<TaxItemRow['state']>`t.state`.as('state'),
      'r.paidOn',
      sql<PlainDate | null>`m.paid_on`.as('remittedOn'),
      'm.document',
    ])
    .where('t.taxFen', '>', 0n as Fen)

/** What a batch has withheld of payments that were made, and not yet paid to the treasury; the latest day of those payments. */
export const openTax = async (db: Tx, batchId: Id<'batch'>): Promise<{ items: number; fen: Fen; lastPaid: PlainDate | null }> => {
  const { rows } = await sql<{ items: number; fen: Fen; lastPaid: PlainDate | null }>`
    select count(*)::int as items, coalesce(sum(t.tax_fen), 0)::bigint as fen, max(i.paid_on) as last_paid
    from fund.batch_item t join fund.instalment i on i.id = t.instalment_id
    where t.batch_id = ${batchId} and t.state = 'paid' and t.tax_fen > 0 and t.tax_remittance_id is null`.execute(db)
  const found = rows[0]
  if (!found) throw new Error('an aggregate gives one row')
  return found
}

export const documentUsed = async (db: Tx, batchId: Id<'batch'>, document: string): Promise<boolean> =>
  (await db.selectFrom('fund.taxRemittance').select('id').where('batchId', '=', batchId).where('document', '=', document).executeTakeFirst()) !== undefined

interface Batch {
  id: string
  number: string
  lineId: Id<'budgetLine'>
  placeCode: string
}

/** 代扣待缴 → 拨付, one voucher for the batch; each payment is marked with its remittance. Amount in fen, as openTax gave it under the batch's lock. */
export const remit = async (db: Tx, batch: Batch, { items, fen: amount }: { items: number; fen: Fen }, { paidOn, document, today }: { paidOn: PlainDate; document: string; today: PlainDate }): Promise<void> => {
  const postingId = randomUUID()
  const { placeCode, number, lineId } = batch
  await post(db, [{ id: postingId, kind: 'remitTax', day: today, placeCode, batchId: batch.id, document, says: `${number} 代扣个税缴库（${document}）`, legs: move(lineId, 'withheld', 'paid', amount) }])
  const { id } = await db
    .insertInto('fund.taxRemittance')
    .values({ batchId: batch.id, placeCode, amountFen: amount, items, paidOn, document, postingId, madeOn: today, madeBy: sql<string>`kernel.actor()` })
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`update fund.batch_item set tax_remittance_id = ${id} where batch_id = ${batch.id} and state = 'paid' and tax_fen > 0 and tax_remittance_id is null`.execute(db)
}
