-- 数据报送：来源部门按周期送来的事实。每个来源只写自己那几类记录；读不了、对不上、相矛盾的行进隔离区。

create sequence registry.feed_number;
create table registry.feed_source (
  id uuid primary key default uuidv7(),
  code text not null unique check (code ~ '^[a-z][a-z0-9-]{1,30}$'),
  kind text not null check (kind in ('education', 'insurance', 'tax', 'housing', 'civil')),
  name text not null unique check (length(name) between 2 and 60),
  place_code text not null references kernel.place,
  mapping jsonb not null,
  every_days int not null check (every_days between 1 and 400),
  opened_on date not null,
  updated_at timestamptz not null default now()
);
comment on table registry.feed_source is '数据来源：哪个部门、报送什么、多久一次、列怎样对照';
comment on column registry.feed_source.id is '标识';
comment on column registry.feed_source.code is '代号：也是投放文件夹的名字';
comment on column registry.feed_source.kind is '报送什么：education 学历学位，insurance 社会保险，tax 个人所得税，housing 住房，civil 婚姻户籍';
comment on column registry.feed_source.name is '来源部门，写入每条事实';
comment on column registry.feed_source.place_code is '来源管辖的地方；别处的人不由它写';
comment on column registry.feed_source.mapping is '对照表：列名、代码、日期写法';
comment on column registry.feed_source.every_days is '每隔几天应报送一次';
comment on column registry.feed_source.opened_on is '开通日期，第一次报送的期限由此起算';
comment on column registry.feed_source.updated_at is '更新时间';

-- 每类来源能写什么。数据库据此拒绝越权的写入。
create table registry.feed_record (
  kind text not null,
  record text not null,
  fact text not null default '',
  primary key (kind, record, fact)
);
comment on table registry.feed_record is '每类来源能写哪张表、哪项事实';
comment on column registry.feed_record.kind is '来源的种类';
comment on column registry.feed_record.record is '哪张表';
comment on column registry.feed_record.fact is '其他事实的名称；不限时为空';
insert into registry.feed_record (kind, record, fact) values
  ('education', 'degree', ''), ('insurance', 'insurance', ''), ('housing', 'housing', ''), ('civil', 'household_registration', ''), ('civil', 'household_member', ''),
  ('civil', 'person_fact', '婚姻状况'), ('tax', 'person_fact', '年度工资薪金收入'), ('tax', 'person_fact', '年度个人所得税');

create table registry.feed_key (
  id uuid primary key default uuidv7(),
  source_id uuid not null references registry.feed_source,
  key_hash bytea not null unique,
  hint text not null,
  issued_by uuid not null,
  issued_at timestamptz not null default now(),
  revoked_at timestamptz,
  last_used_at timestamptz,
  minute_at timestamptz,
  minute_calls int not null default 0
);
create index on registry.feed_key (source_id);
comment on table registry.feed_key is '来源的接口密钥：只存摘要，发放时显示一次';
comment on column registry.feed_key.id is '标识';
comment on column registry.feed_key.source_id is '来源';
comment on column registry.feed_key.key_hash is '密钥的 SHA-256';
comment on column registry.feed_key.hint is '末四位';
comment on column registry.feed_key.issued_by is '发放人账号';
comment on column registry.feed_key.issued_at is '发放时间';
comment on column registry.feed_key.revoked_at is '停用时间';
comment on column registry.feed_key.last_used_at is '最近使用时间';
comment on column registry.feed_key.minute_at is '正在计数的一分钟从何时起';
comment on column registry.feed_key.minute_calls is '这一分钟已调用的次数';

