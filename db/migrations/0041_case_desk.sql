-- 办件办理的全部动作：领办、移交、加签、退回任一环节、中止、补正期限、催办、异议调查、复核、一事一议。

-- 转换表按动作列出，与程序的 caseWays 逐行相同；外键仍是（原状态，新状态）。
alter table cases.transition no force row level security;
alter table cases.step_transition no force row level security;
alter table cases.transition add column verbs text[] not null default '{}';
insert into cases.transition (from_state, to_state, verb, verbs)
select from_state, to_state, '', array_agg(verb order by verb)
from (
  select 'submit' as verb, 'new' as from_state, s as to_state from unnest(array['verifying', 'inReview', 'onNotice', 'toDecide']) s
  union all select 'employerVerify', 'verifying', s from unnest(array['inReview', 'onNotice', 'toDecide']) s
  union all select v, 'inReview', s from unnest(array['employerVerify', 'agree']) v, unnest(array['verifying', 'onNotice', 'toDecide']) s
  union all select 'endNotice', 'onNotice', s from unnest(array['verifying', 'inReview', 'toDecide']) s
  union all select 'sendBack', s, 'returned' from unnest(array['verifying', 'inReview', 'toDecide']) s
  union all select 'supplement', 'returned', s from unnest(array['verifying', 'inReview', 'toDecide']) s
  union all select 'lapse', 'returned', 'withdrawn'
  union all select 'object', 'onNotice', 'objected'
  union all select 'settleObjection', 'objected', s from unnest(array['onNotice', 'inReview', 'rejected']) s
  union all select 'employerDeny', s, 'rejected' from unnest(array['verifying', 'inReview']) s
  union all select 'reject', s, 'rejected' from unnest(array['inReview', 'toDecide']) s
  union all select 'withdraw', s, 'withdrawn' from unnest(array['verifying', 'inReview', 'returned', 'suspended', 'onNotice', 'objected', 'toDecide']) s
  union all select 'returnTo', 'inReview', s from unnest(array['verifying', 'onNotice']) s
  union all select 'returnTo', 'toDecide', s from unnest(array['verifying', 'inReview', 'onNotice']) s
  union all select 'suspend', s, 'suspended' from unnest(array['inReview', 'toDecide']) s
  union all select 'resume', 'suspended', s from unnest(array['inReview', 'toDecide']) s
  union all select 'decide', 'toDecide', 'decided'
  union all select 'appeal', 'rejected', 'appealed'
  union all select 'settleAppeal', 'appealed', s from unnest(array['rejected', 'verifying', 'inReview', 'onNotice', 'toDecide']) s
) way
group by from_state, to_state
on conflict (from_state, to_state) do update set verbs = excluded.verbs;
alter table cases.transition drop column verb;
alter table cases.transition alter column verbs drop default, add check (cardinality(verbs) > 0);
comment on column cases.transition.verbs is '可以经由的办理动作，按名称排列';
insert into cases.step_transition (from_state, to_state) values ('open', 'answered');
alter table cases.transition force row level security;
alter table cases.step_transition force row level security;

-- 步骤：会签与或签、领办与移交、加签。
alter table cases.step
  add column needs text not null default 'all' check (needs in ('all', 'one')),
  add column asked_by_step uuid references cases.step,
  add column question text,
  add column holder_id uuid references kernel.account,
  add column holder_name text,
  add column held_on date,
  add column held_because text,
  drop constraint step_kind_check,
  add constraint step_kind_check check (kind in ('review', 'notice', 'decide', 'opinion')),
  add constraint step_asked check ((kind = 'opinion') = (asked_by_step is not null and length(question) >= 4)),
  add constraint step_held check ((holder_id is null) = (held_on is null) and (holder_id is null) = (holder_name is null)),
  add constraint step_answered check (state <> 'answered' or (kind = 'opinion' and opinion is not null and decided_on is not null)),
  drop constraint step_check2,
  add constraint step_settled check ((state in ('agreed', 'rejected', 'answered')) = (decided_on is not null));
