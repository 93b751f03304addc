-- 三员不看业务：业务各表一律加一条限制性策略，不论还有什么别的策略放行。依法公开、谁都可读的表除外。
-- 每次迁移之后由迁移程序再调用一次，以后新建的表不会漏掉；server/officers-out.test.ts 核对。

create function kernel.keep_officers_out() returns int language plpgsql as $$
declare
  t record;
  added int := 0;
begin
  for t in
    select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ('kernel', 'public', 'pub', 'graphile_worker', 'information_schema') and n.nspname !~ '^pg_'
      and pg_get_userbyid(c.relowner) = 'juying_owner'
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'officers_out')
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('r', '*') and p.polroles = '{0}' and pg_get_expr(p.polqual, p.polrelid) = 'true')
  loop
    execute format($p$create policy officers_out on %I.%I as restrictive using (not (select kernel.has_role('systemOfficer', 'securityOfficer', 'auditOfficer')))$p$, t.nspname, t.relname);
    added := added + 1;
  end loop;
  return added;
end $$;
comment on function kernel.keep_officers_out is '给还没有的业务表加上“三员不看业务”的限制性策略，返回新加的个数';
select kernel.keep_officers_out();
