import { ColumnCity, inForceOn, type Edition, type Plan, type PolicyLibrary, type Vocabulary } from '../policy/index.ts'

const wayWords = { kernel: '内核', 'computed column': '先算一列', rows: '逐人' } as const
const amountWords = { none: '没有金额', constant: '定额 × 人数', tiers: '按表或算式，在内核里求和', rows: '逐人计算一次后保存' } as const

/** How the column engine computes each condition and amount; nobody's facts are needed. */
export function planOf(library: PolicyLibrary, on: string): Plan {
  const inForce = inForceOn(library.editions, on)
  const plans = [...Map.groupBy(library.editions, (edition) => library.vocabularyOf(edition))].map(([vocabulary, editions]) => planWith(vocabulary, editions, on, inForce))
  const sum = (pick: (plan: Plan) => number) => plans.reduce((total, plan) => total + pick(plan), 0)
  return { measures: plans.flatMap(({ measures }) => measures), distinctAtoms: sum((plan) => plan.distinctAtoms), kernel: sum((plan) => plan.kernel), computed: sum((plan) => plan.computed), rows: sum((plan) => plan.rows) }
}

function planWith(vocabulary: Vocabulary, editions: readonly Edition[], on: string, inForce: ReadonlyMap<string, Edition>): Plan {
  return new ColumnCity(vocabulary).plan(editions, on, inForce)
}

/** The same for a reader at a terminal. */
export function planText(plan: Plan): string {
  const lines = plan.measures.flatMap(({ measure, edition, conditions, amount }) => [
    `${measure} 第 ${edition} 版`,
    ...conditions.flatMap(({ says, rule, way, atoms, why }) => [
      `  [${wayWords[way]}] ${says}`,
      ...(rule === '' ? [] : [`      ${rule}`]),
      ...(atoms.length === 0 ? [] : [`      → ${atoms.join('；')}`]),
      ...(why === undefined ? [] : [`      ${why}`]),
    ]),
    `  金额：${amountWords[amount.way]}${amount.why === undefined ? '' : `（${amount.why}）`}`,
    '',
  ])
  const conditions = plan.kernel + plan.computed + plan.rows
  return [...lines, `${plan.measures.length} 个版本 ${conditions} 个条件：${plan.kernel} 个全在内核，${plan.computed} 个先算一列，${plan.rows} 个逐人；不同的测试共 ${plan.distinctAtoms} 项`, ''].join('\n')
}