create index on cases.step (asked_by_step) where asked_by_step is not null;
create index step_holder on cases.step (holder_id) where holder_id is not null and state in ('open', 'paused', 'returned');
create index step_due on cases.step (due_on) where state = 'open';
comment on column cases.step.needs is '会签 all：同一阶段各步都要同意；或签 one：有一家办理即可';
comment on column cases.step.asked_by_step is '加签：请这一步出具意见的步骤';
comment on column cases.step.question is '加签：请对方就什么出具意见';
comment on column cases.step.holder_id is '领办人或受移交人的账号；空表示本机构任何一人可办';
comment on column cases.step.holder_name is '领办人';
comment on column cases.step.held_on is '领办日';
comment on column cases.step.held_because is '移交的理由；自行领办的为空';
comment on column cases.step.kind is '种类：review 审核，notice 公示，decide 审定，opinion 加签的意见';
comment on column cases.step.state is '状态：waiting 未到，open 办理中，agreed 同意，answered 已出具意见，returned 退回补正，rejected 不予通过，paused 暂停，skipped 无需办理';

create or replace function cases.decided_means_agreed() returns trigger language plpgsql as $$
begin
  if exists (select from cases.step s where s.case_id = new.id and s.round = new.round and s.state not in ('agreed', 'answered', 'skipped'))
    or not exists (select from cases.step s where s.case_id = new.id and s.round = new.round and s.kind = 'decide' and s.state = 'agreed') then
    raise exception '办件 % 还有没办完的步骤，不能审定', new.number using errcode = '23514';
  end if;
  return null;
end $$;

-- 办件：补正期限、中止。
alter table cases.case
  add column supplement_due_on date,
  add column suspended_on date,
  add column suspended_because text,
  add constraint case_suspended check ((state = 'suspended') = (suspended_on is not null) and (suspended_on is null or length(suspended_because) >= 4)),
  add constraint case_supplement_due check (supplement_due_on is null or state = 'returned');
create index case_supplement on cases.case (supplement_due_on) where supplement_due_on is not null;
comment on column cases.case.supplement_due_on is '补正到期日（含）；逾期视为撤回';
comment on column cases.case.suspended_on is '中止之日；办件暂停计时';
comment on column cases.case.suspended_because is '中止的原因，例如等待外部核查';

-- 异议调查：指定调查人，调查经过只追加。
alter table cases.objection
  add column inquirer_id uuid references kernel.account,
  add column inquirer_name text,
  add column assigned_on date,
  add constraint objection_inquirer check ((inquirer_id is null) = (inquirer_name is null) and (inquirer_id is null) = (assigned_on is null));
comment on column cases.objection.inquirer_id is '调查人账号';
comment on column cases.objection.inquirer_name is '调查人';
comment on column cases.objection.assigned_on is '指定之日';

create table cases.inquiry_note (
  id uuid primary key default uuidv7(),
  objection_id uuid not null references cases.objection,
  case_id uuid not null references cases.case,
  noted_on date not null,
  noted_by uuid not null references kernel.account,
  noted_by_name text not null,
  note text not null check (length(note) between 4 and 2000)
);
create index on cases.inquiry_note (objection_id);
create trigger inquiry_note_append_only before update or delete or truncate on cases.inquiry_note for each statement execute function kernel.refuse_change();
comment on table cases.inquiry_note is '异议的调查经过：只追加，只给工作人员看';
comment on column cases.inquiry_note.id is '标识';
comment on column cases.inquiry_note.objection_id is '异议';
comment on column cases.inquiry_note.case_id is '办件';
comment on column cases.inquiry_note.noted_on is '日期';
comment on column cases.inquiry_note.noted_by is '记录人账号';
comment on column cases.inquiry_note.noted_by_name is '记录人';
comment on column cases.inquiry_note.note is '调查经过';

create table cases.appeal (
  id uuid primary key default uuidv7(),
  case_id uuid not null unique references cases.case,
  round int not null,
  stage int not null check (stage >= 1),
  place_code text not null,
  department text not null references kernel.department,
  office_name text not null,
  reason text not null check (length(reason) between 10 and 2000),
  lodged_on date not null,
  due_on date not null check (due_on >= lodged_on),
  state text not null default 'pending' check (state in ('pending', 'upheld', 'dismissed')),
  finding text,
  settled_on date,
  settled_by uuid references kernel.account,
  settled_by_name text,
  check ((state = 'pending') = (settled_on is null)),
  check (state = 'pending' or (length(finding) >= 4 and settled_by is not null))
);
create index appeal_queue on cases.appeal (place_code, department, due_on) where state = 'pending';
comment on table cases.appeal is '复核：对不予通过不服，一件一次，由上一级机构的其他人员办理';
comment on column cases.appeal.id is '标识';
comment on column cases.appeal.case_id is '办件；一件只能申请一次';
comment on column cases.appeal.round is '不予通过时的轮次';
comment on column cases.appeal.stage is '作出不予通过的阶段；成立的从这里重新办理';
comment on column cases.appeal.place_code is '复核机构所在区划';
comment on column cases.appeal.department is '复核机构的部门';
comment on column cases.appeal.office_name is '复核机构名称';
comment on column cases.appeal.reason is '申请复核的理由';
comment on column cases.appeal.lodged_on is '申请日';
comment on column cases.appeal.due_on is '复核到期日（含），按工作日';
comment on column cases.appeal.state is '状态：pending 复核中，upheld 成立、重新办理，dismissed 维持原决定';
comment on column cases.appeal.finding is '复核结论';
comment on column cases.appeal.settled_on is '办结日';
comment on column cases.appeal.settled_by is '复核人账号';
comment on column cases.appeal.settled_by_name is '复核人';

