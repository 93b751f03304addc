import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { fen, type Fen, type Id } from '../../kernel/types.ts'
import type { Account } from '../contract.ts'
import type { SheetContent } from './contract.ts'
import type { Days } from './period.ts'

/** What the ledger itself says of a fund and a period: each account of each line, each kind of movement, and what the bank's side must equal. */

export interface AccountRow {
  lineId: Id<'budgetLine'>
  code: string
  title: string
  account: Account
  openingFen: Fen
  debitFen: Fen
  creditFen: Fen
  /** Of all entries, later ones too: what the line's running balance must be now. */
  nowFen: Fen
}

/** One pass over the entries of the fund's lines. Balances stand on the debit side, 财政下达 on its credit side. */
export const accountRows = async (db: Tx, fundId: Id<'specialFund'>, { from, to }: Days): Promise<AccountRow[]> => {
  const { rows } = await sql<AccountRow>`
    select l.id as line_id, l.code, l.title, e.account,
      (s.side * coalesce(sum(e.debit_fen - e.credit_fen) filter (where o.day < ${from}), 0))::bigint as opening_fen,
      coalesce(sum(e.debit_fen) filter (where o.day between ${from} and ${to}), 0)::bigint as debit_fen,
      coalesce(sum(e.credit_fen) filter (where o.day between ${from} and ${to}), 0)::bigint as credit_fen,
      (s.side * sum(e.debit_fen - e.credit_fen))::bigint as now_fen
    from fund.budget_line l join fund.entry e on e.line_id = l.id join fund.posting o on o.id = e.posting_id
    cross join lateral (select case e.account when 'appropriation' then -1 else 1 end as side) s
    where l.fund_id = ${fundId} group by l.id, e.account, s.side
    order by l.code, array_position(array['appropriation', 'available', 'frozen', 'reserved', 'committed', 'inTransit', 'withheld', 'paid', 'receivable', 'recovered', 'writtenOff'], e.account)`.execute(db)
  return rows
}

/** Money moved by each kind of voucher on each line: the debit side, which is the credit side too. */
export const movements = async (db: Tx, fundId: Id<'specialFund'>, { from, to }: Days): Promise<SheetContent['movements']> => {
  const { rows } = await sql<SheetContent['movements'][number]>`
    select l.id as line_id, l.code, l.title, o.kind, count(distinct o.id)::int as vouchers, sum(e.debit_fen)::bigint as amount_fen
    from fund.budget_line l join fund.entry e on e.line_id = l.id join fund.posting o on o.id = e.posting_id
    where l.fund_id = ${fundId} and o.day between ${from} and ${to} group by l.id, o.kind order by l.code, min(o.seq)`.execute(db)
  return rows
}

/** How far the running balances of the fund's lines are from the sums of their entries, account by account, in fen. */
export const balancesOff = async (db: Tx, fundId: Id<'specialFund'>, rows: readonly AccountRow[]): Promise<Fen> => {
  const lines = await db
    .selectFrom('fund.budgetLine')
    .select([sql<Id<'budgetLine'>>`id`.as('id'), 'appropriatedFen', 'frozenFen', 'reservedFen', 'committedFen', 'inTransitFen', 'withheldFen', 'paidFen', 'receivableFen', 'recoveredFen', 'writtenOffFen', sql<Fen>`available_fen`.as('availableFen')])
    .where('fundId', '=', fundId)
    .execute()
  const now = new Map(rows.map(({ lineId, account, nowFen }) => [`${lineId} ${account}`, nowFen]))
  let off = 0n
  for (const line of lines) {
    const kept: Record<Account, Fen> = {
      appropriation: line.appropriatedFen,
      available: line.availableFen,
      frozen: line.frozenFen,
      reserved: line.reservedFen,
      committed: line.committedFen,
      inTransit: line.inTransitFen,
      withheld: line.withheldFen,
      paid: line.paidFen,
      receivable: line.receivableFen,
      recovered: line.recoveredFen,
      writtenOff: line.writtenOffFen,
    }
    for (const [account, amount] of Object.entries(kept)) off += distance(amount, now.get(`${line.id} ${account}`) ?? 0n)
  }
  return fen(off)
}

export const distance = (left: bigint, right: bigint): bigint => (left > right ? left - right : right - left)

export interface BankSums {
  planFen: Fen
  fileFen: Fen
  ledgerReleaseFen: Fen
  returnPaidFen: Fen
  ledgerPaidFen: Fen
  returnFailedFen: Fen
  ledgerFailedFen: Fen
  /** Over every batch of the fund that went to the bank. */
  allPaidFen: Fen
  pagePaidFen: Fen
  batchesOffFen: Fen
}

/** Plan, file, bank, ledger and page of a period; what the bank took back counts against what it paid, on the day of the correction. */
export const bankSums = async (db: Tx, fundId: Id<'specialFund'>, { from, to }: Days): Promise<BankSums> => {
  const { rows } = await sql<BankSums>`
    with mine as materialized (
      select p.* from pub.payment_batch p join fund.budget_line l on l.id = p.line_id where l.fund_id = ${fundId} and p.state in ('released', 'settled')
    ), told as (
      select case when r.result = 'paid' then r.amount_fen else 0 end as paid, case when r.result = 'failed' then r.amount_fen else 0 end as failed
      from fund.bank_return n join mine m on m.id = n.batch_id join fund.bank_return_line r on r.return_id = n.id where n.taken_on between ${from} and ${to}
      union all
      select case c.result when 'paid' then c.amount_fen else -c.amount_fen end, case c.result when 'failed' then c.amount_fen else -c.amount_fen end
      from fund.return_correction c join fund.batch_item t on t.id = c.item_id join mine m on m.id = t.batch_id where c.corrected_on between ${from} and ${to}
    ), booked as (
      select sum(e.debit_fen) filter (where o.kind = 'release') as released, sum(e.debit_fen - e.credit_fen) filter (where o.kind not in ('release', 'remitTax') and e.account = 'paid') as paid,
        sum(e.debit_fen - e.credit_fen) filter (where o.kind not in ('release', 'remitTax') and e.account in ('committed', 'withheld')) as failed
      from fund.posting o join mine m on m.id = o.batch_id join fund.entry e on e.posting_id = o.id where o.day between ${from} and ${to}
    )
    select coalesce((select sum(plan_fen) from mine where released_on between ${from} and ${to}), 0)::bigint as plan_fen,
      coalesce((select sum(file_fen) from mine where released_on between ${from} and ${to}), 0)::bigint as file_fen,
      coalesce((select sum(paid) from told), 0)::bigint as return_paid_fen, coalesce((select sum(failed) from told), 0)::bigint as return_failed_fen,
      coalesce(b.released, 0)::bigint as ledger_release_fen, coalesce(b.paid, 0)::bigint as ledger_paid_fen, coalesce(b.failed, 0)::bigint as ledger_failed_fen,
      coalesce((select sum(returned_paid_fen) from mine), 0)::bigint as all_paid_fen, coalesce((select sum(page_paid_fen) from mine), 0)::bigint as page_paid_fen,
      coalesce((select sum(abs(plan_fen - total_fen) + abs(file_fen - total_fen) + abs(ledger_release_fen - total_fen) + abs(returned_paid_fen - ledger_pay_fen)
        + abs(returned_failed_fen - ledger_bounce_fen) + abs(page_paid_fen - returned_paid_fen) + abs(returned_paid_fen + returned_failed_fen + sent_fen - total_fen)) from mine), 0)::bigint as batches_off_fen
    from booked b`.execute(db)
  const [sums] = rows
  if (!sums) throw new Error('an aggregate has one row')
  return sums
}
