-- 外部统计数：谁在哪份材料第几页公布的，谁录入的；修订是另一次公布，录错的撤回，数本身不改。

alter table registry.statistic drop constraint statistic_pkey;
alter table registry.statistic
  add column id uuid primary key default uuidv7(),
  add column document text check (document is null or char_length(document) between 4 and 120),
  add column page text check (page is null or char_length(page) between 1 and 20),
  add column entered_by uuid references kernel.account,
  add column entered_at timestamptz not null default now(),
  add column withdrawn_at timestamptz,
  add column withdrawn_by uuid references kernel.account,
  add column withdrawal_reason text check (withdrawal_reason is null or char_length(withdrawal_reason) between 4 and 200),
  add check (entered_by is null or (document is not null and page is not null)),
  add check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawal_reason is null));
-- 同一个数同一天只公布一次；后来修订的公布日期不同，另立一行。
create unique index statistic_published on registry.statistic (place_code, kind, year, as_of) where withdrawn_at is null;
comment on column registry.statistic.id is '编号';
comment on column registry.statistic.source is '公布机关和材料，例如 市统计局，2025年国民经济和社会发展统计公报';
comment on column registry.statistic.as_of is '公布日期；同一年的数后来修订的，以最后公布的为准';
comment on column registry.statistic.document is '材料名称和文号';
comment on column registry.statistic.page is '在材料的第几页或第几表';
comment on column registry.statistic.entered_by is '录入人，账号；随系统装入的为空';
comment on column registry.statistic.entered_at is '录入时间';
comment on column registry.statistic.withdrawn_at is '撤回时间：录错的数撤回后不再使用，行留着';
comment on column registry.statistic.withdrawn_by is '撤回人，账号';
comment on column registry.statistic.withdrawal_reason is '撤回原因';

create function registry.keep_statistic() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.withdrawn_at is not null
    or (to_jsonb(new) - 'withdrawn_at' - 'withdrawn_by' - 'withdrawal_reason') <> (to_jsonb(old) - 'withdrawn_at' - 'withdrawn_by' - 'withdrawal_reason') then
    raise exception '外部统计数只可撤回后重新录入，不能修改或删除' using errcode = 'JY001';
  end if;
  return new;
end $$;
create trigger keep_statistic before update or delete on registry.statistic for each row execute function registry.keep_statistic();
comment on function registry.keep_statistic() is '外部统计数只可撤回，不可改动和删除';

-- 录入的人是自己，撤回的人是自己。
drop policy write_in_place on registry.statistic;
create policy write_in_place on registry.statistic for insert
  with check ((select kernel.is_system()) or (kernel.sees_place(place_code) and (select kernel.has_role('talentOffice')) and entered_by = (select kernel.actor()) and withdrawn_at is null));
drop policy correct_in_place on registry.statistic;
create policy withdraw_in_place on registry.statistic for update
  using ((select kernel.is_system()) or (kernel.sees_place(place_code) and (select kernel.has_role('talentOffice'))))
  with check ((select kernel.is_system()) or (kernel.sees_place(place_code) and (select kernel.has_role('talentOffice')) and withdrawn_by = (select kernel.actor())));
