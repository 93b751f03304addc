import type { FigureDefinition } from '../definition.ts'
import { answeredRequest, lateRequest, promisedAndServed, promisedSpecialist, ratedRequest, served } from './service-sources.ts'

const people = { timing: 'stock', traces: 'day', unit: 'person', owner: '市委组织部人才办', source: '服务专员：分配记录', better: 'more', deduplication: '一人一天至多一位专员' } as const
const requests = { timing: 'flow', traces: 'day', owner: '市委组织部人才办', source: '服务专员：服务事项', deduplication: '一件事项一条' } as const
const ratio = { kind: 'ratio', unit: 'share', owner: people.owner, better: 'more' } as const

/** One specialist each, and whether asking him is of use. */
export const serviceDefinitions: readonly FigureDefinition[] = [
  { ...people, id: 'service.people', name: '有服务专员的人才', aliases: ['服务专员服务人数'], kind: 'count', of: served, population: '当天有服务专员的人，不论是否在承诺范围内' },
  { ...people, id: 'service.promised', name: '应配服务专员的人才', aliases: [], kind: 'count', of: promisedSpecialist, better: 'neither', source: '人才库：类别认定；服务承诺', population: '人才类别在有效期内、市里承诺这一类配服务专员的人，已离开本市的不算', deduplication: '一人只计最近一次认定' },
  { ...people, id: 'service.promised-served', name: '应配已配服务专员的人才', aliases: [], kind: 'count', of: promisedAndServed, population: '应配服务专员的人中，当天有服务专员的' },
  { ...ratio, id: 'service.coverage', name: '服务专员配备率', aliases: ['专员覆盖率'], numerator: 'service.promised-served', denominator: { figure: 'service.promised' }, source: people.source, deduplication: people.deduplication, population: '应配已配服务专员的人 ÷ 应配服务专员的人' },
  { ...requests, id: 'service.answered', name: '答复服务事项', aliases: ['办结服务事项'], kind: 'count', of: answeredRequest, unit: 'case', better: 'neither', population: '本年答复的服务事项，重新办理的以最后一次答复为准' },
  { ...requests, id: 'service.in-time', name: '按期答复服务事项', aliases: [], kind: 'count', of: answeredRequest, where: 'in_time', unit: 'case', better: 'more', population: '本年答复的服务事项中，不晚于应答复日的' },
  { ...ratio, id: 'service.in-time-share', name: '服务事项按期答复率', aliases: [], numerator: 'service.in-time', denominator: { figure: 'service.answered' }, source: requests.source, deduplication: requests.deduplication, population: '按期答复的服务事项 ÷ 答复的服务事项' },
  { ...requests, id: 'service.answer-days', name: '服务事项平均答复用时', aliases: [], kind: 'mean', of: answeredRequest, unit: 'workingDay', better: 'less', population: '本年答复的服务事项，自提出次日至答复日的工作日数' },
  { ...requests, id: 'service.late', name: '超期未答复服务事项', aliases: [], kind: 'count', of: lateRequest, timing: 'stock', unit: 'case', better: 'less', population: '当天已过应答复日、还没有答复也没有撤回的服务事项' },
  { ...requests, id: 'service.ratings', name: '服务评价', aliases: [], kind: 'count', of: ratedRequest, unit: 'occurrence', better: 'neither', population: '本年作出的服务事项评价，改过的只计一次' },
  { ...requests, id: 'service.satisfaction', name: '服务满意度', aliases: ['服务专员满意度', '人才服务满意度'], kind: 'mean', of: ratedRequest, unit: 'score', better: 'more', population: '本年作出的服务事项评价的平均分，满分5分；有多少人评价另见“服务评价”' },
]
