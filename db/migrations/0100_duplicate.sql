-- 疑似重复与合并：两条记录是同一个人时，一条并入另一条；什么都不删，拆分时原样还回。

alter table registry.person add column survivor_id uuid references registry.person check (survivor_id <> id);
create index on registry.person (survivor_id) where survivor_id is not null;
-- 见 pub.person_identity：由一条记录找到同一个人的全部记录。
create index person_identity on registry.person ((coalesce(survivor_id, id)));
comment on column registry.person.survivor_id is '已并入的保留记录；空表示自己就是保留记录。一层为止：保留记录自己不再并入别人';
create policy read_former on registry.person for select using (survivor_id = (select (kernel.setting('person'))::uuid));

create function registry.guard_survivor() returns trigger language plpgsql as $$
begin
  if new.survivor_id is not null and (
    exists (select from registry.person p where p.id = new.survivor_id and p.survivor_id is not null)
    or exists (select from registry.person p where p.survivor_id = new.id)) then
    raise exception '合并只有一层：保留记录不能再并入别人' using errcode = 'JY003';
  end if;
  return new;
end $$;
comment on function registry.guard_survivor() is '合并只有一层';
create trigger person_survivor_guard before update of survivor_id on registry.person for each row
  when (new.survivor_id is distinct from old.survivor_id) execute function registry.guard_survivor();

create table registry.duplicate_pair (
  id uuid primary key default uuidv7(),
  one_id uuid not null references registry.person on delete cascade,
  other_id uuid not null references registry.person on delete cascade,
  place_code text not null,
  score int not null check (score between 0 and 200),
  reasons jsonb not null,
  state text not null default 'open' check (state in ('open', 'merged', 'different')),
  found_on date not null,
  settled_on date,
  settled_by uuid,
  note text,
  unique (one_id, other_id),
  check (one_id < other_id),
  check ((state = 'open') = (settled_on is null))
);
create index on registry.duplicate_pair (state, score desc, id);
create index on registry.duplicate_pair (other_id);
comment on table registry.duplicate_pair is '疑似重复：两条记录可能是同一个人，凭哪些键、各多少分';
comment on column registry.duplicate_pair.id is '标识';
comment on column registry.duplicate_pair.one_id is '一条记录（标识较小的）';
comment on column registry.duplicate_pair.other_id is '另一条记录';
comment on column registry.duplicate_pair.place_code is '两条记录所在地代码的共同上级：两地都管得到的部门才看得到';
comment on column registry.duplicate_pair.score is '得分，各依据相加';
comment on column registry.duplicate_pair.reasons is '依据：键与分';
comment on column registry.duplicate_pair.state is '状态：open 待判断，merged 已合并，different 不是同一人';
comment on column registry.duplicate_pair.found_on is '最近一次查出的日期';
comment on column registry.duplicate_pair.settled_on is '判断日期';
comment on column registry.duplicate_pair.settled_by is '判断人账号';
comment on column registry.duplicate_pair.note is '判断的理由';

create sequence registry.merge_number;
create table registry.person_merge (
  id uuid primary key default uuidv7(),
  number text not null unique default 'H' || lpad(nextval('registry.merge_number')::text, 6, '0'),
  survivor_id uuid not null references registry.person,
  merged_id uuid not null references registry.person,
  place_code text not null,
  reason text not null,
  taken text[] not null,
  before jsonb not null,
  after jsonb,
  merged_on date not null,
  merged_by uuid,
  merged_at timestamptz not null default clock_timestamp(),
  separated_on date,
  separated_by uuid,
  separate_reason text,
  check (survivor_id <> merged_id),
  check ((separated_on is null) = (separate_reason is null))
);
create unique index person_merged_once on registry.person_merge (merged_id) where separated_on is null;
create index on registry.person_merge (survivor_id);
comment on table registry.person_merge is '合并：哪条并入哪条、逐项取了哪边的值、合并前后各是什么；拆分后仍留底';
comment on column registry.person_merge.id is '标识';
comment on column registry.person_merge.number is '合并编号';
comment on column registry.person_merge.survivor_id is '保留记录';
comment on column registry.person_merge.merged_id is '并入的记录';
comment on column registry.person_merge.place_code is '两条记录所在地代码的共同上级';
comment on column registry.person_merge.reason is '理由';
comment on column registry.person_merge.taken is '取自并入记录的项';
comment on column registry.person_merge.before is '保留记录合并前的行；号码仍是加密的';
comment on column registry.person_merge.after is '保留记录合并后的行；拆分时只还回没有再改过的项';
comment on column registry.person_merge.merged_on is '合并日期';
comment on column registry.person_merge.merged_by is '合并人账号';
comment on column registry.person_merge.merged_at is '合并时间；拆分按相反的先后';
comment on column registry.person_merge.separated_on is '拆分日期；空表示仍合并';
comment on column registry.person_merge.separated_by is '拆分人账号';
comment on column registry.person_merge.separate_reason is '拆分的理由';

create table registry.merge_moved (
  merge_id uuid not null references registry.person_merge,
  record text not null,
  row_id uuid not null,
  primary key (merge_id, record, row_id)
);
comment on table registry.merge_moved is '合并时改挂到保留记录的经历、账号；拆分时照此还回';
comment on column registry.merge_moved.merge_id is '合并';
comment on column registry.merge_moved.record is '哪张表';
comment on column registry.merge_moved.row_id is '哪一行';

