-- 消息：告诉一个人或一个单位一件事。正文只增不改；对外发送另记一行，同一条消息同一渠道只发一次。

create table kernel.message (
  id uuid primary key default uuidv7(),
  key text not null unique check (length(key) between 4 and 200),
  recipient_kind text not null check (recipient_kind in ('person', 'employer')),
  recipient_id uuid not null,
  person_id uuid generated always as (case when recipient_kind = 'person' then recipient_id end) stored,
  place_code text not null,
  kind text not null,
  topic text not null check (topic in ('decisions', 'deadlines', 'payments', 'offers')),
  link text not null check (link ~ '^/[A-Za-z0-9/_-]*$'),
  told_on date not null,
  told_at timestamptz not null default now(),
  read_at timestamptz
);
create index message_inbox on kernel.message (recipient_id, told_at desc);
create index on kernel.message (place_code text_pattern_ops, told_at desc);
comment on table kernel.message is '消息：什么时候告诉了谁哪一类事；正文在另一张表';
comment on column kernel.message.id is '标识';
comment on column kernel.message.key is '同一件事的键：再说一遍不会有第二条';
comment on column kernel.message.recipient_kind is '告诉谁：person 本人，employer 单位';
comment on column kernel.message.recipient_id is '本人或单位';
comment on column kernel.message.person_id is '收件人是人时的那个人';
comment on column kernel.message.place_code is '收件人所在地';
comment on column kernel.message.kind is '哪一种消息，由说话的台面声明';
comment on column kernel.message.topic is '类别：decisions 办理结果，deadlines 期限，payments 拨付，offers 可享受的政策';
comment on column kernel.message.link is '点开到哪一页';
comment on column kernel.message.told_on is '告知日（北京时间）';
comment on column kernel.message.told_at is '告知时间';
comment on column kernel.message.read_at is '首次阅读时间；空表示未读';

create table kernel.message_text (
  message_id uuid primary key references kernel.message,
  recipient_id uuid not null,
  title text not null check (length(title) between 2 and 120),
  body text not null check (length(body) between 2 and 2000),
  short text not null check (length(short) between 2 and 70)
);
create trigger message_text_append_only before update or delete or truncate on kernel.message_text for each statement execute function kernel.refuse_change();
comment on table kernel.message_text is '消息的正文：只增不改，只有收件人看得到';
comment on column kernel.message_text.message_id is '消息';
comment on column kernel.message_text.recipient_id is '本人或单位';
comment on column kernel.message_text.title is '标题';
comment on column kernel.message_text.body is '正文';
comment on column kernel.message_text.short is '对外发送的短句：不含姓名、金额，发错了也不泄露';

-- 只有已读的时间可以由空变为有；别的都不变。
create function kernel.keep_message() returns trigger language plpgsql as $$
begin
  -- person_id 由库生成，此时还没有值。
  if (to_jsonb(new) - 'read_at' - 'person_id') <> (to_jsonb(old) - 'read_at' - 'person_id') or old.read_at is not null then
    raise exception '消息一经告知不能改动' using errcode = 'JY001';
  end if;
  return new;
end $$;
create trigger message_unchanged before update on kernel.message for each row execute function kernel.keep_message();
create trigger message_kept before delete or truncate on kernel.message for each statement execute function kernel.refuse_change();

