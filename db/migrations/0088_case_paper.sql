-- 事项要求的材料：申报时按版本和事实逐份定下，随办件保存；办理人员看到的清单就是申报人当时看到的。

create table cases.case_paper (
  case_id uuid not null references cases.case,
  no int not null check (no >= 1),
  name text not null check (length(name) between 1 and 200),
  kinds text[] not null check (cardinality(kinds) > 0),
  needed boolean not null,
  why text not null,
  since date,
  primary key (case_id, no)
);
create trigger case_paper_append_only before update or delete or truncate on cases.case_paper for each statement execute function kernel.refuse_change();
comment on table cases.case_paper is '办件应交的材料：申报时定下，只追加';
comment on column cases.case_paper.case_id is '办件';
comment on column cases.case_paper.no is '清单中的序号';
comment on column cases.case_paper.name is '材料名称，条款原文';
comment on column cases.case_paper.kinds is '收哪些种类，任一种即可，见 cases.document.kind';
comment on column cases.case_paper.needed is '本件是否应交';
comment on column cases.case_paper.why is '为什么应交或不用交；人人应交的为空';
comment on column cases.case_paper.since is '这一天（含）以后交过的可以再用；空表示有效即可';

alter table cases.case_paper enable row level security;
alter table cases.case_paper force row level security;
create policy read_with_case on cases.case_paper for select using (exists (select from cases.case c where c.id = case_id));
create policy list_at_filing on cases.case_paper for insert
  with check ((select kernel.is_system()) or ((select kernel.has_role('talent', 'employerClerk')) and exists (select from cases.case c where c.id = case_id)));
grant select, insert on cases.case_paper to juying_app;
