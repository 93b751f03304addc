import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import type { SheetContent } from './contract.ts'

/** What is not finished on the day on which somebody looks, with its age in days, so that nothing waits unseen. */

type Open = SheetContent['open'][number]
type Pending = SheetContent['pending'][number]

/** At the bank: payments without an answer, value days after the day of release, inquiries, batches that do not match. */
export const openItems = async (db: Tx, fundId: Id<'specialFund'>, today: PlainDate): Promise<Open[]> => {
  const { rows } = await sql<Open>`
    with mine as materialized (
      select p.*, b.dated_on from pub.payment_batch p join fund.batch b on b.id = p.id join fund.budget_line l on l.id = p.line_id
      where l.fund_id = ${fundId} and p.state in ('released', 'settled')
    ), found as (
      select 1 as rank, 'unanswered' as kind, number, sent_items || ' 笔等待回单' as says, id as batch_id, sent_fen as amount_fen, dated_on as since from mine where sent_items > 0
      union all
      select 2, 'lateValueDay', number, '送银行 ' || released_on || '，起息 ' || dated_on, id, sent_fen, released_on from mine where sent_items > 0 and dated_on > released_on
      union all
      select 3, 'inquiry', q.number, ${inquiryWords} || '：' || m.number || ' 第 ' || t.seq || ' 笔', m.id, coalesce(q.reported_fen, t.amount_fen), q.opened_on
      from fund.inquiry q join mine m on m.id = q.batch_id join fund.batch_item t on t.id = q.item_id where q.state = 'open'
      union all
      select 4, 'unmatched', number, '计划、文件、回单、台账、本人页面不全相符', id, total_fen, released_on from mine
      where not (plan_fen = total_fen and file_fen = total_fen and ledger_release_fen = total_fen and returned_paid_fen = ledger_pay_fen
        and returned_failed_fen = ledger_bounce_fen and page_paid_fen = returned_paid_fen and returned_paid_fen + returned_failed_fen + sent_fen = total_fen)
    )
    select kind, number, says, batch_id, amount_fen::bigint as amount_fen, since, greatest(${today}::date - since, 0) as age from found order by rank, since, number`.execute(db)
  return rows
}

const inquiryWords = sql`case q.kind when 'lost' then '没有回音' when 'partial' then '部分付款' when 'doubled' then '重复付款' when 'latePaid' then '失败后又成功' else '退汇' end`
const nameOf = (account: RawBuilder<unknown>) => sql`coalesce((select k.name from kernel.account k where k.id = ${account}), '系统')`
const dayOf = (at: RawBuilder<unknown>) => sql`(${at} at time zone 'Asia/Shanghai')::date`

/** Made or asked by one person and waiting for the second. */
export const pendingItems = async (db: Tx, fundId: Id<'specialFund'>, today: PlainDate): Promise<Pending[]> => {
  const { rows } = await sql<Pending>`
    with mine as materialized (select id from fund.budget_line where fund_id = ${fundId}), found as (
      select 1 as rank, 'batch' as kind, b.id, b.number, b.items || ' 笔' as says, ${nameOf(sql`b.made_by`)} as by, b.total_fen as amount_fen, ${dayOf(sql`b.made_at`)} as since
      from fund.batch b where b.line_id in (select id from mine) and b.state = 'made'
      union all
      select 2, 'adjustment', a.id, a.number, a.document, ${nameOf(sql`a.asked_by`)}, a.amount_fen, ${dayOf(sql`a.asked_at`)}
      from fund.adjustment a where a.state = 'asked' and (a.line_id in (select id from mine) or a.to_line_id in (select id from mine))
      union all
      select 3, 'settlement', s.id, s.number, s.from_on || ' 至 ' || s.to_on, ${nameOf(sql`s.drawn_by`)}, s.county_owes_fen + s.city_owes_fen, ${dayOf(sql`s.drawn_at`)}
      from fund.settlement s where s.state = 'drawn' and exists (select from fund.settlement_item t where t.settlement_id = s.id and t.payer_line_id in (select id from mine))
      union all
      select 4, 'breach', b.id, b.number, b.evidence, ${nameOf(sql`b.proposed_by`)}, coalesce(b.proposed_fen, 0), b.statement_by
      from fund.breach b where b.state = 'proposed' and exists (select from fund.instalment i where i.award_id = b.award_id and i.line_id in (select id from mine))
      union all
      select 5, 'writeOff', c.id, c.number, case w.state when 'proposed' then '还差两人批准' else '还差一人批准' end, ${nameOf(sql`w.proposed_by`)}, w.amount_fen, c.decided_on
      from fund.write_off w join fund.claim c on c.id = w.claim_id where w.state in ('proposed', 'approvedOnce') and c.line_id in (select id from mine)
      union all
      select 6, 'sheet', s.id, s.number, s.from_on || case when s.to_on > s.from_on then ' 至 ' || s.to_on else '' end, s.preparer_name, s.differs_fen, ${dayOf(sql`s.prepared_at`)}
      from fund.sheet s where s.fund_id = ${fundId} and s.state = 'prepared'
    )
    select kind, id::text as id, number, says, by, amount_fen::bigint as amount_fen, since, greatest(${today}::date - since, 0) as age from found order by rank, since, number`.execute(db)
  return rows
}
