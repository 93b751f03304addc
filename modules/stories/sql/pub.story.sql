-- 典型事例和人才故事：谁的、哪里编写、到了哪一步；不含正文。
create view pub.story as
select s.id, s.number, s.kind, s.person_id, s.employer_id, s.about, s.place_code, s.industry, s.title, s.state, s.published_on, s.ended_on from stories.story s;
comment on view pub.story is '典型事例和人才故事，一篇一行：published_on 为公开之日，ended_on 为撤下之日';
