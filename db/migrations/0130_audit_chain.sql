-- 审计链：每行审计带上它所在段的上一行的校验码，密钥不在数据库里；三十二段并行，业务之间不因审计排队。
create table kernel.audit_head (
  shard smallint primary key check (shard between 0 and 31),
  no bigint not null default 0,
  mac bytea not null check (length(mac) = 32)
) with (fillfactor = 10);
comment on table kernel.audit_head is '审计链各段的末端；只随新的审计行前进';
comment on column kernel.audit_head.shard is '段号';
comment on column kernel.audit_head.no is '段内最后一行的序号';
comment on column kernel.audit_head.mac is '段内最后一行的校验码';
insert into kernel.audit_head (shard, mac) select s, decode(repeat('00', 32), 'hex') from generate_series(0, 31) s;

-- 建链以前的行没有段号；建链时有多少行，记在锚定文件的第一行里。
alter table kernel.audit add column shard smallint, add column no bigint, add column mac bytea check (length(mac) = 32),
  add constraint audit_chained_whole check (num_nulls(shard, no, mac) in (0, 3));
create unique index audit_chain on kernel.audit (shard, no);
create index on kernel.audit (request_id);
create index on kernel.audit (at);
comment on column kernel.audit.shard is '链的段号';
comment on column kernel.audit.no is '段内序号，从 1 起不跳号';
comment on column kernel.audit.mac is '校验码：HMAC-SM3（密钥在数据库之外），覆盖上一行的校验码和本行全部内容';

alter table kernel.audit_head enable row level security;
alter table kernel.audit_head force row level security;
create policy everybody on kernel.audit_head using (true) with check (true);
grant select on kernel.audit_head to juying_app, juying_auditor;

-- 取一段没有别人占着的；三十二段多于连接数，几乎从不等待。
create function kernel.next_audit(out shard smallint, out no bigint, out mac bytea, out at text) language plpgsql security definer set search_path = '' as $$
begin
  select h.shard, h.no + 1, h.mac into shard, no, mac from kernel.audit_head h order by random() limit 1 for update skip locked;
  if not found then
    select h.shard, h.no + 1, h.mac into shard, no, mac from kernel.audit_head h order by random() limit 1 for update;
  end if;
  at := to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
end $$;
comment on function kernel.next_audit() is '锁住审计链的一段，给出下一行的序号、上一行的校验码和时间';
revoke all on function kernel.next_audit() from public;
grant execute on function kernel.next_audit() to juying_app;

create function kernel.move_audit_head() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update kernel.audit_head h set no = new.no, mac = new.mac where h.shard = new.shard and h.no = new.no - 1;
  if not found then
    raise exception '审计行没有接上链：第 % 段第 % 号', new.shard, new.no using errcode = 'JY010';
  end if;
  return null;
end $$;
create trigger audit_moves_head after insert on kernel.audit for each row execute function kernel.move_audit_head();

-- 每个有幂等键的办理都记着请求号：办了而没有审计行的，核对时找得出来。
alter table kernel.idempotency add column request_id text;
comment on column kernel.idempotency.request_id is '最先办成的请求号；与审计行对应';
create policy auditor on kernel.idempotency for select to juying_auditor using (true);
grant select (account_id, verb, request_id, at) on kernel.idempotency to juying_auditor;
create policy auditor on kernel.audit for select to juying_auditor using (true);

-- 按对象标识或编号查：subject 里任何一个值。
create function kernel.audit_names(subject jsonb) returns jsonb language sql immutable parallel safe
  return jsonb_path_query_array(subject, '$.*');
create index audit_subject on kernel.audit using gin (kernel.audit_names(subject) jsonb_path_ops);

create table kernel.audit_verdict (
  id uuid primary key default uuidv7(),
  at timestamptz not null default now(),
  rows bigint not null check (rows >= 0),
  anchors bigint not null check (anchors >= 0),
  milliseconds integer not null check (milliseconds >= 0),
  findings jsonb not null check (jsonb_typeof(findings) = 'array')
);
comment on table kernel.audit_verdict is '审计链核对的结论，每晚一次，也可随时核对；只追加';
comment on column kernel.audit_verdict.id is '标识';
comment on column kernel.audit_verdict.at is '核对时间';
comment on column kernel.audit_verdict.rows is '核对了多少行';
comment on column kernel.audit_verdict.anchors is '比对了多少次锚定';
comment on column kernel.audit_verdict.milliseconds is '用时，毫秒';
comment on column kernel.audit_verdict.findings is '发现的问题，每条一句话；空表示没有';
create index on kernel.audit_verdict (at);
create trigger audit_verdict_append_only before update or delete or truncate on kernel.audit_verdict
  for each statement execute function kernel.refuse_change();
alter table kernel.audit_verdict enable row level security;
alter table kernel.audit_verdict force row level security;
create policy read_verdict on kernel.audit_verdict for select using ((select kernel.is_system()) or (select kernel.has_role('auditOfficer')));
create policy write_verdict on kernel.audit_verdict for insert with check ((select kernel.is_system()));
grant select, insert on kernel.audit_verdict to juying_app;
