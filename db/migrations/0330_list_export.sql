-- 导出登记：名单离开本系统，须写明用途；行数多的要另一人同意；同意后在期限和次数之内领取；文件带导出编号，行内带暗记。

create table kernel.export_rule (
  id uuid primary key default uuidv7(),
  rows_free int not null check (rows_free between 0 and 1000000),
  days int not null check (days between 1 and 30),
  fetches int not null check (fetches between 1 and 20),
  keep_days int not null check (keep_days between 1 and 365),
  document text not null check (length(document) >= 4),
  set_by uuid references kernel.account,
  set_by_name text not null,
  set_at timestamptz not null default now()
);
comment on table kernel.export_rule is '导出规定：最近一条有效，从前的留着';
comment on column kernel.export_rule.id is '标识';
comment on column kernel.export_rule.rows_free is '不超过多少行不必另一人同意';
comment on column kernel.export_rule.days is '同意后几天之内可以领取';
comment on column kernel.export_rule.fetches is '可以领取几次';
comment on column kernel.export_rule.keep_days is '领取后文件可以保存几天';
comment on column kernel.export_rule.document is '依据';
comment on column kernel.export_rule.set_by is '谁定的；空表示随系统而来';
comment on column kernel.export_rule.set_by_name is '谁定的';
comment on column kernel.export_rule.set_at is '何时';
insert into kernel.export_rule (rows_free, days, fetches, keep_days, document, set_by_name) values (500, 3, 3, 30, '系统默认，市里可以另定', '系统');

create function kernel.export_rows_free() returns int language sql stable as $$
  select rows_free from kernel.export_rule order by set_at desc, id desc limit 1
$$;
comment on function kernel.export_rows_free is '现行规定：不超过多少行不必另一人同意';

create table kernel.list_export (
  id uuid primary key,
  number text not null unique,
  mark bigint not null unique check (mark between 0 and 4294967295),
  list text not null,
  list_label text not null,
  filters_sealed bytea not null,
  heads text[] not null,
  purpose text not null,
  reason text not null check (length(reason) >= 6),
  serves text,
  account_id uuid not null references kernel.account,
  account_name text not null,
  role text not null,
  office text not null,
  place_code text not null references kernel.place,
  desk text not null check (desk in ('office', 'securityOfficer', 'auditOfficer')),
  rows_asked int not null check (rows_asked > 0),
  fetches int not null,
  keep_days int not null,
  days int not null,
  state text not null check (state in ('waiting', 'granted', 'declined')),
  asked_at timestamptz not null default now(),
  decided_by uuid references kernel.account,
  decided_by_name text,
  decided_at timestamptz,
  decision text,
  fetch_until date,
  check ((state = 'granted') = (fetch_until is not null)),
  check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (decided_by_name is null)),
  check (state <> 'waiting' or decided_by is null),
  check (state <> 'declined' or (decided_by is not null and decision is not null)),
  check (decided_by <> account_id)
);
create index on kernel.list_export (account_id, asked_at);
create index on kernel.list_export (state, place_code) where state = 'waiting';
create index on kernel.list_export (asked_at);
comment on table kernel.list_export is '导出：谁、为什么、导出哪个名单、按什么条件、谁同意、到哪天可以领取';
comment on column kernel.list_export.id is '标识';
comment on column kernel.list_export.number is '导出编号';
comment on column kernel.list_export.mark is '暗记所记的数';
comment on column kernel.list_export.list is '名单的代码';
comment on column kernel.list_export.list_label is '名单';
comment on column kernel.list_export.filters_sealed is '筛选条件，加密：里面可能有姓名';
comment on column kernel.list_export.heads is '导出哪些列';
comment on column kernel.list_export.purpose is '用途';
comment on column kernel.list_export.reason is '用途说明';
comment on column kernel.list_export.serves is '为哪个办件或文件';
comment on column kernel.list_export.account_id is '导出人账号';
comment on column kernel.list_export.account_name is '导出人';
comment on column kernel.list_export.role is '以什么角色';
comment on column kernel.list_export.office is '机构与职责';
comment on column kernel.list_export.place_code is '辖区；没有辖区的记在全市';
comment on column kernel.list_export.desk is '由谁同意：office 人才办或领导，securityOfficer 安全保密员，auditOfficer 审计员';
comment on column kernel.list_export.rows_asked is '提出时的行数';
comment on column kernel.list_export.fetches is '可以领取几次';
comment on column kernel.list_export.keep_days is '领取后可以保存几天';
comment on column kernel.list_export.days is '同意后几天之内可以领取';
comment on column kernel.list_export.state is '状态：waiting 待同意，granted 可以领取，declined 不同意';
comment on column kernel.list_export.asked_at is '提出时间';
comment on column kernel.list_export.decided_by is '同意或不同意的人；空表示不必另一人同意';
comment on column kernel.list_export.decided_by_name is '同意或不同意的人';
comment on column kernel.list_export.decided_at is '同意或不同意的时间';
comment on column kernel.list_export.decision is '意见';
comment on column kernel.list_export.fetch_until is '领取期限（含当天）';

