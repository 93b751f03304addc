-- 人才公寓：楼盘、房源、可住人的时段、入住、合同期、申请、规则；不含租金缴纳。

create view pub.housing_building as
select b.id, b.number, b.name, b.place_code, b.address, b.operator, b.document, b.floor_area, b.opened_on from housing.building b;
comment on view pub.housing_building is '人才公寓楼盘';

create view pub.housing_unit as
select u.id, u.number, u.building_id, b.name as building_name, u.place_code, u.room, u.bedrooms, u.area, u.rent_fen, l.since,
  case when l.last_because = 'withdrawn' then l.until end as until
from housing.unit u join housing.building b on b.id = u.building_id
join (select unit_id, min(lower(span)) as since, max(upper(span)) as until, (array_agg(ended_because order by lower(span) desc))[1] as last_because from housing.lettable group by unit_id) l on l.unit_id = u.id;
comment on view pub.housing_unit is '人才公寓房源：since 起（含）至 until（不含），until 为空表示没有退出；维修期间仍算房源';

create view pub.housing_lettable as
select l.unit_id, l.place_code, lower(l.span) as since, upper(l.span) as until, l.ended_because from housing.lettable l;
comment on view pub.housing_lettable is '房源可以住人的时段，不论有没有人住';

create view pub.housing_tenancy as
select t.id, t.number, t.application_id, t.unit_id, t.person_id, t.place_code, lower(t.span) as since, upper(t.span) as until, t.left_because from housing.tenancy t;
comment on view pub.housing_tenancy is '入住：since 起（含）至 until（不含），until 为空表示仍住着；一套房一天至多一行，一个人一天至多一行';

create view pub.housing_term as
select m.id, m.tenancy_id, m.person_id, m.place_code, lower(m.span) as since, upper(m.span) as until, m.rent_fen, m.people from housing.term m;
comment on view pub.housing_term is '合同期：首次和每次续租各一行，people 为住几口人';

create view pub.housing_application as
select a.id, a.number, a.person_id, a.place_code, a.family, a.wanted_place, a.state, a.applied_on, a.drawn_on, a.turn, a.housed_on, a.ended_on from housing.application a;
comment on view pub.housing_application is '人才公寓申请：state 为 waiting 轮候、offered 待答复、accepted 待入住、housed 已入住、left 已退房、withdrawn 已撤回、dropped 退出轮候';

create view pub.housing_rule as
select r.id, r.place_code, r.way, r.value, r.most_area, r.document, r.valid_from, r.valid_to from housing.rule r;
comment on view pub.housing_rule is '谁可以申请人才公寓：way 为 class 人才类别、measure 政策事项';
