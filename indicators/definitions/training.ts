import type { FigureDefinition } from '../definition.ts'
import { trainingYear } from './sources.ts'

const shared = { of: trainingYear, timing: 'flow', traces: 'year', owner: '市人社局', source: '继续教育签到', better: 'more', deduplication: '一人一年一条' } as const

export const trainingDefinitions: readonly FigureDefinition[] = [
  { ...shared, id: 'training.people', name: '参加继续教育', aliases: ['继续教育人数'], kind: 'count', unit: 'person', population: '本年有签到学时的人' },
  { ...shared, id: 'training.fulfilled', name: '继续教育达标', aliases: ['学时达标人数'], kind: 'count', where: 'fulfilled', unit: 'person', population: '本年学时达到年度要求的人' },
  { id: 'training.fulfilled-share', name: '继续教育达标率', aliases: [], kind: 'ratio', unit: 'share', numerator: 'training.fulfilled', denominator: { figure: 'training.people' }, population: '达标人数 ÷ 有签到学时的人数', deduplication: shared.deduplication, owner: shared.owner, source: shared.source, better: 'more' },
]
