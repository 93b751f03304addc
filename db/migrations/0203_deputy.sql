-- 代理：一个人把自己的一项职责在一段时间里交给同事代办。代理人多一项“代”的职责，到期、收回、或两人任何一方的职责终止，随即失效。不能再转托。

alter table kernel.duty add column deputises uuid references kernel.duty;
alter table kernel.duty add column rests_on uuid references kernel.duty;
alter table kernel.duty add constraint duty_deputy check ((deputises is null) = (rests_on is null) and (deputises is null or valid_to is not null));
create index on kernel.duty (deputises) where deputises is not null;
create index on kernel.duty (rests_on) where rests_on is not null;
comment on column kernel.duty.deputises is '代理的是哪一项职责；空表示本人的职责';
comment on column kernel.duty.rests_on is '代理人自己的哪一项职责；它终止，代理随之终止';

create table kernel.deputation (
  duty_id uuid primary key references kernel.duty,
  principal_id uuid not null references kernel.account,
  principal_name text not null,
  deputy_id uuid not null references kernel.account,
  deputy_name text not null,
  title text not null,
  place_code text,
  from_day date not null,
  to_day date not null,
  reason text not null check (length(reason) >= 4),
  named_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by_name text,
  check (principal_id <> deputy_id),
  check (to_day >= from_day),
  check ((ended_at is null) = (ended_by_name is null))
);
create index on kernel.deputation (principal_id);
create index on kernel.deputation (deputy_id);
comment on table kernel.deputation is '代理的登记：谁代谁、从何时到何时、为什么、何时收回';
comment on column kernel.deputation.duty_id is '代理人因此多出的职责';
comment on column kernel.deputation.principal_id is '被代理人账号';
comment on column kernel.deputation.principal_name is '被代理人';
comment on column kernel.deputation.deputy_id is '代理人账号';
comment on column kernel.deputation.deputy_name is '代理人';
comment on column kernel.deputation.title is '代理的职责';
comment on column kernel.deputation.place_code is '辖区';
comment on column kernel.deputation.from_day is '起';
comment on column kernel.deputation.to_day is '止（含）';
comment on column kernel.deputation.reason is '理由';
comment on column kernel.deputation.named_at is '指定时间';
comment on column kernel.deputation.ended_at is '提前收回时间';
comment on column kernel.deputation.ended_by_name is '谁收回';

-- 职责的改动：系统可以；安全保密员凭确认过的变更；代理的双方只能提前止日；触发器联动的止日不再另查。
create or replace function kernel.guard_duty() returns trigger language plpgsql as $$
begin
  if kernel.is_system() or pg_trigger_depth() > 1 then return new; end if;
  if to_jsonb(new) - 'valid_to' is distinct from to_jsonb(old) - 'valid_to' then
    raise exception '职责除止日外不能改' using errcode = '42501';
  end if;
  if kernel.has_role('securityOfficer') then
    if not exists (
      select from kernel.duty_change c where c.duty_id = new.id and c.kind = 'end' and c.state = 'confirmed' and c.decided_at = now() and c.decided_by = kernel.actor()) then
      raise exception '没有确认过的授权变更' using errcode = '42501';
    end if;
  elsif old.deputises is null or new.valid_to > old.valid_to then
    raise exception '只能提前收回代理' using errcode = '42501';
  end if;
  return new;
end $$;

-- 两人任何一方的职责终止、账号停用，代理随即终止。
create function kernel.end_deputies() returns trigger language plpgsql as $$
declare was constant text := coalesce(current_setting('app.role', true), '');
begin
  perform set_config('app.role', 'system', true);
  if tg_table_name = 'duty' then
    update kernel.duty d set valid_to = greatest(new.valid_to, d.valid_from - 1)
    where (d.deputises = new.id or d.rests_on = new.id) and d.valid_to > new.valid_to;
  else
    update kernel.duty d set valid_to = greatest(kernel.today() - 1, d.valid_from - 1)
    from kernel.duty o where o.id in (d.deputises, d.rests_on) and o.account_id = new.id and d.valid_to >= kernel.today();
  end if;
  perform set_config('app.role', was, true);
  return null;
end $$;
create trigger duty_ends_deputies after update of valid_to on kernel.duty for each row when (new.valid_to is not null) execute function kernel.end_deputies();
create trigger account_ends_deputies after update of disabled_at on kernel.account for each row when (new.disabled_at is not null) execute function kernel.end_deputies();

