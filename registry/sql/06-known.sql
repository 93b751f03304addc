-- 按当时所知：在 app.known_until 那一刻已经入库、尚未更正的样子。登记的时刻取自行的标识（uuidv7 含生成时刻）；没有时刻的标识视为一直已知。
-- 只列指标用得到的列。人名、单位名不随之回到从前，名单本身仍是现在的。

create view pub.known_person as
select t.id, t.place_code::text, t.employer_id, t.corps, t.birth_date, t.as_of, t.created_at, t.survivor_id, t.number, t.name
from registry.person t
where coalesce(uuid_extract_timestamp(t.id), '-infinity') <= (select registry.known_until())
  and not exists (select from registry.superseded s where s.kind = 'person' and s.row_id = t.id and s.known_until > (select registry.known_until()))
union all
select s.row_id, s.facts->>'place_code' as place_code, (s.facts->>'employer_id')::uuid as employer_id, array(select jsonb_array_elements_text(s.facts->'corps')) as corps, (s.facts->>'birth_date')::date as birth_date, (s.facts->>'as_of')::date as as_of, (s.facts->>'created_at')::timestamptz as created_at, (s.facts->>'survivor_id')::uuid as survivor_id, coalesce((select n.number from registry.person n where n.id = s.row_id), '') as number, coalesce((select n.name from registry.person n where n.id = s.row_id), '（已删除）') as name
from (select distinct on (row_id) row_id, facts from registry.superseded
  where kind = 'person' and known_until > (select registry.known_until()) and coalesce(uuid_extract_timestamp(row_id), '-infinity') <= (select registry.known_until()) order by row_id, known_until) s;
comment on view pub.known_person is '按当时所知的 person';

create view pub.known_person_employment as
select t.id, t.place_code::text, t.person_id, t.started_on, t.mode::text
from registry.employment t
where coalesce(uuid_extract_timestamp(t.id), '-infinity') <= (select registry.known_until())
  and not exists (select from registry.superseded s where s.kind = 'employment' and s.row_id = t.id and s.known_until > (select registry.known_until()))
union all
select s.row_id, s.facts->>'place_code' as place_code, (s.facts->>'person_id')::uuid as person_id, (s.facts->>'started_on')::date as started_on, s.facts->>'mode' as mode
from (select distinct on (row_id) row_id, facts from registry.superseded
  where kind = 'employment' and known_until > (select registry.known_until()) and coalesce(uuid_extract_timestamp(row_id), '-infinity') <= (select registry.known_until()) order by row_id, known_until) s;
comment on view pub.known_person_employment is '按当时所知的 person_employment';

create view pub.known_person_introduction as
select t.id, t.place_code::text, t.person_id, t.employer_id, t.programme::text, t.mode::text, t.channel::text, t.origin::text, t.introduced_on
from registry.introduction t
where coalesce(uuid_extract_timestamp(t.id), '-infinity') <= (select registry.known_until())
  and not exists (select from registry.superseded s where s.kind = 'introduction' and s.row_id = t.id and s.known_until > (select registry.known_until()))
union all
select s.row_id, s.facts->>'place_code' as place_code, (s.facts->>'person_id')::uuid as person_id, (s.facts->>'employer_id')::uuid as employer_id, s.facts->>'programme' as programme, s.facts->>'mode' as mode, s.facts->>'channel' as channel, s.facts->>'origin' as origin, (s.facts->>'introduced_on')::date as introduced_on
from (select distinct on (row_id) row_id, facts from registry.superseded
  where kind = 'introduction' and known_until > (select registry.known_until()) and coalesce(uuid_extract_timestamp(row_id), '-infinity') <= (select registry.known_until()) order by row_id, known_until) s;
comment on view pub.known_person_introduction is '按当时所知的 person_introduction';

