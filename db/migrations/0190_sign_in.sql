-- 登录：会话知道自己怎样开始、用过哪种第二因素；通行密钥、恢复码、常用设备、手机号码、一次性凭据、重设。

alter table kernel.session add column id uuid not null default uuidv7();
alter table kernel.session add column way text not null default 'demo' check (way in ('demo', 'password', 'phone', 'passkey', 'oidc'));
alter table kernel.session add column factor text check (factor in ('totp', 'passkey', 'recovery', 'oidc'));
alter table kernel.session add column factor_at timestamptz;
alter table kernel.session add column asks_factor boolean not null default false;
alter table kernel.session add column device text not null default '';
alter table kernel.session add column place text not null default '';
alter table kernel.session add column previous_hash bytea;
alter table kernel.session add column rotated_at timestamptz;
alter table kernel.session add column ended_because text;
alter table kernel.session add column oidc_sid text;
create unique index on kernel.session (id);
create index on kernel.session (previous_hash) where previous_hash is not null;
create index on kernel.session (oidc_sid) where oidc_sid is not null;
comment on column kernel.session.way is '怎样登录：demo 示范，password 口令，phone 手机验证码，passkey 通行密钥，oidc 统一身份认证';
comment on column kernel.session.factor is '所用的第二因素：totp 动态口令，passkey 通行密钥，recovery 恢复码，oidc 由统一身份认证完成';
comment on column kernel.session.factor_at is '通过第二因素的时间；空表示还没有';
comment on column kernel.session.asks_factor is '登录时这个账号已启用第二因素，因此必须先通过';
comment on column kernel.session.device is '浏览器与系统，写成文字';
comment on column kernel.session.place is '从哪里来，写成文字，不含完整地址';
comment on column kernel.session.previous_hash is '更换之前的令牌的散列；更换后十五秒内在途的请求还认它，但不认它的再确认';
comment on column kernel.session.rotated_at is '最近一次更换令牌的时间';
comment on column kernel.session.ended_because is '为什么结束';
comment on column kernel.session.oidc_sid is '统一身份认证那一边的会话';

alter table kernel.account add column oidc_subject text;
alter table kernel.account add column password_at timestamptz;
comment on column kernel.account.oidc_subject is '统一身份认证中的主体标识，首次登录时记下，此后必须一致';
comment on column kernel.account.password_at is '口令最近一次设定的时间';

alter table kernel.sign_in_attempt add column known_device uuid;
comment on column kernel.sign_in_attempt.known_device is '来自本人的常用设备时，是哪一台';
grant update (succeeded) on kernel.sign_in_attempt to juying_app;

-- 谁都不能绕过第二因素：须用的职责由服务端给出，示范登录只在示范模式下除外。
drop function kernel.session_of(bytea, date, interval, interval, interval);
create function kernel.session_of(wanted bytea, on_day date, absolute_limit interval, idle_limit interval, stepped_up_for interval, two_factor_roles text[], demo_house boolean)
returns table (account_id uuid, account_name text, person_id uuid, employer_id uuid, duty_id uuid, role text, place_code text, department text, stepped_up boolean, session_id uuid, pending boolean)
language plpgsql as $$
#variable_conflict use_column
declare was constant text := coalesce(current_setting('app.role', true), '');
begin
  perform set_config('app.role', 'system', true);
  return query
    select a.id, a.name, a.person_id, a.employer_id, d.id, d.role, d.place_code, d.department,
      coalesce(s.token_hash = wanted and s.stepped_up_at > now() - stepped_up_for, false), s.id,
      s.factor_at is null and (s.asks_factor or d.role = any (two_factor_roles)) and not (demo_house and a.demo and s.way = 'demo')
    from kernel.session s join kernel.account a on a.id = s.account_id join kernel.duty d on d.id = s.duty_id and d.account_id = a.id
    where (s.token_hash = wanted or (s.previous_hash = wanted and s.rotated_at > now() - interval '15 seconds'))
      and s.ended_at is null and a.disabled_at is null
      and s.created_at > now() - absolute_limit and s.seen_at > now() - idle_limit
      and on_day between d.valid_from and coalesce(d.valid_to, 'infinity')
    limit 1;
  if found then
    update kernel.session s set seen_at = now() where s.token_hash = wanted and s.seen_at < now() - interval '1 minute';
  end if;
  perform set_config('app.role', was, true);
end $$;
comment on function kernel.session_of is '令牌背后的人和他当前的职责，以及是否还欠第二因素；会话、账号或职责已结束即没有';

