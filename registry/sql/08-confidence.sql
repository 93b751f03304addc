-- 可信度：一条记录有多靠得住，由来源、核验、其他来源、新旧算出，从不手填。怎样算、为什么，见 registry/confidence/README.md。

-- 得分 0–1。来源的分量 × 核验状态，随时间向一半衰减（不会再变的不衰减）；每多一个一致的来源，离满分的差距缩小三成；每多一个相反的来源，打六折。
create function pub.confidence_score(class text, verification text, agreeing bigint, contradicting bigint, age_months numeric, half_life_months numeric) returns numeric language sql immutable parallel safe
  return round((1 - (1 - (case class when 'owner' then 0.95 when 'official' then 0.8 when 'employer' then 0.65 when 'unknown' then 0.5 when 'named' then 0.45 else 0.35 end)
      * (case verification when 'verified' then 1 when 'declared' then 0.7 else 0.3 end)
      * (case when half_life_months is null then 1 else 0.5 + 0.5 * power(0.5, least(greatest(age_months, 0), 1200) / half_life_months) end)) * power(0.7, least(agreeing, 5)))
    * power(0.6, least(contradicting, 5)), 3);
comment on function pub.confidence_score is '可信度的得分：来源的分量、核验状态、一致与相反的来源数、距截至日期的月数、半衰期（月，空表示不会再变）';

create view pub.record_confidence as
with rule (record, owners, half_life) as (values
  -- 哪类记录，谁是主管部门（来源的写法），还会变的多久变一半（月）
  ('degree', '教育|学信|留学服务', null), ('title', '人社|人力资源|职称', null), ('skill', '人社|人力资源|技能', null), ('talent_class', '人才|组织部', 60),
  ('employment', '人社|人力资源|社保|组织部', 12), ('insurance', '社保|社会保险|人社|人力资源|税务|医保', null), ('honour', '人才|组织部|人民政府|人社|人力资源', null),
  ('introduction', '人才|组织部|人社|人力资源', null), ('departure', '人才|组织部|人社|人力资源', null), ('housing', '住建|住房|不动产|自然资源', 12),
  ('household_registration', '公安', 36), ('household_member', '民政|公安', 24), ('appraisal', '人社|人力资源|组织部|用人单位', null), ('team_member', '人才|组织部|科技|科学技术', 24),
  ('part_time_post', '人才|组织部', 12), ('project', '科技|科学技术', 24), ('patent', '知识产权|市场监管|人才|组织部', 36), ('contest', '人社|人力资源', null), ('person_fact', '税务|民政|公安|住房|住建', 24)),
