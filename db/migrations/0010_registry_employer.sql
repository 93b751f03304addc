-- 人才与单位库：单位、名录、团队、创新平台、统计数。人在 0011。

create schema registry;
comment on schema registry is '人才与单位库：人才、单位、团队、创新平台';
grant usage on schema registry to juying_app;

create domain registry.verification as text check (value in ('verified', 'declared', 'disputed'));
comment on domain registry.verification is '核验状态：verified 已由主管部门核验，declared 本人或单位申报，disputed 有异议';

create sequence registry.employer_number;
create table registry.employer (
  id uuid primary key default uuidv7(),
  number text not null unique default 'E' || lpad(nextval('registry.employer_number')::text, 6, '0'),
  name text not null check (length(name) between 2 and 100),
  initials text collate "C" not null default '',
  credit_code text not null unique check (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$'),
  kind text not null check (kind in ('企业', '事业单位', '机关', '高校', '科研院所', '医院', '中小学', '职业学校', '社会组织', '农民合作社')),
  ownership text check (ownership in ('国有', '民营', '外资', '集体')),
  industry_code text check (industry_code ~ '^[0-9]{2,4}$'),
  industry_section text check (industry_section ~ '^[A-T]$'),
  key_industry text,
  size text check (size in ('大型', '中型', '小型', '微型')),
  place_code text not null references kernel.place,
  tax_place_code text references kernel.place,
  founded_on date,
  staff_count int check (staff_count >= 0),
  contact_name text,
  phone_sealed bytea,
  phone_hint text,
  source text not null,
  as_of date not null,
  verification registry.verification not null,
  import_batch_id uuid,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now()
);
create index on registry.employer (place_code text_pattern_ops);
create index on registry.employer (key_industry);
create index on registry.employer (name);
comment on table registry.employer is '用人单位';
comment on column registry.employer.number is '单位编号，给人看';
comment on column registry.employer.name is '单位名称';
comment on column registry.employer.initials is '名称拼音首字母，检索用';
comment on column registry.employer.credit_code is '统一社会信用代码（GB 32100）';
comment on column registry.employer.kind is '单位类型';
comment on column registry.employer.ownership is '所有制；空表示未知';
comment on column registry.employer.industry_code is '国民经济行业代码（GB/T 4754-2017）';
comment on column registry.employer.industry_section is '行业门类字母';
comment on column registry.employer.key_industry is '所属重点产业；据认定登记，不由行业代码推算';
comment on column registry.employer.size is '规模';
comment on column registry.employer.tax_place_code is '纳税地';
comment on column registry.employer.founded_on is '成立日期';
comment on column registry.employer.staff_count is '职工人数';
comment on column registry.employer.contact_name is '人才工作联系人';
comment on column registry.employer.phone_sealed is '联系电话，加密';
comment on column registry.employer.phone_hint is '联系电话末四位';

create table registry.employer_list (
  id uuid primary key default uuidv7(),
  employer_id uuid not null references registry.employer,
  place_code text not null,
  list text not null,
  edition text not null,
  issuer text not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  source text not null,
  as_of date not null,
  verification registry.verification not null,
  unique (employer_id, list, edition)
);
comment on table registry.employer_list is '单位入列的名录：规上、高新技术、专精特新、重点企业等，名录分版次';
comment on column registry.employer_list.list is '名录';
comment on column registry.employer_list.edition is '版次，通常为年度';
comment on column registry.employer_list.issuer is '认定或发布机关';
comment on column registry.employer_list.valid_from is '有效期起';
comment on column registry.employer_list.valid_to is '有效期止（含）；空表示长期';

create table registry.employer_fact (
  id uuid primary key default uuidv7(),
  employer_id uuid not null references registry.employer,
  place_code text not null,
  fact text not null check (length(fact) between 1 and 60),
  value jsonb not null,
  source text not null,
  as_of date not null,
  verification registry.verification not null,
  created_at timestamptz not null default now(),
  created_by uuid
);
create index on registry.employer_fact (employer_id, fact, as_of desc);
create index on registry.employer_fact (fact);
comment on table registry.employer_fact is '单位的其他事实：人才办新增的词，不需要改程序';
comment on column registry.employer_fact.fact is '词表中的名称';
comment on column registry.employer_fact.value is '值';

create sequence registry.team_number;
create table registry.team (
  id uuid primary key default uuidv7(),
  number text not null unique default 'T' || lpad(nextval('registry.team_number')::text, 5, '0'),
  name text not null,
  field text not null,
  employer_id uuid not null references registry.employer,
  place_code text not null,
  level text not null check (level in ('国家级', '省级', '市级', '县级')),
  founded_on date not null,
  ended_on date check (ended_on >= founded_on),
  source text not null,
  as_of date not null,
  verification registry.verification not null
);
create index on registry.team (employer_id);
comment on table registry.team is '团队';
comment on column registry.team.number is '团队编号，给人看';
comment on column registry.team.name is '名称';
comment on column registry.team.field is '领域（重点产业）';
comment on column registry.team.level is '层级';
comment on column registry.team.founded_on is '组建日期';
comment on column registry.team.ended_on is '解散日期';

create sequence registry.platform_number;
create table registry.innovation_platform (
  id uuid primary key default uuidv7(),
  number text not null unique default 'J' || lpad(nextval('registry.platform_number')::text, 4, '0'),
  name text not null,
  kind text not null check (kind in ('高新区', '科技企业孵化器', '众创空间', '博士后科研工作站', '博士后科研流动站', '博士后创新实践基地',
    '企业技术中心', '院士专家工作站', '工程研究中心', '重点实验室', '新型研发机构', '技能大师工作室', '高技能人才培训基地')),
  level text not null check (level in ('国家级', '省级', '市级')),
  certifier text not null,
  certificate_number text,
  employer_id uuid references registry.employer,
  place_code text not null references kernel.place,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  withdrawn_on date,
  source text not null,
  as_of date not null,
  verification registry.verification not null
);
create index on registry.innovation_platform (employer_id);
comment on table registry.innovation_platform is '创新平台、载体';
comment on column registry.innovation_platform.number is '平台编号，给人看';
comment on column registry.innovation_platform.name is '名称';
comment on column registry.innovation_platform.kind is '种类';
comment on column registry.innovation_platform.level is '层级';
comment on column registry.innovation_platform.certifier is '认定机关';
comment on column registry.innovation_platform.certificate_number is '证书或文件号';
comment on column registry.innovation_platform.valid_from is '认定日期';
comment on column registry.innovation_platform.valid_to is '有效期止（含）；空表示长期';
comment on column registry.innovation_platform.withdrawn_on is '撤销日期；认定可以撤销';

create table registry.statistic (
  place_code text not null references kernel.place,
  year int not null check (year between 1990 and 2100),
  kind text not null,
  value numeric not null,
  unit text not null,
  source text not null,
  as_of date not null,
  primary key (place_code, kind, year)
);
comment on table registry.statistic is '外部统计数：就业人口、常住人口、平均工资等，作分母或门槛；每个数有来源和年份';
comment on column registry.statistic.year is '年份';
comment on column registry.statistic.kind is '指标，例如 就业人员、常住人口、城镇单位就业人员年平均工资';
comment on column registry.statistic.value is '数值';
comment on column registry.statistic.unit is '单位';

create table registry.school_list (
  list text not null,
  edition text not null,
  school text not null,
  rank int check (rank > 0),
  source text not null,
  primary key (list, edition, school)
);
create index on registry.school_list (school);
comment on table registry.school_list is '院校名录：分名录、分版次；适用哪一年的版次由条款规定';
comment on column registry.school_list.list is '名录';
comment on column registry.school_list.edition is '版次';
comment on column registry.school_list.school is '院校';
comment on column registry.school_list.rank is '名次；名录不排名时为空';
comment on column registry.school_list.source is '来源';

do $$
declare t text;
begin
  foreach t in array array['employer', 'employer_list', 'employer_fact', 'team', 'innovation_platform', 'statistic', 'school_list'] loop
    execute format('alter table registry.%I enable row level security', t);
    execute format('alter table registry.%I force row level security', t);
    execute format('grant select, insert, update on registry.%I to juying_app', t);
    if t <> 'school_list' then
      execute format('comment on column registry.%I.place_code is %L', t, '所在地代码');
      execute format('comment on column registry.%I.as_of is %L', t, '截至日期：来源在哪一天这样说');
      execute format('comment on column registry.%I.source is %L', t, '来源部门或文件');
    end if;
    if t not in ('statistic', 'school_list') then
      execute format('comment on column registry.%I.id is %L', t, '标识');
      execute format('comment on column registry.%I.verification is %L', t, '核验状态');
    end if;
  end loop;
  foreach t in array array['employer_list', 'employer_fact', 'team', 'innovation_platform'] loop
    execute format('comment on column registry.%I.employer_id is %L', t, '单位');
  end loop;
end $$;
comment on column registry.employer.import_batch_id is '由哪次导入建立';
comment on column registry.employer.created_at is '建立时间';
comment on column registry.employer.created_by is '建立人账号';
comment on column registry.employer.updated_at is '更新时间';
comment on column registry.employer_fact.created_at is '建立时间';
comment on column registry.employer_fact.created_by is '建立人账号';

-- 单位登记、名录和平台是依法公示的信息，登录者可读；单位的其他事实只归本单位和管辖部门。
do $$
declare t text;
begin
  foreach t in array array['employer', 'employer_list', 'team', 'innovation_platform'] loop
    execute format('create policy read_signed_in on registry.%I for select using ((select kernel.is_system()) or (select kernel.signed_in()))', t);
    execute format('create policy insert_in_place on registry.%I for insert with check ((select kernel.is_system()) or kernel.sees_place(place_code))', t);
    execute format('create policy update_in_place on registry.%I for update using ((select kernel.is_system()) or kernel.sees_place(place_code))
      with check ((select kernel.is_system()) or kernel.sees_place(place_code))', t);
  end loop;
end $$;
create policy read_own on registry.employer_fact for select
  using ((select kernel.is_system()) or kernel.sees_place(place_code) or kernel.is_employer(employer_id));
create policy insert_in_place on registry.employer_fact for insert
  with check ((select kernel.is_system()) or kernel.sees_place(place_code) or (kernel.is_employer(employer_id) and verification = 'declared'));
create policy update_in_place on registry.employer_fact for update
  using ((select kernel.is_system()) or kernel.sees_place(place_code)) with check ((select kernel.is_system()) or kernel.sees_place(place_code));
create policy read_all on registry.statistic for select using (true);
create policy write_in_place on registry.statistic for insert with check ((select kernel.is_system()) or kernel.sees_place(place_code));
create policy correct_in_place on registry.statistic for update using ((select kernel.is_system()) or kernel.sees_place(place_code))
  with check ((select kernel.is_system()) or kernel.sees_place(place_code));
create policy read_all on registry.school_list for select using (true);
create policy write_office on registry.school_list for insert with check ((select kernel.is_system()) or (select kernel.has_role('talentOffice')));
create policy correct_office on registry.school_list for update using ((select kernel.is_system()) or (select kernel.has_role('talentOffice')))
  with check ((select kernel.is_system()) or (select kernel.has_role('talentOffice')));
grant usage on all sequences in schema registry to juying_app;
