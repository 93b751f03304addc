-- 服务期、违约、追回：登记、告知、陈述申辩、两人决定、应追回款、还款计划、收款、抵扣、核销、禁报。

create table fund.obligation (
  id uuid primary key default uuidv7(),
  award_id uuid not null unique references fund.award,
  place_code text not null references kernel.place,
  holder_kind text not null check (holder_kind in ('person', 'employer', 'team')),
  holder_id uuid not null,
  serve_from date not null,
  serve_to date check (serve_to > serve_from),
  lock_to date check (lock_to > serve_from),
  breach text not null check (breach in ('pro-rata', 'all', 'rest', 'none')),
  unpaid text not null check (unpaid in ('lapse', 'continue')),
  ban_months int check (ban_months > 0),
  ban_for text[] not null default '{}',
  says text,
  state text not null default 'running' check (state in ('running', 'suspected', 'breached', 'fulfilled', 'released')),
  created_at timestamptz not null default now()
);
create index on fund.obligation (holder_id);
create index on fund.obligation (state, serve_to);
comment on table fund.obligation is '服务期与限售义务：一份资助至多一条，依审定时的版本';
comment on column fund.obligation.id is '标识';
comment on column fund.obligation.award_id is '资助决定';
comment on column fund.obligation.place_code is '对象所在地代码';
comment on column fund.obligation.holder_kind is '义务人种类';
comment on column fund.obligation.holder_id is '义务人';
comment on column fund.obligation.serve_from is '服务期起';
comment on column fund.obligation.serve_to is '服务期止；空表示没有服务期';
comment on column fund.obligation.lock_to is '住房限售期止；空表示没有限售';
comment on column fund.obligation.breach is '违约后果：pro-rata 按未满月数，all 全额，rest 退回结余，none 不退';
comment on column fund.obligation.unpaid is '未发部分：lapse 不再发，continue 照发';
comment on column fund.obligation.ban_months is '违约后几个月内不得申报';
comment on column fund.obligation.ban_for is '禁报对谁：person、employer';
comment on column fund.obligation.says is '条款原文';
comment on column fund.obligation.state is '状态：running 履行中，suspected 疑似违约，breached 已违约，fulfilled 已期满，released 不再有义务';
comment on column fund.obligation.created_at is '登记时间';

create table fund.breach (
  id uuid primary key default uuidv7(),
  number text not null unique,
  obligation_id uuid not null references fund.obligation,
  award_id uuid not null references fund.award,
  place_code text not null references kernel.place,
  holder_kind text not null,
  holder_id uuid not null,
  ground text not null check (ground in ('left', 'insuranceGap', 'dwellingSold', 'reported')),
  evidence text not null check (length(evidence) between 4 and 500),
  happened_on date not null,
  noticed_on date not null,
  statement_by date not null check (statement_by > noticed_on),
  state text not null default 'noticed' check (state in ('noticed', 'heard', 'proposed', 'upheld', 'dismissed')),
  proposal text check (proposal in ('breach', 'noBreach')),
  proposed_fen bigint check (proposed_fen >= 0),
  proposal_note text,
  proposed_by uuid,
  proposer_person uuid,
  decision_note text,
  decided_by uuid,
  decider_person uuid,
  decided_on date,
  constraint breach_two_accounts check (decided_by is null or decided_by is distinct from proposed_by),
  constraint breach_two_persons check (decider_person is null or decider_person is distinct from proposer_person),
  check ((state in ('upheld', 'dismissed')) = (decided_on is not null)),
  check (state in ('noticed', 'heard') or proposal is not null)
);
create unique index breach_one_open on fund.breach (obligation_id) where state in ('noticed', 'heard', 'proposed');
create unique index breach_found_once on fund.breach (obligation_id, ground, happened_on);
comment on table fund.breach is '违约案卷：告知、陈述申辩、拟处理意见、另一人决定';
comment on column fund.breach.id is '标识';
comment on column fund.breach.number is '案号';
comment on column fund.breach.obligation_id is '义务';
comment on column fund.breach.award_id is '资助决定';
comment on column fund.breach.place_code is '对象所在地代码';
comment on column fund.breach.holder_kind is '义务人种类';
comment on column fund.breach.holder_id is '义务人';
comment on column fund.breach.ground is '事由：left 离开本市，insuranceGap 社保中断，dwellingSold 转让住房，reported 举报或单位报告';
comment on column fund.breach.evidence is '事实与来源';
comment on column fund.breach.happened_on is '事实发生日期';
comment on column fund.breach.noticed_on is '告知日期';
comment on column fund.breach.statement_by is '陈述申辩的期限';
comment on column fund.breach.state is '状态：noticed 已告知待陈述，heard 已陈述，proposed 已拟处理意见，upheld 认定违约，dismissed 不认定违约';
comment on column fund.breach.proposal is '拟处理意见：breach 认定，noBreach 不认定';
comment on column fund.breach.proposed_fen is '拟追回（分）';
comment on column fund.breach.proposal_note is '拟处理的理由';
comment on column fund.breach.proposed_by is '拟办账号';
comment on column fund.breach.proposer_person is '拟办人';
comment on column fund.breach.decision_note is '决定意见';
comment on column fund.breach.decided_by is '决定账号';
comment on column fund.breach.decider_person is '决定人：必须不是拟办人，换个账号也不行';
comment on column fund.breach.decided_on is '决定日期';

