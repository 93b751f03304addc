-- 单位账号：单位管理员按手机号码邀请同事；还没有账号的单位凭信用代码和证明申请，由所在区县人才办确认。

create schema clerks;
comment on schema clerks is '单位账号：邀请同事，首次开通';
grant usage on schema clerks to juying_app, juying_reader;

create table clerks.invitation (
  id uuid primary key default uuidv7(),
  employer_id uuid not null references registry.employer,
  name text not null check (length(name) between 1 and 60),
  phone_index bytea not null,
  phone_sealed bytea not null,
  phone_hint text not null check (phone_hint ~ '^[0-9]{4}$'),
  grade text not null check (grade in ('administrator', 'clerk', 'viewer')),
  invited_by uuid not null references kernel.account,
  invited_by_name text not null,
  invited_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '7 days',
  state text not null default 'open' check (state in ('open', 'accepted', 'declined', 'withdrawn')),
  decided_at timestamptz,
  duty_id uuid unique references kernel.duty,
  check ((state = 'open') = (decided_at is null)),
  check ((state = 'accepted') = (duty_id is not null)),
  check (expires_at > invited_at)
);
create unique index invitation_one_open on clerks.invitation (employer_id, phone_index) where state = 'open';
create index on clerks.invitation (phone_index) where state = 'open';
comment on table clerks.invitation is '邀请同事使用单位账号：按手机号码，七天有效';
comment on column clerks.invitation.id is '标识';
comment on column clerks.invitation.employer_id is '哪家用人单位';
comment on column clerks.invitation.name is '同事姓名';
comment on column clerks.invitation.phone_index is '号码的带密钥索引';
comment on column clerks.invitation.phone_sealed is '号码，加密，绑定本表本列本行';
comment on column clerks.invitation.phone_hint is '号码末四位';
comment on column clerks.invitation.grade is '给什么角色';
comment on column clerks.invitation.invited_by is '谁邀请的';
comment on column clerks.invitation.invited_by_name is '邀请人姓名';
comment on column clerks.invitation.invited_at is '邀请时间';
comment on column clerks.invitation.expires_at is '失效时间';
comment on column clerks.invitation.state is '状态：open 等答复，accepted 已接受，declined 已谢绝，withdrawn 已撤回';
comment on column clerks.invitation.decided_at is '答复或撤回时间';
comment on column clerks.invitation.duty_id is '接受后的职责';

create table clerks.entry_request (
  id uuid primary key default uuidv7(),
  number text not null unique,
  employer_id uuid not null references registry.employer,
  place_code text not null references kernel.place,
  name text not null check (length(name) between 1 and 60),
  post text not null check (length(post) between 1 and 60),
  phone_index bytea not null,
  phone_sealed bytea not null,
  phone_hint text not null check (phone_hint ~ '^[0-9]{4}$'),
  proof_name text not null,
  proof_type text not null,
  proof_sealed bytea not null,
  asked_on date not null,
  due_on date not null check (due_on > asked_on),
  state text not null default 'open' check (state in ('open', 'confirmed', 'refused', 'withdrawn')),
  decided_by uuid references kernel.account,
  decided_by_name text,
  decided_on date,
  reason text,
  duty_id uuid unique references kernel.duty,
  check ((state = 'open') = (decided_on is null)),
  check ((state in ('confirmed', 'refused')) = (decided_by is not null and decided_by_name is not null)),
  check ((state = 'refused') = (reason is not null) and (reason is null or length(reason) >= 4)),
  check ((state = 'confirmed') = (duty_id is not null))
);
create unique index entry_request_one_open on clerks.entry_request (employer_id, phone_index) where state = 'open';
create index on clerks.entry_request (phone_index);
create index on clerks.entry_request (place_code, state, due_on);
comment on table clerks.entry_request is '单位首次开通：凭信用代码和证明申请作单位管理员，由所在区县人才办确认';
comment on column clerks.entry_request.id is '标识';
comment on column clerks.entry_request.number is '编号';
comment on column clerks.entry_request.employer_id is '哪家用人单位';
comment on column clerks.entry_request.place_code is '单位所在地：由哪个区县确认';
comment on column clerks.entry_request.name is '申请人姓名';
comment on column clerks.entry_request.post is '在单位的职务';
comment on column clerks.entry_request.phone_index is '号码的带密钥索引';
comment on column clerks.entry_request.phone_sealed is '号码，加密，绑定本表本列本行';
comment on column clerks.entry_request.phone_hint is '号码末四位';
comment on column clerks.entry_request.proof_name is '证明的文件名';
comment on column clerks.entry_request.proof_type is '证明的文件种类';
comment on column clerks.entry_request.proof_sealed is '证明的内容，加密，绑定本表本列本行';
comment on column clerks.entry_request.asked_on is '申请日';
comment on column clerks.entry_request.due_on is '应答复日';
comment on column clerks.entry_request.state is '状态：open 待确认，confirmed 已开通，refused 不予开通，withdrawn 已撤回';
comment on column clerks.entry_request.decided_by is '谁答复的';
comment on column clerks.entry_request.decided_by_name is '答复人姓名';
comment on column clerks.entry_request.decided_on is '答复或撤回日';
comment on column clerks.entry_request.reason is '不予开通的理由';
comment on column clerks.entry_request.duty_id is '开通的职责';

