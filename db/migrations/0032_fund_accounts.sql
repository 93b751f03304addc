-- 台账账户补全：冻结、应追回、已追回、已核销；科目关账。一分钱从下达到追回都在这一本账上。

alter table fund.budget_line
  add column frozen_fen bigint not null default 0 check (frozen_fen >= 0),
  add column receivable_fen bigint not null default 0 check (receivable_fen >= 0),
  add column recovered_fen bigint not null default 0 check (recovered_fen >= 0),
  add column written_off_fen bigint not null default 0 check (written_off_fen >= 0),
  add column state text not null default 'open' check (state in ('open', 'closed')),
  drop constraint budget_line_never_overspent,
  add constraint budget_line_never_overspent check (
    frozen_fen + reserved_fen + committed_fen + in_transit_fen + paid_fen + receivable_fen + recovered_fen + written_off_fen <= appropriated_fen),
  add column available_fen bigint generated always as (
    appropriated_fen - frozen_fen - reserved_fen - committed_fen - in_transit_fen - paid_fen - receivable_fen - recovered_fen - written_off_fen) stored;
comment on column fund.budget_line.frozen_fen is '冻结（分）：依文件暂停使用，不能审定占用';
comment on column fund.budget_line.receivable_fen is '应追回（分）：已付、已决定追回、尚未收到';
comment on column fund.budget_line.recovered_fen is '已追回（分）：收到的退款，依文件退还科目或上缴财政之前';
comment on column fund.budget_line.written_off_fen is '已核销（分）：确认收不回，经两人批准';
comment on column fund.budget_line.state is '状态：open 使用中，closed 已关账，不再审定新的支出，已承诺的照付';
comment on column fund.budget_line.available_fen is '可用（分），由各项余额算出';

alter table fund.posting
  drop constraint posting_kind_check,
  add constraint posting_kind_check check (kind in ('allot', 'transfer', 'freeze', 'thaw', 'carryOver', 'surrender', 'settle', 'reserve', 'cancel', 'commit',
    'release', 'pay', 'bounce', 'stop', 'claim', 'unclaim', 'recover', 'setOff', 'writeOff', 'restore', 'correct')),
  drop constraint posting_check1,
  add constraint posting_needs_document check (kind not in ('allot', 'transfer', 'freeze', 'thaw', 'carryOver', 'surrender', 'settle', 'writeOff', 'restore') or document is not null);
comment on column fund.posting.kind is '种类：allot 下达，transfer 调剂，freeze 冻结，thaw 解冻，carryOver 结转，surrender 收回财政，settle 市县结算，reserve 占用，cancel 撤销占用，commit 承诺，release 送银行，pay 拨付，bounce 银行退回，stop 终止释放，claim 决定追回，unclaim 撤销追回，recover 收到退款，setOff 抵扣，writeOff 核销，restore 退款归还科目，correct 更正';

alter table fund.entry
  drop constraint entry_account_check,
  add constraint entry_account_check check (account in ('appropriation', 'available', 'frozen', 'reserved', 'committed', 'inTransit', 'paid', 'receivable', 'recovered', 'writtenOff'));
comment on column fund.entry.account is '账户：appropriation 财政下达，available 可用，frozen 冻结，reserved 占用，committed 承诺，inTransit 在途，paid 拨付，receivable 应追回，recovered 已追回，writtenOff 已核销';

create or replace function fund.move_balance() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update fund.budget_line l set
    appropriated_fen = l.appropriated_fen + d.appropriated, frozen_fen = l.frozen_fen + d.frozen, reserved_fen = l.reserved_fen + d.reserved,
    committed_fen = l.committed_fen + d.committed, in_transit_fen = l.in_transit_fen + d.in_transit, paid_fen = l.paid_fen + d.paid,
    receivable_fen = l.receivable_fen + d.receivable, recovered_fen = l.recovered_fen + d.recovered, written_off_fen = l.written_off_fen + d.written_off
  from (
    select line_id,
      coalesce(sum(credit_fen - debit_fen) filter (where account = 'appropriation'), 0) as appropriated,
      coalesce(sum(debit_fen - credit_fen) filter (where account = 'frozen'), 0) as frozen,
      coalesce(sum(debit_fen - credit_fen) filter (where account = 'reserved'), 0) as reserved,
      coalesce(sum(debit_fen - credit_fen) filter (where account = 'committed'), 0) as committed,
      coalesce(sum(debit_fen - credit_fen) filter (where account = 'inTransit'), 0) as in_transit,
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

-- 关了账的科目不再接受新的审定；已承诺的分期不经过这里，照付不误。
create or replace function fund.lock_line(wanted_code text, wanted_year int, at_place text)
returns table (id uuid, place_code text, available_fen bigint) language plpgsql security definer set search_path = pg_catalog as $$
begin
  return query
    select l.id, l.place_code, l.appropriated_fen - l.frozen_fen - l.reserved_fen - l.committed_fen - l.in_transit_fen - l.paid_fen - l.receivable_fen - l.recovered_fen - l.written_off_fen
    from fund.budget_line l
    where l.code = wanted_code and l.year = wanted_year and l.state = 'open' and starts_with(at_place, l.place_code)
    order by length(l.place_code) desc limit 1 for update;
end $$;

create or replace function fund.lock_line_by_id(wanted uuid)
returns table (available_fen bigint) language plpgsql security definer set search_path = pg_catalog as $$
begin
  return query
    select l.appropriated_fen - l.frozen_fen - l.reserved_fen - l.committed_fen - l.in_transit_fen - l.paid_fen - l.receivable_fen - l.recovered_fen - l.written_off_fen
    from fund.budget_line l where l.id = wanted for update;
end $$;
