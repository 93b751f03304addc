import { Input, Radio } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { caseStates, settleObjection } from '../../contract.ts'
import type { FormProps } from '../DecisionDialog.tsx'

const outcomes = { dismissed: '不成立，继续公示', review: '成立，撤销公示，重新审核', rejected: '成立，不予通过' } as const
type Outcome = keyof typeof outcomes

/** The oldest open objection: what was found, and what follows from it. */
export const SettleForm = ({ page, onDone }: FormProps) => {
  const [is, setIs] = useState<Outcome>('dismissed')
  const [finding, setFinding] = useState('')
  const [clause, setClause] = useState('')
  const objection = page.objections.find(({ state }) => state === 'pending')
  if (!objection) return <p>没有待办的异议。</p>
  const outcome = is === 'rejected' ? { is, clause: clause.trim() } : { is }
  return (
    <>
      <p>
        {objection.objectorName ?? '匿名'}：{objection.reason}
      </p>
      <Radio.Group value={is} onChange={(event) => setIs(event.target.value as Outcome)} style={{ display: 'grid', gap: 8 }}>
        {Object.entries(outcomes).map(([key, words]) => (
          <Radio key={key} value={key}>
            {words}
          </Radio>
        ))}
      </Radio.Group>
      {is === 'rejected' ? <Input aria-label="条款" placeholder="不符合的条款，例如 第九条" maxLength={100} value={clause} onChange={(event) => setClause(event.target.value)} style={{ marginTop: 8 }} /> : null}
      <Input.TextArea aria-label="调查结论" rows={3} maxLength={500} placeholder="调查结论" value={finding} onChange={(event) => setFinding(event.target.value)} style={{ marginTop: 12 }} />
      <div style={{ marginTop: 16, textAlign: 'right' }}>
        <ActionButton
          action={settleObjection}
          input={{ objectionId: objection.id, finding, outcome }}
          type="primary"
          can={finding.trim().length >= 4 && (is !== 'rejected' || clause.trim().length >= 2)}
          because="请写明调查结论"
          done={({ state }) => `异议已办结，办件进入“${caseStates[state]}”`}
          onDone={onDone}
        />
      </div>
    </>
  )
}
