-- 用人单位的多个账号：职责写明是哪家单位、什么角色。管理员管账号，经办人办事，查看只能看。由数据库守住。

alter table kernel.duty add column employer_id uuid;
alter table kernel.duty add column grade text check (grade in ('administrator', 'clerk', 'viewer'));
comment on column kernel.duty.employer_id is '单位经办人职责属于哪家用人单位；其他职责为空';
comment on column kernel.duty.grade is '在单位里的角色：administrator 管理员，clerk 经办人，viewer 查看；其他职责为空';
-- 已有的账号：每家单位最早的一个在用账号作管理员，其余作经办人。
update kernel.duty d set employer_id = a.employer_id,
  grade = case when d.id = (select min(o.id::text)::uuid from kernel.duty o join kernel.account b on b.id = o.account_id
    where o.role = 'employerClerk' and b.employer_id = a.employer_id and o.valid_to is null and b.disabled_at is null) then 'administrator' else 'clerk' end
from kernel.account a where a.id = d.account_id and d.role = 'employerClerk';
alter table kernel.duty add constraint duty_of_employer check ((role = 'employerClerk') = (employer_id is not null) and (role = 'employerClerk') = (grade is not null));
create index on kernel.duty (employer_id) where employer_id is not null;
create unique index duty_one_of_employer on kernel.duty (account_id, employer_id) where employer_id is not null and valid_to is null;

create function kernel.runs_employer(id uuid) returns boolean language sql stable parallel safe
  return coalesce(id = nullif(current_setting('app.employer', true), '')::uuid, false)
    and coalesce(nullif(current_setting('app.role', true), '') = 'employerClerk', false) and coalesce(current_setting('app.grade', true) = 'administrator', false);
comment on function kernel.runs_employer is '当前是不是这家单位的管理员';
create function kernel.only_sees() returns boolean language sql stable parallel safe
  return coalesce(nullif(current_setting('app.role', true), '') = 'employerClerk', false) and coalesce(current_setting('app.grade', true), '') not in ('administrator', 'clerk');
comment on function kernel.only_sees is '当前是不是只能看的单位账号；没有说清角色的也只能看';

-- 会话背后的人：单位从职责来，连同在单位里的角色。
drop function kernel.session_of(bytea, date, interval, interval, interval, text[], boolean);
create function kernel.session_of(wanted bytea, on_day date, absolute_limit interval, idle_limit interval, stepped_up_for interval, two_factor_roles text[], demo_house boolean)
returns table (account_id uuid, account_name text, person_id uuid, employer_id uuid, duty_id uuid, role text, grade text, place_code text, department text, stepped_up boolean, session_id uuid, pending boolean)
language plpgsql as $$
#variable_conflict use_column
declare was constant text := coalesce(current_setting('app.role', true), '');
begin
  perform set_config('app.role', 'system', true);
  return query
    select a.id, a.name, a.person_id, d.employer_id, d.id, d.role, d.grade, d.place_code, d.department,
      coalesce(s.token_hash = wanted and s.stepped_up_at > now() - stepped_up_for, false), s.id,
      s.factor_at is null and (s.asks_factor or d.role = any (two_factor_roles)) and not (demo_house and a.demo and s.way = 'demo')
    from kernel.session s join kernel.account a on a.id = s.account_id join kernel.duty d on d.id = s.duty_id and d.account_id = a.id
    where (s.token_hash = wanted or (s.previous_hash = wanted and s.rotated_at > now() - interval '15 seconds'))
      and s.ended_at is null and a.disabled_at is null
      and s.created_at > now() - absolute_limit and s.seen_at > now() - idle_limit
      and on_day between d.valid_from and coalesce(d.valid_to, 'infinity')
    limit 1;
  if found then
    update kernel.session s set seen_at = now() where s.token_hash = wanted and s.seen_at < now() - interval '1 minute';
  end if;
  perform set_config('app.role', was, true);
end $$;
comment on function kernel.session_of is '令牌背后的人和他当前的职责，以及是否还欠第二因素；会话、账号或职责已结束即没有';

drop trigger duty_change_ends_sessions on kernel.duty;
create trigger duty_change_ends_sessions after update of role, place_code, department, valid_from, valid_to, employer_id, grade on kernel.duty
  for each row when (old is distinct from new) execute function kernel.end_sessions_of_duty();

-- 单位的最后一名管理员动不得，两名管理员同时互相移除也不行。
create function kernel.keep_an_administrator() returns trigger language plpgsql as $$
declare
  was constant text := coalesce(current_setting('app.role', true), '');
  alone boolean;
