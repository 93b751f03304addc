-- 服务专员：谁该有专员、谁由哪位专员服务、本人提出的事项办到哪一步、联系和走访。

create schema service;
comment on schema service is '服务专员';
grant usage on schema service to juying_app;

-- 承诺是城市自己的数据：哪一类人才配专员、多久联系一次，凭文件、有起止。
create table service.promise (
  id uuid primary key default uuidv7(),
  place_code text not null references kernel.place check (length(place_code) = 4),
  level text not null check (length(level) between 1 and 20),
  contact_months int not null check (contact_months between 1 and 24),
  document text not null check (length(document) between 4 and 80),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  made_by uuid not null references kernel.account,
  made_at timestamptz not null default now(),
  constraint promise_no_overlap exclude using gist (place_code with =, level with =, daterange(valid_from, valid_to, '[]') with &&)
);
comment on table service.promise is '服务承诺：哪一类人才配服务专员、至少多久联系一次；同一类别同一天只有一条';
comment on column service.promise.id is '标识';
comment on column service.promise.place_code is '作出承诺的市';
comment on column service.promise.level is '人才类别';
comment on column service.promise.contact_months is '至少每几个月联系一次';
comment on column service.promise.document is '依据的文号和条款';
comment on column service.promise.valid_from is '施行日期';
comment on column service.promise.valid_to is '停止施行日期（含）；空表示仍在施行';
comment on column service.promise.made_by is '登记人';
comment on column service.promise.made_at is '登记时间';

create table service.request_kind (
  kind text primary key,
  label text not null,
  turn int not null,
  working_days int not null check (working_days between 1 and 60),
  document text not null check (length(document) between 4 and 80),
  set_by uuid references kernel.account,
  set_at timestamptz not null default now()
);
comment on table service.request_kind is '服务事项的种类和答复时限';
comment on column service.request_kind.kind is '种类';
comment on column service.request_kind.label is '名称';
comment on column service.request_kind.turn is '排列次序';
comment on column service.request_kind.working_days is '答复时限（工作日），自提出次日起算；改动只对以后提出的事项有效';
comment on column service.request_kind.document is '时限的依据';
comment on column service.request_kind.set_by is '谁定的；空表示出厂时限';
comment on column service.request_kind.set_at is '何时定的';
insert into service.request_kind (kind, label, turn, working_days, document) values
  ('schooling', '子女入学', 1, 10, '出厂时限，由市人才办按本市文件改定'), ('medical', '医疗保健', 2, 5, '出厂时限，由市人才办按本市文件改定'),
  ('spouse', '配偶就业', 3, 15, '出厂时限，由市人才办按本市文件改定'), ('housing', '住房安居', 4, 10, '出厂时限，由市人才办按本市文件改定'),
  ('policy', '政策咨询', 5, 3, '出厂时限，由市人才办按本市文件改定'), ('other', '其他', 6, 5, '出厂时限，由市人才办按本市文件改定');

create table service.specialist (
  account_id uuid primary key references kernel.account,
  name text not null,
  place_code text not null references kernel.place,
  office_phone text not null check (office_phone ~ '^[0-9][0-9-]{5,19}$'),
  most int not null check (most between 1 and 500),
  kept_by uuid not null references kernel.account,
  kept_at timestamptz not null default now()
);
comment on table service.specialist is '服务专员名片：给人才看的姓名和办公电话，以及至多服务多少人';
comment on column service.specialist.account_id is '专员的账号';
comment on column service.specialist.name is '姓名';
comment on column service.specialist.place_code is '辖区';
comment on column service.specialist.office_phone is '办公电话，公开给人才';
comment on column service.specialist.most is '至多服务多少人';
comment on column service.specialist.kept_by is '登记人';
comment on column service.specialist.kept_at is '登记时间';

