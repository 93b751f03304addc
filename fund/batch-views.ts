import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import { Missing } from '../kernel/implement.ts'
import type { Fen, Id, PlainDate } from '../kernel/types.ts'
import { ofPayee } from './batch-store.ts'
import type { BatchState, ItemState, Reconciliation } from './payment-contract.ts'

/** What is read of batches: lists, one batch with its reconciliation, what is due on each line. */

const nameOf = (account: string) => sql<string | null>`(select k.name from kernel.account k where k.id = ${sql.ref(account)})`

export const batches = (db: Tx) =>
  db
    .selectFrom('fund.batch as b')
    .innerJoin('fund.budgetLine as l', 'l.id', 'b.lineId')
    .innerJoin('kernel.place as p', 'p.code', 'b.placeCode')
    .select([
      sql<Id<'batch'>>`b.id`.as('id'),
      'b.number',
      sql<Id<'budgetLine'>>`l.id`.as('lineId'),
      'l.title as lineTitle',
      'l.code as lineCode',
      'l.year',
      'p.name as placeName',
      sql<BatchState>`b.state`.as('state'),
      'b.items',
      'b.totalFen',
      'b.taxFen',
      sql<string>`coalesce(${nameOf('b.made_by')}, '系统')`.as('makerName'),
      sql<string | null>`case when b.released_at is not null then coalesce(${nameOf('b.checked_by')}, '系统') end`.as('checkerName'),
      'b.madeAt',
      'b.releasedOn',
      'b.datedOn',
    ])

export const getBatchRow = async (db: Tx, batchId: Id<'batch'>) => {
  const batch = await batches(db)
    .select(['b.dueBy', 'b.fileChecksum', 'b.dissolvedReason', sql<boolean>`coalesce(b.made_by = kernel.actor() or b.maker_person = kernel.setting('person')::uuid, false)`.as('mine')])
    .where('b.id', '=', batchId)
    .executeTakeFirst()
  if (!batch) throw new Missing()
  return batch
}

export const returnsOf = (db: Tx, batchId: Id<'batch'>) =>
  db
    .selectFrom('fund.bankReturn')
    .select([sql<Id<'bankReturn'>>`id`.as('id'), 'bankDate', 'takenAt', 'paidItems', 'paidFen', 'failedItems', 'failedFen'])
    .where('batchId', '=', batchId)
    .orderBy('takenAt')
    .execute()

/**
 * Three-way match of one batch, to the fen: plan = payment file = what the ledger released; what the bank returned = what the ledger
 * paid and took back; paid = what the payee's page shows as paid.
 */
export const reconciliationOf = async (db: Tx, batchId: Id<'batch'>): Promise<Omit<Reconciliation, 'fileIntact'>> => {
  const { rows } = await sql<Omit<Reconciliation, 'fileIntact'>>`
    select paid_tax_fen as withheld_fen, ledger_withheld_fen, remitted_tax_fen as remitted_fen, plan_fen, file_fen, ledger_release_fen, returned_paid_fen, returned_paid_items, returned_failed_fen, returned_failed_items, ledger_pay_fen,
      ledger_bounce_fen, page_paid_fen, sent_items as waiting_items, sent_fen as waiting_fen, ${matched} as matched
    from pub.payment_batch where id = ${batchId}`.execute(db)
  const row = rows[0]
  if (!row) throw new Missing()
  return row
}

const matched = sql`(plan_fen = total_fen and file_fen = total_fen and ledger_release_fen = total_fen and returned_paid_fen = ledger_pay_fen
  and returned_failed_fen = ledger_bounce_fen and page_paid_fen = returned_paid_fen and returned_paid_fen + returned_failed_fen + sent_fen = total_fen
  and plan_tax_fen = tax_fen and paid_tax_fen = ledger_withheld_fen and remitted_tax_fen = ledger_remitted_fen)`