do $$
declare t text; place constant text := '(select kernel.is_system()) or starts_with(place_code, (select kernel.setting(''scope'')))';
begin
  foreach t in array array['duplicate_pair', 'person_merge', 'merge_moved'] loop
    execute format('alter table registry.%I enable row level security', t);
    execute format('alter table registry.%I force row level security', t);
  end loop;
  foreach t in array array['duplicate_pair', 'person_merge'] loop
    execute format('create policy in_place on registry.%I using (%s) with check (%s)', t, place, place);
  end loop;
end $$;
create policy with_merge on registry.merge_moved using ((select kernel.is_system()) or exists (select from registry.person_merge m where m.id = merge_id))
  with check ((select kernel.is_system()) or exists (select from registry.person_merge m where m.id = merge_id));
grant select, insert, update, delete on registry.duplicate_pair to juying_app;
grant select, insert, update on registry.person_merge to juying_app;
grant select, insert on registry.merge_moved to juying_app;
grant usage on all sequences in schema registry to juying_app;

create function registry.common_place(one text, other text) returns text language sql immutable parallel safe
  return case when left(one, 9) = left(other, 9) then one when left(one, 6) = left(other, 6) then left(one, 6) else left(one, 4) end;
comment on function registry.common_place is '两地的共同上级';

create function registry.histories() returns text[] language sql immutable parallel safe
  return array['degree', 'title', 'skill', 'talent_class', 'employment', 'insurance', 'honour', 'introduction', 'departure', 'housing', 'household_registration',
    'household_member', 'appraisal', 'record_check', 'person_fact', 'team_member'];
comment on function registry.histories() is '人的经历各表';

create function registry.follow_employer(who uuid) returns void language sql as $$
  update registry.person p set employer_id = (select e.employer_id from registry.employment e
    where e.person_id = who and e.mode = '全职' and e.ended_on is null order by e.started_on desc, e.id desc limit 1) where p.id = who
$$;
comment on function registry.follow_employer is '按任职重算现用人单位';

-- 经历改挂到保留记录。不能并存的留在原记录：同一险种同一月的缴费只算一次；亲属不能指向自己。
create function registry.move_records(wanted uuid) returns int language plpgsql as $$
declare m registry.person_merge; home text; t text; moved int; total int := 0;
begin
  select * into strict m from registry.person_merge where id = wanted;
  select place_code into strict home from registry.person where id = m.survivor_id;
  foreach t in array registry.histories() loop
    execute format($q$
      with moved as (update registry.%1$I r set person_id = $1, place_code = $2 where r.person_id = $3 %2$s returning r.id)
      insert into registry.merge_moved (merge_id, record, row_id) select $4, %1$L, id from moved$q$, t,
      case t when 'insurance' then 'and not exists (select from registry.insurance o where o.person_id = $1 and o.kind = r.kind and o.months && r.months)'
        when 'household_member' then 'and r.member_id is distinct from $1' else '' end) using m.survivor_id, home, m.merged_id, m.id;
    get diagnostics moved = row_count;
    total := total + moved;
  end loop;
  with moved as (update registry.household_member r set member_id = m.survivor_id where r.member_id = m.merged_id and r.person_id <> m.survivor_id returning r.id)
    insert into registry.merge_moved (merge_id, record, row_id) select m.id, 'household_member.member_id', id from moved;
  update registry.person set survivor_id = m.survivor_id where id = m.merged_id;
  perform registry.follow_employer(m.merged_id), registry.follow_employer(m.survivor_id);
  return total;
end $$;
comment on function registry.move_records is '合并：经历改挂到保留记录并留底，返回条数';

create function registry.return_records(wanted uuid) returns int language plpgsql as $$
declare m registry.person_merge; home text; t text; moved int; total int := 0;
begin
  select * into strict m from registry.person_merge where id = wanted;
  select place_code into strict home from registry.person where id = m.merged_id;
  foreach t in array registry.histories() loop
    execute format($q$update registry.%1$I r set person_id = $1, place_code = $2 from registry.merge_moved v
      where v.merge_id = $3 and v.record = %1$L and v.row_id = r.id and r.person_id = $4$q$, t) using m.merged_id, home, m.id, m.survivor_id;
    get diagnostics moved = row_count;
    total := total + moved;
  end loop;
  update registry.household_member r set member_id = m.merged_id from registry.merge_moved v
    where v.merge_id = m.id and v.record = 'household_member.member_id' and v.row_id = r.id and r.member_id = m.survivor_id;
  update registry.person set survivor_id = null where id = m.merged_id;
  perform registry.follow_employer(m.merged_id), registry.follow_employer(m.survivor_id);
  return total;
end $$;
comment on function registry.return_records is '拆分：照留底把经历还给原记录，返回条数';

-- 本人的全部记录：保留记录与并入它的记录。办件、资助、材料仍写着当时的记录，本人照样看得到。
create function registry.own_records() returns uuid[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select array(select (kernel.setting('person'))::uuid where kernel.setting('person') is not null
    union all select p.id from registry.person p where p.survivor_id = (select (kernel.setting('person'))::uuid))
$$;
comment on function registry.own_records() is '登录者本人的全部记录：保留记录与并入它的记录';
