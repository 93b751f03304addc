import { Input, Radio } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { caseStates } from '../../contract.ts'
import { returnTo } from '../../office/contract.ts'
import type { FormProps } from '../DecisionDialog.tsx'
import { Foot } from './Foot.tsx'

/** 退回任一环节: which one, and why; what lies before it stands. */
export const ReturnForm = ({ page, onDone }: FormProps) => {
  const [stage, setStage] = useState<number>()
  const [reason, setReason] = useState('')
  const { stepId } = page
  if (!stepId) return null
  const here = page.steps.find(({ id }) => id === stepId)?.stage ?? 0
  const earlier = [...new Set(page.steps.map((step) => step.stage))].filter((one) => one < here)
  if (!earlier.length) return <p>这是第一个环节，前面没有可以退回的环节。材料不全的，请使用“退回补正”。</p>
  const namesOf = (one: number) => page.steps.filter((step) => step.stage === one && step.kind !== 'opinion').map(({ name, officeName }) => `${name}（${officeName}）`).join('、')
  return (
    <>
      <p>退回后开始新的一轮：所选环节之前的结果沿用，从所选环节起重新办理。</p>
      <Radio.Group value={stage ?? null} onChange={(event) => setStage(Number(event.target.value))} style={{ display: 'grid', gap: 8 }} options={earlier.map((one) => ({ value: one, label: namesOf(one) }))} />
      <Input.TextArea aria-label="理由" rows={3} maxLength={500} placeholder="理由：申报人会看到" value={reason} onChange={(event) => setReason(event.target.value)} style={{ marginTop: 12 }} />
      <Foot>
        {stage === undefined ? null : (
          <ActionButton action={returnTo} input={{ stepId, stage, reason }} type="primary" can={reason.trim().length >= 4} because="请写明理由" done={({ state, dueOn }) => `已退回，进入“${caseStates[state]}”，应于${dateText(dueOn)}前办结`} onDone={onDone} />
        )}
      </Foot>
    </>
  )
}
