-- 一个团队一行的现况，以 kernel.today() 为准。
create view pub.team_profile as
select t.id, t.number, t.name, t.field, t.level, t.place_code, left(t.place_code, 6) as county_code, t.founded_on, t.ended_on,
  t.ended_on is null or t.ended_on > kernel.today() as active,
  t.employer_id, e.name as employer_name, e.kind as employer_kind, e.key_industry as employer_industry, e.place_code as employer_place_code, e.tax_place_code as employer_tax_place_code,
  ldr.person_id as leader_id, cls.level as leader_class,
  case when ldr.person_id is null then null else exists (select from pub.person_employment m where m.person_id = ldr.person_id and m.mode = '全职'
    and (m.ended_on is null or m.ended_on >= kernel.today())) end as leader_employed_here,
  coalesce(mbr.members, 0) as members, coalesce(mbr.core_members, 0) as core_members
from registry.team t
join registry.employer e on e.id = t.employer_id
left join (select distinct on (team_id) team_id, person_id from registry.team_member
  where role = '带头人' and (left_on is null or left_on > kernel.today()) order by team_id, joined_on desc) ldr on ldr.team_id = t.id
left join lateral (select c.level from pub.person_class c where c.person_id = ldr.person_id and c.in_force order by c.recognised_on desc limit 1) cls on true
left join (select team_id, count(*) as members, count(*) filter (where role = '核心成员') as core_members from registry.team_member
  where left_on is null or left_on > kernel.today() group by team_id) mbr on mbr.team_id = t.id;
comment on view pub.team_profile is '团队的现况，一队一行：带头人及其类别、在队人数（含带头人）、核心成员数、依托单位';
