-- 人才分类认定：由办件审定的类别、领导小组专项认定、类别复核。目录是政策事项的版本（recognises），办理走办件，类别写在人才库。

create schema recognition;
comment on schema recognition is '人才分类认定';
grant usage on schema recognition to juying_app;

-- 本系统认定的类别（有办件的）同一目录不得重叠；从别处导入的照来源登记，互相矛盾的由复核处理。
create function registry.class_days(valid_from date, valid_to date, revoked_on date) returns daterange language sql immutable parallel safe
  return case when revoked_on <= valid_from then 'empty'::daterange else daterange(valid_from, least(valid_to + 1, revoked_on)) end;
comment on function registry.class_days is '一条类别实际有效的日子';
alter table registry.talent_class add constraint talent_class_apart
  exclude using gist (person_id with =, scheme with =, registry.class_days(valid_from, valid_to, revoked_on) with &&) where (case_id is not null);

-- 合并时，两条记录同一目录、同一时间各有本系统认定的类别：并入记录的那一条留在原处，与缴费月份同理。
create or replace function registry.move_records(wanted uuid) returns int language plpgsql as $$
declare m registry.person_merge; home text; t text; moved int; total int := 0;
begin
  select * into strict m from registry.person_merge where id = wanted;
  select place_code into strict home from registry.person where id = m.survivor_id;
  foreach t in array registry.histories() loop
    execute format($q$
      with moved as (update registry.%1$I r set person_id = $1, place_code = $2 where r.person_id = $3 %2$s returning r.id)
      insert into registry.merge_moved (merge_id, record, row_id) select $4, %1$L, id from moved$q$, t,
      case t when 'insurance' then 'and not exists (select from registry.insurance o where o.person_id = $1 and o.kind = r.kind and o.months && r.months)'
        when 'talent_class' then 'and (r.case_id is null or not exists (select from registry.talent_class o where o.person_id = $1 and o.scheme = r.scheme and o.case_id is not null
          and registry.class_days(o.valid_from, o.valid_to, o.revoked_on) && registry.class_days(r.valid_from, r.valid_to, r.revoked_on)))'
        when 'household_member' then 'and r.member_id is distinct from $1' else '' end) using m.survivor_id, home, m.merged_id, m.id;
    get diagnostics moved = row_count;
    total := total + moved;
  end loop;
  with moved as (update registry.household_member r set member_id = m.survivor_id where r.member_id = m.merged_id and r.person_id <> m.survivor_id returning r.id)
    insert into registry.merge_moved (merge_id, record, row_id) select m.id, 'household_member.member_id', id from moved;
  update registry.person set survivor_id = m.survivor_id where id = m.merged_id;
  perform registry.follow_employer(m.merged_id), registry.follow_employer(m.survivor_id);
  return total;
end $$;

create table recognition.recheck (
  id uuid primary key default uuidv7(),
  number text not null unique,
  class_id uuid not null references registry.talent_class,
  person_id uuid not null,
  place_code text not null,
  scheme text not null,
  level text not null,
  valid_to date,
  cause text not null check (cause in ('ground', 'left', 'expiring')),
  finding text not null check (length(finding) between 2 and 2000),
  opened_on date not null,
  due_on date not null check (due_on >= opened_on),
  state text not null default 'open' check (state in ('open', 'hearing', 'heard', 'proposed', 'kept', 'lowered', 'withdrawn', 'lapsed')),
  hear_by date,
  statement text check (length(statement) between 2 and 2000),
  stated_on date,
  former_state text check (former_state in ('open', 'hearing', 'heard')),
  outcome text check (outcome in ('kept', 'lowered', 'withdrawn')),
  outcome_level text,
  outcome_valid_to date,
  outcome_class_id uuid unique references registry.talent_class,
  outcome_reason text,
  document text,
  proposed_by uuid references kernel.account,
  proposer_person uuid,
  settled_by uuid references kernel.account,
  settler_person uuid,
  closed_on date,
  settled_note text,
  foreign key (person_id, place_code) references registry.person (id, place_code) on update cascade,
  check (settled_by <> proposed_by and settler_person <> proposer_person),
  check ((state in ('kept', 'lowered', 'withdrawn', 'lapsed')) = (closed_on is not null)),
  check (state not in ('kept', 'lowered', 'withdrawn') or (state = outcome and settled_by is not null and proposed_by is not null and outcome_reason is not null)),
  check (state <> 'proposed' or (outcome is not null and former_state is not null and proposed_by is not null)),
  -- 降档、撤销之前必须听取过本人意见：已经陈述，或者给过陈述的期限。
  check (outcome is null or outcome = 'kept' or stated_on is not null or hear_by is not null),
  check ((outcome = 'lowered') = (outcome_level is not null) or outcome is null),
  check ((statement is null) = (stated_on is null)),
  check (state <> 'hearing' or hear_by is not null)
);
-- 降档的类别沿用原办件；名单按认定日期、到期日排。
create index on registry.talent_class (recognised_on, id);
create index on registry.talent_class (valid_to) where revoked_on is null;

create unique index recheck_open on recognition.recheck (class_id) where closed_on is null;
create index on recognition.recheck (person_id);
create index on recognition.recheck (place_code text_pattern_ops);

