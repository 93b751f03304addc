import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import { fen, type Fen, type PlainDate } from '../kernel/types.ts'

/** What the bank answered, kept and applied in whole sets: a return may name a hundred thousand payments. */

export interface Settled {
  itemId: string
  result: 'paid' | 'failed'
  amountFen: Fen
  bankSerial: string
  paidOn: PlainDate | null
  reasonCode: string | null
  reason: string | null
}

export const hasReturn = async (db: Tx, batchId: string, checksum: string): Promise<boolean> =>
  (await db.selectFrom('fund.bankReturn').select('id').where('batchId', '=', batchId).where('checksum', '=', checksum).executeTakeFirst()) !== undefined

/** Keeps a return with its lines, and moves items and instalments by it. The batch is settled when nothing waits any more. */
export const settle = async (db: Tx, batch: { id: string; placeCode: string }, { bankDate, checksum, at }: { bankDate: PlainDate; checksum: string; at: string | undefined }, results: readonly Settled[]) => {
  const of = (result: Settled['result']) => results.filter((line) => line.result === result)
  const sum = (some: readonly Settled[]) => fen(some.reduce((total, line) => total + line.amountFen, 0n))
  const totals = { paidItems: of('paid').length, paidFen: sum(of('paid')), failedItems: of('failed').length, failedFen: sum(of('failed')) }
  const { id: returnId } = await db
    .insertInto('fund.bankReturn')
    .values({ batchId: batch.id, placeCode: batch.placeCode, bankDate, checksum, ...totals, ...(at ? { takenAt: at } : {}), takenBy: sql<string>`kernel.actor()` })
    .returning('id')
    .executeTakeFirstOrThrow()
  const column = <K extends keyof Settled>(key: K) => results.map((line) => line[key])
  await sql`
    insert into fund.bank_return_line (item_id, return_id, place_code, result, amount_fen, bank_serial, paid_on, reason_code, reason)
    select r.item_id, ${returnId}, ${batch.placeCode}, r.result, r.amount, r.bank_serial, r.paid_on, r.reason_code, r.reason
    from unnest(${column('itemId')}::uuid[], ${column('result')}::text[], ${results.map(({ amountFen }) => amountFen.toString())}::bigint[], ${column('bankSerial')}::text[],
      ${column('paidOn')}::date[], ${column('reasonCode')}::text[], ${column('reason')}::text[]) as r(item_id, result, amount, bank_serial, paid_on, reason_code, reason)`.execute(db)
  await sql`update fund.batch_item t set state = r.result from fund.bank_return_line r where r.return_id = ${returnId} and t.id = r.item_id`.execute(db)
  await sql`
    update fund.instalment i set state = case r.result when 'paid' then 'paid' else 'due' end, paid_on = r.paid_on, last_failure = r.reason
    from fund.bank_return_line r join fund.batch_item t on t.id = r.item_id where r.return_id = ${returnId} and i.id = t.instalment_id`.execute(db)
  const waiting = await countWaiting(db, batch.id)
  if (waiting === 0) await db.updateTable('fund.batch').set({ state: 'settled' }).where('id', '=', batch.id).execute()
  return { returnId, ...totals, waiting }
}

/** Payments of a batch that have no answer yet. */
export const countWaiting = async (db: Tx, batchId: string): Promise<number> =>
  (await db.selectFrom('fund.batchItem').select(sql<number>`count(*)::int`.as('waiting')).where('batchId', '=', batchId).where('state', '=', 'sent').executeTakeFirstOrThrow()).waiting

export interface NewInquiry {
  kind: 'partial' | 'doubled' | 'latePaid' | 'sentBack'
  itemId: string
  reportedFen: Fen
  bankSerial: string
}

/** Opens inquiries that a return gives rise to; one that is open already, or was told with the same serial, stays the one. */
export const openInquiries = async (db: Tx, batch: { id: string; placeCode: string }, { returnId, openedOn, year }: { returnId: string; openedOn: PlainDate; year: string }, inquiries: readonly NewInquiry[]): Promise<void> => {
  if (!inquiries.length) return
  // A lost one becomes a partial one: the bank has answered, though not yet well.
  await sql`
    update fund.inquiry q set state = 'answered', answer = 'byReturn', document = '回单说明为部分付款', answered_on = ${openedOn}, answered_by = kernel.actor()
    where q.kind <> 'doubled' and q.state = 'open' and q.item_id = any(${inquiries.filter(({ kind }) => kind === 'partial').map(({ itemId }) => itemId)}::uuid[])`.execute(db)
  await sql`
    insert into fund.inquiry (number, kind, item_id, batch_id, place_code, return_id, reported_fen, bank_serial, opened_on)
    select kernel.next_number(${`CX${year}`}), r.kind, r.item_id, ${batch.id}, ${batch.placeCode}, ${returnId}, r.reported, r.bank_serial, ${openedOn}
    from unnest(${inquiries.map(({ kind }) => kind)}::text[], ${inquiries.map(({ itemId }) => itemId)}::uuid[], ${inquiries.map(({ reportedFen }) => reportedFen.toString())}::bigint[],
      ${inquiries.map(({ bankSerial }) => bankSerial)}::text[]) as r(kind, item_id, reported, bank_serial)
    on conflict do nothing`.execute(db)
}

/** Inquiries about payments that this return has settled are over. */
export const closeByReturn = async (db: Tx, returnId: string, document: string, on: PlainDate): Promise<void> => {
  await sql`
    update fund.inquiry q set state = 'answered', answer = 'byReturn', document = ${document}, answered_on = ${on}, answered_by = kernel.actor()
    from fund.bank_return_line r where r.return_id = ${returnId} and q.item_id = r.item_id and q.state = 'open' and q.kind <> 'doubled'`.execute(db)
}
