-- 继续教育（专业技术人才知识更新）：课程、场次、报名、签到、学时、证书。
-- 《专业技术人员继续教育规定》（人社部令第25号）第八条：每年累计不少于 90 学时，其中专业科目一般不少于总学时的三分之二。

create schema training;
comment on schema training is '继续教育';
grant usage on schema training to juying_app;

create table training.requirement (
  year int primary key check (year between 2000 and 2100),
  hours int not null check (hours > 0),
  professional_hours int not null check (professional_hours between 0 and hours),
  source text not null
);
comment on table training.requirement is '年度学时要求';
comment on column training.requirement.year is '年度';
comment on column training.requirement.hours is '总学时要求';
comment on column training.requirement.professional_hours is '其中专业科目学时要求';
comment on column training.requirement.source is '依据';
insert into training.requirement
select year, 90, 60, '《专业技术人员继续教育规定》第八条' from generate_series(2015, 2035) as year;

create table training.course_state (state text primary key);
comment on table training.course_state is '课程状态';
comment on column training.course_state.state is '状态';
insert into training.course_state values ('draft'), ('open'), ('closed'), ('held'), ('cancelled');

create table training.course (
  id uuid primary key default uuidv7(),
  number text not null unique,
  title text not null check (length(title) between 2 and 80),
  kind text not null check (kind in ('public', 'professional')),
  organiser text not null check (length(organiser) between 2 and 80),
  summary text not null default '',
  place_code text not null references kernel.place,
  state text not null default 'draft' references training.course_state,
  seats int not null check (seats between 1 and 10000),
  taken int not null default 0,
  enrol_by date not null,
  created_by uuid not null references kernel.account,
  created_at timestamptz not null default now(),
  check (taken between 0 and seats)
);
create index on training.course (state, enrol_by);
comment on table training.course is '继续教育课程';
comment on column training.course.id is '标识';
comment on column training.course.number is '课程编号';
comment on column training.course.title is '课程名称';
comment on column training.course.kind is '科目：public 公需科目，professional 专业科目';
comment on column training.course.organiser is '举办单位';
comment on column training.course.summary is '简介';
comment on column training.course.place_code is '举办地';
comment on column training.course.state is '状态';
comment on column training.course.seats is '名额';
comment on column training.course.taken is '已占名额；CHECK 保证任何时候都不超过名额';
comment on column training.course.enrol_by is '报名截止日（含）';
comment on column training.course.created_by is '建立人';
comment on column training.course.created_at is '建立时间';

