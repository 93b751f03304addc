-- 引才需求：岗位、招到的人、急需紧缺目录。岗位由用人单位填报、区县审看；目录由岗位算出，一人核对、另一人发布。

create schema demand;
comment on schema demand is '引才需求与急需紧缺目录';
grant usage on schema demand to juying_app;

create table demand.post (
  id uuid primary key default uuidv7(),
  number text not null unique,
  employer_id uuid not null references registry.employer,
  place_code text not null references kernel.place,
  title text not null check (length(title) between 2 and 60),
  occupation text not null check (occupation ~ '^[1-8]-[0-9]{2}$'),
  industry_code text check (industry_code ~ '^[0-9]{2,4}$'),
  key_industry text,
  education text check (education in ('专科', '本科', '硕士研究生', '博士研究生')),
  skill text check (skill in ('高级工', '技师', '高级技师')),
  class text check (class in ('A', 'B', 'C', 'D', 'E')),
  programme text check (programme in ('高层次人才引进计划', '名校优生引进计划', '技能人才振兴计划')),
  wanted int not null check (wanted between 1 and 1000),
  hired int not null default 0 check (hired between 0 and wanted),
  pay_from_fen bigint not null check (pay_from_fen > 0),
  pay_to_fen bigint not null check (pay_to_fen >= pay_from_fen),
  duties text not null default '',
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  state text not null default 'submitted' check (state in ('submitted', 'returned', 'open', 'filled', 'closed')),
  opened_on date,
  closed_on date check (closed_on >= opened_on),
  note text,
  posted_by uuid not null references kernel.account,
  posted_on date not null,
  checked_by uuid references kernel.account,
  created_at timestamptz not null default now(),
  check (state not in ('open', 'filled') or opened_on is not null),
  check ((state in ('filled', 'closed')) = (closed_on is not null)),
  check (state <> 'filled' or hired = wanted),
  check (state <> 'returned' or note is not null),
  check (checked_by <> posted_by)
);
create index on demand.post (place_code text_pattern_ops);
create index on demand.post (employer_id);
create index on demand.post (ends_on) where state = 'open';
create index on demand.post (posted_on, id);
comment on table demand.post is '用人单位的岗位需求';
comment on column demand.post.id is '标识';
comment on column demand.post.number is '岗位编号';
comment on column demand.post.employer_id is '用人单位';
comment on column demand.post.place_code is '单位所在地，决定谁来审看';
comment on column demand.post.title is '岗位名称';
comment on column demand.post.occupation is '职业中类（GB/T 6565、职业分类大典），如 2-02 工程技术人员';
comment on column demand.post.industry_code is '单位的国民经济行业代码（GB/T 4754），填报时取自单位库';
comment on column demand.post.key_industry is '单位所属重点产业，填报时取自单位库；空表示不属重点产业';
comment on column demand.post.education is '学历不低于；空表示不限';
comment on column demand.post.skill is '技能等级不低于；空表示不限';
comment on column demand.post.class is '人才类别不低于；空表示不限';
comment on column demand.post.programme is '所属计划；空表示不属三大计划';
comment on column demand.post.wanted is '要招的人数';
comment on column demand.post.hired is '已招到的人数；CHECK 保证任何时候都不超过要招的人数';
comment on column demand.post.pay_from_fen is '年薪下限，分';
comment on column demand.post.pay_to_fen is '年薪上限，分';
comment on column demand.post.duties is '岗位职责与条件';
comment on column demand.post.starts_on is '开始招聘日期';
comment on column demand.post.ends_on is '招聘截止日期（含）';
comment on column demand.post.state is '状态：submitted 待审看，returned 退回修改，open 招聘中，filled 已招满，closed 已结束';
comment on column demand.post.opened_on is '审看通过、开始计入需求的日期';
comment on column demand.post.closed_on is '招满或结束的日期';
comment on column demand.post.note is '退回或结束的理由';
comment on column demand.post.posted_by is '填报人账号';
comment on column demand.post.posted_on is '填报日期';
comment on column demand.post.checked_by is '审看人账号；不得是填报人';

create table demand.hire (
  id uuid primary key default uuidv7(),
  post_id uuid not null references demand.post,
  introduction_id uuid not null unique references registry.introduction,
  employer_id uuid not null,
  place_code text not null,
  hired_on date not null,
  recorded_by uuid not null references kernel.account,
  recorded_on date not null,
  created_at timestamptz not null default now()
);
create index on demand.hire (post_id);
comment on table demand.hire is '岗位招到的人：只认已核验的引进记录，一次引进只算给一个岗位';
comment on column demand.hire.id is '标识';
comment on column demand.hire.post_id is '岗位';
comment on column demand.hire.introduction_id is '引进记录';
comment on column demand.hire.employer_id is '用人单位';
comment on column demand.hire.place_code is '岗位所在地，决定谁能看到';
comment on column demand.hire.hired_on is '招到的日期：引进日期，早于审看通过的记审看通过日';
comment on column demand.hire.recorded_by is '登记人账号';
comment on column demand.hire.recorded_on is '登记日期';

