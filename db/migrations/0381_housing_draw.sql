-- 人才公寓摇号：种子先生成、先公布散列，报名截止以后和事先说好的公开数合成，任何人都能由公开的名单重算次序。

create table housing.draw (
  id uuid primary key default uuidv7(),
  number text not null unique,
  name text not null check (length(name) between 2 and 60),
  place_code text not null references kernel.place check (length(place_code) = 4),
  document text not null check (length(document) between 4 and 80),
  applied_until date not null,
  witness_source text not null check (length(witness_source) between 4 and 200),
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  opened_on date not null check (opened_on <= applied_until),
  opened_by uuid not null references kernel.account,
  witness text check (length(witness) between 1 and 100),
  seed text check (seed ~ '^[0-9a-f]{64}$'),
  drawn_on date check (drawn_on > applied_until),
  drawn_by uuid references kernel.account,
  check ((drawn_on is null) = (seed is null) and (drawn_on is null) = (witness is null) and (drawn_on is null) = (drawn_by is null)),
  -- 公布的种子必须就是先前公布散列的那一个。
  check (seed is null or encode(sha256(convert_to(seed, 'UTF8')), 'hex') = commitment)
);
comment on table housing.draw is '人才公寓摇号';
comment on column housing.draw.id is '标识';
comment on column housing.draw.number is '摇号编号';
comment on column housing.draw.name is '名称';
comment on column housing.draw.place_code is '市';
comment on column housing.draw.document is '依据';
comment on column housing.draw.applied_until is '报名截止日（含）：这一天以前申请、仍在轮候、没有摇过号的参加';
comment on column housing.draw.witness_source is '公开数从哪里来，事先写明，例如摇号当日某期公开开奖号码';
comment on column housing.draw.commitment is '种子的 SHA-256 散列，公告时公布';
comment on column housing.draw.opened_on is '公告日期';
comment on column housing.draw.opened_by is '公告人';
comment on column housing.draw.witness is '摇号时取得的公开数';
comment on column housing.draw.seed is '种子，摇号后公布';
comment on column housing.draw.drawn_on is '摇号日期，在报名截止以后';
comment on column housing.draw.drawn_by is '摇号人';

create table housing.draw_seed (draw_id uuid primary key references housing.draw, seed text not null check (seed ~ '^[0-9a-f]{64}$'));
comment on table housing.draw_seed is '还没有公布的种子：只有系统自己读得到';
comment on column housing.draw_seed.draw_id is '摇号';
comment on column housing.draw_seed.seed is '种子';

create table housing.draw_entry (
  draw_id uuid not null references housing.draw,
  turn int not null check (turn > 0),
  number text not null,
  primary key (draw_id, turn),
  unique (draw_id, number)
);
comment on table housing.draw_entry is '摇号结果：轮候编号和次序，公开，不含姓名';
comment on column housing.draw_entry.draw_id is '摇号';
comment on column housing.draw_entry.turn is '次序';
comment on column housing.draw_entry.number is '轮候编号';

create function housing.keep_draw() returns trigger language plpgsql as $$
begin
  if old.drawn_on is not null or to_jsonb(new) - '{witness,seed,drawn_on,drawn_by}'::text[] is distinct from to_jsonb(old) - '{witness,seed,drawn_on,drawn_by}'::text[] then
    raise exception '摇号公告和结果不能改动' using errcode = 'JY001';
  end if;
  return new;
end $$;
create trigger draw_kept before update on housing.draw for each row execute function housing.keep_draw();
create trigger draw_stays before delete or truncate on housing.draw for each statement execute function kernel.refuse_change();
create trigger entry_stays before update or delete or truncate on housing.draw_entry for each statement execute function kernel.refuse_change();
create trigger seed_stays before update or delete or truncate on housing.draw_seed for each statement execute function kernel.refuse_change();

do $$
declare t text;
begin
  foreach t in array array['draw', 'draw_seed', 'draw_entry'] loop
    execute format('alter table housing.%I enable row level security', t);
    execute format('alter table housing.%I force row level security', t);
  end loop;
end $$;
create policy read_all on housing.draw for select using (true);
create policy city_opens on housing.draw for insert with check ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and place_code = (select kernel.setting('scope'))));
create policy city_draws on housing.draw for update using ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and place_code = (select kernel.setting('scope'))));
create policy house on housing.draw_seed for all using ((select kernel.is_system())) with check ((select kernel.is_system()));
create policy read_all on housing.draw_entry for select using (true);
create policy city_draws on housing.draw_entry for insert with check ((select kernel.is_system()) or ((select kernel.has_role('talentOffice')) and length((select kernel.setting('scope'))) = 4));
grant select, insert on housing.draw, housing.draw_seed, housing.draw_entry to juying_app;
grant update (witness, seed, drawn_on, drawn_by) on housing.draw to juying_app;
