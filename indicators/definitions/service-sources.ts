import type { Source } from '../definition.ts'
import { leftForGood } from './sources.ts'

/** Who serves whom, who is promised it, what was asked and how it was answered. */

const who = 'join pub.person p on p.id = x.person_id left join pub.employer e on e.id = p.employer_id'

/** One time with one specialist is one record; the database holds that no two of a person overlap. */
export const served: Source = {
  id: 'served',
  record: '有服务专员的人',
  page: 'person',
  personal: true,
  breakdowns: { specialist: '专员' },
  columns: { detail: '专员', since: '服务起', until: '不再服务' },
  sql: `
    select x.id, x.person_id as subject_id, p.place_code, e.key_industry as industry, p.number, p.name, x.specialist_name as detail, x.specialist_name as specialist, x.since, x.until, null::bigint as amount
    from pub.service_assignment x ${who}`,
}

/** A person's class for as long as both it and the city's promise to it hold; a later class ends the earlier one, and leaving the city ends the last. */
const promisedSpans = `
  select c.id::text || q.id::text as id, c.person_id, c.level, greatest(c.valid_from, q.valid_from) as since, least(c.until, q.valid_to + 1) as until
  from (select k.id, k.person_id, k.level, k.place_code, k.valid_from, least(k.valid_to + 1, k.revoked_on, lead(k.valid_from) over (partition by k.person_id order by k.valid_from, k.id), d.departed_on) as until
    from pub.person_class k left join ${leftForGood} d on d.person_id = k.person_id) c
  join pub.service_promise q on q.level = c.level and starts_with(c.place_code, q.place_code) and greatest(c.valid_from, q.valid_from) < coalesce(least(c.until, q.valid_to + 1), 'infinity')`

export const promisedSpecialist: Source = {
  id: 'promisedSpecialist',
  record: '应配服务专员的人',
  page: 'person',
  personal: true,
  breakdowns: { level: '类别' },
  columns: { detail: '类别', since: '应配起', until: '不再应配' },
  sql: `
    select x.id, x.person_id as subject_id, p.place_code, e.key_industry as industry, p.number, p.name, x.level || '类' as detail, x.level, x.since, x.until, null::bigint as amount
    from (${promisedSpans}) x ${who} where p.survivor_id is null`,
}

/** The same, for as long as a specialist serves him. */
export const promisedAndServed: Source = {
  id: 'promisedAndServed',
  record: '应配且已配服务专员的人',
  page: 'person',
  personal: true,
  breakdowns: { level: '类别' },
  columns: { detail: '类别和专员', since: '已配起', until: '不再' },
  sql: `
    select x.id || a.id::text as id, x.person_id as subject_id, p.place_code, e.key_industry as industry, p.number, p.name, x.level || '类，' || a.specialist_name as detail, x.level,
      greatest(x.since, a.since) as since, least(x.until, a.until) as until, null::bigint as amount
    from (${promisedSpans}) x join pub.service_assignment a on a.person_id = x.person_id and greatest(x.since, a.since) < coalesce(least(x.until, a.until), 'infinity') ${who} where p.survivor_id is null`,
}

const request = (id: string, record: string, more: Pick<Source, 'columns'> & Partial<Source>, since: string, until: string, amount: string, where: string): Source => ({
  id,
  record,
  page: 'person',
  personal: true,
  breakdowns: { kind: '种类' },
  ...more,
  sql: `
    select x.id, x.id as subject_id, p.place_code, e.key_industry as industry, x.number, p.name, x.kind_label as detail, x.kind_label as kind, ${since} as since, ${until} as until, ${amount} as amount, x.answered_on <= x.due_on as in_time
    from pub.service_request x ${who} where ${where}`,
})

/** An answered request, with the working days from its asking to its answer. */
export const answeredRequest = request('answeredRequest', '已答复的服务事项', { amountIn: 'workingDay', columns: { detail: '种类', since: '答复日期', amount: '用时' } },
  'x.answered_on', 'null::date', '(width_bucket(x.answered_on, :workingDays) - width_bucket(x.asked_on, :workingDays))::bigint', 'x.answered_on is not null')

/** A request from the day after its day until it was answered or withdrawn. */
export const lateRequest = request('lateRequest', '超期未答复的服务事项', { columns: { detail: '种类', since: '超期起', until: '答复或撤回' } },
  '(x.due_on + 1)', 'coalesce(x.answered_on, x.closed_on)', 'null::bigint', 'x.due_on + 1 < coalesce(x.answered_on, x.closed_on, \'infinity\')')

export const ratedRequest = request('ratedRequest', '服务事项的评价', { amountIn: 'score', columns: { detail: '种类', since: '评价日期', amount: '评分' } },
  'x.rated_on', 'null::date', 'x.rating::bigint', 'x.rated_on is not null')
