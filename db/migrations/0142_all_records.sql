-- 合并以后，一个人的几条记录是同一个人：禁报、一次为限、互斥、抵扣、收款人的可见范围都看他的全部记录。

create function registry.records_of(person uuid) returns uuid[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select array(
    select r.id from registry.person i join registry.person r on coalesce(r.survivor_id, r.id) = coalesce(i.survivor_id, i.id)
    where i.id = person order by r.survivor_id is not null, r.id)
$$;
comment on function registry.records_of(uuid) is '同一个人的全部记录，保留记录在前；查无此人为空';

create function registry.survivor_of(person uuid) returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(p.survivor_id, p.id) from registry.person p where p.id = person
$$;
comment on function registry.survivor_of(uuid) is '这条记录并入了哪一条；没有合并过的是它自己';

-- 0101 以后还写着“等于本人”的策略（收款人一类）：改为“是本人的记录之一”，一条语句只取一次。
do $$
declare p record;
  own constant text := '(\1 = ANY ((SELECT registry.own_records())::uuid[]))';
  asked constant text := '\mkernel\.is_person\(([a-z_.]+)\)';
begin
  for p in select schemaname, tablename, policyname, qual, with_check, regexp_replace(qual, asked, own, 'g') as using_own, regexp_replace(with_check, asked, own, 'g') as check_own
    from pg_policies where schemaname in ('fund', 'cases', 'training') loop
    if p.using_own is distinct from p.qual then
      execute format('alter policy %I on %I.%I using (%s)', p.policyname, p.schemaname, p.tablename, p.using_own);
    end if;
    if p.check_own is distinct from p.with_check then
      execute format('alter policy %I on %I.%I with check (%s)', p.policyname, p.schemaname, p.tablename, p.check_own);
    end if;
  end loop;
  if exists (select from pg_policies where schemaname in ('fund', 'cases', 'training') and coalesce(qual, '') || coalesce(with_check, '') ~ 'is_person') then
    raise exception '还有策略只看一条记录';
  end if;
end $$;

create or replace function fund.holds_award(award uuid) returns boolean language sql stable
  return exists (select from fund.award a where a.id = award
    and ((a.holder_kind = 'person' and a.holder_id = any ((select registry.own_records())::uuid[])) or (a.holder_kind = 'employer' and kernel.is_employer(a.holder_id))));

create or replace function fund.ban_of(of_kind text, of_holder uuid, on_day date)
returns table (until_day date, reason text) language sql stable security definer set search_path = pg_catalog
begin atomic
  select (upper(b.period) - 1)::date, b.reason from fund.ban b
  where b.holder_kind = of_kind and (b.holder_id = of_holder or (of_kind = 'person' and b.holder_id = any (registry.records_of(of_holder))))
    and b.lifted_on is null and b.period @> on_day order by upper(b.period) desc limit 1;
end;

-- 索引只认一条记录；几条记录的人，先在保留记录上排队，再看别的记录名下有没有。
create function fund.held_by_record(holder uuid, wanted_key text, wanted_group text, wanted_period daterange) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare records constant uuid[] := registry.records_of(holder);
begin
  if cardinality(records) < 2 then
    return false;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('fund.human ' || records[1], 0));
  return exists (select from fund.award a where a.holder_kind = 'person' and a.holder_id = any (records) and a.holder_id <> holder and a.state <> 'cancelled'
    and (a.once_key = wanted_key or (a.group_code = wanted_group and a.period && wanted_period)));
end $$;
comment on function fund.held_by_record(uuid, text, text, daterange) is '同一个人的另一条记录名下，是否已有一次为限的或同组期间重叠的资助；在保留记录上排队';
