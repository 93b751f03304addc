import type { Source } from '../definition.ts'

/** Records by which the ways of working are judged: who stayed, how long a recognition, a step, a payment took. */

/** A decided case out of which a class was recognised, with the working days that it took. */
export const recognitionCase: Source = {
  id: 'recognitionCase',
  record: '人才认定的办件',
  page: 'case',
  personal: false,
  breakdowns: { title: '事项' },
  amountIn: 'workingDay',
  columns: { detail: '类别', since: '审定日期', amount: '用时' },
  sql: `
    select c.id, c.id as subject_id, c.place_code, e.key_industry as industry, c.number, c.title as name, min(k.level) || '类' as detail, c.title, c.decided_on as since, null::date as until,
      (width_bucket(c.decided_on, :workingDays) - width_bucket(c.submitted_on, :workingDays))::bigint as amount
    from pub.case c join pub.person_class k on k.case_id = c.id left join pub.employer e on e.id = c.employer_id
    where c.decided_on is not null group by c.id, c.place_code, e.key_industry, c.number, c.title, c.decided_on, c.submitted_on`,
}

/** A step that is done, with the working days from its opening to its decision; time on the applicant's side counts too. */
export const finishedStep: Source = {
  id: 'finishedStep',
  record: '已办完的环节',
  page: 'case',
  personal: false,
  breakdowns: { step: '环节', department: '部门' },
  amountIn: 'workingDay',
  columns: { detail: '环节与经办', since: '办完日期', amount: '用时' },
  sql: `
    select s.id, s.case_id as subject_id, s.case_place_code as place_code, null::text as industry, s.number, s.name, concat_ws(' · ', s.name, s.office_name) as detail,
      s.name as step, coalesce(s.department, '未记') as department, s.decided_on as since, null::date as until,
      (width_bucket(s.decided_on, :workingDays) - width_bucket(s.opened_on, :workingDays))::bigint as amount
    from pub.case_step_duration s where s.decided_on is not null`,
}

/** A case on the day on which it ended, with the number of steps that it went through. */
export const walkedCase: Source = {
  id: 'walkedCase',
  record: '已办结的办件',
  page: 'case',
  personal: false,
  breakdowns: { title: '事项' },
  columns: { detail: '走过的环节', since: '办结日期' },
  sql: `
    select c.id, c.id as subject_id, c.place_code, e.key_industry as industry, c.number, c.title as name, s.steps || ' 个环节' as detail, c.title, c.closed_on as since, null::date as until, s.steps as amount
    from pub.case c join (select case_id, count(*) as steps from pub.case_step_duration group by case_id) s on s.case_id = c.id left join pub.employer e on e.id = c.employer_id
    where c.closed_on is not null`,
}

/** An instalment that was paid, with the working days from the day on which it fell due; paid on the day or before it, none. */
export const payWait: Source = {
  id: 'payWait',
  record: '已付的一期',
  page: null,
  personal: false,
  breakdowns: { title: '事项' },
  amountIn: 'workingDay',
  columns: { detail: '事项', since: '付款日期', amount: '到期后用时' },
  sql: `
    select i.id, i.case_id as subject_id, i.place_code, null::text as industry, a.case_number as number, a.title as name, a.title as detail, a.title, i.paid_on as since, null::date as until,
      greatest(width_bucket(i.paid_on, :workingDays) - width_bucket(i.due_on, :workingDays), 0)::bigint as amount
    from pub.instalment i join pub.award a on a.id = i.award_id where i.state = 'paid' and i.paid_on is not null and i.due_on is not null`,
}

/** An employer from the day on which it was founded, or else came into the registry. */
export const employer: Source = {
  id: 'employer',
  record: '用人单位',
  page: 'employer',
  personal: false,
  breakdowns: { size: '规模' },
  columns: { detail: '性质与规模', since: '成立或入库日期' },
  sql: `
    select e.id, e.id as subject_id, e.place_code, e.key_industry as industry, e.number, e.name, concat_ws(' · ', e.kind, e.size) as detail, coalesce(e.size, '未记') as size,
      coalesce(e.founded_on, least(e.as_of, (e.created_at at time zone 'Asia/Shanghai')::date)) as since, null::date as until, null::bigint as amount
    from pub.employer e`,
}
