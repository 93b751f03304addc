-- 人才公寓：楼盘、房源、谁可以申请、轮候、配租、入住、合同、租金、退房。租金归运营单位，这里只记应收和已收，不进资金台账。

create schema housing;
comment on schema housing is '人才公寓';
grant usage on schema housing to juying_app;

create table housing.building (
  id uuid primary key default uuidv7(),
  number text not null unique,
  name text not null check (length(name) between 2 and 40),
  place_code text not null references kernel.place check (length(place_code) in (6, 9)),
  address text not null check (length(address) between 4 and 100),
  operator text not null check (length(operator) between 4 and 60),
  document text not null check (length(document) between 4 and 80),
  floor_area numeric(12, 2) not null check (floor_area > 0),
  opened_on date not null,
  kept_by uuid not null references kernel.account,
  kept_at timestamptz not null default now(),
  unique (id, place_code)
);
create unique index building_name_once on housing.building (place_code, name);
comment on table housing.building is '人才公寓楼盘：由文件确定为人才公寓，有运营单位';
comment on column housing.building.id is '标识';
comment on column housing.building.number is '楼盘编号';
comment on column housing.building.name is '名称';
comment on column housing.building.place_code is '所在区县或乡镇街道';
comment on column housing.building.address is '地址，公开';
comment on column housing.building.operator is '运营单位，租金由它收取';
comment on column housing.building.document is '确定为人才公寓的文件';
comment on column housing.building.floor_area is '建筑面积，平方米';
comment on column housing.building.opened_on is '投入使用日期，自这一天起计入建筑面积';
comment on column housing.building.kept_by is '登记人';
comment on column housing.building.kept_at is '登记时间';

create table housing.unit (
  id uuid primary key default uuidv7(),
  number text not null unique,
  building_id uuid not null,
  place_code text not null,
  room text not null check (length(room) between 1 and 20),
  bedrooms int not null check (bedrooms between 0 and 6),
  area numeric(8, 2) not null check (area > 0 and area <= 500),
  rent_fen bigint not null check (rent_fen >= 0),
  kept_by uuid not null references kernel.account,
  kept_at timestamptz not null default now(),
  unique (id, place_code),
  constraint unit_room_once unique (building_id, room),
  foreign key (building_id, place_code) references housing.building (id, place_code)
);
comment on table housing.unit is '房源：一套一行；哪天可配在 lettable，哪天有人住在 tenancy，状态由两者得出';
comment on column housing.unit.id is '标识';
comment on column housing.unit.number is '房源编号';
comment on column housing.unit.building_id is '楼盘';
comment on column housing.unit.place_code is '楼盘所在地';
comment on column housing.unit.room is '房号，例如 3-1202';
comment on column housing.unit.bedrooms is '几室；0 为开间';
comment on column housing.unit.area is '建筑面积，平方米';
comment on column housing.unit.rent_fen is '月租金，分；签约时写进合同期，以后调整不影响已签的';
comment on column housing.unit.kept_by is '最近改动的人';
comment on column housing.unit.kept_at is '最近改动的时间';

create table housing.lettable (
  unit_id uuid not null,
  place_code text not null,
  span daterange not null check (lower_inc(span) and not upper_inc(span) and not lower_inf(span)),
  ended_because text check (ended_because in ('repair', 'withdrawn')),
  kept_by uuid not null references kernel.account,
  ended_by uuid references kernel.account,
  kept_at timestamptz not null default now(),
  foreign key (unit_id, place_code) references housing.unit (id, place_code),
  constraint lettable_once primary key (unit_id, span without overlaps),
  check (upper_inf(span) = (ended_because is null) and (ended_because is null) = (ended_by is null))
);
comment on table housing.lettable is '房源哪几段时间可以住人：维修和退出时这一段结束，修好另起一段';
comment on column housing.lettable.unit_id is '房源';
comment on column housing.lettable.place_code is '楼盘所在地';
comment on column housing.lettable.span is '起（含）止（不含）；没有上界表示仍可住人';
comment on column housing.lettable.ended_because is '为什么结束：repair 维修，withdrawn 退出人才公寓';
comment on column housing.lettable.kept_by is '谁登记的起';
comment on column housing.lettable.ended_by is '谁登记的止';
comment on column housing.lettable.kept_at is '登记时间';

