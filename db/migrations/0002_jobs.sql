-- 任务队列属于 juying_jobs；业务事务只能经由这个函数放入一件事，与业务同一事务提交（发件箱）。
create function kernel.add_job(task text, payload json, job_key text default null, run_at timestamptz default null, max_attempts int default 8)
returns void language sql security definer set search_path = pg_catalog as $$
  select graphile_worker.add_job(identifier := task, payload := payload, job_key := job_key, run_at := run_at, max_attempts := max_attempts)
$$;
comment on function kernel.add_job is '把一件事放入队列；随所在事务提交或回滚';
grant create on schema kernel to juying_jobs;
alter function kernel.add_job owner to juying_jobs;
revoke create on schema kernel from juying_jobs;
set local role juying_jobs;
revoke all on function kernel.add_job from public;
grant execute on function kernel.add_job to juying_app;
set local role juying_owner;