create table fund.breach_transition (
  from_state text not null,
  to_state text not null,
  says text not null,
  primary key (from_state, to_state)
);
comment on table fund.breach_transition is '违约案卷状态的合法变化';
comment on column fund.breach_transition.from_state is '从';
comment on column fund.breach_transition.to_state is '到';
comment on column fund.breach_transition.says is '含义';
insert into fund.breach_transition values
  ('noticed', 'heard', '收到陈述'), ('noticed', 'proposed', '期满未陈述，拟处理意见'), ('heard', 'proposed', '拟处理意见'),
  ('proposed', 'heard', '退回重拟'), ('proposed', 'upheld', '认定违约'), ('proposed', 'dismissed', '不认定违约');
create function fund.guard_breach() returns trigger language plpgsql as $$
begin
  if new.state <> old.state and not exists (select from fund.breach_transition t where t.from_state = old.state and t.to_state = new.state) then
    raise exception '违约案卷不能从 % 变为 %', old.state, new.state using errcode = 'JY003';
  end if;
  return new;
end $$;
comment on function fund.guard_breach() is '违约案卷只按合法的变化走';
create trigger breach_guard before update on fund.breach for each row execute function fund.guard_breach();

create table fund.breach_statement (
  id uuid primary key default uuidv7(),
  breach_id uuid not null references fund.breach,
  place_code text not null,
  text text not null check (length(text) between 10 and 2000),
  given_on date not null,
  given_by uuid,
  given_at timestamptz not null default now()
);
create index on fund.breach_statement (breach_id);
comment on table fund.breach_statement is '陈述申辩，只追加';
comment on column fund.breach_statement.id is '标识';
comment on column fund.breach_statement.breach_id is '案卷';
comment on column fund.breach_statement.place_code is '对象所在地代码';
comment on column fund.breach_statement.text is '陈述申辩的内容';
comment on column fund.breach_statement.given_on is '提交日期';
comment on column fund.breach_statement.given_by is '提交账号';
comment on column fund.breach_statement.given_at is '提交时间';
create function fund.hear_statement() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update fund.breach b set state = 'heard' where b.id = new.breach_id and b.state = 'noticed';
  return null;
end $$;
comment on function fund.hear_statement() is '收到陈述，案卷随之变为已陈述';
create trigger statement_is_heard after insert on fund.breach_statement for each row execute function fund.hear_statement();
create trigger breach_statement_append_only before update or delete or truncate on fund.breach_statement for each statement execute function kernel.refuse_change();

