-- 资金：专项资金、预算科目、复式台账、资助决定与分期。支付批次在 0031。
-- 余额只随台账分录变动（触发器），应用角色没有修改余额的权限；约束保证任何路径都不能超支一分钱。

create schema fund;
comment on schema fund is '资金：预算、台账、资助、分期、拨付';
grant usage on schema fund to juying_app;

-- 科目对本地、下级和上级的工作人员可见：区县审定要占用市级科目，但看不到别的区县的科目。
create function fund.on_my_branch(place_code text) returns boolean language sql stable parallel safe
  return coalesce(kernel.sees_place(place_code) or starts_with(kernel.setting('scope'), place_code), false);
comment on function fund.on_my_branch(text) is '此地在我的辖区内，或我的辖区在此地之内';

create table fund.special_fund (
  id uuid primary key default uuidv7(),
  year int not null check (year between 2000 and 2100),
  place_code text not null references kernel.place,
  title text not null,
  promised_floor_fen bigint not null check (promised_floor_fen >= 0),
  floor_document text not null,
  created_at timestamptz not null default now(),
  unique (place_code, year)
);
comment on table fund.special_fund is '人才发展专项资金：一地一年一条';
comment on column fund.special_fund.id is '标识';
comment on column fund.special_fund.year is '预算年度';
comment on column fund.special_fund.place_code is '区划代码';
comment on column fund.special_fund.title is '名称';
comment on column fund.special_fund.promised_floor_fen is '承诺的年度下限（分）';
comment on column fund.special_fund.floor_document is '作出承诺的文件';
comment on column fund.special_fund.created_at is '建立时间';

create table fund.budget_line (
  id uuid primary key default uuidv7(),
  fund_id uuid not null references fund.special_fund,
  code text collate "C" not null check (code ~ '^[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)+$'),
  year int not null check (year between 2000 and 2100),
  title text not null check (length(title) between 2 and 60),
  place_code text not null references kernel.place,
  appropriated_fen bigint not null default 0 check (appropriated_fen >= 0),
  reserved_fen bigint not null default 0 check (reserved_fen >= 0),
  committed_fen bigint not null default 0 check (committed_fen >= 0),
  in_transit_fen bigint not null default 0 check (in_transit_fen >= 0),
  paid_fen bigint not null default 0 check (paid_fen >= 0),
  created_at timestamptz not null default now(),
  unique (code, year, place_code),
  constraint budget_line_never_overspent check (reserved_fen + committed_fen + in_transit_fen + paid_fen <= appropriated_fen)
);
create index on fund.budget_line (place_code text_pattern_ops, year);
comment on table fund.budget_line is '预算科目：余额由台账分录推动，不能直接修改';
comment on column fund.budget_line.id is '标识';
comment on column fund.budget_line.fund_id is '所属专项资金';
comment on column fund.budget_line.code is '科目代码，例如 talent/settling-in；不含年度';
comment on column fund.budget_line.year is '预算年度';
comment on column fund.budget_line.title is '科目名称';
comment on column fund.budget_line.place_code is '区划代码';
comment on column fund.budget_line.appropriated_fen is '下达（分）';
comment on column fund.budget_line.reserved_fen is '占用（分）：已审定、未签发';
comment on column fund.budget_line.committed_fen is '承诺（分）：已签发、未支付';
comment on column fund.budget_line.in_transit_fen is '在途（分）：已送银行、未回单';
comment on column fund.budget_line.paid_fen is '拨付（分）：银行回单成功';
comment on column fund.budget_line.created_at is '建立时间';

