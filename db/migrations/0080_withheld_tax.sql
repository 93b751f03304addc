-- 代扣个税：应发（税前）从科目列支，付给个人的是实发（税后），税款在付成之后记入“代扣待缴”，凭完税凭证转为拨付。
-- 税额由应发和税率算出，四舍五入到分，是生成列：应发 = 实发 + 税额，谁也改不成别的。

alter table fund.instalment
  add column tax_rate numeric(7, 6) check (tax_rate > 0 and tax_rate < 1),
  add column tax_item text check (length(tax_item) between 2 and 40),
  add constraint instalment_tax_has_its_rule check ((tax_rate is null) = (tax_item is null)),
  add column tax_fen bigint not null generated always as (round(amount_fen * coalesce(tax_rate, 0))::bigint) stored,
  add column net_fen bigint not null generated always as (amount_fen - round(amount_fen * coalesce(tax_rate, 0))::bigint) stored,
  add constraint instalment_pays_something check (amount_fen > round(amount_fen * coalesce(tax_rate, 0)));
comment on column fund.instalment.amount_fen is '金额（分），税前应发';
comment on column fund.instalment.tax_rate is '代扣个人所得税的税率；空表示不代扣';
comment on column fund.instalment.tax_item is '所得项目，例如 偶然所得；空表示不代扣';
comment on column fund.instalment.tax_fen is '代扣税额（分），由金额和税率算出，四舍五入到分';
comment on column fund.instalment.net_fen is '税后实发（分），由金额和税率算出';

alter table fund.award
  add column grossed_up_fen bigint not null default 0 check (grossed_up_fen >= 0);
comment on column fund.award.grossed_up_fen is '条款写的是税后金额时，为代扣个税加上去的部分（分）；总额已含';
grant update (grossed_up_fen) on fund.award to juying_app;

alter table fund.budget_line
  add column withheld_fen bigint not null default 0 check (withheld_fen >= 0),
  alter column available_fen set expression as (
    appropriated_fen - frozen_fen - reserved_fen - committed_fen - in_transit_fen - withheld_fen - paid_fen - receivable_fen - recovered_fen - written_off_fen),
  drop constraint budget_line_never_overspent,
  add constraint budget_line_never_overspent check (
    frozen_fen + reserved_fen + committed_fen + in_transit_fen + withheld_fen + paid_fen + receivable_fen + recovered_fen + written_off_fen <= appropriated_fen);
comment on column fund.budget_line.withheld_fen is '代扣待缴（分）：已从应发中扣下、尚未缴库的个人所得税';

alter table fund.posting
  drop constraint posting_kind_check,
  add constraint posting_kind_check check (kind in ('allot', 'transfer', 'freeze', 'thaw', 'carryOver', 'surrender', 'settle', 'reserve', 'cancel', 'commit',
    'release', 'pay', 'bounce', 'remitTax', 'stop', 'claim', 'unclaim', 'recover', 'setOff', 'writeOff', 'restore', 'correct')),
  drop constraint posting_needs_document,
  add constraint posting_needs_document check (kind not in ('allot', 'transfer', 'freeze', 'thaw', 'carryOver', 'surrender', 'settle', 'remitTax', 'writeOff', 'restore') or document is not null);
comment on column fund.posting.kind is '种类：allot 下达，transfer 调剂，freeze 冻结，thaw 解冻，carryOver 结转，surrender 收回财政，settle 市县结算，reserve 占用，cancel 撤销占用，commit 承诺，release 送银行，pay 拨付，bounce 银行退回，remitTax 税款缴库，stop 终止释放，claim 决定追回，unclaim 撤销追回，recover 收到退款，setOff 抵扣，writeOff 核销，restore 退款归还科目，correct 更正';

alter table fund.entry
  drop constraint entry_account_check,
  add constraint entry_account_check check (account in ('appropriation', 'available', 'frozen', 'reserved', 'committed', 'inTransit', 'withheld', 'paid', 'receivable', 'recovered', 'writtenOff'));
comment on column fund.entry.account is '账户：appropriation 财政下达，available 可用，frozen 冻结，reserved 占用，committed 承诺，inTransit 在途，withheld 代扣待缴，paid 拨付，receivable 应追回，recovered 已追回，writtenOff 已核销';

