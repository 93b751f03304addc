-- 资金日报表、月度对账单：一人编制、另一人签字，签后定格，逐张相扣；签过的日期不能再记账。

create table fund.sheet (
  id uuid primary key default uuidv7(),
  number text not null unique,
  fund_id uuid not null references fund.special_fund,
  place_code text not null references kernel.place,
  kind text not null check (kind in ('day', 'month')),
  from_on date not null,
  to_on date not null,
  state text not null default 'prepared' check (state in ('prepared', 'signed', 'returned')),
  content text not null check (length(content) > 2),
  differs_fen bigint not null check (differs_fen >= 0),
  prepared_by uuid,
  preparer_person uuid,
  preparer_name text not null,
  prepared_at timestamptz not null default now(),
  signed_by uuid,
  signer_person uuid,
  signer_name text,
  signed_at timestamptz,
  previous_seal text check (previous_seal ~ '^[0-9a-f]{64}$'),
  seal text unique check (seal ~ '^[0-9a-f]{64}$'),
  return_reason text check (length(return_reason) >= 4),
  check ((kind = 'day' and to_on = from_on) or (kind = 'month' and from_on = date_trunc('month', from_on)::date and to_on = (from_on + interval '1 month' - interval '1 day')::date)),
  check ((state = 'signed') = (signed_at is not null and signer_name is not null and previous_seal is not null and seal is not null)),
  check ((state = 'returned') = (return_reason is not null)),
  constraint sheet_without_difference check (state <> 'signed' or differs_fen = 0),
  constraint sheet_two_accounts check (signed_by is null or signed_by is distinct from prepared_by),
  constraint sheet_two_persons check (signer_person is null or signer_person is distinct from preparer_person),
  constraint sheet_seal_is_of_its_content check (state <> 'signed' or seal = encode(sha256(convert_to(
    previous_seal || E'\n' || fund_id::text || E'\n' || kind || E'\n' || to_char(from_on, 'YYYY-MM-DD') || E'\n' || to_char(to_on, 'YYYY-MM-DD') || E'\n' || content, 'UTF8')), 'hex'))
);
create unique index sheet_one_alive on fund.sheet (fund_id, kind, from_on) where state <> 'returned';
create unique index sheet_one_chain on fund.sheet (fund_id, kind, previous_seal) where state = 'signed';
create index sheet_signed_through on fund.sheet (fund_id, to_on) where state = 'signed';
create index on fund.sheet (place_code text_pattern_ops);
comment on table fund.sheet is '资金日报表与月度对账单：两人签成，签后不变，校验码逐张相扣';
comment on column fund.sheet.id is '标识';
comment on column fund.sheet.number is '编号';
comment on column fund.sheet.fund_id is '专项资金';
comment on column fund.sheet.place_code is '区划代码';
comment on column fund.sheet.kind is '种类：day 日报表，month 月度对账单';
comment on column fund.sheet.from_on is '期间起';
comment on column fund.sheet.to_on is '期间止（含）';
comment on column fund.sheet.state is '状态：prepared 待签字，signed 已签字，returned 已退回';
comment on column fund.sheet.content is '定格的内容：各科目各账户的期初、借贷、期末，各种变动，核对，未了事项，待第二人办理的事项（JSON 文本）';
comment on column fund.sheet.differs_fen is '各项核对的差额合计（分）；不为零不能签字';
comment on column fund.sheet.prepared_by is '编制账号；空表示系统';
comment on column fund.sheet.preparer_person is '编制人：账号对应的人，没有登记时为账号';
comment on column fund.sheet.preparer_name is '编制人姓名';
comment on column fund.sheet.prepared_at is '编制时间';
comment on column fund.sheet.signed_by is '签字账号';
comment on column fund.sheet.signer_person is '签字人：必须不是编制人，换个账号也不行';
comment on column fund.sheet.signer_name is '签字人姓名';
comment on column fund.sheet.signed_at is '签字时间';
comment on column fund.sheet.previous_seal is '上一张同类报表的校验码；第一张为 64 个零';
comment on column fund.sheet.seal is '校验码（SHA-256）：上一张的校验码、专项资金、种类、期间和内容';
comment on column fund.sheet.return_reason is '退回的理由';

