-- 见 pub.person_identity：由一条记录找到同一个人的全部记录。PostgreSQL takes coalesce for an expression that might leak, so under row-level security the index on it stood unused
-- and every “what am I due” read the whole table of people. A case says the same and may be used.
drop index registry.person_identity;
create index person_identity on registry.person ((case when survivor_id is null then id else survivor_id end));