create or replace function fund.move_balance() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update fund.budget_line l set
    appropriated_fen = l.appropriated_fen + d.appropriated, frozen_fen = l.frozen_fen + d.frozen, reserved_fen = l.reserved_fen + d.reserved,
    committed_fen = l.committed_fen + d.committed, in_transit_fen = l.in_transit_fen + d.in_transit, withheld_fen = l.withheld_fen + d.withheld, paid_fen = l.paid_fen + d.paid,
    receivable_fen = l.receivable_fen + d.receivable, recovered_fen = l.recovered_fen + d.recovered, written_off_fen = l.written_off_fen + d.written_off
  from (
    select line_id,
      coalesce(sum(credit_fen - debit_fen) filter (where account = 'appropriation'), 0) as appropriated,
      coalesce(sum(debit_fen - credit_fen) filter (where account = 'frozen'), 0) as frozen,
      coalesce(sum(debit_fen - credit_fen) filter (where account = 'reserved'), 0) as reserved,
      coalesce(sum(debit_fen - credit_fen) filter (where account = 'committed'), 0) as committed,
      coalesce(sum(debit_fen - credit_fen) filter (where account = 'inTransit'), 0) as in_transit,
      coalesce(sum(debit_fen - credit_fen) filter (where account = 'withheld'), 0) as withheld,
      coalesce(sum(debit_fen - credit_fen) filter (where account = 'paid'), 0) as paid,
      coalesce(sum(debit_fen - credit_fen) filter (where account = 'receivable'), 0) as receivable,
      coalesce(sum(debit_fen - credit_fen) filter (where account = 'recovered'), 0) as recovered,
      coalesce(sum(debit_fen - credit_fen) filter (where account = 'writtenOff'), 0) as written_off
    from added group by line_id
  ) d where l.id = d.line_id;
  if (select count(distinct line_id) from added) <> (select count(*) from fund.budget_line l where l.id in (select line_id from added)) then
    raise exception '分录的科目不在可见范围内' using errcode = '42501';
  end if;
  return null;
end $$;

-- 可用是生成列，一处算出；锁之后读的就是它。
create or replace function fund.lock_line(wanted_code text, wanted_year int, at_place text)
returns table (id uuid, place_code text, available_fen bigint) language plpgsql security definer set search_path = pg_catalog as $$
begin
  return query
    select l.id, l.place_code, l.available_fen
    from fund.budget_line l
    where l.code = wanted_code and l.year = wanted_year and l.state = 'open' and starts_with(at_place, l.place_code)
    order by length(l.place_code) desc limit 1 for update;
end $$;
create or replace function fund.lock_line_by_id(wanted uuid)
returns table (available_fen bigint) language plpgsql security definer set search_path = pg_catalog as $$
begin
  return query select l.available_fen from fund.budget_line l where l.id = wanted for update;
end $$;

create table fund.tax_remittance (
  id uuid primary key default uuidv7(),
  batch_id uuid not null references fund.batch,
  place_code text not null,
  amount_fen bigint not null check (amount_fen > 0),
  items int not null check (items > 0),
  paid_on date not null,
  document text not null check (length(document) between 4 and 100),
  posting_id uuid not null references fund.posting,
  made_by uuid,
  made_on date not null,
  unique (batch_id, document)
);
create index on fund.tax_remittance (place_code text_pattern_ops, paid_on);
comment on table fund.tax_remittance is '代扣个税缴库，只追加：一个批次里已扣、未缴的税款一并缴库，凭完税凭证';
comment on column fund.tax_remittance.id is '标识';
comment on column fund.tax_remittance.batch_id is '支付批次';
comment on column fund.tax_remittance.place_code is '科目所在地代码';
comment on column fund.tax_remittance.amount_fen is '缴库金额（分）';
comment on column fund.tax_remittance.items is '笔数';
comment on column fund.tax_remittance.paid_on is '缴库日期';
comment on column fund.tax_remittance.document is '完税凭证号';
comment on column fund.tax_remittance.posting_id is '记账凭证';
comment on column fund.tax_remittance.made_by is '登记账号；空表示系统';
comment on column fund.tax_remittance.made_on is '登记日期（北京时间）';
create trigger tax_remittance_append_only before update or delete or truncate on fund.tax_remittance for each statement execute function kernel.refuse_change();

alter table fund.batch add column tax_fen bigint not null default 0 check (tax_fen >= 0);
comment on column fund.batch.total_fen is '合计（分），送银行的税后实发';
comment on column fund.batch.tax_fen is '同时代扣的个人所得税合计（分），不送银行';
alter table fund.batch_item
  add column tax_fen bigint not null default 0 check (tax_fen >= 0),
  add column tax_remittance_id uuid references fund.tax_remittance,
  add constraint batch_item_remitted_when_paid check (tax_remittance_id is null or (state = 'paid' and tax_fen > 0));
