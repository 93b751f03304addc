create view pub.recognition as
select r.id, r.number, r.case_id, r.class_id, r.person_id, r.place_code, left(r.place_code, 6) as county_code, r.measure, r.edition_id, r.scheme, r.catalogue_edition, r.level, r.road,
  r.entries, r.document, r.decided_on, r.valid_from, r.valid_to, r.outcome
from recognition.recognition r;
comment on view pub.recognition is '人才分类认定：road 为 honour 荣誉、post 任职、prize 奖项名次、pay 薪酬纳税、body 专项认定；outcome 为 recognised 已认定、outranked 已有更高类别';

create view pub.recognition_recheck as
select k.id, k.number, k.class_id, k.person_id, k.place_code, left(k.place_code, 6) as county_code, k.scheme, k.level, k.cause, k.state, k.opened_on, k.due_on, k.closed_on, k.outcome, k.outcome_level, k.outcome_class_id, k.document
from recognition.recheck k;
comment on view pub.recognition_recheck is '类别复核：cause 为 ground 依据不再符合、left 已离开、expiring 九十天内到期；state 为 open、hearing、heard、proposed 在办，kept 保留、lowered 降档、withdrawn 撤销、lapsed 类别已失效';
