import { Input } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { moneyText, yuanText } from '../../../kit/format.ts'
import { fen, type Fen } from '../../../kernel/types.ts'
import { decide } from '../../contract.ts'
import type { FormProps } from '../DecisionDialog.tsx'

/** Yuan with at most two decimals to fen; undefined for anything else. No float ever touches it. */
export const fenOf = (text: string): Fen | undefined => {
  const parts = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.replaceAll(/[,，\s]/g, ''))
  return parts ? fen(BigInt(parts[1] ?? '0') * 100n + BigInt((parts[2] ?? '').padEnd(2, '0'))) : undefined
}

/** 审定 commits the money; what the clause fixes is shown, what it leaves to the body is asked. */
export const DecideForm = ({ page, onDone }: FormProps) => {
  const [opinion, setOpinion] = useState('')
  const { stepId } = page
  if (!stepId) return null
  return (
    <>
      {page.discretion ? (
        <Discretion discretion={page.discretion} />
      ) : page.amount === null ? (
        <p>该事项不给付资金，审定后即生效。</p>
      ) : (
        <p>
          审定后占用预算 <strong>{yuanText(page.amount)}</strong>，分 {page.schedule.length} 期拨付。金额按办件所依据的版本当场重算。
        </p>
      )}
      <Input.TextArea aria-label="意见" rows={3} maxLength={500} placeholder="意见（可不填）" value={opinion} onChange={(event) => setOpinion(event.target.value)} />
      <div style={{ marginTop: 16, textAlign: 'right' }}>
        <ActionButton
          action={decide}
          input={{ stepId, opinion }}
          type="primary"
          can={!page.discretion || page.discretion.decision !== null}
          because="请先登记会议决定"
          done={({ number, amount: given }) => (given === null ? `${number} 已审定` : `${number} 已审定，占用预算 ${moneyText(given)}`)}
          onDone={onDone}
        />
      </div>
    </>
  )
}

const Discretion = ({ discretion: { decision } }: { discretion: NonNullable<FormProps['page']['discretion']> }) =>
  decision ? (
    <p>
      {decision.body}会议决定（{decision.minutesNumber}）：审定后占用预算 <strong>{yuanText(decision.amount)}</strong>。
    </p>
  ) : (
    <p>该事项的金额由审定机构的会议决定，请先在“登记会议决定”中登记。</p>
  )
