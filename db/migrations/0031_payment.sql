-- 拨付：收款账户、支付批次、银行回单。格式见 docs/bank-file.md。

create table fund.payee_account (
  id uuid primary key default uuidv7(),
  holder_kind text not null check (holder_kind in ('person', 'employer', 'team')),
  holder_id uuid not null,
  place_code text not null references kernel.place,
  name text not null check (length(name) between 1 and 100),
  bank text not null check (length(bank) between 2 and 60),
  number_sealed bytea not null,
  number_hint text not null,
  document text,
  given_by uuid,
  given_at timestamptz not null default now(),
  rejected_on date,
  rejected_reason text,
  replaced_at timestamptz,
  check ((rejected_on is null) = (rejected_reason is null))
);
create unique index payee_account_current on fund.payee_account (holder_kind, holder_id) where replaced_at is null;
comment on table fund.payee_account is '收款账户：一个对象同时只有一个现用账户，旧的留存';
comment on column fund.payee_account.id is '标识';
comment on column fund.payee_account.holder_kind is '对象种类';
comment on column fund.payee_account.holder_id is '对象';
comment on column fund.payee_account.place_code is '对象所在地代码';
comment on column fund.payee_account.name is '户名：取自人才或单位库，不由填报人改';
comment on column fund.payee_account.bank is '开户行';
comment on column fund.payee_account.number_sealed is '账号，加密，绑定本表本列本行';
comment on column fund.payee_account.number_hint is '账号末四位';
comment on column fund.payee_account.document is '资金经办代录时的依据；空表示本人或单位自己提供';
comment on column fund.payee_account.given_by is '录入账号；空表示系统';
comment on column fund.payee_account.given_at is '录入时间';
comment on column fund.payee_account.rejected_on is '银行退回说账户有误的日期；之后须换账户才能再付';
comment on column fund.payee_account.rejected_reason is '银行给出的原因';
comment on column fund.payee_account.replaced_at is '被新账户取代的时间';

create table fund.batch (
  id uuid primary key default uuidv7(),
  number text not null unique,
  line_id uuid not null references fund.budget_line,
  place_code text not null,
  due_by date not null,
  state text not null default 'made' check (state in ('made', 'released', 'settled', 'dissolved')),
  items int not null check (items > 0),
  total_fen bigint not null check (total_fen > 0),
  made_by uuid,
  maker_person uuid,
  made_at timestamptz not null default now(),
  checked_by uuid,
  checker_person uuid,
  released_at timestamptz,
  released_on date,
  file_checksum text check (file_checksum ~ '^[0-9a-f]{64}$'),
  dissolved_reason text,
  constraint batch_two_accounts check (checked_by is distinct from made_by or checked_by is null),
  constraint batch_two_persons check (checker_person is distinct from maker_person or checker_person is null),
  check ((state in ('released', 'settled')) = (released_at is not null and released_on is not null and file_checksum is not null)),
  check ((state = 'dissolved') = (dissolved_reason is not null))
);
create index on fund.batch (line_id);
comment on table fund.batch is '支付批次：经办编制，另一人复核送银行';
comment on column fund.batch.id is '标识';
comment on column fund.batch.number is '批次号';
comment on column fund.batch.line_id is '列支科目';
comment on column fund.batch.place_code is '科目所在地代码';
comment on column fund.batch.due_by is '收入应付日期不晚于这一天的分期';
comment on column fund.batch.state is '状态：made 已编制，released 已送银行，settled 已全部回单，dissolved 已退回';
comment on column fund.batch.items is '笔数';
comment on column fund.batch.total_fen is '合计（分）';
comment on column fund.batch.made_by is '经办账号；空表示系统';
comment on column fund.batch.maker_person is '经办人：账号对应的人，没有登记时为账号';
comment on column fund.batch.made_at is '编制时间';
comment on column fund.batch.checked_by is '复核账号';
comment on column fund.batch.checker_person is '复核人：必须不是经办人，换个账号也不行';
comment on column fund.batch.released_at is '送银行时间';
comment on column fund.batch.released_on is '送银行日期（北京时间）';
comment on column fund.batch.file_checksum is '支付文件校验码（SM3）；再次下载须一致';
comment on column fund.batch.dissolved_reason is '退回原因';

create table fund.batch_item (
  id uuid primary key default uuidv7(),
  batch_id uuid not null references fund.batch,
  place_code text not null,
  seq int not null check (seq > 0),
  instalment_id uuid not null references fund.instalment,
  account_id uuid not null references fund.payee_account,
  attempt int not null check (attempt > 0),
  amount_fen bigint not null check (amount_fen > 0),
  state text not null default 'included' check (state in ('included', 'sent', 'paid', 'failed', 'dissolved')),
  unique (batch_id, seq)
);
create unique index batch_item_once_alive on fund.batch_item (instalment_id) where state in ('included', 'sent', 'paid');
create index on fund.batch_item (instalment_id);
comment on table fund.batch_item is '批次明细：一期同时只在一个批次里，付过的不会再付';
comment on column fund.batch_item.id is '标识';
comment on column fund.batch_item.batch_id is '批次';
comment on column fund.batch_item.place_code is '科目所在地代码';
comment on column fund.batch_item.seq is '序号';
comment on column fund.batch_item.instalment_id is '分期';
comment on column fund.batch_item.account_id is '收款账户';
comment on column fund.batch_item.attempt is '第几次支付';
comment on column fund.batch_item.amount_fen is '金额（分）';
comment on column fund.batch_item.state is '状态：included 已编入，sent 已送银行，paid 成功，failed 失败，dissolved 随批次退回';

