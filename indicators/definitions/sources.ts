import type { Source } from '../definition.ts'

/**
 * The records behind all figures. Each SQL text reads the schema pub alone (held by a test that runs it as juying_reader).
 * Days on which something ends inclusively become the first day on which it no longer holds: valid_to + 1.
 */

/** One person is one record: from his first post or introduction in the city until he left it for good. */
export const talent: Source = {
  id: 'talent',
  record: '人才',
  page: 'person',
  personal: true,
  breakdowns: { education: '学历', corps_count: '所属队伍数', born: '出生年代' },
  columns: { detail: '所属队伍', since: '到本市任职', until: '离开本市' },
  sql: `
    select p.id, p.id as subject_id, p.place_code, e.key_industry as industry, p.number, p.name, array_to_string(p.corps, '、') as detail,
      p.corps, cardinality(p.corps)::text as corps_count, (array['初中及以下', '高中', '中专', '专科', '本科', '硕士研究生', '博士研究生'])[edu.rank] as education, coalesce(m.flexible_only, false) as flexible_only,
      extract(year from p.birth_date)::int / 10 * 10 || '年代' as born,
      coalesce(least(m.first_on, i.first_on), least(p.as_of, (p.created_at at time zone 'Asia/Shanghai')::date)) as since,
      case when d.departed_on >= coalesce(greatest(m.last_on, i.last_on), d.departed_on) then d.departed_on end as until,
      null::bigint as amount
    from pub.person p
    left join pub.employer e on e.id = p.employer_id
    left join (select person_id, min(started_on) as first_on, max(started_on) as last_on, bool_and(mode = '柔性') as flexible_only
      from pub.person_employment group by person_id) m on m.person_id = p.id
    left join (select person_id, min(introduced_on) as first_on, max(introduced_on) as last_on from pub.person_introduction group by person_id) i on i.person_id = p.id
    left join (select person_id, max(departed_on) as departed_on from pub.person_departure group by person_id) d on d.person_id = p.id
    left join (select person_id, max(education_rank) as rank from pub.person_degree group by person_id) edu on edu.person_id = p.id
    where p.survivor_id is null`,
}

/** The day on which a person left the city for good: who came back to a post of the city has not. */
export const leftForGood = `(select f.person_id, max(f.departed_on) as departed_on from pub.person_departure f
      where not exists (select from pub.person_employment m where m.person_id = f.person_id and m.started_on > f.departed_on) group by f.person_id)`

/** One recognition is one record; a later one of the same person ends the earlier, and leaving the city ends the last. */
export const recognition: Source = {
  id: 'recognition',
  record: '人才分类认定',
  page: 'person',
  personal: true,
  breakdowns: { level: '类别', scheme: '目录' },
  columns: { detail: '目录、版次和类别', since: '有效期起', until: '失效' },
  sql: `
    select c.id, c.person_id as subject_id, p.place_code, e.key_industry as industry, p.number, p.name, c.scheme || '（' || c.edition || '）' || c.level || '类' as detail,
      c.level, c.scheme, c.valid_from as since,
      least(c.valid_to + 1, c.revoked_on, lead(c.valid_from) over (partition by c.person_id order by c.valid_from, c.id), d.departed_on) as until,
      null::bigint as amount
    from pub.person_class c
    join pub.person p on p.id = c.person_id
    left join pub.employer e on e.id = p.employer_id
    left join ${leftForGood} d on d.person_id = c.person_id`,
}

/** A person's first introduction within one programme; `first_ever` marks his first of all, for totals over all programmes. */
export const introduction: Source = {
  id: 'introduction',
  record: '引进',
  page: 'person',
  personal: true,
  breakdowns: { programme: '计划', channel: '引进渠道', mode: '引进方式', origin: '来源地' },
  columns: { detail: '计划、方式、渠道', since: '引进日期', until: '离开本市' },
  sql: `
    select i.id, i.person_id as subject_id, p.place_code, e.key_industry as industry, p.number, p.name,
      concat_ws(' · ', i.programme, i.mode, i.channel) as detail, coalesce(i.programme, '不属三大计划') as programme, i.mode, i.channel, i.origin, i.introduced_on as since,
      i.first_ever, case when d.departed_on >= i.last_on then d.departed_on end as until, null::bigint as amount
    from (select id, person_id, employer_id, programme, mode, channel, origin, introduced_on,
        row_number() over (partition by person_id, programme order by introduced_on, id) = 1 as first_in_programme,
        row_number() over (partition by person_id order by introduced_on, id) = 1 as first_ever,
        max(introduced_on) over (partition by person_id) as last_on
      from pub.person_introduction) i
    join pub.person p on p.id = i.person_id
    left join pub.employer e on e.id = i.employer_id
    left join (select person_id, max(departed_on) as departed_on from pub.person_departure group by person_id) d on d.person_id = i.person_id
    where i.first_in_programme`,
}