create table kernel.export_fetch (
  id uuid primary key default uuidv7(),
  export_id uuid not null references kernel.list_export,
  account_id uuid not null references kernel.account,
  request_id text not null,
  begun_at timestamptz not null default now(),
  keep_until date not null,
  finished_at timestamptz,
  rows int check (rows >= 0),
  sha256 bytea check (length(sha256) = 32),
  check ((finished_at is null) = (rows is null) and (finished_at is null) = (sha256 is null))
);
create index on kernel.export_fetch (export_id);
comment on table kernel.export_fetch is '领取：每次领取先记一笔再给文件，中断的也算一次';
comment on column kernel.export_fetch.id is '标识';
comment on column kernel.export_fetch.export_id is '哪次导出';
comment on column kernel.export_fetch.account_id is '领取人账号，即导出人';
comment on column kernel.export_fetch.request_id is '请求号';
comment on column kernel.export_fetch.begun_at is '开始时间';
comment on column kernel.export_fetch.keep_until is '文件可以保存到哪天';
comment on column kernel.export_fetch.finished_at is '写完时间；空表示中断';
comment on column kernel.export_fetch.rows is '写出的行数';
comment on column kernel.export_fetch.sha256 is '文件的 SHA-256';

-- 提出后不改；只办一次。换密钥时系统重新加密筛选条件。
create function kernel.guard_list_export() returns trigger language plpgsql as $$
declare decided constant text[] := array['state', 'decided_by', 'decided_by_name', 'decided_at', 'decision', 'fetch_until'];
begin
  if kernel.is_system() and to_jsonb(new) - 'filters_sealed' = to_jsonb(old) - 'filters_sealed' then return new; end if;
  if to_jsonb(new) - decided is distinct from to_jsonb(old) - decided then
    raise exception '导出的内容提出后不能改' using errcode = '42501';
  end if;
  if old.state <> 'waiting' or new.decided_by is distinct from kernel.actor() or new.decided_by is null then
    raise exception '已经办结的导出不能再改' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger list_export_guard before update on kernel.list_export for each row execute function kernel.guard_list_export();

-- 期限与次数由数据库守住：同一次导出的领取一个一个来。
create function kernel.guard_export_fetch() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if old.finished_at is not null or to_jsonb(new) - array['finished_at', 'rows', 'sha256'] is distinct from to_jsonb(old) - array['finished_at', 'rows', 'sha256'] then
      raise exception '领取记录不能改' using errcode = '42501';
    end if;
    return new;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('kernel.export_fetch|' || new.export_id, 0));
  if not exists (
    select from kernel.list_export e where e.id = new.export_id and e.state = 'granted' and e.fetch_until >= kernel.today()
      and (select count(*) from kernel.export_fetch f where f.export_id = e.id) < e.fetches) then
    raise exception '这次导出不能再领取' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger export_fetch_guard before insert or update on kernel.export_fetch for each row execute function kernel.guard_export_fetch();

create trigger list_export_kept before delete or truncate on kernel.list_export for each statement execute function kernel.refuse_change();
create trigger export_fetch_kept before delete or truncate on kernel.export_fetch for each statement execute function kernel.refuse_change();
create trigger export_rule_kept before update or delete or truncate on kernel.export_rule for each statement execute function kernel.refuse_change();

alter table kernel.export_rule enable row level security;
alter table kernel.export_rule force row level security;
create policy read on kernel.export_rule for select using ((select kernel.is_system()) or (select kernel.signed_in()));
create policy set_rule on kernel.export_rule for insert with check ((select kernel.has_role('securityOfficer')) and set_by = (select kernel.actor()));
grant select, insert on kernel.export_rule to juying_app;

alter table kernel.list_export enable row level security;
alter table kernel.list_export force row level security;
-- 本人；审计员看全部；同意的人看归他的：人才办和领导看辖区之内的，安全保密员看归他的。
create policy read on kernel.list_export for select using (
  (select kernel.is_system()) or account_id = (select kernel.actor()) or (select kernel.has_role('auditOfficer'))
  or (desk = 'office' and (select kernel.has_role('talentOffice', 'leader')) and starts_with(place_code, (select kernel.setting('scope'))))
  or (desk = 'securityOfficer' and (select kernel.has_role('securityOfficer'))));
create policy ask on kernel.list_export for insert with check (
  account_id = (select kernel.actor()) and role = (select kernel.setting('role')) and decided_by is null
  and (state = 'waiting' or (state = 'granted' and rows_asked <= (select kernel.export_rows_free())))
  and place_code = coalesce((select kernel.setting('scope')), (select code from kernel.place where level = 'city')));
create policy decide on kernel.list_export for update using (
  (select kernel.is_system()) or (account_id <> (select kernel.actor()) and (
  (desk = 'office' and (select kernel.has_role('talentOffice', 'leader')) and starts_with(place_code, (select kernel.setting('scope'))))
  or (desk = 'securityOfficer' and (select kernel.has_role('securityOfficer')))
  or (desk = 'auditOfficer' and (select kernel.has_role('auditOfficer'))))));
grant select, insert, update on kernel.list_export to juying_app;

alter table kernel.export_fetch enable row level security;
alter table kernel.export_fetch force row level security;
create policy read on kernel.export_fetch for select using ((select kernel.is_system()) or account_id = (select kernel.actor()) or exists (select from kernel.list_export e where e.id = export_fetch.export_id));
create policy take on kernel.export_fetch for insert with check (account_id = (select kernel.actor()) and exists (select from kernel.list_export e where e.id = export_fetch.export_id and e.account_id = (select kernel.actor())));
create policy finish on kernel.export_fetch for update using (account_id = (select kernel.actor()));
grant select, insert, update on kernel.export_fetch to juying_app;