create table kernel.message_sending (
  id uuid primary key default uuidv7(),
  channel text not null check (channel in ('sms', 'email', 'push', 'letter')),
  recipient_kind text not null check (recipient_kind in ('person', 'employer')),
  recipient_id uuid not null,
  person_id uuid generated always as (case when recipient_kind = 'person' then recipient_id end) stored,
  place_code text not null,
  bundle text unique,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed', 'givenUp')),
  not_before timestamptz not null,
  attempts int not null default 0 check (attempts between 0 and 5),
  reason text,
  tried_at timestamptz,
  sent_at timestamptz,
  sent_on date,
  created_at timestamptz not null default now(),
  check ((state = 'sent') = (sent_at is not null)),
  check ((sent_at is null) = (sent_on is null)),
  check (state not in ('failed', 'givenUp') or reason is not null)
);
create index sending_due on kernel.message_sending (not_before) where state in ('waiting', 'failed', 'sending');
create index on kernel.message_sending (recipient_id, channel, sent_on);
create index on kernel.message_sending (place_code text_pattern_ops, created_at desc);
comment on table kernel.message_sending is '对外发送：一行是一次短信、一封邮件、一次推送或一封信，可以捎带当天的几条消息';
comment on column kernel.message_sending.id is '标识';
comment on column kernel.message_sending.channel is '渠道：sms 短信，email 邮件，push 应用推送，letter 信件';
comment on column kernel.message_sending.recipient_kind is '告诉谁：person 本人，employer 单位';
comment on column kernel.message_sending.recipient_id is '本人或单位';
comment on column kernel.message_sending.person_id is '收件人是人时的那个人';
comment on column kernel.message_sending.place_code is '收件人所在地';
comment on column kernel.message_sending.bundle is '合并发送的键：收件人、渠道、日期；空表示单独发送';
comment on column kernel.message_sending.state is '状态：waiting 待发，sending 正在发，sent 已发，failed 没发出、稍后再试，givenUp 不再试';
comment on column kernel.message_sending.not_before is '不早于';
comment on column kernel.message_sending.attempts is '试过几次';
comment on column kernel.message_sending.reason is '没发出的原因，或推迟的原因';
comment on column kernel.message_sending.tried_at is '最近一次尝试的时间';
comment on column kernel.message_sending.sent_at is '发出时间';
comment on column kernel.message_sending.sent_on is '发出日（北京时间），每日条数据此计';
comment on column kernel.message_sending.created_at is '建立时间';

create table kernel.message_carried (
  message_id uuid not null references kernel.message,
  channel text not null,
  sending_id uuid not null references kernel.message_sending,
  place_code text not null,
  primary key (message_id, channel)
);
create index on kernel.message_carried (sending_id);
create trigger message_carried_append_only before update or delete or truncate on kernel.message_carried for each statement execute function kernel.refuse_change();
comment on table kernel.message_carried is '哪次发送捎带了哪条消息：一条消息一个渠道只有一次';
comment on column kernel.message_carried.message_id is '消息';
comment on column kernel.message_carried.channel is '渠道';
comment on column kernel.message_carried.sending_id is '发送';
comment on column kernel.message_carried.place_code is '收件人所在地';

create table kernel.message_choice (
  recipient_kind text not null check (recipient_kind in ('person', 'employer')),
  recipient_id uuid not null,
  person_id uuid generated always as (case when recipient_kind = 'person' then recipient_id end) stored,
  topic text not null check (topic in ('decisions', 'deadlines', 'payments', 'offers')),
  channel text not null check (channel in ('app', 'sms', 'email', 'push', 'letter')),
  wanted boolean not null,
  chosen_at timestamptz not null default now(),
  primary key (recipient_id, topic, channel),
  -- 办理结果和期限不能在应用里退订：错过会丧失权利。
  check (wanted or channel <> 'app' or topic not in ('decisions', 'deadlines'))
);
comment on table kernel.message_choice is '消息的取舍：哪一类、哪个渠道要不要；没有记录的按默认';
comment on column kernel.message_choice.recipient_kind is 'person 本人，employer 单位';
comment on column kernel.message_choice.recipient_id is '本人或单位';
comment on column kernel.message_choice.person_id is '收件人是人时的那个人';
comment on column kernel.message_choice.topic is '类别';
comment on column kernel.message_choice.channel is '渠道：app 应用内，其余同发送';
comment on column kernel.message_choice.wanted is '要不要';
comment on column kernel.message_choice.chosen_at is '选择时间';

