-- 待办与办件名单：按哪一项筛、按什么词找，都只读索引，不去翻办件的正文（逐条判定等大字段）。

-- 找什么：对象、单位、拼音、编号合成一列，一次比较代替四次；小写存放，不必逐行折叠大小写。
alter table cases.case add column words text generated always as
  (lower(holder_name || chr(10) || coalesce(employer_name, '') || chr(10) || holder_pinyin || chr(10) || number collate "default")) stored;
comment on column cases.case.words is '检索用：对象、单位、拼音、编号，各占一行，小写；由各列得出，不另录入';

-- 行级安全要看的列、名单筛选和排序的列都在里面。
create index case_at_a_glance on cases.case (id)
  include (round, state, measure, green, place_code, person_id, employer_id, number, holder_name, submitted_on, closed_on, title, words);

drop index cases.step_on_desk;
create index step_on_desk on cases.step (place_code, department, due_on, id)
  include (case_id, round, state, kind, office_level, holder_id) where state in ('open', 'paused');

-- 机构、部门、层级、步骤种类彼此相关：分开估计会把一个机构的待办估少几十倍，选错连接的办法。
create statistics cases.step_of_desk (mcv) on place_code, department, office_level, kind, state from cases.step;