create view pub.known_person_departure as
select t.id, t.place_code::text, t.person_id, t.employer_id, t.departed_on, t.reason::text, t.destination::text
from registry.departure t
where coalesce(uuid_extract_timestamp(t.id), '-infinity') <= (select registry.known_until())
  and not exists (select from registry.superseded s where s.kind = 'departure' and s.row_id = t.id and s.known_until > (select registry.known_until()))
union all
select s.row_id, s.facts->>'place_code' as place_code, (s.facts->>'person_id')::uuid as person_id, (s.facts->>'employer_id')::uuid as employer_id, (s.facts->>'departed_on')::date as departed_on, s.facts->>'reason' as reason, s.facts->>'destination' as destination
from (select distinct on (row_id) row_id, facts from registry.superseded
  where kind = 'departure' and known_until > (select registry.known_until()) and coalesce(uuid_extract_timestamp(row_id), '-infinity') <= (select registry.known_until()) order by row_id, known_until) s;
comment on view pub.known_person_departure is '按当时所知的 person_departure';

create view pub.known_person_degree as
select k.id, k.person_id, array_position(array['初中及以下', '高中', '中专', '专科', '本科', '硕士研究生', '博士研究生'], k.education) as education_rank
from (
select t.id, t.person_id, t.education::text
from registry.degree t
where coalesce(uuid_extract_timestamp(t.id), '-infinity') <= (select registry.known_until())
  and not exists (select from registry.superseded s where s.kind = 'degree' and s.row_id = t.id and s.known_until > (select registry.known_until()))
union all
select s.row_id, (s.facts->>'person_id')::uuid as person_id, s.facts->>'education' as education
from (select distinct on (row_id) row_id, facts from registry.superseded
  where kind = 'degree' and known_until > (select registry.known_until()) and coalesce(uuid_extract_timestamp(row_id), '-infinity') <= (select registry.known_until()) order by row_id, known_until) s) k;
comment on view pub.known_person_degree is '按当时所知的 person_degree';

create view pub.known_person_class as
select t.id, t.person_id, t.scheme::text, t.edition::text, t.level::text, t.valid_from, t.valid_to, t.revoked_on
from registry.talent_class t
where coalesce(uuid_extract_timestamp(t.id), '-infinity') <= (select registry.known_until())
  and not exists (select from registry.superseded s where s.kind = 'talent_class' and s.row_id = t.id and s.known_until > (select registry.known_until()))
union all
select s.row_id, (s.facts->>'person_id')::uuid as person_id, s.facts->>'scheme' as scheme, s.facts->>'edition' as edition, s.facts->>'level' as level, (s.facts->>'valid_from')::date as valid_from, (s.facts->>'valid_to')::date as valid_to, (s.facts->>'revoked_on')::date as revoked_on
from (select distinct on (row_id) row_id, facts from registry.superseded
  where kind = 'talent_class' and known_until > (select registry.known_until()) and coalesce(uuid_extract_timestamp(row_id), '-infinity') <= (select registry.known_until()) order by row_id, known_until) s;
comment on view pub.known_person_class is '按当时所知的 person_class';

create view pub.known_employer as
select t.id, t.place_code::text, t.key_industry::text, t.number, t.name
from registry.employer t
where coalesce(uuid_extract_timestamp(t.id), '-infinity') <= (select registry.known_until())
  and not exists (select from registry.superseded s where s.kind = 'employer' and s.row_id = t.id and s.known_until > (select registry.known_until()))
union all
select s.row_id, s.facts->>'place_code' as place_code, s.facts->>'key_industry' as key_industry, coalesce((select n.number from registry.employer n where n.id = s.row_id), '') as number, coalesce((select n.name from registry.employer n where n.id = s.row_id), '（已删除）') as name
from (select distinct on (row_id) row_id, facts from registry.superseded
  where kind = 'employer' and known_until > (select registry.known_until()) and coalesce(uuid_extract_timestamp(row_id), '-infinity') <= (select registry.known_until()) order by row_id, known_until) s;
comment on view pub.known_employer is '按当时所知的 employer';
