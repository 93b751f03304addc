import type { FigureDefinition } from '../definition.ts'
import { entitlement, measureEdition } from './sources.ts'

const matched = { of: entitlement, timing: 'cumulative', traces: 'now', owner: '市委组织部人才办', source: '最近一次全员匹配', better: 'neither', deduplication: '一个对象一个事项一次；同一人符合几个事项的，计几人次' } as const

export const policyDefinitions: readonly FigureDefinition[] = [
  {
    id: 'policy.in-force',
    name: '施行中的政策事项',
    aliases: ['政策事项数', '有效政策事项'],
    kind: 'count',
    of: measureEdition,
    timing: 'stock',
    traces: 'day',
    unit: 'measure',
    population: '当天在有效期内的事项；市级事项在各区县同样计入',
    deduplication: '一个事项只计当天施行的一个版本',
    owner: '市委组织部人才办',
    source: '政策库',
    better: 'neither',
  },
  { ...matched, id: 'policy.entitled', name: '符合政策条件', aliases: ['应享受政策人次'], kind: 'count', unit: 'occurrence', population: '最近一次匹配中符合条件的个人、单位和团队' },
  { ...matched, id: 'policy.entitled-money', name: '符合条件的资金', aliases: ['应兑现资金'], kind: 'sum', unit: 'fen', population: '最近一次匹配中符合条件者按条款应得的金额；互斥事项未扣除' },
]
