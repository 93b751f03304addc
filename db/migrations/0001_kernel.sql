-- 内核：地方、部门、账号、职责、会话、审计、幂等、任务。不含任何业务。

create schema kernel;
comment on schema kernel is '内核：不知道任何业务内容';
grant usage on schema kernel to juying_app, juying_reader, juying_auditor, juying_jobs;

-- 行级安全的唯一依据是事务里的会话变量。变量从未设置（NULL）与已清空（''）一律视为无权。
create function kernel.setting(name text) returns text language sql stable parallel safe
  return nullif(current_setting('app.' || name, true), '');
create function kernel.is_system() returns boolean language sql stable parallel safe
  return coalesce(nullif(current_setting('app.role', true), '') = 'system', false);
create function kernel.signed_in() returns boolean language sql stable parallel safe
  return nullif(current_setting('app.actor', true), '') is not null;
create function kernel.has_role(variadic roles text[]) returns boolean language sql stable parallel safe
  return coalesce(nullif(current_setting('app.role', true), '') = any (roles), false);
create function kernel.sees_place(place_code text) returns boolean language sql stable parallel safe
  return coalesce(starts_with(place_code, nullif(current_setting('app.scope', true), '')), false)
    or coalesce(nullif(current_setting('app.role', true), '') = 'system', false);
create function kernel.is_person(id uuid) returns boolean language sql stable parallel safe
  return coalesce(id = nullif(current_setting('app.person', true), '')::uuid, false);
create function kernel.is_employer(id uuid) returns boolean language sql stable parallel safe
  return coalesce(id = nullif(current_setting('app.employer', true), '')::uuid, false);
create function kernel.actor() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.actor', true), '')::uuid;
create function kernel.today() returns date language sql stable parallel safe
  return coalesce(nullif(current_setting('app.today', true), '')::date, (now() at time zone 'Asia/Shanghai')::date);

create function kernel.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% 只能追加，不能修改或删除', tg_table_name using errcode = 'JY001';
end $$;
comment on function kernel.refuse_change() is '只追加的表用它拒绝修改、删除和清空，所有者也不例外';

create table kernel.place (
  code text primary key check (code ~ '^[0-9]{4}([0-9]{2}([0-9]{3})?)?$'),
  name text not null,
  level text not null check (level in ('city', 'county', 'town')),
  parent_code text references kernel.place,
  kind text not null,
  check ((level = 'city') = (parent_code is null)),
  check (parent_code is null or starts_with(code, parent_code))
);
comment on table kernel.place is '行政区划：市、区县、乡镇街道。下级代码以上级代码开头，辖区即代码前缀';
comment on column kernel.place.code is '代码：市 4 位，区县 6 位，乡镇街道 9 位';
comment on column kernel.place.name is '名称';
comment on column kernel.place.level is '层级：city 市，county 区县，town 乡镇街道';
comment on column kernel.place.parent_code is '上级代码';
comment on column kernel.place.kind is '种类：市、区、县、街道、镇、乡';

create table kernel.department (
  code text primary key,
  name text not null,
  short_name text not null
);
comment on table kernel.department is '部门的种类；某地的某部门 = 部门 + 区划';
comment on column kernel.department.code is '代码，例如 hr、finance、talent-office';
comment on column kernel.department.name is '全称';
comment on column kernel.department.short_name is '简称';

create table kernel.account (
  id uuid primary key default uuidv7(),
  login text not null unique,
  name text not null,
  password_hash text,
  person_id uuid,
  employer_id uuid,
  disabled_at timestamptz,
  demo boolean not null default false,
  created_at timestamptz not null default now()
);
comment on table kernel.account is '账号';
comment on column kernel.account.id is '标识';
comment on column kernel.account.login is '登录名';
comment on column kernel.account.name is '姓名';
comment on column kernel.account.password_hash is 'argon2id 口令散列；空表示不能用口令登录';
comment on column kernel.account.person_id is '人才本人的账号对应的人';
comment on column kernel.account.employer_id is '用人单位账号对应的单位';
comment on column kernel.account.disabled_at is '停用时间';
comment on column kernel.account.demo is '示范账号：仅示范模式下可一键登录';
comment on column kernel.account.created_at is '建立时间';