begin
  perform pg_advisory_xact_lock(hashtextextended('administrators:' || old.employer_id, 0));
  perform set_config('app.role', 'system', true);
  alone := not exists (select from kernel.duty d join kernel.account a on a.id = d.account_id
    where d.employer_id = old.employer_id and d.id <> old.id and d.grade = 'administrator' and d.valid_to is null and a.disabled_at is null);
  perform set_config('app.role', was, true);
  if alone then
    raise exception '单位至少要有一名管理员，请先请另一名同事担任' using errcode = 'JY041';
  end if;
  return null;
end $$;
create trigger duty_keeps_administrator after update on kernel.duty for each row
  when (old.grade = 'administrator' and old.valid_to is null and (new.grade is distinct from 'administrator' or new.valid_to is not null or new.employer_id is distinct from old.employer_id))
  execute function kernel.keep_an_administrator();

-- 职责的改动：此外，单位管理员可以改同事在单位里的角色、终止其职责，单位账号本人可以退出。已经终止的不能再改。
create or replace function kernel.guard_duty() returns trigger language plpgsql as $$
begin
  if kernel.is_system() or pg_trigger_depth() > 1 then return new; end if;
  if kernel.has_role('employerClerk') then
    if old.valid_to is not null or to_jsonb(new) - '{valid_to,grade}'::text[] is distinct from to_jsonb(old) - '{valid_to,grade}'::text[]
      or not (kernel.runs_employer(old.employer_id) or (old.account_id = kernel.actor() and new.grade = old.grade)) then
      raise exception '只能由单位管理员改角色、终止职责，或由本人退出' using errcode = '42501';
    end if;
    return new;
  end if;
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
create policy employer_reads on kernel.duty for select using ((select kernel.has_role('employerClerk')) and employer_id = (select kernel.setting('employer'))::uuid);
create policy employer_changes on kernel.duty for update
  using (employer_id = (select kernel.setting('employer'))::uuid and (select kernel.has_role('employerClerk')) and (account_id = (select kernel.actor()) or (select kernel.runs_employer((kernel.setting('employer'))::uuid))));

-- 同事的名字：账号表本身不给单位看，只给这几项。
create function kernel.clerks_of(wanted uuid) returns table (id uuid, account_id uuid, name text, grade text, valid_from date, valid_to date, seen_at timestamptz) language plpgsql as $$
#variable_conflict use_column
declare was constant text := coalesce(current_setting('app.role', true), '');
begin
  if not kernel.is_system() and not (kernel.has_role('employerClerk') and kernel.is_employer(wanted)) then return; end if;
  perform set_config('app.role', 'system', true);
  return query select d.id, a.id, a.name, d.grade, d.valid_from, d.valid_to, (select max(s.seen_at) from kernel.session s where s.duty_id = d.id)
    from kernel.duty d join kernel.account a on a.id = d.account_id where d.employer_id = wanted and a.disabled_at is null;
  perform set_config('app.role', was, true);
end $$;
comment on function kernel.clerks_of is '一家单位的账号：姓名、角色、起止、最近使用；只给本单位';

-- 只能看的，什么表也写不了：业务各表、消息和导出一律加限制性策略，每次迁移之后再调用一次，以后新建的表不会漏掉。
create function kernel.keep_viewers_out() returns int language plpgsql as $$
declare
  t record;
  added int := 0;
begin
  for t in
    select n.nspname, c.relname, k.kind from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join (values ('insert'), ('update'), ('delete')) k (kind)
    where c.relkind in ('r', 'p') and n.nspname not in ('public', 'pub', 'graphile_worker', 'information_schema') and n.nspname !~ '^pg_'
      and (n.nspname <> 'kernel' or c.relname like 'message%' or c.relname like 'list_export%')
      and pg_get_userbyid(c.relowner) = 'juying_owner'
      and case k.kind when 'delete' then has_table_privilege('juying_app', c.oid, 'delete') else has_any_column_privilege('juying_app', c.oid, k.kind) end
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'viewer_no_' || k.kind)
  loop
    execute format('create policy viewer_no_%s on %I.%I as restrictive for %s %s (not (select kernel.only_sees()))', t.kind, t.nspname, t.relname, t.kind, case t.kind when 'insert' then 'with check' else 'using' end);
    added := added + 1;
  end loop;
  return added;
end $$;
comment on function kernel.keep_viewers_out is '给还没有的表加上“查看角色不能写”的限制性策略，返回新加的个数';
select kernel.keep_viewers_out();
