-- 分担各走各的科目：同一件资助，市级的部分出在市级科目，区县的部分出在区县科目；一期有几个承担方，就有几条分期，期次相同，各在自己的科目上支付、退回、终止。
-- 单位自付的、上级另拨的，不是本库科目的钱，只记在决定上。

alter table fund.award
  add column way text not null default 'oneLine' check (way in ('oneLine', 'ownLines')),
  add column outside jsonb not null default '[]' check (jsonb_typeof(outside) = 'array'),
  add column outside_fen bigint not null default 0 check (outside_fen >= 0),
  add constraint award_at_its_place unique (id, place_code);
comment on column fund.award.way is '列支办法：oneLine 一个科目先行支付、市县之间结算，ownLines 各承担方从自己的科目支付';
comment on column fund.award.outside is '不走本库科目的承担方：名称、比例对应的金额（分），例如用人单位自付';
comment on column fund.award.outside_fen is '不走本库科目的部分合计（分），不在总额之内';

alter table fund.instalment
  add column payer text check (payer in ('city', 'county')),
  drop constraint instalment_award_id_line_id_place_code_fkey,
  drop constraint instalment_award_id_no_key,
  add constraint instalment_once_a_payer unique nulls not distinct (award_id, no, payer),
  add constraint instalment_of_award_at_its_place foreign key (award_id, place_code) references fund.award (id, place_code),
  add constraint instalment_line_id_fkey foreign key (line_id) references fund.budget_line deferrable initially deferred;
comment on column fund.instalment.payer is '承担方：city 市级，county 区县；空表示一个科目先行支付。同一期次每个承担方一条';

-- 各期合计等于总额；一个科目支付的，各期都在决定的科目上；各走各的，每期写明承担方，合计正好是各方负担，科目正好是那一级的。
create function fund.instalment_problem(of_award uuid) returns text language plpgsql stable as $$
declare a fund.award; planned bigint; city bigint; strays int;
begin
  select * into a from fund.award w where w.id = of_award;
  select coalesce(sum(i.amount_fen), 0), coalesce(sum(i.amount_fen) filter (where i.payer = 'city'), 0),
    count(*) filter (where case a.way when 'oneLine' then i.payer is not null or i.line_id <> a.line_id else i.payer is null end)
  into planned, city, strays from fund.instalment i where i.award_id = of_award;
  if planned is distinct from a.amount_fen then
    return format('各期合计 %s 分，与总额 %s 分不等', planned, a.amount_fen);
  end if;
  if strays > 0 then
    return '分期的科目与决定的列支办法不符';
  end if;
  if a.way = 'ownLines' then
    if city <> a.city_share_fen then
      return format('市级各期合计 %s 分，与市级负担 %s 分不等', city, a.city_share_fen);
    end if;
    if exists (select from fund.instalment i join fund.budget_line l on l.id = i.line_id
      where i.award_id = of_award and ((i.payer = 'city') <> (length(l.place_code) = 4) or not starts_with(i.place_code, l.place_code))) then
      return '承担方与科目的级次、地区不符';
    end if;
  end if;
  return null;
end $$;
comment on function fund.instalment_problem(uuid) is '各期与决定哪里对不上；空为相符';

create or replace function fund.check_schedule() returns trigger language plpgsql as $$
declare problem text;
begin
  problem := fund.instalment_problem(new.id);
  if problem is not null then
    raise exception '%', problem using errcode = 'JY004';
  end if;
  return null;
end $$;
comment on function fund.check_schedule() is '提交时核对：各期合计等于总额，各承担方的各期合计等于其负担';

drop trigger award_schedule_adds_up on fund.award;
create constraint trigger award_schedule_adds_up after insert or update of amount_fen, city_share_fen, line_id, way on fund.award
  deferrable initially deferred for each row execute function fund.check_schedule();

create or replace function fund.check_instalments() returns trigger language plpgsql as $$
declare problem text;
begin
  problem := fund.instalment_problem(new.award_id);
  if problem is not null then
    raise exception '%', problem using errcode = 'JY004';
  end if;
  return null;