-- 改了职责、停用了账号，正在用的会话随即结束，不等下一次核对，也不因恢复而复活。
create function kernel.end_sessions_of_duty() returns trigger language plpgsql as $$
declare was constant text := coalesce(current_setting('app.role', true), '');
begin
  perform set_config('app.role', 'system', true);
  update kernel.session set ended_at = now(), ended_because = '职责有变更' where duty_id = new.id and ended_at is null;
  perform set_config('app.role', was, true);
  return null;
end $$;
create trigger duty_change_ends_sessions after update of role, place_code, department, valid_from, valid_to on kernel.duty
  for each row when (old is distinct from new) execute function kernel.end_sessions_of_duty();
create function kernel.end_sessions_of_account() returns trigger language plpgsql as $$
declare was constant text := coalesce(current_setting('app.role', true), '');
begin
  perform set_config('app.role', 'system', true);
  update kernel.session set ended_at = now(), ended_because = '账号已停用' where account_id = new.id and ended_at is null;
  perform set_config('app.role', was, true);
  return null;
end $$;
create trigger disabling_ends_sessions after update of disabled_at on kernel.account
  for each row when (old.disabled_at is null and new.disabled_at is not null) execute function kernel.end_sessions_of_account();

create table kernel.passkey (
  id uuid primary key default uuidv7(),
  account_id uuid not null references kernel.account,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null check (length(name) between 1 and 40),
  created_at timestamptz not null default now(),
  used_at timestamptz,
  removed_at timestamptz
);
create index on kernel.passkey (account_id);
comment on table kernel.passkey is '通行密钥：只存公钥';
comment on column kernel.passkey.account_id is '账号';
comment on column kernel.passkey.credential_id is '凭据标识，base64url';
comment on column kernel.passkey.public_key is '公钥（COSE）';
comment on column kernel.passkey.counter is '签名计数；倒退说明密钥被复制';
comment on column kernel.passkey.transports is '连接方式';
comment on column kernel.passkey.name is '本人起的名字';
comment on column kernel.passkey.used_at is '最近一次使用';
comment on column kernel.passkey.removed_at is '移除时间';

create table kernel.recovery_code (
  id uuid primary key default uuidv7(),
  account_id uuid not null references kernel.account,
  code_hash bytea not null unique,
  created_at timestamptz not null default now(),
  used_at timestamptz,
  ended_at timestamptz
);
create index on kernel.recovery_code (account_id);
comment on table kernel.recovery_code is '恢复码：只存带密钥的散列，每个用一次，重新生成则旧的作废';
comment on column kernel.recovery_code.account_id is '账号';
comment on column kernel.recovery_code.code_hash is '带密钥的散列';
comment on column kernel.recovery_code.used_at is '使用时间';
comment on column kernel.recovery_code.ended_at is '作废时间';

create table kernel.known_device (
  id uuid primary key default uuidv7(),
  account_id uuid not null references kernel.account,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  used_at timestamptz not null default now(),
  ended_at timestamptz
);
create index on kernel.known_device (account_id);
comment on table kernel.known_device is '常用设备：本人登录成功过的浏览器。别处有人猜口令时，本人从这里仍能登录';
comment on column kernel.known_device.account_id is '账号';
comment on column kernel.known_device.token_hash is '令牌的 SHA-256';
comment on column kernel.known_device.used_at is '最近一次使用';
comment on column kernel.known_device.ended_at is '不再认的时间';

create table kernel.ticket (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('passkeyRegister', 'passkeySignIn', 'passkeyStepUp', 'oidc', 'phone')),
  token_hash bytea not null unique,
  account_id uuid references kernel.account,
  payload jsonb not null default '{}',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table kernel.ticket is '一次性凭据：登录过程中交给浏览器、只能用一次的东西，几分钟后失效';
comment on column kernel.ticket.kind is '种类：通行密钥的登记、登录、再确认，统一身份认证，手机已验证';
comment on column kernel.ticket.token_hash is '令牌的 SHA-256';
comment on column kernel.ticket.account_id is '账号；登录之前还不知道是谁时为空';
comment on column kernel.ticket.payload is '这一步要记住的内容';
comment on column kernel.ticket.expires_at is '失效时间';
comment on column kernel.ticket.used_at is '使用时间';

