import { yuan, type Fen } from '../../kernel/types.ts'

/** 风险分级: which confirmations go straight through and which somebody looks at. Declared rules, each with the sentence that the reviewer reads. */

/** Above this a person looks, in fen. */
export const amountLine: Fen = yuan(100_000)
/** Days for which a replaced account counts as changed lately. */
export const accountDays = 30

export interface Risk {
  amount: Fen | null
  /** Every fact behind the yes was verified by its source. */
  verified: boolean
  account: { changed: boolean; shared: boolean }
  breaches: number
  /** The clause asks a body to settle the amount. */
  decidedByBody: boolean
  /** The person has asked that people decide, not a rule (个人信息保护法 第二十四条). */
  byHand: boolean
  /** The edition in force is one that two persons have published as 免申即享. */
  proactive: boolean
}

interface TierRule {
  holds: (risk: Risk) => boolean
  says: string
}
export const byHandSays = '本人要求由工作人员决定，不按规则直接办理'
export const tierRules: readonly TierRule[] = [
  { holds: ({ amount }) => amount !== null && amount > amountLine, says: `金额超过 ${amountLine / 1_000_000n} 万元` },
  { holds: ({ verified }) => !verified, says: '有信息未经来源部门核实' },
  { holds: ({ account }) => account.changed, says: `收款账户在 ${accountDays} 天内换过` },
  { holds: ({ account }) => account.shared, says: '收款账户也登记在别人名下' },
  { holds: ({ breaches }) => breaches > 0, says: '有服务期违约正在核查' },
  { holds: ({ decidedByBody }) => decidedByBody, says: '金额由审定机关决定' },
  { holds: ({ byHand }) => byHand, says: byHandSays },
  { holds: ({ proactive }) => !proactive, says: '现行版本不再是免申即享' },
]

/** Straight through only when no rule holds; the reasons in the order of the rules. */
export const tierOf = (risk: Risk): { tier: 'straight' | 'look'; reasons: string[] } => {
  const reasons = tierRules.filter(({ holds }) => holds(risk)).map(({ says }) => says)
  return { tier: reasons.length ? 'look' : 'straight', reasons }
}
