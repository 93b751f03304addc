-- 政策实验室：草稿与各稿、测算方案、词表的变更。草稿经另一人审核才能发布为新版本。

create table measures.draft (
  id uuid primary key default uuidv7(),
  number text not null unique,
  measure text not null check (measure ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  title text not null,
  base_edition_id uuid references measures.edition,
  place_code text not null references kernel.place,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'approved', 'published', 'discarded')),
  version int not null default 1 check (version > 0),
  text text not null check (length(text) <= 200000),
  saved_by uuid not null,
  saved_by_name text not null,
  saved_at timestamptz not null default now(),
  submitted_by uuid,
  submitted_by_name text,
  submitter_person uuid,
  submitted_at timestamptz,
  reviewed_by uuid,
  reviewed_by_name text,
  reviewer_person uuid,
  reviewed_at timestamptz,
  review_words text,
  published_edition_id uuid references measures.edition,
  published_at timestamptz,
  opened_at timestamptz not null default now(),
  check ((state = 'published') = (published_edition_id is not null)),
  check (state not in ('submitted', 'approved', 'published') or submitter_person is not null),
  check (state not in ('approved', 'published') or reviewer_person is not null),
  -- 起草与审核必须是两个人，按人而不是按账号。
  constraint draft_two_persons check (state not in ('approved', 'published') or reviewer_person <> submitter_person)
);
create index on measures.draft (measure);
comment on table measures.draft is '事项的草稿：从某个版本或空白开始，审核通过后发布为新版本';
comment on column measures.draft.id is '标识';
comment on column measures.draft.number is '草稿编号';
comment on column measures.draft.measure is '事项代码';
comment on column measures.draft.title is '名称';
comment on column measures.draft.base_edition_id is '从哪个版本开始；空表示新事项';
comment on column measures.draft.place_code is '起草单位所在地';
comment on column measures.draft.state is '状态：draft 起草中 submitted 待审核 approved 已审核 published 已发布 discarded 已作废';
comment on column measures.draft.version is '第几稿，每保存一次加一';
comment on column measures.draft.text is '现稿原文（YAML）';
comment on column measures.draft.saved_by is '最近保存者账号';
comment on column measures.draft.saved_by_name is '最近保存者姓名';
comment on column measures.draft.saved_at is '最近保存时间';
comment on column measures.draft.submitted_by is '提交者账号';
comment on column measures.draft.submitted_by_name is '提交者姓名';
comment on column measures.draft.submitter_person is '提交者其人：同一人的几个账号是同一个人';
comment on column measures.draft.submitted_at is '提交时间';
comment on column measures.draft.reviewed_by is '审核者账号';
comment on column measures.draft.reviewed_by_name is '审核者姓名';
comment on column measures.draft.reviewer_person is '审核者其人';
comment on column measures.draft.reviewed_at is '审核时间';
comment on column measures.draft.review_words is '审核意见或退回原因';
comment on column measures.draft.published_edition_id is '发布成的版本';
comment on column measures.draft.published_at is '发布时间';
comment on column measures.draft.opened_at is '开稿时间';

create table measures.draft_version (
  draft_id uuid not null references measures.draft,
  version int not null check (version > 0),
  text text not null,
  saved_by uuid not null,
  saved_by_name text not null,
  writer_person uuid not null,
  saved_at timestamptz not null default now(),
  primary key (draft_id, version)
);
comment on table measures.draft_version is '草稿的每一稿，只追加：谁、何时、写成什么样';
comment on column measures.draft_version.draft_id is '草稿';
comment on column measures.draft_version.version is '第几稿';
comment on column measures.draft_version.text is '原文（YAML）';
comment on column measures.draft_version.saved_by is '保存者账号';
comment on column measures.draft_version.saved_by_name is '保存者姓名';
comment on column measures.draft_version.writer_person is '保存者其人';
comment on column measures.draft_version.saved_at is '保存时间';
create trigger draft_version_kept before update or delete or truncate on measures.draft_version for each statement execute function kernel.refuse_change();

create table measures.scenario (
  id uuid primary key default uuidv7(),
  number text not null unique,
  title text not null,
  measure text not null,
  measure_title text not null,
  draft_id uuid references measures.draft,
  place_code text not null references kernel.place,
  on_date date not null,
  subjects int not null check (subjects >= 0),
  question jsonb not null,
  answer jsonb not null,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null default now()
);
comment on table measures.scenario is '保存的测算方案，只追加：问题原文与结果汇总，不含任何个人信息';
comment on column measures.scenario.id is '标识';
comment on column measures.scenario.number is '方案编号';
comment on column measures.scenario.title is '名称';
comment on column measures.scenario.measure is '事项代码';
comment on column measures.scenario.measure_title is '事项名称';
comment on column measures.scenario.draft_id is '由哪份草稿测算';
comment on column measures.scenario.place_code is '测算者所在地';
comment on column measures.scenario.on_date is '以哪一天为申请日';
comment on column measures.scenario.subjects is '测算对象数';
comment on column measures.scenario.question is '问题：现行与各方案原文、分组';
comment on column measures.scenario.answer is '结果：人数、金额、分年、分组、影响';
comment on column measures.scenario.made_by is '测算者账号';
comment on column measures.scenario.made_by_name is '测算者姓名';
comment on column measures.scenario.made_at is '测算时间';
create trigger scenario_kept before update or delete or truncate on measures.scenario for each statement execute function kernel.refuse_change();

