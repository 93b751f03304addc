-- 预算年度：科目所属计划、两人办理的预算调整、关账、预警、市县结算。

alter table fund.budget_line
  add column programme text check (programme in ('高层次人才引进计划', '名校优生引进计划', '技能人才振兴计划')),
  add constraint budget_line_closed_reserves_nothing check (state = 'open' or (reserved_fen = 0 and frozen_fen = 0));
comment on column fund.budget_line.programme is '所属计划（三大计划之一）；空表示不属于哪一个计划';
create index on fund.budget_line (fund_id);

create table fund.adjustment (
  id uuid primary key default uuidv7(),
  number text not null unique,
  kind text not null check (kind in ('transfer', 'freeze', 'thaw', 'carryOver', 'surrender')),
  line_id uuid not null references fund.budget_line,
  to_line_id uuid references fund.budget_line,
  place_code text not null references kernel.place,
  amount_fen bigint not null check (amount_fen > 0),
  document text not null check (length(document) between 4 and 100),
  state text not null default 'asked' check (state in ('asked', 'approved', 'declined', 'withdrawn')),
  asked_by uuid,
  asker_person uuid,
  asked_at timestamptz not null default now(),
  decided_by uuid,
  decider_person uuid,
  decided_at timestamptz,
  decline_reason text,
  posting_id uuid unique references fund.posting,
  constraint adjustment_two_accounts check (state <> 'approved' or decided_by is distinct from asked_by or decided_by is null),
  constraint adjustment_two_persons check (state <> 'approved' or decider_person is distinct from asker_person or decider_person is null),
  check (to_line_id is distinct from line_id),
  check (kind <> 'transfer' or to_line_id is not null),
  check (kind in ('transfer', 'carryOver') or to_line_id is null),
  check ((state = 'approved') = (posting_id is not null)),
  check ((state = 'declined') = (decline_reason is not null)),
  check ((state = 'asked') = (decided_at is null))
);
create index on fund.adjustment (line_id);
create index on fund.adjustment (to_line_id);
create index on fund.adjustment (place_code text_pattern_ops, state);
comment on table fund.adjustment is '预算调整：调剂、冻结、解冻、结转、收回财政；一人提出，另一人批准后才记账';
comment on column fund.adjustment.id is '标识';
comment on column fund.adjustment.number is '编号';
comment on column fund.adjustment.kind is '种类：transfer 调剂，freeze 冻结，thaw 解冻，carryOver 结转下年，surrender 收回财政';
comment on column fund.adjustment.line_id is '科目；调剂、结转为调出科目';
comment on column fund.adjustment.to_line_id is '调入科目；结转在批准时才定，没有则设立';
comment on column fund.adjustment.place_code is '科目所在地代码';
comment on column fund.adjustment.amount_fen is '金额（分）';
comment on column fund.adjustment.document is '依据文件';
comment on column fund.adjustment.state is '状态：asked 待批准，approved 已批准并记账，declined 不批准，withdrawn 已撤回';
comment on column fund.adjustment.asked_by is '提出账号；空表示系统';
comment on column fund.adjustment.asker_person is '提出人：账号对应的人，没有登记时为账号';
comment on column fund.adjustment.asked_at is '提出时间';
comment on column fund.adjustment.decided_by is '批准、不批准或撤回的账号；空表示系统';
comment on column fund.adjustment.decider_person is '批准人：必须不是提出人，换个账号也不行';
comment on column fund.adjustment.decided_at is '批准、不批准或撤回的时间';
comment on column fund.adjustment.decline_reason is '不批准的理由';
comment on column fund.adjustment.posting_id is '批准后的凭证';

create table fund.usage_warning (
  id uuid primary key default uuidv7(),
  line_id uuid not null references fund.budget_line,
  place_code text not null references kernel.place,
  threshold int not null check (threshold in (70, 90)),
  used_fen bigint not null check (used_fen >= 0),
  appropriated_fen bigint not null check (appropriated_fen > 0),
  warned_on date not null,
  eased_on date,
  check (eased_on is null or eased_on >= warned_on)
);
create unique index usage_warning_once on fund.usage_warning (line_id, threshold) where eased_on is null;
create index on fund.usage_warning (place_code text_pattern_ops);
comment on table fund.usage_warning is '用款预警：科目用到七成、九成时各提醒一次；追加后回落的，再次用到时另行提醒';
comment on column fund.usage_warning.id is '标识';
comment on column fund.usage_warning.line_id is '科目';
comment on column fund.usage_warning.place_code is '科目所在地代码';
comment on column fund.usage_warning.threshold is '界限（百分之几）';
comment on column fund.usage_warning.used_fen is '当时已用（分）：下达减可用';
comment on column fund.usage_warning.appropriated_fen is '当时下达（分）';
comment on column fund.usage_warning.warned_on is '提醒日期';
comment on column fund.usage_warning.eased_on is '回落到界限以下的日期';

