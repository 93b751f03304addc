-- 每人每年的继续教育学时，一行一人一年：由签到得出，从不手填。
create view pub.training_record as
select
  a.person_id,
  extract(year from s.held_on)::int as year,
  sum(s.hours)::int as hours,
  coalesce(sum(s.hours) filter (where c.kind = 'professional'), 0)::int as professional_hours,
  r.hours as required_hours,
  r.professional_hours as required_professional_hours,
  sum(s.hours) >= r.hours and coalesce(sum(s.hours) filter (where c.kind = 'professional'), 0) >= r.professional_hours as fulfilled
from training.attendance a
join training.session s on s.id = a.session_id
join training.course c on c.id = s.course_id
join training.requirement r on r.year = extract(year from s.held_on)::int
group by a.person_id, r.year, extract(year from s.held_on), r.hours, r.professional_hours;
comment on view pub.training_record is '每人每年的继续教育学时与是否达标';