/** Released batches of one budget year that do not match; and lines whose balances are not the sum of their entries. */
export const reconcileYear = async (db: Tx, year: number) => {
  const all = await sql<{ batchId: Id<'batch'>; number: string; matched: boolean; totalFen: Fen; returnedPaidFen: Fen; sentFen: Fen }>`
    select b.id as batch_id, b.number, ${matched} as matched, b.total_fen, b.returned_paid_fen, b.sent_fen
    from pub.payment_batch b join pub.budget_line_balance l on l.id = b.line_id
    where l.year = ${year} and b.state in ('released', 'settled') order by b.number`.execute(db)
  const lines = await sql<{ lineId: Id<'budgetLine'>; code: string; offFen: Fen }>`
    select l.id as line_id, l.code,
      (abs(l.appropriated_fen - e.appropriated) + abs(l.frozen_fen - e.frozen) + abs(l.reserved_fen - e.reserved) + abs(l.committed_fen - e.committed)
        + abs(l.in_transit_fen - e.in_transit) + abs(l.withheld_fen - e.withheld) + abs(l.paid_fen - e.paid) + abs(l.receivable_fen - e.receivable)
        + abs(l.recovered_fen - e.recovered) + abs(l.written_off_fen - e.written_off))::bigint as off_fen
    from fund.budget_line l join lateral (
      select coalesce(sum(credit_fen - debit_fen) filter (where account = 'appropriation'), 0) as appropriated,
        coalesce(sum(debit_fen - credit_fen) filter (where account = 'frozen'), 0) as frozen,
        coalesce(sum(debit_fen - credit_fen) filter (where account = 'reserved'), 0) as reserved,
        coalesce(sum(debit_fen - credit_fen) filter (where account = 'committed'), 0) as committed,
        coalesce(sum(debit_fen - credit_fen) filter (where account = 'inTransit'), 0) as in_transit,
        coalesce(sum(debit_fen - credit_fen) filter (where account = 'withheld'), 0) as withheld,
        coalesce(sum(debit_fen - credit_fen) filter (where account = 'paid'), 0) as paid,
        coalesce(sum(debit_fen - credit_fen) filter (where account = 'receivable'), 0) as receivable,
        coalesce(sum(debit_fen - credit_fen) filter (where account = 'recovered'), 0) as recovered,
        coalesce(sum(debit_fen - credit_fen) filter (where account = 'writtenOff'), 0) as written_off
      from fund.entry where line_id = l.id) e on true
    where l.year = ${year} and kernel.sees_place(l.place_code) order by l.code`.execute(db)
  return { batches: all.rows, lines: lines.rows }
}

export const batchItems = (db: Tx, batchId: Id<'batch'>) =>
  db
    .selectFrom('fund.batchItem as t')
    .innerJoin('fund.instalment as i', 'i.id', 't.instalmentId')
    .innerJoin('fund.award as a', 'a.id', 'i.awardId')
    .leftJoin('fund.payeeAccount as c', 'c.id', 't.accountId')
    .leftJoin('fund.bankReturnLine as r', 'r.itemId', 't.id')
    // What the bank said in the end, where it changed its word.
    .leftJoin('fund.returnCorrection as w', (join) => join.onRef('w.itemId', '=', 't.id').on(sql<boolean>`w.no = (select max(k.no) from fund.return_correction k where k.item_id = t.id)`))
    .select([
      sql<Id<'batchItem'>>`t.id`.as('id'),
      't.seq',
      sql<Id<'case'>>`a.case_id`.as('caseId'),
      'a.caseNumber',
      'a.title',
      sql<string>`coalesce(c.name, a.payee_name)`.as('payeeName'),
      'a.payeeName as holderName',
      sql<string>`coalesce(c.bank, '')`.as('bank'),
      sql<string>`coalesce(c.number_hint, '')`.as('accountHint'),
      'i.no',
      't.attempt',
      't.amountFen',
      't.taxFen',
      sql<boolean>`t.tax_remittance_id is not null`.as('taxRemitted'),
      sql<ItemState>`t.state`.as('state'),
      sql<PlainDate | null>`case when w.no is null then r.paid_on else w.paid_on end`.as('paidOn'),
      sql<string | null>`case when w.no is null then r.reason else w.reason end`.as('reason'),
      sql<string | null>`coalesce(w.bank_serial, r.bank_serial)`.as('bankSerial'),
    ])
    .where('t.batchId', '=', batchId)

/** Lines with something to do on that day: due, due without an account, waiting for a check; and the next day that brings more. */
export const linesWithDue = async (db: Tx, dueBy: PlainDate) => {
  const good = sql`exists (select from fund.payee_account c where ${ofPayee} and c.replaced_at is null and c.rejected_on is null)`
  return db
    .selectFrom('fund.instalment as i')
    .innerJoin('fund.award as a', 'a.id', 'i.awardId')
    .leftJoin('fund.awardPayee as p', 'p.id', 'i.payeeId')
    .innerJoin('fund.budgetLine as l', 'l.id', 'i.lineId')
    .innerJoin('kernel.place as q', 'q.code', 'l.placeCode')
    .select([
      sql<Id<'budgetLine'>>`l.id`.as('lineId'),
      'l.code',
      'l.title',
      'l.year',
      'q.name as placeName',
      sql<number>`(count(*) filter (where i.state = 'due' and i.due_on <= ${dueBy}))::int`.as('dueItems'),
      sql<Fen>`coalesce(sum(i.net_fen) filter (where i.state = 'due' and i.due_on <= ${dueBy}), 0)::bigint`.as('dueFen'),
      sql<number>`(count(*) filter (where i.state = 'due' and i.due_on <= ${dueBy} and not ${good}))::int`.as('withoutAccount'),
      sql<number>`(count(*) filter (where i.state = 'needsCheck'))::int`.as('needsCheck'),
      sql<PlainDate | null>`min(i.due_on) filter (where i.state = 'planned')`.as('nextDueOn'),
    ])
    .where('i.state', 'in', ['due', 'needsCheck', 'planned'])
    .groupBy(['l.id', 'l.code', 'l.title', 'l.year', 'q.name'])
    .orderBy('l.year', 'desc')
    .orderBy('l.code')
    .execute()
}
