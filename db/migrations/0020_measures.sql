-- 政策事项：文件、版本、词表、匹配结果。版本一经施行不再改动，新版本是新的一行。

create schema measures;
comment on schema measures is '政策事项';
grant usage on schema measures to juying_app;

create table measures.vocabulary (
  hash text primary key,
  text text not null,
  installed_at timestamptz not null default now(),
  current boolean not null default true
);
create unique index one_current on measures.vocabulary (current) where current;
comment on table measures.vocabulary is '事实词表，原文保存';
comment on column measures.vocabulary.hash is '原文的 SHA-256';
comment on column measures.vocabulary.text is '原文（YAML）';
comment on column measures.vocabulary.installed_at is '装入时间';
comment on column measures.vocabulary.current is '现行';

create table measures.edition (
  id uuid primary key default uuidv7(),
  measure text not null check (measure ~ '^[a-z0-9][a-z0-9-]*$'),
  edition int not null check (edition > 0),
  title text not null,
  document_number text not null,
  document_title text not null default '',
  clause text not null default '',
  stage text not null check (stage in ('引进', '培养', '使用', '激励', '保障')),
  subject_kind text not null check (subject_kind in ('person', 'employer', 'team', 'employment', 'household')),
  gives text not null check (gives in ('money', 'place', 'status', 'service')),
  delivery text not null check (delivery in ('proactive', 'apply')),
  budget text,
  exclusive_group text,
  repeatable boolean not null default false,
  city_share_bp int not null default 10000 check (city_share_bp between 0 and 10000),
  valid_from date not null,
  valid_to date,
  path jsonb not null,
  text text not null,
  hash text not null,
  published_at timestamptz not null default now(),
  unique (measure, edition),
  check (valid_to is null or valid_to >= valid_from),
  -- 同一事项同一天只有一个版本施行。
  exclude using gist (measure with =, daterange(valid_from, valid_to, '[]') with &&)
);
create index on measures.edition (subject_kind);
comment on table measures.edition is '事项的一个版本，原文是唯一依据，其余各列由原文得出';
comment on column measures.edition.id is '标识';
comment on column measures.edition.measure is '事项代码，各版本相同';
comment on column measures.edition.edition is '版本号';
comment on column measures.edition.title is '名称';
comment on column measures.edition.document_number is '文号';
comment on column measures.edition.document_title is '文件名称';
comment on column measures.edition.clause is '条款';
comment on column measures.edition.stage is '环节：引进 培养 使用 激励 保障';
comment on column measures.edition.subject_kind is '给谁';
comment on column measures.edition.gives is '给什么：资金、名额、身份、服务';
comment on column measures.edition.delivery is '免申即享或申报';
comment on column measures.edition.budget is '资金科目代码；不给钱的为空';
comment on column measures.edition.exclusive_group is '互斥组：同一人同一时期组内只能享受一项（择一、就高）；空表示不互斥';
comment on column measures.edition.repeatable is '没有“只享受一次”的限制';
comment on column measures.edition.city_share_bp is '市级负担比例，万分之几；其余由区县负担';
comment on column measures.edition.valid_from is '施行之日';
comment on column measures.edition.valid_to is '最后一日（含延续执行）';
comment on column measures.edition.path is '办理路径';
comment on column measures.edition.text is '原文（YAML）';
comment on column measures.edition.hash is '原文的 SHA-256';
comment on column measures.edition.published_at is '发布时间';
create trigger edition_kept before delete or truncate on measures.edition for each statement execute function kernel.refuse_change();
create function measures.keep_edition() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - 'valid_to') <> (to_jsonb(old) - 'valid_to') then
    raise exception '已发布的版本不能改动，请发布新版本' using errcode = 'JY001';
  end if;
  return new;
end $$;
create trigger edition_unchanged before update on measures.edition for each row execute function measures.keep_edition();

