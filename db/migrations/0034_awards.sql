-- 资助随事实走：审定时的依据留底，到期前复核，事件、申报的他处待遇、一次为限的键、先签协议后承诺。

alter table fund.award
  add column applied_on date,
  add column facts jsonb,
  add column answers jsonb not null default '{}',
  add column planned jsonb,
  add column full_fen bigint check (full_fen >= amount_fen or full_fen > 0),
  add column taken_off jsonb not null default '[]',
  add column document_number text,
  add column clause text,
  add column sign_by date,
  add column signed_on date,
  add column agreement_document text,
  drop constraint award_state_check,
  add constraint award_state_check check (state in ('reserved', 'active', 'completed', 'curtailed', 'cancelled')),
  add constraint award_reserved_waits_for_signature check (state <> 'reserved' or (sign_by is not null and signed_on is null)),
  add constraint award_signed_by_document check ((signed_on is null) = (agreement_document is null));
comment on column fund.award.state is '状态：reserved 待签协议，active 在付，completed 付清，curtailed 部分已付后终止，cancelled 未付即终止';
comment on column fund.award.applied_on is '申请日；空表示没有留底（旧数据）';
comment on column fund.award.facts is '审定所依据的事实，原样留底，供重算';
comment on column fund.award.answers is '申报人自填的事实';
comment on column fund.award.planned is '审定时的分期计划，原样留底';
comment on column fund.award.full_fen is '补差、抵扣之前应得（分）';
comment on column fund.award.taken_off is '补差、抵扣了什么：名称与金额（分）';
comment on column fund.award.document_number is '依据文件文号';
comment on column fund.award.clause is '依据条款';
comment on column fund.award.sign_by is '应在这一天以前签订协议；空表示不须签协议';
comment on column fund.award.signed_on is '协议签订日期';
comment on column fund.award.agreement_document is '协议文号或编号';

create function fund.guard_award() returns trigger language plpgsql as $$
begin
  if new.amount_fen < old.amount_fen then
    raise exception '资助总额只能因延长而增加' using errcode = 'JY001';
  end if;
  if new.state <> old.state and (new.state = 'reserved'
    or (old.state = 'reserved' and not (new.state = 'cancelled' or (new.state = 'active' and new.signed_on is not null)))
    or old.state in ('completed', 'curtailed', 'cancelled') and new.state <> 'active') then
    raise exception '资助不能从 % 变为 %', old.state, new.state using errcode = 'JY003';
  end if;
  return new;
end $$;
comment on function fund.guard_award() is '待签的只能签订或撤销；了结的不再变，延长除外';
create trigger award_guard before update on fund.award for each row execute function fund.guard_award();

alter table fund.instalment
  add column milestone boolean not null default false,
  add column reached_on date,
  add column split_from uuid,
  drop constraint instalment_state_check,
  add constraint instalment_state_check check (state in ('planned', 'needsCheck', 'due', 'suspended', 'batched', 'paid', 'setOff', 'stopped'));
comment on column fund.instalment.state is '状态：planned 未到期，needsCheck 待复核，due 待支付，suspended 暂停，batched 已入批次，paid 已付，setOff 已抵扣应追回款，stopped 已终止';
comment on column fund.instalment.milestone is '达到节点才到期；未达到时 due_on 只是审定日';
comment on column fund.instalment.reached_on is '节点达到的日期';
comment on column fund.instalment.split_from is '从哪一期拆出；两期合计不变';
-- 所有者也受行级安全约束，添加变化时暂时放开，随即恢复。
alter table fund.instalment_transition no force row level security;
insert into fund.instalment_transition values
  ('planned', 'suspended', '暂停'), ('needsCheck', 'suspended', '暂停'), ('due', 'suspended', '暂停'),
  ('suspended', 'planned', '恢复，未到期'), ('suspended', 'needsCheck', '恢复，待复核'), ('suspended', 'due', '恢复'), ('suspended', 'stopped', '终止'),
  ('due', 'needsCheck', '付款前发现须复核'), ('due', 'setOff', '抵扣应追回款');
alter table fund.instalment_transition force row level security;