create table kernel.account_phone (
  id uuid primary key default uuidv7(),
  account_id uuid not null references kernel.account,
  phone_index bytea not null,
  phone_sealed bytea not null,
  created_at timestamptz not null default now(),
  confirmed_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_because text
);
create unique index account_phone_one_owner on kernel.account_phone (phone_index) where ended_at is null;
create unique index account_phone_one_phone on kernel.account_phone (account_id) where ended_at is null;
comment on table kernel.account_phone is '账号的手机号码：一个号码同时只属于一个账号；号码易主则旧的结束';
comment on column kernel.account_phone.account_id is '账号';
comment on column kernel.account_phone.phone_index is '号码的带密钥索引';
comment on column kernel.account_phone.phone_sealed is '号码，加密，绑定本表本列本行';
comment on column kernel.account_phone.confirmed_at is '最近一次连同身份或在用期内以验证码确认的时间';
comment on column kernel.account_phone.ended_at is '结束时间';
comment on column kernel.account_phone.ended_because is '为什么结束';

create table kernel.phone_code (
  id uuid primary key default uuidv7(),
  phone_index bytea not null,
  source text not null,
  code_hash bytea not null,
  sent_at timestamptz not null default now(),
  expires_at timestamptz not null,
  guesses int not null default 0 check (guesses between 0 and 5),
  used_at timestamptz
);
create index on kernel.phone_code (phone_index, sent_at);
create index on kernel.phone_code (source, sent_at);
comment on table kernel.phone_code is '手机验证码：只存带密钥的散列，五分钟，猜五次为止';
comment on column kernel.phone_code.phone_index is '号码的带密钥索引';
comment on column kernel.phone_code.source is '来源地址，用来限制发送';
comment on column kernel.phone_code.code_hash is '验证码的带密钥散列，绑定本行';
comment on column kernel.phone_code.sent_at is '发送时间';
comment on column kernel.phone_code.expires_at is '失效时间';
comment on column kernel.phone_code.guesses is '已经猜错的次数';
comment on column kernel.phone_code.used_at is '使用时间';

create table kernel.account_reset (
  id uuid primary key default uuidv7(),
  account_id uuid not null references kernel.account,
  what text not null check (what in ('password', 'factor', 'phone')),
  ground text not null check (length(ground) between 4 and 200),
  asked_by uuid not null references kernel.account,
  created_at timestamptz not null default now(),
  confirmed_by uuid references kernel.account,
  confirmed_at timestamptz,
  code_hash bytea unique,
  expires_at timestamptz,
  used_at timestamptz,
  withdrawn_at timestamptz,
  check (confirmed_by is null or what = 'phone' or confirmed_by <> asked_by),
  check ((confirmed_at is null) = (confirmed_by is null) and (confirmed_at is null) = (code_hash is null) and (code_hash is null) = (expires_at is null)),
  check (used_at is null or code_hash is not null)
);
create unique index account_reset_one_open on kernel.account_reset (account_id, what) where confirmed_at is null and withdrawn_at is null;
comment on table kernel.account_reset is '一次性登录码：首次设口令、忘记口令、遗失第二因素由两名安全保密员签发；人才换了手机由窗口核验本人后签发';
comment on column kernel.account_reset.account_id is '谁的账号';
comment on column kernel.account_reset.what is '办什么：password 设口令，factor 清除第二因素并设口令，phone 换手机号码';
comment on column kernel.account_reset.ground is '依据';
comment on column kernel.account_reset.asked_by is '提出人';
comment on column kernel.account_reset.confirmed_by is '复核人，与提出人不同';
comment on column kernel.account_reset.confirmed_at is '复核时间';
comment on column kernel.account_reset.code_hash is '登录码的带密钥散列';
comment on column kernel.account_reset.expires_at is '登录码失效时间';
comment on column kernel.account_reset.used_at is '使用时间';
comment on column kernel.account_reset.withdrawn_at is '撤回时间';

do $$
declare t text;
begin
  foreach t in array array['passkey', 'recovery_code', 'known_device', 'ticket', 'account_phone', 'phone_code', 'account_reset'] loop
    execute format('alter table kernel.%I enable row level security', t);
    execute format('alter table kernel.%I force row level security', t);
    execute format('create policy system_only on kernel.%I using ((select kernel.is_system())) with check ((select kernel.is_system()))', t);
    execute format('grant select, insert, update on kernel.%I to juying_app', t);
  end loop;
end $$;
create policy security_officers on kernel.account_reset using (what <> 'phone' and (select kernel.has_role('securityOfficer'))) with check (what <> 'phone' and (select kernel.has_role('securityOfficer')));