create table kernel.duty (
  id uuid primary key default uuidv7(),
  account_id uuid not null references kernel.account,
  role text not null,
  place_code text references kernel.place,
  department text references kernel.department,
  title text not null,
  valid_from date not null default '2000-01-01',
  valid_to date,
  check (valid_to is null or valid_to >= valid_from)
);
create index on kernel.duty (account_id);
comment on table kernel.duty is '职责：一个账号在某地某部门担任的角色';
comment on column kernel.duty.id is '标识';
comment on column kernel.duty.account_id is '账号';
comment on column kernel.duty.role is '角色';
comment on column kernel.duty.place_code is '辖区；空表示没有辖区（本人、单位、三员）';
comment on column kernel.duty.department is '部门';
comment on column kernel.duty.title is '职责名称，显示给人看';
comment on column kernel.duty.valid_from is '起';
comment on column kernel.duty.valid_to is '止（含）';

-- 三员分立：系统管理员、安全保密员、审计员互斥，且不兼任何业务职责。
create function kernel.keep_officers_apart() returns trigger language plpgsql as $$
declare officers constant text[] := array['systemOfficer', 'securityOfficer', 'auditOfficer'];
begin
  if exists (
    select from kernel.duty d
    where d.account_id = new.account_id and d.id <> new.id and d.role <> new.role
      and (d.role = any (officers) or new.role = any (officers))
  ) then
    raise exception '三员须由不同的人担任，且不得兼任业务职责' using errcode = 'JY002';
  end if;
  return new;
end $$;
create trigger duty_officers_apart before insert or update on kernel.duty
  for each row execute function kernel.keep_officers_apart();

create table kernel.session (
  token_hash bytea primary key,
  account_id uuid not null references kernel.account,
  duty_id uuid not null references kernel.duty,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  ended_at timestamptz
);
create index on kernel.session (account_id);
comment on table kernel.session is '会话；令牌只存散列';
comment on column kernel.session.token_hash is '令牌的 SHA-256';
comment on column kernel.session.account_id is '账号';
comment on column kernel.session.duty_id is '当前履行的职责';
comment on column kernel.session.created_at is '登录时间';
comment on column kernel.session.seen_at is '最近一次使用';
comment on column kernel.session.ended_at is '退出时间';

create table kernel.sign_in_attempt (
  id uuid primary key default uuidv7(),
  login text not null,
  source text not null,
  at timestamptz not null default now(),
  succeeded boolean not null
);
create index on kernel.sign_in_attempt (login, at);
create index on kernel.sign_in_attempt (source, at);
comment on table kernel.sign_in_attempt is '登录尝试，用来限制猜测口令';
comment on column kernel.sign_in_attempt.id is '标识';
comment on column kernel.sign_in_attempt.login is '所填登录名';
comment on column kernel.sign_in_attempt.source is '来源地址';
comment on column kernel.sign_in_attempt.at is '时间';
comment on column kernel.sign_in_attempt.succeeded is '是否成功';

create table kernel.audit (
  seq bigint generated always as identity primary key,
  at timestamptz not null default now(),
  request_id text not null,
  account_id uuid,
  account_name text not null,
  role text not null,
  verb text not null,
  outcome text not null check (outcome in ('done', 'refused', 'denied', 'invalid')),
  code text,
  subject jsonb not null default '{}'
);
create index on kernel.audit (account_id, at);
create index on kernel.audit (verb, at);
create trigger audit_append_only before update or delete or truncate on kernel.audit
  for each statement execute function kernel.refuse_change();
comment on table kernel.audit is '审计：每次变更和每次拒绝一行，只追加';
comment on column kernel.audit.seq is '顺序号';
comment on column kernel.audit.at is '时间';
comment on column kernel.audit.request_id is '请求号，与日志一致';
comment on column kernel.audit.account_id is '账号；空表示系统或未登录';
comment on column kernel.audit.account_name is '当时的姓名';
comment on column kernel.audit.role is '当时的角色';
comment on column kernel.audit.verb is '动作';
comment on column kernel.audit.outcome is '结果：done 完成，refused 业务拒绝，denied 无权，invalid 输入不合格';
comment on column kernel.audit.code is '拒绝代码';
comment on column kernel.audit.subject is '涉及对象的标识；不含个人信息';

create table kernel.idempotency (
  key text not null,
  account_id uuid not null,
  verb text not null,
  body_hash bytea not null,
  answer jsonb,
  at timestamptz not null default now(),
  primary key (account_id, key)
);
comment on table kernel.idempotency is '幂等：同一键一次效果、一个答复；与效果同一事务写入';
comment on column kernel.idempotency.key is '请求方给的键';
comment on column kernel.idempotency.account_id is '账号';
comment on column kernel.idempotency.verb is '动作';
comment on column kernel.idempotency.body_hash is '请求内容的 SHA-256；同键异文要拒绝';
comment on column kernel.idempotency.answer is '当时的答复';
comment on column kernel.idempotency.at is '时间';

