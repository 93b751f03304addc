import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import type { PlainDate } from '../kernel/types.ts'

/**
 * Vouchers of a whole batch in one statement: one posting with two balanced entries a payment, four where tax is withheld (its part of the promise
 * becomes 代扣待缴 in the moment in which the rest is paid), exactly as ledger.ts writes them one by one.
 * A hundred thousand payments would be forty megabytes of JSON otherwise.
 */

interface Batch {
  id: string
  lineId: string
}

const postEach = async (db: Tx, batch: Batch, today: PlainDate, chosen: RawBuilder<unknown>): Promise<void> => {
  await sql`
    with given as materialized (
      select uuidv7() as id, c.kind, c.says, c.debit, c.credit, c.amount_fen, c.tax_fen, i.id as instalment_id, i.award_id, i.place_code
      from (${chosen}) c join fund.instalment i on i.id = c.instalment_id
    ), posted as (
      insert into fund.posting (id, kind, day, place_code, says, award_id, instalment_id, batch_id, made_by)
      select id, kind, ${today}, place_code, says, award_id, instalment_id, ${batch.id}, kernel.actor() from given
    )
    insert into fund.entry (posting_id, line_id, place_code, account, debit_fen, credit_fen)
    select g.id, ${batch.lineId}, g.place_code, s.account, case s.side when 'debit' then s.fen else 0 end, case s.side when 'credit' then s.fen else 0 end
    from given g cross join lateral (values (g.debit, 'debit', g.amount_fen), (g.credit, 'credit', g.amount_fen), ('withheld', 'debit', g.tax_fen), ('committed', 'credit', g.tax_fen)) as s(account, side, fen)
    where s.fen > 0`.execute(db)
}

const what = sql`a.case_number || ' 第' || n.no || '期'`

/** 送银行: committed → in transit, for every payment of the batch. */
export const postRelease = (db: Tx, batch: Batch, today: PlainDate): Promise<void> =>
  postEach(
    db,
    batch,
    today,
    sql`select 'release' as kind, '送银行 ' || ${what} as says, 'inTransit' as debit, 'committed' as credit, t.amount_fen, 0 as tax_fen, t.instalment_id
      from fund.batch_item t join fund.instalment n on n.id = t.instalment_id join fund.award a on a.id = n.award_id where t.batch_id = ${batch.id} order by t.seq`,
  )

/** 拨付 and 银行退回 of the payments that one return answered. */
export const postReturn = (db: Tx, batch: Batch, returnId: string, today: PlainDate): Promise<void> =>
  postEach(
    db,
    batch,
    today,
    sql`select case r.result when 'paid' then 'pay' else 'bounce' end as kind,
        case r.result when 'paid' then '拨付 ' || ${what} else '银行退回 ' || ${what} || '：' || coalesce(r.reason, '') end as says,
        case r.result when 'paid' then 'paid' else 'committed' end as debit, 'inTransit' as credit, r.amount_fen, case r.result when 'paid' then t.tax_fen else 0 end as tax_fen, t.instalment_id
      from fund.bank_return_line r join fund.batch_item t on t.id = r.item_id join fund.instalment n on n.id = t.instalment_id join fund.award a on a.id = n.award_id
      where r.return_id = ${returnId} order by t.seq`,
  )