create table registry.feed_delivery (
  id uuid primary key default uuidv7(),
  number text not null unique default 'S' || kernel.padded(nextval('registry.feed_number'), 6),
  source_id uuid not null references registry.feed_source,
  place_code text not null references kernel.place,
  channel text not null check (channel in ('folder', 'upload', 'api')),
  file_name text not null,
  file_bytes int not null check (file_bytes > 0),
  file_sealed bytea,
  content_hash bytea not null,
  idempotency_key text,
  as_of date not null,
  state text not null check (state in ('reading', 'done', 'undone', 'failed')),
  read_rows int not null default 0,
  new_rows int not null default 0,
  changed_rows int not null default 0,
  unchanged_rows int not null default 0,
  quarantined_rows int not null default 0,
  before jsonb,
  after jsonb,
  message text,
  created_by uuid,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  check (read_rows >= new_rows + changed_rows + unchanged_rows)
);
create unique index feed_same_file on registry.feed_delivery (source_id, content_hash) where state in ('reading', 'done');
create unique index feed_same_key on registry.feed_delivery (source_id, idempotency_key) where idempotency_key is not null;
create index on registry.feed_delivery (source_id, created_at desc);
create index on registry.feed_delivery (created_at desc, id);
comment on table registry.feed_delivery is '一次报送';
comment on column registry.feed_delivery.id is '标识';
comment on column registry.feed_delivery.number is '报送编号，给人看';
comment on column registry.feed_delivery.source_id is '来源';
comment on column registry.feed_delivery.place_code is '来源管辖的地方';
comment on column registry.feed_delivery.channel is 'folder 投放文件夹，upload 页面上传，api 接口';
comment on column registry.feed_delivery.file_name is '文件名';
comment on column registry.feed_delivery.file_bytes is '字节数';
comment on column registry.feed_delivery.file_sealed is '原文件，加密；读完即清空';
comment on column registry.feed_delivery.content_hash is '内容的带密钥摘要：同一文件再送不再读';
comment on column registry.feed_delivery.idempotency_key is '接口的幂等键';
comment on column registry.feed_delivery.as_of is '数据截至哪一天';
comment on column registry.feed_delivery.state is 'reading 读取中，done 已读完，undone 已撤销，failed 无法读取';
comment on column registry.feed_delivery.read_rows is '已读行数，也是中断后接着读的地方';
comment on column registry.feed_delivery.new_rows is '新增事实的行数';
comment on column registry.feed_delivery.changed_rows is '改动或补充已有事实的行数';
comment on column registry.feed_delivery.unchanged_rows is '与库中一致的行数';
comment on column registry.feed_delivery.quarantined_rows is '进隔离区的行数';
comment on column registry.feed_delivery.before is '读取前各类记录的条数';
comment on column registry.feed_delivery.after is '读取后各类记录的条数';
comment on column registry.feed_delivery.message is '无法读取的原因';
comment on column registry.feed_delivery.created_by is '上传人账号；空表示接口或投放文件夹';
comment on column registry.feed_delivery.created_at is '收到时间';
comment on column registry.feed_delivery.ended_at is '办结时间';

create table registry.feed_row (
  id uuid primary key default uuidv7(),
  delivery_id uuid not null references registry.feed_delivery,
  source_id uuid not null references registry.feed_source,
  place_code text not null,
  row_number int not null check (row_number > 0),
  row_hash bytea not null,
  reason text not null check (reason in ('unreadable', 'notFound', 'ambiguous', 'elsewhere', 'contradicts', 'backwards')),
  problems jsonb not null check (jsonb_array_length(problems) > 0),
  sealed bytea,
  state text not null check (state in ('open', 'settled', 'dropped')),
  outcome text,
  settled_by uuid,
  settled_on date,
  unique (delivery_id, row_number),
  check ((state = 'open') = (settled_on is null)),
  check ((state = 'open') = (outcome is null))
);
create unique index feed_row_once on registry.feed_row (source_id, row_hash) where state = 'open';
create index on registry.feed_row (delivery_id, state);
create index on registry.feed_row (state, id);
comment on table registry.feed_row is '隔离区：没有写入的行，由经办人处理或改对照表后重读';
comment on column registry.feed_row.id is '标识';
comment on column registry.feed_row.delivery_id is '哪次报送';
comment on column registry.feed_row.source_id is '来源';
comment on column registry.feed_row.place_code is '来源管辖的地方';
comment on column registry.feed_row.row_number is '文件中的行号';
comment on column registry.feed_row.row_hash is '整行内容的带密钥摘要：同一行再送不再隔离一次';
comment on column registry.feed_row.reason is 'unreadable 读不了，notFound 查无此人，ambiguous 不能确定是谁，elsewhere 不归此来源管辖，contradicts 与已核验的事实矛盾，backwards 比已知的旧';
comment on column registry.feed_row.problems is '问题：[{列, 问题, 怎么办}]，不含号码';
comment on column registry.feed_row.sealed is '整行内容，加密；处理完即清空';
comment on column registry.feed_row.state is 'open 待处理，settled 已写入，dropped 已放弃';
comment on column registry.feed_row.outcome is '怎样处理的';
comment on column registry.feed_row.settled_by is '处理人账号';
comment on column registry.feed_row.settled_on is '处理日期';

create table registry.feed_change (
  id uuid primary key default uuidv7(),
  delivery_id uuid not null references registry.feed_delivery,
  person_id uuid not null references registry.person,
  place_code text not null,
  record text not null,
  row_id uuid not null,
  before jsonb,
  undone boolean not null default false
);
create index on registry.feed_change (delivery_id);
create index on registry.feed_change (row_id);
create index on registry.feed_change (person_id);
comment on table registry.feed_change is '报送写过什么：新增的行，或改动前的整行；撤销凭它还回';
comment on column registry.feed_change.id is '先后';
comment on column registry.feed_change.delivery_id is '哪次报送';
comment on column registry.feed_change.person_id is '人';
comment on column registry.feed_change.place_code is '来源管辖的地方';
comment on column registry.feed_change.record is '哪张表';
comment on column registry.feed_change.row_id is '哪一行';
comment on column registry.feed_change.before is '改动前的整行；空表示新增';
comment on column registry.feed_change.undone is '已经撤销';

