import { Form, Input } from 'antd'
import { useState } from 'react'
import { addMonths, plainDate } from '../../../kernel/calendar/plain-date.ts'
import { fen, type PlainDate } from '../../../kernel/types.ts'
import { dateText, yuanText } from '../../../kit/format.ts'
import { FormButton } from '../../ui/FormButton.tsx'
import { agreePlan, type ClaimPage } from '../claim-contract.ts'

/** Equal monthly terms that come to the debt; the last one takes the odd fen. */
export const PlanButton = ({ claim, today }: { claim: ClaimPage; today: string }) => {
  const [count, setCount] = useState('6')
  const months = /^\d{1,2}$/.test(count) ? Math.min(60, Number(count)) : 0
  const terms = termsOf(claim.outstandingFen, months, plainDate(today))
  return (
    <FormButton
      action={agreePlan}
      says={`尚欠 ${yuanText(claim.outstandingFen)}，从下个月起每月还一期；改计划时旧的一版留底。`}
      fixed={{ claimId: claim.id, terms: terms.map(({ dueOn, amount }) => ({ dueOn, amount: amount.toString() })) }}
      fields={[]}
      can={claim.outstandingFen > 0n}
      because="这笔款已经收齐或核销"
      done={({ version }) => `已商定第 ${version} 版还款计划`}
    >
      <Form.Item label="分几个月还" htmlFor="plan-months" extra={terms[0] ? `每期约 ${yuanText(terms[0].amount)}，末期 ${dateText(terms.at(-1)?.dueOn ?? today)}` : '1 到 60'}>
        <Input id="plan-months" inputMode="numeric" value={count} onChange={(event) => setCount(event.target.value)} />
      </Form.Item>
    </FormButton>
  )
}

const termsOf = (owed: bigint, months: number, today: PlainDate) => {
  if (months < 1) return []
  const each = owed / BigInt(months)
  return Array.from({ length: months }, (_, index) => ({ dueOn: addMonths(today, index + 1), amount: fen(index === months - 1 ? owed - each * BigInt(months - 1) : each) })).filter(({ amount }) => amount > 0n)
}
