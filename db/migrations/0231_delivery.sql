-- 免申即享：匹配出的人告知、打开、确认、审定、拨付，一人一事项一期一行，从告知走到到账。

-- 同一个账号是不是也登记在别人名下：只比较带密钥的索引，不打开号码。
alter table fund.payee_account add column number_index bytea;
create index payee_account_number on fund.payee_account (number_index) where number_index is not null and replaced_at is null;
comment on column fund.payee_account.number_index is '账号的带密钥索引；空表示登记在有此列之前';

create schema delivery;
comment on schema delivery is '免申即享';
grant usage on schema delivery to juying_app;

create table delivery.way (
  from_state text not null,
  to_state text not null,
  verb text not null,
  primary key (from_state, to_state)
);
comment on table delivery.way is '免申即享的合法状态变化；与 modules/delivery/states.ts 逐行相同';
comment on column delivery.way.from_state is '从';
comment on column delivery.way.to_state is '到';
comment on column delivery.way.verb is '经由的动作';
insert into delivery.way values
  ('new', 'told', 'tell'), ('told', 'opened', 'open'), ('opened', 'confirmed', 'confirm'), ('confirmed', 'opened', 'withdrawConsent'),
  ('confirmed', 'decided', 'decide'), ('decided', 'paid', 'pay'),
  ('told', 'ended', 'end'), ('opened', 'ended', 'end'), ('confirmed', 'ended', 'end');

create table delivery.delivery (
  id uuid primary key default uuidv7(),
  measure text not null,
  edition_id uuid not null references measures.edition,
  title text not null,
  subject_kind text not null check (subject_kind in ('person', 'employer', 'team')),
  subject_id uuid not null,
  person_id uuid generated always as (case when subject_kind = 'person' then subject_id end) stored,
  claimant_kind text not null check (claimant_kind in ('person', 'employer')),
  claimant_id uuid not null,
  place_code text not null,
  period text not null,
  state text not null default 'told',
  state_before text not null default 'new',
  amount_fen bigint check (amount_fen > 0),
  expected_on date not null,
  confirm_by date,
  found_on date not null,
  told_on date not null,
  opened_on date,
  confirmed_on date,
  decided_on date,
  paid_on date,
  account_failed_on date,
  ended_on date,
  ended_because text,
  offered jsonb,
  offered_hash text,
  tier text check (tier in ('straight', 'look')),
  tier_reasons text[] not null default '{}',
  case_id uuid unique references cases.case,
  created_at timestamptz not null default now(),
  foreign key (state_before, state) references delivery.way (from_state, to_state),
  check (state = 'told' or state = 'ended' or (opened_on is not null and offered is not null and offered_hash is not null)),
  check (state not in ('confirmed', 'decided', 'paid') or (confirmed_on is not null and tier is not null and case_id is not null)),
  check (tier is distinct from 'look' or cardinality(tier_reasons) > 0),
  check ((state in ('decided', 'paid')) = (decided_on is not null)),
  check ((state = 'paid') = (paid_on is not null)),
  check ((state = 'ended') = (ended_on is not null and ended_because is not null))
);
-- 同一人同一事项同一期只有一行；走不下去而了结的不算，情况变了可以再告知。
create unique index delivery_once on delivery.delivery (subject_id, measure, period) where state <> 'ended';
create unique index delivery_one_open on delivery.delivery (subject_id, measure) where state in ('told', 'opened', 'confirmed');
create index on delivery.delivery (claimant_id, state);
create index on delivery.delivery (place_code text_pattern_ops, told_on desc, id);
create index on delivery.delivery (measure, state);
comment on table delivery.delivery is '免申即享：一人（单位、团队）一事项一期，从告知到到账';
comment on column delivery.delivery.id is '标识';
comment on column delivery.delivery.measure is '事项代码';
comment on column delivery.delivery.edition_id is '告知时施行的版本';
comment on column delivery.delivery.title is '事项名称';
comment on column delivery.delivery.subject_kind is '给谁：person 本人，employer 单位，team 团队';
comment on column delivery.delivery.subject_id is '对象';
comment on column delivery.delivery.person_id is '对象是人时的那个人';
comment on column delivery.delivery.claimant_kind is '由谁确认：person 本人，employer 单位';
comment on column delivery.delivery.claimant_id is '确认人（本人或单位）';
comment on column delivery.delivery.place_code is '所在地';
comment on column delivery.delivery.period is '哪一期：只享受一次的为 once，可按年享受的为年份';
comment on column delivery.delivery.state is '状态：told 已告知，opened 已打开，confirmed 已确认，decided 已审定，paid 已到账，ended 已了结';
comment on column delivery.delivery.state_before is '上一状态，由触发器维护';
comment on column delivery.delivery.amount_fen is '告知的金额（分）；空表示不是资金或由审定机关定';
comment on column delivery.delivery.expected_on is '告知的日期：当天确认的，预计哪一天前审定';
comment on column delivery.delivery.confirm_by is '最后确认日；空表示没有期限';
comment on column delivery.delivery.found_on is '首次符合的日期';
comment on column delivery.delivery.told_on is '告知日';
comment on column delivery.delivery.opened_on is '首次打开日';
comment on column delivery.delivery.confirmed_on is '确认日';
comment on column delivery.delivery.decided_on is '审定日';
comment on column delivery.delivery.paid_on is '首笔到账日';
comment on column delivery.delivery.account_failed_on is '最近一次没有付成的日期；付成以后为空';
comment on column delivery.delivery.ended_on is '了结日';
comment on column delivery.delivery.ended_because is '为什么了结';
comment on column delivery.delivery.offered is '打开时给他看的：金额与所用事实；确认时再核一遍，变了就重新问';
comment on column delivery.delivery.offered_hash is '给他看的内容的 SHA-256';
comment on column delivery.delivery.tier is '办理方式：straight 直接办理，look 人工复核';
comment on column delivery.delivery.tier_reasons is '为什么要人工复核';
comment on column delivery.delivery.case_id is '确认后立的办件';
comment on column delivery.delivery.created_at is '建立时间';