/**
 * The first, third and fifth anniversary of a person's first introduction: `stayed` when he had not left the city between the two days, `kept` when he had not left
 * it for good before (who left and came back to a post of the city has not). What happened later changes nothing.
 */
export const anniversary: Source = {
  id: 'anniversary',
  record: '引进满年',
  page: 'person',
  personal: true,
  breakdowns: { programme: '计划', channel: '引进渠道', mode: '引进方式', origin: '来源地' },
  columns: { detail: '引进日期与去留', since: '满年之日' },
  sql: `
    select i.id || '.' || y.years as id, i.person_id as subject_id, p.place_code, e.key_industry as industry, p.number, p.name, y.years, coalesce(i.programme, '不属三大计划') as programme, i.channel, i.mode, i.origin,
      i.introduced_on || ' 引进，' || case when y.stayed then '满年时在本市' else '满年前离开过' end as detail, y.stayed, y.kept, y.since, null::date as until, null::bigint as amount
    from (select distinct on (person_id) id, person_id, employer_id, programme, mode, channel, origin, introduced_on from pub.person_introduction order by person_id, introduced_on, id) i
    left join (select f.person_id, array_agg(f.departed_on) as days, max(f.departed_on) filter (where not exists (select from pub.person_employment m where m.person_id = f.person_id and m.started_on > f.departed_on)) as for_good
      from pub.person_departure f group by f.person_id) d on d.person_id = i.person_id
    cross join lateral (
      select v.years, a.day as since, not exists (select from unnest(d.days) as left_on where left_on >= i.introduced_on and left_on < a.day) as stayed,
        d.for_good is null or d.for_good < i.introduced_on or d.for_good >= a.day as kept
      from (values (1), (3), (5)) v (years) cross join lateral (select (i.introduced_on + make_interval(years => v.years))::date as day) a) y
    join pub.person p on p.id = i.person_id
    left join pub.employer e on e.id = i.employer_id`,
}

export const departure: Source = {
  id: 'departure',
  record: '流出',
  page: 'person',
  personal: true,
  breakdowns: { reason: '原因', destination: '去向' },
  columns: { detail: '原因与去向', since: '离开日期' },
  sql: `
    select d.id, d.person_id as subject_id, p.place_code, e.key_industry as industry, p.number, p.name, concat_ws('，', d.reason, d.destination) as detail,
      d.reason, coalesce(d.destination, '未记') as destination, d.departed_on as since, null::date as until, null::bigint as amount
    from pub.person_departure d join pub.person p on p.id = d.person_id left join pub.employer e on e.id = d.employer_id`,
}

export const team: Source = {
  id: 'team',
  record: '团队',
  page: null,
  personal: false,
  breakdowns: { level: '层级' },
  columns: { detail: '依托单位', since: '组建日期', until: '解散日期' },
  sql: `
    select t.id, t.id as subject_id, t.place_code, coalesce(e.key_industry, t.field) as industry, t.number, t.name, e.name as detail, t.level,
      t.founded_on as since, t.ended_on as until, null::bigint as amount
    from pub.team t join pub.employer e on e.id = t.employer_id`,
}

export const platform: Source = {
  id: 'platform',
  record: '创新平台',
  page: null,
  personal: false,
  breakdowns: { kind: '种类', level: '层级' },
  columns: { detail: '种类与层级', since: '认定日期', until: '失效' },
  sql: `
    select f.id, f.id as subject_id, f.place_code, e.key_industry as industry, f.number, f.name, f.kind || ' · ' || f.level as detail, f.kind, f.level,
      f.valid_from as since, least(f.valid_to + 1, f.withdrawn_on) as until, null::bigint as amount
    from pub.innovation_platform f left join pub.employer e on e.id = f.employer_id`,
}

/**
 * A post-doctor's time in one or more stations without a day between: who works at a flow station and a workstation at once (joint training) is one, from the day on which he entered the first to the day after he left the last.
 */