-- 提出以后只有结果可以写，而且只写一次；人才办的人不能确认自己那个手机号码提出的申请。
create function clerks.keep_asked() returns trigger language plpgsql as $$
declare was constant text := coalesce(current_setting('app.role', true), '');
begin
  -- 换密钥时只有密文变。
  if kernel.is_system() and to_jsonb(new) - '{phone_sealed,proof_sealed}'::text[] = to_jsonb(old) - '{phone_sealed,proof_sealed}'::text[] then return new; end if;
  if old.state <> 'open' then
    raise exception '已经答复过，不能再改' using errcode = 'JY001';
  end if;
  if to_jsonb(new) - '{state,decided_at,decided_on,decided_by,decided_by_name,reason,duty_id}'::text[]
    is distinct from to_jsonb(old) - '{state,decided_at,decided_on,decided_by,decided_by_name,reason,duty_id}'::text[] then
    raise exception '提出以后不能改内容' using errcode = 'JY001';
  end if;
  if tg_table_name = 'entry_request' and new.state in ('confirmed', 'refused') then
    perform set_config('app.role', 'system', true);
    if exists (select from kernel.account_phone p where p.account_id = new.decided_by and p.phone_index = new.phone_index) then
      raise exception '不能答复自己提出的申请' using errcode = 'JY003';
    end if;
    perform set_config('app.role', was, true);
  end if;
  return new;
end $$;
create trigger invitation_kept before update on clerks.invitation for each row execute function clerks.keep_asked();
create trigger entry_request_kept before update on clerks.entry_request for each row execute function clerks.keep_asked();
create trigger entry_request_stays before delete or truncate on clerks.entry_request for each statement execute function kernel.refuse_change();

alter table clerks.invitation enable row level security;
alter table clerks.invitation force row level security;
alter table clerks.entry_request enable row level security;
alter table clerks.entry_request force row level security;
create policy system on clerks.invitation using ((select kernel.is_system())) with check ((select kernel.is_system()));
create policy employer_reads on clerks.invitation for select using ((select kernel.has_role('employerClerk')) and employer_id = (select kernel.setting('employer'))::uuid);
create policy administrator_invites on clerks.invitation for insert with check ((select kernel.runs_employer((kernel.setting('employer'))::uuid)) and employer_id = (select kernel.setting('employer'))::uuid and invited_by = (select kernel.actor()) and state = 'open');
create policy administrator_withdraws on clerks.invitation for update
  using ((select kernel.runs_employer((kernel.setting('employer'))::uuid)) and employer_id = (select kernel.setting('employer'))::uuid) with check (state = 'withdrawn');
create policy system on clerks.entry_request using ((select kernel.is_system())) with check ((select kernel.is_system()));
create policy administrator_reads on clerks.entry_request for select using ((select kernel.runs_employer((kernel.setting('employer'))::uuid)) and employer_id = (select kernel.setting('employer'))::uuid);
create policy office_reads on clerks.entry_request for select using ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope'))));
create policy office_decides on clerks.entry_request for update
  using ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))) with check (decided_by = (select kernel.actor()));
grant select, insert, update on clerks.invitation, clerks.entry_request to juying_app;