-- 策略里不能再查同一张表，由函数回答：要代理的是不是他本人的现有职责，角色、辖区、部门、期限都在它之内。
create function kernel.lends(of_duty uuid, as_role text, at_place text, in_department text, from_day date, to_day date) returns boolean language plpgsql stable as $$
begin
  return exists (
    select from kernel.duty o where o.id = of_duty and o.account_id = kernel.actor() and o.deputises is null and o.role = as_role
      and o.place_code is not distinct from at_place and o.department is not distinct from in_department
      and from_day >= greatest(o.valid_from, kernel.today()) and to_day <= coalesce(o.valid_to, 'infinity'));
end $$;
comment on function kernel.lends is '当前账号能不能把这项职责在这段时间交人代理';
create policy principal_names on kernel.duty for insert
  with check (deputises is not null and role not in ('systemOfficer', 'securityOfficer', 'auditOfficer', 'talent', 'employerClerk') and account_id <> (select kernel.actor())
    and kernel.lends(deputises, role, place_code, department, valid_from, valid_to));
create policy parties_end on kernel.duty for update
  using (deputises is not null and exists (select from kernel.deputation n where n.duty_id = duty.id and (select kernel.actor()) in (n.principal_id, n.deputy_id)));
create policy parties_read on kernel.duty for select
  using (deputises is not null and exists (select from kernel.deputation n where n.duty_id = duty.id and n.principal_id = (select kernel.actor())));
create policy office_reads on kernel.duty for select
  using (deputises is not null and (select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope'))));
alter table kernel.deputation enable row level security;
alter table kernel.deputation force row level security;
create policy read on kernel.deputation for select
  using ((select kernel.is_system()) or (select kernel.actor()) in (principal_id, deputy_id) or (select kernel.has_role('securityOfficer')) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy name on kernel.deputation for insert with check ((select kernel.is_system()) or principal_id = (select kernel.actor()));
create policy take_back on kernel.deputation for update
  using ((select kernel.is_system()) or (select kernel.actor()) in (principal_id, deputy_id)) with check ((select kernel.is_system()) or (select kernel.actor()) in (principal_id, deputy_id));
grant select, insert, update on kernel.deputation to juying_app;

-- 这项职责是代谁的；以及这个账号的手与谁的手算同一双手：本人的、他代理的、代理他的。经办与复核按它分开。
create function kernel.deputising(duty uuid, account uuid, on_day date)
returns table (behalf_id uuid, behalf_name text, behalf_person uuid, hands uuid[]) language plpgsql as $$
#variable_conflict use_column
declare was constant text := coalesce(current_setting('app.role', true), '');
begin
  perform set_config('app.role', 'system', true);
  return query
    select p.id, p.name, p.person_id,
      (select coalesce(array_agg(distinct x.id) filter (where x.id is not null), '{}') from kernel.deputation n join kernel.duty d on d.id = n.duty_id
        join kernel.account a on a.id in (n.principal_id, n.deputy_id) and a.id <> account cross join lateral (values (a.id), (a.person_id)) x (id)
        where account in (n.principal_id, n.deputy_id) and on_day between d.valid_from and d.valid_to)
    from (values (1)) one left join kernel.duty me on me.id = duty left join kernel.duty o on o.id = me.deputises left join kernel.account p on p.id = o.account_id;
  perform set_config('app.role', was, true);
end $$;
comment on function kernel.deputising is '一项职责代的是谁，以及这个账号与哪些账号、哪些人算同一双手';

alter table cases.step add column decided_behalf uuid references kernel.account;
comment on column cases.step.decided_behalf is '代谁作出；空表示本人';

-- 三员分立要看得见所有人的职责，不论谁在写。
create or replace function kernel.keep_officers_apart() returns trigger language plpgsql as $$
declare
  officers constant text[] := array['systemOfficer', 'securityOfficer', 'auditOfficer'];
  was constant text := coalesce(current_setting('app.role', true), '');
  clash boolean;
begin
  perform set_config('app.role', 'system', true);
  clash := exists (
    select from kernel.duty d
    where d.account_id = new.account_id and d.id <> new.id and d.role <> new.role
      and (d.role = any (officers) or new.role = any (officers))
  ) or exists (
    select from kernel.account me
    join kernel.account other on other.identity_index = me.identity_index and other.id <> me.id and other.disabled_at is null
    join kernel.duty d on d.account_id = other.id
    where me.id = new.account_id and d.role <> new.role and coalesce(d.valid_to, 'infinity') >= kernel.today()
      and (d.role = any (officers) or new.role = any (officers))
  );
  perform set_config('app.role', was, true);
  if clash then
    raise exception '三员须由不同的人担任，且不得兼任业务职责' using errcode = 'JY002';
  end if;
  return new;
end $$;
