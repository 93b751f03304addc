-- 办后评价：谁办的什么事项、在哪里、几分；不含本人的话。
create view pub.case_satisfaction as
select s.id, s.case_id, s.person_id, s.place_code, c.number, c.measure, c.title, c.employer_id, f.office_name, s.cause, s.asked_on, s.until, s.state, s.rating, s.answered_on, s.responded_on
from satisfaction.survey s join pub.case c on c.id = s.case_id
left join lateral (select d.office_name from pub.case_step_duration d where d.case_id = s.case_id and d.office_level <> 'employer' order by d.round, d.stage, d.id limit 1) f on true;
comment on view pub.case_satisfaction is '办后评价，一件一行：office_name 为收件的窗口或部门，rating 为 1 至 5 分，state 为 asked 等评价、answered 已评价、skipped 不评价';
