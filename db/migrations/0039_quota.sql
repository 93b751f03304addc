-- 名额：条款限定的数量，审定时在锁下领取。一个不多；终止未付的决定退回名额，一个不闲。

create table fund.quota (
  id uuid primary key default uuidv7(),
  measure text not null,
  period text not null check (period ~ '^([0-9]{4}|edition-[0-9]+)$'),
  places int not null check (places > 0),
  taken int not null default 0,
  unique (measure, period),
  constraint quota_never_exceeded check (taken between 0 and places)
);
comment on table fund.quota is '名额：一个事项一个期间一条';
comment on column fund.quota.id is '标识';
comment on column fund.quota.measure is '事项代码';
comment on column fund.quota.period is '期间：年度，或 edition-版次';
comment on column fund.quota.places is '名额数，取自据以审定的版本';
comment on column fund.quota.taken is '已用';

create table fund.quota_place (
  case_id uuid primary key,
  quota_id uuid not null references fund.quota,
  given_on date not null,
  released_on date check (released_on >= given_on)
);
create index on fund.quota_place (quota_id);
comment on table fund.quota_place is '名额的占用：一件办件至多一个';
comment on column fund.quota_place.case_id is '办件';
comment on column fund.quota_place.quota_id is '名额';
comment on column fund.quota_place.given_on is '审定日';
comment on column fund.quota_place.released_on is '退回日；空表示占用中';

alter table fund.quota enable row level security;
alter table fund.quota force row level security;
alter table fund.quota_place enable row level security;
alter table fund.quota_place force row level security;
create policy read_staff on fund.quota for select using ((select fund.is_staff()));
create policy read_staff on fund.quota_place for select using ((select fund.is_staff()));
-- 只有下面两个函数（以所有者身份执行）能动名额，而且只在有权审定的人手里。
create policy count_up on fund.quota for insert to juying_owner with check ((select fund.may_decide()));
create policy count on fund.quota for update to juying_owner using ((select fund.may_decide())) with check ((select fund.may_decide()));
create policy take on fund.quota_place for insert to juying_owner with check ((select fund.may_decide()));
create policy release on fund.quota_place for update to juying_owner using ((select fund.may_decide())) with check ((select fund.may_decide()));
grant select on fund.quota, fund.quota_place to juying_app;

-- 竞争者在名额这一行上排队；版本改了名额数，从下一次审定起照新的数。
create function fund.take_place(for_measure text, in_period text, of_places int, for_case uuid, on_day date) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare quota uuid;
begin
  if exists (select from fund.quota_place p where p.case_id = for_case and p.released_on is null) then return true; end if;
  insert into fund.quota (measure, period, places) values (for_measure, in_period, of_places)
    on conflict (measure, period) do update set places = greatest(excluded.places, fund.quota.taken);
  update fund.quota q set taken = q.taken + 1
    where q.measure = for_measure and q.period = in_period and q.taken < least(q.places, of_places) returning q.id into quota;
  if quota is null then return false; end if;
  insert into fund.quota_place (case_id, quota_id, given_on) values (for_case, quota, on_day)
    on conflict (case_id) do update set quota_id = excluded.quota_id, given_on = excluded.given_on, released_on = null;
  return true;
end $$;
comment on function fund.take_place(text, text, int, uuid, date) is '领取一个名额；没有了返回 false；同一办件再次审定不再占用';

create function fund.release_place() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  with released as (
    update fund.quota_place p set released_on = greatest(p.given_on, kernel.today()) where p.case_id = new.case_id and p.released_on is null returning p.quota_id
  )
  update fund.quota q set taken = q.taken - 1 from released r where q.id = r.quota_id;
  return null;
end $$;
comment on function fund.release_place() is '一分未付即终止的决定，名额退回';
create trigger award_releases_place after update of state on fund.award
  for each row when (new.state = 'cancelled' and old.state <> 'cancelled') execute function fund.release_place();
