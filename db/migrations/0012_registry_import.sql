-- 批量导入：先整份检查（暂存、逐行报告），确认后一次写入；可以撤销。暂存行整行加密。

create sequence registry.import_number;
create table registry.import_batch (
  id uuid primary key default uuidv7(),
  number text not null unique default 'D' || lpad(nextval('registry.import_number')::text, 5, '0'),
  file_name text not null,
  file_bytes int not null check (file_bytes > 0),
  file_sealed bytea,
  source text not null,
  place_code text not null references kernel.place,
  employer_id uuid references registry.employer,
  state text not null check (state in ('checking', 'checked', 'importing', 'imported', 'undone', 'failed')),
  done_rows int not null default 0,
  total_rows int,
  new_rows int not null default 0,
  known_rows int not null default 0,
  wrong_rows int not null default 0,
  message text,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  check (done_rows >= 0 and new_rows >= 0 and known_rows >= 0 and wrong_rows >= 0)
);
create index on registry.import_batch (created_by, created_at desc);
comment on table registry.import_batch is '一次批量导入';
comment on column registry.import_batch.id is '标识';
comment on column registry.import_batch.number is '导入编号，给人看';
comment on column registry.import_batch.file_name is '文件名';
comment on column registry.import_batch.file_bytes is '文件字节数';
comment on column registry.import_batch.file_sealed is '原文件，加密；检查完即清空';
comment on column registry.import_batch.source is '数据来源，写入每条事实';
comment on column registry.import_batch.place_code is '发起人的辖区；所在地不在其内的行不予导入';
comment on column registry.import_batch.employer_id is '由单位发起时的单位；只收本单位人员';
comment on column registry.import_batch.state is 'checking 检查中，checked 已检查待确认，importing 写入中，imported 已导入，undone 已撤销，failed 无法读取';
comment on column registry.import_batch.done_rows is '当前一步已处理的行数';
comment on column registry.import_batch.total_rows is '总行数';
comment on column registry.import_batch.new_rows is '新人行数';
comment on column registry.import_batch.known_rows is '库中已有的人的行数';
comment on column registry.import_batch.wrong_rows is '有错的行数';
comment on column registry.import_batch.message is '无法读取的原因';
comment on column registry.import_batch.created_by is '发起人账号';
comment on column registry.import_batch.created_at is '上传时间';
comment on column registry.import_batch.ended_at is '办结时间';

create table registry.import_row (
  batch_id uuid not null references registry.import_batch on delete cascade,
  row_number int not null check (row_number > 0),
  outcome text not null check (outcome in ('new', 'known', 'wrong')),
  sealed bytea,
  problems jsonb not null default '[]',
  document_index bytea,
  person_id uuid,
  primary key (batch_id, row_number),
  check ((outcome = 'wrong') = (problems <> '[]'))
);
comment on table registry.import_row is '导入的暂存行：内容整行加密，问题只写列名和说明，不含号码';
comment on column registry.import_row.batch_id is '哪次导入';
comment on column registry.import_row.row_number is '表格中的行号';
comment on column registry.import_row.outcome is 'new 新人，known 库中已有，wrong 有错';
comment on column registry.import_row.sealed is '整行内容，加密；导入或撤销后清空';
comment on column registry.import_row.problems is '问题：[{列, 问题, 怎么办}]';
comment on column registry.import_row.document_index is '证件盲索引';
comment on column registry.import_row.person_id is '对应的人';

do $$
declare t text;
begin
  foreach t in array array['import_batch', 'import_row'] loop
    execute format('alter table registry.%I enable row level security', t);
    execute format('alter table registry.%I force row level security', t);
    execute format('grant select, insert, update, delete on registry.%I to juying_app', t);
  end loop;
end $$;
create policy read_own on registry.import_batch for select using ((select kernel.is_system()) or created_by = kernel.actor() or kernel.sees_place(place_code));
create policy start_own on registry.import_batch for insert with check ((select kernel.is_system()) or created_by = kernel.actor());
create policy move_own on registry.import_batch for update using ((select kernel.is_system()) or created_by = kernel.actor() or kernel.sees_place(place_code));
create policy with_batch on registry.import_row for select using ((select kernel.is_system()) or exists (select from registry.import_batch b where b.id = batch_id));
create policy clear_own on registry.import_row for update using (exists (select from registry.import_batch b where b.id = batch_id));
create policy write_system on registry.import_row for all using ((select kernel.is_system())) with check ((select kernel.is_system()));
grant usage on all sequences in schema registry to juying_app;
