-- 人才与单位库：人和人的经历。经历各表都有：人、所在地（分区与行级安全的依据）、来源、截至日期、核验状态。

create sequence registry.person_number;
create table registry.person (
  id uuid primary key default uuidv7(),
  number text collate "C" not null unique default 'P' || lpad(nextval('registry.person_number')::text, 7, '0'),
  name text not null check (length(name) between 1 and 60),
  pinyin text collate "C" not null default '',
  initials text collate "C" not null default '',
  sex text not null check (sex in ('男', '女', '未知的性别', '未说明的性别')),
  birth_date date not null check (birth_date >= '1900-01-01'),
  nationality text not null default '中国',
  document_type text not null check (document_type in ('居民身份证', '港澳台居民居住证', '外国人永久居留身份证', '护照', '港澳居民来往内地通行证', '台湾居民来往大陆通行证')),
  document_sealed bytea not null,
  document_index bytea not null unique,
  document_hint text not null,
  phone_sealed bytea,
  phone_index bytea,
  phone_hint text,
  place_code text not null references kernel.place,
  employer_id uuid references registry.employer,
  corps text[] not null default '{}'
    check (corps <@ array['党政人才', '企业经营管理人才', '专业技术人才', '高技能人才', '农村实用人才', '社会工作人才']),
  source text not null,
  as_of date not null,
  verification registry.verification not null,
  import_batch_id uuid,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  unique (id, place_code)
);
create index on registry.person (place_code text_pattern_ops);
create index on registry.person (employer_id);
create index on registry.person (name collate "C");
create index on registry.person (initials);
create index on registry.person (phone_index);
create index on registry.person (import_batch_id) where import_batch_id is not null;
comment on table registry.person is '人才：一人一条';
comment on column registry.person.number is '人才编号，给人看';
comment on column registry.person.name is '姓名';
comment on column registry.person.pinyin is '姓名全拼，检索用';
comment on column registry.person.initials is '姓名拼音首字母，检索用';
comment on column registry.person.sex is '性别（GB/T 2261.1）';
comment on column registry.person.birth_date is '出生日期';
comment on column registry.person.nationality is '国籍';
comment on column registry.person.document_type is '证件类型';
comment on column registry.person.document_sealed is '证件号码，加密，绑定本表本列本行';
comment on column registry.person.document_index is '证件类型与号码的带密钥盲索引，只供判等';
comment on column registry.person.document_hint is '证件号码末四位';
comment on column registry.person.phone_sealed is '手机号码，加密';
comment on column registry.person.phone_index is '手机号码的盲索引';
comment on column registry.person.phone_hint is '手机号码末四位';
comment on column registry.person.employer_id is '现用人单位：最近开始且未结束的全职任职；由触发器维护';
comment on column registry.person.corps is '所属人才队伍（六支队伍），可以不止一支，计数时每人一次';
comment on column registry.person.import_batch_id is '由哪次导入建立';
comment on column registry.person.created_by is '建立人账号';
comment on column registry.person.updated_at is '更新时间';

create table registry.degree (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  education text check (education in ('初中及以下', '高中', '中专', '专科', '本科', '硕士研究生', '博士研究生')),
  degree text check (degree in ('学士', '硕士', '博士')),
  full_time boolean,
  school text,
  country text not null default '中国',
  major text,
  graduated_on date,
  check (education is not null or degree is not null)
);
comment on table registry.degree is '学历学位';
comment on column registry.degree.education is '学历（GB/T 4658，只记毕业）';
comment on column registry.degree.degree is '学位（GB/T 6864）；与学历各是一事';
comment on column registry.degree.full_time is '是否全日制；空表示未知';
comment on column registry.degree.school is '院校';
comment on column registry.degree.country is '院校所在国家或地区';
comment on column registry.degree.major is '专业';
comment on column registry.degree.graduated_on is '毕业日期；空表示未知';

create table registry.title (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  series text,
  level text not null check (level in ('员级', '助理级', '中级', '副高级', '正高级')),
  name text,
  specialty text,
  issuer text,
  obtained_on date
);
comment on table registry.title is '职称';
comment on column registry.title.series is '系列（GB/T 8561）';
comment on column registry.title.level is '级别（GB/T 12407）';
comment on column registry.title.name is '职称名称';
comment on column registry.title.specialty is '专业';
comment on column registry.title.issuer is '评审机构';
comment on column registry.title.obtained_on is '取得日期';

