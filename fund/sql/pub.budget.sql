-- 预算执行。余额由台账推动，金额均为分。
create view pub.budget_line_balance as
select l.id, f.id as fund_id, f.title as fund_title, f.promised_floor_fen, l.code, l.title, l.year, l.place_code, left(l.place_code, 6) as county_code,
  l.programme, l.state, l.appropriated_fen, l.frozen_fen, l.reserved_fen, l.committed_fen, l.in_transit_fen, l.withheld_fen, l.paid_fen, l.receivable_fen, l.recovered_fen,
  l.written_off_fen, l.available_fen
from fund.budget_line l join fund.special_fund f on f.id = l.fund_id;
comment on view pub.budget_line_balance is '各科目的下达、冻结、占用、承诺、在途、拨付、应追回、已追回、已核销与可用';

-- 付出去的每一笔，供按年、按科目、按地区汇总，也供逐笔追到办件。
create view pub.payment as
select i.id, i.award_id, a.case_id, a.measure, i.line_id, l.code as line_code, l.year as line_year, i.place_code, left(i.place_code, 6) as county_code,
  i.paid_on, extract(year from i.paid_on)::int as year, i.amount_fen, i.tax_fen, i.net_fen
from fund.instalment i join fund.award a on a.id = i.award_id left join fund.budget_line l on l.id = i.line_id
where i.state = 'paid';
comment on view pub.payment is '已付的每一笔：year 为付款年度，line_year 为预算年度';

-- 年度专项资金与承诺的下限：below_floor_fen 大于 0 即没有兑现承诺。
create view pub.special_fund as
select f.id, f.year, f.title, f.place_code, left(f.place_code, 6) as county_code, f.promised_floor_fen, f.floor_document,
  coalesce(s.appropriated_fen, 0)::bigint as appropriated_fen, greatest(f.promised_floor_fen - coalesce(s.appropriated_fen, 0), 0)::bigint as below_floor_fen
from fund.special_fund f
left join lateral (select sum(l.appropriated_fen) as appropriated_fen from fund.budget_line l where l.fund_id = f.id) s on true;
comment on view pub.special_fund is '年度专项资金：下达与承诺的下限';

-- 用到七成、九成的科目；eased_on 为空的仍在界限之上。
create view pub.usage_warning as
select w.id, w.line_id, l.code as line_code, l.title, l.year, w.place_code, left(w.place_code, 6) as county_code, w.threshold, w.used_fen, w.appropriated_fen, w.warned_on, w.eased_on
from fund.usage_warning w join fund.budget_line l on l.id = w.line_id;
comment on view pub.usage_warning is '用款预警：哪个科目哪天用到了七成、九成';
