-- 预算执行。余额由台账推动，金额均为分。
create view pub.budget_line_balance as
select l.id, f.id as fund_id, f.title as fund_title, f.promised_floor_fen, l.code, l.title, l.year, l.place_code, left(l.place_code, 6) as county_code,
  l.state, l.appropriated_fen, l.frozen_fen, l.reserved_fen, l.committed_fen, l.in_transit_fen, l.paid_fen, l.receivable_fen, l.recovered_fen,
  l.written_off_fen, l.available_fen
from fund.budget_line l join fund.special_fund f on f.id = l.fund_id;
comment on view pub.budget_line_balance is '各科目的下达、冻结、占用、承诺、在途、拨付、应追回、已追回、已核销与可用';

-- 付出去的每一笔，供按年、按科目、按地区汇总，也供逐笔追到办件。
create view pub.payment as
select i.id, i.award_id, a.case_id, a.measure, i.line_id, l.code as line_code, l.year as line_year, i.place_code, left(i.place_code, 6) as county_code,
  i.paid_on, extract(year from i.paid_on)::int as year, i.amount_fen
from fund.instalment i join fund.award a on a.id = i.award_id left join fund.budget_line l on l.id = i.line_id
where i.state = 'paid';
comment on view pub.payment is '已付的每一笔：year 为付款年度，line_year 为预算年度';
