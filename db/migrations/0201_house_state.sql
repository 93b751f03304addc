-- 系统管理员看得见系统的状态，看不见业务：任务队列和任务进度只经由这里的函数给出，不含内容。

create function kernel.queue_state() returns table (id text, task text, run_at timestamptz, attempts int, max_attempts int, last_error text, running boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select j.id::text, t.identifier, j.run_at, j.attempts::int, j.max_attempts::int, left(split_part(coalesce(j.last_error, ''), E'\n', 1), 160), j.locked_at is not null
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  where current_setting('app.role', true) in ('systemOfficer', 'system')
$$;
comment on function kernel.queue_state is '队列里的任务：何时执行、试过几次、出错的第一行；不含内容';
create function kernel.retry_job(wanted text) returns boolean
language sql security definer set search_path = pg_catalog as $$
  with found as (select j.id from graphile_worker._private_jobs j where j.id::text = wanted and j.locked_at is null and j.last_error is not null
    and current_setting('app.role', true) in ('systemOfficer', 'system'))
  select count(*) > 0 from graphile_worker.reschedule_jobs(array(select id from found), run_at := now(), attempts := 0)
$$;
comment on function kernel.retry_job is '出错的任务从头再试；没有这件任务、没有出错或正在运行时为 false';
grant create on schema kernel to juying_jobs;
alter function kernel.queue_state owner to juying_jobs;
alter function kernel.retry_job owner to juying_jobs;
revoke create on schema kernel from juying_jobs;
set local role juying_jobs;
revoke all on function kernel.queue_state, kernel.retry_job from public;
grant execute on function kernel.queue_state, kernel.retry_job to juying_app;
set local role juying_owner;

-- 任务进度：名称、状态、数量，不含结果。
create function kernel.task_state() returns table (id uuid, label text, state text, done bigint, total bigint, error text, created_at timestamptz, ended_at timestamptz)
language plpgsql as $$
#variable_conflict use_column
declare was constant text := coalesce(current_setting('app.role', true), '');
begin
  if not (kernel.is_system() or kernel.has_role('systemOfficer')) then
    raise exception '只有系统管理员可以看任务进度' using errcode = '42501';
  end if;
  perform set_config('app.role', 'system', true);
  return query select t.id, t.label, t.state, t.done, t.total, t.error, t.created_at, t.ended_at from kernel.task t order by t.created_at desc limit 50;
  perform set_config('app.role', was, true);
end $$;
comment on function kernel.task_state is '最近的任务及其进度，不含结果';

create table kernel.job_retry (
  id uuid primary key default uuidv7(),
  job text not null,
  task text not null,
  by_account uuid not null references kernel.account,
  at timestamptz not null default now()
);
comment on table kernel.job_retry is '系统管理员重试过的任务，只追加';
comment on column kernel.job_retry.id is '标识';
comment on column kernel.job_retry.job is '队列里的编号';
comment on column kernel.job_retry.task is '任务种类';
comment on column kernel.job_retry.by_account is '谁';
comment on column kernel.job_retry.at is '时间';
create trigger job_retry_append_only before update or delete or truncate on kernel.job_retry for each statement execute function kernel.refuse_change();
alter table kernel.job_retry enable row level security;
alter table kernel.job_retry force row level security;
create policy read_officer on kernel.job_retry for select using ((select kernel.is_system()) or (select kernel.has_role('systemOfficer')));
create policy write_officer on kernel.job_retry for insert with check ((select kernel.has_role('systemOfficer')) and by_account = (select kernel.actor()));
grant select, insert on kernel.job_retry to juying_app;

-- 迁移到了哪一个：迁移表不归应用角色读，只给出个数和最后一个的名字。
create function kernel.migration_state() returns table (migrations int, last text) language sql stable security definer set search_path = pg_catalog as $$
  select count(*)::int, coalesce(max(name), '') from public.migration where name like '%.sql'
$$;
comment on function kernel.migration_state is '已执行的迁移个数与最后一个';
revoke all on function kernel.migration_state from public;
grant execute on function kernel.migration_state to juying_app;