create table training.session (
  id uuid primary key default uuidv7(),
  course_id uuid not null references training.course,
  held_on date not null,
  starts_at text not null check (starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  venue text not null check (length(venue) between 2 and 80),
  hours int not null check (hours between 1 and 12),
  unique (course_id, held_on, starts_at)
);
comment on table training.session is '场次';
comment on column training.session.id is '标识';
comment on column training.session.course_id is '课程';
comment on column training.session.held_on is '日期';
comment on column training.session.starts_at is '开始时刻';
comment on column training.session.venue is '地点';
comment on column training.session.hours is '学时';

create table training.enrolment (
  id uuid primary key default uuidv7(),
  course_id uuid not null references training.course,
  person_id uuid not null references registry.person,
  place_code text not null,
  state text not null default 'enrolled' check (state in ('enrolled', 'withdrawn')),
  enrolled_at timestamptz not null default now()
);
create unique index enrolment_once on training.enrolment (course_id, person_id) where state = 'enrolled';
create index on training.enrolment (person_id);
comment on table training.enrolment is '报名';
comment on column training.enrolment.id is '标识';
comment on column training.enrolment.course_id is '课程';
comment on column training.enrolment.person_id is '人才';
comment on column training.enrolment.place_code is '课程举办地，决定谁能看到';
comment on column training.enrolment.state is '状态：enrolled 已报名，withdrawn 已退出';
comment on column training.enrolment.enrolled_at is '报名时间';

create table training.attendance (
  enrolment_id uuid not null references training.enrolment,
  session_id uuid not null references training.session,
  person_id uuid not null,
  place_code text not null,
  recorded_by uuid not null references kernel.account,
  recorded_at timestamptz not null default now(),
  primary key (enrolment_id, session_id)
);
create index on training.attendance (person_id);
comment on table training.attendance is '签到：一人一场一次，学时由场次决定';
comment on column training.attendance.enrolment_id is '报名';
comment on column training.attendance.session_id is '场次';
comment on column training.attendance.person_id is '人才';
comment on column training.attendance.place_code is '课程举办地';
comment on column training.attendance.recorded_by is '登记人';
comment on column training.attendance.recorded_at is '登记时间';

create table training.certificate (
  id uuid primary key default uuidv7(),
  number text not null unique,
  person_id uuid not null references registry.person,
  year int not null references training.requirement,
  hours int not null,
  professional_hours int not null,
  issued_on date not null,
  unique (person_id, year)
);
comment on table training.certificate is '年度合格证书：学时达到要求即自动生成，一人一年一张';
comment on column training.certificate.id is '标识';
comment on column training.certificate.number is '证书编号';
comment on column training.certificate.person_id is '人才';
comment on column training.certificate.year is '年度';
comment on column training.certificate.hours is '发证时总学时';
comment on column training.certificate.professional_hours is '发证时专业科目学时';
comment on column training.certificate.issued_on is '发证日期';

do $$
declare t text;
begin
  foreach t in array array['requirement', 'course_state', 'course', 'session', 'enrolment', 'attendance', 'certificate'] loop
    execute format('alter table training.%I enable row level security', t);
    execute format('alter table training.%I force row level security', t);
  end loop;
end $$;

create policy read_all on training.requirement for select using (true);
create policy system_writes on training.requirement for all using (kernel.is_system()) with check (kernel.is_system());
create policy read_all on training.course_state for select using (true);

-- 草稿只有本地管理员看得见；公开后的课程，登录的人都可以看、可以报。
create policy read_course on training.course for select using (kernel.sees_place(place_code) or (state <> 'draft' and kernel.signed_in()));
create policy write_course on training.course for all
  using (kernel.is_system() or (kernel.has_role('trainingOfficer') and kernel.sees_place(place_code)))
  with check (kernel.is_system() or (kernel.has_role('trainingOfficer') and kernel.sees_place(place_code)));
-- 报名者只动名额这一个数；别的列由触发器挡住。
create policy take_seat on training.course for update using (kernel.has_role('talent') and state <> 'draft') with check (kernel.has_role('talent'));
create function training.keep_course_to_officers() returns trigger language plpgsql as $$
begin
  if kernel.has_role('talent') and (to_jsonb(new) - 'taken') <> (to_jsonb(old) - 'taken') then
    raise exception '报名只能改变已占名额' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger course_kept before update on training.course for each row execute function training.keep_course_to_officers();

create policy read_session on training.session for select using (exists (select from training.course c where c.id = course_id));
create policy write_session on training.session for all
  using (exists (select from training.course c where c.id = course_id and (kernel.is_system() or kernel.has_role('trainingOfficer') and kernel.sees_place(c.place_code))))
  with check (exists (select from training.course c where c.id = course_id and (kernel.is_system() or kernel.has_role('trainingOfficer') and kernel.sees_place(c.place_code))));

create policy own_or_place on training.enrolment
  using (kernel.sees_place(place_code) or kernel.is_person(person_id))
  with check (kernel.is_person(person_id) or kernel.is_system());
create policy read_own_or_place on training.attendance for select using (kernel.sees_place(place_code) or kernel.is_person(person_id));
create policy record on training.attendance for insert with check (kernel.is_system() or (kernel.has_role('trainingOfficer') and kernel.sees_place(place_code)));
create policy read_own_or_staff on training.certificate for select
  using (kernel.is_person(person_id) or kernel.is_system() or exists (select from training.enrolment e where e.person_id = certificate.person_id and kernel.sees_place(e.place_code)));
create policy issued_by_system on training.certificate for insert with check (kernel.is_system());

grant select on training.requirement, training.course_state to juying_app;
grant select, insert, update on training.course, training.enrolment to juying_app;
grant select, insert, delete on training.session to juying_app;
grant select, insert on training.attendance, training.certificate to juying_app;