create table fund.award (
  id uuid primary key default uuidv7(),
  case_id uuid not null unique,
  case_number text not null,
  edition_id uuid not null,
  measure text not null,
  title text not null,
  holder_kind text not null check (holder_kind in ('person', 'employer', 'team')),
  holder_id uuid not null,
  payee_name text not null check (length(payee_name) between 1 and 100),
  place_code text not null references kernel.place,
  line_id uuid not null references fund.budget_line,
  decided_on date not null,
  decided_by uuid,
  amount_fen bigint not null check (amount_fen > 0),
  city_share_fen bigint not null check (city_share_fen >= 0),
  county_share_fen bigint not null check (county_share_fen >= 0),
  once_key text,
  group_code text,
  period daterange not null check (not isempty(period)),
  state text not null default 'active' check (state in ('active', 'completed', 'curtailed', 'cancelled')),
  created_at timestamptz not null default now(),
  check (city_share_fen + county_share_fen = amount_fen),
  unique (id, line_id, place_code),
  constraint award_groups_never_overlap exclude using gist (holder_kind with =, holder_id with =, group_code with =, period with &&)
    where (group_code is not null and state <> 'cancelled')
);
create unique index award_once on fund.award (holder_kind, holder_id, once_key) where once_key is not null and state <> 'cancelled';
create index on fund.award (holder_id);
create index on fund.award (line_id);
create index on fund.award (place_code text_pattern_ops);
comment on table fund.award is '资助决定：一件办件至多一条；同一人同一事项至多一条；同一互斥组的期间不得重叠';
comment on column fund.award.id is '标识';
comment on column fund.award.case_id is '办件';
comment on column fund.award.case_number is '办件编号';
comment on column fund.award.edition_id is '据以审定的事项版本';
comment on column fund.award.measure is '事项代码';
comment on column fund.award.title is '事项名称';
comment on column fund.award.holder_kind is '享受对象种类：person 个人，employer 单位，team 团队';
comment on column fund.award.holder_id is '享受对象';
comment on column fund.award.payee_name is '收款户名';
comment on column fund.award.place_code is '审定时对象所在地代码';
comment on column fund.award.line_id is '列支科目';
comment on column fund.award.decided_on is '审定日期';
comment on column fund.award.decided_by is '审定人账号；空表示系统';
comment on column fund.award.amount_fen is '总额（分）';
comment on column fund.award.city_share_fen is '市级负担（分），向下取整到分';
comment on column fund.award.county_share_fen is '区县负担（分），含取整余数';
comment on column fund.award.once_key is '只能享受一次的范围；个人默认为事项代码，空表示不限次';
comment on column fund.award.group_code is '互斥组；空表示不互斥';
comment on column fund.award.period is '享受期间，用于互斥';
comment on column fund.award.state is '状态：active 在付，completed 付清，curtailed 部分已付后终止，cancelled 未付即终止';
comment on column fund.award.created_at is '建立时间';

create table fund.instalment (
  id uuid primary key default uuidv7(),
  award_id uuid not null,
  line_id uuid not null,
  place_code text not null,
  no int not null check (no > 0),
  due_on date not null,
  amount_fen bigint not null check (amount_fen > 0),
  condition text,
  state text not null check (state in ('planned', 'needsCheck', 'due', 'batched', 'paid', 'stopped')),
  attempts int not null default 0 check (attempts >= 0),
  last_failure text,
  paid_on date,
  checked_by uuid,
  check_note text,
  changed_at timestamptz not null default now(),
  unique (award_id, no),
  foreign key (award_id, line_id, place_code) references fund.award (id, line_id, place_code),
  check ((state = 'paid') = (paid_on is not null)),
  check (state <> 'stopped' or check_note is not null)
);
create index on fund.instalment (line_id, state, due_on);
create index on fund.instalment (due_on) where state = 'planned';
comment on table fund.instalment is '分期：到期后有条件的先复核，再进批次；失败的重新到期，作为新的一次';
comment on column fund.instalment.id is '标识';
comment on column fund.instalment.award_id is '资助决定';
comment on column fund.instalment.line_id is '列支科目';
comment on column fund.instalment.place_code is '对象所在地代码';
comment on column fund.instalment.no is '第几期';
comment on column fund.instalment.due_on is '应付日期';
comment on column fund.instalment.amount_fen is '金额（分）';
comment on column fund.instalment.condition is '到期时须满足的条件（条款原文）；空表示无条件';
comment on column fund.instalment.state is '状态：planned 未到期，needsCheck 待复核，due 待支付，batched 已入批次，paid 已付，stopped 已终止';
comment on column fund.instalment.attempts is '已送银行的次数';
comment on column fund.instalment.last_failure is '最近一次失败的原因';
comment on column fund.instalment.paid_on is '银行付款日期';
comment on column fund.instalment.checked_by is '复核人账号';
comment on column fund.instalment.check_note is '复核意见或终止理由';
comment on column fund.instalment.changed_at is '状态变更时间';

-- 合法的状态变化是一张表：不在表里的变化，谁也做不了。
create table fund.instalment_transition (
  from_state text not null,
  to_state text not null,
  says text not null,
  primary key (from_state, to_state)
);
comment on table fund.instalment_transition is '分期状态的合法变化';
comment on column fund.instalment_transition.from_state is '从';
comment on column fund.instalment_transition.to_state is '到';
comment on column fund.instalment_transition.says is '含义';
insert into fund.instalment_transition values
  ('planned', 'due', '到期'), ('planned', 'needsCheck', '到期，待复核'), ('planned', 'stopped', '终止'),
  ('needsCheck', 'due', '复核通过'), ('needsCheck', 'stopped', '复核不通过，终止'),
  ('due', 'batched', '编入批次'), ('due', 'stopped', '终止'),
  ('batched', 'due', '批次退回，或银行付款失败'), ('batched', 'paid', '银行付款成功');

