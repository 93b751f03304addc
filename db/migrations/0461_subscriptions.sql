-- 订阅：一种情形（词、办到哪一步、谁来享受、给什么、在哪里）或者一个事项；有新版本、窗口要开或要关时告知一次。登录的人在消息里收，没有登录的凭确认过的邮箱收。

create schema subscriptions;
comment on schema subscriptions is '政策订阅';
grant usage on schema subscriptions to juying_app;

create table subscriptions.subscription (
  id uuid primary key default uuidv7(),
  recipient_kind text not null check (recipient_kind in ('person', 'employer')),
  recipient_id uuid not null,
  person_id uuid generated always as (case when recipient_kind = 'person' then recipient_id end) stored,
  situation jsonb not null check (jsonb_typeof(situation) = 'object' and length(situation::text) <= 600),
  made_on date not null,
  constraint subscription_once unique (recipient_id, situation)
);
create index on subscriptions.subscription (person_id);
comment on table subscriptions.subscription is '登录的人或单位订阅的情形；退订即删除';
comment on column subscriptions.subscription.id is '标识';
comment on column subscriptions.subscription.recipient_kind is '谁订阅的：person 人才，employer 单位';
comment on column subscriptions.subscription.recipient_id is '哪个人或哪家单位';
comment on column subscriptions.subscription.person_id is '人才，由上两列得出';
comment on column subscriptions.subscription.situation is '情形：text 词，journey 办到哪一步，who 谁来享受，gives 给什么，place 区县，measure 事项';
comment on column subscriptions.subscription.made_on is '订阅日期';

create table subscriptions.mail (
  id uuid primary key default uuidv7(),
  email_sealed bytea not null,
  email_index bytea not null,
  situation jsonb not null check (jsonb_typeof(situation) = 'object' and length(situation::text) <= 600),
  confirm_hash bytea unique,
  stop_hash bytea not null,
  source_index bytea,
  asked_at timestamptz not null default now(),
  confirmed_on date,
  -- 确认以后不再留确认码和来处。
  check ((confirmed_on is null) = (confirm_hash is not null) and (confirmed_on is null) = (source_index is not null))
);
create unique index mail_once on subscriptions.mail (email_index, situation) where confirmed_on is not null;
create index on subscriptions.mail (email_index);
create index on subscriptions.mail (stop_hash);
create index on subscriptions.mail (asked_at) where confirmed_on is null;
comment on table subscriptions.mail is '没有登录的人凭邮箱的订阅：点了确认才算数，七天没有确认即删除，退订即删除';
comment on column subscriptions.mail.id is '标识';
comment on column subscriptions.mail.email_sealed is '邮箱地址（密文）';
comment on column subscriptions.mail.email_index is '邮箱地址的盲索引';
comment on column subscriptions.mail.situation is '情形，同 subscription';
comment on column subscriptions.mail.confirm_hash is '确认码的摘要';
comment on column subscriptions.mail.stop_hash is '退订码的摘要，一个地址一个';
comment on column subscriptions.mail.source_index is '请求来处的盲索引，只为限次，确认后不留';
comment on column subscriptions.mail.asked_at is '请求时间';
comment on column subscriptions.mail.confirmed_on is '确认日期；空表示还没有确认';

create table subscriptions.mail_told (
  email_index bytea not null,
  key text not null,
  title text not null,
  link text not null,
  queued_on date not null,
  attempts int not null default 0 check (attempts between 0 and 5),
  sent_at timestamptz,
  primary key (email_index, key)
);
create index on subscriptions.mail_told (queued_on);
comment on table subscriptions.mail_told is '给订阅的邮箱说过什么：一件事一个地址只说一次；地址退订时一并删除';
comment on column subscriptions.mail_told.email_index is '邮箱地址的盲索引';
comment on column subscriptions.mail_told.key is '什么事';
comment on column subscriptions.mail_told.title is '一句话';
comment on column subscriptions.mail_told.link is '看哪一页';
comment on column subscriptions.mail_told.queued_on is '哪天排上的';
comment on column subscriptions.mail_told.attempts is '试过几次';
comment on column subscriptions.mail_told.sent_at is '什么时候发出的；空表示还没有发';

alter table subscriptions.subscription enable row level security;
alter table subscriptions.subscription force row level security;
alter table subscriptions.mail enable row level security;
alter table subscriptions.mail force row level security;
alter table subscriptions.mail_told enable row level security;
alter table subscriptions.mail_told force row level security;
create policy system on subscriptions.subscription using ((select kernel.is_system())) with check ((select kernel.is_system()));
create policy own on subscriptions.subscription using (kernel.is_recipient(recipient_kind, recipient_id)) with check (kernel.is_recipient(recipient_kind, recipient_id));
create policy system on subscriptions.mail using ((select kernel.is_system())) with check ((select kernel.is_system()));
create policy system on subscriptions.mail_told using ((select kernel.is_system())) with check ((select kernel.is_system()));
grant select, insert, delete on subscriptions.subscription to juying_app;
grant select, insert, update, delete on subscriptions.mail, subscriptions.mail_told to juying_app;