create table kernel.task (
  id uuid primary key default uuidv7(),
  name text not null,
  label text not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  done bigint not null default 0,
  total bigint,
  result jsonb,
  error text,
  started_by uuid references kernel.account,
  cancel_asked boolean not null default false,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz
);
comment on table kernel.task is '较长的任务及其进度；浏览器关闭后结果仍在';
comment on column kernel.task.id is '标识';
comment on column kernel.task.name is '任务种类';
comment on column kernel.task.label is '给人看的名称';
comment on column kernel.task.state is '状态';
comment on column kernel.task.done is '已完成的数量';
comment on column kernel.task.total is '总量；空表示未知';
comment on column kernel.task.result is '结果';
comment on column kernel.task.error is '失败原因，一句话';
comment on column kernel.task.started_by is '发起人';
comment on column kernel.task.cancel_asked is '已请求取消';
comment on column kernel.task.created_at is '建立时间';
comment on column kernel.task.started_at is '开始时间';
comment on column kernel.task.ended_at is '结束时间';

create table kernel.saved_view (
  id uuid primary key default uuidv7(),
  account_id uuid not null references kernel.account,
  list text not null,
  title text not null check (length(title) between 1 and 40),
  filters jsonb not null,
  unique (account_id, list, title)
);
comment on table kernel.saved_view is '个人保存的列表筛选';
comment on column kernel.saved_view.id is '标识';
comment on column kernel.saved_view.account_id is '账号';
comment on column kernel.saved_view.list is '列表';
comment on column kernel.saved_view.title is '名称';
comment on column kernel.saved_view.filters is '筛选条件';

-- 人看到的编号：前缀 + 年 + 流水。
create table kernel.counter (
  name text primary key,
  value bigint not null
);
comment on table kernel.counter is '编号流水';
comment on column kernel.counter.name is '编号种类';
comment on column kernel.counter.value is '已用到的号';
create function kernel.next_number(counter_name text, width int default 5) returns text language sql
  begin atomic
    insert into kernel.counter (name, value) values (counter_name, 1)
    on conflict (name) do update set value = kernel.counter.value + 1
    returning counter_name || lpad(value::text, width, '0');
  end;

do $$
declare t text;
begin
  foreach t in array array['place', 'department', 'account', 'duty', 'session', 'sign_in_attempt', 'audit', 'idempotency', 'task', 'saved_view', 'counter'] loop
    execute format('alter table kernel.%I enable row level security', t);
    execute format('alter table kernel.%I force row level security', t);
  end loop;
end $$;

-- 区划与部门是公开信息，写入只归系统。
create policy read_all on kernel.place for select using (true);
create policy write_system on kernel.place for all using (kernel.is_system()) with check (kernel.is_system());
create policy read_all on kernel.department for select using (true);
create policy write_system on kernel.department for all using (kernel.is_system()) with check (kernel.is_system());
create policy own_or_system on kernel.account using (kernel.is_system() or id = kernel.actor()) with check (kernel.is_system());
create policy colleagues on kernel.account for select using (kernel.signed_in() and person_id is null and employer_id is null);
create policy own_or_system on kernel.duty using (kernel.is_system() or account_id = kernel.actor()) with check (kernel.is_system());
create policy system_only on kernel.session using (kernel.is_system()) with check (kernel.is_system());
create policy system_only on kernel.sign_in_attempt using (kernel.is_system()) with check (kernel.is_system());
create policy append on kernel.audit for insert with check (account_id is not distinct from kernel.actor() or kernel.is_system());
create policy read_audit on kernel.audit for select using (kernel.is_system() or kernel.has_role('auditOfficer'));
create policy own on kernel.idempotency using (account_id = kernel.actor()) with check (account_id = kernel.actor());
create policy own_or_system on kernel.task using (kernel.is_system() or started_by = kernel.actor()) with check (kernel.is_system() or started_by = kernel.actor());
create policy own on kernel.saved_view using (account_id = kernel.actor()) with check (account_id = kernel.actor());
create policy signed_in on kernel.counter using (kernel.signed_in() or kernel.is_system()) with check (kernel.signed_in() or kernel.is_system());

grant select on kernel.place, kernel.department to juying_app, juying_reader, juying_auditor;
grant insert, update on kernel.place, kernel.department to juying_app;
grant select, insert, update on kernel.account, kernel.duty, kernel.session, kernel.task, kernel.counter, kernel.idempotency to juying_app;
grant select, insert on kernel.audit, kernel.sign_in_attempt to juying_app;
grant select, insert, update, delete on kernel.saved_view to juying_app;
grant usage on all sequences in schema kernel to juying_app;
grant select on kernel.audit to juying_auditor;