create table fund.claim (
  id uuid primary key default uuidv7(),
  number text not null unique,
  breach_id uuid not null unique references fund.breach,
  award_id uuid not null references fund.award,
  line_id uuid not null references fund.budget_line,
  place_code text not null references kernel.place,
  holder_kind text not null,
  holder_id uuid not null,
  decided_on date not null,
  amount_fen bigint not null check (amount_fen > 0),
  recovered_fen bigint not null default 0 check (recovered_fen >= 0),
  set_off_fen bigint not null default 0 check (set_off_fen >= 0),
  written_off_fen bigint not null default 0 check (written_off_fen >= 0),
  outstanding_fen bigint generated always as (amount_fen - recovered_fen - set_off_fen - written_off_fen) stored,
  plan_version int not null default 0,
  constraint claim_never_over check (recovered_fen + set_off_fen + written_off_fen <= amount_fen)
);
create index on fund.claim (holder_id);
create index on fund.claim (line_id);
comment on table fund.claim is '应追回款：余额由收款、抵扣、核销推动，不能直接修改';
comment on column fund.claim.id is '标识';
comment on column fund.claim.number is '追回通知书号';
comment on column fund.claim.breach_id is '案卷';
comment on column fund.claim.award_id is '资助决定';
comment on column fund.claim.line_id is '原列支科目';
comment on column fund.claim.place_code is '对象所在地代码';
comment on column fund.claim.holder_kind is '对象种类';
comment on column fund.claim.holder_id is '对象';
comment on column fund.claim.decided_on is '决定日期';
comment on column fund.claim.amount_fen is '应追回（分）';
comment on column fund.claim.recovered_fen is '已收（分）';
comment on column fund.claim.set_off_fen is '已抵扣（分）';
comment on column fund.claim.written_off_fen is '已核销（分）';
comment on column fund.claim.outstanding_fen is '尚欠（分）';
comment on column fund.claim.plan_version is '现行还款计划的版次；0 表示还没有';

create table fund.repayment_term (
  id uuid primary key default uuidv7(),
  claim_id uuid not null references fund.claim,
  place_code text not null,
  version int not null check (version > 0),
  no int not null check (no > 0),
  due_on date not null,
  amount_fen bigint not null check (amount_fen > 0),
  unique (claim_id, version, no)
);
comment on table fund.repayment_term is '还款计划的各期，只追加；改计划是新的一版';
comment on column fund.repayment_term.id is '标识';
comment on column fund.repayment_term.claim_id is '应追回款';
comment on column fund.repayment_term.place_code is '对象所在地代码';
comment on column fund.repayment_term.version is '版次';
comment on column fund.repayment_term.no is '第几期';
comment on column fund.repayment_term.due_on is '应还日期';
comment on column fund.repayment_term.amount_fen is '金额（分）';
create function fund.check_plan() returns trigger language plpgsql as $$
declare planned bigint; owed bigint; current int;
begin
  select sum(t.amount_fen) into planned from fund.repayment_term t where t.claim_id = new.claim_id and t.version = new.version;
  select c.outstanding_fen, c.plan_version into owed, current from fund.claim c where c.id = new.claim_id;
  if planned is distinct from owed or current <> new.version then
    raise exception '还款计划合计 % 分，尚欠 % 分', planned, owed using errcode = 'JY004';
  end if;
  return null;
end $$;
comment on function fund.check_plan() is '提交时核对：还款计划合计等于尚欠';
create constraint trigger plan_adds_up after insert on fund.repayment_term deferrable initially deferred for each row execute function fund.check_plan();

create table fund.repayment (
  id uuid primary key default uuidv7(),
  claim_id uuid not null references fund.claim,
  place_code text not null,
  received_on date not null,
  amount_fen bigint not null check (amount_fen > 0),
  bank_serial text not null unique check (length(bank_serial) between 4 and 60),
  recorded_by uuid,
  recorded_at timestamptz not null default now()
);
create index on fund.repayment (claim_id);
comment on table fund.repayment is '收到的退款，凭银行来账流水登记；一笔流水只登记一次';
comment on column fund.repayment.id is '标识';
comment on column fund.repayment.claim_id is '应追回款';
comment on column fund.repayment.place_code is '对象所在地代码';
comment on column fund.repayment.received_on is '到账日期';
comment on column fund.repayment.amount_fen is '金额（分）';
comment on column fund.repayment.bank_serial is '银行流水号';
comment on column fund.repayment.recorded_by is '登记账号';
comment on column fund.repayment.recorded_at is '登记时间';