-- 谁可以申请是城市自己的数据：哪一类人才，或者符合政策库里哪个事项，凭文件、有起止。
create table housing.rule (
  id uuid primary key default uuidv7(),
  place_code text not null references kernel.place check (length(place_code) = 4),
  way text not null check (way in ('class', 'measure')),
  value text not null check (length(value) between 1 and 60),
  most_area numeric(8, 2) not null check (most_area between 10 and 500),
  document text not null check (length(document) between 4 and 80),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  made_by uuid not null references kernel.account,
  made_at timestamptz not null default now(),
  constraint rule_no_overlap exclude using gist (place_code with =, way with =, value with =, daterange(valid_from, valid_to, '[]') with &&)
);
comment on table housing.rule is '谁可以申请人才公寓、至多配多大；同一对象同一天只有一条';
comment on column housing.rule.id is '标识';
comment on column housing.rule.place_code is '市';
comment on column housing.rule.way is '凭什么：class 人才类别，measure 政策库的事项';
comment on column housing.rule.value is '哪一类，或哪个事项';
comment on column housing.rule.most_area is '至多配多大，平方米';
comment on column housing.rule.document is '依据的文号和条款';
comment on column housing.rule.valid_from is '施行日期';
comment on column housing.rule.valid_to is '停止施行日期（含）；空表示仍在施行';
comment on column housing.rule.made_by is '登记人';
comment on column housing.rule.made_at is '登记时间';

create table housing.terms (
  one boolean primary key default true check (one),
  answer_days int not null check (answer_days between 1 and 30),
  most_misses int not null check (most_misses between 1 and 5),
  term_months int not null check (term_months between 1 and 60),
  document text not null check (length(document) between 4 and 80),
  set_by uuid references kernel.account,
  set_at timestamptz not null default now()
);
comment on table housing.terms is '配租的期限：全市一份';
comment on column housing.terms.one is '只有一行';
comment on column housing.terms.answer_days is '配租通知的答复期限（工作日），自通知次日起算';
comment on column housing.terms.most_misses is '放弃或逾期不答复几次，退出轮候';
comment on column housing.terms.term_months is '合同期，月';
comment on column housing.terms.document is '依据';
comment on column housing.terms.set_by is '谁定的；空表示出厂期限';
comment on column housing.terms.set_at is '何时定的';
insert into housing.terms (answer_days, most_misses, term_months, document) values (5, 2, 36, '出厂期限，由市人才办按本市文件改定');

create table housing.way (from_state text not null, to_state text not null, primary key (from_state, to_state));
comment on table housing.way is '申请的合法状态变化；与 modules/housing/states.ts 逐行相同';
comment on column housing.way.from_state is '从';
comment on column housing.way.to_state is '到';
insert into housing.way values
  ('new', 'waiting'), ('waiting', 'offered'), ('waiting', 'withdrawn'), ('offered', 'accepted'), ('offered', 'waiting'), ('offered', 'dropped'),
  ('accepted', 'housed'), ('accepted', 'waiting'), ('accepted', 'dropped'), ('housed', 'left');

