-- 认定人才类别的事项：审定给出哪一类，写在版本上，名单和统计不用再读全文。

alter table measures.edition add column class_level text;
alter table measures.edition add column class_scheme text;
alter table measures.edition add constraint edition_class check ((class_level is null) = (class_scheme is null));
comment on column measures.edition.class_level is '审定给出的人才类别；空表示不认定类别';
comment on column measures.edition.class_scheme is '类别所属的目录';