create table demand.weighting (
  id uuid primary key default uuidv7(),
  place_code text not null references kernel.place,
  unfilled_weight int not null check (unfilled_weight between 0 and 100),
  scarcity_weight int not null check (scarcity_weight between 0 and 100),
  days_weight int not null check (days_weight between 0 and 100),
  days_full int not null check (days_full between 1 and 730),
  scarce_from int not null check (scarce_from between 1 and 99),
  urgent_from int not null check (urgent_from > scarce_from and urgent_from <= 100),
  least_wanted int not null check (least_wanted >= 1),
  document text not null check (length(document) between 4 and 120),
  set_by uuid references kernel.account,
  set_on date not null,
  created_at timestamptz not null default now(),
  check (unfilled_weight + scarcity_weight + days_weight = 100)
);
create index on demand.weighting (place_code, id desc);
comment on table demand.weighting is '紧缺程度的权重与界线，只增不改：最近一次的用于新目录，旧目录保留当时用的';
comment on column demand.weighting.id is '标识';
comment on column demand.weighting.place_code is '适用地';
comment on column demand.weighting.unfilled_weight is '空缺率的权重（%）';
comment on column demand.weighting.scarcity_weight is '空缺与在岗人才之比的权重（%）';
comment on column demand.weighting.days_weight is '招聘天数的权重（%）';
comment on column demand.weighting.days_full is '招聘满多少天记 100 分';
comment on column demand.weighting.scarce_from is '多少分起为紧缺';
comment on column demand.weighting.urgent_from is '多少分起为急需';
comment on column demand.weighting.least_wanted is '需求少于多少人的不列';
comment on column demand.weighting.document is '依据';
comment on column demand.weighting.set_by is '设定人账号';
comment on column demand.weighting.set_on is '设定日期';

create table demand.catalogue (
  id uuid primary key default uuidv7(),
  place_code text not null references kernel.place,
  year int not null check (year between 2000 and 2100),
  state text not null default 'draft' check (state in ('draft', 'checked', 'published')),
  weighting_id uuid not null references demand.weighting,
  as_of date not null,
  made_by uuid not null references kernel.account,
  checked_by uuid references kernel.account,
  checker_person uuid,
  checked_on date,
  published_by uuid references kernel.account,
  publisher_person uuid,
  published_on date,
  document text,
  valid_from date,
  valid_to date check (valid_to >= valid_from),
  created_at timestamptz not null default now(),
  unique (place_code, year),
  check ((state = 'draft') = (checked_by is null) and (checked_by is null) = (checker_person is null) and (checked_by is null) = (checked_on is null)),
  check ((state = 'published') = (published_by is not null) and (published_by is null) = (publisher_person is null) and (published_by is null) = (published_on is null)),
  check (state <> 'published' or (document is not null and valid_from is not null and valid_to is not null)),
  check (published_by <> checked_by and publisher_person <> checker_person)
);
comment on table demand.catalogue is '年度急需紧缺人才目录：一地一年一版';
comment on column demand.catalogue.id is '标识';
comment on column demand.catalogue.place_code is '适用地';
comment on column demand.catalogue.year is '年度，也是版次';
comment on column demand.catalogue.state is '状态：draft 测算稿，checked 已核对，published 已发布';
comment on column demand.catalogue.weighting_id is '测算所用的权重';
comment on column demand.catalogue.as_of is '按哪一天的岗位测算，往前一年';
comment on column demand.catalogue.made_by is '测算人账号';
comment on column demand.catalogue.checked_by is '核对人账号';
comment on column demand.catalogue.checker_person is '核对账号背后的人';
comment on column demand.catalogue.checked_on is '核对日期';
comment on column demand.catalogue.published_by is '发布人账号；不得是核对人';
comment on column demand.catalogue.publisher_person is '发布账号背后的人';
comment on column demand.catalogue.published_on is '发布日期';
comment on column demand.catalogue.document is '文号';
comment on column demand.catalogue.valid_from is '有效期起';
comment on column demand.catalogue.valid_to is '有效期止（含）';

