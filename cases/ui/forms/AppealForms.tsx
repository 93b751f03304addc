import { Input, Radio } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { appeal, settleAppeal } from '../../appeal/contract.ts'
import { caseStates } from '../../contract.ts'
import type { FormProps } from '../DecisionDialog.tsx'
import { Foot } from './Foot.tsx'

/** A rejected applicant asks once that somebody else look; and what he answers. */

export const AppealForm = ({ page, onDone }: FormProps) => {
  const [reason, setReason] = useState('')
  return (
    <>
      <p>由上一级机构中没有办过这一件的人复核，只能申请一次，复核决定是最终决定。{page.appealBy ? `请在${dateText(page.appealBy)}前提出。` : ''}</p>
      <Input.TextArea aria-label="理由" rows={5} maxLength={2000} placeholder="哪里认定有误、有什么证据，不少于 10 个字" value={reason} onChange={(event) => setReason(event.target.value)} />
      <div style={{ marginTop: 16 }}>
        <ActionButton action={appeal} input={{ caseId: page.id, reason }} type="primary" block size="large" can={reason.trim().length >= 10} because="请用不少于 10 个字写明理由" done={({ officeName, dueOn }) => `已申请，由${officeName}复核，应于${dateText(dueOn)}前办结`} onDone={onDone} />
      </div>
    </>
  )
}

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