create table housing.application (
  id uuid primary key default uuidv7(),
  number text not null unique,
  person_id uuid not null,
  place_code text not null,
  family int not null check (family between 1 and 12),
  wanted_place text references kernel.place check (length(wanted_place) = 6),
  most_area numeric(8, 2) not null check (most_area > 0),
  basis text not null,
  state text not null,
  state_before text not null default 'new',
  applied_on date not null,
  drawn_on date,
  turn int check (turn > 0),
  misses int not null default 0 check (misses between 0 and 5),
  housed_on date,
  ended_on date,
  foreign key (person_id, place_code) references registry.person (id, place_code) on update cascade,
  foreign key (state_before, state) references housing.way (from_state, to_state),
  check ((drawn_on is null) = (turn is null)),
  check ((state in ('housed', 'left')) = (housed_on is not null)),
  check ((state in ('withdrawn', 'dropped', 'left')) = (ended_on is not null)),
  check (housed_on >= applied_on and ended_on >= applied_on)
);
create unique index application_once on housing.application (person_id) where state in ('waiting', 'offered', 'accepted', 'housed');
create index on housing.application (person_id);
create index on housing.application (place_code text_pattern_ops);
create index on housing.application (drawn_on, turn, applied_on, number) where state = 'waiting';
comment on table housing.application is '人才公寓申请：一人同时只有一件没有了结的';
comment on column housing.application.id is '标识';
comment on column housing.application.number is '轮候编号，公开摇号用它，不用姓名';
comment on column housing.application.person_id is '申请人';
comment on column housing.application.place_code is '申请人所在地代码，随人迁移';
comment on column housing.application.family is '一起住几口人，含本人';
comment on column housing.application.wanted_place is '想住在哪个区县；空表示都可以';
comment on column housing.application.most_area is '申请时按规则至多配多大，平方米';
comment on column housing.application.basis is '申请时符合哪一条';
comment on column housing.application.state is '状态：waiting 轮候，offered 待答复，accepted 待入住，housed 已入住，left 已退房，withdrawn 已撤回，dropped 退出轮候';
comment on column housing.application.state_before is '上一状态，由触发器维护';
comment on column housing.application.applied_on is '申请日期';
comment on column housing.application.drawn_on is '摇号日期；空表示还没有摇过号';
comment on column housing.application.turn is '摇号次序';
comment on column housing.application.misses is '放弃或逾期不答复的次数';
comment on column housing.application.housed_on is '入住日期';
comment on column housing.application.ended_on is '撤回、退出轮候或退房的日期';

create table housing.event (
  id uuid primary key default uuidv7(),
  application_id uuid not null references housing.application,
  person_id uuid not null,
  place_code text not null,
  verb text not null,
  by_name text not null,
  on_day date not null,
  words text not null default '' check (length(words) <= 500),
  foreign key (person_id, place_code) references registry.person (id, place_code) on update cascade
);
create index on housing.event (application_id);
create index on housing.event (person_id);
comment on table housing.event is '申请的经过：谁在哪天做了什么；只增不改';
comment on column housing.event.id is '标识';
comment on column housing.event.application_id is '申请';
comment on column housing.event.person_id is '申请人';
comment on column housing.event.place_code is '申请人所在地代码，随人迁移';
comment on column housing.event.verb is '动作';
comment on column housing.event.by_name is '谁';
comment on column housing.event.on_day is '日期';
comment on column housing.event.words is '说明';

create table housing.offer (
  id uuid primary key default uuidv7(),
  application_id uuid not null references housing.application,
  person_id uuid not null references registry.person,
  unit_id uuid not null,
  place_code text not null,
  offered_on date not null,
  answer_by date not null check (answer_by >= offered_on),
  state text not null default 'open' check (state in ('open', 'accepted', 'declined', 'lapsed', 'cancelled', 'housed')),
  answered_on date,
  made_by uuid not null references kernel.account,
  foreign key (unit_id, place_code) references housing.unit (id, place_code),
  check ((state = 'open') = (answered_on is null)),
  -- 答复在期限以内，逾期在期限以后。
  check (state not in ('accepted', 'declined', 'housed') or answered_on <= answer_by),
  check (state <> 'lapsed' or answered_on > answer_by)
);
create unique index offer_unit_once on housing.offer (unit_id) where state in ('open', 'accepted');
create unique index offer_application_once on housing.offer (application_id) where state in ('open', 'accepted');
create index on housing.offer (person_id);
create index on housing.offer (answer_by) where state = 'open';
comment on table housing.offer is '配租通知：一套房、一件申请同时只有一份有效的';
comment on column housing.offer.id is '标识';
comment on column housing.offer.application_id is '申请';
comment on column housing.offer.person_id is '申请人';
comment on column housing.offer.unit_id is '房源';
comment on column housing.offer.place_code is '楼盘所在地';
comment on column housing.offer.offered_on is '通知日期';
comment on column housing.offer.answer_by is '最迟答复日期';
comment on column housing.offer.state is '状态：open 待答复，accepted 已接受，declined 已放弃，lapsed 逾期作废，cancelled 已取消，housed 已入住';
comment on column housing.offer.answered_on is '答复、作废或取消的日期';
comment on column housing.offer.made_by is '谁配的';

