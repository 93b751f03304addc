-- 谁的记录变了：每次写入人、单位、团队的记录，在同一事务里记下受影响的对象，事实随后重新推导。

create table kernel.subject_change (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('person', 'employer', 'team', 'staff')),
  subject_id uuid not null,
  changed_at timestamptz not null default now()
);
comment on table kernel.subject_change is '记录有变动、事实待重新推导的对象；推导后即删';
comment on column kernel.subject_change.id is '先后';
comment on column kernel.subject_change.kind is '人、单位、团队；staff 是该单位的全部在岗人员';
comment on column kernel.subject_change.subject_id is '标识';
comment on column kernel.subject_change.changed_at is '变动时间';
alter table kernel.subject_change enable row level security;
alter table kernel.subject_change force row level security;
-- 谁的写入都可以记一笔，只有系统读得到、删得掉。
create policy noted_by_all on kernel.subject_change for insert with check (true);
create policy system_takes on kernel.subject_change for select using (kernel.is_system());
create policy system_locks on kernel.subject_change for update using (kernel.is_system());
create policy system_clears on kernel.subject_change for delete using (kernel.is_system());
grant select, update, delete on kernel.subject_change to juying_app;

-- 语句级触发：一次导入十万行只记一次，改动前后所指的都算。
create function kernel.note_subjects() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare touched text := case tg_op
  when 'INSERT' then 'select %2$I as subject from written'
  when 'DELETE' then 'select %2$I as subject from gone'
  else 'select %2$I as subject from written union select %2$I from gone' end;
begin
  execute format('insert into kernel.subject_change (kind, subject_id) select distinct %1$L, subject from (' || touched || ') t where subject is not null', tg_argv[0], tg_argv[1]);
  return null;
end $$;
comment on function kernel.note_subjects() is '把一条语句涉及的对象记为待重新推导；参数：种类、所在列';

-- 每张表的一列指向一个对象。
create function kernel.watch_subjects(watched regclass, kind text, subject text) returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
declare name text := 'note_' || kind || '_' || subject;
begin
  execute format('create trigger %I after insert on %s referencing new table as written for each statement execute function kernel.note_subjects(%L, %L)', name || '_insert', watched, kind, subject);
  execute format('create trigger %I after update on %s referencing old table as gone new table as written for each statement execute function kernel.note_subjects(%L, %L)', name || '_update', watched, kind, subject);
  execute format('create trigger %I after delete on %s referencing old table as gone for each statement execute function kernel.note_subjects(%L, %L)', name || '_delete', watched, kind, subject);
end $$;
comment on function kernel.watch_subjects is '使一张表的写入记下它所指的人、单位或团队；供迁移使用';
revoke all on function kernel.watch_subjects from public;

do $$
declare t text;
begin
  foreach t in array array['degree', 'title', 'skill', 'talent_class', 'employment', 'insurance', 'honour', 'introduction', 'departure', 'housing', 'household_registration', 'household_member', 'appraisal', 'record_check', 'person_fact', 'team_member'] loop
    perform kernel.watch_subjects(format('registry.%I', t)::regclass, 'person', 'person_id');
  end loop;
  foreach t in array array['employment', 'introduction', 'employer_list', 'employer_fact', 'innovation_platform', 'person'] loop
    perform kernel.watch_subjects(format('registry.%I', t)::regclass, 'employer', 'employer_id');
  end loop;
  perform kernel.watch_subjects('registry.person', 'person', 'id');
  perform kernel.watch_subjects('registry.household_member', 'person', 'member_id');
  perform kernel.watch_subjects('registry.employer', 'employer', 'id');
  perform kernel.watch_subjects('registry.team', 'team', 'id');
  perform kernel.watch_subjects('registry.team_member', 'team', 'team_id');
end $$;

-- 单位变了（产业、名录、平台……），它的人的事实也变：记下单位，推导时展开为它的人。
do $$
declare t text;
begin
  foreach t in array array['employer_list', 'employer_fact', 'innovation_platform'] loop
    perform kernel.watch_subjects(format('registry.%I', t)::regclass, 'staff', 'employer_id');
  end loop;
  perform kernel.watch_subjects('registry.employer', 'staff', 'id');
end $$;

-- 拨过的资助是事实（历次资助）。
select kernel.watch_subjects('fund.award', 'person', 'holder_id');
