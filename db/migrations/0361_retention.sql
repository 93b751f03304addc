-- 到期清除：每夜一次，保存期满、可以清除的清除，留一行“清除了什么、几条、凭什么”，不留内容。办件、资金、审计的只增不改照旧。

create table kernel.erasure (
  id uuid primary key default uuidv7(),
  step text not null,
  label text not null,
  law text not null,
  years int not null check (years > 0),
  ran_on date not null,
  erased int not null check (erased > 0),
  erased_at timestamptz not null default now()
);
create index on kernel.erasure (ran_on desc, id);
comment on table kernel.erasure is '到期清除的记录：只有名称、依据和条数，不含内容';
comment on column kernel.erasure.id is '标识';
comment on column kernel.erasure.step is '哪一步';
comment on column kernel.erasure.label is '清除了什么';
comment on column kernel.erasure.law is '保存期限的根据';
comment on column kernel.erasure.years is '保存几年';
comment on column kernel.erasure.ran_on is '哪一天';
comment on column kernel.erasure.erased is '几条';
comment on column kernel.erasure.erased_at is '时间';
create trigger erasure_append_only before update or delete or truncate on kernel.erasure for each statement execute function kernel.refuse_change();
alter table kernel.erasure enable row level security;
alter table kernel.erasure force row level security;
create policy read on kernel.erasure for select using ((select kernel.is_system()) or (select kernel.has_role('talentOffice', 'securityOfficer', 'auditOfficer')));
create policy write_system on kernel.erasure for insert with check ((select kernel.is_system()));
grant select, insert on kernel.erasure to juying_app;

-- 人离开本市满五年、没有未了的事：登记去标识，留给数字，不再认得出是谁。
alter table registry.person add column pseudonym_on date;
comment on column registry.person.pseudonym_on is '去标识的日期；空表示没有';

-- 系统到期可删；别人仍然不能。
do $$
declare t text;
begin
  foreach t in array array['session', 'sign_in_attempt', 'second_factor', 'second_factor_attempt', 'passkey', 'recovery_code', 'known_device', 'ticket', 'account_phone', 'phone_code'] loop
    execute format('grant delete on kernel.%I to juying_app', t);
  end loop;
  foreach t in array array['feed_row', 'feed_change', 'feed_due', 'honour', 'title', 'skill', 'part_time_post', 'project', 'patent', 'contest', 'person_document', 'housing', 'household_member', 'household_registration', 'person_fact', 'record_check', 'appraisal'] loop
    execute format('create policy erase on registry.%I for delete using ((select kernel.is_system()))', t);
    execute format('grant delete on registry.%I to juying_app', t);
  end loop;
  foreach t in array array['message', 'message_text', 'message_carried', 'message_sending'] loop
    execute format('create policy erase on kernel.%I for delete using ((select kernel.is_system()))', t);
    execute format('grant delete on kernel.%I to juying_app', t);
  end loop;
end $$;
create policy erase on registry.former_fact for update using ((select kernel.is_system())) with check ((select kernel.is_system()));
grant update (said, reason) on registry.former_fact to juying_app;

-- 消息满三年由系统清除，其余照旧不能删。
create function kernel.keep_message_its_time() returns trigger language plpgsql as $$
begin
  if not kernel.is_system() or exists (select from gone join kernel.message m on m.id = gone.message_id where m.told_on > kernel.today() - interval '3 years') then
    raise exception '消息没有满保存期，不能删除' using errcode = 'JY001';
  end if;
  return null;
end $$;
create function kernel.keep_told_its_time() returns trigger language plpgsql as $$
begin
  if not kernel.is_system() or exists (select from gone where told_on > kernel.today() - interval '3 years') then
    raise exception '消息没有满保存期，不能删除' using errcode = 'JY001';
  end if;
  return null;
end $$;
drop trigger message_kept on kernel.message;
create trigger message_kept before truncate on kernel.message for each statement execute function kernel.refuse_change();
create trigger message_kept_its_time after delete on kernel.message referencing old table as gone for each statement execute function kernel.keep_told_its_time();
drop trigger message_text_append_only on kernel.message_text;
create trigger message_text_append_only before update or truncate on kernel.message_text for each statement execute function kernel.refuse_change();
create trigger message_text_kept_its_time after delete on kernel.message_text referencing old table as gone for each statement execute function kernel.keep_message_its_time();
drop trigger message_carried_append_only on kernel.message_carried;
create trigger message_carried_append_only before update or truncate on kernel.message_carried for each statement execute function kernel.refuse_change();
create trigger message_carried_kept_its_time after delete on kernel.message_carried referencing old table as gone for each statement execute function kernel.keep_message_its_time();
