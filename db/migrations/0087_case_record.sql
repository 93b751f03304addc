-- 办件经过里此前只有结果、没有底账的两样：移交（谁交给谁、为什么）和批量办理（逐件结果）。都只追加，随办件归档。

create table cases.delegation (
  id uuid primary key default uuidv7(),
  case_id uuid not null references cases.case,
  step_id uuid not null references cases.step,
  delegated_on date not null,
  delegated_by uuid not null references kernel.account,
  delegated_by_name text not null,
  to_id uuid not null references kernel.account,
  to_name text not null,
  reason text not null check (length(reason) >= 4)
);
create index on cases.delegation (case_id);
create trigger delegation_append_only before update or delete or truncate on cases.delegation for each statement execute function kernel.refuse_change();
comment on table cases.delegation is '移交：一步在本机构内从一人交给另一人，只追加';
comment on column cases.delegation.id is '标识';
comment on column cases.delegation.case_id is '办件';
comment on column cases.delegation.step_id is '移交的步骤';
comment on column cases.delegation.delegated_on is '移交日';
comment on column cases.delegation.delegated_by is '移交人账号';
comment on column cases.delegation.delegated_by_name is '移交人';
comment on column cases.delegation.to_id is '接办人账号';
comment on column cases.delegation.to_name is '接办人';
comment on column cases.delegation.reason is '移交理由';

create table cases.bulk_run (
  id uuid primary key default uuidv7(),
  verb text not null check (verb in ('bulkAgree', 'bulkSendBack', 'bulkReject', 'bulkDecide')),
  run_on date not null,
  run_at timestamptz not null default now(),
  run_by uuid not null references kernel.account,
  run_by_name text not null,
  done int not null check (done >= 0),
  left_out int not null check (left_out >= 0)
);
create trigger bulk_run_append_only before update or delete or truncate on cases.bulk_run for each statement execute function kernel.refuse_change();
comment on table cases.bulk_run is '批量办理：一次操作，只追加';
comment on column cases.bulk_run.id is '标识';
comment on column cases.bulk_run.verb is '办理动作：bulkAgree 批量通过，bulkSendBack 批量退回补正，bulkReject 批量不予通过，bulkDecide 批量审定';
comment on column cases.bulk_run.run_on is '办理日';
comment on column cases.bulk_run.run_at is '办理时间';
comment on column cases.bulk_run.run_by is '办理账号';
comment on column cases.bulk_run.run_by_name is '办理人';
comment on column cases.bulk_run.done is '办成件数';
comment on column cases.bulk_run.left_out is '未办件数';

create table cases.bulk_line (
  bulk_run_id uuid not null references cases.bulk_run,
  step_id uuid not null references cases.step,
  case_id uuid not null references cases.case,
  done boolean not null,
  why text not null check (length(why) >= 2),
  primary key (bulk_run_id, step_id)
);
create index on cases.bulk_line (case_id);
create trigger bulk_line_append_only before update or delete or truncate on cases.bulk_line for each statement execute function kernel.refuse_change();
comment on table cases.bulk_line is '批量办理的逐件结果，只追加';
comment on column cases.bulk_line.bulk_run_id is '哪一次批量办理';
comment on column cases.bulk_line.step_id is '办理的步骤';
comment on column cases.bulk_line.case_id is '办件';
comment on column cases.bulk_line.done is '是否办成';
comment on column cases.bulk_line.why is '办成了什么，或为什么没有办成';

do $$
declare t text;
begin
  foreach t in array array['delegation', 'bulk_run', 'bulk_line'] loop
    execute format('alter table cases.%I enable row level security', t);
    execute format('alter table cases.%I force row level security', t);
  end loop;
end $$;

-- 谁在办是机构内部的事：申报人和单位看得见办件，看不见移交和批量的底账。
create policy read_office on cases.delegation for select
  using ((select kernel.is_system()) or ((select kernel.has_role('reviewer', 'talentOffice', 'windowClerk')) and exists (select from cases.case c where c.id = case_id)));
create policy delegate on cases.delegation for insert
  with check ((select kernel.is_system()) or (delegated_by = (select kernel.actor()) and exists (select from cases.case c where c.id = case_id)));
create policy read_office on cases.bulk_line for select
  using ((select kernel.is_system()) or ((select kernel.has_role('reviewer', 'talentOffice', 'windowClerk')) and exists (select from cases.case c where c.id = case_id)));
create policy write_own on cases.bulk_line for insert
  with check ((select kernel.is_system()) or ((select kernel.has_role('reviewer', 'talentOffice', 'windowClerk')) and exists (select from cases.case c where c.id = case_id)));
create policy read_own on cases.bulk_run for select
  using ((select kernel.is_system()) or run_by = (select kernel.actor()));
create policy write_own on cases.bulk_run for insert
  with check ((select kernel.is_system()) or (run_by = (select kernel.actor()) and (select kernel.has_role('reviewer', 'talentOffice', 'windowClerk'))));

grant select, insert on cases.delegation, cases.bulk_run, cases.bulk_line to juying_app;
