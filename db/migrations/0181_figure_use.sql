-- 指标用在哪里：哪份文稿、哪份简报、哪次核对用了哪个数。文稿本身不存放（docs/decisions/0070），只记它的名称。

create table indicators.figure_use (
  id uuid primary key default uuidv7(),
  figure text not null,
  binding_id text not null check (length(binding_id) between 3 and 200),
  binding_title text not null,
  edition text not null,
  place_code text not null references kernel.place,
  period_from date,
  period_to date not null,
  since_from date,
  since_on date,
  as_of date not null,
  value text not null,
  unit text not null,
  written text not null,
  kind text not null check (kind in ('draft', 'brief', 'check', 'reply')),
  title text not null check (length(title) between 1 and 120),
  reader_place text not null references kernel.place,
  used_by uuid not null,
  used_by_name text not null,
  used_on date not null,
  created_at timestamptz not null default now()
);
create unique index figure_use_once on indicators.figure_use (figure, used_by, used_on, kind, title, binding_id, place_code, period_from, period_to, value, written) nulls not distinct;
create index on indicators.figure_use (figure, id desc);
comment on table indicators.figure_use is '指标的使用：一份材料用了一个数，一天一条，只增不改';
comment on column indicators.figure_use.id is '标识';
comment on column indicators.figure_use.figure is '指标编号';
comment on column indicators.figure_use.binding_id is '对应编号：指标、部分和算法，如 talent.density.change';
comment on column indicators.figure_use.binding_title is '对应的名称';
comment on column indicators.figure_use.edition is '当时的口径指纹；口径改过的不相减';
comment on column indicators.figure_use.place_code is '数是哪个地方的';
comment on column indicators.figure_use.period_from is '期间起；空表示时点数或累计数';
comment on column indicators.figure_use.period_to is '时点或期间止';
comment on column indicators.figure_use.since_from is '比较期间的起；空表示没有';
comment on column indicators.figure_use.since_on is '比较的时点；空表示按惯例';
comment on column indicators.figure_use.as_of is '文稿的日期';
comment on column indicators.figure_use.value is '当时的数，准确值';
comment on column indicators.figure_use.unit is '单位';
comment on column indicators.figure_use.written is '材料里写的数；核对时是报告原来写的';
comment on column indicators.figure_use.kind is '种类：draft 填入文稿，brief 简报，check 核对报告，reply 答复';
comment on column indicators.figure_use.title is '材料名称；不含正文';
comment on column indicators.figure_use.reader_place is '使用人所在地，决定谁能看到';
comment on column indicators.figure_use.used_by is '使用人账号';
comment on column indicators.figure_use.used_by_name is '使用人姓名，当时的';
comment on column indicators.figure_use.used_on is '使用日期';

alter table indicators.figure_use enable row level security;
alter table indicators.figure_use force row level security;
create policy read_in_place on indicators.figure_use for select using ((select kernel.is_system()) or starts_with(reader_place, (select kernel.setting('scope'))));
create policy writers_use on indicators.figure_use for insert
  with check ((select kernel.is_system()) or ((select kernel.has_role('talentOffice', 'leader')) and starts_with(reader_place, (select kernel.setting('scope')))));
create trigger figure_use_kept before update or delete on indicators.figure_use for each row execute function kernel.refuse_change();
grant select, insert on indicators.figure_use to juying_app;