create or replace function fund.guard_instalment() returns trigger language plpgsql as $$
begin
  if new.award_id <> old.award_id or new.no <> old.no or new.line_id <> old.line_id or new.amount_fen > old.amount_fen
    or (new.amount_fen <> old.amount_fen and (new.state <> old.state or old.state not in ('planned', 'needsCheck', 'due', 'suspended'))) then
    raise exception '分期的金额、科目和所属决定不能修改' using errcode = 'JY001';
  end if;
  if new.state <> old.state then
    if not exists (select from fund.instalment_transition t where t.from_state = old.state and t.to_state = new.state) then
      raise exception '分期不能从 % 变为 %', old.state, new.state using errcode = 'JY003';
    end if;
    if old.state = 'planned' and new.state <> 'stopped' and exists (select from fund.award a where a.id = new.award_id and a.state = 'reserved') then
      raise exception '协议还没有签订，分期不能到期' using errcode = 'JY003';
    end if;
    if old.state in ('planned', 'suspended') and new.state in ('due', 'needsCheck') and new.milestone and new.reached_on is null then
      raise exception '节点还没有达到，分期不能到期' using errcode = 'JY003';
    end if;
    new.changed_at := now();
  end if;
  return new;
end $$;

-- 各期合计始终等于总额：新增、拆分、延长都在提交时核对。
create function fund.check_instalments() returns trigger language plpgsql as $$
declare planned bigint; whole bigint;
begin
  select a.amount_fen, (select sum(i.amount_fen) from fund.instalment i where i.award_id = a.id) into whole, planned from fund.award a where a.id = new.award_id;
  if planned is distinct from whole then
    raise exception '各期合计 % 分，与总额 % 分不等', planned, whole using errcode = 'JY004';
  end if;
  return null;
end $$;
comment on function fund.check_instalments() is '提交时核对：各期合计等于总额（从分期一侧）';
create constraint trigger instalment_schedule_adds_up after insert or update of amount_fen on fund.instalment
  deferrable initially deferred for each row execute function fund.check_instalments();

-- 拆分一期：留下 keep 分，其余成为新的一期，状态相同。应用角色自己改不了金额。
create function fund.split_instalment(wanted uuid, keep bigint) returns uuid language plpgsql security definer set search_path = pg_catalog as $$
declare old fund.instalment; made uuid;
begin
  select * into old from fund.instalment i where i.id = wanted for update;
  if old.id is null or keep <= 0 or keep >= old.amount_fen then
    raise exception '拆分的金额不对' using errcode = '22023';
  end if;
  update fund.instalment i set amount_fen = keep where i.id = wanted;
  insert into fund.instalment (award_id, line_id, place_code, no, due_on, amount_fen, condition, state, milestone, reached_on, check_note, split_from)
    select old.award_id, old.line_id, old.place_code, (select max(i.no) + 1 from fund.instalment i where i.award_id = old.award_id), old.due_on, old.amount_fen - keep,
      old.condition, old.state, old.milestone, old.reached_on, old.check_note, old.id
    returning id into made;
  return made;
end $$;
comment on function fund.split_instalment(uuid, bigint) is '把一期拆成两期，合计不变；返回新的一期';
create policy split on fund.instalment for update to juying_owner using ((select fund.may_decide()) and kernel.sees_place(place_code))
  with check ((select fund.may_decide()) and kernel.sees_place(place_code));

create or replace function fund.close_award() returns trigger language plpgsql as $$
begin
  update fund.award a set state = case
      when s.stopped = 0 then 'completed' when s.paid > 0 then 'curtailed' else 'cancelled' end
  from (select count(*) filter (where state not in ('paid', 'setOff', 'stopped')) as open, count(*) filter (where state in ('paid', 'setOff')) as paid,
      count(*) filter (where state = 'stopped') as stopped from fund.instalment where award_id = new.award_id) s
  where a.id = new.award_id and s.open = 0 and a.state in ('active', 'reserved');
  return null;
end $$;
drop trigger instalment_close_award on fund.instalment;
create trigger instalment_close_award after update of state on fund.instalment
  for each row when (new.state in ('paid', 'setOff', 'stopped')) execute function fund.close_award();

create table fund.award_key (
  id uuid primary key default uuidv7(),
  award_id uuid not null references fund.award,
  place_code text not null,
  scope text not null check (scope ~ '^(once|group):.'),
  key_kind text not null,
  key_value text not null check (length(key_value) between 1 and 200),
  period daterange not null check (not isempty(period)),
  live boolean not null default true,
  constraint award_key_had_once exclude using gist (scope with =, key_kind with =, key_value with =, period with &&) where (live)
);
create index on fund.award_key (award_id);
comment on table fund.award_key is '享受的键：同一人、同一户、同一套住房、同一学位只能有一份；互斥组的期间不得重叠。约束不看地区，跨县也拦得住';
comment on column fund.award_key.id is '标识';
comment on column fund.award_key.award_id is '资助决定';
comment on column fund.award_key.place_code is '对象所在地代码';
comment on column fund.award_key.scope is '范围：once:事项代码 或 group:互斥组';
comment on column fund.award_key.key_kind is '按什么算同一份：person、household、dwelling、degree、certificate、level 等';
comment on column fund.award_key.key_value is '键值；一户的键是每个成员各一条';
comment on column fund.award_key.period is '管多久：一次为限的是永远，互斥组的是享受期间';
comment on column fund.award_key.live is '资助撤销后失效';