create table registry.skill (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  level text not null check (level in ('学徒工', '初级工', '中级工', '高级工', '技师', '高级技师', '特级技师', '首席技师')),
  occupation text,
  issuer text,
  issuer_kind text check (issuer_kind in ('职业资格', '企业评价', '社会培训评价组织')),
  certificate_number text,
  obtained_on date
);
comment on table registry.skill is '职业技能等级（新八级）';
comment on column registry.skill.level is '等级';
comment on column registry.skill.occupation is '职业（工种）';
comment on column registry.skill.issuer is '发证机构';
comment on column registry.skill.issuer_kind is '发证机构的种类';
comment on column registry.skill.certificate_number is '证书编号';
comment on column registry.skill.obtained_on is '取得日期';

create table registry.talent_class (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  scheme text not null,
  edition text not null,
  level text not null,
  issuer text not null,
  basis text,
  recognised_on date not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  revoked_on date,
  case_id uuid
);
comment on table registry.talent_class is '人才分类认定：目录、版次、类别、认定机关、有效期缺一不可，单个字母没有意义';
comment on column registry.talent_class.scheme is '目录';
comment on column registry.talent_class.edition is '目录版次';
comment on column registry.talent_class.level is '类别，例如 A 至 E';
comment on column registry.talent_class.issuer is '认定机关';
comment on column registry.talent_class.basis is '认定依据（目录条目）';
comment on column registry.talent_class.recognised_on is '认定日期';
comment on column registry.talent_class.valid_from is '有效期起';
comment on column registry.talent_class.valid_to is '有效期止（含）；空表示长期';
comment on column registry.talent_class.revoked_on is '撤销日期';
comment on column registry.talent_class.case_id is '据以认定的办件';

create table registry.employment (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  employer_id uuid not null references registry.employer,
  post text,
  post_kind text check (post_kind in ('经营管理', '专业技术', '生产技能', '行政管理', '其他')),
  mode text not null check (mode in ('全职', '柔性')),
  started_on date not null,
  ended_on date check (ended_on >= started_on),
  contract_from date,
  contract_to date check (contract_to >= contract_from),
  open_ended boolean not null default false,
  monthly_pay_fen bigint check (monthly_pay_fen >= 0),
  check (not (open_ended and contract_to is not null))
);
create index on registry.employment (employer_id);
comment on table registry.employment is '任职';
comment on column registry.employment.post is '岗位';
comment on column registry.employment.post_kind is '岗位类别';
comment on column registry.employment.mode is '全职，或柔性（兼职、周末工程师、首席科学家等）';
comment on column registry.employment.started_on is '到岗日期';
comment on column registry.employment.ended_on is '离岗日期；空表示在岗';
comment on column registry.employment.contract_from is '合同期起';
comment on column registry.employment.contract_to is '合同期止（含）';
comment on column registry.employment.open_ended is '无固定期限合同';
comment on column registry.employment.monthly_pay_fen is '月工资（税前，分）；空表示未知';

create table registry.insurance (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  employer_id uuid references registry.employer,
  kind text not null check (kind in ('五险', '养老')),
  in_city boolean not null default true,
  months daterange not null
    check (extract(day from lower(months)) = 1 and extract(day from upper(months)) = 1 and not isempty(months) and lower_inc(months) and not upper_inc(months)),
  back_paid boolean not null default false,
  base_fen bigint check (base_fen >= 0),
  constraint insurance_no_overlap exclude using gist (person_id with =, kind with =, months with &&)
);
comment on table registry.insurance is '社会保险缴费月段：按费款所属月，不按缴款月；同一险种同一月只有一段';
comment on column registry.insurance.kind is '五险（五项齐全）或仅养老';
comment on column registry.insurance.in_city is '是否在本市参保';
comment on column registry.insurance.months is '所属月段，自首月一日（含）至末月次月一日（不含）';
comment on column registry.insurance.back_paid is '是否补缴；多数条款不计补缴';
comment on column registry.insurance.base_fen is '月缴费基数（分）';

create table registry.honour (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  name text not null,
  level text not null check (level in ('国家级', '省级', '市级', '县级')),
  issuer text,
  rank int check (rank > 0),
  awarded_on date
);
comment on table registry.honour is '荣誉奖项';
comment on column registry.honour.name is '名称';
comment on column registry.honour.level is '层级';
comment on column registry.honour.issuer is '颁发机关';
comment on column registry.honour.rank is '本人在获奖名单中的名次；空表示不排名';
comment on column registry.honour.awarded_on is '颁发日期';