-- 复核的人不能是办过这一件的人：按人，不按账号。手写 SQL 也不能例外。
create function cases.appeal_by_others() returns trigger language plpgsql as $$
declare was constant text := coalesce(current_setting('app.role', true), '');
begin
  perform set_config('app.role', 'system', true);
  if exists (
    select from cases.step s
    join kernel.account did on did.id = s.decided_by
    join kernel.account heard on heard.id = new.settled_by
    where s.case_id = new.case_id and (did.id = heard.id or did.person_id = heard.person_id)
  ) then
    raise exception '办过这一件的人不能复核' using errcode = 'JY041';
  end if;
  perform set_config('app.role', was, true);
  return new;
end $$;
comment on function cases.appeal_by_others() is '复核人与经办人不能是同一人';
create trigger appeal_settled before insert or update on cases.appeal for each row when (new.settled_by is not null) execute function cases.appeal_by_others();

create table cases.expert_opinion (
  id uuid primary key default uuidv7(),
  case_id uuid not null references cases.case,
  round int not null,
  expert text not null check (length(expert) between 2 and 100),
  score numeric(5, 2) check (score between 0 and 100),
  amount_fen bigint check (amount_fen > 0),
  opinion text not null check (length(opinion) between 4 and 2000),
  given_on date not null,
  recorded_by uuid not null references kernel.account,
  recorded_by_name text not null
);
create index on cases.expert_opinion (case_id);
create trigger expert_opinion_append_only before update or delete or truncate on cases.expert_opinion for each statement execute function kernel.refuse_change();
comment on table cases.expert_opinion is '一事一议：专家或专家组的意见，只追加';
comment on column cases.expert_opinion.id is '标识';
comment on column cases.expert_opinion.case_id is '办件';
comment on column cases.expert_opinion.round is '轮次';
comment on column cases.expert_opinion.expert is '专家姓名或专家组名称';
comment on column cases.expert_opinion.score is '评分，百分制；空表示不评分';
comment on column cases.expert_opinion.amount_fen is '建议金额（分）；空表示不建议金额';
comment on column cases.expert_opinion.opinion is '意见';
comment on column cases.expert_opinion.given_on is '出具日';
comment on column cases.expert_opinion.recorded_by is '记录人账号';
comment on column cases.expert_opinion.recorded_by_name is '记录人';

create table cases.body_decision (
  id uuid primary key default uuidv7(),
  case_id uuid not null references cases.case,
  round int not null,
  body text not null check (length(body) between 2 and 100),
  minutes_number text not null check (length(minutes_number) between 2 and 60),
  met_on date not null,
  amount_fen bigint not null check (amount_fen > 0),
  recorded_on date not null check (recorded_on >= met_on),
  recorded_by uuid not null references kernel.account,
  recorded_by_name text not null,
  unique (case_id, round)
);
create trigger body_decision_append_only before update or delete or truncate on cases.body_decision for each statement execute function kernel.refuse_change();
comment on table cases.body_decision is '一事一议：审定机构会议对金额的决定，每轮一次，只追加';
comment on column cases.body_decision.id is '标识';
comment on column cases.body_decision.case_id is '办件';
comment on column cases.body_decision.round is '轮次';
comment on column cases.body_decision.body is '审定机构，例如市人才工作领导小组';
comment on column cases.body_decision.minutes_number is '会议纪要文号';
comment on column cases.body_decision.met_on is '会议日期';
comment on column cases.body_decision.amount_fen is '决定的金额（分）';
comment on column cases.body_decision.recorded_on is '登记日';
comment on column cases.body_decision.recorded_by is '登记人账号';
comment on column cases.body_decision.recorded_by_name is '登记人';

