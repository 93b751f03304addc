-- 办件：从申报到审定的一件事，走事项版本规定的办理路径。状态只能沿转换表走，手写 SQL 也不能例外。

create schema cases;
comment on schema cases is '办件、审核、公示';
grant usage on schema cases to juying_app;

create table cases.transition (
  from_state text not null,
  to_state text not null,
  verb text not null,
  primary key (from_state, to_state)
);
comment on table cases.transition is '办件的合法状态转换；办件表以外键引用它';
comment on column cases.transition.from_state is '原状态；new 表示新建';
comment on column cases.transition.to_state is '新状态';
comment on column cases.transition.verb is '经由的办理动作';
insert into cases.transition (from_state, to_state, verb)
select 'new', s, 'submit' from unnest(array['verifying', 'inReview', 'onNotice', 'toDecide']) s
union all
-- 一个阶段全部同意后进入下一阶段：先后次序由路径决定，可以是任意两种。
select a, b, 'advance' from unnest(array['verifying', 'inReview', 'onNotice', 'toDecide']) a, unnest(array['verifying', 'inReview', 'onNotice', 'toDecide']) b
where a <> b and a <> 'toDecide'
union all select s, 'returned', 'sendBack' from unnest(array['verifying', 'inReview', 'toDecide']) s
union all select 'returned', s, 'supplement' from unnest(array['verifying', 'inReview', 'toDecide']) s
union all select 'onNotice', 'objected', 'object'
union all select 'objected', s, 'settleObjection' from unnest(array['onNotice', 'inReview', 'rejected']) s
union all select s, 'rejected', 'reject' from unnest(array['verifying', 'inReview', 'toDecide']) s
union all select s, 'withdrawn', 'withdraw' from unnest(array['verifying', 'inReview', 'returned', 'onNotice', 'objected', 'toDecide']) s
union all select 'toDecide', 'decided', 'decide';