create table recognition.recognition (
  id uuid primary key default uuidv7(),
  number text not null unique,
  case_id uuid not null unique references cases."case",
  class_id uuid unique references registry.talent_class,
  person_id uuid not null,
  place_code text not null,
  measure text not null,
  edition_id uuid not null references measures.edition,
  scheme text not null,
  catalogue_edition text not null,
  level text not null,
  road text not null check (road in ('honour', 'post', 'prize', 'pay', 'body')),
  entries text[] not null,
  document text not null,
  decided_on date not null,
  valid_from date not null,
  valid_to date not null check (valid_to >= valid_from),
  outcome text not null check (outcome in ('recognised', 'outranked')),
  made_at timestamptz not null default now(),
  foreign key (person_id, place_code) references registry.person (id, place_code) on update cascade,
  check ((outcome = 'recognised') = (class_id is not null))
);
create index on recognition.recognition (person_id);
create index on recognition.recognition (place_code text_pattern_ops);

create table recognition.body_decision (
  id uuid primary key default uuidv7(),
  number text not null unique,
  person_id uuid not null,
  place_code text not null,
  level text not null check (level ~ '^[A-Z][A-Z0-9+-]{0,5}$'),
  body text not null check (length(body) between 2 and 60),
  document text not null check (length(document) between 4 and 100),
  met_on date not null,
  reason text not null check (length(reason) between 4 and 1000),
  state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'declined')),
  proposed_by uuid not null references kernel.account,
  proposer_person uuid not null,
  proposed_at timestamptz not null default now(),
  settled_by uuid references kernel.account,
  settler_person uuid,
  settled_on date,
  settled_note text,
  foreign key (person_id, place_code) references registry.person (id, place_code) on update cascade,
  check (settled_by <> proposed_by and settler_person <> proposer_person),
  check ((state = 'proposed') = (settled_by is null) and (settled_by is null) = (settler_person is null) and (settled_by is null) = (settled_on is null)),
  check (state <> 'declined' or settled_note is not null)
);
create unique index body_decision_waiting on recognition.body_decision (person_id) where state = 'proposed';
create index on recognition.body_decision (person_id);

comment on table recognition.recognition is '人才分类认定：一件办件认定一个类别，凭哪个版本、哪条途径、哪份文件';
comment on column recognition.recognition.id is '标识';
comment on column recognition.recognition.number is '认定编号';
comment on column recognition.recognition.case_id is '据以认定的办件';
comment on column recognition.recognition.class_id is '写入人才库的类别；已有更高类别而没有写入的为空';
comment on column recognition.recognition.person_id is '人';
comment on column recognition.recognition.place_code is '人所在地代码，随人迁移';
comment on column recognition.recognition.measure is '认定事项代码';
comment on column recognition.recognition.edition_id is '认定依据的事项版本';
comment on column recognition.recognition.scheme is '目录';
comment on column recognition.recognition.catalogue_edition is '目录版次';
comment on column recognition.recognition.level is '类别';
comment on column recognition.recognition.road is '途径：honour 荣誉，post 任职，prize 奖项名次，pay 薪酬纳税，body 专项认定';
comment on column recognition.recognition.entries is '符合的目录条目';
comment on column recognition.recognition.document is '认定文件';
comment on column recognition.recognition.decided_on is '审定日期';
comment on column recognition.recognition.valid_from is '有效期起';
comment on column recognition.recognition.valid_to is '有效期止（含）';
comment on column recognition.recognition.outcome is '结果：recognised 已认定，outranked 已有更高类别';
comment on column recognition.recognition.made_at is '写入时间';
comment on table recognition.body_decision is '一事一议：市人才工作领导小组会议对一个人的专项认定，一人登记、另一人核对';
comment on column recognition.body_decision.id is '标识';
comment on column recognition.body_decision.number is '编号';
comment on column recognition.body_decision.person_id is '人';
comment on column recognition.body_decision.place_code is '人所在地代码，随人迁移';
comment on column recognition.body_decision.level is '会议认定的类别';
comment on column recognition.body_decision.body is '审定机构';
comment on column recognition.body_decision.document is '会议纪要文号';
comment on column recognition.body_decision.met_on is '会议日期';
comment on column recognition.body_decision.reason is '理由';
comment on column recognition.body_decision.state is '状态：proposed 待核对，confirmed 已核对，declined 不予核对';
comment on column recognition.body_decision.proposed_by is '登记人账号';
comment on column recognition.body_decision.proposer_person is '登记账号背后的人';
comment on column recognition.body_decision.proposed_at is '登记时间';
comment on column recognition.body_decision.settled_by is '核对人账号';
comment on column recognition.body_decision.settler_person is '核对账号背后的人；不得是登记人';
comment on column recognition.body_decision.settled_on is '核对日期';
comment on column recognition.body_decision.settled_note is '不予核对的理由';
comment on table recognition.recheck is '类别复核：依据不再符合、离开、临近到期的，由区县核查，保留、降档、撤销都要两个人';
comment on column recognition.recheck.id is '标识';
comment on column recognition.recheck.number is '复核编号';
comment on column recognition.recheck.class_id is '人才库里的类别';
comment on column recognition.recheck.person_id is '人';
comment on column recognition.recheck.place_code is '人所在地代码，随人迁移';
comment on column recognition.recheck.scheme is '目录';
comment on column recognition.recheck.level is '现在的类别';
comment on column recognition.recheck.valid_to is '现在的有效期止；空表示长期';
comment on column recognition.recheck.cause is '起因：ground 依据不再符合，left 已离开，expiring 九十天内到期';
comment on column recognition.recheck.finding is '发现了什么';
comment on column recognition.recheck.opened_on is '发起日期';
comment on column recognition.recheck.due_on is '应办结日期';
comment on column recognition.recheck.state is '状态：open 待核查，hearing 听取本人意见，heard 本人已陈述，proposed 待确认，kept 保留，lowered 降档，withdrawn 撤销，lapsed 类别在办结前已经失效';
comment on column recognition.recheck.hear_by is '本人陈述的最后一天';
comment on column recognition.recheck.statement is '本人陈述';
comment on column recognition.recheck.stated_on is '陈述日期';
comment on column recognition.recheck.former_state is '提出结论之前的状态，不予确认时退回';
comment on column recognition.recheck.outcome is '提出的结论';
comment on column recognition.recheck.outcome_level is '降为哪一类';
comment on column recognition.recheck.outcome_valid_to is '保留的同时续到哪一天';
comment on column recognition.recheck.outcome_class_id is '降档后写入的类别';
comment on column recognition.recheck.outcome_reason is '理由';
comment on column recognition.recheck.document is '文件';
comment on column recognition.recheck.proposed_by is '提出人账号';
comment on column recognition.recheck.proposer_person is '提出账号背后的人';
comment on column recognition.recheck.settled_by is '确认人账号';
comment on column recognition.recheck.settler_person is '确认账号背后的人；不得是提出人';
comment on column recognition.recheck.closed_on is '办结日期';
comment on column recognition.recheck.settled_note is '不予确认的理由';

