-- 完整的人：兼职、项目、专利、竞赛、其他证件。行级安全随会话变量生效。

create view pub.person_part_time_post as
select id, person_id, place_code, organisation, post, started_on, ended_on, source, as_of, verification::text as verification from registry.part_time_post where withdrawn_on is null;
comment on view pub.person_part_time_post is '学术、社会兼职，撤回的不在内';

create view pub.person_project as
select id, person_id, place_code, name, number, level, grantor, role, rank, amount_fen, started_on, ended_on, source, as_of, verification::text as verification from registry.project where withdrawn_on is null;
comment on view pub.person_project is '科研、技术项目，撤回的不在内';

create view pub.person_patent as
select id, person_id, place_code, name, kind, number, status, rank, applied_on, granted_on, source, as_of, verification::text as verification from registry.patent where withdrawn_on is null;
comment on view pub.person_patent is '专利，撤回的不在内';

create view pub.person_contest as
select id, person_id, place_code, name, edition, level, award, rank, held_on, source, as_of, verification::text as verification from registry.contest where withdrawn_on is null;
comment on view pub.person_contest is '竞赛名次，撤回的不在内';

create view pub.person_document as
select id, person_id, place_code, name, document_type, document_hint, valid_to, source, as_of, verification::text as verification from registry.person_document;
comment on view pub.person_document is '一人的其他证件，不含号码';