create table housing.tenancy (
  id uuid primary key default uuidv7(),
  number text not null unique,
  application_id uuid not null unique references housing.application,
  person_id uuid not null references registry.person,
  unit_id uuid not null,
  place_code text not null,
  span daterange not null check (lower_inc(span) and not upper_inc(span) and not lower_inf(span)),
  left_because text check (length(left_because) between 2 and 200),
  kept_by uuid not null references kernel.account,
  left_by uuid references kernel.account,
  foreign key (unit_id, place_code) references housing.unit (id, place_code),
  -- 一套房一天至多一户，一个人一天至多一套；住着的每一天，房子都在可以住人的那一段里。
  constraint tenancy_unit_once unique (unit_id, span without overlaps),
  constraint tenancy_person_once unique (person_id, span without overlaps),
  constraint tenancy_in_lettable foreign key (unit_id, period span) references housing.lettable (unit_id, period span),
  check (upper_inf(span) = (left_because is null) and (left_because is null) = (left_by is null))
);
create index on housing.tenancy (place_code text_pattern_ops);
comment on table housing.tenancy is '入住：从入住到交还钥匙；合同期在 term';
comment on column housing.tenancy.id is '标识';
comment on column housing.tenancy.number is '租约编号';
comment on column housing.tenancy.application_id is '申请';
comment on column housing.tenancy.person_id is '承租人';
comment on column housing.tenancy.unit_id is '房源';
comment on column housing.tenancy.place_code is '楼盘所在地';
comment on column housing.tenancy.span is '入住日（含）至退房日（不含）；没有上界表示仍住着';
comment on column housing.tenancy.left_because is '为什么退房';
comment on column housing.tenancy.kept_by is '谁办的入住';
comment on column housing.tenancy.left_by is '谁办的退房';

create table housing.term (
  id uuid primary key default uuidv7(),
  tenancy_id uuid not null references housing.tenancy,
  person_id uuid not null references registry.person,
  place_code text not null,
  span daterange not null check (lower_inc(span) and not upper_inc(span) and not lower_inf(span) and not upper_inf(span)),
  rent_fen bigint not null check (rent_fen >= 0),
  people int not null check (people between 1 and 12),
  reminded_on date,
  made_by uuid not null references kernel.account,
  made_at timestamptz not null default now(),
  constraint term_once unique (tenancy_id, span without overlaps)
);
create index on housing.term (upper(span)) where reminded_on is null;
create index on housing.term (person_id);
comment on table housing.term is '合同期：首次和每次续租各一行';
comment on column housing.term.id is '标识';
comment on column housing.term.tenancy_id is '租约';
comment on column housing.term.person_id is '承租人';
comment on column housing.term.place_code is '楼盘所在地';
comment on column housing.term.span is '起（含）止（不含）';
comment on column housing.term.rent_fen is '这一期的月租金，分';
comment on column housing.term.people is '这一期住几口人，含承租人';
comment on column housing.term.reminded_on is '到期提醒的日期';
comment on column housing.term.made_by is '谁签的';
comment on column housing.term.made_at is '登记时间';