export const postdoctor: Source = {
  id: 'postdoctor',
  record: '博士后进站',
  page: 'person',
  personal: true,
  breakdowns: { level: '站的层级' },
  columns: { detail: '站', since: '进站日期', until: '出站' },
  sql: `
    select t.person_id || '.' || lower(t.span) as id, t.person_id as subject_id, p.place_code, e.key_industry as industry, p.number, p.name, s.stations as detail, s.level,
      lower(t.span) as since, upper(t.span) as until, null::bigint as amount
    from (select person_id, unnest(range_agg(daterange(joined_on, left_on, '[]'))) as span from pub.platform_person where role = '博士后' group by person_id) t
    join pub.person p on p.id = t.person_id
    cross join lateral (
      select string_agg(m.platform, '、' order by m.joined_on, m.platform) as stations, (array_agg(m.platform_level order by m.joined_on, m.platform))[1] as level, (array_agg(m.employer_id order by m.joined_on, m.platform))[1] as employer_id
      from pub.platform_person m where m.person_id = t.person_id and m.role = '博士后' and t.span @> m.joined_on) s
    left join pub.employer e on e.id = s.employer_id`,
}

const budgetLine = (column: string) => `
    select l.id, l.id as subject_id, l.place_code, null::text as industry, l.code as number, l.title as name, l.fund_title as detail, l.title,
      make_date(l.year, 1, 1) as since, null::date as until, l.${column} as amount
    from pub.budget_line_balance l`
const lineSource = (id: string, record: string, column: string): Source => ({
  id,
  record,
  page: null,
  personal: false,
  breakdowns: { title: '科目' },
  amountIn: 'fen',
  columns: { detail: '专项资金', amount: '金额', since: '预算年度起' },
  sql: budgetLine(column),
})
export const appropriation = lineSource('appropriation', '预算科目的下达数', 'appropriated_fen')
export const obligation = lineSource('obligation', '预算科目已审定未拨付数', 'reserved_fen + l.committed_fen + l.in_transit_fen')
export const disbursement = lineSource('disbursement', '预算科目的拨付数', 'paid_fen')
export const availability = lineSource('availability', '预算科目的可用数', 'available_fen')

/** What a document promised to set aside each year at least: one a fund and year, whatever its lines. */
export const promisedFloor: Source = {
  id: 'promisedFloor',
  record: '专项资金的承诺下限',
  page: null,
  personal: false,
  amountIn: 'fen',
  columns: { detail: '专项资金', amount: '每年不少于', since: '预算年度起' },
  sql: `
    select distinct on (l.fund_id) l.fund_id as id, l.fund_id as subject_id, l.place_code, null::text as industry, l.year::text as number, l.fund_title as name, l.fund_title as detail,
      make_date(l.year, 1, 1) as since, null::date as until, l.promised_floor_fen as amount
    from pub.budget_line_balance l where l.promised_floor_fen is not null order by l.fund_id, l.code`,
}

export const award: Source = {
  id: 'award',
  record: '资助决定',
  page: null,
  personal: false,
  breakdowns: { title: '事项' },
  amountIn: 'fen',
  columns: { detail: '事项', amount: '金额', since: '审定日期' },
  sql: `
    select a.id, a.case_id as subject_id, a.place_code, null::text as industry, a.case_number as number, a.title as name, a.title as detail, a.title,
      a.decided_on as since, null::date as until, a.amount_fen as amount
    from pub.award a where a.state <> 'cancelled'`,
}

export const payment: Source = {
  id: 'payment',
  record: '已付的一期',
  page: null,
  personal: false,
  breakdowns: { title: '事项' },
  amountIn: 'fen',
  columns: { detail: '科目', amount: '金额', since: '付款日期' },
  sql: `
    select y.id, y.case_id as subject_id, y.place_code, null::text as industry, a.case_number as number, a.title as name, coalesce(y.line_code, '') as detail, a.title,
      y.paid_on as since, null::date as until, y.amount_fen as amount
    from pub.payment y join pub.award a on a.id = y.award_id`,
}

const caseColumns = { detail: '事项与申请人', since: '提交日期', until: '办结日期' }
const holder = `case when c.subject_kind = 'person' then left(c.holder_name, 1) || repeat('*', greatest(length(c.holder_name) - 1, 1)) else c.holder_name end`
const caseRow = `c.id, c.id as subject_id, c.place_code, e.key_industry as industry, c.number, c.title as name, ${holder} as detail, c.state, c.title`

/** A case from its filing to its end. */
export const filedCase: Source = {
  id: 'filedCase',
  record: '办件',
  page: 'case',
  personal: false,
  breakdowns: { title: '事项' },
  columns: caseColumns,
  sql: `
    select ${caseRow}, c.submitted_on as since, c.closed_on as until, null::bigint as amount
    from pub.case c left join pub.employer e on e.id = c.employer_id`,
}

