-- 指标快照：一地一期的全部指标，核对后签发，签发即定格。签发之后数据更正，快照不变，差别看得见。

create table indicators.snapshot (
  id uuid primary key default uuidv7(),
  place_code text not null references kernel.place,
  period text not null check (period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]))?$'),
  as_of date not null,
  state text not null default 'drafted' check (state in ('drafted', 'checked', 'signed', 'withdrawn')),
  figures int not null check (figures > 0),
  made_by uuid,
  made_by_name text not null,
  maker_person uuid,
  made_at timestamptz not null default now(),
  checked_by_name text,
  checked_at timestamptz,
  signed_by uuid,
  signed_by_name text,
  signer_person uuid,
  signed_at timestamptz,
  without_below text,
  seal text check (seal ~ '^[0-9a-f]{64}$'),
  withdrawn_because text,
  check ((state = 'signed') = (signed_at is not null and seal is not null and signed_by_name is not null)),
  check (state not in ('checked', 'signed') or checked_at is not null),
  check ((state = 'withdrawn') = (withdrawn_because is not null)),
  constraint snapshot_two_persons check (signer_person is distinct from maker_person or signer_person is null)
);
create unique index snapshot_one_alive on indicators.snapshot (place_code, period) where state <> 'withdrawn';
create index on indicators.snapshot (as_of);
comment on table indicators.snapshot is '指标快照：一地一期至多一份有效';
comment on column indicators.snapshot.id is '标识';
comment on column indicators.snapshot.place_code is '区划代码';
comment on column indicators.snapshot.period is '期间：2026 年度，或 2026-10 月份';
comment on column indicators.snapshot.as_of is '时点：期间的最后一天';
comment on column indicators.snapshot.state is '状态：drafted 待核对，checked 已核对，signed 已签发，withdrawn 已作废';
comment on column indicators.snapshot.figures is '指标个数';
comment on column indicators.snapshot.made_by is '制作账号；空表示系统';
comment on column indicators.snapshot.made_by_name is '制作人';
comment on column indicators.snapshot.maker_person is '制作人：账号对应的人，没有登记时为账号';
comment on column indicators.snapshot.made_at is '制作时间';
comment on column indicators.snapshot.checked_by_name is '核对人';
comment on column indicators.snapshot.checked_at is '核对时间';
comment on column indicators.snapshot.signed_by is '签发账号';
comment on column indicators.snapshot.signed_by_name is '签发人';
comment on column indicators.snapshot.signer_person is '签发人；必须不是制作人';
comment on column indicators.snapshot.signed_at is '签发时间';
comment on column indicators.snapshot.without_below is '下级尚未全部签发而先行签发的理由；空表示下级都已签发';
comment on column indicators.snapshot.seal is '内容的校验码（SM3），签发时计算';
comment on column indicators.snapshot.withdrawn_because is '作废的理由';

create table indicators.snapshot_figure (
  snapshot_id uuid not null references indicators.snapshot,
  figure text not null,
  place_code text not null,
  edition text not null check (edition ~ '^[0-9a-f]{16}$'),
  value numeric,
  because text,
  numerator numeric,
  denominator numeric,
  basis text,
  primary key (snapshot_id, figure, place_code),
  check ((value is null) = (because is not null))
);
comment on table indicators.snapshot_figure is '快照里的一个数：本地一行，下级各地一行；只追加';
comment on column indicators.snapshot_figure.snapshot_id is '快照';
comment on column indicators.snapshot_figure.figure is '指标编号';
comment on column indicators.snapshot_figure.place_code is '本地或下级的区划代码';
comment on column indicators.snapshot_figure.edition is '口径的指纹';
comment on column indicators.snapshot_figure.value is '数值；金额为分';
comment on column indicators.snapshot_figure.because is '没有数值的原因';
comment on column indicators.snapshot_figure.numerator is '分子';
comment on column indicators.snapshot_figure.denominator is '分母';
comment on column indicators.snapshot_figure.basis is '分母的来源';