create function fund.guard_instalment() returns trigger language plpgsql as $$
begin
  if new.amount_fen <> old.amount_fen or new.award_id <> old.award_id or new.no <> old.no or new.line_id <> old.line_id then
    raise exception '分期的金额、科目和所属决定不能修改' using errcode = 'JY001';
  end if;
  if new.state <> old.state then
    if not exists (select from fund.instalment_transition t where t.from_state = old.state and t.to_state = new.state) then
      raise exception '分期不能从 % 变为 %', old.state, new.state using errcode = 'JY003';
    end if;
    new.changed_at := now();
  end if;
  return new;
end $$;
comment on function fund.guard_instalment() is '分期只按合法的变化走，金额不变';
create trigger instalment_guard before update on fund.instalment for each row execute function fund.guard_instalment();

create function fund.close_award() returns trigger language plpgsql as $$
begin
  update fund.award a set state = case
      when s.open > 0 then 'active' when s.stopped = 0 then 'completed' when s.paid > 0 then 'curtailed' else 'cancelled' end
  from (select count(*) filter (where state not in ('paid', 'stopped')) as open, count(*) filter (where state = 'paid') as paid,
      count(*) filter (where state = 'stopped') as stopped from fund.instalment where award_id = new.award_id) s
  where a.id = new.award_id and s.open = 0;
  return null;
end $$;
comment on function fund.close_award() is '各期都付清或终止后，决定随之了结';
create trigger instalment_close_award after update of state on fund.instalment
  for each row when (new.state in ('paid', 'stopped')) execute function fund.close_award();

create function fund.check_schedule() returns trigger language plpgsql as $$
declare planned bigint;
begin
  select coalesce(sum(amount_fen), 0) into planned from fund.instalment where award_id = new.id;
  if planned <> new.amount_fen then
    raise exception '各期合计 % 分，与总额 % 分不等', planned, new.amount_fen using errcode = 'JY004';
  end if;
  return null;
end $$;
comment on function fund.check_schedule() is '提交时核对：各期合计等于总额';
create constraint trigger award_schedule_adds_up after insert or update of amount_fen on fund.award
  deferrable initially deferred for each row execute function fund.check_schedule();

create table fund.posting (
  id uuid primary key default uuidv7(),
  seq bigint generated always as identity unique,
  kind text not null check (kind in ('allot', 'transfer', 'reserve', 'commit', 'release', 'pay', 'bounce', 'stop', 'correct')),
  day date not null,
  at timestamptz not null default now(),
  place_code text not null,
  award_id uuid references fund.award,
  instalment_id uuid references fund.instalment,
  batch_id uuid,
  document text,
  says text not null,
  corrects uuid unique references fund.posting,
  made_by uuid,
  check ((kind = 'correct') = (corrects is not null)),
  check (kind not in ('allot', 'transfer') or document is not null)
);
create index on fund.posting (award_id);
create index on fund.posting (batch_id);
comment on table fund.posting is '记账凭证：一次资金变动一条，只追加；更正是一条指向原凭证的新凭证';
comment on column fund.posting.id is '标识';
comment on column fund.posting.seq is '凭证号';
comment on column fund.posting.kind is '种类：allot 下达，transfer 调剂，reserve 占用，commit 承诺，release 送银行，pay 拨付，bounce 银行退回，stop 终止释放，correct 更正';
comment on column fund.posting.day is '记账日期（北京时间）';
comment on column fund.posting.at is '时间';
comment on column fund.posting.place_code is '区划代码';
comment on column fund.posting.award_id is '资助决定';
comment on column fund.posting.instalment_id is '分期';
comment on column fund.posting.batch_id is '支付批次';
comment on column fund.posting.document is '依据文件';
comment on column fund.posting.says is '摘要';
comment on column fund.posting.corrects is '被更正的凭证；一张凭证只能更正一次';
comment on column fund.posting.made_by is '经办账号；空表示系统';

