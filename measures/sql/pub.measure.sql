create view pub.measure_edition as
select id, measure, edition, title, document_number, document_title, clause, stage, subject_kind, gives, delivery, budget, city_share_bp, valid_from, valid_to,
  valid_from <= kernel.today() and (valid_to is null or valid_to >= kernel.today()) as in_force,
  class_scheme, class_level
from measures.edition;
comment on view pub.measure_edition is '事项版本：一行一版本，in_force 为今天是否施行';

create view pub.entitlement as
select e.subject_kind, e.subject_id, e.edition_id, m.measure, m.title, m.stage, m.gives, e.place_code, left(e.place_code, 6) as county_code, e.employer_id, e.amount_fen, e.found_on, e.granted_fen, e.decision, m.class_level
from measures.entitlement e join measures.edition m on m.id = e.edition_id;
comment on view pub.entitlement is '最近一次匹配中符合条件者：一行一人（单位、团队）一事项';

create view pub.match_count as
select c.edition_id, m.measure, m.title, m.stage, r.on_date, r.ended_at, c.eligible, c.unknown, c.ineligible, c.amount_fen
from measures.match_count c join measures.edition m on m.id = c.edition_id
join (select id, on_date, ended_at from measures.match_run order by ended_at desc limit 1) r on r.id = c.run_id;
comment on view pub.match_count is '最近一次匹配每个事项的三种结果';
