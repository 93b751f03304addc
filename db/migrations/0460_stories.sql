-- 典型事例和人才故事：人才办写，写的是谁由谁自己同意，同意的是这一版文字，另一人核准后才公开；本人随时可以撤回，撤回当即不再公开。

-- 消息多一类：订阅和宣传。可以关闭。
alter table kernel.message drop constraint message_topic_check;
alter table kernel.message add constraint message_topic_check check (topic in ('decisions', 'deadlines', 'payments', 'offers', 'feedback', 'news'));
alter table kernel.message_choice drop constraint message_choice_topic_check;
alter table kernel.message_choice add constraint message_choice_topic_check check (topic in ('decisions', 'deadlines', 'payments', 'offers', 'feedback', 'news'));
comment on column kernel.message.topic is '类别：decisions 办理结果，deadlines 期限，payments 拨付，offers 可享受的政策，feedback 评价邀请，news 订阅和宣传';

create schema stories;
comment on schema stories is '典型事例和人才故事';
grant usage on schema stories to juying_app, juying_reader;

create table stories.way (from_state text not null, to_state text not null, primary key (from_state, to_state));
comment on table stories.way is '事例的合法状态变化；与 modules/stories/states.ts 逐行相同';
comment on column stories.way.from_state is '从';
comment on column stories.way.to_state is '到';
insert into stories.way values
  ('new', 'drafted'), ('drafted', 'asked'), ('drafted', 'withdrawn'), ('asked', 'drafted'), ('asked', 'agreed'), ('asked', 'declined'), ('asked', 'withdrawn'),
  ('declined', 'drafted'), ('declined', 'withdrawn'),  ('agreed', 'drafted'), ('agreed', 'published'), ('agreed', 'withdrawn'), ('published', 'withdrawn');
alter table stories.way enable row level security;
alter table stories.way force row level security;
create policy everybody on stories.way for select using (true);
grant select on stories.way to juying_app;

create table stories.story (
  id uuid primary key default uuidv7(),
  number text not null unique,
  kind text not null check (kind in ('case', 'portrait')),
  person_id uuid references registry.person,
  employer_id uuid references registry.employer,
  about text not null check (length(about) between 1 and 120),
  place_code text not null references kernel.place check (length(place_code) in (4, 6)),
  industry text,
  title text not null check (length(title) between 4 and 60),
  lead text not null check (length(lead) between 4 and 160),
  body text not null check (length(body) between 20 and 6000),
  class_said text,
  measure_said text,
  case_id uuid references cases.case,
  version int not null default 1 check (version > 0),
  agreed_version int,
  state text not null default 'drafted',
  state_before text not null default 'new',
  written_by uuid not null references kernel.account,
  written_on date not null,
  published_by uuid references kernel.account,
  published_on date,
  ended_on date,
  ended_because text check (length(ended_because) between 2 and 200),
  foreign key (state_before, state) references stories.way (from_state, to_state),
  constraint story_about_one check (num_nonnulls(person_id, employer_id) = 1),
  -- 同意的和公开的是同一版文字；写的人不能自己核准。
  constraint story_agreed_as_is check (state not in ('agreed', 'published') or agreed_version is not distinct from version),
  constraint story_second_person check (published_by is null or published_by <> written_by),
  check ((published_on is null) = (published_by is null) and (state <> 'published' or published_on is not null)),
  check ((state = 'withdrawn') = (ended_on is not null) and (ended_on is null) = (ended_because is null)),
  check ((case_id is null) = (measure_said is null)),
  check (person_id is not null or (class_said is null and kind = 'case'))
);
create index on stories.story (place_code text_pattern_ops, state);
create index on stories.story (published_on desc, id) where state = 'published';
create index on stories.story (person_id);
create index on stories.story (employer_id);
comment on table stories.story is '典型事例和人才故事：写的是一个人或一家单位，本人或单位管理员同意了现在这一版才公开';
comment on column stories.story.id is '标识';
comment on column stories.story.number is '编号';
comment on column stories.story.kind is '类别：case 典型事例，portrait 人才故事';
comment on column stories.story.person_id is '写的是谁';
comment on column stories.story.employer_id is '写的是哪家单位';
comment on column stories.story.about is '写的人或单位当时的名称，公开时用';
comment on column stories.story.place_code is '编写的市或区县';
comment on column stories.story.industry is '所属重点产业，取自单位的登记';
comment on column stories.story.title is '标题';
comment on column stories.story.lead is '提要';
comment on column stories.story.body is '正文，纯文字，空行分段';
comment on column stories.story.class_said is '人才类别，取自认定记录；空表示不写';
comment on column stories.story.measure_said is '享受的政策，取自审定的办件；空表示不写';
comment on column stories.story.case_id is '政策依据的办件';
comment on column stories.story.version is '第几版文字，每改一次加一';
comment on column stories.story.agreed_version is '本人同意的是第几版';
comment on column stories.story.state is '状态：drafted 草稿，asked 待本人同意，agreed 本人已同意，declined 本人不同意，published 已公开，withdrawn 已撤下';
comment on column stories.story.state_before is '上一状态，由触发器维护';
comment on column stories.story.written_by is '谁写的（最近改动的人）';
comment on column stories.story.written_on is '写成日期（最近改动）';
comment on column stories.story.published_by is '谁核准公开的';
comment on column stories.story.published_on is '公开日期';
comment on column stories.story.ended_on is '撤下日期';
comment on column stories.story.ended_because is '为什么撤下';

