-- 创新平台的一生：年度评估、升级、延期、撤销，各有文件、两人办理；平台里的人和团队有进有出。

alter table registry.innovation_platform drop constraint innovation_platform_kind_check;
alter table registry.innovation_platform add constraint innovation_platform_kind_check check (kind in ('高新区', '科技企业孵化器', '众创空间', '博士后科研工作站',
  '博士后科研流动站', '博士后创新实践基地', '企业技术中心', '院士专家工作站', '联合研究院', '工程研究中心', '重点实验室', '新型研发机构', '技能大师工作室', '高技能人才培训基地'));
alter table registry.innovation_platform add column rectify_by date;
comment on column registry.innovation_platform.rectify_by is '限期整改的最后一天；空表示不在整改';
create index on registry.innovation_platform (place_code text_pattern_ops);

create table registry.platform_event (
  id uuid primary key default uuidv7(),
  platform_id uuid not null references registry.innovation_platform,
  place_code text not null references kernel.place,
  kind text not null check (kind in ('assessment', 'upgrade', 'renewal', 'withdrawal')),
  happened_on date not null,
  document text not null check (length(document) between 4 and 100),
  year int check (year between 2000 and 2100),
  result text check (result in ('优秀', '合格', '不合格')),
  rectify_by date,
  level text check (level in ('国家级', '省级', '市级')),
  certifier text,
  certificate_number text,
  valid_to date,
  reason text,
  state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'declined')),
  proposed_by uuid not null references kernel.account,
  proposer_person uuid not null,
  proposed_at timestamptz not null default now(),
  settled_by uuid references kernel.account,
  settler_person uuid,
  settled_at timestamptz,
  settled_note text,
  check (settled_by <> proposed_by and settler_person <> proposer_person),
  check ((settled_by is null) = (settler_person is null)),
  check ((state = 'proposed') = (settled_by is null)),
  check ((settled_by is null) = (settled_at is null)),
  check (state <> 'declined' or settled_note is not null),
  check ((kind = 'assessment') = (year is not null) and (kind = 'assessment') = (result is not null)),
  check ((result = '不合格') is not true or rectify_by > happened_on),
  check (rectify_by is null or result = '不合格'),
  check (kind <> 'upgrade' or (level is not null and certifier is not null and certificate_number is not null)),
  check (kind <> 'renewal' or valid_to > happened_on),
  check (kind <> 'withdrawal' or reason is not null)
);
create unique index platform_event_waiting on registry.platform_event (platform_id) where state = 'proposed';
create unique index platform_assessed_once on registry.platform_event (platform_id, year) where kind = 'assessment' and state = 'confirmed';
create index on registry.platform_event (platform_id);
comment on table registry.platform_event is '创新平台的评估、升级、延期、撤销：一人提出、另一人确认；确认后不再改';
comment on column registry.platform_event.id is '标识';
comment on column registry.platform_event.platform_id is '平台';
comment on column registry.platform_event.place_code is '平台所在地代码';
comment on column registry.platform_event.kind is '种类：assessment 年度评估，upgrade 升级，renewal 延期，withdrawal 撤销';
comment on column registry.platform_event.happened_on is '文件日期：从这一天起生效';
comment on column registry.platform_event.document is '文号';
comment on column registry.platform_event.year is '评估年度';
comment on column registry.platform_event.result is '评估结果';
comment on column registry.platform_event.rectify_by is '不合格的，限期整改到哪一天';
comment on column registry.platform_event.level is '升级后的层级';
comment on column registry.platform_event.certifier is '升级后的认定机关';
comment on column registry.platform_event.certificate_number is '升级后的证书或文件号';
comment on column registry.platform_event.valid_to is '升级或延期后的有效期止（含）；升级为空表示长期';
comment on column registry.platform_event.reason is '撤销原因';
comment on column registry.platform_event.state is '状态：proposed 待确认，confirmed 已确认，declined 不予确认';
comment on column registry.platform_event.proposed_by is '提出人';
comment on column registry.platform_event.proposer_person is '提出账号背后的人';
comment on column registry.platform_event.settler_person is '确认账号背后的人；一人两个账号也不能自己确认';
comment on column registry.platform_event.proposed_at is '提出时间';
comment on column registry.platform_event.settled_by is '确认人；不得是提出人';
comment on column registry.platform_event.settled_at is '确认时间';
comment on column registry.platform_event.settled_note is '不予确认的理由';

