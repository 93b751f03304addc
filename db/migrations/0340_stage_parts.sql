-- 团队资助由市级和区县各自的科目支付：一期有几个承担方就有几条分期，一个阶段管这一期的全部。阶段记在期次上，不再只认一条分期。

alter table fund.stage no force row level security;
alter table fund.instalment no force row level security;
alter table fund.stage add column instalment_no int;
update fund.stage s set instalment_no = i.no from fund.instalment i where i.id = s.instalment_id;
alter table fund.stage alter column instalment_no set not null, add constraint stage_once_an_instalment unique (award_id, instalment_no);
alter table fund.stage force row level security;
alter table fund.instalment force row level security;
comment on column fund.stage.instalment_no is '对应的期次；各承担方的分期期次相同，一并到期、一并停止';
comment on column fund.stage.instalment_id is '对应的分期；几个承担方的，是其中一条';

-- 期次照分期抄，写的人说了不算。
create function fund.number_stage() returns trigger language plpgsql as $$
begin
  select i.no into new.instalment_no from fund.instalment i where i.id = new.instalment_id and i.award_id = new.award_id;
  if not found then
    raise exception '这一期不在这项资助里，或者不在您的范围内' using errcode = '42501';
  end if;
  return new;
end $$;
comment on function fund.number_stage() is '阶段的期次取自它的分期';
create trigger stage_numbered before insert on fund.stage for each row execute function fund.number_stage();

create or replace function fund.guard_staged_instalment() returns trigger language plpgsql as $$
begin
  if new.state in ('due', 'needsCheck') and exists (select from fund.stage s where s.award_id = new.award_id and s.instalment_no = new.no and s.state in ('open', 'failed')) then
    raise exception '阶段还没有通过，分期不能到期' using errcode = 'JY003';
  end if;
  return new;
end $$;
