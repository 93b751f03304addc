-- 授权变更：开户、授予职责、终止职责、停用、启用账号。一名安全保密员提出，另一名（另一个人）确认才生效；数据库自己守住这一条。

alter table kernel.account add column identity_index bytea;
comment on column kernel.account.identity_index is '证件号码的盲索引：只用来认出两个账号是同一个人，不能还原号码';
alter table kernel.account add column change_id uuid unique;
comment on column kernel.account.change_id is '据哪一次授权变更开户；空表示由系统建立';
alter table kernel.duty add column change_id uuid unique;
comment on column kernel.duty.change_id is '据哪一次授权变更授予；空表示由系统建立';
-- 当日终止即刻失效：止日写前一日，当日授予当日终止的也写得下。
alter table kernel.duty drop constraint duty_check;
alter table kernel.duty add constraint duty_ends_after_begin check (valid_to is null or valid_to >= valid_from - 1);

create table kernel.duty_change (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('open', 'grant', 'end', 'disable', 'enable')),
  account_id uuid references kernel.account,
  duty_id uuid references kernel.duty,
  login text,
  name text not null,
  identity_index bytea,
  role text,
  place_code text references kernel.place,
  department text references kernel.department,
  title text,
  valid_from date,
  valid_to date,
  document text not null check (length(document) >= 4),
  state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'declined', 'withdrawn')),
  proposed_by uuid not null references kernel.account,
  proposed_by_name text not null,
  proposed_at timestamptz not null default now(),
  decided_by uuid references kernel.account,
  decided_by_name text,
  decided_at timestamptz,
  reason text,
  check ((kind = 'open') = (login is not null)),
  check (kind <> 'open' or identity_index is not null),
  check ((kind in ('open', 'grant')) = (role is not null and title is not null and valid_from is not null)),
  check ((kind = 'end') = (duty_id is not null)),
  check (kind = 'open' or account_id is not null),
  check (role is null or role not in ('talent', 'employerClerk')),
  check ((state = 'proposed') = (decided_by is null)),
  check ((decided_by is null) = (decided_at is null)),
  check (state not in ('confirmed', 'declined') or decided_by <> proposed_by),
  check (state <> 'withdrawn' or decided_by = proposed_by),
  check (state <> 'declined' or length(reason) >= 4),
  check (account_id is distinct from proposed_by)
);
create unique index duty_change_one_login on kernel.duty_change (login) where state = 'proposed';
create unique index duty_change_one_end on kernel.duty_change (duty_id) where state = 'proposed';
comment on table kernel.duty_change is '授权变更：一名安全保密员提出，另一名确认才生效';
comment on column kernel.duty_change.id is '标识';
comment on column kernel.duty_change.kind is '种类：open 开户并授予，grant 授予职责，end 终止职责，disable 停用账号，enable 启用账号';
comment on column kernel.duty_change.account_id is '涉及的账号；开户确认前为空';
comment on column kernel.duty_change.duty_id is '要终止的职责';
comment on column kernel.duty_change.login is '开户的登录名';
comment on column kernel.duty_change.name is '姓名';
comment on column kernel.duty_change.identity_index is '开户人证件号码的盲索引';
comment on column kernel.duty_change.role is '角色';
comment on column kernel.duty_change.place_code is '辖区';
comment on column kernel.duty_change.department is '部门';
comment on column kernel.duty_change.title is '职责名称';
comment on column kernel.duty_change.valid_from is '起';
comment on column kernel.duty_change.valid_to is '止（含）；终止职责时为最后一日，空表示立即';
comment on column kernel.duty_change.document is '依据的文件';
comment on column kernel.duty_change.state is '状态：proposed 待确认，confirmed 已生效，declined 已退回，withdrawn 已撤回';
comment on column kernel.duty_change.proposed_by is '提出人账号';
comment on column kernel.duty_change.proposed_by_name is '提出人';
comment on column kernel.duty_change.proposed_at is '提出时间';
comment on column kernel.duty_change.decided_by is '确认、退回或撤回人账号';
comment on column kernel.duty_change.decided_by_name is '确认、退回或撤回人';
comment on column kernel.duty_change.decided_at is '确认、退回或撤回时间';
comment on column kernel.duty_change.reason is '退回的理由';
alter table kernel.account add foreign key (change_id) references kernel.duty_change;
alter table kernel.duty add foreign key (change_id) references kernel.duty_change;

-- 提出后内容不能改；确认人与提出人、与被授权人须是不同的人（按账号，也按证件）。
create function kernel.keep_change() returns trigger language plpgsql as $$
declare
  mine bytea;
begin
  if row(new.kind, new.duty_id, new.login, new.name, new.identity_index, new.role, new.place_code, new.department, new.title, new.valid_from, new.valid_to, new.document, new.proposed_by, new.proposed_at)
     is distinct from row(old.kind, old.duty_id, old.login, old.name, old.identity_index, old.role, old.place_code, old.department, old.title, old.valid_from, old.valid_to, old.document, old.proposed_by, old.proposed_at)
     or (old.account_id is not null and new.account_id is distinct from old.account_id) then
    raise exception '授权变更提出后不能改内容' using errcode = 'JY001';
  end if;
  if old.state <> 'proposed' and new.state <> old.state then
    raise exception '授权变更已经办结' using errcode = 'JY001';
  end if;
  if new.state = 'confirmed' and old.state = 'proposed' then
    select identity_index into mine from kernel.account where id = new.decided_by;
    if new.decided_by = old.account_id or mine = new.identity_index
       or exists (select from kernel.account a where a.id in (new.proposed_by, old.account_id) and a.identity_index = mine) then
      raise exception '须由另一名安全保密员确认，也不能给自己授权' using errcode = 'JY003';
    end if;
  end if;
  return new;