create table registry.feed_due (
  delivery_id uuid not null references registry.feed_delivery,
  person_id uuid not null references registry.person,
  place_code text not null,
  due text[] not null,
  primary key (delivery_id, person_id)
);
create index on registry.feed_due (person_id);
comment on table registry.feed_due is '报送改到的人，改动前符合哪些事项：报告据此说出谁的待遇变了';
comment on column registry.feed_due.delivery_id is '哪次报送';
comment on column registry.feed_due.person_id is '人';
comment on column registry.feed_due.place_code is '来源管辖的地方';
comment on column registry.feed_due.due is '改动前符合的事项版本';

do $$
declare
  t text;
  office constant text := $q$(select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope')))$q$;
begin
  foreach t in array array['feed_source', 'feed_delivery', 'feed_row', 'feed_change', 'feed_due'] loop
    execute format('alter table registry.%I enable row level security', t);
    execute format('alter table registry.%I force row level security', t);
    execute format('create policy read_in_place on registry.%I for select using (%s)', t, office);
    execute format('create policy insert_in_place on registry.%I for insert with check (%s)', t, office);
    execute format('create policy update_in_place on registry.%I for update using (%s) with check (%s)', t, office, office);
    execute format('grant select, insert, update on registry.%I to juying_app', t);
  end loop;
  foreach t in array array['feed_key', 'feed_record'] loop
    execute format('alter table registry.%I enable row level security', t);
    execute format('alter table registry.%I force row level security', t);
  end loop;
  foreach t in array array['degree', 'insurance', 'housing', 'household_registration', 'household_member', 'person_fact'] loop
    execute format('alter table registry.%I add column delivery_id uuid references registry.feed_delivery', t);
    execute format('create index on registry.%I (delivery_id) where delivery_id is not null', t);
    execute format('comment on column registry.%I.delivery_id is %L', t, '由哪次数据报送写入或改动');
    execute format('create policy undo_delivery on registry.%I for delete using (delivery_id is not null and (%s))', t, office);
  end loop;
end $$;
create policy with_source on registry.feed_key for all using (exists (select from registry.feed_source s where s.id = source_id)) with check (exists (select from registry.feed_source s where s.id = source_id));
create policy read_signed_in on registry.feed_record for select using ((select kernel.is_system()) or (select kernel.signed_in()));
grant select, insert, update on registry.feed_key to juying_app;
grant select on registry.feed_record to juying_app;
grant usage on sequence registry.feed_number to juying_app;

-- 报送的事务设定 app.feed 为来源：只能以本来源的报送、本来源的名义、写本来源的记录；没有设定的事务不能冒充报送。撤销的事务设定 app.feed_undo。
create function registry.guard_feed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  feed text := kernel.setting('feed');
  undoing text := kernel.setting('feed_undo');
  wanted jsonb := to_jsonb(new);
  s registry.feed_source;
begin
  if undoing is not null then
    if tg_op <> 'UPDATE' or (to_jsonb(old) ->> 'delivery_id') is distinct from undoing then
      raise exception '撤销报送只还回这次报送改过的行' using errcode = '42501';
    end if;
    return new;
  end if;
  if feed is null then
    if new.delivery_id is not null and (tg_op = 'INSERT' or new.delivery_id is distinct from old.delivery_id) then
      raise exception '只有数据报送能以报送的名义写' using errcode = '42501';
    end if;
    return new;
  end if;
  select f.* into s from registry.feed_delivery d join registry.feed_source f on f.id = d.source_id where d.id = new.delivery_id and f.id = feed::uuid;
  if s.id is null then
    raise exception '这次报送不属于这个来源' using errcode = '42501';
  end if;
  if new.source <> s.name or not exists (select from registry.feed_record r where r.kind = s.kind and r.record = tg_table_name and r.fact in ('', wanted ->> 'fact')) then
    raise exception '来源“%”不能写这类事实', s.name using errcode = '42501';
  end if;
  return new;
end $$;
comment on function registry.guard_feed() is '数据报送只写自己那几类记录';
create function registry.refuse_feed() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if kernel.setting('feed') is not null or kernel.setting('feed_undo') is not null then
    raise exception '数据报送不能写 %', tg_table_name using errcode = '42501';
  end if;
  return null;
end $$;
comment on function registry.refuse_feed() is '这张表不由数据报送写';
do $$
declare t text;
begin
  foreach t in array array['degree', 'insurance', 'housing', 'household_registration', 'household_member', 'person_fact'] loop
    execute format('create trigger guard_feed before insert or update on registry.%I for each row execute function registry.guard_feed()', t);
  end loop;
  foreach t in array array['person', 'title', 'skill', 'talent_class', 'employment', 'honour', 'introduction', 'departure', 'appraisal', 'record_check', 'team_member',
    'part_time_post', 'project', 'patent', 'contest', 'person_document'] loop
    execute format('create trigger refuse_feed before insert or update or delete on registry.%I for each statement execute function registry.refuse_feed()', t);
  end loop;
end $$;