create function registry.keep_platform_event() returns trigger language plpgsql as $$
begin
  if old.state <> 'proposed' then
    raise exception '平台事件已经确认，不能再改' using errcode = '42501';
  end if;
  if (to_jsonb(new) - '{state,settled_by,settler_person,settled_at,settled_note}'::text[]) <> (to_jsonb(old) - '{state,settled_by,settler_person,settled_at,settled_note}'::text[]) then
    raise exception '确认只能改变状态' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger platform_event_kept before update on registry.platform_event for each row execute function registry.keep_platform_event();

create table registry.platform_person (
  id uuid primary key default uuidv7(),
  platform_id uuid not null references registry.innovation_platform,
  person_id uuid not null,
  place_code text not null,
  role text not null check (role in ('负责人', '进站院士', '博士后', '合作导师', '研发人员', '创业者', '学员')),
  joined_on date not null,
  left_on date check (left_on >= joined_on),
  source text not null,
  as_of date not null,
  verification registry.verification not null,
  foreign key (person_id, place_code) references registry.person (id, place_code) on update cascade,
  exclude using gist (platform_id with =, person_id with =, daterange(joined_on, left_on, '[]') with &&)
);
create index on registry.platform_person (person_id);
comment on table registry.platform_person is '平台里的人：进站、出站；一人在一个平台里同一时间只有一条';
comment on column registry.platform_person.id is '标识';
comment on column registry.platform_person.platform_id is '平台';
comment on column registry.platform_person.person_id is '人';
comment on column registry.platform_person.place_code is '人所在地代码，随人迁移';
comment on column registry.platform_person.role is '身份';
comment on column registry.platform_person.joined_on is '进入日期';
comment on column registry.platform_person.left_on is '离开日期（含）；空表示在平台';
comment on column registry.platform_person.source is '来源部门或文件';
comment on column registry.platform_person.as_of is '截至日期：来源在哪一天这样说';
comment on column registry.platform_person.verification is '核验状态';

create table registry.platform_team (
  id uuid primary key default uuidv7(),
  platform_id uuid not null references registry.innovation_platform,
  team_id uuid not null references registry.team,
  place_code text not null references kernel.place,
  joined_on date not null,
  left_on date check (left_on >= joined_on),
  source text not null,
  as_of date not null,
  verification registry.verification not null,
  exclude using gist (platform_id with =, team_id with =, daterange(joined_on, left_on, '[]') with &&)
);
create index on registry.platform_team (team_id);
comment on table registry.platform_team is '平台里的团队：入驻、离开';
comment on column registry.platform_team.id is '标识';
comment on column registry.platform_team.platform_id is '平台';
comment on column registry.platform_team.team_id is '团队';
comment on column registry.platform_team.place_code is '平台所在地代码';
comment on column registry.platform_team.joined_on is '入驻日期';
comment on column registry.platform_team.left_on is '离开日期（含）；空表示在平台';
comment on column registry.platform_team.source is '来源部门或文件';
comment on column registry.platform_team.as_of is '截至日期：来源在哪一天这样说';
comment on column registry.platform_team.verification is '核验状态';

do $$
declare t text;
begin
  foreach t in array array['platform_event', 'platform_person', 'platform_team'] loop
    execute format('alter table registry.%I enable row level security', t);
    execute format('alter table registry.%I force row level security', t);
    execute format('grant select, insert, update on registry.%I to juying_app', t);
    execute format($q$create policy insert_in_place on registry.%I for insert with check ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))))$q$, t);
    execute format($q$create policy update_in_place on registry.%I for update using ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))))
      with check ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))))$q$, t);
  end loop;
end $$;
-- 评估、升级、撤销的经过归平台所在地各部门；平台里有谁，只归其本人和其所在地。
create policy read_in_place on registry.platform_event for select using ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))));
create policy read_team on registry.platform_team for select using ((select kernel.is_system()) or (select kernel.signed_in()));
create policy read_own on registry.platform_person for select
  using ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))) or person_id = (select kernel.setting('person')::uuid));