create table kernel.message_mailbox (
  id uuid primary key default uuidv7(),
  recipient_kind text not null check (recipient_kind in ('person', 'employer')),
  recipient_id uuid not null unique,
  person_id uuid generated always as (case when recipient_kind = 'person' then recipient_id end) stored,
  email_sealed bytea not null,
  email_hint text not null,
  code_hash bytea,
  code_until timestamptz,
  guesses int not null default 0 check (guesses between 0 and 5),
  asked_at timestamptz not null default now(),
  confirmed_at timestamptz
);
comment on table kernel.message_mailbox is '收消息的邮箱：收到验证码并填回来以后才用';
comment on column kernel.message_mailbox.id is '标识';
comment on column kernel.message_mailbox.recipient_kind is 'person 本人，employer 单位';
comment on column kernel.message_mailbox.recipient_id is '本人或单位';
comment on column kernel.message_mailbox.person_id is '收件人是人时的那个人';
comment on column kernel.message_mailbox.email_sealed is '邮箱，加密，绑定本表本列本行';
comment on column kernel.message_mailbox.email_hint is '邮箱的前两个字和域名，给本人认';
comment on column kernel.message_mailbox.code_hash is '验证码的散列';
comment on column kernel.message_mailbox.code_until is '验证码有效至';
comment on column kernel.message_mailbox.guesses is '填错几次';
comment on column kernel.message_mailbox.asked_at is '最近一次要验证码的时间';
comment on column kernel.message_mailbox.confirmed_at is '确认时间；空表示还没有确认';

do $$
declare t text;
begin
  foreach t in array array['message', 'message_text', 'message_sending', 'message_carried', 'message_choice', 'message_mailbox'] loop
    execute format('alter table kernel.%I enable row level security', t);
    execute format('alter table kernel.%I force row level security', t);
  end loop;
end $$;

-- 收件人：本人账号看本人的，单位账号看单位的。
create function kernel.is_recipient(kind text, id uuid) returns boolean language sql stable parallel safe
  return (kind = 'person' and kernel.is_person(id)) or (kind = 'employer' and kernel.is_employer(id));
comment on function kernel.is_recipient is '当前账号是不是这条消息的收件人';

-- 管消息发送的三种职责看得到告知了什么、什么时候，看不到正文。
create policy read on kernel.message for select
  using ((select kernel.is_system()) or kernel.is_recipient(recipient_kind, recipient_id)
    or ((select kernel.has_role('talentOffice', 'windowClerk', 'specialist')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy tell on kernel.message for insert with check ((select kernel.is_system()));
create policy mark_read on kernel.message for update
  using ((select kernel.is_system()) or kernel.is_recipient(recipient_kind, recipient_id)) with check ((select kernel.is_system()) or kernel.is_recipient(recipient_kind, recipient_id));
create policy read on kernel.message_text for select
  using ((select kernel.is_system()) or exists (select from kernel.message m where m.id = message_id and kernel.is_recipient(m.recipient_kind, m.recipient_id)));
create policy tell on kernel.message_text for insert with check ((select kernel.is_system()));
create policy read on kernel.message_sending for select
  using ((select kernel.is_system()) or ((select kernel.has_role('talentOffice', 'windowClerk', 'specialist')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy send on kernel.message_sending for insert with check ((select kernel.is_system()));
create policy handle on kernel.message_sending for update
  using ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))))
  with check ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy read on kernel.message_carried for select
  using ((select kernel.is_system()) or ((select kernel.has_role('talentOffice', 'windowClerk', 'specialist')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy carry on kernel.message_carried for insert with check ((select kernel.is_system()));
create policy own on kernel.message_choice for all
  using ((select kernel.is_system()) or kernel.is_recipient(recipient_kind, recipient_id)) with check ((select kernel.is_system()) or kernel.is_recipient(recipient_kind, recipient_id));
create policy own on kernel.message_mailbox for all
  using ((select kernel.is_system()) or kernel.is_recipient(recipient_kind, recipient_id)) with check ((select kernel.is_system()) or kernel.is_recipient(recipient_kind, recipient_id));

grant select, insert on kernel.message, kernel.message_text, kernel.message_sending, kernel.message_carried to juying_app;
grant update (read_at) on kernel.message to juying_app;
grant update (state, not_before, attempts, reason, tried_at, sent_at, sent_on, bundle) on kernel.message_sending to juying_app;
grant select, insert, update on kernel.message_choice to juying_app;
grant select, insert, update, delete on kernel.message_mailbox to juying_app;
