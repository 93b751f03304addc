-- 引进和流出由用人单位申报、区县核验；核验通过才写入引进、流出记录，没有核验的不进任何一个数。

create table registry.movement_report (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('introduction', 'departure')),
  person_id uuid not null,
  place_code text not null,
  employer_id uuid not null references registry.employer,
  happened_on date not null,
  mode text check (mode in ('全职', '柔性')),
  programme text check (programme in ('高层次人才引进计划', '名校优生引进计划', '技能人才振兴计划')),
  channel text check (channel in ('用人单位自主引进', '招商项目引进', '校地合作', '人力资源机构', '引才活动', '亲缘乡情')),
  origin text,
  contract text,
  contract_years numeric check (contract_years >= 0),
  reason text check (reason in ('合同期满', '主动辞职', '单位调整', '升学', '退休', '去世', '其他')),
  destination text,
  state text not null default 'reported' check (state in ('reported', 'verified', 'declined')),
  insured_from date,
  record_id uuid,
  reported_by uuid not null references kernel.account,
  reporter_person uuid not null,
  reported_at timestamptz not null default now(),
  checked_by uuid references kernel.account,
  checker_person uuid,
  checked_on date,
  note text,
  foreign key (person_id, place_code) references registry.person (id, place_code) on update cascade,
  check (checked_by <> reported_by and checker_person <> reporter_person),
  check ((state = 'reported') = (checked_by is null) and (checked_by is null) = (checker_person is null) and (checked_by is null) = (checked_on is null)),
  check ((state = 'verified') = (record_id is not null)),
  check (state <> 'declined' or note is not null),
  check (kind <> 'introduction' or (mode is not null and channel is not null and contract is not null)),
  check (kind <> 'departure' or reason is not null),
  -- 全职引进没有社保记录不算核验。
  check (not (kind = 'introduction' and mode = '全职' and state = 'verified') or insured_from is not null)
);
create unique index movement_report_waiting on registry.movement_report (person_id, kind) where state = 'reported';
create index on registry.movement_report (happened_on, id);
create index on registry.movement_report (employer_id);
create index on registry.movement_report (place_code text_pattern_ops);
comment on table registry.movement_report is '引进、流出的申报：单位申报，区县核验；全职引进凭社保记录核验';
comment on column registry.movement_report.id is '标识';
comment on column registry.movement_report.kind is '种类：introduction 引进，departure 流出';
comment on column registry.movement_report.person_id is '人';
comment on column registry.movement_report.place_code is '人所在地代码，随人迁移';
comment on column registry.movement_report.employer_id is '申报单位';
comment on column registry.movement_report.happened_on is '引进日期或离开日期';
comment on column registry.movement_report.mode is '全职或柔性';
comment on column registry.movement_report.programme is '所属计划；空表示不属三大计划';
comment on column registry.movement_report.channel is '引进渠道';
comment on column registry.movement_report.origin is '来源地';
comment on column registry.movement_report.contract is '合同或协议编号';
comment on column registry.movement_report.contract_years is '约定服务年限';
comment on column registry.movement_report.reason is '流出原因';
comment on column registry.movement_report.destination is '去向';
comment on column registry.movement_report.state is '状态：reported 待核验，verified 已核验，declined 核验不通过';
comment on column registry.movement_report.insured_from is '全职引进所凭的参保首月';
comment on column registry.movement_report.record_id is '核验后写入的引进或流出记录';
comment on column registry.movement_report.reported_by is '申报人账号';
comment on column registry.movement_report.reporter_person is '申报账号背后的人';
comment on column registry.movement_report.reported_at is '申报时间';
comment on column registry.movement_report.checked_by is '核验人账号';
comment on column registry.movement_report.checker_person is '核验账号背后的人；不得是申报人';
comment on column registry.movement_report.checked_on is '核验日期';
comment on column registry.movement_report.note is '核验不通过的理由';

alter table registry.movement_report enable row level security;
alter table registry.movement_report force row level security;
grant select, insert, update on registry.movement_report to juying_app;
create policy read_own on registry.movement_report for select
  using ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))) or employer_id = (select kernel.setting('employer')::uuid) or person_id = (select kernel.setting('person')::uuid));
create policy report_own on registry.movement_report for insert
  with check ((select kernel.is_system()) or (employer_id = (select kernel.setting('employer')::uuid) and state = 'reported'));
create policy check_in_place on registry.movement_report for update
  using ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))))
  with check ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))));

create function registry.keep_movement_report() returns trigger language plpgsql as $$
begin
  if old.state <> 'reported' and (to_jsonb(new) - 'place_code') <> (to_jsonb(old) - 'place_code') then
    raise exception '申报已经核验，不能再改' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger movement_report_kept before update on registry.movement_report for each row execute function registry.keep_movement_report();
