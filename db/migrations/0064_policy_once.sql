-- 行级安全的依据一条语句只取一次：每条策略里逐行调用的函数改为子查询（initplan），语义不变。
-- 逐行调用时，百万人的名单光是判断“看不看得见”就要几百毫秒。

-- 见 kernel.sees_place、is_person、is_employer、fund.on_my_branch：展开后与原函数逐字同义，未设置的变量仍然什么都看不见。
create function kernel.policy_once(policy text) returns text language plpgsql immutable as $$
declare
  scope constant text := '( SELECT kernel.setting(''scope''))';
  house constant text := '( SELECT kernel.is_system())';
begin
  -- 先包住没有参数的判断；已经在子查询里的不动。
  policy := regexp_replace(policy, '(?<!SELECT )\m((kernel\.(is_system|signed_in|actor)|fund\.(is_staff|is_finance|may_decide))\(\))', '( SELECT \1)', 'g');
  policy := regexp_replace(policy, '(?<!SELECT )\m(kernel\.has_role\(VARIADIC ARRAY\[[^]]*\]\))', '( SELECT \1)', 'g');
  policy := regexp_replace(policy, '\mfund\.on_my_branch\(([a-z_.]+)\)', format('(%s OR starts_with(\1, %s) OR starts_with(%s, \1))', house, scope, scope), 'g');
  policy := regexp_replace(policy, '\mkernel\.sees_place\(([a-z_.]+)\)', format('(%s OR starts_with(\1, %s))', house, scope), 'g');
  policy := regexp_replace(policy, '\mkernel\.is_person\(([a-z_.]+)\)', '(\1 = ( SELECT (kernel.setting(''person''))::uuid))', 'g');
  return regexp_replace(policy, '\mkernel\.is_employer\(([a-z_.]+)\)', '(\1 = ( SELECT (kernel.setting(''employer''))::uuid))', 'g');
end $$;

do $$
declare p record;
begin
  for p in
    select schemaname, tablename, policyname, qual, with_check, kernel.policy_once(qual) as using_once, kernel.policy_once(with_check) as check_once
    from pg_policies where schemaname in ('kernel', 'registry', 'measures', 'fund', 'cases', 'training', 'indicators')
  loop
    if p.using_once is distinct from p.qual then
      execute format('alter policy %I on %I.%I using (%s)', p.policyname, p.schemaname, p.tablename, p.using_once);
    end if;
    if p.check_once is distinct from p.with_check then
      execute format('alter policy %I on %I.%I with check (%s)', p.policyname, p.schemaname, p.tablename, p.check_once);
    end if;
  end loop;
end $$;
drop function kernel.policy_once(text);

-- 每个请求都要问“这是谁”：一次往返、一个现成的计划；使用时间每分钟至多写一次，读名单不再逐次写盘。
create function kernel.session_of(wanted bytea, on_day date, absolute_limit interval, idle_limit interval, stepped_up_for interval)
returns table (account_id uuid, account_name text, person_id uuid, employer_id uuid, duty_id uuid, role text, place_code text, department text, stepped_up boolean)
language plpgsql as $$
#variable_conflict use_column
declare was constant text := coalesce(current_setting('app.role', true), '');
begin
  perform set_config('app.role', 'system', true);
  return query
    select a.id, a.name, a.person_id, a.employer_id, d.id, d.role, d.place_code, d.department, coalesce(s.stepped_up_at > now() - stepped_up_for, false)
    from kernel.session s join kernel.account a on a.id = s.account_id join kernel.duty d on d.id = s.duty_id and d.account_id = a.id
    where s.token_hash = wanted and s.ended_at is null and a.disabled_at is null
      and s.created_at > now() - absolute_limit and s.seen_at > now() - idle_limit
      and on_day between d.valid_from and coalesce(d.valid_to, 'infinity');
  if found then
    update kernel.session s set seen_at = now() where s.token_hash = wanted and s.seen_at < now() - interval '1 minute';
  end if;
  perform set_config('app.role', was, true);
end $$;
comment on function kernel.session_of is '令牌背后的人和他当前的职责；会话、账号或职责已结束即没有';
