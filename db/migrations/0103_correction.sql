-- 更正申请：本人或单位认为某条事实不对，来源部门凭证据决定；改过的，原来的说法连同何时为人所知一并留底。

create sequence registry.correction_number;
create table registry.correction (
  id uuid primary key default uuidv7(),
  number text not null unique default 'G' || lpad(nextval('registry.correction_number')::text, 6, '0'),
  person_id uuid not null,
  place_code text not null,
  record text not null check (record in ('degree', 'title', 'skill', 'employment', 'honour', 'housing', 'household_registration', 'appraisal')),
  row_id uuid not null,
  department text not null,
  fact_text text not null,
  was registry.verification not null,
  says text not null,
  evidence text not null,
  asked_by uuid not null,
  asked_role text not null,
  asked_on date not null,
  due_on date not null,
  state text not null default 'open' check (state in ('open', 'corrected', 'kept')),
  outcome text,
  decided_by uuid,
  decided_on date,
  foreign key (person_id, place_code) references registry.person (id, place_code) on update cascade,
  check ((state = 'open') = (decided_on is null)),
  check ((state = 'open') = (outcome is null))
);
create unique index correction_once on registry.correction (record, row_id) where state = 'open';
create index on registry.correction (person_id);
create index on registry.correction (state, due_on);
comment on table registry.correction is '更正申请：对一条事实的异议与决定';
comment on column registry.correction.id is '标识';
comment on column registry.correction.number is '申请编号';
comment on column registry.correction.person_id is '人';
comment on column registry.correction.place_code is '人所在地代码，随人迁移';
comment on column registry.correction.record is '哪类记录';
comment on column registry.correction.row_id is '哪一条';
comment on column registry.correction.department is '由哪个部门决定：记录的主管部门';
comment on column registry.correction.fact_text is '申请时这条事实怎么说';
comment on column registry.correction.was is '申请前的核验状态；维持原记录时还回';
comment on column registry.correction.says is '哪里不对、应当是什么';
comment on column registry.correction.evidence is '凭什么材料';
comment on column registry.correction.asked_by is '申请人账号';
comment on column registry.correction.asked_role is '以什么身份申请';
comment on column registry.correction.asked_on is '申请日期';
comment on column registry.correction.due_on is '应在这一天以前决定';
comment on column registry.correction.state is '状态：open 待决定，corrected 已更正，kept 维持原记录';
comment on column registry.correction.outcome is '决定与依据，申请人看得到';
comment on column registry.correction.decided_by is '决定人账号';
comment on column registry.correction.decided_on is '决定日期';

create table registry.former_fact (
  id uuid primary key default uuidv7(),
  correction_id uuid not null references registry.correction,
  person_id uuid not null,
  place_code text not null,
  record text not null,
  row_id uuid not null,
  said jsonb not null,
  known_from timestamptz not null,
  known_to timestamptz not null default clock_timestamp(),
  foreign key (person_id, place_code) references registry.person (id, place_code) on update cascade,
  check (known_from <= known_to)
);
create index on registry.former_fact (row_id, known_to);
create index on registry.former_fact (person_id);
comment on table registry.former_fact is '更正前的说法：从何时到何时这样知道；那时作出的决定据此仍可说明';
comment on column registry.former_fact.id is '标识';
comment on column registry.former_fact.correction_id is '凭哪件更正';
comment on column registry.former_fact.person_id is '人';
comment on column registry.former_fact.place_code is '人所在地代码，随人迁移';
comment on column registry.former_fact.record is '哪类记录';
comment on column registry.former_fact.row_id is '哪一条';
comment on column registry.former_fact.said is '更正前的整行';
comment on column registry.former_fact.known_from is '自何时这样知道';
comment on column registry.former_fact.known_to is '至何时';

do $$
declare t text;
begin
  foreach t in array array['correction', 'former_fact'] loop
    execute format('alter table registry.%I enable row level security', t);
    execute format('alter table registry.%I force row level security', t);
    execute format($q$create policy read_own on registry.%I for select using ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope')))
      or person_id = any ((select registry.own_records())::uuid[])
      or ((select kernel.setting('employer')) is not null and exists (select from registry.person p where p.id = person_id and p.employer_id = (select (kernel.setting('employer'))::uuid))))$q$, t);
  end loop;
end $$;
create policy ask_own on registry.correction for insert with check (state = 'open' and asked_by = (select kernel.actor())
  and (person_id = any ((select registry.own_records())::uuid[])
    or exists (select from registry.person p where p.id = person_id and p.employer_id = (select (kernel.setting('employer'))::uuid))));
create policy decide_in_place on registry.correction for update using ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))))
  with check ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))));
create policy keep_in_place on registry.former_fact for insert with check ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))));
create trigger former_fact_append_only before delete or truncate on registry.former_fact for each statement execute function kernel.refuse_change();
grant select, insert, update on registry.correction to juying_app;
grant select, insert on registry.former_fact to juying_app;
grant usage on all sequences in schema registry to juying_app;

-- 更正一条：原来的整行留底，改动的列写入，来源与截至日期随更正。
create function registry.correct_record(wanted uuid, changes jsonb, told_by text, on_day date) returns boolean language plpgsql as $$
declare c registry.correction; old jsonb; columns text;
begin
  select * into strict c from registry.correction where id = wanted;
  execute format('select to_jsonb(r) from registry.%I r where r.id = $1 for update', c.record) into old using c.row_id;
  if old is null then
    return false;
  end if;
  insert into registry.former_fact (correction_id, person_id, place_code, record, row_id, said, known_from)
    values (c.id, (old ->> 'person_id')::uuid, old ->> 'place_code', c.record, c.row_id, old,
      coalesce((select max(f.known_to) from registry.former_fact f where f.row_id = c.row_id), uuid_extract_timestamp(c.row_id), (old ->> 'as_of')::date::timestamp at time zone 'Asia/Shanghai'));
  select string_agg(format('%1$I = n.%1$I', key), ', ') into columns from jsonb_object_keys(changes) key;
  execute format('update registry.%1$I r set %2$s, source = $3, as_of = $4, verification = ''verified'' from jsonb_populate_record(null::registry.%1$I, $1) n where r.id = $2', c.record, columns)
    using changes, c.row_id, told_by, on_day;
  return true;
end $$;
comment on function registry.correct_record is '按更正申请改一条记录并留底；记录已不在时返回否';
