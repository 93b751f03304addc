-- 团队资助：按阶段拨付；专家意见、社会配套资金到位、阶段结论。

create table fund.stage (
  id uuid primary key default uuidv7(),
  award_id uuid not null references fund.award,
  instalment_id uuid not null unique references fund.instalment,
  place_code text not null references kernel.place,
  no int not null check (no > 0),
  title text not null check (length(title) between 2 and 60),
  match_fen bigint not null check (match_fen >= 0),
  state text not null default 'open' check (state in ('open', 'passed', 'reduced', 'failed')),
  decided_on date,
  document text,
  decided_by uuid,
  unique (award_id, no),
  check ((state = 'open') = (decided_on is null)),
  check ((state = 'open') = (document is null))
);
comment on table fund.stage is '团队资助的阶段：一期一个阶段，结论通过才到期';
comment on column fund.stage.id is '标识';
comment on column fund.stage.award_id is '资助决定';
comment on column fund.stage.instalment_id is '对应的分期';
comment on column fund.stage.place_code is '团队所在地代码';
comment on column fund.stage.no is '第几阶段';
comment on column fund.stage.title is '名称，例如 中期评估';
comment on column fund.stage.match_fen is '到本阶段应累计到位的社会配套资金（分）';
comment on column fund.stage.state is '状态：open 待评估，passed 通过，reduced 减付，failed 不通过';
comment on column fund.stage.decided_on is '结论日期';
comment on column fund.stage.document is '结论文件';
comment on column fund.stage.decided_by is '作出结论的账号';

create table fund.stage_opinion (
  id uuid primary key default uuidv7(),
  stage_id uuid not null references fund.stage,
  place_code text not null,
  expert_id uuid not null,
  expert_name text not null,
  score int not null check (score between 0 and 100),
  opinion text not null check (length(opinion) between 4 and 1000),
  given_on date not null,
  document text not null check (length(document) between 4 and 100),
  recorded_by uuid,
  recorder_person uuid,
  unique (stage_id, expert_id)
);
comment on table fund.stage_opinion is '专家意见：一位专家一份，只追加；与团队或依托单位有关系的专家记不进来';
comment on column fund.stage_opinion.id is '标识';
comment on column fund.stage_opinion.stage_id is '阶段';
comment on column fund.stage_opinion.place_code is '团队所在地代码';
comment on column fund.stage_opinion.expert_id is '专家（人才库中的人）';
comment on column fund.stage_opinion.expert_name is '专家姓名';
comment on column fund.stage_opinion.score is '评分，0 到 100';
comment on column fund.stage_opinion.opinion is '意见';
comment on column fund.stage_opinion.given_on is '意见日期';
comment on column fund.stage_opinion.document is '评审意见表编号';
comment on column fund.stage_opinion.recorded_by is '登记账号';
comment on column fund.stage_opinion.recorder_person is '登记人';
create trigger stage_opinion_append_only before update or delete or truncate on fund.stage_opinion for each statement execute function kernel.refuse_change();

create table fund.match_proof (
  id uuid primary key default uuidv7(),
  award_id uuid not null references fund.award,
  place_code text not null,
  source text not null check (length(source) between 2 and 100),
  amount_fen bigint not null check (amount_fen > 0),
  received_on date not null,
  document text not null check (length(document) between 4 and 100),
  recorded_by uuid,
  unique (award_id, document)
);
comment on table fund.match_proof is '社会配套资金到位凭证，只追加；同一凭证只记一次';
comment on column fund.match_proof.id is '标识';
comment on column fund.match_proof.award_id is '资助决定';
comment on column fund.match_proof.place_code is '团队所在地代码';
comment on column fund.match_proof.source is '出资方';
comment on column fund.match_proof.amount_fen is '金额（分）';
comment on column fund.match_proof.received_on is '到位日期';
comment on column fund.match_proof.document is '验资或银行凭证编号';
comment on column fund.match_proof.recorded_by is '登记账号';
create trigger match_proof_append_only before update or delete or truncate on fund.match_proof for each statement execute function kernel.refuse_change();

-- 回避：专家是或曾是团队成员，或者在依托单位任职的，意见记不进来。
create function fund.refuse_conflict() returns trigger language plpgsql as $$
begin
  if exists (select from fund.stage s join fund.award a on a.id = s.award_id join pub.team t on t.id = a.holder_id
    where s.id = new.stage_id and (
      exists (select from pub.team_member m where m.team_id = t.id and m.person_id = new.expert_id)
      or exists (select from pub.person_employment e where e.person_id = new.expert_id and e.employer_id = t.employer_id))) then
    raise exception '专家与团队或依托单位有关系，应当回避' using errcode = 'JY007';
  end if;
  return new;
end $$;
comment on function fund.refuse_conflict() is '专家与团队成员、依托单位有关系的，意见不予登记';
create trigger opinion_refuses_conflict before insert on fund.stage_opinion for each row execute function fund.refuse_conflict();

-- 有阶段的分期，结论通过、专家两人以上、配套到位，才能到期。
create function fund.guard_stage() returns trigger language plpgsql as $$
declare experts int; matched bigint;
begin
  if old.state <> 'open' and new.state <> old.state then
    raise exception '阶段结论不能更改' using errcode = 'JY003';
  end if;
  if new.state in ('passed', 'reduced') and old.state = 'open' then
    select count(*) into experts from fund.stage_opinion o where o.stage_id = new.id;
    select coalesce(sum(p.amount_fen), 0) into matched from fund.match_proof p where p.award_id = new.award_id;
    if experts < 2 or matched < new.match_fen then
      raise exception '专家意见 % 份，配套到位 % 分，不能通过', experts, matched using errcode = 'JY003';
    end if;
  end if;
  return new;
end $$;
comment on function fund.guard_stage() is '两位以上专家、配套到位，阶段才能通过；结论不改';
create trigger stage_guard before update on fund.stage for each row execute function fund.guard_stage();

create function fund.guard_staged_instalment() returns trigger language plpgsql as $$
begin
  if new.state in ('due', 'needsCheck') and exists (select from fund.stage s where s.instalment_id = new.id and s.state in ('open', 'failed')) then
    raise exception '阶段还没有通过，分期不能到期' using errcode = 'JY003';
  end if;
  return new;
end $$;
comment on function fund.guard_staged_instalment() is '有阶段的分期，阶段通过才到期';
create trigger instalment_waits_for_stage before update of state on fund.instalment for each row when (new.state <> old.state) execute function fund.guard_staged_instalment();

do $$
declare t text;
begin
  foreach t in array array['stage', 'stage_opinion', 'match_proof'] loop
    execute format('alter table fund.%I enable row level security', t);
    execute format('alter table fund.%I force row level security', t);
    execute format('create policy read_place on fund.%I for select using ((select fund.is_staff()) and kernel.sees_place(place_code))', t);
    execute format('create policy append on fund.%I for insert with check ((select fund.may_recover()) and kernel.sees_place(place_code))', t);
  end loop;
end $$;
create policy move on fund.stage for update using ((select fund.may_recover()) and kernel.sees_place(place_code)) with check ((select fund.may_recover()) and kernel.sees_place(place_code));
grant select, insert on fund.stage, fund.stage_opinion, fund.match_proof to juying_app;
grant update (state, decided_on, document, decided_by) on fund.stage to juying_app;
