import { awardStates, instalmentStates, payers, ways } from '../../../fund/contract.ts'
import { payeeRoles } from '../../../fund/payees/contract.ts'
import type { PaperPart } from '../../../kernel/pdf/paper.ts'
import { dateText, yuanText } from '../../../kit/format.ts'
import type { CaseFile } from './gather.ts'

type Award = NonNullable<CaseFile['award']>

/** The money of the decision: gross, tax withheld and net, who pays it and who receives it, instalment by instalment. */
export const awardParts = (award: Award | null): PaperPart[] => {
  if (!award) return []
  const { instalments, outside } = award
  const sum = (of: 'amountFen' | 'taxFen' | 'netFen') => instalments.reduce((total, instalment) => total + instalment[of], 0n)
  const tax = sum('taxFen')
  const shares = [['市级', award.cityShareFen], ['区县', award.countyShareFen], ...outside.map(({ name, amount }) => [`${name}（不走财政科目）`, amount] as const)] as const
  return [
    { is: 'heading', text: '资助' },
    {
      is: 'pairs',
      pairs: [
        ['审定', `${dateText(award.decidedOn)}，应发 ${yuanText(award.amountFen)}，${awardStates[award.state]}`],
        ['代扣个税、实发', tax > 0n ? `代扣 ${yuanText(tax)}，实发 ${yuanText(sum('netFen'))}` : `不代扣，实发 ${yuanText(sum('netFen'))}`],
        ['享受对象', award.payeeName],
        ['负担', `${shares.map(([name, amount]) => `${name} ${yuanText(amount)}`).join('，')}；${ways[award.way]}`],
      ],
    },
    {
      is: 'table',
      heads: ['期', '应付日', '应发', '代扣个税', '实发', '收款人', '承担方', '届时条件', '归档时状态'],
      widths: [0.5, 1.9, 1.7, 1.4, 1.7, 2.2, 1.4, 2.4, 1.2],
      rows: instalments.map(({ no, dueOn, amountFen, taxFen, netFen, payeeRole, payeeName, payer, condition, state }) => [
        String(no),
        dateText(dueOn),
        yuanText(amountFen),
        yuanText(taxFen),
        yuanText(netFen),
        payeeRole === null ? award.payeeName : `${payeeName ?? '待定'}（${payeeRoles[payeeRole]}）`,
        payer === null ? '先行支付的科目' : payers[payer],
        condition ?? '无',
        instalmentStates[state],
      ]),
    },
  ]
}
