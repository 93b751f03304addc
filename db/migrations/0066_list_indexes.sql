-- 名单按哪一列排，就有哪一列的索引：翻页从索引的断点接着读，不必把全市排一遍。

create index person_by_name on registry.person (name, id);
create index person_by_birth_date on registry.person (birth_date, id);
create index talent_class_by_level on registry.talent_class (level, person_id);
