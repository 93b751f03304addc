-- 收款人与享受对象不是同一个的：单位、配偶、学校、出租人、监护人、继承人等。享受、禁报、抵扣、一次为限仍看享受对象。
-- 分期不写角色的，付给享受对象；写了角色而没有收款人的是“收款人待定”，编不进批次。

create table fund.award_payee (
  id uuid primary key default uuidv7(),
  award_id uuid not null references fund.award,
  place_code text not null,
  holder_kind text not null check (holder_kind in ('person', 'employer', 'team')),
  holder_id uuid not null,
  subject_kind text not null check (subject_kind in ('person', 'employer', 'team')),
  subject_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  made_at timestamptz not null default now(),
  unique (award_id, subject_kind, subject_id),
  unique (id, award_id)
);
create index on fund.award_payee (subject_id);
comment on table fund.award_payee is '一份资助的收款人（享受对象以外的）：库里的人或单位，户名取自登记';
comment on column fund.award_payee.id is '标识';
comment on column fund.award_payee.award_id is '资助决定';
comment on column fund.award_payee.place_code is '享受对象所在地代码';
comment on column fund.award_payee.holder_kind is '享受对象种类，与资助决定相同：他也看得到付给了谁';
comment on column fund.award_payee.holder_id is '享受对象，与资助决定相同';
comment on column fund.award_payee.subject_kind is '种类：person 个人，employer 单位，team 团队';
comment on column fund.award_payee.subject_id is '收款人';
comment on column fund.award_payee.name is '户名，取自人才或单位库';
comment on column fund.award_payee.made_at is '登记时间';
create trigger award_payee_append_only before update or delete or truncate on fund.award_payee for each statement execute function kernel.refuse_change();

alter table fund.instalment
  add column payee_role text check (payee_role in ('person', 'employer', 'team', 'agency', 'base', 'developer', 'relative', 'school', 'landlord', 'guardian', 'heir')),
  add column payee_id uuid,
  add constraint instalment_payee_of_award foreign key (payee_id, award_id) references fund.award_payee (id, award_id),
  add constraint instalment_payee_has_role check (payee_id is null or payee_role is not null);
comment on column fund.instalment.payee_role is '付给谁：person 本人，employer 用人单位，team 团队，agency 中介机构，base 见习基地，developer 开发企业，relative 亲属，school 学校，landlord 出租人，guardian 监护人，heir 继承人；空表示付给享受对象';
comment on column fund.instalment.payee_id is '收款人；写了 payee_role 而为空的是收款人待定，不能付款';
create index on fund.instalment (payee_id) where payee_id is not null;

create table fund.payee_change (
  id uuid primary key default uuidv7(),
  award_id uuid not null references fund.award,
  place_code text not null,
  role text not null check (role in ('person', 'employer', 'team', 'agency', 'base', 'developer', 'relative', 'school', 'landlord', 'guardian', 'heir')),
  subject_kind text not null check (subject_kind in ('person', 'employer', 'team')),
  subject_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  says text not null check (length(says) between 4 and 200),
  document text not null check (length(document) between 4 and 100),
  state text not null default 'asked' check (state in ('asked', 'approved', 'declined')),
  asked_by uuid,
  asker_person uuid,
  asked_on date not null,
  decided_by uuid,
  decider_person uuid,
  decided_on date,
  decline_reason text check (length(decline_reason) between 4 and 200),
  constraint payee_change_two_accounts check (state <> 'approved' or decided_by is distinct from asked_by),
  constraint payee_change_two_persons check (state <> 'approved' or decider_person is distinct from asker_person),
  check ((state = 'asked') = (decided_on is null)),
  check ((state = 'declined') = (decline_reason is not null))
);
create unique index payee_change_one_asked on fund.payee_change (award_id) where state = 'asked';
create index on fund.payee_change (place_code text_pattern_ops, state);
comment on table fund.payee_change is '指定或变更收款人：一人提出并附依据，另一人复核；一份资助同时只有一件待复核';
comment on column fund.payee_change.id is '标识';
comment on column fund.payee_change.award_id is '资助决定';
comment on column fund.payee_change.place_code is '享受对象所在地代码';
comment on column fund.payee_change.role is '收款人的身份，含义同分期的 payee_role';
comment on column fund.payee_change.subject_kind is '收款人种类';
comment on column fund.payee_change.subject_id is '收款人';
comment on column fund.payee_change.name is '户名，取自人才或单位库';
comment on column fund.payee_change.says is '理由';
comment on column fund.payee_change.document is '依据文件：委托书、公证书、协议等';
comment on column fund.payee_change.state is '状态：asked 待复核，approved 已复核，declined 未同意';
comment on column fund.payee_change.asked_by is '提出账号；空表示系统';
comment on column fund.payee_change.asker_person is '提出人：账号对应的人，没有登记时为账号';
comment on column fund.payee_change.asked_on is '提出日期';
comment on column fund.payee_change.decided_by is '复核账号；空表示系统';
comment on column fund.payee_change.decider_person is '复核人：必须不是提出人，换个账号也不行';
comment on column fund.payee_change.decided_on is '复核日期';
comment on column fund.payee_change.decline_reason is '不同意的理由';

