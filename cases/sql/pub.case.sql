create view pub.case as
select c.id, c.number, c.edition_id, c.measure, c.edition, c.title, c.document_number, c.clause, c.subject_kind, c.subject_id, c.person_id, c.employer_id,
  c.holder_name, c.employer_name, c.place_code, left(c.place_code, 6) as county_code, c.state, c.round, c.green, c.amount_fen,
  c.applicant_role, c.submitted_on, c.closed_on, case when c.state = 'decided' then c.closed_on end as decided_on, c.closed_because, c.award_id,
  case when c.state = 'returned' then c.supplement_due_on end as supplement_due_on
from cases.case c;
comment on view pub.case is '办件：state 为 verifying 单位核验、inReview 审核中、returned 待补正、suspended 已中止、onNotice 公示中、objected 异议调查、toDecide 待审定、appealed 复核中、decided 已审定、rejected 不予通过、withdrawn 已撤回';

create view pub.case_step_duration as
select s.id, s.case_id, c.number, c.measure, c.place_code as case_place_code, s.round, s.stage, s.name, s.kind, s.office_level, s.department, s.place_code, s.office_name,
  s.state, s.working_days, s.opened_on, s.due_on, s.decided_on,
  coalesce(s.decided_on, kernel.today()) - s.opened_on as days,
  case when s.state in ('returned', 'paused') then false else coalesce(s.decided_on, kernel.today()) > s.due_on end as late
from cases.step s join cases.case c on c.id = s.case_id
where s.opened_on is not null and s.state <> 'skipped' and s.kind <> 'opinion';
comment on view pub.case_step_duration is '已开始的步骤：用了多少日历日（在办的算到今天），是否超期（到期日按工作日，停表期间不算）';

create view pub.public_notice as
select n.id, n.case_id, n.number, n.measure, n.title, n.document_number, n.masked_name, n.employer_name, n.amount_fen, n.office_name, n.place_code,
  left(n.place_code, 6) as county_code, n.from_on, n.to_on, n.state
from cases.notice n;
comment on view pub.public_notice is '公示：未登录也能读到公示中的；姓名已脱敏';
