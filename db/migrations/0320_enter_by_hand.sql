-- 手工登记：项目、专利、竞赛、兼职由经办人或本人逐条登记，改正、核验、撤回都留下以前的样子；这四类记录也可以申请更正。

do $$
declare
  t text;
  own constant text := $q$person_id = any ((select registry.own_records())::uuid[]) and created_by = (select kernel.actor()) and verification = 'declared'$q$;
begin
  foreach t in array array['part_time_post', 'project', 'patent', 'contest'] loop
    execute format('alter table registry.%I add column created_by uuid, add column withdrawn_on date', t);
    execute format('comment on column registry.%I.created_by is %L', t, '谁手工登记的，账号；不是手工登记的为空');
    execute format('comment on column registry.%I.withdrawn_on is %L', t, '哪一天撤回；撤回的不再作数，行留着');
    -- 本人可以申报，可以改正和撤回自己申报、尚未核验的；不能核验。
    execute format('create policy declare_own on registry.%I for insert with check (%s and withdrawn_on is null)', t, own);
    execute format('create policy amend_own on registry.%I for update using (%s and withdrawn_on is null) with check (%s)', t, own, own);
    execute format($q$create index on registry.%I (as_of) where verification = 'declared' and withdrawn_on is null$q$, t);
  end loop;
end $$;

alter table registry.former_fact
  alter column correction_id drop not null,
  add column act text not null default 'corrected' check (act in ('corrected', 'amended', 'verified', 'withdrawn')),
  add column reason text,
  add column changed_by uuid,
  add check ((act = 'corrected') = (correction_id is not null)),
  add check (act = 'corrected' or (reason is not null and changed_by is not null));
comment on table registry.former_fact is '以前的说法：更正、改正、核验、撤回之前的整行，从何时到何时这样知道；那时作出的决定据此仍可说明';
comment on column registry.former_fact.correction_id is '凭哪件更正；手工登记的改动没有';
comment on column registry.former_fact.act is '因何成为以前：corrected 更正申请，amended 改正，verified 核验，withdrawn 撤回';
comment on column registry.former_fact.reason is '改正、撤回的理由，核验所凭的材料；更正的理由在更正申请里';
comment on column registry.former_fact.changed_by is '谁改的，账号';
create policy keep_own on registry.former_fact for insert with check (act in ('amended', 'withdrawn') and changed_by = (select kernel.actor())
  and person_id = any ((select registry.own_records())::uuid[]));

alter table registry.correction drop constraint correction_record_check;
alter table registry.correction add constraint correction_record_check
  check (record in ('degree', 'title', 'skill', 'employment', 'honour', 'housing', 'household_registration', 'appraisal', 'part_time_post', 'project', 'patent', 'contest'));
