-- 银行改口：先说失败、后来又付成的（迟到成功），先说成功、几天后又退回的（退汇）。先查询，凭银行书面答复由另一人更正，钱不丢也不付两次。

alter table fund.inquiry
  drop constraint inquiry_kind_check,
  drop constraint inquiry_check3,
  add constraint inquiry_kind_check check (kind in ('lost', 'partial', 'doubled', 'latePaid', 'sentBack')),
  add constraint inquiry_answer_fits check (answer is null or (kind = 'doubled' and answer = 'returned') or (kind in ('lost', 'partial') and answer <> 'returned')
    or (kind = 'latePaid' and answer <> 'byReturn') or (kind = 'sentBack' and answer in ('paid', 'failed')));
comment on column fund.inquiry.kind is '种类：lost 没有回音，partial 部分付款，doubled 重复付款（多付的应追回），latePaid 说过失败又说成功，sentBack 说过成功又退回（退汇）';
comment on column fund.inquiry.answer is '结果：paid 已全额付到，failed 没有付成，returned 多付的已退回，byReturn 后来的回单说明了';
create index inquiry_late_paid on fund.inquiry (item_id) where state = 'open' and kind = 'latePaid';

create table fund.return_correction (
  id uuid primary key default uuidv7(),
  item_id uuid not null references fund.batch_item,
  no int not null check (no > 0),
  inquiry_id uuid not null unique references fund.inquiry,
  place_code text not null,
  result text not null check (result in ('paid', 'failed')),
  amount_fen bigint not null check (amount_fen > 0),
  bank_serial text not null,
  paid_on date,
  reason text,
  corrected_on date not null,
  corrected_by uuid,
  unique (item_id, no),
  check ((result = 'paid') = (paid_on is not null)),
  check ((result = 'failed') = (reason is not null))
);
comment on table fund.return_correction is '回单结果的更正：银行改口并书面证实后追加一条，原回单明细不动';
comment on column fund.return_correction.id is '标识';
comment on column fund.return_correction.item_id is '批次明细';
comment on column fund.return_correction.no is '第几次更正，最后一次为准';
comment on column fund.return_correction.inquiry_id is '据以更正的查询';
comment on column fund.return_correction.place_code is '科目所在地代码';
comment on column fund.return_correction.result is '更正后的结果：paid 成功，failed 失败';
comment on column fund.return_correction.amount_fen is '金额（分）';
comment on column fund.return_correction.bank_serial is '银行流水号';
comment on column fund.return_correction.paid_on is '付款日期';
comment on column fund.return_correction.reason is '退回的原因';
comment on column fund.return_correction.corrected_on is '更正日期，与凭证同日';
comment on column fund.return_correction.corrected_by is '更正账号；空表示系统';
create trigger return_correction_append_only before update or delete or truncate on fund.return_correction
  for each statement execute function kernel.refuse_change();

-- 回单登记的营业日，与凭证的记账日期相同：日报表按它归日。
alter table fund.bank_return disable trigger bank_return_append_only;
alter table fund.bank_return add column taken_on date;
update fund.bank_return set taken_on = (taken_at at time zone 'Asia/Shanghai')::date;
alter table fund.bank_return alter column taken_on set not null, alter column taken_on set default kernel.today();
alter table fund.bank_return enable trigger bank_return_append_only;
comment on column fund.bank_return.taken_on is '登记日期（北京时间），与凭证的记账日期相同';
create index on fund.bank_return (taken_on);

alter table fund.instalment_transition no force row level security;
insert into fund.instalment_transition values ('paid', 'due', '退汇'), ('due', 'paid', '迟到成功'), ('suspended', 'paid', '暂停中，迟到成功');
alter table fund.instalment_transition force row level security;

create policy owner_reads on fund.inquiry for select to juying_owner using (true);
create policy owner_reads on fund.batch_item for select to juying_owner using (true);

create function fund.guard_turned_result() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from fund.inquiry q join fund.batch_item t on t.id = q.item_id join moved n on n.id = t.instalment_id join before o on o.id = n.id
      where q.kind = 'latePaid' and q.state = 'open' and n.state in ('batched', 'setOff') and o.state <> n.state) then
    raise exception '银行说这一期已经付成，查询了结前不能再付' using errcode = 'JY003';
  end if;
  if exists (select from moved n join before o on o.id = n.id
      where ((o.state in ('due', 'suspended') and n.state = 'paid') or (o.state = 'paid' and n.state = 'due'))
        and not exists (select from fund.return_correction c join fund.batch_item t on t.id = c.item_id
          where t.instalment_id = n.id and t.state = c.result and c.result = case n.state when 'paid' then 'paid' else 'failed' end)) then
    raise exception '没有回单更正，已付与待支付之间不能直接改' using errcode = 'JY003';
  end if;
  return null;
end $$;
comment on function fund.guard_turned_result() is '银行改口未了结的不再付；已付与待支付之间只随回单更正变动';
create trigger instalment_turned_result after update on fund.instalment referencing old table as before new table as moved
  for each statement execute function fund.guard_turned_result();

-- 不看地区：市级科目上的查询，县里办抵扣的人看不到，也不能再付。
create function fund.is_late_paid(wanted uuid) returns boolean language sql stable security definer set search_path = pg_catalog
begin atomic
  select exists (select from fund.batch_item t join fund.inquiry q on q.item_id = t.id where t.instalment_id = wanted and q.kind = 'latePaid' and q.state = 'open');
end;
comment on function fund.is_late_paid(uuid) is '银行说这一期以前的一次已经付成，还没有了结';

create function fund.guard_release() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from fund.inquiry q join fund.batch_item e on e.id = q.item_id join fund.batch_item t on t.instalment_id = e.instalment_id
      where q.kind = 'latePaid' and q.state = 'open' and t.batch_id = new.id) then
    raise exception '批次里有银行说已经付成的支付，不能送银行' using errcode = 'JY003';
  end if;
  return new;
end $$;
comment on function fund.guard_release() is '银行改口说已付成而未了结的，不再送银行';
create trigger batch_release_guard before update on fund.batch for each row when (old.state = 'made' and new.state = 'released') execute function fund.guard_release();

alter table fund.return_correction enable row level security;
alter table fund.return_correction force row level security;
create policy read_place on fund.return_correction for select using ((select fund.may_decide()) and kernel.sees_place(place_code));
create policy append on fund.return_correction for insert with check ((select fund.is_finance()) and kernel.sees_place(place_code));
create policy owner_reads on fund.return_correction for select to juying_owner using (true);
grant select, insert on fund.return_correction to juying_app;