create table fund.entry (
  id uuid primary key default uuidv7(),
  posting_id uuid not null references fund.posting,
  line_id uuid not null references fund.budget_line,
  place_code text not null,
  account text not null check (account in ('appropriation', 'available', 'reserved', 'committed', 'inTransit', 'paid')),
  debit_fen bigint not null default 0 check (debit_fen >= 0),
  credit_fen bigint not null default 0 check (credit_fen >= 0),
  check ((debit_fen > 0) <> (credit_fen > 0))
);
create index on fund.entry (posting_id);
create index on fund.entry (line_id, id);
comment on table fund.entry is '台账分录：复式，单位为分，只追加';
comment on column fund.entry.id is '标识';
comment on column fund.entry.posting_id is '凭证';
comment on column fund.entry.line_id is '科目';
comment on column fund.entry.place_code is '区划代码';
comment on column fund.entry.account is '账户：appropriation 财政下达，available 可用，reserved 占用，committed 承诺，inTransit 在途，paid 拨付';
comment on column fund.entry.debit_fen is '借方（分）';
comment on column fund.entry.credit_fen is '贷方（分）';

create function fund.check_balanced() returns trigger language plpgsql as $$
declare difference bigint;
begin
  select coalesce(sum(debit_fen), 0) - coalesce(sum(credit_fen), 0) into difference from fund.entry where posting_id = new.posting_id;
  if difference <> 0 then
    raise exception '凭证借贷不平，差 % 分', difference using errcode = 'JY005';
  end if;
  return null;
end $$;
comment on function fund.check_balanced() is '提交时核对：每张凭证借贷相等';
create constraint trigger entry_balanced after insert on fund.entry
  deferrable initially deferred for each row execute function fund.check_balanced();

create function fund.check_posting() returns trigger language plpgsql as $$
begin
  if not exists (select from fund.entry where posting_id = new.id) then
    raise exception '凭证没有分录' using errcode = 'JY005';
  end if;
  return null;
end $$;
comment on function fund.check_posting() is '提交时核对：凭证必有分录';
create constraint trigger posting_has_entries after insert on fund.posting
  deferrable initially deferred for each row execute function fund.check_posting();

-- 余额是分录的合计。以所有者身份执行：应用角色自己改不了余额。
create function fund.move_balance() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update fund.budget_line l set
    appropriated_fen = l.appropriated_fen + d.appropriated, reserved_fen = l.reserved_fen + d.reserved,
    committed_fen = l.committed_fen + d.committed, in_transit_fen = l.in_transit_fen + d.in_transit, paid_fen = l.paid_fen + d.paid
  from (
    select line_id,
      coalesce(sum(credit_fen - debit_fen) filter (where account = 'appropriation'), 0) as appropriated,
      coalesce(sum(debit_fen - credit_fen) filter (where account = 'reserved'), 0) as reserved,
      coalesce(sum(debit_fen - credit_fen) filter (where account = 'committed'), 0) as committed,
      coalesce(sum(debit_fen - credit_fen) filter (where account = 'inTransit'), 0) as in_transit,
      coalesce(sum(debit_fen - credit_fen) filter (where account = 'paid'), 0) as paid
    from added group by line_id
  ) d where l.id = d.line_id;
  if (select count(distinct line_id) from added) <> (select count(*) from fund.budget_line l where l.id in (select line_id from added)) then
    raise exception '分录的科目不在可见范围内' using errcode = '42501';
  end if;
  return null;
end $$;
comment on function fund.move_balance() is '分录落账时推动科目余额；超支由科目的约束拒绝';
create trigger entry_moves_balance after insert on fund.entry referencing new table as added
  for each statement execute function fund.move_balance();

create trigger entry_append_only before update or delete or truncate on fund.entry
  for each statement execute function kernel.refuse_change();
create trigger posting_append_only before update or delete or truncate on fund.posting
  for each statement execute function kernel.refuse_change();

-- 锁住科目，按锁后的余额判断：并发审定在这里排队，一分不超、一分不闲。
create function fund.lock_line(wanted_code text, wanted_year int, at_place text)
returns table (id uuid, place_code text, available_fen bigint) language plpgsql security definer set search_path = pg_catalog as $$
begin
  return query
    select l.id, l.place_code, l.appropriated_fen - l.reserved_fen - l.committed_fen - l.in_transit_fen - l.paid_fen
    from fund.budget_line l
    where l.code = wanted_code and l.year = wanted_year and starts_with(at_place, l.place_code)
    order by length(l.place_code) desc limit 1 for update;
end $$;
comment on function fund.lock_line(text, int, text) is '锁定某地某年度适用的科目（最近的一级），返回锁后的可用余额';

