-- 完整的人：境外学历认证、两套技能等级、兼职、项目、专利、竞赛，以及一人的其他证件。

alter table registry.degree
  add column certified_abroad boolean,
  add column certificate_number text check (length(certificate_number) between 1 and 60);
comment on column registry.degree.certified_abroad is '境外学历学位是否经教育部留学服务中心认证；境内学历或未知为空';
comment on column registry.degree.certificate_number is '学历、学位证书编号或认证书编号';

alter table registry.skill
  add column system text check (system in ('国家职业资格五级', '新八级工'));
alter table registry.skill
  add constraint skill_level_of_system check (system is distinct from '国家职业资格五级' or level in ('初级工', '中级工', '高级工', '技师', '高级技师'));
comment on column registry.skill.system is '等级属于哪一套：国家职业资格五级或新八级工；空表示未知';

create table registry.part_time_post (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  organisation text not null check (length(organisation) between 2 and 100),
  post text not null check (length(post) between 1 and 60),
  started_on date,
  ended_on date check (ended_on >= started_on)
);
comment on table registry.part_time_post is '学术、社会兼职；在用人单位的柔性任职记在 employment';
comment on column registry.part_time_post.organisation is '兼职机构';
comment on column registry.part_time_post.post is '职务';
comment on column registry.part_time_post.started_on is '起始日期；空表示未知';
comment on column registry.part_time_post.ended_on is '终止日期；空表示在任或未知';

create table registry.project (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  name text not null check (length(name) between 2 and 200),
  number text,
  level text not null check (level in ('国家级', '省级', '市级', '县级', '横向')),
  grantor text,
  role text not null check (role in ('主持', '参与')),
  rank int check (rank > 0),
  amount_fen bigint check (amount_fen >= 0),
  started_on date,
  ended_on date check (ended_on >= started_on)
);
comment on table registry.project is '科研、技术项目';
comment on column registry.project.name is '项目名称';
comment on column registry.project.number is '项目编号';
comment on column registry.project.level is '层级';
comment on column registry.project.grantor is '立项机关';
comment on column registry.project.role is '主持或参与';
comment on column registry.project.rank is '本人排名；空表示未知';
comment on column registry.project.amount_fen is '立项经费（分）；空表示未知';
comment on column registry.project.started_on is '立项日期';
comment on column registry.project.ended_on is '结题日期；空表示在研或未知';

create table registry.patent (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  name text not null check (length(name) between 2 and 200),
  kind text not null check (kind in ('发明', '实用新型', '外观设计')),
  number text not null check (length(number) between 4 and 40),
  status text not null check (status in ('申请', '授权', '失效')),
  rank int check (rank > 0),
  applied_on date,
  granted_on date check (granted_on >= applied_on)
);
comment on table registry.patent is '专利';
comment on column registry.patent.name is '名称';
comment on column registry.patent.kind is '种类';
comment on column registry.patent.number is '专利号或申请号';
comment on column registry.patent.status is '法律状态';
comment on column registry.patent.rank is '发明人排名；空表示未知';
comment on column registry.patent.applied_on is '申请日期';
comment on column registry.patent.granted_on is '授权公告日期';

create table registry.contest (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  name text not null check (length(name) between 2 and 100),
  edition text,
  level text not null check (level in ('世界级', '国家级', '省级', '市级', '县级')),
  award text not null check (length(award) between 1 and 40),
  rank int check (rank > 0),
  held_on date
);
comment on table registry.contest is '技能、创新创业等竞赛的名次';
comment on column registry.contest.name is '竞赛名称';
comment on column registry.contest.edition is '届次';
comment on column registry.contest.level is '层级';
comment on column registry.contest.award is '奖次';
comment on column registry.contest.rank is '名次；空表示不排名';
comment on column registry.contest.held_on is '举办日期';