alter table measures.vocabulary add column base_hash text;
comment on column measures.vocabulary.base_hash is '由哪一份随政策库装入的词表改成；随库装入的为空';

create table measures.vocabulary_change (
  id uuid primary key default uuidv7(),
  number text not null unique,
  kind text not null check (kind in ('add', 'change')),
  fact text not null,
  text text not null check (length(text) <= 20000),
  reason text not null,
  place_code text not null references kernel.place,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'rejected')),
  proposed_by uuid not null,
  proposed_by_name text not null,
  proposer_person uuid not null,
  proposed_at timestamptz not null default now(),
  reviewed_by uuid,
  reviewed_by_name text,
  reviewer_person uuid,
  reviewed_at timestamptz,
  review_words text,
  check ((state = 'proposed') = (reviewer_person is null)),
  constraint vocabulary_two_persons check (state <> 'approved' or reviewer_person <> proposer_person)
);
create unique index one_open_change on measures.vocabulary_change (fact) where state = 'proposed';
comment on table measures.vocabulary_change is '词表的变更：新增或修改一项事实，另一人审核后生效';
comment on column measures.vocabulary_change.id is '标识';
comment on column measures.vocabulary_change.number is '变更编号';
comment on column measures.vocabulary_change.kind is 'add 新增 change 修改';
comment on column measures.vocabulary_change.fact is '事实的名称';
comment on column measures.vocabulary_change.text is '这项事实的写法（YAML）';
comment on column measures.vocabulary_change.reason is '为什么';
comment on column measures.vocabulary_change.place_code is '提出者所在地';
comment on column measures.vocabulary_change.state is 'proposed 待审核 approved 已生效 rejected 未采纳';
comment on column measures.vocabulary_change.proposed_by is '提出者账号';
comment on column measures.vocabulary_change.proposed_by_name is '提出者姓名';
comment on column measures.vocabulary_change.proposer_person is '提出者其人';
comment on column measures.vocabulary_change.proposed_at is '提出时间';
comment on column measures.vocabulary_change.reviewed_by is '审核者账号';
comment on column measures.vocabulary_change.reviewed_by_name is '审核者姓名';
comment on column measures.vocabulary_change.reviewer_person is '审核者其人';
comment on column measures.vocabulary_change.reviewed_at is '审核时间';
comment on column measures.vocabulary_change.review_words is '审核意见';

do $$
declare t text;
begin
  foreach t in array array['draft', 'draft_version', 'scenario', 'vocabulary_change'] loop
    execute format('alter table measures.%I enable row level security', t);
    execute format('alter table measures.%I force row level security', t);
  end loop;
end $$;
-- 草稿未公开：人才办起草审核，领导可看；公众、单位和经办部门看不到。
create policy office_reads on measures.draft for select using (kernel.has_role('talentOffice', 'leader', 'system') and kernel.sees_place(place_code));
create policy office_writes on measures.draft for insert with check (kernel.has_role('talentOffice') and kernel.sees_place(place_code));
create policy office_changes on measures.draft for update using (kernel.has_role('talentOffice') and kernel.sees_place(place_code)) with check (kernel.has_role('talentOffice') and kernel.sees_place(place_code));
create policy with_its_draft on measures.draft_version for select using (exists (select from measures.draft d where d.id = draft_id));
create policy office_writes on measures.draft_version for insert with check (kernel.has_role('talentOffice') and exists (select from measures.draft d where d.id = draft_id));
create policy office_reads on measures.scenario for select using (kernel.has_role('talentOffice', 'leader', 'financeMaker', 'financeChecker', 'system') and kernel.sees_place(place_code));
create policy office_writes on measures.scenario for insert with check (kernel.has_role('talentOffice') and kernel.sees_place(place_code));
create policy office_reads on measures.vocabulary_change for select using (kernel.has_role('talentOffice', 'system') and (kernel.sees_place(place_code) or kernel.is_system()));
create policy office_writes on measures.vocabulary_change for insert with check (kernel.has_role('talentOffice') and kernel.sees_place(place_code));
create policy office_changes on measures.vocabulary_change for update using (kernel.has_role('talentOffice') and kernel.sees_place(place_code)) with check (kernel.has_role('talentOffice') and kernel.sees_place(place_code));

grant select, insert, update on measures.draft, measures.vocabulary_change to juying_app;
grant select, insert on measures.draft_version, measures.scenario to juying_app;
