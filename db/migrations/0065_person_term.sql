-- 检索人：姓名从任何一个字起、全拼与首字母从头起。一个词一行，带所在地，前缀即索引范围。
-- 行级安全之下，不防泄漏的运算（like、数组包含）用不上索引；前缀（starts_with）可以。

create table registry.person_term (
  person_id uuid not null,
  term text collate "C" not null check (term <> ''),
  place_code text not null,
  county_code text collate "C" not null generated always as (left(place_code, 6)) stored
);
comment on table registry.person_term is '检索词：由触发器从人的姓名、全拼、首字母得出，不另录入';
comment on column registry.person_term.person_id is '人';
comment on column registry.person_term.term is '检索词，小写：姓名从每一个字起的部分、全拼、首字母';
comment on column registry.person_term.place_code is '人所在地代码，随人迁移';
comment on column registry.person_term.county_code is '所在区县代码，由所在地得出；索引以它打头，区县只读自己的一段';

alter table registry.person_term enable row level security;
alter table registry.person_term force row level security;
create policy read_in_place on registry.person_term for select
  using ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))));
create policy insert_in_place on registry.person_term for insert
  with check ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))));
create policy delete_in_place on registry.person_term for delete
  using ((select kernel.is_system()) or starts_with(place_code, (select kernel.setting('scope'))));
grant select, insert, delete on registry.person_term to juying_app;

create function registry.search_terms(name text, pinyin text, initials text) returns setof text language sql immutable parallel safe
  begin atomic
    select lower(substr(name, i)) from generate_series(1, length(name)) i where trim(substr(name, i)) <> ''
    union select lower(pinyin) where pinyin <> ''
    union select lower(initials) where initials <> '';
  end;
comment on function registry.search_terms is '一个人的全部检索词';

create function registry.note_names() returns trigger language plpgsql as $$
begin
  insert into registry.person_term (person_id, term, place_code)
    select w.id, t.term, w.place_code from written w, registry.search_terms(w.name, w.pinyin, w.initials) t (term);
  return null;
end $$;
comment on function registry.note_names() is '新人入库后，记下检索词；一次导入一条语句';
create trigger terms_follow_insert after insert on registry.person referencing new table as written
  for each statement execute function registry.note_names();

create function registry.follow_name() returns trigger language plpgsql as $$
begin
  delete from registry.person_term t where t.person_id = new.id;
  insert into registry.person_term (person_id, term, place_code)
    select new.id, t.term, new.place_code from registry.search_terms(new.name, new.pinyin, new.initials) t (term);
  return null;
end $$;
comment on function registry.follow_name() is '姓名变动后，更新检索词';
create trigger terms_follow_update after update of name, pinyin, initials on registry.person for each row
  when ((old.name, old.pinyin, old.initials) is distinct from (new.name, new.pinyin, new.initials)) execute function registry.follow_name();

insert into registry.person_term (person_id, term, place_code)
  select p.id, t.term, p.place_code from registry.person p, registry.search_terms(p.name, p.pinyin, p.initials) t (term);
-- 先写入，后建键：已有的百万人一次排好。
alter table registry.person_term add primary key (person_id, term),
  add foreign key (person_id, place_code) references registry.person (id, place_code) on update cascade on delete cascade;
create index on registry.person_term (county_code, term, place_code, person_id);
