-- 更正前的样子：登记事实改动或删除时，留下指标用得到的列，供“按当时所知”回算。只增，不含姓名和证件。

create table registry.superseded (
  id uuid primary key default uuidv7(),
  kind text not null,
  row_id uuid not null,
  place_code text not null,
  facts jsonb not null,
  known_until timestamptz not null default clock_timestamp()
);
comment on table registry.superseded is '登记事实更正、删除前的样子：只留指标用得到的列';
comment on column registry.superseded.id is '标识';
comment on column registry.superseded.kind is '哪张表';
comment on column registry.superseded.row_id is '哪一行';
comment on column registry.superseded.place_code is '更正前的所在地';
comment on column registry.superseded.facts is '更正前的值，列名到值';
comment on column registry.superseded.known_until is '到这一刻为止所知如此';
create index on registry.superseded (kind, row_id, known_until);
alter table registry.superseded enable row level security;
alter table registry.superseded force row level security;
create policy read_in_place on registry.superseded for select using ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))));
create policy kept_by_trigger on registry.superseded for insert with check (true);
grant select on registry.superseded to juying_app;

create function registry.keep_superseded() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare facts text := (select string_agg(format('%L, o.%I', c, c), ', ') from unnest(tg_argv[1:]) c);
begin
  if tg_op = 'DELETE' then
    execute format('insert into registry.superseded (kind, row_id, place_code, facts) select %L, o.id, o.place_code, jsonb_build_object(%s) from gone o', tg_argv[0], facts);
  else
    execute format('insert into registry.superseded (kind, row_id, place_code, facts) select %L, o.id, o.place_code, jsonb_build_object(%s) from gone o join written n on n.id = o.id where jsonb_build_object(%s) <> jsonb_build_object(%s)',
      tg_argv[0], facts, facts, replace(facts, ' o.', ' n.'));
  end if;
  return null;
end $$;
comment on function registry.keep_superseded() is '改动或删除登记事实时留下旧值；参数：种类，指标用得到的各列';

do $$
declare
  t record;
  columns text;
begin
  for t in select * from (values
    ('person', array['place_code', 'employer_id', 'corps', 'birth_date', 'as_of', 'created_at', 'survivor_id']),
    ('employment', array['place_code', 'person_id', 'started_on', 'mode']),
    ('introduction', array['place_code', 'person_id', 'employer_id', 'programme', 'mode', 'channel', 'origin', 'introduced_on']),
    ('departure', array['place_code', 'person_id', 'employer_id', 'departed_on', 'reason', 'destination']),
    ('degree', array['place_code', 'person_id', 'education']),
    ('talent_class', array['place_code', 'person_id', 'scheme', 'edition', 'level', 'valid_from', 'valid_to', 'revoked_on']),
    ('employer', array['place_code', 'key_industry'])) as v(name, kept)
  loop
    columns := (select string_agg(quote_literal(c), ', ') from unnest(t.kept) c);
    execute format('create trigger keep_superseded_update after update on registry.%I referencing old table as gone new table as written for each statement execute function registry.keep_superseded(%L, %s)', t.name, t.name, columns);
    execute format('create trigger keep_superseded_delete after delete on registry.%I referencing old table as gone for each statement execute function registry.keep_superseded(%L, %s)', t.name, t.name, columns);
  end loop;
end $$;

create function registry.known_until() returns timestamptz language sql stable parallel safe
  return nullif(current_setting('app.known_until', true), '')::timestamptz;
comment on function registry.known_until() is '按哪一刻的所知；没有设定则为空，下面的视图就没有行';

-- 视图以属主身份求值，属主已有权限；报表角色只经视图读。
