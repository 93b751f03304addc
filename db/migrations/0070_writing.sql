-- 写材料：文稿里一处空曾被确认为什么。文稿本身不存放（docs/decisions/0070）。

create schema writing;
comment on schema writing is '写材料：确认过的对应';
grant usage on schema writing to juying_app;

create table writing.confirmation (
  id uuid primary key default uuidv7(),
  place_code text not null references kernel.place,
  context text not null check (length(context) between 1 and 120),
  binding_id text not null check (length(binding_id) between 3 and 200),
  title text not null,
  confirmed_by uuid,
  confirmed_by_name text not null,
  confirmed_on date not null,
  confirmed_at timestamptz not null default now(),
  unique (place_code, context)
);
comment on table writing.confirmation is '确认过的对应：一个地方、同样的上下文、一条';
comment on column writing.confirmation.id is '标识';
comment on column writing.confirmation.place_code is '区划代码：谁的文稿';
comment on column writing.confirmation.context is '空前后的字，去掉数字和年份';
comment on column writing.confirmation.binding_id is '对应的指标、政策参数或名称的编号';
comment on column writing.confirmation.title is '对应的名称，确认时的';
comment on column writing.confirmation.confirmed_by is '确认人账号；空表示系统';
comment on column writing.confirmation.confirmed_by_name is '确认人姓名，当时的';
comment on column writing.confirmation.confirmed_on is '确认日期';
comment on column writing.confirmation.confirmed_at is '确认时间';

alter table writing.confirmation enable row level security;
alter table writing.confirmation force row level security;
-- 同一地方的人共用；上级看得到下级的，下级看不到上级的。
create policy read_in_place on writing.confirmation for select using ((select kernel.is_system()) or kernel.sees_place(place_code));
create policy writers_confirm on writing.confirmation for insert with check (((select kernel.is_system()) or (select kernel.has_role('talentOffice')) or (select kernel.has_role('leader'))) and kernel.sees_place(place_code));
create policy writers_change on writing.confirmation for update
  using (((select kernel.is_system()) or (select kernel.has_role('talentOffice')) or (select kernel.has_role('leader'))) and kernel.sees_place(place_code))
  with check (((select kernel.is_system()) or (select kernel.has_role('talentOffice')) or (select kernel.has_role('leader'))) and kernel.sees_place(place_code));
create policy writers_forget on writing.confirmation for delete
  using (((select kernel.is_system()) or (select kernel.has_role('talentOffice')) or (select kernel.has_role('leader'))) and kernel.sees_place(place_code));
grant select, insert, update, delete on writing.confirmation to juying_app;
