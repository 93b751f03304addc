-- 一人一行的现况，以 kernel.today() 为准。每一列来自一个“每人至多一行”的左连接：查询不用的列，其连接由数据库自动省去。

create view pub.person_profile as
select p.id, p.number, p.name, p.sex, p.birth_date, p.nationality, p.document_type, p.place_code, left(p.place_code, 6) as county_code, p.corps, p.employer_id,
  e.name as employer_name, e.kind as employer_kind, e.ownership as employer_ownership, e.industry_section, e.key_industry, e.size as employer_size,
  e.place_code as employer_place_code, e.tax_place_code as employer_tax_place_code,
  edu.education, edu.full_time, edu.school, edu.country as school_country, edu.major, edu.graduated_on, deg.degree,
  ttl.level as title_level, ttl.obtained_on as title_obtained_on, skl.level as skill_level, skl.obtained_on as skill_obtained_on,
  cls.scheme as class_scheme, cls.edition as class_edition, cls.level as class_level, cls.recognised_on as class_recognised_on, cls.valid_to as class_valid_to,
  fst.first_introduced_on, int.introduced_on as last_introduced_on, int.programme, int.mode as introduction_mode, int.channel as introduction_channel, int.origin,
  dep.departed_on, dep.departed_on is not null and (emp.started_on is null or emp.started_on <= dep.departed_on) as has_left,
  emp.started_on as employed_since, emp.mode as employment_mode, emp.post, emp.post_kind, emp.contract_from, emp.contract_to, emp.open_ended,
  case when emp.open_ended then 99
    when emp.contract_from is null or emp.contract_to is null then null
    else round(((emp.contract_to - emp.contract_from + 1) / 365.25)::numeric, 1) end as contract_years,
  emp.monthly_pay_sealed,
  ins.first_insured_on, ins.last_insured_on, ins.total_months as insured_total_months, run.first_month as insured_run_from, run.last_month as insured_run_through,
  coalesce(run.months, case when '社保' = any (chk.checked) or ins.person_id is not null then 0 end) as insured_consecutive_months,
  hkr.in_city as hukou_in_city, hkr.registered_in as hukou_place, hkr.since as hukou_since,
  hsg.homes_in_city, hsg.last_transfer_on as home_last_transfer_on, hsg.bought_on as home_bought_on, hsg.rents, hsg.monthly_rent_sealed,
  apr.year as appraisal_year, apr.result as appraisal, hon.level as honour_level, hon.awarded_on as honour_awarded_on, chk.checked, fct.facts
from registry.person p
left join registry.employer e on e.id = p.employer_id
left join (select distinct on (person_id) person_id, education, full_time, school, country, major, graduated_on from pub.person_degree
  order by person_id, education_rank desc nulls last, graduated_on desc nulls last) edu on edu.person_id = p.id
left join (select distinct on (person_id) person_id, degree from pub.person_degree order by person_id, degree_rank desc nulls last) deg on deg.person_id = p.id
left join (select distinct on (person_id) person_id, level, obtained_on from pub.person_title order by person_id, level_rank desc, obtained_on desc nulls last) ttl on ttl.person_id = p.id
left join (select distinct on (person_id) person_id, level, obtained_on from pub.person_skill order by person_id, level_rank desc, obtained_on desc nulls last) skl on skl.person_id = p.id
left join (select distinct on (person_id) person_id, scheme, edition, level, recognised_on, valid_to from pub.person_class where in_force
  order by person_id, recognised_on desc) cls on cls.person_id = p.id
left join (select person_id, min(introduced_on) as first_introduced_on from registry.introduction group by person_id) fst on fst.person_id = p.id
left join (select distinct on (person_id) person_id, introduced_on, programme, mode, channel, origin from registry.introduction
  order by person_id, introduced_on desc) int on int.person_id = p.id
