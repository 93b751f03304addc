import type { FigureDefinition } from '../definition.ts'
import { demandHire, demandPost, demandSeat } from './demand-sources.ts'

const office = { owner: '市人社局', traces: 'day', source: '引才需求：用人单位填报、区县审看通过的岗位' } as const
const seat = '一席一条，一个岗位要招几人就是几席'

/** What employers look for, and how short the city is of it. */
export const demandDefinitions: readonly FigureDefinition[] = [
  { ...office, id: 'demand.open', name: '在招岗位', aliases: ['在招岗位数', '招聘中的岗位'], kind: 'count', of: demandPost, timing: 'stock', unit: 'item', better: 'neither', population: '区县审看通过、当天还没有招满也没有结束的岗位', deduplication: '一个岗位一条' },
  { ...office, id: 'demand.posted', name: '本年公开岗位', aliases: ['本年发布岗位'], kind: 'count', of: demandPost, timing: 'flow', unit: 'item', better: 'neither', population: '本年1月1日起审看通过的岗位', deduplication: '一个岗位一条' },
  { ...office, id: 'demand.wanted', name: '本年引才需求人数', aliases: ['本年需求人数', '岗位需求人数'], kind: 'count', of: demandSeat, timing: 'flow', unit: 'person', better: 'neither', population: '本年1月1日起公开的岗位要招的人数', deduplication: seat },
  { ...office, id: 'demand.vacancies', name: '空缺岗位人数', aliases: ['空缺人数', '岗位空缺人数', '空缺岗位', '岗位空缺'], kind: 'count', of: demandSeat, timing: 'stock', unit: 'person', better: 'less', population: '在招岗位里当天还没有招到人的席位；过了截止日的不算', deduplication: seat },
  { ...office, id: 'demand.hired', name: '本年岗位招到人数', aliases: ['需求岗位招到人数'], kind: 'count', of: demandHire, timing: 'flow', unit: 'person', better: 'more', population: '本年凭已核验的引进记录登记到岗位上的人', deduplication: '一次引进只算给一个岗位' },
  { ...office, id: 'demand.fill-days', name: '岗位招到平均用时', aliases: ['平均招聘用时'], kind: 'mean', of: demandHire, timing: 'flow', unit: 'workingDay', better: 'less', population: '本年招到的人，自岗位公开次日至招到的工作日数', deduplication: '一次引进只算给一个岗位' },
  { ...office, id: 'demand.shortage', name: '岗位空缺率', aliases: ['人才紧缺程度', '紧缺度'], kind: 'ratio', unit: 'share', numerator: 'demand.vacancies', denominator: { figure: 'talent.total' }, better: 'less', population: '空缺岗位人数 ÷ 人才总量：每百名人才对应多少空缺', deduplication: seat },
]