create function fund.lock_line_by_id(wanted uuid)
returns table (available_fen bigint) language plpgsql security definer set search_path = pg_catalog as $$
begin
  return query
    select l.appropriated_fen - l.reserved_fen - l.committed_fen - l.in_transit_fen - l.paid_fen
    from fund.budget_line l where l.id = wanted for update;
end $$;
comment on function fund.lock_line_by_id(uuid) is '锁定一个科目，返回锁后的可用余额';

do $$
declare t text;
begin
  foreach t in array array['special_fund', 'budget_line', 'award', 'instalment', 'instalment_transition', 'posting', 'entry'] loop
    execute format('alter table fund.%I enable row level security', t);
    execute format('alter table fund.%I force row level security', t);
  end loop;
end $$;

create function fund.is_staff() returns boolean language sql stable parallel safe
  return kernel.is_system() or kernel.has_role('windowClerk', 'reviewer', 'talentOffice', 'trainingOfficer', 'financeMaker', 'financeChecker', 'specialist', 'leader');
comment on function fund.is_staff() is '有办公职责的人';
create function fund.is_finance() returns boolean language sql stable parallel safe
  return kernel.is_system() or kernel.has_role('financeMaker', 'financeChecker');
comment on function fund.is_finance() is '资金经办或复核';
create function fund.may_decide() returns boolean language sql stable parallel safe
  return kernel.is_system() or kernel.has_role('reviewer', 'talentOffice', 'leader', 'financeMaker', 'financeChecker');
comment on function fund.may_decide() is '审定或办理资金的职责：可以使台账变动';

create policy read_branch on fund.special_fund for select using ((select fund.is_staff()) and fund.on_my_branch(place_code));
create policy open_fund on fund.special_fund for insert with check ((select fund.is_finance()) and kernel.sees_place(place_code));
create policy read_branch on fund.budget_line for select using ((select fund.is_staff()) and fund.on_my_branch(place_code));
create policy open_line on fund.budget_line for insert with check ((select fund.is_finance()) and kernel.sees_place(place_code));
-- 只有记账函数（以所有者身份执行）能改余额。
create policy balance_follows_entry on fund.budget_line for update to juying_owner
  using ((select fund.may_decide()) and fund.on_my_branch(place_code)) with check ((select fund.may_decide()) and fund.on_my_branch(place_code));

create policy read_own on fund.award for select using (
  ((select fund.is_staff()) and kernel.sees_place(place_code))
  or (holder_kind = 'person' and kernel.is_person(holder_id)) or (holder_kind = 'employer' and kernel.is_employer(holder_id)));
create policy decide on fund.award for insert with check ((select fund.may_decide()) and kernel.sees_place(place_code));
create policy close on fund.award for update using ((select fund.is_finance()) and kernel.sees_place(place_code))
  with check ((select fund.is_finance()) and kernel.sees_place(place_code));

create policy read_own on fund.instalment for select using (
  ((select fund.is_staff()) and kernel.sees_place(place_code))
  or (((select kernel.setting('person')) is not null or (select kernel.setting('employer')) is not null)
    and exists (select from fund.award a where a.id = award_id
      and ((a.holder_kind = 'person' and kernel.is_person(a.holder_id)) or (a.holder_kind = 'employer' and kernel.is_employer(a.holder_id))))));
create policy decide on fund.instalment for insert with check ((select fund.may_decide()) and kernel.sees_place(place_code));
create policy move on fund.instalment for update using ((select fund.is_finance()) and kernel.sees_place(place_code))
  with check ((select fund.is_finance()) and kernel.sees_place(place_code));
create policy read_all on fund.instalment_transition for select using ((select kernel.is_system()) or (select kernel.signed_in()));

create policy read_place on fund.posting for select using ((select fund.may_decide()) and kernel.sees_place(place_code));
create policy append on fund.posting for insert with check ((select fund.may_decide()) and kernel.sees_place(place_code));
create policy read_place on fund.entry for select using ((select fund.may_decide()) and kernel.sees_place(place_code));
create policy append on fund.entry for insert with check ((select fund.may_decide()) and kernel.sees_place(place_code));

grant select, insert on fund.special_fund, fund.budget_line, fund.award, fund.instalment, fund.posting, fund.entry to juying_app;
grant update (title) on fund.budget_line to juying_app;
grant update (state) on fund.award to juying_app;
grant update (state, attempts, last_failure, paid_on, checked_by, check_note, changed_at) on fund.instalment to juying_app;
grant select on fund.instalment_transition to juying_app;
grant usage on all sequences in schema fund to juying_app;