create table housing.rent (
  tenancy_id uuid not null references housing.tenancy,
  person_id uuid not null references registry.person,
  place_code text not null,
  due_on date not null,
  amount_fen bigint not null check (amount_fen >= 0),
  paid_on date,
  noted_by uuid references kernel.account,
  noted_at timestamptz,
  primary key (tenancy_id, due_on),
  check ((paid_on is null) = (noted_by is null) and (paid_on is null) = (noted_at is null))
);
create index on housing.rent (person_id);
create index on housing.rent (due_on) where paid_on is null;
comment on table housing.rent is '租金登记：自入住日起按月预付，哪天应收、运营单位哪天收到；不是资金台账';
comment on column housing.rent.tenancy_id is '租约';
comment on column housing.rent.person_id is '承租人';
comment on column housing.rent.place_code is '楼盘所在地';
comment on column housing.rent.due_on is '应收日期，即这个租月的第一天';
comment on column housing.rent.amount_fen is '应收金额，分';
comment on column housing.rent.paid_on is '收到日期';
comment on column housing.rent.noted_by is '谁登记收到的';
comment on column housing.rent.noted_at is '登记时间';

create function housing.keep_application() returns trigger language plpgsql as $$
begin
  if (new.number, new.person_id, new.family, new.applied_on, new.most_area, new.basis) is distinct from (old.number, old.person_id, old.family, old.applied_on, old.most_area, old.basis)
    or new.wanted_place is distinct from old.wanted_place or new.misses < old.misses then
    raise exception '申请时的内容不能改动' using errcode = 'JY001';
  end if;
  -- 本人只答复和撤回，次序和入住由别人定。
  if kernel.has_role('talent') and (new.drawn_on is distinct from old.drawn_on or new.turn is distinct from old.turn or new.state in ('offered', 'housed', 'left')) then
    raise exception '配租和入住由人才办办理' using errcode = '42501';
  end if;
  if new.state is distinct from old.state then new.state_before := old.state; else new.state_before := old.state_before; end if;
  return new;
end $$;
create trigger application_kept before update on housing.application for each row execute function housing.keep_application();
create trigger application_stays before delete or truncate on housing.application for each statement execute function kernel.refuse_change();

create function housing.keep_offer() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - '{state,answered_on}'::text[] is distinct from to_jsonb(old) - '{state,answered_on}'::text[] then
    raise exception '配租通知发出后不能改动' using errcode = 'JY001';
  end if;
  if not (old.state = 'open' or (old.state = 'accepted' and new.state in ('cancelled', 'housed'))) or (kernel.has_role('talent') and new.state not in ('accepted', 'declined')) then
    raise exception '配租通知已经了结' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger offer_kept before update on housing.offer for each row execute function housing.keep_offer();
create trigger offer_stays before delete or truncate on housing.offer for each statement execute function kernel.refuse_change();

-- 经过只增不改；人迁移时所在地代码随外键更新，因此逐行放行这一列。
create function housing.keep_words() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'place_code' is distinct from to_jsonb(old) - 'place_code' then
    raise exception '已经记下的不能改动' using errcode = 'JY001';
  end if;
  return new;
end $$;
create trigger event_kept before update on housing.event for each row execute function housing.keep_words();
create trigger event_stays before delete or truncate on housing.event for each statement execute function kernel.refuse_change();

create function housing.keep_tenancy() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - '{span,left_because,left_by}'::text[] is distinct from to_jsonb(old) - '{span,left_because,left_by}'::text[] or lower(new.span) <> lower(old.span) or not upper_inf(old.span) then
    raise exception '入住登记只能登记退房，不能改动' using errcode = 'JY001';
  end if;
  return new;
end $$;
create trigger tenancy_kept before update on housing.tenancy for each row execute function housing.keep_tenancy();
create trigger tenancy_stays before delete or truncate on housing.tenancy for each statement execute function kernel.refuse_change();
create trigger term_stays before delete or truncate on housing.term for each statement execute function kernel.refuse_change();
create trigger rent_stays before delete or truncate on housing.rent for each statement execute function kernel.refuse_change();

do $$
declare t text;
begin
  foreach t in array array['building', 'unit', 'lettable', 'rule', 'terms', 'way', 'application', 'event', 'offer', 'tenancy', 'term', 'rent'] loop
    execute format('alter table housing.%I enable row level security', t);
    execute format('alter table housing.%I force row level security', t);
  end loop;
end $$;

