-- 指标：年度目标。指标的数由记录现算（docs/decisions/0060），这里没有存放结果的表。

create schema indicators;
comment on schema indicators is '指标：年度目标';
grant usage on schema indicators to juying_app;

create table indicators.target (
  id uuid primary key default uuidv7(),
  figure text not null check (figure ~ '^[a-z][a-zA-Z]*\.[a-z][a-zA-Z.-]*$'),
  place_code text not null references kernel.place,
  year int not null check (year between 2000 and 2100),
  value numeric(17, 2) not null check (value >= 0),
  document text not null check (length(document) >= 4),
  set_by uuid,
  set_at timestamptz not null default now(),
  unique (figure, place_code, year)
);
comment on table indicators.target is '年度目标：一个指标、一个地方、一年一条';
comment on column indicators.target.id is '标识';
comment on column indicators.target.figure is '指标编号';
comment on column indicators.target.place_code is '区划代码';
comment on column indicators.target.year is '年度';
comment on column indicators.target.value is '目标值，单位与指标相同；金额为分';
comment on column indicators.target.document is '下达目标的文件';
comment on column indicators.target.set_by is '下达人账号；空表示系统';
comment on column indicators.target.set_at is '下达时间';

alter table indicators.target enable row level security;
alter table indicators.target force row level security;
create policy read_in_place on indicators.target for select using (kernel.sees_place(place_code));
create policy office_sets on indicators.target for insert with check ((kernel.is_system() or kernel.has_role('talentOffice')) and kernel.sees_place(place_code));
create policy office_changes on indicators.target for update
  using ((kernel.is_system() or kernel.has_role('talentOffice')) and kernel.sees_place(place_code))
  with check ((kernel.is_system() or kernel.has_role('talentOffice')) and kernel.sees_place(place_code));
grant select, insert, update on indicators.target to juying_app;