create table fund.bank_return (
  id uuid primary key default uuidv7(),
  batch_id uuid not null references fund.batch,
  place_code text not null,
  bank_date date not null,
  checksum text not null,
  paid_items int not null,
  paid_fen bigint not null,
  failed_items int not null,
  failed_fen bigint not null,
  taken_by uuid,
  taken_at timestamptz not null default now(),
  unique (batch_id, checksum)
);
comment on table fund.bank_return is '银行回单：一个批次可以分几次回单';
comment on column fund.bank_return.id is '标识';
comment on column fund.bank_return.batch_id is '批次';
comment on column fund.bank_return.place_code is '科目所在地代码';
comment on column fund.bank_return.bank_date is '回单日期';
comment on column fund.bank_return.checksum is '回单校验码（SM3）';
comment on column fund.bank_return.paid_items is '成功笔数';
comment on column fund.bank_return.paid_fen is '成功金额（分）';
comment on column fund.bank_return.failed_items is '失败笔数';
comment on column fund.bank_return.failed_fen is '失败金额（分）';
comment on column fund.bank_return.taken_by is '登记账号；空表示系统';
comment on column fund.bank_return.taken_at is '登记时间';

create table fund.bank_return_line (
  item_id uuid primary key references fund.batch_item,
  return_id uuid not null references fund.bank_return,
  place_code text not null,
  result text not null check (result in ('paid', 'failed')),
  amount_fen bigint not null check (amount_fen > 0),
  bank_serial text not null,
  paid_on date,
  reason_code text,
  reason text,
  check ((result = 'paid') = (paid_on is not null)),
  check ((result = 'failed') = (reason_code is not null and reason is not null))
);
create index on fund.bank_return_line (return_id);
comment on table fund.bank_return_line is '回单明细：一笔只有一个结果';
comment on column fund.bank_return_line.item_id is '批次明细';
comment on column fund.bank_return_line.return_id is '回单';
comment on column fund.bank_return_line.place_code is '科目所在地代码';
comment on column fund.bank_return_line.result is '结果：paid 成功，failed 失败';
comment on column fund.bank_return_line.amount_fen is '金额（分）';
comment on column fund.bank_return_line.bank_serial is '银行流水号';
comment on column fund.bank_return_line.paid_on is '付款日期';
comment on column fund.bank_return_line.reason_code is '失败原因代码';
comment on column fund.bank_return_line.reason is '失败原因';

create trigger bank_return_append_only before update or delete or truncate on fund.bank_return
  for each statement execute function kernel.refuse_change();
create trigger bank_return_line_append_only before update or delete or truncate on fund.bank_return_line
  for each statement execute function kernel.refuse_change();

alter table fund.posting add constraint posting_batch_fk foreign key (batch_id) references fund.batch;

do $$
declare t text;
begin
  foreach t in array array['payee_account', 'batch', 'batch_item', 'bank_return', 'bank_return_line'] loop
    execute format('alter table fund.%I enable row level security', t);
    execute format('alter table fund.%I force row level security', t);
  end loop;
  foreach t in array array['batch', 'batch_item', 'bank_return', 'bank_return_line'] loop
    execute format('create policy read_place on fund.%I for select using ((select fund.may_decide()) and kernel.sees_place(place_code))', t);
    execute format('create policy append on fund.%I for insert with check ((select fund.is_finance()) and kernel.sees_place(place_code))', t);
  end loop;
  foreach t in array array['batch', 'batch_item'] loop
    execute format('create policy move on fund.%I for update using ((select fund.is_finance()) and kernel.sees_place(place_code))
      with check ((select fund.is_finance()) and kernel.sees_place(place_code))', t);
  end loop;
end $$;

create policy read_own on fund.payee_account for select using (
  ((select fund.is_finance()) and kernel.sees_place(place_code))
  or (holder_kind = 'person' and kernel.is_person(holder_id)) or (holder_kind = 'employer' and kernel.is_employer(holder_id)));
create policy give on fund.payee_account for insert with check (
  ((select fund.is_finance()) and kernel.sees_place(place_code))
  or (holder_kind = 'person' and kernel.is_person(holder_id)) or (holder_kind = 'employer' and kernel.is_employer(holder_id)));
create policy replace on fund.payee_account for update
  using (((select fund.is_finance()) and kernel.sees_place(place_code))
    or (holder_kind = 'person' and kernel.is_person(holder_id)) or (holder_kind = 'employer' and kernel.is_employer(holder_id)))
  with check (((select fund.is_finance()) and kernel.sees_place(place_code))
    or (holder_kind = 'person' and kernel.is_person(holder_id)) or (holder_kind = 'employer' and kernel.is_employer(holder_id)));

grant select, insert on fund.payee_account, fund.batch, fund.batch_item, fund.bank_return, fund.bank_return_line to juying_app;
grant update (replaced_at, rejected_on, rejected_reason) on fund.payee_account to juying_app;
grant update (state, checked_by, checker_person, released_at, released_on, file_checksum, dissolved_reason) on fund.batch to juying_app;
grant update (state) on fund.batch_item to juying_app;
