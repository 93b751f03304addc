-- 免申即享：一人（单位、团队）一事项一期一行，走到哪一步看日期；不含给他看的信息。
create view pub.delivery as
select d.id, d.measure, d.edition_id, d.title, d.subject_kind, d.subject_id, d.person_id, d.place_code, left(d.place_code, 6) as county_code, d.period, d.state, d.amount_fen, d.found_on, d.told_on, d.opened_on, d.confirmed_on, d.decided_on, d.paid_on, d.ended_on, d.tier, d.confirm_by
from delivery.delivery d;
comment on view pub.delivery is '免申即享：state 为 told 已告知、opened 已打开、confirmed 已确认、decided 已审定、paid 已到账、ended 已了结；tier 为 straight 直接办理、look 人工复核';
