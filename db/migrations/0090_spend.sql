-- 审定占用资金：锁科目是最后一步，锁内只记账。科目那一行是所有审定排队的地方，锁得越短，一秒办得越多。

-- 决定先写、科目后锁：外键若当场核对，会给科目那一行加上共享锁，人人都来加，排队反而更慢；推迟到提交时核对，那时这一行已经由自己锁着。
alter table fund.award alter constraint award_line_id_fkey deferrable initially deferred;

-- 科目的主键从不改变，锁到“非键更新”就够：别处核对外键不必等。谁占用、谁冻结，仍然在这里排队。
create or replace function fund.lock_line(wanted_code text, wanted_year int, at_place text)
returns table (id uuid, place_code text, available_fen bigint) language plpgsql security definer set search_path = pg_catalog as $$
begin
  return query
    select l.id, l.place_code, l.available_fen
    from fund.budget_line l
    where l.code = wanted_code and l.year = wanted_year and l.state = 'open' and starts_with(at_place, l.place_code)
    order by length(l.place_code) desc limit 1 for no key update;
end $$;

create or replace function fund.lock_line_by_id(wanted uuid)
returns table (available_fen bigint) language plpgsql security definer set search_path = pg_catalog as $$
begin
  return query
    select l.available_fen
    from fund.budget_line l where l.id = wanted for no key update;
end $$;

create function fund.find_line(wanted_code text, wanted_year int, at_place text)
returns table (id uuid) language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return query
    select l.id from fund.budget_line l
    where l.code = wanted_code and l.year = wanted_year and l.state = 'open' and starts_with(at_place, l.place_code)
    order by length(l.place_code) desc limit 1;
end $$;
comment on function fund.find_line(text, int, text) is '某地某年度适用的科目（最近的一级），不锁；占用时另行锁定并再看一次是否开放';

-- 与锁同一次往返里看余额：空表示科目已经关闭。
create function fund.lock_open_line(wanted uuid)
returns bigint language plpgsql security definer set search_path = pg_catalog as $$
begin
  return (
    with locked as (
      select l.state, l.available_fen as available
      from fund.budget_line l where l.id = wanted for no key update
    ) select available from locked where state = 'open');
end $$;
comment on function fund.lock_open_line(uuid) is '锁定一个开放的科目，返回锁后的可用余额；已经关闭的返回空';

-- 记账：一组凭证连同分录。以调用者身份执行，行级安全照旧；计划随连接留存。
create function fund.post(postings jsonb) returns void language plpgsql as $$
begin
  with given as materialized (
    select coalesce(g."givenId", uuidv7()) as id, g.*
    from jsonb_to_recordset(postings) as g("givenId" uuid, kind text, day date, "placeCode" text, says text, "awardId" uuid,
      "instalmentId" uuid, "batchId" uuid, document text, corrects uuid, legs jsonb)
  ), posted as (
    insert into fund.posting (id, kind, day, place_code, says, award_id, instalment_id, batch_id, document, corrects, made_by)
    select id, kind, day, "placeCode", says, "awardId", "instalmentId", "batchId", document, corrects, kernel.actor() from given
  )
  insert into fund.entry (posting_id, line_id, place_code, account, debit_fen, credit_fen)
  select g.id, l."lineId", g."placeCode", l.account, case l.side when 'debit' then l.amount else 0 end, case l.side when 'credit' then l.amount else 0 end
  from given g, jsonb_to_recordset(g.legs) as l("lineId" uuid, account text, side text, amount bigint);
end $$;
comment on function fund.post(jsonb) is '记账：凭证与分录一次写入，余额由触发器推动';

create function fund.spend(line uuid, wanted_fen bigint, postings jsonb)
returns table (open boolean, available_fen bigint) language plpgsql as $$
declare
  available constant bigint := fund.lock_open_line(line);
begin
  if available >= wanted_fen then
    perform fund.post(postings);
  end if;
  return query select available is not null, coalesce(available, 0);
end $$;
comment on function fund.spend(uuid, bigint, jsonb) is '锁定科目；余额够就记账，不够或已关闭则什么也不写，返回锁后的可用余额';
