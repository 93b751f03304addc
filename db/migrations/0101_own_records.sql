-- 合并之后，本人看得到自己每一条记录名下的办件、材料、资助、培训：各策略里“等于本人”改为“是本人的记录之一”，一条语句只取一次。
do $$
declare p record;
  once constant text := '= \( SELECT \(kernel\.setting\(''person''::text\)\)::uuid(?: AS \w+)?\)';
  own constant text := '= ANY ((SELECT registry.own_records())::uuid[])';
begin
  for p in select schemaname, tablename, policyname, qual, with_check, regexp_replace(qual, once, own, 'g') as using_own, regexp_replace(with_check, once, own, 'g') as check_own
    from pg_policies where schemaname in ('fund', 'cases', 'training') loop
    if p.using_own is distinct from p.qual then
      execute format('alter policy %I on %I.%I using (%s)', p.policyname, p.schemaname, p.tablename, p.using_own);
    end if;
    if p.check_own is distinct from p.with_check then
      execute format('alter policy %I on %I.%I with check (%s)', p.policyname, p.schemaname, p.tablename, p.check_own);
    end if;
  end loop;
  if not exists (select from pg_policies where schemaname = 'cases' and tablename = 'case' and qual like '%own_records%') then
    raise exception '办件的策略没有改到，写法与 0064 不同了';
  end if;
end $$;
