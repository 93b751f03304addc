-- 办后评价：办结或钱到账以后请本人评一次，1 至 5 分和几句话，可以不评，三十天内有效。两分及以下的由人才办回应。

-- 消息多一类：评价邀请。可以关闭。
alter table kernel.message drop constraint message_topic_check;
alter table kernel.message add constraint message_topic_check check (topic in ('decisions', 'deadlines', 'payments', 'offers', 'feedback'));
alter table kernel.message_choice drop constraint message_choice_topic_check;
alter table kernel.message_choice add constraint message_choice_topic_check check (topic in ('decisions', 'deadlines', 'payments', 'offers', 'feedback'));
comment on column kernel.message.topic is '类别：decisions 办理结果，deadlines 期限，payments 拨付，offers 可享受的政策，feedback 评价邀请';

create schema satisfaction;
comment on schema satisfaction is '办后评价';
grant usage on schema satisfaction to juying_app, juying_reader;

create table satisfaction.survey (
  id uuid primary key default uuidv7(),
  case_id uuid not null unique references cases.case,
  person_id uuid not null references registry.person,
  place_code text not null references kernel.place,
  cause text not null check (cause in ('closed', 'paid')),
  asked_on date not null,
  until date not null check (until >= asked_on),
  state text not null default 'asked' check (state in ('asked', 'answered', 'skipped')),
  rating int check (rating between 1 and 5),
  words text not null default '' check (length(words) <= 500),
  answered_on date,
  response text check (length(response) between 4 and 500),
  responded_by uuid references kernel.account,
  responded_by_name text,
  responded_on date,
  check ((state = 'answered') = (rating is not null)),
  check ((state = 'asked') = (answered_on is null)),
  check (state = 'answered' or words = ''),
  check (answered_on is null or answered_on between asked_on and until),
  check ((response is null) = (responded_by is null) and (response is null) = (responded_by_name is null) and (response is null) = (responded_on is null)),
  check (response is null or rating <= 2)
);
create index on satisfaction.survey (person_id, state);
create index on satisfaction.survey (place_code, answered_on) where rating <= 2;
comment on table satisfaction.survey is '办后评价：一件办件请本人评一次';
comment on column satisfaction.survey.id is '标识';
comment on column satisfaction.survey.case_id is '哪件办件';
comment on column satisfaction.survey.person_id is '请谁评价';
comment on column satisfaction.survey.place_code is '办件所在地';
comment on column satisfaction.survey.cause is '为什么此时请：closed 办结，paid 钱到账';
comment on column satisfaction.survey.asked_on is '请评价之日';
comment on column satisfaction.survey.until is '最后一日（含）';
comment on column satisfaction.survey.state is '状态：asked 等评价，answered 已评价，skipped 不评价';
comment on column satisfaction.survey.rating is '1 至 5 分';
comment on column satisfaction.survey.words is '本人的话';
comment on column satisfaction.survey.answered_on is '评价或表示不评价之日';
comment on column satisfaction.survey.response is '人才办的回应，本人看得到';
comment on column satisfaction.survey.responded_by is '谁回应的';
comment on column satisfaction.survey.responded_by_name is '回应人姓名';
comment on column satisfaction.survey.responded_on is '回应之日';

-- 本人只写一次评价，办公室只写一次回应，谁也改不了对方写的。
create function satisfaction.keep_said() returns trigger language plpgsql as $$
declare
  his constant text[] := '{state,rating,words,answered_on}';
  offices constant text[] := '{response,responded_by,responded_by_name,responded_on}';
begin
  if kernel.has_role('talent') and old.state = 'asked' and to_jsonb(new) - his = to_jsonb(old) - his then return new; end if;
  if kernel.has_role('talentOffice') and old.response is null and old.rating <= 2 and to_jsonb(new) - offices = to_jsonb(old) - offices then return new; end if;
  -- 合并人的记录、清除到期的个人信息由系统办理。
  if kernel.is_system() then return new; end if;
  raise exception '评价和回应各只能写一次' using errcode = 'JY001';
end $$;
create trigger survey_said_once before update on satisfaction.survey for each row execute function satisfaction.keep_said();

alter table satisfaction.survey enable row level security;
alter table satisfaction.survey force row level security;
create policy system on satisfaction.survey using ((select kernel.is_system())) with check ((select kernel.is_system()));
create policy own on satisfaction.survey for select using ((select kernel.has_role('talent')) and person_id = any ((select registry.own_records())::uuid[]));
create policy own_answer on satisfaction.survey for update using ((select kernel.has_role('talent')) and person_id = any ((select registry.own_records())::uuid[]));
create policy office_reads on satisfaction.survey for select using ((select kernel.has_role('talentOffice', 'leader')) and starts_with(place_code, (select kernel.setting('scope'))));
create policy office_responds on satisfaction.survey for update
  using ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))) with check (responded_by = (select kernel.actor()));
grant select, insert, update on satisfaction.survey to juying_app;