create table fund.set_off (
  id uuid primary key default uuidv7(),
  claim_id uuid not null references fund.claim,
  instalment_id uuid not null unique references fund.instalment,
  place_code text not null,
  amount_fen bigint not null check (amount_fen > 0),
  document text not null check (length(document) between 4 and 100),
  made_by uuid,
  made_on date not null
);
create index on fund.set_off (claim_id);
comment on table fund.set_off is '抵扣：以另一份资助的到期分期抵应追回款；该期视同已付';
comment on column fund.set_off.id is '标识';
comment on column fund.set_off.claim_id is '应追回款';
comment on column fund.set_off.instalment_id is '用来抵扣的分期；一期只能抵一次';
comment on column fund.set_off.place_code is '对象所在地代码';
comment on column fund.set_off.amount_fen is '金额（分）';
comment on column fund.set_off.document is '抵扣通知文号';
comment on column fund.set_off.made_by is '办理账号';
comment on column fund.set_off.made_on is '办理日期';

create table fund.write_off (
  id uuid primary key default uuidv7(),
  claim_id uuid not null references fund.claim,
  place_code text not null,
  amount_fen bigint not null check (amount_fen > 0),
  grounds text not null check (length(grounds) between 10 and 500),
  document text not null check (length(document) between 4 and 100),
  state text not null default 'proposed' check (state in ('proposed', 'approvedOnce', 'approved', 'refused')),
  proposed_by uuid,
  proposer_person uuid,
  first_by uuid,
  first_person uuid,
  second_by uuid,
  second_person uuid,
  refused_reason text,
  closed_on date,
  constraint write_off_persons_differ check (
    (first_person is null or first_person is distinct from proposer_person)
    and (second_person is null or (second_person is distinct from proposer_person and second_person is distinct from first_person))),
  constraint write_off_accounts_differ check (
    (first_by is null or first_by is distinct from proposed_by)
    and (second_by is null or (second_by is distinct from proposed_by and second_by is distinct from first_by))),
  check ((state in ('approved')) = (second_by is not null)),
  check (state <> 'approvedOnce' or first_by is not null),
  check ((state = 'refused') = (refused_reason is not null))
);
create unique index write_off_one_open on fund.write_off (claim_id) where state in ('proposed', 'approvedOnce');
comment on table fund.write_off is '核销：提出、两人先后批准，三个人各不相同';
comment on column fund.write_off.id is '标识';
comment on column fund.write_off.claim_id is '应追回款';
comment on column fund.write_off.place_code is '对象所在地代码';
comment on column fund.write_off.amount_fen is '金额（分）';
comment on column fund.write_off.grounds is '理由';
comment on column fund.write_off.document is '依据文件';
comment on column fund.write_off.state is '状态：proposed 已提出，approvedOnce 一人已批，approved 已核销，refused 不予核销';
comment on column fund.write_off.proposed_by is '提出账号';
comment on column fund.write_off.proposer_person is '提出人';
comment on column fund.write_off.first_by is '第一批准账号';
comment on column fund.write_off.first_person is '第一批准人';
comment on column fund.write_off.second_by is '第二批准账号';
comment on column fund.write_off.second_person is '第二批准人';
comment on column fund.write_off.refused_reason is '不予核销的理由';
comment on column fund.write_off.closed_on is '了结日期';

create function fund.reduce_claim() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_table_name = 'repayment' then
    update fund.claim c set recovered_fen = c.recovered_fen + new.amount_fen where c.id = new.claim_id;
  elsif tg_table_name = 'set_off' then
    update fund.claim c set set_off_fen = c.set_off_fen + new.amount_fen where c.id = new.claim_id;
  else
    update fund.claim c set written_off_fen = c.written_off_fen + new.amount_fen where c.id = new.claim_id;
  end if;
  return null;
