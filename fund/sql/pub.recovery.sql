-- 在别处已领的待遇：补差、抵扣时读这里。
create view pub.declared_payment as
select id, holder_kind, holder_id, place_code, left(place_code, 6) as county_code, scheme, amount_fen, paid_on
from fund.declared_payment where withdrawn_reason is null;
comment on view pub.declared_payment is '在别处已领的待遇，凭文件登记、未撤销的';

create view pub.obligation as
select o.id, o.award_id, a.measure, a.title, o.holder_kind, o.holder_id, o.place_code, left(o.place_code, 6) as county_code, o.serve_from, o.serve_to, o.lock_to, o.breach, o.state
from fund.obligation o join fund.award a on a.id = o.award_id;
comment on view pub.obligation is '服务期与限售义务的现况';

create view pub.recovery as
select c.id, c.number, c.award_id, a.measure, a.title, c.line_id, c.place_code, left(c.place_code, 6) as county_code, c.decided_on, extract(year from c.decided_on)::int as year,
  b.ground, c.amount_fen, c.recovered_fen, c.set_off_fen, c.written_off_fen, c.outstanding_fen
from fund.claim c join fund.award a on a.id = c.award_id join fund.breach b on b.id = c.breach_id;
comment on view pub.recovery is '应追回款：决定、已收、抵扣、核销、尚欠；不含姓名';