-- 楼盘、房源和租金标准是公开的；人才办登记本辖区的。
create policy read_all on housing.building for select using (true);
create policy office_keeps on housing.building for insert with check ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy read_all on housing.unit for select using (true);
create policy office_keeps on housing.unit for insert with check ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy office_changes on housing.unit for update using ((select kernel.is_system()) or ((select kernel.has_role('talentOffice', 'windowClerk')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy read_all on housing.lettable for select using (true);
create policy office_keeps on housing.lettable for insert with check ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy office_ends on housing.lettable for update using ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy read_all on housing.rule for select using (true);
create policy city_makes on housing.rule for insert with check ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and place_code = (select kernel.setting('scope'))));
create policy city_ends on housing.rule for update using ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and place_code = (select kernel.setting('scope'))));
create policy read_all on housing.terms for select using (true);
create policy city_sets on housing.terms for update using ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and length((select kernel.setting('scope'))) = 4));
create policy read_all on housing.way for select using (true);

-- 申请：本人、所在地的工作人员；本人、窗口和人才办动。
create policy read on housing.application for select
  using ((select kernel.is_system()) or person_id = (select kernel.setting('person')::uuid) or starts_with(place_code, (select kernel.setting('scope'))));
create policy apply on housing.application for insert
  with check (state = 'waiting' and ((select kernel.is_system()) or person_id = (select kernel.setting('person')::uuid) or ((select kernel.has_role('talentOffice', 'windowClerk')) and starts_with(place_code, (select kernel.setting('scope'))))));
create policy move on housing.application for update
  using ((select kernel.is_system()) or person_id = (select kernel.setting('person')::uuid) or ((select kernel.has_role('talentOffice', 'windowClerk')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy read on housing.event for select
  using ((select kernel.is_system()) or person_id = (select kernel.setting('person')::uuid) or ((select kernel.has_role('talentOffice', 'windowClerk')) and starts_with(place_code, (select kernel.setting('scope')))));
create policy tell on housing.event for insert
  with check (exists (select from housing.application a where a.id = application_id and a.person_id = event.person_id)
    and ((select kernel.is_system()) or person_id = (select kernel.setting('person')::uuid) or ((select kernel.has_role('talentOffice', 'windowClerk')) and starts_with(place_code, (select kernel.setting('scope'))))));

-- 配租、入住、合同期、租金：本人和楼盘所在地的工作人员看；配租由人才办，入住以后窗口也办。
do $$
declare t text;
begin
  foreach t in array array['offer', 'tenancy', 'term', 'rent'] loop
    execute format('create policy read on housing.%I for select using ((select kernel.is_system()) or person_id = (select kernel.setting(''person'')::uuid) or starts_with(place_code, (select kernel.setting(''scope''))))', t);
    execute format('create policy office_makes on housing.%I for insert with check ((select kernel.is_system()) or ((select kernel.has_role(''talentOffice'', ''windowClerk'')) and starts_with(place_code, (select kernel.setting(''scope'')))))', t);
    execute format('create policy office_moves on housing.%I for update using ((select kernel.is_system()) or ((select kernel.has_role(''talentOffice'', ''windowClerk'')) and starts_with(place_code, (select kernel.setting(''scope'')))))', t);
  end loop;
end $$;
create policy answer on housing.offer for update using (person_id = (select kernel.setting('person')::uuid));

grant select on housing.way, housing.terms to juying_app;
grant select, insert on housing.building, housing.unit, housing.lettable, housing.rule, housing.application, housing.event, housing.offer, housing.tenancy, housing.term, housing.rent to juying_app;
grant update (answer_days, most_misses, term_months, document, set_by, set_at) on housing.terms to juying_app;
grant update (valid_to) on housing.rule to juying_app;
grant update (rent_fen, kept_by, kept_at) on housing.unit to juying_app;
grant update (span, ended_because, ended_by) on housing.lettable to juying_app;
grant update on housing.application, housing.offer to juying_app;
grant update (span, left_because, left_by) on housing.tenancy to juying_app;
grant update (reminded_on) on housing.term to juying_app;
grant update (paid_on, noted_by, noted_at) on housing.rent to juying_app;