end $$;
comment on function fund.reduce_claim() is '收款、抵扣、核销推动尚欠；超收由约束拒绝';
create trigger repayment_reduces after insert on fund.repayment for each row execute function fund.reduce_claim();
create trigger set_off_reduces after insert on fund.set_off for each row execute function fund.reduce_claim();
create trigger write_off_reduces after update of state on fund.write_off for each row when (new.state = 'approved' and old.state <> 'approved') execute function fund.reduce_claim();
create trigger repayment_append_only before update or delete or truncate on fund.repayment for each statement execute function kernel.refuse_change();
create trigger repayment_term_append_only before update or delete or truncate on fund.repayment_term for each statement execute function kernel.refuse_change();
create trigger set_off_append_only before update or delete or truncate on fund.set_off for each statement execute function kernel.refuse_change();

create table fund.ban (
  id uuid primary key default uuidv7(),
  holder_kind text not null check (holder_kind in ('person', 'employer', 'team')),
  holder_id uuid not null,
  holder_name text not null,
  place_code text not null references kernel.place,
  period daterange not null check (not isempty(period)),
  reason text not null check (length(reason) between 4 and 300),
  document text not null check (length(document) between 4 and 100),
  breach_id uuid references fund.breach,
  made_by uuid,
  lifted_on date,
  lift_reason text,
  lifted_by uuid,
  check ((lifted_on is null) = (lift_reason is null)),
  constraint ban_one_at_a_time exclude using gist (holder_kind with =, holder_id with =, period with &&) where (lifted_on is null)
);
create index on fund.ban (place_code text_pattern_ops);
comment on table fund.ban is '禁报名单：期间内不得申报、不得审定；解除须写明理由';
comment on column fund.ban.id is '标识';
comment on column fund.ban.holder_kind is '对象种类';
comment on column fund.ban.holder_id is '对象';
comment on column fund.ban.holder_name is '对象名称';
comment on column fund.ban.place_code is '对象所在地代码';
comment on column fund.ban.period is '期间';
comment on column fund.ban.reason is '事由';
comment on column fund.ban.document is '依据文件';
comment on column fund.ban.breach_id is '所依据的违约案卷；空表示其他失信';
comment on column fund.ban.made_by is '登记账号';
comment on column fund.ban.lifted_on is '解除日期';
comment on column fund.ban.lift_reason is '解除理由';
comment on column fund.ban.lifted_by is '解除账号';

-- 不看地区：别的县列入的，本县也不能审定。
create function fund.ban_of(of_kind text, of_holder uuid, on_day date)
returns table (until_day date, reason text) language sql stable security definer set search_path = pg_catalog
begin atomic
  select (upper(b.period) - 1)::date, b.reason from fund.ban b
  where b.holder_kind = of_kind and b.holder_id = of_holder and b.lifted_on is null and b.period @> on_day limit 1;
end;
comment on function fund.ban_of(text, uuid, date) is '某人某单位那一天是否在禁报期，到哪天、为什么';
create function fund.refuse_banned() returns trigger language plpgsql as $$
begin
  if exists (select from fund.ban_of(new.holder_kind, new.holder_id, new.decided_on)) then
    raise exception '对象在禁报期内' using errcode = 'JY006';
  end if;
  return new;
end $$;
comment on function fund.refuse_banned() is '禁报期内不得审定';
create trigger award_refuses_banned before insert on fund.award for each row execute function fund.refuse_banned();

create function fund.may_recover() returns boolean language sql stable parallel safe
  return kernel.is_system() or kernel.has_role('talentOffice', 'financeMaker', 'financeChecker', 'leader');
comment on function fund.may_recover() is '办理违约与追回的职责';

