import type { FigureDefinition, Source } from '../definition.ts'

/** What the city tells of its people and employers, with their consent. */

const story: Source = {
  id: 'story',
  record: '公开的事例和故事',
  page: null,
  personal: true,
  breakdowns: { kind: '类别' },
  columns: { detail: '类别', since: '公开', until: '撤下' },
  sql: `
    select x.id, x.id as subject_id, x.place_code, x.industry, x.number, x.title as name, case x.kind when 'case' then '典型事例' else '人才故事' end as detail, case x.kind when 'case' then '典型事例' else '人才故事' end as kind,
      x.published_on as since, x.ended_on as until, null::bigint as amount
    from pub.story x where x.published_on is not null`,
}

export const storyDefinitions: readonly FigureDefinition[] = [
  { id: 'story.published', name: '公开的人才故事和典型事例', aliases: ['典型事例'], kind: 'count', of: story, timing: 'stock', traces: 'day', unit: 'item', better: 'more', owner: '市委组织部人才办', source: '事例和故事', population: '当天公开着的，本人撤回同意或者撤下的不算', deduplication: '一篇一个编号' },
]