create function fund.release_keys() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update fund.award_key k set live = false where k.award_id = new.id and k.live;
  return null;
end $$;
comment on function fund.release_keys() is '资助撤销，键随之放开';
create trigger award_releases_keys after update of state on fund.award for each row when (new.state = 'cancelled') execute function fund.release_keys();

create table fund.declared_payment (
  id uuid primary key default uuidv7(),
  holder_kind text not null check (holder_kind in ('person', 'employer', 'team')),
  holder_id uuid not null,
  holder_name text not null,
  place_code text not null references kernel.place,
  scheme text not null check (length(scheme) between 2 and 60),
  amount_fen bigint not null check (amount_fen > 0),
  paid_on date not null,
  document text not null check (length(document) between 4 and 100),
  declared_by uuid,
  declared_at timestamptz not null default now(),
  withdrawn_reason text check (length(withdrawn_reason) between 4 and 200),
  unique (holder_kind, holder_id, scheme, paid_on, amount_fen)
);
create index on fund.declared_payment (holder_id);
comment on table fund.declared_payment is '在别处已领的待遇（省级、外地、其他部门），凭文件登记；就高补差、抵扣时从中扣除';
comment on column fund.declared_payment.id is '标识';
comment on column fund.declared_payment.holder_kind is '对象种类';
comment on column fund.declared_payment.holder_id is '对象';
comment on column fund.declared_payment.holder_name is '对象名称';
comment on column fund.declared_payment.place_code is '对象所在地代码';
comment on column fund.declared_payment.scheme is '项目名称，与条款里写的一致，例如 省级安家补贴';
comment on column fund.declared_payment.amount_fen is '金额（分）';
comment on column fund.declared_payment.paid_on is '领取日期';
comment on column fund.declared_payment.document is '证明文件';
comment on column fund.declared_payment.declared_by is '登记账号';
comment on column fund.declared_payment.declared_at is '登记时间';
comment on column fund.declared_payment.withdrawn_reason is '登记有误时撤销的原因；空表示有效';

create table fund.award_event (
  id uuid primary key default uuidv7(),
  award_id uuid not null references fund.award,
  place_code text not null,
  kind text not null check (kind in ('reached', 'accelerated', 'extended', 'suspended', 'resumed', 'stopped', 'died', 'moved', 'employerChanged', 'signed', 'unsigned', 'breached')),
  happened_on date not null,
  says text not null,
  document text,
  source text not null check (source in ('edition', 'record', 'hand')),
  changed_fen bigint not null default 0,
  made_by uuid,
  made_at timestamptz not null default now(),
  unique (award_id, kind, happened_on, says),
  check (source <> 'hand' or document is not null)
);
comment on table fund.award_event is '资助存续中的事件，只追加：达到节点、提前、延长、暂停、恢复、停发、去世、离开、换单位、签约';
comment on column fund.award_event.id is '标识';
comment on column fund.award_event.award_id is '资助决定';
comment on column fund.award_event.place_code is '对象所在地代码';
comment on column fund.award_event.kind is '种类：reached 达到节点，accelerated 提前，extended 延长，suspended 暂停，resumed 恢复，stopped 停发，died 去世，moved 离开本市，employerChanged 市内换单位，signed 签订协议，unsigned 逾期未签撤销，breached 认定违约';
comment on column fund.award_event.happened_on is '发生日期';
comment on column fund.award_event.says is '说明';
comment on column fund.award_event.document is '依据：文件或记录来源';
comment on column fund.award_event.source is '来源：edition 条款写的事件，record 登记的事实，hand 人工登记';
comment on column fund.award_event.changed_fen is '受影响的金额（分）';
comment on column fund.award_event.made_by is '登记账号；空表示系统';
comment on column fund.award_event.made_at is '登记时间';