/** A case on the day on which it ended, with the working days that it took (the day of filing not counted). */
export const closedCase: Source = {
  id: 'closedCase',
  record: '已办结的办件',
  page: 'case',
  personal: false,
  breakdowns: { title: '事项' },
  amountIn: 'workingDay',
  columns: { detail: '申请人', since: '办结日期', amount: '用时' },
  sql: `
    select ${caseRow}, c.closed_on as since, null::date as until,
      (width_bucket(c.closed_on, :workingDays) - width_bucket(c.submitted_on, :workingDays))::bigint as amount
    from pub.case c left join pub.employer e on e.id = c.employer_id where c.closed_on is not null`,
}

/** An open case of which at least one step has passed its day. */
export const overdueCase: Source = {
  id: 'overdueCase',
  record: '超期的办件',
  page: 'case',
  personal: false,
  breakdowns: { title: '事项' },
  columns: caseColumns,
  sql: `
    select ${caseRow}, c.submitted_on as since, c.closed_on as until, null::bigint as amount
    from pub.case c left join pub.employer e on e.id = c.employer_id
    where exists (select from pub.case_step_duration s where s.case_id = c.id and s.state = 'open' and s.late)`,
}

/** One person's continuing education of one year. */
export const trainingYear: Source = {
  id: 'trainingYear',
  record: '一人一年的继续教育',
  page: 'person',
  personal: true,
  amountIn: 'hour',
  columns: { detail: '科目分布', since: '年度起', amount: '学时' },
  sql: `
    select t.person_id as id, t.person_id as subject_id, p.place_code, e.key_industry as industry, p.number, p.name,
      '专业科目 ' || t.professional_hours || ' 学时' as detail, t.fulfilled,
      make_date(t.year, 1, 1) as since, make_date(t.year + 1, 1, 1) as until, t.hours::bigint as amount
    from pub.training_record t join pub.person p on p.id = t.person_id left join pub.employer e on e.id = p.employer_id`,
}

/** An edition of a measure for the days of its validity. A measure of the city holds in each of its places. */
export const measureEdition: Source = {
  id: 'measureEdition',
  record: '政策事项',
  page: null,
  personal: false,
  everywhere: true,
  breakdowns: { stage: '环节', gives: '给予', subject_kind: '对象' },
  columns: { detail: '文件与条款', since: '施行', until: '失效' },
  sql: `
    select m.id, m.id as subject_id, null::text as place_code, null::text as industry, m.measure as number, m.title as name,
      concat_ws(' ', m.document_number, m.clause) as detail, m.stage, m.gives, m.subject_kind, m.valid_from as since,
      least(m.valid_to + 1, lead(m.valid_from) over (partition by m.measure order by m.valid_from, m.edition)) as until, null::bigint as amount
    from pub.measure_edition m`,
}

/** Who is due what, as the last match of everybody found it: one person, employer or team and one measure. */
export const entitlement: Source = {
  id: 'entitlement',
  record: '符合条件',
  page: null,
  personal: false,
  breakdowns: { title: '事项', stage: '环节', gives: '给予' },
  amountIn: 'fen',
  columns: { detail: '环节', since: '匹配日期', amount: '金额' },
  sql: `
    select t.subject_id || '.' || t.edition_id as id, t.subject_id, t.place_code, e.key_industry as industry, t.measure as number, t.title as name,
      t.stage as detail, t.title, t.stage, t.gives, t.found_on as since, null::date as until, coalesce(t.amount_fen, 0)::bigint as amount
    from pub.entitlement t left join pub.employer e on e.id = t.employer_id`,
}

/** An employer within one published list, from its edition on; editions of one list follow one another without counting twice. */
export const listedEmployer: Source = {
  id: 'listedEmployer',
  record: '名录中的单位',
  page: 'employer',
  personal: false,
  breakdowns: { list: '名录' },
  columns: { detail: '名录与版次', since: '有效期起', until: '失效' },
  sql: `
    select l.id, l.employer_id as subject_id, l.place_code, e.key_industry as industry, e.number, e.name, l.list || '（' || l.edition || '）' as detail, l.list,
      l.valid_from as since, least(l.valid_to + 1, lead(l.valid_from) over (partition by l.list, l.employer_id order by l.valid_from, l.id)) as until, null::bigint as amount
    from pub.employer_list l join pub.employer e on e.id = l.employer_id`,
}
