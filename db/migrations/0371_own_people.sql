-- 服务专员只看自己服务的人。各表原有的策略不动；凡有“人”的业务表一律加一条限制性策略：专员另须是此人今天的专员。
-- 代理专员的人看被代理人名下的人（app.behalf）。别的职责只多付一次 initplan。

-- 人的范围由分配决定；内核不认识服务专员这件事，由函数回答（同 kernel.reviews_person）。
create function kernel.my_people() returns setof uuid language sql stable parallel safe security definer set search_path = pg_catalog
  as $$ select a.person_id from service.assignment a where a.span @> kernel.today() and a.specialist_id = coalesce(kernel.setting('behalf')::uuid, kernel.actor()) $$;
comment on function kernel.my_people is '当前服务专员（代理时为被代理人）今天服务的人';

-- 每次迁移之后由迁移程序再调用一次，以后新建的表不会漏掉。
create function kernel.keep_to_own_people() returns int language plpgsql as $$
declare
  t record;
  parts text[];
  added int := 0;
  mine constant text := '(select p from kernel.my_people() p)';
begin
  for t in
    select n.nspname, c.relname, c.oid, array_agg(a.attname::text) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p') and n.nspname not in ('public', 'pub', 'graphile_worker', 'information_schema') and n.nspname !~ '^pg_'
      and pg_get_userbyid(c.relowner) = 'juying_owner' and (n.nspname, c.relname) <> ('service', 'assignment')
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'specialist_his')
    group by 1, 2, 3
  loop
    parts := '{}';
    -- 账号、会话等内核表上的“人”是账号的主人，不是服务对象；消息的收件人才是。
    if t.nspname <> 'kernel' then
      if (t.nspname, t.relname) = ('registry', 'person') then parts := parts || format('id in %s', mine); end if;
      if 'person_id' = any (t.columns) then parts := parts || format('(person_id is null or person_id in %s)', mine); end if;
      if t.columns @> array['subject_kind', 'subject_id'] then parts := parts || format('(subject_kind <> ''person'' or subject_id in %s)', mine); end if;
      if t.columns @> array['holder_kind', 'holder_id'] then parts := parts || format('(holder_kind <> ''person'' or holder_id in %s)', mine); end if;
    end if;
    if t.columns @> array['recipient_kind', 'recipient_id'] then parts := parts || format('(recipient_kind <> ''person'' or recipient_id in %s)', mine); end if;
    if cardinality(parts) > 0 then
      execute format('create policy specialist_his on %I.%I as restrictive using (not (select kernel.has_role(''specialist'')) or (%s))', t.nspname, t.relname, array_to_string(parts, ' and '));
      added := added + 1;
    end if;
  end loop;
  return added;
end $$;
comment on function kernel.keep_to_own_people is '给还没有的业务表加上“专员只看自己服务的人”的限制性策略，返回新加的个数';
select kernel.keep_to_own_people();

-- 自己没有“人”这一列、又各有辖区列的表：跟着办件、奖补、违约走。父表的策略已经把别人的挡在外面。
do $$
declare t record;
begin
  for t in select * from (values
    ('cases.step', 'cases.case', 'case_id'), ('fund.award_event', 'fund.award', 'award_id'), ('fund.award_key', 'fund.award', 'award_id'), ('fund.instalment', 'fund.award', 'award_id'),
    ('fund.breach_statement', 'fund.breach', 'breach_id'), ('fund.repayment', 'fund.claim', 'claim_id'), ('fund.repayment_term', 'fund.claim', 'claim_id'),
    ('kernel.message_carried', 'kernel.message_sending', 'sending_id')) as one (relation, parent, link)
  loop
    execute format('create policy specialist_his on %s as restrictive using (not (select kernel.has_role(''specialist'')) or exists (select from %s o where o.id = %I))', t.relation::regclass, t.parent::regclass, t.link);
  end loop;
end $$;
