import type { FigureDefinition, Source } from '../definition.ts'

/** How it was, in the words of whoever had a case: asked once of each case after it closed or the money came. */

const survey = (id: string, record: string, more: Pick<Source, 'columns'> & Partial<Source>, since: string, amount: string, where: string): Source => ({
  id,
  record,
  page: 'case',
  personal: true,
  breakdowns: { title: '事项', office: '收件的窗口或部门' },
  ...more,
  sql: `
    select x.id, x.case_id as subject_id, x.place_code, e.key_industry as industry, x.number, x.title as name, coalesce(x.office_name, '') as detail, x.title, coalesce(x.office_name, '没有经过办公室') as office, ${since} as since, null::date as until, ${amount} as amount, x.rating
    from pub.case_satisfaction x left join pub.employer e on e.id = x.employer_id where ${where}`,
})
const asked = survey('askedCase', '请了评价的办件', { columns: { detail: '收件', since: '请评价' } }, 'x.asked_on', 'null::bigint', 'true')
const rated = survey('ratedCase', '办件的评价', { amountIn: 'score', columns: { detail: '收件', since: '评价日期', amount: '评分' } }, 'x.answered_on', 'x.rating::bigint', 'x.rating is not null')

const shared = { timing: 'flow', traces: 'day', owner: '市委组织部人才办', source: '办后评价', deduplication: '一件办件请评一次、评一次，评过不能改' } as const

export const satisfactionDefinitions: readonly FigureDefinition[] = [
  { ...shared, id: 'case.asked', name: '请评价的办件', aliases: [], kind: 'count', of: asked, unit: 'case', better: 'neither', population: '本年请本人评价的个人办件：没有资金的在办结时请，有资金的在钱到账时请，撤回的不请' },
  { ...shared, id: 'case.ratings', name: '办件评价', aliases: [], kind: 'count', of: rated, unit: 'occurrence', better: 'neither', population: '本年作出的办件评价，不评价的不算' },
  { ...shared, id: 'case.satisfaction', name: '办件满意度', aliases: ['政策兑现满意度'], kind: 'mean', of: rated, unit: 'score', better: 'more', population: '本年作出的办件评价的平均分，满分5分；有多少人评价另见“办件评价”' },
  { ...shared, id: 'case.low-ratings', name: '不满意的办件', aliases: [], kind: 'count', of: rated, where: 'rating <= 2', unit: 'case', better: 'less', population: '本年评价中2分及以下的' },
]