create table service.assignment (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  specialist_id uuid not null references service.specialist,
  span daterange not null check (lower_inc(span) and not upper_inc(span) and not lower_inf(span)),
  how text not null check (how in ('byHand', 'proposed', 'handedOver')),
  assigned_by uuid references kernel.account,
  ended_because text,
  foreign key (person_id, place_code) references registry.person (id, place_code) on update cascade,
  constraint assignment_no_overlap exclude using gist (person_id with =, span with &&),
  check (upper_inf(span) = (ended_because is null))
);
create index on service.assignment (specialist_id) where upper_inf(span);
create index on service.assignment (place_code text_pattern_ops);
comment on table service.assignment is '由谁服务：一人一天至多一位专员，旧的留痕';
comment on column service.assignment.id is '标识';
comment on column service.assignment.person_id is '人才';
comment on column service.assignment.place_code is '人所在地代码，随人迁移';
comment on column service.assignment.specialist_id is '服务专员的账号';
comment on column service.assignment.span is '起（含）止（不含）；没有上界表示仍在服务';
comment on column service.assignment.how is '怎样分配的：byHand 逐人指定，proposed 按分配建议，handedOver 移交';
comment on column service.assignment.assigned_by is '谁分配的';
comment on column service.assignment.ended_because is '为什么结束';

create table service.wish (
  person_id uuid primary key,
  place_code text not null,
  asked_on date not null,
  foreign key (person_id, place_code) references registry.person (id, place_code) on update cascade
);
comment on table service.wish is '本人请求安排服务专员；安排以后删去';
comment on column service.wish.person_id is '人才';
comment on column service.wish.place_code is '人所在地代码，随人迁移';
comment on column service.wish.asked_on is '请求日期';

create table service.way (
  from_state text not null,
  to_state text not null,
  verb text not null,
  primary key (from_state, to_state)
);
comment on table service.way is '服务事项的合法状态变化；与 modules/service/states.ts 逐行相同';
comment on column service.way.from_state is '从';
comment on column service.way.to_state is '到';
comment on column service.way.verb is '经由的动作';
insert into service.way values
  ('new', 'asked', 'ask'), ('new', 'inHand', 'enter'), ('asked', 'inHand', 'take'), ('asked', 'answered', 'answer'), ('inHand', 'answered', 'answer'),
  ('answered', 'inHand', 'reopen'), ('answered', 'closed', 'close'), ('asked', 'withdrawn', 'withdraw'), ('inHand', 'withdrawn', 'withdraw');

create table service.request (
  id uuid primary key default uuidv7(),
  number text not null unique,
  person_id uuid not null,
  place_code text not null,
  kind text not null references service.request_kind,
  state text not null,
  state_before text not null default 'new',
  holder_id uuid references kernel.account,
  by_phone boolean not null,
  asked_on date not null,
  due_on date not null,
  answered_on date,
  late_on date,
  closed_on date,
  rating int check (rating between 1 and 5),
  rated_on date,
  foreign key (person_id, place_code) references registry.person (id, place_code) on update cascade,
  foreign key (state_before, state) references service.way (from_state, to_state),
  check (due_on >= asked_on),
  check (answered_on >= asked_on),
  check ((state in ('answered', 'closed')) = (answered_on is not null)),
  check ((state in ('closed', 'withdrawn')) = (closed_on is not null)),
  check ((rating is null) = (rated_on is null) and (rating is null or state = 'closed'))
);
create index on service.request (person_id);
create index on service.request (holder_id, state);
create index on service.request (place_code text_pattern_ops, due_on);
create index on service.request (due_on) where state in ('asked', 'inHand');
comment on table service.request is '服务事项：本人提出或专员接电话后代录；说了什么在 request_event';
comment on column service.request.id is '标识';
comment on column service.request.number is '编号';
comment on column service.request.person_id is '人才';
comment on column service.request.place_code is '人所在地代码，随人迁移';
comment on column service.request.kind is '种类';
comment on column service.request.state is '状态：asked 待受理，inHand 办理中，answered 已答复，closed 已办结，withdrawn 已撤回';
comment on column service.request.state_before is '上一状态，由触发器维护';
comment on column service.request.holder_id is '谁在办；空表示人才办';
comment on column service.request.by_phone is '来电代录';
comment on column service.request.asked_on is '提出日期';
comment on column service.request.due_on is '应答复日期';
comment on column service.request.answered_on is '答复日期；重新办理时清空';
comment on column service.request.late_on is '逾期上报人才办的日期';
comment on column service.request.closed_on is '办结或撤回日期';
comment on column service.request.rating is '满意度，1 至 5 分';
comment on column service.request.rated_on is '首次评价的日期；此后七日内可改';