create function fund.guard_sheet() returns trigger language plpgsql as $$
declare latest record;
begin
  if old.state <> 'prepared' or new.state not in ('signed', 'returned') then
    raise exception '报表不能从 % 变为 %', old.state, new.state using errcode = 'JY001';
  end if;
  if (new.number, new.fund_id, new.place_code, new.kind, new.from_on, new.to_on, new.content, new.differs_fen, new.prepared_at) is distinct from
    (old.number, old.fund_id, old.place_code, old.kind, old.from_on, old.to_on, old.content, old.differs_fen, old.prepared_at)
    or new.prepared_by is distinct from old.prepared_by or new.preparer_person is distinct from old.preparer_person then
    raise exception '报表编制后内容不能改，只能退回重编' using errcode = 'JY001';
  end if;
  if new.state = 'signed' then
    if new.to_on >= kernel.today() then
      raise exception '期间还没有过完，不能签字' using errcode = 'JY003';
    end if;
    select s.seal, s.to_on into latest from fund.sheet s where s.fund_id = new.fund_id and s.kind = new.kind and s.state = 'signed' order by s.to_on desc limit 1;
    if new.previous_seal is distinct from coalesce(latest.seal, repeat('0', 64)) or latest.to_on >= new.from_on then
      raise exception '报表没有接在上一张之后' using errcode = 'JY003';
    end if;
  end if;
  return new;
end $$;
comment on function fund.guard_sheet() is '报表只能由待签字变为签字或退回，内容不变，接在上一张之后';
create trigger sheet_guard before update on fund.sheet for each row execute function fund.guard_sheet();
create trigger sheet_stays before delete or truncate on fund.sheet for each statement execute function kernel.refuse_change();

-- 签字前锁住专项资金的各科目：正在记账的先记完，后来的看得到这次签字。
create function fund.lock_fund(wanted uuid) returns int language plpgsql security definer set search_path = pg_catalog as $$
declare locked int;
begin
  select count(*) into locked from (select l.id from fund.budget_line l where l.fund_id = wanted order by l.id for update) l;
  return locked;
end $$;
comment on function fund.lock_fund(uuid) is '锁住一个专项资金的全部科目，返回科目数';

create function fund.refuse_signed_period() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare closed record;
begin
  select d.day, s.number into closed from (
    select distinct l.fund_id, o.day from added a join fund.posting o on o.id = a.posting_id join fund.budget_line l on l.id = a.line_id
  ) d join fund.sheet s on s.fund_id = d.fund_id and s.state = 'signed' and s.to_on >= d.day limit 1;
  if found then
    raise exception '% 已由报表 % 签字关账，不能再记账；更正记在当天', closed.day, closed.number using errcode = 'JY008';
  end if;
  return null;
end $$;
comment on function fund.refuse_signed_period() is '记账日期在已签字的期间里，一律拒绝';
-- 名字排在 entry_moves_balance 之后：先在科目行上排队，再看有没有签字。
create trigger entry_of_open_period after insert on fund.entry referencing new table as added
  for each statement execute function fund.refuse_signed_period();

alter table fund.sheet enable row level security;
alter table fund.sheet force row level security;
create policy read_place on fund.sheet for select using ((select fund.may_decide()) and kernel.sees_place(place_code));
create policy append on fund.sheet for insert with check ((select fund.is_finance()) and kernel.sees_place(place_code));
create policy move on fund.sheet for update using ((select fund.is_finance()) and kernel.sees_place(place_code)) with check ((select fund.is_finance()) and kernel.sees_place(place_code));
create policy owner_reads on fund.sheet for select to juying_owner using (true);
grant select, insert on fund.sheet to juying_app;
grant update (state, signed_by, signer_person, signer_name, signed_at, previous_seal, seal, return_reason) on fund.sheet to juying_app;