create table measures.match_run (
  id uuid primary key default uuidv7(),
  task_id uuid not null references kernel.task,
  on_date date not null,
  subjects int not null,
  measures int not null,
  eligible int not null,
  unknown int not null,
  amount_fen bigint not null,
  milliseconds int not null,
  ended_at timestamptz not null default now()
);
comment on table measures.match_run is '一次全市匹配';
comment on column measures.match_run.id is '标识';
comment on column measures.match_run.task_id is '任务';
comment on column measures.match_run.on_date is '以哪一天为申请日';
comment on column measures.match_run.subjects is '人、单位、团队数';
comment on column measures.match_run.measures is '事项数';
comment on column measures.match_run.eligible is '符合的对数';
comment on column measures.match_run.unknown is '尚不能确定的对数';
comment on column measures.match_run.amount_fen is '符合者金额合计（分）';
comment on column measures.match_run.milliseconds is '用时（毫秒）';
comment on column measures.match_run.ended_at is '完成时间';

create table measures.match_count (
  run_id uuid not null references measures.match_run,
  edition_id uuid not null references measures.edition,
  eligible int not null,
  unknown int not null,
  ineligible int not null,
  amount_fen bigint not null,
  primary key (run_id, edition_id)
);
comment on table measures.match_count is '每次匹配每个事项的三种结果';
comment on column measures.match_count.run_id is '匹配';
comment on column measures.match_count.edition_id is '事项版本';
comment on column measures.match_count.eligible is '符合';
comment on column measures.match_count.unknown is '尚不能确定';
comment on column measures.match_count.ineligible is '不符合';
comment on column measures.match_count.amount_fen is '符合者金额合计（分）';

-- 只存要据以行动的：谁符合什么。不符合的两亿格不存。
create table measures.entitlement (
  subject_kind text not null,
  subject_id uuid not null,
  edition_id uuid not null references measures.edition,
  place_code text not null,
  employer_id uuid,
  amount_fen bigint,
  found_on date not null,
  run_id uuid not null references measures.match_run,
  primary key (subject_id, edition_id)
);
create index on measures.entitlement (edition_id, place_code);
create index on measures.entitlement (employer_id);
comment on table measures.entitlement is '最近一次匹配中符合条件者';
comment on column measures.entitlement.subject_kind is '人、单位或团队';
comment on column measures.entitlement.subject_id is '标识';
comment on column measures.entitlement.edition_id is '事项版本';
comment on column measures.entitlement.place_code is '所在地';
comment on column measures.entitlement.employer_id is '所在单位';
comment on column measures.entitlement.amount_fen is '金额（分）；空表示实物、服务或一事一议';
comment on column measures.entitlement.found_on is '首次发现符合的日期';
comment on column measures.entitlement.run_id is '最近一次确认的匹配';

do $$
declare t text;
begin
  foreach t in array array['vocabulary', 'edition', 'match_run', 'match_count', 'entitlement'] loop
    execute format('alter table measures.%I enable row level security', t);
    execute format('alter table measures.%I force row level security', t);
  end loop;
end $$;
-- 政策是公开的；写入只归系统（装入政策库、匹配任务）。
create policy read_all on measures.vocabulary for select using (true);
create policy read_all on measures.edition for select using (true);
create policy system_writes on measures.vocabulary for all using (kernel.is_system()) with check (kernel.is_system());
create policy system_writes on measures.edition for all using (kernel.is_system()) with check (kernel.is_system());
create policy staff_read on measures.match_run for select using (kernel.is_system() or nullif(current_setting('app.scope', true), '') is not null);
create policy staff_read on measures.match_count for select using (kernel.is_system() or nullif(current_setting('app.scope', true), '') is not null);
create policy system_writes on measures.match_run for insert with check (kernel.is_system());
create policy system_writes on measures.match_count for insert with check (kernel.is_system());
create policy seen_by on measures.entitlement for select
  using (kernel.sees_place(place_code) or kernel.is_person(subject_id) or kernel.is_employer(subject_id) or kernel.is_employer(employer_id));
create policy system_writes on measures.entitlement for all using (kernel.is_system()) with check (kernel.is_system());

grant select, insert, update on measures.vocabulary, measures.edition to juying_app;
grant select, insert on measures.match_run, measures.match_count to juying_app;
grant select, insert, update, delete on measures.entitlement to juying_app;
