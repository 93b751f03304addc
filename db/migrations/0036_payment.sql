-- 拨付补全：动态口令（第二因素）、起息日、回单的部分付款、查询查复。

create table kernel.second_factor (
  account_id uuid primary key references kernel.account,
  secret_sealed bytea not null,
  asked_at timestamptz not null default now(),
  confirmed_at timestamptz,
  last_step bigint not null default 0
);
comment on table kernel.second_factor is '动态口令：一个账号一把密钥，确认后才有效';
comment on column kernel.second_factor.account_id is '账号';
comment on column kernel.second_factor.secret_sealed is '密钥，加密，绑定本表本列本行';
comment on column kernel.second_factor.asked_at is '生成时间';
comment on column kernel.second_factor.confirmed_at is '用一个口令确认的时间；空表示还没有确认，不能使用';
comment on column kernel.second_factor.last_step is '最近用过的口令所在的时间步；同一个和更早的都不再接受';

create table kernel.second_factor_attempt (
  id uuid primary key default uuidv7(),
  account_id uuid not null references kernel.account,
  at timestamptz not null default now(),
  succeeded boolean not null
);
create index on kernel.second_factor_attempt (account_id, at);
comment on table kernel.second_factor_attempt is '动态口令的尝试，用来限制猜测';
comment on column kernel.second_factor_attempt.id is '标识';
comment on column kernel.second_factor_attempt.account_id is '账号';
comment on column kernel.second_factor_attempt.at is '时间';
comment on column kernel.second_factor_attempt.succeeded is '是否成功';

alter table kernel.session add column stepped_up_at timestamptz;
comment on column kernel.session.stepped_up_at is '最近一次用动态口令再确认身份的时间；五分钟内有效，换职责即失效';

alter table kernel.second_factor enable row level security;
alter table kernel.second_factor force row level security;
alter table kernel.second_factor_attempt enable row level security;
alter table kernel.second_factor_attempt force row level security;
create policy system_only on kernel.second_factor using ((select kernel.is_system())) with check ((select kernel.is_system()));
create policy system_only on kernel.second_factor_attempt using ((select kernel.is_system())) with check ((select kernel.is_system()));
grant select, insert, update on kernel.second_factor to juying_app;
grant select, insert on kernel.second_factor_attempt to juying_app;

alter table fund.batch add column dated_on date;
update fund.batch set dated_on = released_on;
alter table fund.batch add constraint batch_dated_when_released check ((dated_on is null) = (released_on is null) and dated_on >= released_on);
comment on column fund.batch.dated_on is '起息日：支付文件上的日期；过了截止时间或休息日送出的，为下一个工作日';
grant update (dated_on) on fund.batch to juying_app;

create table fund.inquiry (
  id uuid primary key default uuidv7(),
  number text not null unique,
  kind text not null check (kind in ('lost', 'partial', 'doubled')),
  item_id uuid not null references fund.batch_item,
  batch_id uuid not null references fund.batch,
  place_code text not null,
  return_id uuid references fund.bank_return,
  reported_fen bigint check (reported_fen > 0),
  bank_serial text,
  opened_on date not null,
  state text not null default 'open' check (state in ('open', 'answered')),
  answer text check (answer in ('paid', 'failed', 'returned', 'byReturn')),
  document text,
  answered_on date,
  answered_by uuid,
  check ((kind = 'lost') = (return_id is null)),
  check ((kind = 'lost') = (reported_fen is null)),
  check ((state = 'answered') = (answer is not null and document is not null and answered_on is not null)),
  check (answer is null or (kind = 'doubled') = (answer = 'returned'))
);
create unique index inquiry_open_once on fund.inquiry (item_id) where state = 'open' and kind <> 'doubled';
create unique index inquiry_doubled_once on fund.inquiry (item_id, bank_serial) where kind = 'doubled';
create index on fund.inquiry (batch_id);
create index on fund.inquiry (place_code text_pattern_ops, state);
comment on table fund.inquiry is '查询查复：没有回音、只付了一部分、付了两次的支付，凭银行书面答复了结';
comment on column fund.inquiry.id is '标识';
comment on column fund.inquiry.number is '编号';
comment on column fund.inquiry.kind is '种类：lost 没有回音，partial 部分付款，doubled 重复付款（多付的应追回）';
comment on column fund.inquiry.item_id is '批次明细';
comment on column fund.inquiry.batch_id is '批次';
comment on column fund.inquiry.place_code is '科目所在地代码';
comment on column fund.inquiry.return_id is '引起查询的回单；没有回音的为空';
comment on column fund.inquiry.reported_fen is '回单所说的金额（分）；重复付款为多付的一笔';
comment on column fund.inquiry.bank_serial is '回单上的银行流水号';
comment on column fund.inquiry.opened_on is '提出日期';
comment on column fund.inquiry.state is '状态：open 等待银行答复，answered 已了结';
comment on column fund.inquiry.answer is '结果：paid 已全额付到，failed 没有付成，returned 多付的已退回，byReturn 后来的回单说明了';
comment on column fund.inquiry.document is '银行书面答复，或后来的回单';
comment on column fund.inquiry.answered_on is '了结日期';
comment on column fund.inquiry.answered_by is '登记答复的账号；空表示系统';