-- 复核通过，收款人当即换上：只动还没有编入批次、没有了结的各期。应用角色自己改不了分期的收款人。
create function fund.apply_payee_change() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare holder fund.award; payee uuid; moved int;
begin
  if old.state <> 'asked' then
    raise exception '收款人变更已经了结' using errcode = 'JY003';
  end if;
  if new.award_id <> old.award_id or new.subject_id <> old.subject_id or new.subject_kind <> old.subject_kind or new.role <> old.role or new.name <> old.name then
    raise exception '收款人变更的内容不能修改' using errcode = 'JY001';
  end if;
  if new.state = 'approved' then
    select * into holder from fund.award a where a.id = new.award_id;
    if new.role = 'heir' and not exists (select from fund.award_event e where e.award_id = new.award_id and e.kind = 'died') then
      raise exception '享受人没有去世的登记，不能付给继承人' using errcode = 'JY003';
    end if;
    if holder.holder_kind = new.subject_kind and holder.holder_id = new.subject_id then
      update fund.instalment i set payee_role = null, payee_id = null where i.award_id = new.award_id and i.state in ('planned', 'needsCheck', 'due', 'suspended');
    else
      insert into fund.award_payee (award_id, place_code, holder_kind, holder_id, subject_kind, subject_id, name)
        values (new.award_id, new.place_code, holder.holder_kind, holder.holder_id, new.subject_kind, new.subject_id, new.name)
        on conflict (award_id, subject_kind, subject_id) do nothing;
      select p.id into payee from fund.award_payee p where p.award_id = new.award_id and p.subject_kind = new.subject_kind and p.subject_id = new.subject_id;
      update fund.instalment i set payee_role = new.role, payee_id = payee where i.award_id = new.award_id and i.state in ('planned', 'needsCheck', 'due', 'suspended');
    end if;
    get diagnostics moved = row_count;
    if moved = 0 then
      raise exception '没有可以改付的分期' using errcode = 'JY003';
    end if;
  end if;
  return new;
end $$;
comment on function fund.apply_payee_change() is '复核通过的收款人变更落到未付的各期';
create trigger payee_change_applies after update of state on fund.payee_change for each row execute function fund.apply_payee_change();

-- 享受人去世：去世前已经应付而还没有付的，改为付给继承人，待两人指定，在此之前付不出去。
create function fund.hold_for_heir() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update fund.instalment i set payee_role = 'heir', payee_id = null
  from fund.award a
  where i.award_id = new.award_id and a.id = i.award_id and a.holder_kind = 'person' and i.payee_role is null and i.state in ('planned', 'needsCheck', 'due', 'suspended');
  return null;
end $$;
comment on function fund.hold_for_heir() is '享受人去世后，还欠他的各期等待指定继承人';
create trigger award_event_holds_for_heir after insert on fund.award_event for each row when (new.kind = 'died') execute function fund.hold_for_heir();

