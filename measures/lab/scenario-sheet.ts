import type { z } from 'zod'
import type { CellValue, SheetLayout } from '../../kernel/sheets/index.ts'
import { dateText, momentText } from '../../kit/format.ts'
import { breakdownWords, type getScenario } from './what-if-contract.ts'

export type Scenario = z.output<typeof getScenario.output>

const yuan = (fen: bigint | null | undefined): CellValue => (fen === null || fen === undefined ? null : Number(fen) / 100)

/** A scenario as one sheet: head, comparison, years, every breakdown; numbers stay numbers, money in yuan. */
export const scenarioSheet = (scenario: Scenario): { layout: SheetLayout; rows: CellValue[][] } => {
  const { answer } = scenario
  const { now, drafts } = answer
  const names = drafts.map(({ name }) => name)
  const line = (label: string, before: CellValue, of: (draft: Scenario['answer']['drafts'][number]) => CellValue): CellValue[] => ['比较', label, before, ...drafts.map(of)]
  const years = [...new Set([...(now?.years ?? []), ...drafts.flatMap((draft) => draft.years)].map(({ year }) => year))].toSorted((a, b) => (a ?? 9999) - (b ?? 9999))
  const rows: CellValue[][] = [
    ['方案', '编号', scenario.number],
    ['方案', '名称', scenario.title],
    ['方案', '事项', scenario.measureTitle],
    ['方案', '申请日', dateText(scenario.onDate)],
    ['方案', '测算对象数', scenario.subjects],
    ['方案', '测算人', scenario.madeByName],
    ['方案', '测算时间', momentText(scenario.madeAt)],
    line('符合', now?.eligible, (draft) => draft.eligible),
    line('尚不能确定', now?.unknown, (draft) => draft.unknown),
    line('不符合', now?.ineligible, (draft) => draft.ineligible),
    line('新增', null, (draft) => draft.newlyIn),
    line('减少', null, (draft) => draft.newlyOut),
    line('金额提高', null, (draft) => draft.raised),
    line('金额降低', null, (draft) => draft.lowered),
    line('金额合计（元）', yuan(now?.fen), (draft) => yuan(draft.fen)),
    ...years.map((year): CellValue[] => [
      '分年金额（元）', year === null ? '未定' : `${year}年`, yuan(now?.years.find((one) => one.year === year)?.fen), ...drafts.map((draft) => yuan(draft.years.find((one) => one.year === year)?.fen)),
    ]),
    ...(answer.budget?.years ?? []).map(({ year, appropriated, available, promised }): CellValue[] => ['预算（元）', `${year}年 ${answer.budget?.code ?? ''}`, `下达 ${String(yuan(appropriated) ?? '无')}，可用 ${String(yuan(available) ?? '无')}，已承诺 ${String(yuan(promised))}`]),
    ...groupRows(scenario),
    ...drafts.flatMap((draft): CellValue[][] => [[`影响：${draft.name}`, draft.fairness], ...draft.bearers.map(({ by, words }): CellValue[] => [`影响：${draft.name}`, breakdownWords[by], words])]),
  ]
  return { layout: { sheet: '测算方案', heads: ['部分', '项', '现行', ...names], widths: [22, 24, 24, ...names.map(() => 20)] }, rows }
}

/** Breakdown by breakdown: people due it, then money, now and in each scenario. */
const groupRows = ({ answer: { drafts } }: Scenario): CellValue[][] => {
  const first = drafts[0]
  return (first?.breakdowns ?? []).flatMap(({ by }) => {
    const of = drafts.map((draft) => draft.breakdowns.find((one) => one.by === by)?.groups ?? [])
    const keys = [...new Map(of.flat().map((group) => [group.key, group.label]))]
    return keys.flatMap(([key, label]): CellValue[][] => {
      const mine = of.map((groups) => groups.find((group) => group.key === key))
      const before = mine.find((group) => group !== undefined)
      return [
        [`按${breakdownWords[by]}：符合`, label, before?.eligibleNow, ...mine.map((group) => group?.eligible ?? 0)],
        [`按${breakdownWords[by]}：金额（元）`, label, yuan(before?.fenNow), ...mine.map((group) => yuan(group?.fen ?? 0n))],
      ]
    })
  })
}