alter table fund.inquiry enable row level security;
alter table fund.inquiry force row level security;
create policy read_place on fund.inquiry for select using ((select fund.may_decide()) and kernel.sees_place(place_code));
create policy append on fund.inquiry for insert with check ((select fund.is_finance()) and kernel.sees_place(place_code));
create policy move on fund.inquiry for update using ((select fund.is_finance()) and kernel.sees_place(place_code)) with check ((select fund.is_finance()) and kernel.sees_place(place_code));
grant select, insert on fund.inquiry to juying_app;
grant update (state, answer, document, answered_on, answered_by) on fund.inquiry to juying_app;

-- 一个批次可以有十万笔：逐行的触发器改为逐语句，结果不变，借贷相等还提前到每条语句之后就核对。
drop trigger instalment_close_award on fund.instalment;
create or replace function fund.close_award() returns trigger language plpgsql as $$
begin
  update fund.award a set state = case when s.stopped = 0 then 'completed' when s.paid > 0 then 'curtailed' else 'cancelled' end
  from (
    select i.award_id, count(*) filter (where i.state not in ('paid', 'setOff', 'stopped')) as open,
      count(*) filter (where i.state in ('paid', 'setOff')) as paid, count(*) filter (where i.state = 'stopped') as stopped
    from fund.instalment i
    where i.award_id in (select n.award_id from moved n join before o on o.id = n.id where n.state <> o.state and n.state in ('paid', 'setOff', 'stopped'))
    group by i.award_id
  ) s
  where a.id = s.award_id and s.open = 0 and a.state in ('active', 'reserved');
  return null;
end $$;
create trigger instalment_close_award after update on fund.instalment referencing old table as before new table as moved
  for each statement execute function fund.close_award();

drop trigger entry_balanced on fund.entry;
create or replace function fund.check_balanced() returns trigger language plpgsql as $$
declare difference bigint;
begin
  select sum(debit_fen) - sum(credit_fen) into difference from added group by posting_id having sum(debit_fen) <> sum(credit_fen) limit 1;
  if found then
    raise exception '凭证借贷不平，差 % 分', difference using errcode = 'JY005';
  end if;
  return null;
end $$;
comment on function fund.check_balanced() is '每条语句之后核对：每张凭证新增的分录借贷相等，于是凭证在每一刻都相等';
create trigger entry_balanced after insert on fund.entry referencing new table as added
  for each statement execute function fund.check_balanced();

drop trigger posting_has_entries on fund.posting;
create or replace function fund.check_posting() returns trigger language plpgsql as $$
begin
  if exists (select from added o where not exists (select from fund.entry e where e.posting_id = o.id)) then
    raise exception '凭证没有分录' using errcode = 'JY005';
  end if;
  return null;
end $$;
comment on function fund.check_posting() is '每条语句之后核对：凭证和它的分录在同一条语句里写入';
create trigger posting_has_entries after insert on fund.posting referencing new table as added
  for each statement execute function fund.check_posting();
