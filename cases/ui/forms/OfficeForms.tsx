import { Input, Select } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import type { Id } from '../../../kernel/types.ts'
import { caseStates } from '../../contract.ts'
import { colleagues, delegate, release, resume, suspend } from '../../office/contract.ts'
import type { FormProps } from '../DecisionDialog.tsx'
import { Foot } from './Foot.tsx'

/** How the office arranges the work: put back, hand over, let rest, go on. */

export const ReleaseForm = ({ page, onDone }: FormProps) => {
  const [reason, setReason] = useState('')
  const { stepId } = page
  if (!stepId) return null
  const step = page.steps.find(({ id }) => id === stepId)
  const mine = step?.mine ?? false
  return (
    <>
      <p>{mine ? '放回后，本机构任何一位同事都可以办理。' : `这一步由${step?.heldBy ?? '同事'}领办。放回后，本机构任何一位同事都可以办理；请写明原因。`}</p>
      <Input.TextArea aria-label="原因" rows={2} maxLength={500} placeholder={mine ? '原因（可不填）' : '例如：同事请假'} value={reason} onChange={(event) => setReason(event.target.value)} />
      <Foot>
        <ActionButton action={release} input={{ stepId, reason }} type="primary" can={mine || reason.trim().length >= 4} because="请写明原因" done={() => '已放回本机构待办'} onDone={onDone} />
      </Foot>
    </>
  )
}

export const DelegateForm = ({ page, onDone }: FormProps) => {
  const { stepId } = page
  return stepId ? <Delegate stepId={stepId} onDone={onDone} /> : null
}

const Delegate = ({ stepId, onDone }: { stepId: Id<'step'>; onDone: () => void }) => {
  const asked = useAsk(colleagues, { stepId })
  const [accountId, setAccountId] = useState<Id<'account'>>()
  const [reason, setReason] = useState('')
  const options = asked.data?.colleagues.map(({ accountId: value, name }) => ({ value, label: name })) ?? []
  return (
    <>
      <p>时限不变。申报人只看到“在本机构内移交”，看不到姓名。</p>
      <Select aria-label="移交给" placeholder="移交给哪位同事" style={{ width: '100%', marginBottom: 12 }} loading={asked.isPending} options={options} value={accountId ?? null} onChange={setAccountId} notFoundContent="本机构没有其他在岗的同事" />
      <Input.TextArea aria-label="理由" rows={2} maxLength={500} placeholder="理由，例如：外出学习一周" value={reason} onChange={(event) => setReason(event.target.value)} />
      <Foot>
        {accountId ? (
          <ActionButton action={delegate} input={{ stepId, accountId, reason }} type="primary" can={reason.trim().length >= 4} because="请写明理由" done={({ name }) => `已移交${name}`} onDone={onDone} />
        ) : null}
      </Foot>
    </>
  )
}

export const SuspendForm = ({ page, onDone }: FormProps) => {
  const [reason, setReason] = useState('')
  const { stepId } = page
  if (!stepId) return null
  return (
    <>
      <p>用于等待外部核查。办件暂停计时，申报人会看到原因；查清后请恢复办理。</p>
      <Input.TextArea aria-label="中止的原因" rows={3} maxLength={500} placeholder="例如：等待公安机关核查学历证书" value={reason} onChange={(event) => setReason(event.target.value)} />
      <Foot>
        <ActionButton action={suspend} input={{ stepId, reason }} type="primary" can={reason.trim().length >= 4} because="请写明原因" done={() => '已中止，停止计时'} onDone={onDone} />
      </Foot>
    </>
  )
}

export const ResumeForm = ({ page, onDone }: FormProps) => {
  const [finding, setFinding] = useState('')
  const { stepId } = page
  if (!stepId) return null
  return (
    <>
      <p>中止的原因：{page.suspendedBecause ?? '无'}</p>
      <Input.TextArea aria-label="查清的结果" rows={3} maxLength={500} placeholder="查清的结果" value={finding} onChange={(event) => setFinding(event.target.value)} />
      <Foot>
        <ActionButton action={resume} input={{ stepId, finding }} type="primary" can={finding.trim().length >= 4} because="请写明结果" done={({ state, dueOn }) => `已恢复，进入“${caseStates[state]}”，应于${dateText(dueOn)}前办结`} onDone={onDone} />
      </Foot>
    </>
  )
}