create table cases.reminder (
  id uuid primary key default uuidv7(),
  case_id uuid not null references cases.case,
  step_id uuid references cases.step,
  kind text not null check (kind in ('stepSoon', 'stepLate', 'supplementSoon', 'lapsed')),
  audience text not null check (audience in ('office', 'head', 'applicant')),
  office_level text,
  place_code text,
  department text,
  due_on date not null,
  told_on date not null,
  says text not null check (length(says) between 4 and 500),
  unique nulls not distinct (case_id, step_id, kind, audience, due_on)
);
create index on cases.reminder (case_id);
create index reminder_desk on cases.reminder (told_on desc, place_code, department);
create trigger reminder_append_only before update or delete or truncate on cases.reminder for each statement execute function kernel.refuse_change();
comment on table cases.reminder is '提醒与催办：临期告知办理机构，超期告知机构负责人，补正将到期告知申报人；只追加';
comment on column cases.reminder.id is '标识';
comment on column cases.reminder.case_id is '办件';
comment on column cases.reminder.step_id is '步骤；补正的提醒为空';
comment on column cases.reminder.kind is '种类：stepSoon 临期，stepLate 超期，supplementSoon 补正将到期，lapsed 逾期未补正';
comment on column cases.reminder.audience is '告知谁：office 办理机构，head 机构负责人，applicant 申报人';
comment on column cases.reminder.office_level is '办理机构的层级';
comment on column cases.reminder.place_code is '办理机构所在区划';
comment on column cases.reminder.department is '办理机构的部门；空表示单位或乡镇街道窗口';
comment on column cases.reminder.due_on is '到期日';
comment on column cases.reminder.told_on is '告知日';
comment on column cases.reminder.says is '告知的话';

do $$
declare t text;
begin
  foreach t in array array['inquiry_note', 'appeal', 'expert_opinion', 'body_decision', 'reminder'] loop
    execute format('alter table cases.%I enable row level security', t);
    execute format('alter table cases.%I force row level security', t);
  end loop;
end $$;
create policy read_office on cases.inquiry_note for select
  using ((select kernel.is_system()) or ((select kernel.has_role('reviewer', 'talentOffice', 'windowClerk', 'leader')) and exists (select from cases.objection o where o.id = objection_id)));
create policy note on cases.inquiry_note for insert
  with check ((select kernel.is_system()) or ((select kernel.has_role('reviewer', 'talentOffice', 'windowClerk')) and exists (select from cases.objection o where o.id = objection_id)));
create policy read_with_case on cases.appeal for select using (exists (select from cases.case c where c.id = case_id));
create policy lodge on cases.appeal for insert
  with check ((select kernel.is_system()) or (state = 'pending' and (select kernel.has_role('talent', 'employerClerk')) and exists (select from cases.case c where c.id = case_id)));
create policy settle on cases.appeal for update
  using ((select kernel.is_system()) or ((select kernel.has_role('reviewer', 'talentOffice')) and kernel.sees_place(place_code)))
  with check ((select kernel.is_system()) or kernel.sees_place(place_code));
create policy read_office on cases.expert_opinion for select
  using ((select kernel.is_system()) or (not (select kernel.has_role('talent', 'employerClerk')) and exists (select from cases.case c where c.id = case_id)));
create policy record on cases.expert_opinion for insert
  with check ((select kernel.is_system()) or ((select kernel.has_role('reviewer', 'talentOffice', 'windowClerk')) and exists (select from cases.case c where c.id = case_id)));
create policy read_with_case on cases.body_decision for select using (exists (select from cases.case c where c.id = case_id));
create policy record on cases.body_decision for insert
  with check ((select kernel.is_system()) or ((select kernel.has_role('reviewer', 'talentOffice', 'windowClerk')) and exists (select from cases.case c where c.id = case_id)));
create policy read_with_case on cases.reminder for select using (exists (select from cases.case c where c.id = case_id));
create policy tell on cases.reminder for insert with check ((select kernel.is_system()));

grant select, insert on cases.inquiry_note, cases.expert_opinion, cases.body_decision, cases.reminder to juying_app;
grant select, insert, update on cases.appeal to juying_app;
