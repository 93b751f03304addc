-- 单位的引进：按单位取近年引进的人，政策匹配时每家单位一次。
create index on registry.introduction (employer_id);