create table cases.step_transition (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
comment on table cases.step_transition is '步骤的合法状态转换';
comment on column cases.step_transition.from_state is '原状态；new 表示新建';
comment on column cases.step_transition.to_state is '新状态';
insert into cases.step_transition (from_state, to_state) values
  ('new', 'waiting'), ('new', 'skipped'), ('waiting', 'open'), ('waiting', 'skipped'),
  ('open', 'agreed'), ('open', 'returned'), ('open', 'rejected'), ('open', 'paused'), ('open', 'skipped'),
  ('returned', 'open'), ('returned', 'skipped'), ('paused', 'open'), ('paused', 'skipped');

create table cases.case (
  id uuid primary key default uuidv7(),
  number text collate "C" not null unique,
  edition_id uuid not null,
  measure text not null,
  edition int not null,
  title text not null,
  document_number text not null,
  clause text not null,
  subject_kind text not null check (subject_kind in ('person', 'employer', 'team')),
  subject_id uuid not null,
  person_id uuid references registry.person,
  employer_id uuid references registry.employer,
  applicant_id uuid references kernel.account,
  applicant_role text not null check (applicant_role in ('talent', 'employerClerk', 'system')),
  holder_name text not null,
  holder_pinyin text not null default '',
  employer_name text,
  place_code text not null references kernel.place,
  state text not null,
  state_before text not null default 'new',
  round int not null default 1 check (round between 1 and 20),
  answers jsonb not null default '{}',
  assessment jsonb not null,
  green boolean not null,
  amount_fen bigint check (amount_fen >= 0),
  lacking text[] not null default '{}',
  closed_because text,
  submitted_on date not null,
  submitted_at timestamptz not null default now(),
  closed_on date,
  closed_at timestamptz,
  award_id uuid,
  foreign key (state_before, state) references cases.transition (from_state, to_state),
  check ((state in ('decided', 'rejected', 'withdrawn')) = (closed_on is not null and closed_at is not null)),
  check (state <> 'rejected' or length(closed_because) >= 4),
  check (state <> 'returned' or cardinality(lacking) > 0),
  check (subject_kind <> 'person' or person_id = subject_id),
  check (subject_kind <> 'employer' or employer_id = subject_id)
);
-- 同一对象同一事项至多一件在办：并发提交也只有一件。
create unique index case_one_open on cases.case (measure, subject_kind, subject_id) where state not in ('decided', 'rejected', 'withdrawn');
create index on cases.case (place_code text_pattern_ops, state);
create index on cases.case (person_id);
create index on cases.case (employer_id);
create index on cases.case (submitted_on);
comment on table cases.case is '办件';
comment on column cases.case.id is '标识';
comment on column cases.case.number is '办件编号，给人看';
comment on column cases.case.edition_id is '据以办理的事项版本；政策改版不影响在办件';
comment on column cases.case.measure is '事项代码';
comment on column cases.case.edition is '版次';
comment on column cases.case.title is '事项名称';
comment on column cases.case.document_number is '文号';
comment on column cases.case.clause is '条款';
comment on column cases.case.subject_kind is '对象：person 人，employer 单位，team 团队';
comment on column cases.case.subject_id is '对象的标识';
comment on column cases.case.person_id is '人才；单位和团队的办件为空';
comment on column cases.case.employer_id is '人才所在单位，或申报的单位';
comment on column cases.case.applicant_id is '提交的账号；空表示免申即享由系统提交';
comment on column cases.case.applicant_role is '由谁提交：本人、单位经办人、系统';
comment on column cases.case.holder_name is '对象名称（提交时）';
comment on column cases.case.holder_pinyin is '对象名称的拼音首字母和全拼，检索用';
comment on column cases.case.employer_name is '单位名称（提交时）';
comment on column cases.case.place_code is '办理地';
comment on column cases.case.state is '状态';
comment on column cases.case.state_before is '上一状态，由触发器维护；与状态一起必须在转换表中';
comment on column cases.case.round is '第几轮审核；异议成立退回复审即进入下一轮';
comment on column cases.case.answers is '申报人补充的事实（系统中没有的）';
comment on column cases.case.assessment is '逐条判定、金额与当时所用的事实，供复核重算';
comment on column cases.case.green is '每个条件都符合，且所用事实都已核验';
comment on column cases.case.amount_fen is '金额（分）；空表示不给钱或由审定机关定';
comment on column cases.case.lacking is '退回补正时缺什么';
comment on column cases.case.closed_because is '不予通过的依据与理由，或撤回的说明';
comment on column cases.case.submitted_on is '申请日';
comment on column cases.case.submitted_at is '提交时间';
comment on column cases.case.closed_on is '办结日';
comment on column cases.case.closed_at is '办结时间';
comment on column cases.case.award_id is '审定后占用资金的奖补';

create table cases.step (
  id uuid primary key default uuidv7(),
  case_id uuid not null references cases.case,
  round int not null,
  stage int not null check (stage >= 1),
  no int not null check (no >= 1),
  name text not null,
  kind text not null check (kind in ('review', 'notice', 'decide')),
  office_level text not null check (office_level in ('employer', 'town', 'county', 'city')),
  department text references kernel.department,
  place_code text not null,
  office_name text not null,
  working_days int not null check (working_days between 0 and 250),
  state text not null,
  state_before text not null default 'new',
  opened_on date,
  due_on date,
  paused_on date,
  decided_on date,
  decided_at timestamptz,
  decided_by uuid references kernel.account,
  decided_by_name text,
  opinion text,
  unique (case_id, round, stage, no),
  foreign key (state_before, state) references cases.step_transition (from_state, to_state),
  check (state not in ('open', 'returned', 'paused', 'agreed', 'rejected') or (opened_on is not null and due_on >= opened_on)),
  check ((state in ('returned', 'paused')) = (paused_on is not null)),
  check ((state in ('agreed', 'rejected')) = (decided_on is not null))
);
create index step_queue on cases.step (place_code, department, due_on) where state = 'open';
create index step_clock on cases.step (due_on) where kind = 'notice' and state = 'open';
comment on table cases.step is '办件的步骤：同一阶段的步骤并行，全部同意才进入下一阶段';
comment on column cases.step.id is '标识';
comment on column cases.step.case_id is '办件';
comment on column cases.step.round is '轮次';
comment on column cases.step.stage is '阶段，从 1 起';
comment on column cases.step.no is '阶段内序号';
comment on column cases.step.name is '步骤名称，条款的原话';
comment on column cases.step.kind is '种类：review 审核，notice 公示，decide 审定';
comment on column cases.step.office_level is '层级：employer 单位，town 乡镇街道，county 区县，city 市';
comment on column cases.step.department is '部门；空表示单位或乡镇街道窗口';
comment on column cases.step.place_code is '办理机构所在区划';
comment on column cases.step.office_name is '办理机构名称';
comment on column cases.step.working_days is '时限（工作日）';
comment on column cases.step.state is '状态：waiting 未到，open 办理中，agreed 同意，returned 退回补正，rejected 不予通过，paused 暂停，skipped 无需办理';
comment on column cases.step.state_before is '上一状态，由触发器维护';
comment on column cases.step.opened_on is '开始日';
comment on column cases.step.due_on is '到期日（含），按工作日；补正期间不计';
comment on column cases.step.paused_on is '停表日';
comment on column cases.step.decided_on is '办理日';
comment on column cases.step.decided_at is '办理时间';
comment on column cases.step.decided_by is '办理人账号；空表示到期自动办理';
comment on column cases.step.decided_by_name is '办理人';
comment on column cases.step.opinion is '意见';

create table cases.event (
  id uuid primary key default uuidv7(),
  case_id uuid not null references cases.case,
  verb text not null,
  happened_on date not null,
  at timestamptz not null default clock_timestamp(),
  by_office text not null,
  by_account uuid references kernel.account,
  by_name text,
  says text not null check (length(says) between 2 and 2000)
);
create index on cases.event (case_id, id);
create trigger event_append_only before update or delete or truncate on cases.event
  for each statement execute function kernel.refuse_change();
comment on table cases.event is '办件经过：只追加，申报人看得懂的话';
comment on column cases.event.id is '标识';
comment on column cases.event.case_id is '办件';
comment on column cases.event.verb is '动作';
comment on column cases.event.happened_on is '日期（北京时间）';
comment on column cases.event.at is '时间';
comment on column cases.event.by_office is '办理机构，或申报人、系统';
comment on column cases.event.by_account is '账号';
comment on column cases.event.by_name is '姓名；只给工作人员看';
comment on column cases.event.says is '经过';

create table cases.notice (
  id uuid primary key default uuidv7(),
  case_id uuid not null references cases.case,
  step_id uuid not null unique references cases.step,
  place_code text not null,
  number text collate "C" not null,
  measure text not null,
  title text not null,
  document_number text not null,
  masked_name text not null,
  employer_name text,
  amount_fen bigint check (amount_fen >= 0),
  office_name text not null,
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  state text not null default 'open' check (state in ('open', 'suspended', 'ended', 'revoked'))
);
create index on cases.notice (state, to_on);
create index on cases.notice (case_id);
comment on table cases.notice is '公示：名单的一行，姓名已脱敏';
comment on column cases.notice.id is '标识';
comment on column cases.notice.case_id is '办件';
comment on column cases.notice.step_id is '公示步骤';
comment on column cases.notice.place_code is '办理地';
comment on column cases.notice.number is '办件编号';
comment on column cases.notice.measure is '事项代码';
comment on column cases.notice.title is '事项名称';
comment on column cases.notice.document_number is '文号';
comment on column cases.notice.masked_name is '脱敏后的姓名，或单位、团队名称';
comment on column cases.notice.employer_name is '所在单位';
comment on column cases.notice.amount_fen is '拟给予金额（分）';
comment on column cases.notice.office_name is '受理异议的机构';
comment on column cases.notice.from_on is '公示起';
comment on column cases.notice.to_on is '公示止（含），按工作日';
comment on column cases.notice.state is '状态：open 公示中，suspended 因异议中止，ended 期满，revoked 撤销';

create table cases.objection (
  id uuid primary key default uuidv7(),
  notice_id uuid not null references cases.notice,
  case_id uuid not null references cases.case,
  place_code text not null,
  receipt text not null unique,
  objector_name text check (length(objector_name) between 2 and 60),
  reason text not null check (length(reason) between 10 and 2000),
  lodged_on date not null,
  lodged_at timestamptz not null default now(),
  state text not null default 'pending' check (state in ('pending', 'upheld', 'dismissed', 'closed')),
  finding text,
  settled_on date,
  settled_by uuid references kernel.account,
  check ((state = 'pending') = (settled_on is null)),
  check (state = 'pending' or length(finding) >= 4)
);
create index on cases.objection (case_id);
comment on table cases.objection is '对公示的异议；一经提出，办件即停';
comment on column cases.objection.id is '标识';
comment on column cases.objection.notice_id is '公示';
comment on column cases.objection.case_id is '办件；由触发器填写';
comment on column cases.objection.place_code is '办理地；由触发器填写';
comment on column cases.objection.receipt is '回执号';
comment on column cases.objection.objector_name is '异议人；空表示匿名';
comment on column cases.objection.reason is '理由';
comment on column cases.objection.lodged_on is '提出日';
comment on column cases.objection.lodged_at is '提出时间';
comment on column cases.objection.state is '状态：pending 调查中，upheld 成立，dismissed 不成立，closed 随办件办结';
comment on column cases.objection.finding is '调查结论';
comment on column cases.objection.settled_on is '办结日';
comment on column cases.objection.settled_by is '办结人';

-- 状态与上一状态成对受外键约束；上一状态只由这个触发器写，调用者写什么都不算数。
create function cases.remember_state() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.state_before := 'new';
  elsif new.state is distinct from old.state then
    new.state_before := old.state;
  else
    new.state_before := old.state_before;
  end if;
  return new;
end $$;
comment on function cases.remember_state() is '记下上一状态，使外键能判断转换是否合法';
create trigger case_state before insert or update on cases.case for each row execute function cases.remember_state();
create trigger step_state before insert or update on cases.step for each row execute function cases.remember_state();

-- 审定不能越过任何一步：提交事务时，本轮每一步都已同意或无需办理。
create function cases.decided_means_agreed() returns trigger language plpgsql as $$
begin
  if exists (select from cases.step s where s.case_id = new.id and s.round = new.round and s.state not in ('agreed', 'skipped'))
    or not exists (select from cases.step s where s.case_id = new.id and s.round = new.round and s.kind = 'decide' and s.state = 'agreed') then
    raise exception '办件 % 还有没办完的步骤，不能审定', new.number using errcode = '23514';
  end if;
  return null;
end $$;
comment on function cases.decided_means_agreed() is '审定的办件，本轮各步骤都已同意';
create constraint trigger case_decided after insert or update on cases.case deferrable initially deferred
  for each row when (new.state = 'decided') execute function cases.decided_means_agreed();

-- 提异议的人不必登录，也看不到办件；停办由数据库自己完成：在同一事务里短暂以系统身份行事，随即还原。
create function cases.place_objection() returns trigger language plpgsql as $$
declare was constant text := coalesce(current_setting('app.role', true), '');
begin
  perform set_config('app.role', 'system', true);
  select n.case_id, n.place_code into new.case_id, new.place_code from cases.notice n where n.id = new.notice_id;
  -- 加锁次序与各动作一致：先办件，后步骤。
  perform from cases.case c where c.id = new.case_id for update;
  -- 等锁期间公示可能刚刚期满：锁到手后再看一次。
  if not exists (select from cases.notice n where n.id = new.notice_id and n.state in ('open', 'suspended')) then
    raise exception '公示已经结束' using errcode = 'JY040';
  end if;
  perform set_config('app.role', was, true);
  return new;
end $$;
comment on function cases.place_objection() is '异议落到它的办件上';
create function cases.stop_for_objection() returns trigger language plpgsql as $$
declare was constant text := coalesce(current_setting('app.role', true), '');
begin
  perform set_config('app.role', 'system', true);
  if (select c.state from cases.case c where c.id = new.case_id) = 'onNotice' then
    update cases.step s set state = 'paused', paused_on = new.lodged_on where s.case_id = new.case_id and s.state = 'open';
    update cases.notice n set state = 'suspended' where n.id = new.notice_id;
    update cases.case c set state = 'objected' where c.id = new.case_id;
  end if;
  insert into cases.event (case_id, verb, happened_on, by_office, says)
  values (new.case_id, 'object', new.lodged_on, '公众', '公示期内收到异议，办件暂停，等待调查');
  perform set_config('app.role', was, true);
  return null;
end $$;
comment on function cases.stop_for_objection() is '异议使办件停办';
-- 办件终止，公示随之撤销，未办结的异议随之办结：申报人撤回时看不到异议，由数据库代办。
create function cases.end_with_case() returns trigger language plpgsql as $$
declare was constant text := coalesce(current_setting('app.role', true), '');
begin
  perform set_config('app.role', 'system', true);
  update cases.notice n set state = 'revoked' where n.case_id = new.id and n.state in ('open', 'suspended');
  update cases.objection o set state = 'closed', finding = '办件已经终止，不再调查', settled_on = new.closed_on where o.case_id = new.id and o.state = 'pending';
  perform set_config('app.role', was, true);
  return null;
end $$;
comment on function cases.end_with_case() is '办件不予通过或撤回后，公示撤销、异议办结';
create trigger case_ended after update on cases.case for each row
  when (new.state in ('rejected', 'withdrawn') and old.state <> new.state) execute function cases.end_with_case();
create trigger objection_placed before insert on cases.objection for each row execute function cases.place_objection();
create trigger objection_stops after insert on cases.objection for each row execute function cases.stop_for_objection();

do $$
declare t text;
begin
  foreach t in array array['transition', 'step_transition', 'case', 'step', 'event', 'notice', 'objection'] loop
    execute format('alter table cases.%I enable row level security', t);
    execute format('alter table cases.%I force row level security', t);
  end loop;
end $$;

create policy read_all on cases.transition for select using (true);
create policy read_all on cases.step_transition for select using (true);
create policy read_own on cases.case for select
  using ((select kernel.is_system()) or kernel.sees_place(place_code) or kernel.is_person(person_id) or kernel.is_employer(employer_id));
create policy submit_own on cases.case for insert
  with check ((select kernel.is_system()) or kernel.is_person(person_id) or kernel.is_employer(employer_id));
create policy handle on cases.case for update
  using ((select kernel.is_system()) or kernel.is_person(person_id) or kernel.is_employer(employer_id)
    or ((select kernel.has_role('reviewer', 'talentOffice', 'windowClerk')) and kernel.sees_place(place_code)))
  with check ((select kernel.is_system()) or kernel.is_person(person_id) or kernel.is_employer(employer_id)
    or ((select kernel.has_role('reviewer', 'talentOffice', 'windowClerk')) and kernel.sees_place(place_code)));

-- 步骤、经过随办件：看得见办件就看得见谁在办、到哪天。
create policy read_with_case on cases.step for select
  using ((select kernel.is_system()) or kernel.sees_place(place_code) or exists (select from cases.case c where c.id = case_id));
create policy write_with_case on cases.step for insert
  with check (not (select kernel.has_role('leader', 'financeMaker', 'financeChecker', 'specialist', 'trainingOfficer')) and exists (select from cases.case c where c.id = case_id));
create policy handle_with_case on cases.step for update
  using (not (select kernel.has_role('leader', 'financeMaker', 'financeChecker', 'specialist', 'trainingOfficer')) and exists (select from cases.case c where c.id = case_id))
  with check (exists (select from cases.case c where c.id = case_id));
create policy read_with_case on cases.event for select using (exists (select from cases.case c where c.id = case_id));
create policy append_with_case on cases.event for insert with check (exists (select from cases.case c where c.id = case_id));
-- 公示是给所有人看的；期满和撤销后只留给看得见办件的人。
create policy read_public on cases.notice for select using (state in ('open', 'suspended') or exists (select from cases.case c where c.id = case_id));
create policy publish on cases.notice for insert with check (exists (select from cases.case c where c.id = case_id));
create policy change on cases.notice for update using (exists (select from cases.case c where c.id = case_id)) with check (exists (select from cases.case c where c.id = case_id));
-- 异议人的姓名只给有管辖权的办理人员看；申报人和单位看不到。
create policy read_office on cases.objection for select
  using ((select kernel.is_system()) or ((select kernel.has_role('reviewer', 'talentOffice', 'windowClerk', 'leader')) and kernel.sees_place(place_code)));
create policy lodge on cases.objection for insert
  with check ((select kernel.is_system()) or (state = 'pending' and exists (select from cases.notice n where n.id = notice_id and n.state in ('open', 'suspended'))));
create policy settle on cases.objection for update
  using ((select kernel.is_system()) or ((select kernel.has_role('reviewer', 'talentOffice', 'windowClerk')) and kernel.sees_place(place_code)))
  with check ((select kernel.is_system()) or kernel.sees_place(place_code));

grant select on cases.transition, cases.step_transition to juying_app;
grant select, insert, update on cases.case, cases.step, cases.notice, cases.objection to juying_app;
grant select, insert on cases.event to juying_app;
