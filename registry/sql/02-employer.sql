create view pub.employer as
select id, number, name, initials, credit_code, kind, ownership, industry_code, industry_section, key_industry, size, place_code, left(place_code, 6) as county_code,
  tax_place_code, founded_on, staff_count, source, as_of, verification::text as verification, created_at
from registry.employer;
comment on view pub.employer is '用人单位';

create view pub.employer_list as
select id, employer_id, place_code, list, edition, issuer, valid_from, valid_to,
  valid_from <= kernel.today() and (valid_to is null or valid_to >= kernel.today()) as in_force, source, as_of, verification::text as verification
from registry.employer_list;
comment on view pub.employer_list is '单位入列的名录及版次';

create view pub.employer_fact as
select distinct on (employer_id, fact) id, employer_id, place_code, fact, value, source, as_of, verification::text as verification
from registry.employer_fact order by employer_id, fact, as_of desc, id desc;
comment on view pub.employer_fact is '单位的其他事实：同一事实取截至日期最近的一条';

create view pub.team as
select id, number, name, field, employer_id, place_code, level, founded_on, ended_on, source, as_of, verification::text as verification from registry.team;
comment on view pub.team is '团队';

create view pub.team_member as
select id, team_id, person_id, place_code, role, joined_on, left_on, source, as_of, verification::text as verification from registry.team_member;
comment on view pub.team_member is '团队成员的进出';

create view pub.innovation_platform as
select id, number, name, kind, level, certifier, certificate_number, employer_id, place_code, left(place_code, 6) as county_code, valid_from, valid_to, withdrawn_on,
  array_position(array['市级', '省级', '国家级'], level) as level_rank,
  valid_from <= kernel.today() and (valid_to is null or valid_to >= kernel.today()) and (withdrawn_on is null or withdrawn_on > kernel.today()) as in_force,
  source, as_of, verification::text as verification
from registry.innovation_platform;
comment on view pub.innovation_platform is '创新平台、载体；in_force 为今天是否有效';

create view pub.platform_person as
select m.id, m.platform_id, m.person_id, m.place_code, m.role, m.joined_on, m.left_on, f.name as platform, f.kind as platform_kind, f.level as platform_level, f.employer_id, m.source, m.as_of, m.verification::text as verification
from registry.platform_person m join registry.innovation_platform f on f.id = m.platform_id;
comment on view pub.platform_person is '平台里的人的进出；left_on 当天仍在';

create view pub.statistic as
select id, place_code, year, kind, value, unit, source, document, page, as_of from registry.statistic where withdrawn_at is null;
comment on view pub.statistic is '外部统计数，一次公布一行：同一地方同一年的数后来修订的有几行，以 as_of 最晚的为准；kind 见 registry/statistics/kinds.ts';

create view pub.school_list as
select list, edition, school, rank, source from registry.school_list;
comment on view pub.school_list is '院校名录及版次';

-- 制作快照的人要知道：此刻是否有导入正在写库。
create view pub.import_running as
select number, place_code, created_at as since from registry.import_batch where state = 'importing';
comment on view pub.import_running is '正在写库的批量导入';