create table registry.introduction (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  employer_id uuid references registry.employer,
  programme text check (programme in ('高层次人才引进计划', '名校优生引进计划', '技能人才振兴计划')),
  mode text not null check (mode in ('全职', '柔性')),
  channel text not null check (channel in ('用人单位自主引进', '招商项目引进', '校地合作', '人力资源机构', '引才活动', '亲缘乡情')),
  introduced_on date not null,
  origin text,
  contract_years numeric check (contract_years >= 0)
);
create index on registry.introduction (programme, introduced_on);
comment on table registry.introduction is '引进：一次引进一条；累计引进与现有在岗是两个数';
comment on column registry.introduction.programme is '所属计划；空表示不属三大计划';
comment on column registry.introduction.mode is '全职或柔性';
comment on column registry.introduction.channel is '引进渠道';
comment on column registry.introduction.introduced_on is '引进日期';
comment on column registry.introduction.origin is '来源地';
comment on column registry.introduction.contract_years is '约定服务年限';

create table registry.departure (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  employer_id uuid references registry.employer,
  departed_on date not null,
  reason text not null check (reason in ('合同期满', '主动辞职', '单位调整', '升学', '退休', '去世', '其他')),
  destination text
);
comment on table registry.departure is '流出：离开本市';
comment on column registry.departure.departed_on is '离开日期';
comment on column registry.departure.reason is '原因';
comment on column registry.departure.destination is '去向';

create table registry.housing (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  homes_in_city int not null check (homes_in_city >= 0),
  last_transfer_on date,
  bought_on date,
  rents boolean,
  monthly_rent_fen bigint check (monthly_rent_fen >= 0)
);
comment on table registry.housing is '家庭住房查询结果（本人、配偶、未成年子女）：一次查询一条，以最近一次为准';
comment on column registry.housing.homes_in_city is '家庭在本市的住房套数';
comment on column registry.housing.last_transfer_on is '最近一次转让本市住房的日期；空表示没有';
comment on column registry.housing.bought_on is '最近一次购买本市住房的日期；空表示没有';
comment on column registry.housing.rents is '是否在本市租房并备案；空表示未知';
comment on column registry.housing.monthly_rent_fen is '备案月租金（分）';

create table registry.household_registration (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  in_city boolean not null,
  registered_in text not null,
  since date
);
comment on table registry.household_registration is '户籍';
comment on column registry.household_registration.in_city is '是否本市户籍';
comment on column registry.household_registration.registered_in is '户籍地';
comment on column registry.household_registration.since is '迁入日期；空表示未知';

create table registry.household_member (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  relation text not null check (relation in ('配偶', '子女', '父母')),
  member_id uuid references registry.person on delete set null,
  birth_date date
);
create index on registry.household_member (member_id) where member_id is not null;
comment on table registry.household_member is '家庭成员：只在条款需要时记';
comment on column registry.household_member.relation is '与本人的关系';
comment on column registry.household_member.member_id is '成员也在库中时指向他';
comment on column registry.household_member.birth_date is '出生日期';

create table registry.appraisal (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  employer_id uuid references registry.employer,
  year int not null check (year between 1980 and 2100),
  result text not null check (result in ('优秀', '合格', '基本合格', '不合格'))
);
comment on table registry.appraisal is '年度考核';
comment on column registry.appraisal.year is '年度';
comment on column registry.appraisal.result is '结果';

create table registry.record_check (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  subject text not null check (subject in ('学历', '职称', '技能', '社保', '荣誉', '引进', '人才类别'))
);
comment on table registry.record_check is '已向主管部门核对某类记录：核对过而没有记录才是“没有”，没核对过是“未知”';
comment on column registry.record_check.subject is '哪一类记录';

create table registry.person_fact (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  fact text not null check (length(fact) between 1 and 60),
  value jsonb not null
);
create index on registry.person_fact (fact);
comment on table registry.person_fact is '人的其他事实：人才办新增的词，不需要改程序；同一事实以截至日期最近的一条为准';
comment on column registry.person_fact.fact is '词表中的名称';
comment on column registry.person_fact.value is '值';

create table registry.team_member (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  team_id uuid not null references registry.team,
  role text not null check (role in ('带头人', '核心成员', '成员')),
  joined_on date not null,
  left_on date check (left_on >= joined_on)
);
create index on registry.team_member (team_id);
comment on table registry.team_member is '团队成员的进出';
comment on column registry.team_member.team_id is '团队';
comment on column registry.team_member.role is '角色；一个团队同一时间一名带头人';
comment on column registry.team_member.joined_on is '加入日期';
comment on column registry.team_member.left_on is '离开日期；空表示在队';
create unique index on registry.team_member (team_id) where role = '带头人' and left_on is null;