create table fund.settlement (
  id uuid primary key default uuidv7(),
  number text not null unique,
  city_code text not null references kernel.place,
  place_code text not null references kernel.place,
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  state text not null default 'drawn' check (state in ('drawn', 'confirmed', 'declined', 'withdrawn')),
  items int not null check (items > 0),
  county_owes_fen bigint not null check (county_owes_fen >= 0),
  city_owes_fen bigint not null check (city_owes_fen >= 0),
  drawn_by uuid,
  drawer_person uuid,
  drawn_at timestamptz not null default now(),
  document text check (length(document) between 4 and 100),
  decided_by uuid,
  decider_person uuid,
  decided_at timestamptz,
  decline_reason text,
  posting_id uuid unique references fund.posting,
  check (length(city_code) = 4 and length(place_code) = 6 and starts_with(place_code, city_code)),
  constraint settlement_two_accounts check (state <> 'confirmed' or decided_by is distinct from drawn_by or decided_by is null),
  constraint settlement_two_persons check (state <> 'confirmed' or decider_person is distinct from drawer_person or decider_person is null),
  check ((state = 'confirmed') = (posting_id is not null and document is not null)),
  check ((state = 'declined') = (decline_reason is not null)),
  check ((state = 'drawn') = (decided_at is null))
);
create index on fund.settlement (place_code text_pattern_ops);
comment on table fund.settlement is '市县结算单：一段时间里一级替另一级垫付的份额，市级编制，区县确认后记账';
comment on column fund.settlement.id is '标识';
comment on column fund.settlement.number is '编号';
comment on column fund.settlement.city_code is '市级代码';
comment on column fund.settlement.place_code is '区县代码';
comment on column fund.settlement.from_on is '付款日期起';
comment on column fund.settlement.to_on is '付款日期止（含）';
comment on column fund.settlement.state is '状态：drawn 待区县确认，confirmed 已确认并记账，declined 区县不认可，withdrawn 市级撤回';
comment on column fund.settlement.items is '笔数';
comment on column fund.settlement.county_owes_fen is '区县应负担、由市级垫付的合计（分）';
comment on column fund.settlement.city_owes_fen is '市级应负担、由区县垫付的合计（分）';
comment on column fund.settlement.drawn_by is '编制账号；空表示系统';
comment on column fund.settlement.drawer_person is '编制人：账号对应的人，没有登记时为账号';
comment on column fund.settlement.drawn_at is '编制时间';
comment on column fund.settlement.document is '区县确认的依据文件';
comment on column fund.settlement.decided_by is '确认、不认可或撤回的账号；空表示系统';
comment on column fund.settlement.decider_person is '确认人：必须不是编制人';
comment on column fund.settlement.decided_at is '确认、不认可或撤回的时间';
comment on column fund.settlement.decline_reason is '不认可的理由';
comment on column fund.settlement.posting_id is '确认后的凭证';

create table fund.settlement_item (
  id uuid primary key default uuidv7(),
  settlement_id uuid not null references fund.settlement,
  place_code text not null,
  instalment_id uuid not null references fund.instalment,
  payer_line_id uuid not null references fund.budget_line,
  owed_by text not null check (owed_by in ('city', 'county')),
  paid_on date not null,
  paid_fen bigint not null check (paid_fen > 0),
  amount_fen bigint not null check (amount_fen > 0 and amount_fen <= paid_fen),
  alive boolean not null default true
);
create unique index settlement_item_once on fund.settlement_item (instalment_id) where alive;
create index on fund.settlement_item (settlement_id);
create index on fund.settlement_item (instalment_id);
comment on table fund.settlement_item is '结算明细：一笔付款在有效的结算单里至多一次';
comment on column fund.settlement_item.id is '标识';
comment on column fund.settlement_item.settlement_id is '结算单';
comment on column fund.settlement_item.place_code is '区县代码';
comment on column fund.settlement_item.instalment_id is '分期（已付）';
comment on column fund.settlement_item.payer_line_id is '垫付的科目';
comment on column fund.settlement_item.owed_by is '应负担的一级：city 市，county 区县';
comment on column fund.settlement_item.paid_on is '付款日期';
comment on column fund.settlement_item.paid_fen is '这一笔付款（分）';
comment on column fund.settlement_item.amount_fen is '其中应由对方负担（分）';
comment on column fund.settlement_item.alive is '结算单有效；不认可或撤回后为假，可以重新编制';

