import type { CountDefinition, FigureDefinition } from '../definition.ts'
import { closedCase, filedCase, overdueCase } from './sources.ts'

const shared = { kind: 'count', of: filedCase, unit: 'case', owner: '市委组织部人才办', source: '办件', better: 'neither', deduplication: '一件办件一条；退回补正后重报仍是同一件' } as const

/** States of a case that is under way, in the order of the procedure; the words are those of the case desk. */
export const openCaseStates = [
  ['verifying', '单位核验'],
  ['inReview', '审核中'],
  ['returned', '待补正'],
  ['suspended', '已中止'],
  ['onNotice', '公示中'],
  ['objected', '异议调查'],
  ['toDecide', '待审定'],
  ['appealed', '复核中'],
] as const

const inState = ([state, word]: (typeof openCaseStates)[number]): CountDefinition => ({ ...shared, id: `case.${state}`, name: `${word}的办件`, aliases: [], where: `state = '${state}'`, timing: 'stock', traces: 'now', population: `现在处于“${word}”的办件` })

export const caseDefinitions: readonly FigureDefinition[] = [
  { ...shared, id: 'case.filed', name: '本年申报', aliases: ['申报办件数'], timing: 'flow', traces: 'day', population: '本年1月1日起提交的办件，含已撤回的' },
  { ...shared, id: 'case.open', name: '在办办件', aliases: ['未办结办件'], timing: 'stock', traces: 'day', population: '已提交、未办结的办件' },
  ...openCaseStates.map(inState),
  { ...shared, id: 'case.decided', name: '本年审定', aliases: ['审定通过'], of: closedCase, where: `state = 'decided'`, timing: 'flow', traces: 'day', population: '本年审定通过的办件，按审定日期' },
  { ...shared, id: 'case.rejected', name: '本年不予通过', aliases: [], of: closedCase, where: `state = 'rejected'`, timing: 'flow', traces: 'day', population: '本年决定不予通过的办件' },
  { ...shared, id: 'case.overdue', name: '超期办件', aliases: ['逾期办件'], of: overdueCase, timing: 'stock', traces: 'now', better: 'less', population: '在办办件中至少一个在办步骤已过到期日的；到期日按工作日，补正、异议停表期间不算' },
  { ...shared, id: 'case.decision-days', name: '平均审定用时', aliases: ['平均办理时限'], kind: 'mean', of: closedCase, where: `state = 'decided'`, timing: 'flow', traces: 'day', unit: 'workingDay', better: 'less', population: '本年审定通过的办件，自提交次日至审定日的工作日数（国务院放假安排），含公示和补正的时间' },
]
