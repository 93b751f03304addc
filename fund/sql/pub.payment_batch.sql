-- 三方对账：计划（分期）＝支付文件（批次明细）＝银行回单＝台账，逐批到分。银行改口的以最后一次更正为准，台账一侧取净额。
create view pub.payment_batch as
select b.id, b.number, b.line_id, b.place_code, b.state, b.items, b.made_at, b.released_on, b.total_fen,
  i.plan_fen, i.file_fen, i.page_paid_fen,
  coalesce(r.paid_items, 0) as returned_paid_items, coalesce(r.paid_fen, 0)::bigint as returned_paid_fen,
  coalesce(r.failed_items, 0) as returned_failed_items, coalesce(r.failed_fen, 0)::bigint as returned_failed_fen,
  coalesce(p.release_fen, 0)::bigint as ledger_release_fen, coalesce(p.pay_fen, 0)::bigint as ledger_pay_fen, coalesce(p.bounce_fen, 0)::bigint as ledger_bounce_fen,
  i.sent_items, i.sent_fen,
  b.tax_fen, i.plan_tax_fen, i.withheld_fen as paid_tax_fen, i.remitted_fen as remitted_tax_fen, coalesce(p.withheld_fen, 0)::bigint as ledger_withheld_fen, coalesce(p.remitted_fen, 0)::bigint as ledger_remitted_fen
from fund.batch b
join lateral (
  select sum(n.net_fen)::bigint as plan_fen, sum(t.amount_fen)::bigint as file_fen,
    coalesce(sum(n.net_fen) filter (where t.state = 'paid' and n.state = 'paid'), 0)::bigint as page_paid_fen,
    sum(n.tax_fen)::bigint as plan_tax_fen, coalesce(sum(t.tax_fen) filter (where t.state = 'paid'), 0)::bigint as withheld_fen,
    coalesce(sum(t.tax_fen) filter (where t.tax_remittance_id is not null), 0)::bigint as remitted_fen,
    count(*) filter (where t.state = 'sent')::int as sent_items, coalesce(sum(t.amount_fen) filter (where t.state = 'sent'), 0)::bigint as sent_fen
  from fund.batch_item t join fund.instalment n on n.id = t.instalment_id where t.batch_id = b.id
) i on true
left join lateral (
  select count(*) filter (where s.result = 'paid')::int as paid_items, sum(s.amount_fen) filter (where s.result = 'paid') as paid_fen,
    count(*) filter (where s.result = 'failed')::int as failed_items, sum(s.amount_fen) filter (where s.result = 'failed') as failed_fen
  from (
    select coalesce(c.result, l.result) as result, l.amount_fen from fund.batch_item t join fund.bank_return_line l on l.item_id = t.id
    left join (select distinct on (k.item_id) k.item_id, k.result from fund.return_correction k order by k.item_id, k.no desc) c on c.item_id = l.item_id
    where t.batch_id = b.id
  ) s
) r on true
left join lateral (
  select sum(e.debit_fen) filter (where o.kind = 'release') as release_fen,
    sum(e.debit_fen - e.credit_fen) filter (where e.account = 'paid' and o.kind <> 'remitTax') as pay_fen,
    sum(e.debit_fen - e.credit_fen) filter (where e.account = 'withheld' and o.kind <> 'remitTax') as withheld_fen, sum(e.debit_fen) filter (where o.kind = 'remitTax') as remitted_fen,
    -- 付成时税款从承诺转入代扣，退回时转回来：两户相加，剩下的才是退回的钱。
    sum(e.debit_fen - e.credit_fen) filter (where e.account in ('committed', 'withheld') and o.kind not in ('release', 'remitTax')) as bounce_fen
  from fund.posting o join fund.entry e on e.posting_id = o.id where o.batch_id = b.id
) p on true;
comment on view pub.payment_batch is '支付批次与三方对账数';