end $$;
create trigger duty_change_kept before update on kernel.duty_change for each row execute function kernel.keep_change();
create trigger duty_change_stays before delete or truncate on kernel.duty_change for each statement execute function kernel.refuse_change();

-- 安全保密员对账号和职责的每次改动，都须有本事务里刚确认的授权变更；除停用、止日以外什么也改不了。
create function kernel.guard_account() returns trigger language plpgsql as $$
begin
  if not kernel.has_role('securityOfficer') then return new; end if;
  if to_jsonb(new) - 'disabled_at' is distinct from to_jsonb(old) - 'disabled_at' or not exists (
    select from kernel.duty_change c where c.account_id = new.id and c.state = 'confirmed' and c.decided_at = now() and c.decided_by = kernel.actor()
      and c.kind = case when new.disabled_at is null then 'enable' else 'disable' end) then
    raise exception '没有确认过的授权变更' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger account_guarded before update on kernel.account for each row execute function kernel.guard_account();
create function kernel.guard_duty() returns trigger language plpgsql as $$
begin
  if not kernel.has_role('securityOfficer') then return new; end if;
  if to_jsonb(new) - 'valid_to' is distinct from to_jsonb(old) - 'valid_to' or not exists (
    select from kernel.duty_change c where c.duty_id = new.id and c.kind = 'end' and c.state = 'confirmed' and c.decided_at = now() and c.decided_by = kernel.actor()) then
    raise exception '没有确认过的授权变更' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger duty_guarded before update on kernel.duty for each row execute function kernel.guard_duty();

-- 三员分立也按人看：另一个账号背后是同一个人的，同样不行。
create or replace function kernel.keep_officers_apart() returns trigger language plpgsql as $$
declare officers constant text[] := array['systemOfficer', 'securityOfficer', 'auditOfficer'];
begin
  if exists (
    select from kernel.duty d
    where d.account_id = new.account_id and d.id <> new.id and d.role <> new.role
      and (d.role = any (officers) or new.role = any (officers))
  ) or exists (
    select from kernel.account me
    join kernel.account other on other.identity_index = me.identity_index and other.id <> me.id and other.disabled_at is null
    join kernel.duty d on d.account_id = other.id
    where me.id = new.account_id and d.role <> new.role and coalesce(d.valid_to, 'infinity') >= kernel.today()
      and (d.role = any (officers) or new.role = any (officers))
  ) then
    raise exception '三员须由不同的人担任，且不得兼任业务职责' using errcode = 'JY002';
  end if;
  return new;
end $$;

alter table kernel.duty_change enable row level security;
alter table kernel.duty_change force row level security;
create policy read_security on kernel.duty_change for select using ((select kernel.is_system()) or (select kernel.has_role('securityOfficer')));
create policy propose on kernel.duty_change for insert
  with check ((select kernel.is_system()) or ((select kernel.has_role('securityOfficer')) and state = 'proposed' and proposed_by = (select kernel.actor())));
create policy decide on kernel.duty_change for update
  using ((select kernel.is_system()) or (select kernel.has_role('securityOfficer')))
  with check ((select kernel.is_system()) or ((select kernel.has_role('securityOfficer')) and decided_by = (select kernel.actor())));
create policy security_opens on kernel.account for insert
  with check ((select kernel.has_role('securityOfficer')) and person_id is null and employer_id is null and not demo and exists (
    select from kernel.duty_change c where c.id = account.change_id and c.kind = 'open' and c.state = 'confirmed' and c.decided_at = now() and c.login = account.login and c.identity_index = account.identity_index and c.decided_by = (select kernel.actor())));
create policy security_disables on kernel.account for update
  using ((select kernel.has_role('securityOfficer')) and person_id is null and employer_id is null);
create policy security_reads on kernel.duty for select using ((select kernel.has_role('securityOfficer')) and role not in ('talent', 'employerClerk'));
create policy security_grants on kernel.duty for insert
  with check ((select kernel.has_role('securityOfficer')) and exists (
    select from kernel.duty_change c where c.id = duty.change_id and c.kind in ('open', 'grant') and c.state = 'confirmed' and c.decided_at = now() and c.decided_by = (select kernel.actor())
      and c.role = duty.role and c.place_code is not distinct from duty.place_code and c.department is not distinct from duty.department and c.valid_from = duty.valid_from and c.valid_to is not distinct from duty.valid_to
      and c.account_id = duty.account_id and c.account_id <> (select kernel.actor())));
create policy security_ends on kernel.duty for update
  using ((select kernel.has_role('securityOfficer')) and role not in ('talent', 'employerClerk'));
grant select, insert, update on kernel.duty_change to juying_app;

-- 空系统的一次性设置码：只存散列，用过即废。
create table kernel.set_up (
  single boolean primary key default true check (single),
  code_hash bytea not null,
  made_at timestamptz not null default now(),
  used_at timestamptz
);
comment on table kernel.set_up is '空系统建立第一批三员用的一次性设置码';
comment on column kernel.set_up.single is '只有一行';
comment on column kernel.set_up.code_hash is '设置码的散列';
comment on column kernel.set_up.made_at is '生成时间';
comment on column kernel.set_up.used_at is '用掉的时间；用过即废';
alter table kernel.set_up enable row level security;
alter table kernel.set_up force row level security;
create policy system_only on kernel.set_up using ((select kernel.is_system())) with check ((select kernel.is_system()));
grant select, insert, update on kernel.set_up to juying_app;
