-- 资助决定，一件一行；金额均为分。指标、门户读这里。
create view pub.award as
select a.id, a.case_id, a.case_number, a.edition_id, a.measure, a.title, a.holder_kind, a.holder_id, a.place_code, left(a.place_code, 6) as county_code,
  a.line_id, l.code as line_code, l.year as line_year, a.decided_on, a.amount_fen, a.city_share_fen, a.county_share_fen,
  coalesce(p.paid_fen, 0)::bigint as paid_fen, a.group_code, a.state,
  -- 还算数的：没有终止、也没有决定追回的部分
  (coalesce(p.standing_fen, 0) - coalesce((select sum(c.amount_fen) from fund.claim c where c.award_id = a.id), 0))::bigint as standing_fen, a.sign_by, a.signed_on
from fund.award a
left join fund.budget_line l on l.id = a.line_id
left join lateral (select sum(i.amount_fen) filter (where i.state = 'paid') as paid_fen, sum(i.amount_fen) filter (where i.state <> 'stopped') as standing_fen
  from fund.instalment i where i.award_id = a.id) p on true;
comment on view pub.award is '资助决定：谁、依哪个事项版本、多少、已付多少；不含收款账户';

create view pub.instalment as
select i.id, i.award_id, a.case_id, a.measure, a.holder_kind, a.holder_id, i.place_code, left(i.place_code, 6) as county_code, i.line_id, i.no,
  i.due_on, i.amount_fen, i.state, i.paid_on, i.tax_fen, i.net_fen, i.milestone
from fund.instalment i join fund.award a on a.id = i.award_id;
comment on view pub.instalment is '分期：应付日期与状态；未付的部分即今后各年已承诺的支出';
