-- 全市事实：每个人、单位、团队一行，由词表从登记推导，列引擎据此装入；登记有变动即重新推导那一行。

create table measures.fact_layout (
  hash text primary key,
  kind text not null check (kind in ('person', 'employer', 'team')),
  facts text[] not null,
  laid_out_on date,
  made_at timestamptz not null default now()
);
comment on table measures.fact_layout is '事实的排列：一套推导写法一行';
comment on column measures.fact_layout.hash is '名称与推导写法的摘要';
comment on column measures.fact_layout.kind is '人、单位或团队';
comment on column measures.fact_layout.facts is '事实名称，次序即各行取值的次序';
comment on column measures.fact_layout.laid_out_on is '最近一次以哪一天为全部对象推导完毕；空即从未';
comment on column measures.fact_layout.made_at is '首次使用时间';

create sequence measures.subject_fact_version;
create table measures.subject_fact (
  subject_id uuid primary key,
  kind text not null check (kind in ('person', 'employer', 'team')),
  place_code text,
  employer_id uuid,
  layout text not null references measures.fact_layout,
  facts text not null,
  derived_on date not null,
  version bigint not null
);
create index on measures.subject_fact (version);
create index on measures.subject_fact (kind, place_code);
comment on table measures.subject_fact is '一个对象的全部推导事实';
comment on column measures.subject_fact.subject_id is '标识';
comment on column measures.subject_fact.kind is '人、单位或团队';
comment on column measures.subject_fact.place_code is '所在地';
comment on column measures.subject_fact.employer_id is '所在单位';
comment on column measures.subject_fact.layout is '排列';
comment on column measures.subject_fact.facts is '取值，JSON 数组，null 即未知；空文本即登记中已没有这个对象';
comment on column measures.subject_fact.derived_on is '以哪一天推导';
comment on column measures.subject_fact.version is '取值改动的先后；列引擎从上次看到的接着读';

do $$
declare t text;
begin
  foreach t in array array['fact_layout', 'subject_fact'] loop
    execute format('alter table measures.%I enable row level security', t);
    execute format('alter table measures.%I force row level security', t);
    -- 全市的事实合在一处，只有系统读写；人经办件、清单看到的仍是各自范围内的登记。
    execute format('create policy system_only on measures.%I for all using ((select kernel.is_system())) with check ((select kernel.is_system()))', t);
  end loop;
end $$;
grant select, insert, update on measures.fact_layout to juying_app;
grant select, insert, update, delete on measures.subject_fact to juying_app;
grant usage on sequence measures.subject_fact_version to juying_app;