create table fund.award_check (
  id uuid primary key default uuidv7(),
  award_id uuid not null references fund.award,
  instalment_id uuid not null references fund.instalment,
  place_code text not null,
  as_of date not null,
  outcome text not null check (outcome in ('eligible', 'ineligible', 'unknown')),
  effect text not null check (effect in ('due', 'queue', 'resume', 'reached')),
  findings jsonb not null,
  asked_at timestamptz not null default now()
);
create index on fund.award_check (instalment_id, asked_at desc);
comment on table fund.award_check is '到期复核的记录，只追加：问了哪些条件、用了哪些事实、结果怎样';
comment on column fund.award_check.id is '标识';
comment on column fund.award_check.award_id is '资助决定';
comment on column fund.award_check.instalment_id is '分期';
comment on column fund.award_check.place_code is '对象所在地代码';
comment on column fund.award_check.as_of is '按哪一天的事实';
comment on column fund.award_check.outcome is '结果：eligible 满足，ineligible 不满足，unknown 不能确定';
comment on column fund.award_check.effect is '后果：due 转待支付，queue 转人工，resume 恢复，reached 达到节点';
comment on column fund.award_check.findings is '逐项条件与所用事实';
comment on column fund.award_check.asked_at is '复核时间';

create table fund.reminder (
  id uuid primary key default uuidv7(),
  award_id uuid not null references fund.award,
  place_code text not null,
  about text not null check (about in ('agreement', 'repayment')),
  day date not null,
  says text not null,
  unique (award_id, about, day)
);
comment on table fund.reminder is '催办：协议逾期未签、还款逾期';
comment on column fund.reminder.id is '标识';
comment on column fund.reminder.award_id is '资助决定';
comment on column fund.reminder.place_code is '对象所在地代码';
comment on column fund.reminder.about is '事由：agreement 签协议，repayment 还款';
comment on column fund.reminder.day is '催办日期';
comment on column fund.reminder.says is '内容';

create trigger award_event_append_only before update or delete or truncate on fund.award_event for each statement execute function kernel.refuse_change();
create trigger award_check_append_only before update or delete or truncate on fund.award_check for each statement execute function kernel.refuse_change();
create trigger reminder_append_only before update or delete or truncate on fund.reminder for each statement execute function kernel.refuse_change();

create function fund.holds_award(award uuid) returns boolean language sql stable
  return exists (select from fund.award a where a.id = award
    and ((a.holder_kind = 'person' and kernel.is_person(a.holder_id)) or (a.holder_kind = 'employer' and kernel.is_employer(a.holder_id))));
comment on function fund.holds_award(uuid) is '这份资助是不是我的';

do $$
declare t text;
begin
  foreach t in array array['award_key', 'declared_payment', 'award_event', 'award_check', 'reminder'] loop
    execute format('alter table fund.%I enable row level security', t);
    execute format('alter table fund.%I force row level security', t);
    execute format('create policy append on fund.%I for insert with check ((select fund.may_decide()) and kernel.sees_place(place_code))', t);
  end loop;
  foreach t in array array['award_event', 'reminder'] loop
    execute format('create policy read_own on fund.%I for select using (((select fund.is_staff()) and kernel.sees_place(place_code))
      or (((select kernel.setting(''person'')) is not null or (select kernel.setting(''employer'')) is not null) and fund.holds_award(award_id)))', t);
  end loop;
  foreach t in array array['award_key', 'award_check'] loop
    execute format('create policy read_place on fund.%I for select using ((select fund.is_staff()) and kernel.sees_place(place_code))', t);
  end loop;
end $$;
create policy read_own on fund.declared_payment for select using (
  ((select fund.is_staff()) and kernel.sees_place(place_code))
  or (holder_kind = 'person' and kernel.is_person(holder_id)) or (holder_kind = 'employer' and kernel.is_employer(holder_id)));
create policy withdraw on fund.declared_payment for update using ((select fund.may_decide()) and kernel.sees_place(place_code))
  with check ((select fund.may_decide()) and kernel.sees_place(place_code));
create policy release_read on fund.award_key for select to juying_owner using (true);
create policy release on fund.award_key for update to juying_owner using (true) with check (true);

-- 人才办登记事件、签协议，也要能动分期和决定的状态。
create policy move_by_office on fund.instalment for update using ((select kernel.has_role('talentOffice')) and kernel.sees_place(place_code))
  with check ((select kernel.has_role('talentOffice')) and kernel.sees_place(place_code));
create policy close_by_office on fund.award for update using ((select kernel.has_role('talentOffice')) and kernel.sees_place(place_code))
  with check ((select kernel.has_role('talentOffice')) and kernel.sees_place(place_code));

grant select, insert on fund.award_key, fund.declared_payment, fund.award_event, fund.award_check, fund.reminder to juying_app;
grant update (withdrawn_reason) on fund.declared_payment to juying_app;
grant update (signed_on, agreement_document, amount_fen, full_fen, city_share_fen, county_share_fen) on fund.award to juying_app;
grant update (due_on, reached_on) on fund.instalment to juying_app;