do $$
declare t text;
begin
  foreach t in array array['recognition', 'body_decision', 'recheck'] loop
    execute format('alter table recognition.%I enable row level security', t);
    execute format('alter table recognition.%I force row level security', t);
  end loop;
end $$;

-- 谁看得见：本地机关、本人；认定结果用人单位随人才库的类别看得见。
create policy read_own on recognition.recognition for select
  using ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))) or person_id = any ((select registry.own_records())::uuid[]));
create policy house_writes on recognition.recognition for insert
  with check ((select kernel.is_system()));

create policy read_in_place on recognition.body_decision for select using ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))));
create policy propose on recognition.body_decision for insert
  with check ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope'))) and state = 'proposed'));
create policy settle on recognition.body_decision for update
  using ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))))
  with check ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));

create policy read_own on recognition.recheck for select
  using ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))) or person_id = any ((select registry.own_records())::uuid[]));
create policy house_opens on recognition.recheck for insert with check ((select kernel.is_system()));
create policy check_in_place on recognition.recheck for update
  using ((select kernel.is_system()) or ((select kernel.has_role('reviewer', 'talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))))
  with check ((select kernel.is_system()) or ((select kernel.has_role('reviewer', 'talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy speak on recognition.recheck for update
  using ((select kernel.has_role('talent')) and person_id = any ((select registry.own_records())::uuid[]) and state = 'hearing')
  with check ((select kernel.has_role('talent')) and person_id = any ((select registry.own_records())::uuid[]) and state = 'heard');

-- 本人只写自己的陈述；办结的复核、核对过的专项认定、认定结果都不再改。
create function recognition.keep_recheck() returns trigger language plpgsql as $$
begin
  if old.closed_on is not null and (to_jsonb(new) - 'place_code') <> (to_jsonb(old) - 'place_code') then
    raise exception '复核已经办结，不能再改' using errcode = '42501';
  end if;
  if (select kernel.has_role('talent')) and (to_jsonb(new) - '{state,statement,stated_on}'::text[]) <> (to_jsonb(old) - '{state,statement,stated_on}'::text[]) then
    raise exception '本人只能写自己的陈述' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger recheck_kept before update on recognition.recheck for each row execute function recognition.keep_recheck();

create function recognition.keep_body_decision() returns trigger language plpgsql as $$
begin
  if old.state <> 'proposed' and (to_jsonb(new) - 'place_code') <> (to_jsonb(old) - 'place_code') then
    raise exception '专项认定已经核对，不能再改' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger body_decision_kept before update on recognition.body_decision for each row execute function recognition.keep_body_decision();

create function recognition.keep_recognition() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (to_jsonb(new) - 'place_code') <> (to_jsonb(old) - 'place_code') then
    raise exception '认定结果只能由新的认定或复核取代，不能改动' using errcode = 'JY001';
  end if;
  return new;
end $$;
create trigger recognition_kept before update or delete on recognition.recognition for each row execute function recognition.keep_recognition();

grant select, insert on recognition.recognition to juying_app;
grant select, insert, update on recognition.body_decision, recognition.recheck to juying_app;
