-- 名单按哪一列排、按哪一类找，就有哪一列的索引：翻页从断点接着读，不必把全市排一遍。

create index person_by_name on registry.person (name, id);
create index person_by_birth_date on registry.person (birth_date, id);
create index talent_class_by_level on registry.talent_class (level, person_id);
-- 单位的人数、引进数只读索引就能数，行级安全要看的列都在里面。
create index person_of_employer on registry.person (employer_id, place_code, id);
create index introduction_of_employer on registry.introduction (employer_id, place_code, person_id);

create index case_by_submitted_on on cases.case (submitted_on, id);
create index case_by_holder_name on cases.case (holder_name, id);
create index case_still_open on cases.case (place_code, submitted_on) where closed_on is null;
create index step_on_desk on cases.step (place_code, department, due_on) where state in ('open', 'paused');
create index award_by_case_number on fund.award (case_number);
create index instalment_by_due_on on fund.instalment (due_on, id);
create index instalment_by_amount on fund.instalment (amount_fen, id);
create index instalment_by_state on fund.instalment (state, due_on, id);
create index entitlement_by_found_on on measures.entitlement (found_on, subject_id);