create table stories.consent (
  id uuid primary key default uuidv7(),
  story_id uuid not null references stories.story,
  person_id uuid references registry.person,
  employer_id uuid references registry.employer,
  place_code text not null,
  version int not null check (version > 0),
  says text not null check (says in ('agreed', 'declined', 'withdrawn')),
  words text not null default '' check (length(words) <= 300),
  said_by uuid not null references kernel.account,
  said_on date not null,
  said_at timestamptz not null default now()
);
create index on stories.consent (story_id);
create index on stories.consent (person_id);
comment on table stories.consent is '本人对事例说过的话：同意哪一版、不同意、撤回；只增不改';
comment on column stories.consent.id is '标识';
comment on column stories.consent.story_id is '事例';
comment on column stories.consent.person_id is '谁';
comment on column stories.consent.employer_id is '哪家单位';
comment on column stories.consent.place_code is '编写的市或区县';
comment on column stories.consent.version is '说的是第几版';
comment on column stories.consent.says is '说了什么：agreed 同意，declined 不同意，withdrawn 撤回同意';
comment on column stories.consent.words is '说明';
comment on column stories.consent.said_by is '用哪个账号说的';
comment on column stories.consent.said_on is '日期';
comment on column stories.consent.said_at is '时间';
create trigger consent_append_only before update or delete or truncate on stories.consent for each statement execute function kernel.refuse_change();

-- 本人只同意、不同意、撤回，不改文字；办公室改文字、请同意、核准、撤下，不替本人同意；公开过的文字不再改。
create function stories.keep_story() returns trigger language plpgsql as $$
declare
  his constant text[] := '{state,state_before,agreed_version,ended_on,ended_because}';
  written constant text[] := '{kind,about,industry,title,lead,body,class_said,measure_said,case_id,version,written_by,written_on}';
begin
  if new.state is distinct from old.state then new.state_before := old.state; else new.state_before := old.state_before; end if;
  if (new.number, new.place_code) is distinct from (old.number, old.place_code) or new.employer_id is distinct from old.employer_id then
    raise exception '事例写的是谁、在哪里编写不能改动' using errcode = 'JY001';
  end if;
  if kernel.is_system() then return new; end if;
  if new.person_id is distinct from old.person_id then raise exception '事例写的是谁不能改动' using errcode = 'JY001'; end if;
  if kernel.has_role('talentOffice') then
    if new.agreed_version is distinct from old.agreed_version and new.agreed_version is not null or new.state = 'agreed' and old.state <> 'agreed' then
      raise exception '同意由本人作出' using errcode = '42501';
    end if;
    if (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(new)) where key = any (written)) is distinct from (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(old)) where key = any (written))
      and (old.state <> 'drafted' or new.version <> old.version + 1 or new.written_by is distinct from kernel.actor()) then
      raise exception '只有草稿可以改，改一次是新的一版' using errcode = 'JY001';
    end if;
    return new;
  end if;
  if to_jsonb(new) - his is distinct from to_jsonb(old) - his or new.state not in ('agreed', 'declined', 'withdrawn') or old.state not in ('asked', 'agreed', 'published') then
    raise exception '本人只能同意、不同意和撤回' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger story_kept before update on stories.story for each row execute function stories.keep_story();
create trigger story_stays before delete or truncate on stories.story for each statement execute function kernel.refuse_change();

alter table stories.story enable row level security;
alter table stories.story force row level security;
alter table stories.consent enable row level security;
alter table stories.consent force row level security;
create policy system on stories.story using ((select kernel.is_system())) with check ((select kernel.is_system()));
create policy published on stories.story for select using (state = 'published');
-- 本人从请他同意时起看得到，草稿看不到。
create policy own on stories.story for select using ((select kernel.has_role('talent')) and person_id = any ((select registry.own_records())::uuid[]) and state <> 'drafted');
create policy own_answer on stories.story for update using ((select kernel.has_role('talent')) and person_id = any ((select registry.own_records())::uuid[]));
create policy employer on stories.story for select using (kernel.runs_employer(employer_id) and state <> 'drafted');
create policy employer_answer on stories.story for update using (kernel.runs_employer(employer_id));
create policy office_reads on stories.story for select using ((select kernel.has_role('talentOffice', 'leader')) and starts_with(place_code, (select kernel.setting('scope'))));
create policy office_writes on stories.story for insert with check ((select kernel.has_role('talentOffice')) and place_code = (select kernel.setting('scope')) and written_by = (select kernel.actor()) and state = 'drafted');
create policy office_changes on stories.story for update
  using ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope'))))
  with check ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope'))));
create policy system on stories.consent using ((select kernel.is_system())) with check ((select kernel.is_system()));
create policy own on stories.consent for select using ((select kernel.has_role('talent')) and person_id = any ((select registry.own_records())::uuid[]));
create policy own_says on stories.consent for insert with check ((select kernel.has_role('talent')) and person_id = any ((select registry.own_records())::uuid[]) and said_by = (select kernel.actor()));
create policy employer on stories.consent for select using (kernel.runs_employer(employer_id));
create policy employer_says on stories.consent for insert with check (kernel.runs_employer(employer_id) and said_by = (select kernel.actor()));
create policy office_reads on stories.consent for select using ((select kernel.has_role('talentOffice', 'leader')) and starts_with(place_code, (select kernel.setting('scope'))));
grant select, insert, update on stories.story to juying_app;
grant select, insert on stories.consent to juying_app;