create table indicators.snapshot_finding (
  snapshot_id uuid not null references indicators.snapshot,
  no int not null check (no > 0),
  kind text not null check (kind in ('jump', 'fell', 'sum', 'nothing', 'impossible', 'changed')),
  figure text not null,
  place_code text not null,
  says text not null,
  explained text check (length(explained) >= 4),
  explained_by_name text,
  primary key (snapshot_id, no),
  check ((explained is null) = (explained_by_name is null))
);
comment on table indicators.snapshot_finding is '制作快照时发现的疑点：逐条说明后才能核对';
comment on column indicators.snapshot_finding.snapshot_id is '快照';
comment on column indicators.snapshot_finding.no is '序号';
comment on column indicators.snapshot_finding.kind is '种类：jump 变动过大，fell 累计数变小，sum 各地之和不等于合计，nothing 没有数，impossible 不可能的数，changed 口径改过';
comment on column indicators.snapshot_finding.figure is '指标编号';
comment on column indicators.snapshot_finding.place_code is '地方';
comment on column indicators.snapshot_finding.says is '疑点';
comment on column indicators.snapshot_finding.explained is '说明';
comment on column indicators.snapshot_finding.explained_by_name is '说明人';

create function indicators.guard_snapshot() returns trigger language plpgsql as $$
begin
  if old.state in ('signed', 'withdrawn') then
    raise exception '快照已经签发或作废，不能再改' using errcode = 'JY001';
  end if;
  if new.place_code <> old.place_code or new.period <> old.period or new.as_of <> old.as_of then
    raise exception '快照的地方和期间不能改' using errcode = 'JY001';
  end if;
  if new.state <> old.state and not ((old.state = 'drafted' and new.state in ('checked', 'withdrawn')) or (old.state = 'checked' and new.state in ('signed', 'withdrawn'))) then
    raise exception '快照不能从 % 变为 %', old.state, new.state using errcode = 'JY003';
  end if;
  if new.state = 'checked' and exists (select from indicators.snapshot_finding f where f.snapshot_id = new.id and f.explained is null) then
    raise exception '还有没说明的疑点' using errcode = '23514';
  end if;
  return new;
end $$;
comment on function indicators.guard_snapshot() is '快照只按合法的次序走，签发后不变，疑点都说明了才算核对';
create trigger snapshot_guard before update on indicators.snapshot for each row execute function indicators.guard_snapshot();
create trigger snapshot_figure_append_only before update or delete or truncate on indicators.snapshot_figure
  for each statement execute function kernel.refuse_change();

do $$
declare t text;
begin
  foreach t in array array['snapshot', 'snapshot_figure', 'snapshot_finding'] loop
    execute format('alter table indicators.%I enable row level security', t);
    execute format('alter table indicators.%I force row level security', t);
  end loop;
end $$;
create function indicators.signs() returns boolean language sql stable parallel safe
  return kernel.is_system() or kernel.has_role('talentOffice', 'leader');
comment on function indicators.signs() is '制作、核对和签发快照的职责';
create policy read_in_place on indicators.snapshot for select using ((select kernel.is_system()) or kernel.sees_place(place_code));
create policy make on indicators.snapshot for insert with check ((select indicators.signs()) and kernel.sees_place(place_code));
create policy move on indicators.snapshot for update using ((select indicators.signs()) and kernel.sees_place(place_code)) with check ((select indicators.signs()) and kernel.sees_place(place_code));
create policy read_with on indicators.snapshot_figure for select using (exists (select from indicators.snapshot s where s.id = snapshot_id));
create policy make_with on indicators.snapshot_figure for insert with check ((select indicators.signs()) and exists (select from indicators.snapshot s where s.id = snapshot_id and s.state = 'drafted'));
create policy read_with on indicators.snapshot_finding for select using (exists (select from indicators.snapshot s where s.id = snapshot_id));
create policy make_with on indicators.snapshot_finding for insert with check ((select indicators.signs()) and exists (select from indicators.snapshot s where s.id = snapshot_id and s.state = 'drafted'));
create policy explain_it on indicators.snapshot_finding for update
  using ((select indicators.signs()) and exists (select from indicators.snapshot s where s.id = snapshot_id and s.state = 'drafted'))
  with check ((select indicators.signs()) and exists (select from indicators.snapshot s where s.id = snapshot_id and s.state = 'drafted'));
grant select, insert on indicators.snapshot, indicators.snapshot_figure, indicators.snapshot_finding to juying_app;
grant update (state, checked_by_name, checked_at, signed_by, signed_by_name, signer_person, signed_at, without_below, seal, withdrawn_because) on indicators.snapshot to juying_app;
grant update (explained, explained_by_name) on indicators.snapshot_finding to juying_app;