left join (select person_id, max(departed_on) as departed_on from registry.departure group by person_id) dep on dep.person_id = p.id
left join (select distinct on (person_id) person_id, started_on, mode, post, post_kind, contract_from, contract_to, open_ended, monthly_pay_sealed
  from registry.employment where ended_on is null or ended_on >= kernel.today() order by person_id, (mode = '全职') desc, started_on desc) emp on emp.person_id = p.id
left join (select person_id, min(first_month) as first_insured_on, max(last_month) as last_insured_on, sum(months) as total_months
  from pub.person_insurance where in_city and not back_paid group by person_id) ins on ins.person_id = p.id
left join (select distinct on (person_id) person_id, first_month, last_month, months from pub.person_insurance_run
  -- 当月费款可能尚未入账：连续到上月即视为连续至今。
  where last_month >= date_trunc('month', kernel.today()::timestamp) - interval '1 month' order by person_id, last_month desc) run on run.person_id = p.id
left join pub.person_household_registration hkr on hkr.person_id = p.id
left join pub.person_housing hsg on hsg.person_id = p.id
left join (select distinct on (person_id) person_id, year, result from registry.appraisal order by person_id, year desc) apr on apr.person_id = p.id
left join (select distinct on (person_id) person_id, level, awarded_on from pub.person_honour order by person_id, level_rank desc, awarded_on desc nulls last) hon on hon.person_id = p.id
left join (select person_id, array_agg(distinct subject) as checked from registry.record_check group by person_id) chk on chk.person_id = p.id
left join (select person_id, jsonb_object_agg(fact, value) as facts from pub.person_fact group by person_id) fct on fct.person_id = p.id
where p.survivor_id is null;
comment on view pub.person_profile is '人的现况，一人一行：最高学历学位、职称、技能、在有效期的类别、引进、任职、社保、户籍、住房、考核。已并入别人的记录不在其中；空值即未知（checked 列出已核对的类别，facts 是其他事实；月工资、月租金和个税各项加密，推导原样带出即可，不能计算）';

create view pub.employer_profile as
select e.id, e.number, e.name, e.kind, e.ownership, e.industry_section, e.key_industry, e.size, e.place_code, left(e.place_code, 6) as county_code, e.tax_place_code,
  e.founded_on, e.staff_count, coalesce(ppl.talents, 0) as talents,
  coalesce(itr.introduced_total, 0) as introduced_total, coalesce(itr.introduced_this_year, 0) as introduced_this_year,
  coalesce(itr.introduced_last_year, 0) as introduced_last_year,
  plt.platform_level, coalesce(plt.platform_kinds, '{}') as platform_kinds, coalesce(lst.lists, '{}') as lists, fct.facts
from registry.employer e
left join (select employer_id, count(*) as talents from registry.person where survivor_id is null group by employer_id) ppl on ppl.employer_id = e.id
left join (select employer_id, count(*) as introduced_total,
    count(*) filter (where introduced_on >= date_trunc('year', kernel.today()::timestamp)) as introduced_this_year,
    count(*) filter (where introduced_on >= date_trunc('year', kernel.today()::timestamp) - interval '1 year' and introduced_on < date_trunc('year', kernel.today()::timestamp)) as introduced_last_year
  from registry.introduction group by employer_id) itr on itr.employer_id = e.id
left join (select employer_id, (array['市级', '省级', '国家级'])[max(level_rank)] as platform_level, array_agg(distinct kind) as platform_kinds
  from pub.innovation_platform where in_force group by employer_id) plt on plt.employer_id = e.id
left join (select employer_id, array_agg(distinct list) as lists from pub.employer_list where in_force group by employer_id) lst on lst.employer_id = e.id
left join (select employer_id, jsonb_object_agg(fact, value) as facts from pub.employer_fact group by employer_id) fct on fct.employer_id = e.id;
comment on view pub.employer_profile is '单位的现况，一家一行：在库人才数、引进人数、在有效期的平台与名录';
