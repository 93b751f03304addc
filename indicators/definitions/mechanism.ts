import type { FigureDefinition } from '../definition.ts'
import { employer, finishedStep, payWait, recognitionCase, walkedCase } from './mechanism-sources.ts'
import { anniversary } from './sources.ts'

const office = { owner: '市委组织部人才办', better: 'more' } as const
const words = { 1: ['one', '一'], 3: ['three', '三'], 5: ['five', '五'] } as const

/** Of those whose introduction became so many years old this year, who had not left by that day. */
const retention = (years: keyof typeof words): readonly FigureDefinition[] => {
  const [id, word] = words[years]
  const base = { ...office, kind: 'count', of: anniversary, timing: 'flow', traces: 'day', unit: 'person', source: '人才库：引进、任职、流出记录', deduplication: '一人只计首次引进' } as const
  return [
    { ...base, id: `retention.${id}.due`, name: `本年引进满${word}年的人`, aliases: [], where: `years = ${years}`, population: `首次引进在本年1月1日至时点之间满${word}年的，含已离开的` },
    { ...base, id: `retention.${id}.kept`, name: `本年引进满${word}年仍在的人`, aliases: [], where: `years = ${years} and kept`, population: `首次引进在本年满${word}年，满${word}年那天没有离开本市的；离开后又回来任职的算在` },
    { ...office, kind: 'ratio', unit: 'share', id: `retention.${id}`, name: `本年引进满${word}年留存率`, aliases: [], numerator: `retention.${id}.kept`, denominator: { figure: `retention.${id}.due` }, population: `本年引进满${word}年仍在的 ÷ 本年引进满${word}年的`, deduplication: base.deduplication, source: base.source },
  ]
}

const mean = { kind: 'mean', timing: 'flow', traces: 'day', unit: 'workingDay', better: 'less', owner: '市委组织部人才办', source: '办件' } as const

/** How the city works: who stays, how long things take. */
export const mechanismDefinitions: readonly FigureDefinition[] = [
  ...retention(1),
  ...retention(3),
  ...retention(5),
  { ...mean, id: 'case.recognition-days', name: '人才认定平均用时', aliases: ['认定平均用时'], of: recognitionCase, population: '本年审定、据以认定人才类别的办件，自提交次日至审定日的工作日数', deduplication: '一件办件一条' },
  { ...mean, id: 'case.step-days', name: '环节平均用时', aliases: [], of: finishedStep, population: '本年办完的环节，自开始次日至办完的工作日数', deduplication: '一轮一个环节一条' },
  { ...mean, unit: 'item', id: 'case.steps', name: '办件平均环节数', aliases: ['平均环节数'], of: walkedCase, population: '本年办结的办件走过的环节数，补正后重走的也计', deduplication: '一件办件一条' },
  { ...mean, id: 'fund.pay-days', name: '到账平均用时', aliases: ['兑付平均用时'], owner: '市财政局', source: '资金台账：分期', of: payWait, population: '本年付出的各期，自应付日次日至付款日的工作日数；提前付的记0', deduplication: '一期一条' },
  { ...office, kind: 'count', id: 'employer.total', name: '在库用人单位', aliases: ['在库单位数'], of: employer, timing: 'stock', traces: 'day', unit: 'place', source: '人才库：单位', population: '人才库中登记的用人单位，不论规模', deduplication: '一个统一社会信用代码一家' },
]
