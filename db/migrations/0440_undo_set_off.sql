-- 撤销抵扣：抵错了的（例如抵扣时两条登记记录合并为一人、后来拆分），由另一人凭文件撤销；分期重新待支付，债务恢复，凭证用红字更正，原抵扣不动。

alter table fund.set_off add column maker_person uuid;
comment on column fund.set_off.maker_person is '办理人；较早的没有';
alter table fund.set_off drop constraint set_off_instalment_id_key;
create index on fund.set_off (instalment_id);
comment on column fund.set_off.instalment_id is '用来抵扣的分期；没有撤销的抵扣一期只有一笔';

create table fund.set_off_undone (
  set_off_id uuid primary key references fund.set_off,
  claim_id uuid not null references fund.claim,
  place_code text not null,
  amount_fen bigint not null check (amount_fen > 0),
  document text not null check (length(document) between 4 and 100),
  reason text not null check (length(reason) between 4 and 200),
  undone_by uuid,
  undone_person uuid,
  undone_on date not null
);
create index on fund.set_off_undone (claim_id);
comment on table fund.set_off_undone is '撤销的抵扣：只追加，原抵扣那一行不动';
comment on column fund.set_off_undone.set_off_id is '撤销的是哪一笔；一笔只能撤销一次';
comment on column fund.set_off_undone.claim_id is '应追回款';
comment on column fund.set_off_undone.place_code is '对象所在地代码';
comment on column fund.set_off_undone.amount_fen is '金额（分），与抵扣相同';
comment on column fund.set_off_undone.document is '依据文件';
comment on column fund.set_off_undone.reason is '原因';
comment on column fund.set_off_undone.undone_by is '办理账号';
comment on column fund.set_off_undone.undone_person is '办理人，与办抵扣的不是同一人';
comment on column fund.set_off_undone.undone_on is '撤销日期，与凭证同日';
create trigger set_off_undone_append_only before update or delete or truncate on fund.set_off_undone for each statement execute function kernel.refuse_change();

create function fund.guard_set_off() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from fund.set_off s where s.instalment_id = new.instalment_id and not exists (select from fund.set_off_undone u where u.set_off_id = s.id)) then
    raise exception '这一期已经抵扣过' using errcode = '23505';
  end if;
  return new;
end $$;
comment on function fund.guard_set_off() is '没有撤销的抵扣一期只有一笔';
create trigger set_off_once before insert on fund.set_off for each row execute function fund.guard_set_off();

create function fund.restore_claim() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from fund.set_off s where s.id = new.set_off_id and s.claim_id = new.claim_id and s.amount_fen = new.amount_fen
      and s.made_by is distinct from new.undone_by and (s.maker_person is null or s.maker_person is distinct from new.undone_person)) then
    raise exception '撤销须与原抵扣相符，并由另一人办理' using errcode = 'JY002';
  end if;
  update fund.claim c set set_off_fen = c.set_off_fen - new.amount_fen where c.id = new.claim_id;
  return null;
end $$;
comment on function fund.restore_claim() is '撤销抵扣恢复尚欠；金额须与原抵扣相同，办理人须不同';
create trigger set_off_undone_restores after insert on fund.set_off_undone for each row execute function fund.restore_claim();

alter table fund.instalment_transition no force row level security;
insert into fund.instalment_transition values ('setOff', 'due', '撤销抵扣');
alter table fund.instalment_transition force row level security;

create policy owner_reads on fund.set_off for select to juying_owner using (true);
create or replace function fund.guard_turned_result() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
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
  if exists (select from moved n join before o on o.id = n.id where o.state = 'setOff' and n.state = 'due'
      and exists (select from fund.set_off s where s.instalment_id = n.id and not exists (select from fund.set_off_undone u where u.set_off_id = s.id))) then
    raise exception '抵扣没有撤销，不能改回待支付' using errcode = 'JY003';
  end if;
  return null;
end $$;
comment on function fund.guard_turned_result() is '银行改口未了结的不再付；已付与待支付之间只随回单更正变动，已抵扣与待支付之间只随撤销变动';

alter table fund.set_off_undone enable row level security;
alter table fund.set_off_undone force row level security;
create policy read_place on fund.set_off_undone for select using ((select fund.is_staff()) and kernel.sees_place(place_code));
create policy append on fund.set_off_undone for insert with check ((select fund.is_finance()) and kernel.sees_place(place_code));
create policy owner_reads on fund.set_off_undone for select to juying_owner using (true);
grant select, insert on fund.set_off_undone to juying_app;