create table service.request_event (
  id uuid primary key default uuidv7(),
  request_id uuid not null references service.request,
  person_id uuid not null,
  place_code text not null,
  verb text not null,
  by_name text not null,
  on_day date not null,
  words text not null default '' check (length(words) <= 2000),
  foreign key (person_id, place_code) references registry.person (id, place_code) on update cascade
);
create index on service.request_event (request_id);
create index on service.request_event (person_id);
comment on table service.request_event is '服务事项的经过：谁在哪天做了什么、说了什么；只增不改';
comment on column service.request_event.id is '标识';
comment on column service.request_event.request_id is '服务事项';
comment on column service.request_event.person_id is '人才';
comment on column service.request_event.place_code is '人所在地代码，随人迁移';
comment on column service.request_event.verb is '动作';
comment on column service.request_event.by_name is '谁';
comment on column service.request_event.on_day is '日期';
comment on column service.request_event.words is '说了什么';

create table service.contact (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  place_code text not null,
  specialist_id uuid not null references kernel.account,
  specialist_name text not null,
  kind text not null check (kind in ('visit', 'call', 'message', 'meeting')),
  on_day date not null,
  words text not null check (length(words) between 4 and 2000),
  next_on date check (next_on > on_day),
  foreign key (person_id, place_code) references registry.person (id, place_code) on update cascade
);
create index on service.contact (person_id, on_day desc);
create index on service.contact (place_code text_pattern_ops);
comment on table service.contact is '联系和走访：只增不改';
comment on column service.contact.id is '标识';
comment on column service.contact.person_id is '人才';
comment on column service.contact.place_code is '人所在地代码，随人迁移';
comment on column service.contact.specialist_id is '谁联系的';
comment on column service.contact.specialist_name is '联系人姓名';
comment on column service.contact.kind is '方式：visit 走访，call 电话，message 消息，meeting 座谈';
comment on column service.contact.on_day is '日期';
comment on column service.contact.words is '谈了什么';
comment on column service.contact.next_on is '约定的下次联系日期';

create function service.keep_request() returns trigger language plpgsql as $$
begin
  if new.number <> old.number or new.person_id <> old.person_id or new.kind <> old.kind or new.asked_on <> old.asked_on or new.due_on <> old.due_on or new.by_phone <> old.by_phone then
    raise exception '提出时的内容不能改动' using errcode = 'JY001';
  end if;
  -- 本人只动状态、评价和因此而来的日期，换不了经办人。
  if kernel.has_role('talent') and (new.holder_id is distinct from old.holder_id or new.late_on is distinct from old.late_on) then
    raise exception '经办人由人才办安排' using errcode = '42501';
  end if;
  if new.state is distinct from old.state then new.state_before := old.state; else new.state_before := old.state_before; end if;
  return new;
end $$;
create trigger request_kept before update on service.request for each row execute function service.keep_request();
create trigger request_stays before delete or truncate on service.request for each statement execute function kernel.refuse_change();

-- 经过和联系只增不改；人迁移时所在地代码随外键更新，因此逐行放行这一列。
create function service.keep_words() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'place_code' is distinct from to_jsonb(old) - 'place_code' then
    raise exception '已经记下的不能改动' using errcode = 'JY001';
  end if;
  return new;
end $$;
create trigger event_kept before update on service.request_event for each row execute function service.keep_words();
create trigger event_stays before delete or truncate on service.request_event for each statement execute function kernel.refuse_change();
create trigger contact_kept before update on service.contact for each row execute function service.keep_words();
create trigger contact_stays before delete or truncate on service.contact for each statement execute function kernel.refuse_change();

do $$
declare t text;
begin
  foreach t in array array['promise', 'request_kind', 'specialist', 'assignment', 'wish', 'way', 'request', 'request_event', 'contact'] loop
    execute format('alter table service.%I enable row level security', t);
    execute format('alter table service.%I force row level security', t);
  end loop;
