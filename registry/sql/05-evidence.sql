-- 一项事实站在哪些记录上：来源、截至日期、核验状态。kind 是记录的种类；同一种类按现况视图的取法，只列它取用的那些记录。

create view pub.person_evidence as
select id as person_id, '人员' as kind, source, as_of, verification::text as verification from registry.person
union all
(select distinct on (person_id) person_id, '学历', source, as_of, verification from pub.person_degree order by person_id, education_rank desc nulls last, graduated_on desc nulls last)
union all
(select distinct on (person_id) person_id, '学位', source, as_of, verification from pub.person_degree order by person_id, degree_rank desc nulls last)
union all
(select distinct on (person_id) person_id, '职称', source, as_of, verification from pub.person_title order by person_id, level_rank desc, obtained_on desc nulls last)
union all
(select distinct on (person_id) person_id, '技能', source, as_of, verification from pub.person_skill order by person_id, level_rank desc, obtained_on desc nulls last)
union all
(select distinct on (person_id) person_id, '人才类别', source, as_of, verification from pub.person_class where in_force order by person_id, recognised_on desc)
union all
select person_id, '引进', source, as_of, verification from pub.person_introduction
union all
select person_id, '流出', source, as_of, verification from pub.person_departure
union all
(select distinct on (person_id) person_id, '任职', source, as_of, verification::text from registry.employment
  where ended_on is null or ended_on >= kernel.today() order by person_id, (mode = '全职') desc, started_on desc)
union all
select person_id, '社保', source, as_of, verification from pub.person_insurance where in_city and not back_paid
union all
select i.person_id, '连续社保', i.source, i.as_of, i.verification::text
from registry.insurance i
where i.in_city and not i.back_paid and lower(i.months) >= (select r.first_month from pub.person_insurance_run r where r.person_id = i.person_id order by r.last_month desc limit 1)
union all
select person_id, '户籍', source, as_of, verification from pub.person_household_registration
union all
select person_id, '住房', source, as_of, verification from pub.person_housing
union all
select person_id, '家庭成员', source, as_of, verification from pub.person_household_member
union all
(select distinct on (person_id) person_id, '年度考核', source, as_of, verification from pub.person_appraisal order by person_id, year desc)
union all
select person_id, '荣誉', source, as_of, verification from pub.person_honour
union all
select person_id, '项目', source, as_of, verification::text from registry.project where withdrawn_on is null
union all
select person_id, '专利', source, as_of, verification::text from registry.patent where withdrawn_on is null
union all
select person_id, '竞赛', source, as_of, verification::text from registry.contest where withdrawn_on is null
union all
select person_id, '兼职', source, as_of, verification::text from registry.part_time_post where withdrawn_on is null
union all
select person_id, '事实：' || fact, source, as_of, verification from pub.person_fact
union all
select p.id, '单位', e.source, e.as_of, e.verification::text from registry.person p join registry.employer e on e.id = p.employer_id
union all
select p.id, '单位名录', l.source, l.as_of, l.verification from registry.person p join pub.employer_list l on l.employer_id = p.employer_id and l.in_force
union all
-- 核对过而没有记录：“没有”这一结论的依据是那次核对。
select c.person_id, '核对：' || c.subject, c.source, c.as_of, c.verification::text from registry.record_check c;
comment on view pub.person_evidence is '人的事实所据的记录：种类、来源、截至日期、核验状态';

create view pub.employer_evidence as
select id as employer_id, '单位' as kind, source, as_of, verification::text as verification from registry.employer
union all
select employer_id, '单位名录', source, as_of, verification from pub.employer_list where in_force
union all
select employer_id, '创新平台', source, as_of, verification from pub.innovation_platform where in_force
union all
select employer_id, '引进', source, as_of, verification from pub.person_introduction where employer_id is not null
union all
select employer_id, '任职', source, as_of, verification from pub.person_employment where ended_on is null or ended_on >= kernel.today()
union all
select employer_id, '事实：' || fact, source, as_of, verification from pub.employer_fact;
comment on view pub.employer_evidence is '单位的事实所据的记录';

create view pub.team_evidence as
select id as team_id, '团队' as kind, source, as_of, verification from pub.team
union all
select team_id, '团队成员', source, as_of, verification from pub.team_member where left_on is null or left_on > kernel.today()
union all
select t.id, '单位', e.source, e.as_of, e.verification::text from pub.team t join registry.employer e on e.id = t.employer_id
union all
select m.team_id, '人才类别', c.source, c.as_of, c.verification from pub.team_member m join pub.person_class c on c.person_id = m.person_id and c.in_force
  where m.role = '带头人' and (m.left_on is null or m.left_on > kernel.today())
union all
select m.team_id, '任职', e.source, e.as_of, e.verification from pub.team_member m join pub.person_employment e on e.person_id = m.person_id and e.mode = '全职'
  and (e.ended_on is null or e.ended_on >= kernel.today()) where m.role = '带头人' and (m.left_on is null or m.left_on > kernel.today());
comment on view pub.team_evidence is '团队的事实所据的记录，带头人的类别与任职在内';