create function delivery.keep_way() returns trigger language plpgsql as $$
begin
  if new.measure <> old.measure or new.subject_id <> old.subject_id or new.claimant_id <> old.claimant_id or new.period <> old.period or new.told_on <> old.told_on then
    raise exception '告知过的内容不能改动' using errcode = 'JY001';
  end if;
  if new.state is distinct from old.state then new.state_before := old.state; else new.state_before := old.state_before; end if;
  return new;
end $$;
create trigger delivery_way before update on delivery.delivery for each row execute function delivery.keep_way();
create trigger delivery_kept before delete or truncate on delivery.delivery for each statement execute function kernel.refuse_change();

create table delivery.consent (
  id uuid primary key default uuidv7(),
  delivery_id uuid not null references delivery.delivery,
  claimant_kind text not null,
  claimant_id uuid not null,
  kind text not null check (kind in ('given', 'withdrawn')),
  version text not null,
  account_id uuid not null references kernel.account,
  at timestamptz not null default now()
);
create index on delivery.consent (delivery_id);
create trigger consent_append_only before update or delete or truncate on delivery.consent for each statement execute function kernel.refuse_change();
comment on table delivery.consent is '同意与撤回同意：只增不改';
comment on column delivery.consent.id is '标识';
comment on column delivery.consent.delivery_id is '免申即享';
comment on column delivery.consent.claimant_kind is 'person 本人，employer 单位';
comment on column delivery.consent.claimant_id is '本人或单位';
comment on column delivery.consent.kind is 'given 同意，withdrawn 撤回';
comment on column delivery.consent.version is '同意书的版本';
comment on column delivery.consent.account_id is '由哪个账号';
comment on column delivery.consent.at is '时间';

do $$
declare t text;
begin
  foreach t in array array['way', 'delivery', 'consent'] loop
    execute format('alter table delivery.%I enable row level security', t);
    execute format('alter table delivery.%I force row level security', t);
  end loop;
end $$;
create policy read_all on delivery.way for select using (true);
create policy read on delivery.delivery for select
  using ((select kernel.is_system()) or kernel.is_recipient(claimant_kind, claimant_id)
    or starts_with(place_code, (select kernel.setting('scope'))));
create policy tell on delivery.delivery for insert with check ((select kernel.is_system()));
-- 本人、单位只走到确认为止；审定、到账、了结归系统。
create policy claim on delivery.delivery for update
  using ((select kernel.is_system()) or kernel.is_recipient(claimant_kind, claimant_id))
  with check ((select kernel.is_system()) or (kernel.is_recipient(claimant_kind, claimant_id) and state in ('opened', 'confirmed')));
create policy read on delivery.consent for select
  using ((select kernel.is_system()) or kernel.is_recipient(claimant_kind, claimant_id) or ((select kernel.has_role('talentOffice', 'reviewer')) and exists (select from delivery.delivery d where d.id = delivery_id)));
create policy consent on delivery.consent for insert
  with check ((select kernel.is_system()) or (kernel.is_recipient(claimant_kind, claimant_id) and account_id = (select kernel.actor()) and exists (select from delivery.delivery d where d.id = delivery_id)));
grant select on delivery.way to juying_app;
grant select, insert, update on delivery.delivery to juying_app;
grant select, insert on delivery.consent to juying_app;