do $$
declare
  t text;
  mine constant text := '(select kernel.is_system()) or kernel.sees_place(place_code) or kernel.is_person(person_id)';
  ours constant text := $q$((select kernel.setting('employer')) is not null
    and exists (select from registry.person p where p.id = person_id and kernel.is_employer(p.employer_id)))$q$;
  office constant text := '(select kernel.is_system()) or kernel.sees_place(place_code)';
begin
  foreach t in array array['degree', 'title', 'skill', 'talent_class', 'employment', 'insurance', 'honour', 'introduction', 'departure', 'housing',
    'household_registration', 'household_member', 'appraisal', 'record_check', 'person_fact', 'team_member'] loop
    execute format($q$alter table registry.%1$I
      add column source text not null,
      add column as_of date not null,
      add column verification registry.verification not null,
      add column import_batch_id uuid,
      add constraint %2$I foreign key (person_id, place_code) references registry.person (id, place_code) on update cascade$q$, t, t || '_person_fk');
    execute format('create index on registry.%I (person_id)', t);
    execute format('create index on registry.%I (import_batch_id) where import_batch_id is not null', t);
    execute format('comment on column registry.%I.id is %L', t, '标识');
    execute format('comment on column registry.%I.person_id is %L', t, '人');
    execute format('comment on column registry.%I.place_code is %L', t, '人所在地代码，随人迁移');
    execute format('comment on column registry.%I.source is %L', t, '来源部门或文件');
    execute format('comment on column registry.%I.as_of is %L', t, '截至日期：来源在哪一天这样说');
    execute format('comment on column registry.%I.verification is %L', t, '核验状态');
    execute format('comment on column registry.%I.import_batch_id is %L', t, '由哪次导入建立');
    if t in ('employment', 'insurance', 'introduction', 'departure', 'appraisal') then
      execute format('comment on column registry.%I.employer_id is %L', t, '单位');
    end if;
    execute format('alter table registry.%I enable row level security', t);
    execute format('alter table registry.%I force row level security', t);
    execute format('create policy read_own on registry.%I for select using (%s or %s)', t, mine, ours);
    execute format('create policy insert_in_place on registry.%I for insert with check (%s)', t, office);
    execute format('create policy update_in_place on registry.%I for update using (%s) with check (%s)', t, office, office);
    execute format('create policy undo_import on registry.%I for delete using (import_batch_id is not null and (%s))', t, office);
    execute format('grant select, insert, update, delete on registry.%I to juying_app', t);
  end loop;
end $$;
-- 本人可以申报，不能核验。
create policy declare_own on registry.person_fact for insert with check (kernel.is_person(person_id) and verification = 'declared');
-- 单位离职员工的任职记录，原单位仍可见自己的那一条。
create policy read_employer on registry.employment for select using (kernel.is_employer(employer_id));

comment on column registry.person.id is '标识';
comment on column registry.person.place_code is '所在地代码（工作地，到乡镇街道）';
comment on column registry.person.source is '来源部门或文件';
comment on column registry.person.as_of is '截至日期：来源在哪一天这样说';
comment on column registry.person.verification is '核验状态';
comment on column registry.person.created_at is '建立时间';
alter table registry.person enable row level security;
alter table registry.person force row level security;
create policy read_own on registry.person for select
  using ((select kernel.is_system()) or kernel.sees_place(place_code) or kernel.is_person(id) or kernel.is_employer(employer_id));
create policy insert_in_place on registry.person for insert with check ((select kernel.is_system()) or kernel.sees_place(place_code));
create policy update_in_place on registry.person for update using ((select kernel.is_system()) or kernel.sees_place(place_code))
  with check ((select kernel.is_system()) or kernel.sees_place(place_code));
create policy undo_import on registry.person for delete
  using (import_batch_id is not null and ((select kernel.is_system()) or kernel.sees_place(place_code)));
grant select, insert, update, delete on registry.person to juying_app;
grant usage on all sequences in schema registry to juying_app;

create function registry.follow_employment() returns trigger language plpgsql as $$
declare who uuid := coalesce(new.person_id, old.person_id);
begin
  update registry.person p set employer_id = (
    select e.employer_id from registry.employment e
    where e.person_id = who and e.mode = '全职' and e.ended_on is null
    order by e.started_on desc, e.id desc limit 1
  ) where p.id = who;
  return null;
end $$;
comment on function registry.follow_employment() is '任职变动后，更新人的现用人单位';
create trigger employment_follow after insert or update or delete on registry.employment
  for each row execute function registry.follow_employment();
