-- 结算之后又追回、或退汇后不再付的：对方已负担的那一份，在下一张结算单里反向列出。

alter table fund.settlement_item
  add column reverses boolean not null default false,
  add column claim_id uuid references fund.claim,
  add constraint settlement_item_claim_reverses check (claim_id is null or reverses);
drop index fund.settlement_item_once;
create unique index settlement_item_once on fund.settlement_item (instalment_id) where alive and not reverses;
comment on column fund.settlement_item.reverses is '冲回：收回的钱里对方已负担的份额，退给对方';
comment on column fund.settlement_item.claim_id is '冲回所依据的应追回款；空表示付款，或退汇后终止';
comment on column fund.settlement_item.owed_by is '应负担的一级：city 市，county 区县；冲回时为应退的一级（原垫付的一级）';
comment on column fund.settlement_item.paid_on is '付款日期；冲回为最近一次收回的日期，或终止的日期';
comment on column fund.settlement_item.paid_fen is '这一笔付款（分）；冲回为到那时收回的累计';
comment on column fund.settlement_item.amount_fen is '其中应由对方负担（分）；冲回为应退给对方的份额';
comment on table fund.settlement_item is '结算明细：一笔付款在有效的结算单里至多一次；收回后另有冲回';