-- 支付只能付到这一期收款人的账户上。
create function fund.check_item_account() returns trigger language plpgsql as $$
begin
  if exists (
    select from added t join fund.instalment i on i.id = t.instalment_id join fund.award a on a.id = i.award_id join fund.payee_account c on c.id = t.account_id
      left join fund.award_payee p on p.id = i.payee_id
    where (i.payee_role is not null and i.payee_id is null)
      or c.holder_kind <> coalesce(p.subject_kind, a.holder_kind) or c.holder_id <> coalesce(p.subject_id, a.holder_id)) then
    raise exception '账户不是这一期收款人的' using errcode = 'JY003';
  end if;
  return null;
end $$;
comment on function fund.check_item_account() is '编入批次时核对：账户属于这一期的收款人';
create trigger batch_item_pays_the_payee after insert on fund.batch_item referencing new table as added for each statement execute function fund.check_item_account();

create or replace function fund.split_instalment(wanted uuid, keep bigint) returns uuid language plpgsql security definer set search_path = pg_catalog as $$
declare old fund.instalment; made uuid;
begin
  select * into old from fund.instalment i where i.id = wanted for update;
  if old.id is null or keep <= 0 or keep >= old.amount_fen then
    raise exception '拆分的金额不对' using errcode = '22023';
  end if;
  update fund.instalment i set amount_fen = keep where i.id = wanted;
  insert into fund.instalment (award_id, line_id, place_code, no, due_on, amount_fen, condition, state, milestone, reached_on, check_note, split_from, tax_rate, tax_item, payee_role, payee_id)
    select old.award_id, old.line_id, old.place_code, (select max(i.no) + 1 from fund.instalment i where i.award_id = old.award_id), old.due_on, old.amount_fen - keep,
      old.condition, old.state, old.milestone, old.reached_on, old.check_note, old.id, old.tax_rate, old.tax_item, old.payee_role, old.payee_id
    returning id into made;
  return made;
end $$;

do $$
declare t text;
begin
  foreach t in array array['award_payee', 'payee_change'] loop
    execute format('alter table fund.%I enable row level security', t);
    execute format('alter table fund.%I force row level security', t);
  end loop;
end $$;
create policy read_own on fund.award_payee for select using (
  ((select fund.is_staff()) and kernel.sees_place(place_code))
  or (subject_kind = 'person' and kernel.is_person(subject_id)) or (subject_kind = 'employer' and kernel.is_employer(subject_id))
  or (holder_kind = 'person' and kernel.is_person(holder_id)) or (holder_kind = 'employer' and kernel.is_employer(holder_id)));
create policy append on fund.award_payee for insert with check ((select fund.may_decide()) and kernel.sees_place(place_code));
create policy read_place on fund.payee_change for select using ((select fund.may_decide()) and kernel.sees_place(place_code));
create policy ask on fund.payee_change for insert with check ((select fund.is_finance()) and kernel.sees_place(place_code));
create policy decide on fund.payee_change for update using ((select fund.is_finance()) and kernel.sees_place(place_code))
  with check ((select fund.is_finance()) and kernel.sees_place(place_code));

-- 收款人看得到付给他的那一份资助；分期随之可见到付给他的各期。award_payee 的策略不看别的表，所以不会绕圈。
create policy read_payee on fund.award for select using (
  ((select kernel.setting('person')) is not null or (select kernel.setting('employer')) is not null)
  and exists (select from fund.award_payee p where p.award_id = award.id
    and ((p.subject_kind = 'person' and kernel.is_person(p.subject_id)) or (p.subject_kind = 'employer' and kernel.is_employer(p.subject_id)))));
create policy read_payee on fund.instalment for select using (
  ((select kernel.setting('person')) is not null or (select kernel.setting('employer')) is not null) and payee_id is not null
  and exists (select from fund.award_payee p where p.id = payee_id
    and ((p.subject_kind = 'person' and kernel.is_person(p.subject_id)) or (p.subject_kind = 'employer' and kernel.is_employer(p.subject_id)))));

grant select, insert on fund.award_payee, fund.payee_change to juying_app;
grant update (state, decided_by, decider_person, decided_on, decline_reason) on fund.payee_change to juying_app;