create table registry.person_document (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  name text not null check (length(name) between 1 and 60),
  document_type text not null check (document_type in ('居民身份证', '港澳台居民居住证', '外国人永久居留身份证', '护照', '港澳居民来往内地通行证', '台湾居民来往大陆通行证')),
  document_sealed bytea not null,
  document_index bytea not null unique,
  document_hint text not null,
  valid_to date
);
comment on table registry.person_document is '一人的其他证件：护照、居住证、永居证；号码全库唯一，找得到同一个人';
comment on column registry.person_document.name is '证件上的姓名，可以与登记姓名不同（外文名）';
comment on column registry.person_document.document_type is '证件类型';
comment on column registry.person_document.document_sealed is '证件号码，加密，绑定本表本列本行';
comment on column registry.person_document.document_index is '证件类型与号码的带密钥盲索引，只供判等';
comment on column registry.person_document.document_hint is '证件号码末四位';
comment on column registry.person_document.valid_to is '有效期止；空表示未知或长期';

do $$
declare
  t text;
  mine constant text := $q$(select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))) or person_id = any ((select registry.own_records())::uuid[])$q$;
  ours constant text := $q$((select kernel.setting('employer')) is not null
    and exists (select from registry.person p where p.id = person_id and p.employer_id = (select (kernel.setting('employer'))::uuid)))$q$;
  office constant text := $q$(select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope')))$q$;
begin
  foreach t in array array['part_time_post', 'project', 'patent', 'contest', 'person_document'] loop
    execute format($q$alter table registry.%1$I
      add column source text not null,
      add column as_of date not null,
      add column verification registry.verification not null,
      add constraint %2$I foreign key (person_id, place_code) references registry.person (id, place_code) on update cascade$q$, t, t || '_person_fk');
    execute format('create index on registry.%I (person_id)', t);
    execute format('comment on column registry.%I.id is %L', t, '标识');
    execute format('comment on column registry.%I.person_id is %L', t, '人');
    execute format('comment on column registry.%I.place_code is %L', t, '人所在地代码，随人迁移');
    execute format('comment on column registry.%I.source is %L', t, '来源部门或文件');
    execute format('comment on column registry.%I.as_of is %L', t, '截至日期：来源在哪一天这样说');
    execute format('comment on column registry.%I.verification is %L', t, '核验状态');
    execute format('alter table registry.%I enable row level security', t);
    execute format('alter table registry.%I force row level security', t);
    execute format('create policy read_own on registry.%I for select using (%s or %s)', t, mine, ours);
    execute format('create policy insert_in_place on registry.%I for insert with check (%s)', t, office);
    execute format('create policy update_in_place on registry.%I for update using (%s) with check (%s)', t, office, office);
    execute format('grant select, insert, update on registry.%I to juying_app', t);
    perform kernel.watch_subjects(format('registry.%I', t)::regclass, 'person', 'person_id');
  end loop;
end $$;

-- 一个号码只属于一个人：已是某条记录的证件，就不能再作别人（或本人）的其他证件；反过来也一样。
create function registry.refuse_shared_document() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (tg_table_name = 'person_document' and exists (select from registry.person p where p.document_index = new.document_index))
    or (tg_table_name = 'person' and exists (select from registry.person_document d where d.document_index = new.document_index)) then
    raise exception '这个证件号码已经登记' using errcode = '23505';
  end if;
  return new;
end $$;
comment on function registry.refuse_shared_document() is '主证件与其他证件的号码合起来全库唯一';
create trigger document_once before insert or update of document_index on registry.person_document for each row execute function registry.refuse_shared_document();
create trigger document_once before insert or update of document_index on registry.person for each row execute function registry.refuse_shared_document();

create or replace function registry.histories() returns text[] language sql immutable parallel safe
  return array['degree', 'title', 'skill', 'talent_class', 'employment', 'insurance', 'honour', 'introduction', 'departure', 'housing', 'household_registration',
    'household_member', 'appraisal', 'record_check', 'person_fact', 'team_member', 'part_time_post', 'project', 'patent', 'contest', 'person_document'];