end $$;

-- 承诺、时限、状态表谁都可以看；专员名片给登录的人看。
create policy read_all on service.promise for select using (true);
create policy city_makes on service.promise for insert with check ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and place_code = (select kernel.setting('scope'))));
create policy city_ends on service.promise for update using ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and place_code = (select kernel.setting('scope'))));
create policy read_all on service.request_kind for select using (true);
create policy city_sets on service.request_kind for update using ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and length((select kernel.setting('scope'))) = 4));
create policy read_all on service.way for select using (true);
create policy read on service.specialist for select using ((select kernel.is_system()) or (select kernel.signed_in()));
create policy office_keeps on service.specialist for insert with check ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy office_changes on service.specialist for update using ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));

-- 分配：本人看自己的，专员看自己名下的（代理时看被代理人名下的），别的工作人员看本辖区的；人才办分配。
create policy read on service.assignment for select
  using ((select kernel.is_system()) or person_id = (select kernel.setting('person')::uuid)
    or (not (select kernel.has_role('specialist')) and starts_with(place_code, (select kernel.setting('scope'))))
    or ((select kernel.has_role('specialist')) and specialist_id = (select coalesce(kernel.setting('behalf')::uuid, kernel.actor())) and starts_with(place_code, (select kernel.setting('scope')))));
create policy office_assigns on service.assignment for insert with check ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy office_ends on service.assignment for update using ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));

-- 当天分配当天作罢，等于没有分配：一天里至多一位专员，这一行不留，审计里有。
create policy undo_today on service.assignment for delete using (lower(span) = kernel.today() and upper_inf(span)
  and ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope'))))));

create policy own_or_office on service.wish for select
  using ((select kernel.is_system()) or person_id = (select kernel.setting('person')::uuid) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy ask on service.wish for insert with check ((select kernel.is_system()) or person_id = (select kernel.setting('person')::uuid));
create policy office_settles on service.wish for delete using ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));

-- 事项办到哪一步，本辖区工作人员可见；说了什么，只有本人、他的专员和人才办可见。
create policy read on service.request for select
  using ((select kernel.is_system()) or person_id = (select kernel.setting('person')::uuid) or starts_with(place_code, (select kernel.setting('scope'))));
create policy make on service.request for insert
  with check ((select kernel.is_system()) or (person_id = (select kernel.setting('person')::uuid) and state = 'asked')
    or ((select kernel.has_role('specialist', 'talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy move on service.request for update
  using ((select kernel.is_system()) or person_id = (select kernel.setting('person')::uuid) or ((select kernel.has_role('specialist', 'talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy read on service.request_event for select
  using ((select kernel.is_system()) or person_id = (select kernel.setting('person')::uuid) or ((select kernel.has_role('specialist', 'talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy tell on service.request_event for insert
  with check (exists (select from service.request r where r.id = request_id and r.person_id = request_event.person_id)
    and ((select kernel.is_system()) or person_id = (select kernel.setting('person')::uuid) or ((select kernel.has_role('specialist', 'talentOffice')) and starts_with(place_code, (select kernel.setting('scope'))))));
create policy read on service.contact for select
  using ((select kernel.is_system()) or person_id = (select kernel.setting('person')::uuid) or ((select kernel.has_role('specialist', 'talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy record on service.contact for insert
  with check ((select kernel.is_system()) or ((select kernel.has_role('specialist')) and starts_with(place_code, (select kernel.setting('scope')))));

grant select on service.way, service.request_kind to juying_app;
grant select, insert on service.promise, service.specialist, service.assignment, service.wish, service.request, service.request_event, service.contact to juying_app;
grant update (valid_to) on service.promise to juying_app;
grant update (working_days, document, set_by, set_at) on service.request_kind to juying_app;
grant update (name, place_code, office_phone, most, kept_by, kept_at) on service.specialist to juying_app;
grant update (span, ended_because) on service.assignment to juying_app;
grant delete on service.wish, service.assignment to juying_app;
grant update on service.request to juying_app;