-- 每一期的份额按累计数取整：各期市级份额之和正好是决定上的市级份额，每一期两级之和正好是这一期。
create function fund.city_part(upto_fen bigint, award_fen bigint, city_share_fen bigint) returns bigint language sql immutable parallel safe
  return div(upto_fen::numeric * city_share_fen, award_fen)::bigint;
comment on function fund.city_part(bigint, bigint, bigint) is '付到累计 upto_fen 时市级应负担的累计份额（分），向下取整；相邻两期之差即这一期的份额';

-- 关账：年度已过、没有占用和冻结、可用已结转或收回。返回空表示关了，否则说明还差什么。
create function fund.close_line(wanted uuid) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare l fund.budget_line;
begin
  select * into l from fund.budget_line where id = wanted for update;
  if not found then return 'missing'; end if;
  if l.state = 'closed' then return 'alreadyClosed'; end if;
  if l.year >= extract(year from kernel.today()) then return 'yearNotOver'; end if;
  if l.reserved_fen > 0 then return 'reservedLeft'; end if;
  if l.frozen_fen > 0 then return 'frozenLeft'; end if;
  if l.available_fen <> 0 then return 'availableLeft'; end if;
  update fund.budget_line set state = 'closed' where id = wanted;
  return null;
end $$;
comment on function fund.close_line(uuid) is '关账；返回空为已关，否则为不能关的原因代码';

create function fund.guard_line() returns trigger language plpgsql as $$
begin
  if new.state <> old.state and (old.state = 'closed' or new.reserved_fen <> 0 or new.frozen_fen <> 0 or new.available_fen <> 0) then
    raise exception '科目不能从 % 变为 %：关账前须没有占用、冻结和可用余额，关账后不再打开', old.state, new.state using errcode = 'JY003';
  end if;
  return new;
end $$;
comment on function fund.guard_line() is '科目只能在余额了结后关账，关了不再打开';
create trigger budget_line_guard after update of state on fund.budget_line for each row execute function fund.guard_line();

do $$
declare t text;
begin
  foreach t in array array['adjustment', 'usage_warning', 'settlement', 'settlement_item'] loop
    execute format('alter table fund.%I enable row level security', t);
    execute format('alter table fund.%I force row level security', t);
  end loop;
  foreach t in array array['adjustment', 'settlement', 'settlement_item'] loop
    execute format('create policy read_place on fund.%I for select using ((select fund.may_decide()) and kernel.sees_place(place_code))', t);
    execute format('create policy append on fund.%I for insert with check ((select fund.is_finance()) and kernel.sees_place(place_code))', t);
    execute format('create policy move on fund.%I for update using ((select fund.is_finance()) and kernel.sees_place(place_code))
      with check ((select fund.is_finance()) and kernel.sees_place(place_code))', t);
  end loop;
end $$;
create policy read_place on fund.usage_warning for select using ((select fund.is_staff()) and kernel.sees_place(place_code));
create policy write_system on fund.usage_warning for all using ((select kernel.is_system())) with check ((select kernel.is_system()));

grant select, insert on fund.adjustment, fund.usage_warning, fund.settlement, fund.settlement_item to juying_app;
grant update (state, to_line_id, decided_by, decider_person, decided_at, decline_reason, posting_id) on fund.adjustment to juying_app;
grant update (eased_on) on fund.usage_warning to juying_app;
grant update (state, document, decided_by, decider_person, decided_at, decline_reason, posting_id) on fund.settlement to juying_app;
grant update (alive) on fund.settlement_item to juying_app;
