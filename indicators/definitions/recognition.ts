import type { FigureDefinition, Source } from '../definition.ts'

/** A class that the house recognised by a case, with the road by which the person came. */
const decided: Source = {
  id: 'recognitionDecided',
  record: '认定',
  page: 'case',
  personal: true,
  breakdowns: { level: '类别', road: '途径' },
  columns: { detail: '类别、途径和条目', since: '审定日期' },
  sql: `
    select r.id, r.case_id as subject_id, p.place_code, e.key_industry as industry, r.number, p.name, r.level || '类 · ' || array_to_string(r.entries, '、') as detail, r.level,
      case r.road when 'honour' then '荣誉' when 'post' then '任职' when 'prize' then '奖项名次' when 'pay' then '薪酬纳税' else '专项认定' end as road,
      r.decided_on as since, null::date as until, null::bigint as amount
    from pub.recognition r join pub.person p on p.id = r.person_id left join pub.employer e on e.id = p.employer_id where r.outcome = 'recognised'`,
}

/** A re-check from the day on which it was opened until it was closed. */
const recheck: Source = {
  id: 'recognitionRecheck',
  record: '类别复核',
  page: 'person',
  personal: true,
  breakdowns: { level: '类别', cause: '起因' },
  columns: { detail: '类别、起因和期限', since: '发起日期', until: '办结' },
  sql: `
    select k.id, k.person_id as subject_id, p.place_code, e.key_industry as industry, k.number, p.name, c.cause || '，应于 ' || k.due_on || ' 前办结' as detail, k.level, c.cause,
      k.opened_on as since, k.closed_on as until, null::bigint as amount
    from pub.recognition_recheck k cross join lateral (select case k.cause when 'ground' then '依据不再符合' when 'left' then '已离开' else '九十天内到期' end as cause) c
    join pub.person p on p.id = k.person_id left join pub.employer e on e.id = p.employer_id`,
}

/** A re-check on the day on which it ended. */
const recheckEnded: Source = {
  ...recheck,
  id: 'recognitionRecheckEnded',
  columns: { detail: '类别、起因和结论', since: '办结日期' },
  sql: `
    select k.id, k.person_id as subject_id, p.place_code, e.key_industry as industry, k.number, p.name, c.cause || '，' || c.outcome as detail, k.level, c.cause, k.state,
      k.closed_on as since, null::date as until, null::bigint as amount
    from pub.recognition_recheck k cross join lateral (select case k.cause when 'ground' then '依据不再符合' when 'left' then '已离开' else '九十天内到期' end as cause,
      case k.state when 'kept' then '保留' when 'lowered' then '降为' || k.outcome_level || '类' when 'withdrawn' then '撤销' else '类别已失效' end as outcome) c
    join pub.person p on p.id = k.person_id left join pub.employer e on e.id = p.employer_id where k.closed_on is not null`,
}

const office = { owner: '市委组织部人才办', source: '人才分类认定', traces: 'day', kind: 'count' } as const

/** 人才分类认定: how many came to a class this year and by which road, and what the re-checks took away. */
export const recognitionDefinitions: readonly FigureDefinition[] = [
  { ...office, of: decided, id: 'recognition.decided', name: '本年审定的人才类别', aliases: ['本年分类认定', '本年认定办结'], timing: 'flow', unit: 'occurrence', better: 'more', population: '本年1月1日至时点之间由办件审定并写入人才库的类别；已有更高类别而没有写入的不计', deduplication: '一件办件一条' },
  { ...office, of: decided, id: 'recognition.by-body', name: '本年专项认定', aliases: ['本年一事一议认定'], timing: 'flow', unit: 'occurrence', better: 'neither', where: `road = '专项认定'`, population: '本年审定的类别里，以领导小组专项认定为途径的', deduplication: '一件办件一条' },
  { ...office, of: recheck, id: 'recognition.rechecks-due', name: '在办的类别复核', aliases: ['待复核的人才类别'], timing: 'stock', unit: 'case', better: 'neither', population: '时点上已经发起、还没有办结的类别复核', deduplication: '一个类别同时至多一件在办' },
  { ...office, of: recheckEnded, id: 'recognition.lost', name: '本年降档和撤销的人才类别', aliases: [], timing: 'flow', unit: 'occurrence', better: 'less', where: `state in ('lowered', 'withdrawn')`, population: '本年办结、结论为降档或撤销的类别复核', deduplication: '一件复核一条' },
]
