-- 审核人员只在此人的办件到了本机构之后才能查看完整的证件号码。登记库不认识办件，所以由函数回答。
create function kernel.reviews_person(wanted uuid) returns boolean language plpgsql stable as $$
begin
  return exists (
    select from cases.case c join cases.step s on s.case_id = c.id
    where c.person_id = wanted and s.state <> 'waiting' and s.place_code = kernel.setting('scope') and s.department is not distinct from kernel.setting('department'));
end $$;
comment on function kernel.reviews_person is '此人有没有办件到过本机构（当前职责的辖区和部门）';

-- 查看预警：一天里查看完整号码过多、深夜查看、跨区县查看，各自留一条，由安全保密员或审计员核实后销号。
create table kernel.reveal_alarm (
  id uuid primary key default uuidv7(),
  day date not null,
  account_id uuid not null references kernel.account,
  account_name text not null,
  role text not null,
  kind text not null check (kind in ('many', 'night', 'places')),
  count int not null check (count > 0),
  raised_at timestamptz not null default now(),
  acknowledged_by uuid references kernel.account,
  acknowledged_by_name text,
  acknowledged_at timestamptz,
  finding text,
  unique (day, account_id, kind),
  check ((acknowledged_by is null) = (acknowledged_at is null) and (acknowledged_by is null) = (finding is null)),
  check (acknowledged_by is distinct from account_id)
);
comment on table kernel.reveal_alarm is '查看预警：查看完整证件号码的异常，核实后销号';
comment on column kernel.reveal_alarm.id is '标识';
comment on column kernel.reveal_alarm.day is '哪一天';
comment on column kernel.reveal_alarm.account_id is '查看人账号';
comment on column kernel.reveal_alarm.account_name is '查看人';
comment on column kernel.reveal_alarm.role is '职责';
comment on column kernel.reveal_alarm.kind is '情形：many 一天里查看多人，night 深夜查看，places 一天里查看多个区县的人';
comment on column kernel.reveal_alarm.count is '次数或区县数，当日只增';
comment on column kernel.reveal_alarm.raised_at is '预警时间';
comment on column kernel.reveal_alarm.acknowledged_by is '核实人账号';
comment on column kernel.reveal_alarm.acknowledged_by_name is '核实人';
comment on column kernel.reveal_alarm.acknowledged_at is '核实时间';
comment on column kernel.reveal_alarm.finding is '核实结论';
create function kernel.keep_alarm() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or row(new.day, new.account_id, new.kind, new.account_name, new.role, new.raised_at) is distinct from row(old.day, old.account_id, old.kind, old.account_name, old.role, old.raised_at)
     or new.count < old.count or old.acknowledged_by is not null and row(new.acknowledged_by, new.finding) is distinct from row(old.acknowledged_by, old.finding) then
    raise exception '查看预警只能销号，不能改动' using errcode = 'JY001';
  end if;
  return new;
end $$;
create trigger reveal_alarm_kept before update or delete on kernel.reveal_alarm for each row execute function kernel.keep_alarm();
alter table kernel.reveal_alarm enable row level security;
alter table kernel.reveal_alarm force row level security;
create policy read on kernel.reveal_alarm for select using ((select kernel.is_system()) or (select kernel.has_role('securityOfficer', 'auditOfficer')));
create policy raise on kernel.reveal_alarm for insert with check ((select kernel.is_system()));
create policy acknowledge on kernel.reveal_alarm for update
  using ((select kernel.is_system()) or (select kernel.has_role('securityOfficer', 'auditOfficer')))
  with check ((select kernel.is_system()) or acknowledged_by = (select kernel.actor()));
grant select, insert, update on kernel.reveal_alarm to juying_app;
