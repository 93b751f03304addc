-- 个人信息请求：本人要求查阅复制、撤回同意、不接受自动决定、限制处理、删除；照办以后的处理状态另立一表，告知、导出、指标名单都看它。

create sequence registry.data_request_number;
create table registry.data_request (
  id uuid primary key default uuidv7(),
  number text not null unique default 'Q' || kernel.padded(nextval('registry.data_request_number'), 6),
  person_id uuid not null,
  place_code text not null,
  kind text not null check (kind in ('copy', 'withdrawal', 'objection', 'restriction', 'deletion')),
  says text not null default '',
  asked_by uuid not null references kernel.account,
  asked_on date not null,
  due_on date not null,
  state text not null default 'open' check (state in ('open', 'granted', 'declined')),
  outcome text,
  erased jsonb not null default '[]',
  kept jsonb not null default '[]',
  decided_by uuid references kernel.account,
  decided_by_name text,
  decided_on date,
  foreign key (person_id, place_code) references registry.person (id, place_code) on update cascade,
  check ((state = 'open') = (decided_on is null) and (state = 'open') = (outcome is null)),
  check (state <> 'declined' or decided_by is not null),
  check (decided_by <> asked_by),
  check (due_on >= asked_on)
);
create unique index data_request_once on registry.data_request (person_id, kind) where state = 'open';
create index on registry.data_request (person_id);
create index on registry.data_request (state, due_on);
comment on table registry.data_request is '个人信息请求：查阅复制、撤回同意、不接受自动决定、限制处理、删除，及其答复';
comment on column registry.data_request.id is '标识';
comment on column registry.data_request.number is '请求编号';
comment on column registry.data_request.person_id is '人';
comment on column registry.data_request.place_code is '人所在地代码，随人迁移';
comment on column registry.data_request.kind is '种类：copy 查阅复制，withdrawal 撤回同意，objection 不接受自动决定，restriction 限制处理，deletion 删除';
comment on column registry.data_request.says is '本人的说明';
comment on column registry.data_request.asked_by is '提出的账号';
comment on column registry.data_request.asked_on is '提出日期';
comment on column registry.data_request.due_on is '应在这一天以前答复';
comment on column registry.data_request.state is '状态：open 待答复，granted 已照办，declined 不予办理';
comment on column registry.data_request.outcome is '答复，本人看得到';
comment on column registry.data_request.erased is '清除了什么：名称与条数，不含内容';
comment on column registry.data_request.kept is '依法保存的：名称、条数、依据、保存到哪年';
comment on column registry.data_request.decided_by is '答复人账号；空表示系统当场照办';
comment on column registry.data_request.decided_by_name is '答复人';
comment on column registry.data_request.decided_on is '答复日期';

create table registry.data_standing (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  kind text not null check (kind in ('restricted', 'byHand')),
  request_id uuid not null references registry.data_request,
  since date not null,
  ended_on date check (ended_on >= since),
  foreign key (person_id, place_code) references registry.person (id, place_code) on update cascade
);
create unique index data_standing_once on registry.data_standing (person_id, kind) where ended_on is null;
comment on table registry.data_standing is '处理状态：应本人请求限制处理，或决定须由人作出；本人撤回则止';
comment on column registry.data_standing.id is '标识';
comment on column registry.data_standing.person_id is '人';
comment on column registry.data_standing.place_code is '人所在地代码，随人迁移';
comment on column registry.data_standing.kind is '状态：restricted 限制处理，byHand 不接受自动决定';
comment on column registry.data_standing.request_id is '凭哪件请求';
comment on column registry.data_standing.since is '自哪天起';
comment on column registry.data_standing.ended_on is '止于哪天；空表示仍有效';

do $$
declare t text;
begin
  foreach t in array array['data_request', 'data_standing'] loop
    execute format('alter table registry.%I enable row level security', t);
    execute format('alter table registry.%I force row level security', t);
  end loop;
end $$;
create policy read_own on registry.data_request for select using ((select kernel.is_system())
  or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))) or person_id = any ((select registry.own_records())::uuid[]));
create policy ask_own on registry.data_request for insert with check (asked_by = (select kernel.actor()) and decided_by is null and (state = 'open' or kind in ('copy', 'withdrawal', 'objection')) and person_id = any ((select registry.own_records())::uuid[]));
create policy answer on registry.data_request for update using ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))))
  with check ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));
-- 处理状态由系统写：本人请求当场生效，或人才办照办之后。在本辖区办事的人都要看得到，名单才能不带上他。
create policy read_own on registry.data_standing for select using ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))) or person_id = any ((select registry.own_records())::uuid[]));
create policy write_system on registry.data_standing for insert with check ((select kernel.is_system()));
create policy end_system on registry.data_standing for update using ((select kernel.is_system())) with check ((select kernel.is_system()));
create function registry.keep_data_request() returns trigger language plpgsql as $$
begin
  if old.state <> 'open' or to_jsonb(new) - array['state', 'outcome', 'erased', 'kept', 'decided_by', 'decided_by_name', 'decided_on', 'place_code']
    is distinct from to_jsonb(old) - array['state', 'outcome', 'erased', 'kept', 'decided_by', 'decided_by_name', 'decided_on', 'place_code'] then
    -- 人迁移时所在地随之改；过了保存期，说明清空。
    if to_jsonb(new) - array['place_code', 'says'] is distinct from to_jsonb(old) - array['place_code', 'says'] or not kernel.is_system() and new.says <> old.says then
      raise exception '答复过的请求不能改动' using errcode = '42501';
    end if;
  end if;
  return new;
end $$;
create trigger data_request_kept before update on registry.data_request for each row execute function registry.keep_data_request();
create trigger data_request_stays before delete or truncate on registry.data_request for each statement execute function kernel.refuse_change();
create trigger data_standing_stays before delete or truncate on registry.data_standing for each statement execute function kernel.refuse_change();
grant select, insert, update on registry.data_request to juying_app;
grant select, insert on registry.data_standing to juying_app;
grant update (ended_on) on registry.data_standing to juying_app;
grant usage on sequence registry.data_request_number to juying_app;

-- 删除和到期清除要能去掉登记的手机号码、没有用过的材料、联系的愿望。
create policy erase on kernel.message_choice for delete using ((select kernel.is_system()));
grant delete on kernel.message_choice to juying_app;
