-- 审看通过的岗位；每个要招的人一席：第 n 席从公开之日空到第 n 个人招到或岗位结束。
create view pub.demand_post as
select id, number, employer_id, place_code, title, occupation, industry_code, key_industry, education, skill, class, programme, wanted, hired, pay_from_fen, pay_to_fen,
  posted_on, opened_on, ends_on, closed_on, state
from demand.post where opened_on is not null;
comment on view pub.demand_post is '审看通过的岗位需求';

create view pub.demand_hire as
select h.id, h.post_id, h.introduction_id, i.person_id, h.place_code, h.hired_on, h.recorded_on
from demand.hire h join registry.introduction i on i.id = h.introduction_id;
comment on view pub.demand_hire is '岗位招到的人';

create view pub.demand_seat as
select p.id || '.' || s.n as id, p.id as post_id, p.place_code, s.n, p.opened_on as vacant_from, coalesce(h.hired_on, p.closed_on) as vacant_until, h.hired_on
from demand.post p
cross join lateral generate_series(1, p.wanted) s (n)
left join (select post_id, hired_on, row_number() over (partition by post_id order by hired_on, id) as n from demand.hire) h on h.post_id = p.id and h.n = s.n
where p.opened_on is not null;
comment on view pub.demand_seat is '岗位的每一席：从哪一天空到哪一天';

create view pub.shortage_catalogue as
select i.id, c.id as catalogue_id, c.place_code, c.year, c.document, c.published_on, c.valid_from, c.valid_to,
  c.valid_from <= kernel.today() and c.valid_to >= kernel.today() as in_force,
  i.industry, i.occupation, i.titles, i.posts, i.wanted, i.hired, i.people, i.open_days, i.score, i.degree
from demand.catalogue c join demand.catalogue_item i on i.catalogue_id = c.id
where c.state = 'published' and i.degree <> 'plain' and i.struck_because is null;
comment on view pub.shortage_catalogue is '已发布的急需紧缺人才目录，一行一个产业的一类职业';
