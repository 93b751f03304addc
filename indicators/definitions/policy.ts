import type { FigureDefinition } from '../definition.ts'
import { measureEdition } from './sources.ts'

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
]