end $$;

-- 承担方和列支办法审定时定下，之后不改。
create function fund.guard_payers() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'award' then
    if new.way <> old.way then
      raise exception '列支办法不能修改' using errcode = 'JY001';
    end if;
  elsif new.payer is distinct from old.payer then
    raise exception '分期的承担方不能修改' using errcode = 'JY001';
  end if;
  return new;
end $$;
comment on function fund.guard_payers() is '列支办法和承担方在审定时确定，之后不改';
create trigger award_way_fixed before update of way on fund.award for each row execute function fund.guard_payers();
create trigger instalment_payer_fixed before update of payer on fund.instalment for each row execute function fund.guard_payers();
grant update (outside, outside_fen) on fund.award to juying_app;

create or replace function fund.split_instalment(wanted uuid, keep bigint) returns uuid language plpgsql security definer set search_path = pg_catalog as $$
declare old fund.instalment; made uuid;
begin
  select * into old from fund.instalment i where i.id = wanted for update;
  if old.id is null or keep <= 0 or keep >= old.amount_fen then
    raise exception '拆分的金额不对' using errcode = '22023';
  end if;
  update fund.instalment i set amount_fen = keep where i.id = wanted;
  insert into fund.instalment (award_id, line_id, place_code, no, due_on, amount_fen, condition, state, milestone, reached_on, check_note, split_from, tax_rate, tax_item, payee_role, payee_id, payer)
    select old.award_id, old.line_id, old.place_code, (select max(i.no) + 1 from fund.instalment i where i.award_id = old.award_id), old.due_on, old.amount_fen - keep,
      old.condition, old.state, old.milestone, old.reached_on, old.check_note, old.id, old.tax_rate, old.tax_item, old.payee_role, old.payee_id, old.payer
    returning id into made;
  return made;
end $$;

-- 市级和区县各自的开放科目：市级看市一级，区县取最近的一级（镇街先于区县）。不锁，占用时再看一次。
create function fund.payer_lines(wanted_code text, wanted_year int, at_place text)
returns table (payer text, id uuid, title text) language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return query
    select distinct on (length(l.place_code) > 4) case when length(l.place_code) > 4 then 'county' else 'city' end, l.id, p.name || '“' || l.title || '”'
    from fund.budget_line l join kernel.place p on p.code = l.place_code
    where l.code = wanted_code and l.year = wanted_year and l.state = 'open' and starts_with(at_place, l.place_code)
    order by length(l.place_code) > 4, length(l.place_code) desc;
end $$;
comment on function fund.payer_lines(text, int, text) is '某地某年度市级、区县各自的科目及其名称，不锁';

-- 几个科目一起占用：按标识的次序逐个锁定，都够才记账；有一个不够或已关闭，什么也不写。
create function fund.spend_lines(wanted jsonb, postings jsonb)
returns table (line uuid, open boolean, available_fen bigint) language plpgsql as $$
declare
  w record; enough boolean := true; lines uuid[] := '{}'; opens boolean[] := '{}'; left_fen bigint[] := '{}'; available bigint;
begin
  for w in select g.line, g.fen from jsonb_to_recordset(wanted) as g(line uuid, fen bigint) order by g.line loop
    available := fund.lock_open_line(w.line);
    enough := enough and coalesce(available >= w.fen, false);
    lines := lines || w.line;
    opens := opens || (available is not null);
    left_fen := left_fen || coalesce(available, 0);
  end loop;
  if enough then
    perform fund.post(postings);
  end if;
  return query select u.a, u.b, u.c from unnest(lines, opens, left_fen) as u(a, b, c);
end $$;
comment on function fund.spend_lines(jsonb, jsonb) is '按次序锁定几个科目；都够就一起记账，否则什么也不写，返回锁后的可用余额';

-- 追回：一个违约案卷，每个科目一笔应追回款，退款各回各的科目。
alter table fund.claim drop constraint claim_breach_id_key, add constraint claim_once_a_line unique (breach_id, line_id);
