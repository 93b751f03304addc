-- 人的事实，供词表推导、办件、指标读取。行级安全随会话变量生效：未设置变量读不到任何行。

create view pub.person as
select p.id, p.number, p.name, p.pinyin, p.initials, p.sex, p.birth_date, p.nationality, p.document_type, p.document_hint, p.phone_hint,
  p.place_code, left(p.place_code, 6) as county_code, p.employer_id, p.corps, p.source, p.as_of, p.verification::text as verification,
  p.created_at, p.updated_at, p.survivor_id
from registry.person p;
comment on view pub.person is '人才：一条记录一行，不含证件号码和手机号码；数人时只数 survivor_id 为空的，其余已并入别的记录';

create view pub.person_identity as
-- As the index says it: coalesce would keep row-level security from using it.
select id as person_id, case when survivor_id is null then id else survivor_id end as survivor_id from registry.person;
comment on view pub.person_identity is '每条记录是谁：survivor_id 相同的是同一个人';

create view pub.person_term as
select person_id, term, place_code, county_code from registry.person_term;
comment on view pub.person_term is '检索人的词：姓名从每一个字起的部分、全拼、首字母，均为小写；按前缀查';

create view pub.person_degree as
select id, person_id, place_code, education, degree, full_time, school, country, major, graduated_on,
  array_position(array['初中及以下', '高中', '中专', '专科', '本科', '硕士研究生', '博士研究生'], education) as education_rank,
  array_position(array['学士', '硕士', '博士'], degree) as degree_rank,
  source, as_of, verification::text as verification
from registry.degree;
comment on view pub.person_degree is '学历学位，一段一行；rank 越大越高';

create view pub.person_title as
select id, person_id, place_code, series, level, name, specialty, issuer, obtained_on,
  array_position(array['员级', '助理级', '中级', '副高级', '正高级'], level) as level_rank, source, as_of, verification::text as verification
from registry.title;
comment on view pub.person_title is '职称';

create view pub.person_skill as
select id, person_id, place_code, level, occupation, issuer, issuer_kind, certificate_number, obtained_on,
  array_position(array['学徒工', '初级工', '中级工', '高级工', '技师', '高级技师', '特级技师', '首席技师'], level) as level_rank,
  source, as_of, verification::text as verification
from registry.skill;
comment on view pub.person_skill is '职业技能等级';

create view pub.person_class as
select id, person_id, place_code, scheme, edition, level, issuer, basis, recognised_on, valid_from, valid_to, revoked_on, case_id,
  valid_from <= kernel.today() and (valid_to is null or valid_to >= kernel.today()) and (revoked_on is null or revoked_on > kernel.today()) as in_force,
  source, as_of, verification::text as verification
from registry.talent_class;
comment on view pub.person_class is '人才分类认定；in_force 为今天是否有效';

create view pub.person_employment as
select e.id, e.person_id, e.place_code, e.employer_id, e.post, e.post_kind, e.mode, e.started_on, e.ended_on, e.contract_from, e.contract_to, e.open_ended,
  case when e.open_ended then 99
    when e.contract_from is null or e.contract_to is null then null
    else round(((e.contract_to - e.contract_from + 1) / 365.25)::numeric, 1) end as contract_years,
  e.monthly_pay_sealed, e.source, e.as_of, e.verification::text as verification
from registry.employment e;
comment on view pub.person_employment is '任职；contract_years 为合同年限，无固定期限记 99，合同期未知为空；月工资加密，推导原样带出即可，不能计算';

create view pub.person_insurance as
select id, person_id, place_code, employer_id, kind, in_city, lower(months) as first_month, (upper(months) - interval '1 month')::date as last_month,
  ((extract(year from upper(months)) - extract(year from lower(months))) * 12 + extract(month from upper(months)) - extract(month from lower(months)))::int as months,
  back_paid, base_sealed, source, as_of, verification::text as verification
from registry.insurance;
comment on view pub.person_insurance is '社会保险缴费月段：first_month、last_month 都是月首日，都含';

create view pub.person_insurance_month as
select i.person_id, i.place_code, i.employer_id, i.kind, i.in_city, m::date as month, i.back_paid, i.base_sealed
from registry.insurance i, generate_series(lower(i.months)::timestamp, upper(i.months)::timestamp - interval '1 month', interval '1 month') m;
comment on view pub.person_insurance_month is '社会保险逐月，一月一行（行数多，只按人查）';

-- 连续缴费：不计补缴、不计市外；相邻两段之间没有空月即连续，不论是否同一单位。
create view pub.person_insurance_run as
with span as (
  select person_id, lower(months) as f, upper(months) as t,
    max(upper(months)) over (partition by person_id order by lower(months) rows between unbounded preceding and 1 preceding) as before
  from registry.insurance where not back_paid and in_city
), island as (
  select person_id, f, t, count(*) filter (where before is null or f > before) over (partition by person_id order by f rows unbounded preceding) as run
  from span
)
select person_id, min(f) as first_month, (max(t) - interval '1 month')::date as last_month,
  ((extract(year from max(t)) - extract(year from min(f))) * 12 + extract(month from max(t)) - extract(month from min(f)))::int as months
from island group by person_id, run;
comment on view pub.person_insurance_run is '连续缴费段：不计补缴，不论单位；first_month 至 last_month（含）共 months 个月';

create view pub.person_honour as
select id, person_id, place_code, name, level, issuer, rank, awarded_on,
  array_position(array['县级', '市级', '省级', '国家级'], level) as level_rank, source, as_of, verification::text as verification
from registry.honour;
comment on view pub.person_honour is '荣誉奖项';

create view pub.person_introduction as
select id, person_id, place_code, employer_id, programme, mode, channel, introduced_on, origin, contract_years, source, as_of, verification::text as verification
from registry.introduction;
comment on view pub.person_introduction is '引进，一次一行';

create view pub.person_departure as
select id, person_id, place_code, employer_id, departed_on, reason, destination, source, as_of, verification::text as verification from registry.departure;
comment on view pub.person_departure is '流出，一次一行';

create view pub.person_housing as
select distinct on (person_id) person_id, place_code, homes_in_city, last_transfer_on, bought_on, rents, monthly_rent_sealed, source, as_of, verification::text as verification
from registry.housing order by person_id, as_of desc, id desc;
comment on view pub.person_housing is '家庭住房：最近一次查询结果，一人至多一行；没有行即未知';

create view pub.person_household_registration as
select distinct on (person_id) person_id, place_code, in_city, registered_in, since, source, as_of, verification::text as verification
from registry.household_registration order by person_id, as_of desc, id desc;
comment on view pub.person_household_registration is '现户籍，一人至多一行；没有行即未知';

create view pub.person_household_member as
select id, person_id, place_code, relation, member_id, birth_date, source, as_of, verification::text as verification from registry.household_member;
comment on view pub.person_household_member is '家庭成员';

create view pub.person_appraisal as
select id, person_id, place_code, employer_id, year, result, source, as_of, verification::text as verification from registry.appraisal;
comment on view pub.person_appraisal is '年度考核';

create view pub.person_check as
select person_id, subject, max(as_of) as as_of from registry.record_check group by person_id, subject;
comment on view pub.person_check is '哪些类的记录已核对到哪一天：核对过而没有记录即“没有”，没核对过即“未知”';

create view pub.person_fact as
select distinct on (person_id, fact) id, person_id, place_code, fact, value, source, as_of, verification::text as verification
from registry.person_fact order by person_id, fact, as_of desc, id desc;
comment on view pub.person_fact is '其他事实：同一事实取截至日期最近的一条';