comment on column fund.batch_item.amount_fen is '金额（分），送银行的税后实发';
comment on column fund.batch_item.tax_fen is '同时代扣的个人所得税（分）';
comment on column fund.batch_item.tax_remittance_id is '税款随哪一次缴库；空表示没有代扣或尚未缴库';
create index on fund.batch_item (tax_remittance_id) where tax_remittance_id is not null;

-- 一笔支付的实发加税额，正好是那一期的应发；一次缴库的金额，正好是它所含各笔的税额。
create function fund.check_batch_items() returns trigger language plpgsql as $$
begin
  if exists (select from added t join fund.instalment i on i.id = t.instalment_id where t.amount_fen <> i.net_fen or t.tax_fen <> i.tax_fen) then
    raise exception '支付明细的实发、税额与分期不符' using errcode = 'JY004';
  end if;
  return null;
end $$;
comment on function fund.check_batch_items() is '编入批次时核对：实发加代扣税额等于这一期的应发';
create trigger batch_item_is_net after insert on fund.batch_item referencing new table as added for each statement execute function fund.check_batch_items();

create function fund.check_remittance() returns trigger language plpgsql as $$
declare items int; whole bigint;
begin
  select count(*), coalesce(sum(t.tax_fen), 0) into items, whole from fund.batch_item t where t.tax_remittance_id = new.id and t.batch_id = new.batch_id;
  if whole <> new.amount_fen or items <> new.items then
    raise exception '缴库 % 分，所含各笔代扣 % 分', new.amount_fen, whole using errcode = 'JY004';
  end if;
  return null;
end $$;
comment on function fund.check_remittance() is '提交时核对：缴库金额等于所含各笔的税额';
create constraint trigger tax_remittance_adds_up after insert on fund.tax_remittance deferrable initially deferred for each row execute function fund.check_remittance();
create function fund.guard_item_remittance() returns trigger language plpgsql as $$
begin
  if old.tax_remittance_id is not null and new.tax_remittance_id is distinct from old.tax_remittance_id then
    raise exception '税款只缴库一次' using errcode = 'JY001';
  end if;
  return new;
end $$;
comment on function fund.guard_item_remittance() is '一笔税款只缴库一次';
create trigger batch_item_remitted_once before update of tax_remittance_id on fund.batch_item for each row execute function fund.guard_item_remittance();

alter table fund.tax_remittance enable row level security;
alter table fund.tax_remittance force row level security;
create policy read_place on fund.tax_remittance for select using ((select fund.may_decide()) and kernel.sees_place(place_code));
create policy append on fund.tax_remittance for insert with check ((select fund.is_finance()) and kernel.sees_place(place_code));
grant select, insert on fund.tax_remittance to juying_app;
grant update (tax_remittance_id) on fund.batch_item to juying_app;

create or replace function fund.split_instalment(wanted uuid, keep bigint) returns uuid language plpgsql security definer set search_path = pg_catalog as $$
declare old fund.instalment; made uuid;
begin
  select * into old from fund.instalment i where i.id = wanted for update;
  if old.id is null or keep <= 0 or keep >= old.amount_fen then
    raise exception '拆分的金额不对' using errcode = '22023';
  end if;
  update fund.instalment i set amount_fen = keep where i.id = wanted;
  insert into fund.instalment (award_id, line_id, place_code, no, due_on, amount_fen, condition, state, milestone, reached_on, check_note, split_from, tax_rate, tax_item)
    select old.award_id, old.line_id, old.place_code, (select max(i.no) + 1 from fund.instalment i where i.award_id = old.award_id), old.due_on, old.amount_fen - keep,
      old.condition, old.state, old.milestone, old.reached_on, old.check_note, old.id, old.tax_rate, old.tax_item
    returning id into made;
  return made;
end $$;

-- 税率和所得项目随决定而定，之后不改。
create function fund.guard_instalment_tax() returns trigger language plpgsql as $$
begin
  if new.tax_rate is distinct from old.tax_rate or new.tax_item is distinct from old.tax_item then
    raise exception '分期的税率不能修改' using errcode = 'JY001';
  end if;
  return new;
end $$;
comment on function fund.guard_instalment_tax() is '税率和所得项目在审定时确定，之后不改';
create trigger instalment_tax_fixed before update of tax_rate, tax_item on fund.instalment for each row execute function fund.guard_instalment_tax();