create table demand.catalogue_item (
  id uuid primary key default uuidv7(),
  catalogue_id uuid not null references demand.catalogue on delete cascade,
  industry text not null,
  occupation text not null,
  titles text not null,
  posts int not null,
  wanted int not null check (wanted > 0),
  hired int not null check (hired between 0 and wanted),
  people int not null check (people >= 0),
  open_days int not null check (open_days >= 0),
  score numeric not null check (score between 0 and 100),
  degree text not null check (degree in ('urgent', 'scarce', 'plain')),
  struck_because text,
  unique (catalogue_id, industry, occupation)
);
comment on table demand.catalogue_item is '目录的一行：一个产业的一类职业';
comment on column demand.catalogue_item.id is '标识';
comment on column demand.catalogue_item.catalogue_id is '目录';
comment on column demand.catalogue_item.industry is '重点产业；其他表示不属重点产业';
comment on column demand.catalogue_item.occupation is '职业中类';
comment on column demand.catalogue_item.titles is '岗位名称，需求多的在前';
comment on column demand.catalogue_item.posts is '岗位数';
comment on column demand.catalogue_item.wanted is '要招的人数';
comment on column demand.catalogue_item.hired is '已招到的人数';
comment on column demand.catalogue_item.people is '该产业在岗人才';
comment on column demand.catalogue_item.open_days is '平均招聘天数';
comment on column demand.catalogue_item.score is '紧缺程度，0 至 100';
comment on column demand.catalogue_item.degree is '等级：urgent 急需，scarce 紧缺，plain 一般，不列入目录';
comment on column demand.catalogue_item.struck_because is '核对时划去的理由；空表示保留';

do $$
declare t text;
begin
  foreach t in array array['post', 'hire', 'weighting', 'catalogue', 'catalogue_item'] loop
    execute format('alter table demand.%I enable row level security', t);
    execute format('alter table demand.%I force row level security', t);
  end loop;
end $$;

create policy read_own_or_place on demand.post for select
  using ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))) or employer_id = (select kernel.setting('employer')::uuid));
create policy post_own on demand.post for insert
  with check ((select kernel.is_system()) or (employer_id = (select kernel.setting('employer')::uuid) and state = 'submitted' and hired = 0));
create policy change_own_or_place on demand.post for update
  using ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))) or employer_id = (select kernel.setting('employer')::uuid))
  with check ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))) or employer_id = (select kernel.setting('employer')::uuid));

create policy read_own_or_place on demand.hire for select
  using ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))) or employer_id = (select kernel.setting('employer')::uuid));
create policy record_own on demand.hire for insert
  with check ((select kernel.is_system()) or employer_id = (select kernel.setting('employer')::uuid));

-- 单位不能自己审看自己的岗位；已经审看的，条件不能再改；结束的不再变。
create function demand.keep_post() returns trigger language plpgsql as $$
begin
  if old.state in ('filled', 'closed') then
    raise exception '岗位已经结束，不能再改' using errcode = '42501';
  end if;
  if kernel.has_role('employerClerk') and new.state <> old.state and new.state in ('open', 'returned') then
    raise exception '岗位由区县审看' using errcode = '42501';
  end if;
  if old.state = 'open' and (to_jsonb(new) - array['state', 'hired', 'closed_on', 'note']) <> (to_jsonb(old) - array['state', 'hired', 'closed_on', 'note']) then
    raise exception '岗位已经公开，条件不能再改' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger post_kept before update on demand.post for each row execute function demand.keep_post();

-- 目录上写得出用的是哪一套权重，所以权重谁都能看。
create policy read_all on demand.weighting for select using (true);
create policy set_in_place on demand.weighting for insert
  with check ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));

create policy read_published_or_place on demand.catalogue for select
  using (state = 'published' or (select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))));
create policy make_in_place on demand.catalogue for insert
  with check ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy change_in_place on demand.catalogue for update
  using ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))))
  with check ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy drop_in_place on demand.catalogue for delete
  using (state <> 'published' and ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope'))))));
create policy read_of_catalogue on demand.catalogue_item for select using (exists (select from demand.catalogue c where c.id = catalogue_id));
create policy write_of_catalogue on demand.catalogue_item for all
  using (exists (select from demand.catalogue c where c.id = catalogue_id and c.state <> 'published'
    and ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(c.place_code, (select kernel.setting('scope')))))))
  with check (exists (select from demand.catalogue c where c.id = catalogue_id and c.state <> 'published'
    and ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(c.place_code, (select kernel.setting('scope')))))));

create function demand.keep_catalogue() returns trigger language plpgsql as $$
begin
  if old.state = 'published' then
    raise exception '目录已经发布，不能再改' using errcode = '42501';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger catalogue_kept before update or delete on demand.catalogue for each row execute function demand.keep_catalogue();

grant select, insert, update on demand.post to juying_app;
grant select, insert on demand.hire, demand.weighting to juying_app;
grant select, insert, update, delete on demand.catalogue, demand.catalogue_item to juying_app;