do $$
declare t text;
begin
  foreach t in array array['obligation', 'breach', 'breach_transition', 'breach_statement', 'claim', 'repayment_term', 'repayment', 'set_off', 'write_off', 'ban'] loop
    execute format('alter table fund.%I enable row level security', t);
    execute format('alter table fund.%I force row level security', t);
  end loop;
  foreach t in array array['obligation', 'breach', 'claim', 'ban'] loop
    execute format($q$create policy read_own on fund.%I for select using (((select fund.is_staff()) and kernel.sees_place(place_code))
      or (holder_kind = 'person' and kernel.is_person(holder_id)) or (holder_kind = 'employer' and kernel.is_employer(holder_id)))$q$, t);
  end loop;
  foreach t in array array['breach_statement', 'repayment_term', 'repayment', 'set_off', 'write_off'] loop
    execute format('create policy read_place on fund.%I for select using ((select fund.is_staff()) and kernel.sees_place(place_code))', t);
  end loop;
  foreach t in array array['breach', 'claim', 'repayment_term', 'repayment', 'set_off', 'write_off', 'ban'] loop
    execute format('create policy append on fund.%I for insert with check ((select fund.may_recover()) and kernel.sees_place(place_code))', t);
  end loop;
  foreach t in array array['obligation', 'breach', 'write_off', 'ban'] loop
    execute format('create policy move on fund.%I for update using ((select fund.may_recover()) and kernel.sees_place(place_code)) with check ((select fund.may_recover()) and kernel.sees_place(place_code))', t);
  end loop;
end $$;
create policy decide on fund.obligation for insert with check ((select fund.may_decide()) and kernel.sees_place(place_code));
create policy read_all on fund.breach_transition for select using ((select kernel.is_system()) or (select kernel.signed_in()));
create policy read_mine on fund.breach_statement for select using (
  ((select kernel.setting('person')) is not null or (select kernel.setting('employer')) is not null)
  and exists (select from fund.breach b where b.id = breach_id and (kernel.is_person(b.holder_id) or kernel.is_employer(b.holder_id))));
create policy give on fund.breach_statement for insert with check (
  exists (select from fund.breach b where b.id = breach_id and b.place_code = breach_statement.place_code
    and ((b.holder_kind = 'person' and kernel.is_person(b.holder_id)) or (b.holder_kind = 'employer' and kernel.is_employer(b.holder_id))
      or ((select fund.may_recover()) and kernel.sees_place(b.place_code)))));
create policy read_mine on fund.repayment_term for select using (
  ((select kernel.setting('person')) is not null or (select kernel.setting('employer')) is not null)
  and exists (select from fund.claim c where c.id = claim_id and (kernel.is_person(c.holder_id) or kernel.is_employer(c.holder_id))));
create policy plan on fund.claim for update using ((select fund.may_recover()) and kernel.sees_place(place_code)) with check ((select fund.may_recover()) and kernel.sees_place(place_code));
-- 以所有者身份执行的函数：听取陈述、推动尚欠、查禁报。
create policy owner_hears on fund.breach for update to juying_owner using (true) with check (true);
create policy owner_reads on fund.breach for select to juying_owner using (true);
create policy owner_moves on fund.claim for update to juying_owner using (true) with check (true);
create policy owner_reads on fund.claim for select to juying_owner using (true);
create policy owner_reads on fund.ban for select to juying_owner using (true);
create policy owner_reads on fund.breach_transition for select to juying_owner using (true);

grant select, insert on fund.obligation, fund.breach, fund.breach_statement, fund.claim, fund.repayment_term, fund.repayment, fund.set_off, fund.write_off, fund.ban to juying_app;
grant select on fund.breach_transition to juying_app;
grant update (state) on fund.obligation to juying_app;
grant update (state, proposal, proposed_fen, proposal_note, proposed_by, proposer_person, decision_note, decided_by, decider_person, decided_on) on fund.breach to juying_app;
grant update (plan_version) on fund.claim to juying_app;
grant update (state, first_by, first_person, second_by, second_person, refused_reason, closed_on) on fund.write_off to juying_app;
grant update (lifted_on, lift_reason, lifted_by) on fund.ban to juying_app;
