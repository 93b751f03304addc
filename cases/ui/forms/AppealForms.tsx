import { Input, Radio } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { settleAppeal } from '../../appeal/contract.ts'
import { caseStates } from '../../contract.ts'
import type { FormProps } from '../DecisionDialog.tsx'
import { Foot } from './Foot.tsx'

/** What the office above answers to an applicant who asked that somebody else look. */
export const SettleAppealForm = ({ page, onDone }: FormProps) => {
  const [outcome, setOutcome] = useState<'dismissed' | 'upheld'>('dismissed')
  const [finding, setFinding] = useState('')
  if (!page.appeal) return null
  return (
    <>
      <p>原决定：{page.closedBecause}</p>
      <p>复核理由：{page.appeal.reason}</p>
      <Radio.Group
        value={outcome}
        onChange={(event) => setOutcome(event.target.value === 'upheld' ? 'upheld' : 'dismissed')}
        style={{ display: 'grid', gap: 8 }}
        options={[
          { value: 'dismissed', label: '维持原决定（最终决定）' },
          { value: 'upheld', label: '成立，撤销原决定，从作出决定的环节重新办理' },
        ]}
      />
      <Input.TextArea aria-label="复核结论" rows={4} maxLength={500} placeholder="复核结论：申报人会看到" value={finding} onChange={(event) => setFinding(event.target.value)} style={{ marginTop: 12 }} />
      <Foot>
        <ActionButton action={settleAppeal} input={{ appealId: page.appeal.id, outcome, finding }} type="primary" can={finding.trim().length >= 4} because="请写明复核结论" done={({ state }) => `复核已办结，办件为“${caseStates[state]}”`} onDone={onDone} />
      </Foot>
    </>
  )
}