claim as (
  -- 每条记录：同一件事按 same 认，各来源的说法在 said 里；moving 是否还会变；bears 与 denies 是别类记录的旁证。
  select person_id, 'degree' as record, id as row_id, source, as_of, verification::text as verification, concat_ws('|', education, degree, school) as same, jsonb_strip_nulls(jsonb_build_object('day', graduated_on, 'full', full_time)) as said, false as moving, null::text as bears, null::text as denies from registry.degree
  union all select person_id, 'title', id, source, as_of, verification::text, concat_ws('|', level, name), jsonb_strip_nulls(jsonb_build_object('day', obtained_on)), false, null, null from registry.title
  union all select person_id, 'skill', id, source, as_of, verification::text, concat_ws('|', occupation, level), jsonb_strip_nulls(jsonb_build_object('day', obtained_on, 'system', system)), false, null, null from registry.skill
  union all select person_id, 'talent_class', id, source, as_of, verification::text, concat_ws('|', scheme, edition, valid_from), jsonb_build_object('level', level), revoked_on is null and (valid_to is null or valid_to >= kernel.today()), null, null from registry.talent_class
  union all select m.person_id, 'employment', m.id, m.source, m.as_of, m.verification::text, concat_ws('|', m.employer_id, m.started_on), jsonb_strip_nulls(jsonb_build_object('end', m.ended_on, 'mode', m.mode)), m.ended_on is null or m.ended_on >= kernel.today(),
    case when exists (select from registry.insurance i where i.person_id = m.person_id and i.employer_id = m.employer_id and i.verification = 'verified' and not i.back_paid and i.months && daterange(m.started_on, m.ended_on, '[]')) then '参保记录' end,
    case when m.mode = '全职' and m.ended_on is null and exists (select from registry.insurance i where i.person_id = m.person_id and i.employer_id <> m.employer_id and i.verification = 'verified' and not i.back_paid and upper(i.months) > kernel.today() - 92)
      and not exists (select from registry.insurance i where i.person_id = m.person_id and i.employer_id = m.employer_id and upper(i.months) > kernel.today() - 92) then '近三个月的参保单位' end
    from registry.employment m
  union all select person_id, 'insurance', id, source, as_of, verification::text, id::text, '{}', false, null, null from registry.insurance
  union all select person_id, 'honour', id, source, as_of, verification::text, name, jsonb_strip_nulls(jsonb_build_object('level', level, 'rank', rank, 'day', awarded_on)), false, null, null from registry.honour
  union all select person_id, 'introduction', id, source, as_of, verification::text, introduced_on::text, jsonb_strip_nulls(jsonb_build_object('programme', programme, 'mode', mode)), false, null, null from registry.introduction
  union all select person_id, 'departure', id, source, as_of, verification::text, departed_on::text, jsonb_build_object('reason', reason), false, null, null from registry.departure
  union all select person_id, 'housing', id, source, as_of, verification::text, '', jsonb_build_object('homes', homes_in_city), true, null, null from registry.housing
  union all select person_id, 'household_registration', id, source, as_of, verification::text, '', jsonb_build_object('in', in_city), true, null, null from registry.household_registration
  union all select person_id, 'household_member', id, source, as_of, verification::text, case relation when '配偶' then relation else concat_ws('|', relation, birth_date) end, jsonb_strip_nulls(jsonb_build_object('born', birth_date)), relation = '配偶', null, null from registry.household_member
  union all select person_id, 'appraisal', id, source, as_of, verification::text, year::text, jsonb_build_object('result', result), false, null, null from registry.appraisal
  union all select person_id, 'team_member', id, source, as_of, verification::text, team_id::text, jsonb_build_object('role', role), left_on is null, null, null from registry.team_member
  -- 加密的值比不出异同：各来源的说法不互相印证，也不互相否定。
  union all select person_id, 'person_fact', id, source, as_of, verification::text, case when v.sealed then id::text else fact end, case when v.sealed then '{}' else jsonb_build_object('value', value) end, true, null, null from registry.person_fact cross join lateral (select starts_with(value #>> '{}', 'sealed:fact:') as sealed) v
  union all select person_id, 'part_time_post', id, source, as_of, verification::text, concat_ws('|', organisation, post), jsonb_strip_nulls(jsonb_build_object('day', started_on)), ended_on is null or ended_on >= kernel.today(), null, null from registry.part_time_post where withdrawn_on is null
  union all select person_id, 'project', id, source, as_of, verification::text, coalesce(number, name), jsonb_strip_nulls(jsonb_build_object('level', level, 'role', role, 'rank', rank)), ended_on is null or ended_on >= kernel.today(), null, null from registry.project where withdrawn_on is null
  union all select person_id, 'patent', id, source, as_of, verification::text, number, jsonb_strip_nulls(jsonb_build_object('kind', kind, 'rank', rank, 'day', granted_on)), status <> '失效', null, null from registry.patent where withdrawn_on is null
  union all select person_id, 'contest', id, source, as_of, verification::text, concat_ws('|', name, edition, award), jsonb_strip_nulls(jsonb_build_object('level', level, 'rank', rank)), false, null, null from registry.contest where withdrawn_on is null),
weighed as (
  select c.*, case when moving then r.half_life end as half_life_months,
    -- 申报里写的来源只是被提到，并没有说过；本人的话就是本人的话。
    case when source ~ '^本人' then 'person' when verification = 'declared' then 'named' when source ~ r.owners then 'owner'
      when source ~ '用人单位|公司|企业|集团|医院|大学|学院|学校' then 'employer' when source ~ '局|委|厅|部|办|中心|法院|政府|公安|人社|教育|住建|民政|税务|科技|市场监管' then 'official' else 'unknown' end as class
  from claim c join rule r using (record)),
voiced as (select w.*, case class when 'owner' then 'owner' when 'person' then 'person' else source end as voice from weighed w),
beside as (
  select w.*, jsonb_agg(jsonb_build_object('row', row_id, 'voice', voice, 'source', source, 'on', as_of, 'verification', verification, 'said', said))
    over (partition by person_id, record, same) as told
  from voiced w)
select b.person_id, b.record, b.row_id, b.class, b.source, b.as_of, b.verification, b.half_life_months, o.agreeing, o.contradicting,
  m.age_months, s.score, case when s.score >= 0.7 then 'high' when s.score >= 0.4 then 'medium' else 'low' end as level
from beside b
cross join lateral (select greatest(((kernel.today() - b.as_of) / 30.4375)::int, 0) as age_months) m
cross join lateral (
  -- 一个来源只算一次：主管部门算一个，本人算一个。已核验的才算一致；申报的说法不能动摇已核验的。
  -- 还会变的：一致的要还算新（两个半衰期之内），相反的要不早于本条一年；都不因本条变旧而变好。
  select coalesce(array_agg(distinct v.source) filter (where v.agrees), '{}') || array_remove(array[b.bears], null) as agreeing,
    coalesce(array_agg(distinct v.source) filter (where not v.agrees), '{}') || array_remove(array[b.denies], null) as contradicting,
    count(distinct v.voice) filter (where v.agrees) + (b.bears is not null)::int as agree, count(distinct v.voice) filter (where not v.agrees) + (b.denies is not null)::int as contradict
  from (select t ->> 'voice' as voice, t ->> 'source' as source, t ->> 'verification' as verification, (t ->> 'on')::date as said_on,
      not exists (select from jsonb_each(t -> 'said') e where b.said ? e.key and b.said -> e.key <> e.value) as agrees
    from jsonb_array_elements(case when jsonb_array_length(b.told) > 1 then b.told else '[]' end) t
    where t ->> 'row' <> b.row_id::text and t ->> 'verification' <> 'disputed' and t ->> 'voice' <> b.voice) v
  where case when v.agrees then v.verification = 'verified' and (b.half_life_months is null or v.said_on > kernel.today() - (b.half_life_months * 61))
    else (v.verification = 'verified' or b.verification <> 'verified') and (b.half_life_months is null or v.said_on > b.as_of - 366) end) o
cross join lateral (select pub.confidence_score(b.class, b.verification, o.agree, o.contradict, m.age_months, b.half_life_months) as score) s;
comment on view pub.record_confidence is '每条记录的可信度：来源属哪一类，一致和相反的来源，距截至日期的月数，得分与高、中、低。查时按人取';
