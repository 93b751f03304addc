import { Input, Select } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { useAsk } from '../../../kit/hooks.ts'
import type { Id } from '../../../kernel/types.ts'
import { assignInquirer, noteInquiry } from '../../inquiry/contract.ts'
import { colleagues } from '../../office/contract.ts'
import type { FormProps } from '../DecisionDialog.tsx'
import { Foot } from './Foot.tsx'

/** An objection is looked into by somebody who had no hand in the case, and what he finds is written down. */

export const InquirerForm = ({ page, onDone }: FormProps) => {
  const { stepId } = page
  const objection = page.objections.find(({ state }) => state === 'pending')
  return stepId && objection ? <Assign stepId={stepId} objectionId={objection.id} reason={objection.reason} onDone={onDone} /> : <p>没有待办的异议。</p>
}

const Assign = ({ stepId, objectionId, reason, onDone }: { stepId: Id<'step'>; objectionId: Id<'objection'>; reason: string; onDone: () => void }) => {
  const asked = useAsk(colleagues, { stepId })
  const [accountId, setAccountId] = useState<Id<'account'>>()
  return (
    <>
      <p>{reason}</p>
      <Select
        aria-label="调查人"
        placeholder="由谁调查（办过这一件的人不能调查）"
        style={{ width: '100%' }}
        loading={asked.isPending}
        options={asked.data?.colleagues.map(({ accountId: value, name }) => ({ value, label: name })) ?? []}
        value={accountId ?? null}
        onChange={setAccountId}
        notFoundContent="本机构没有其他在岗的同事"
      />
      <Foot>{accountId ? <ActionButton action={assignInquirer} input={{ objectionId, accountId }} type="primary" done={({ name }) => `已指定${name}调查`} onDone={onDone} /> : null}</Foot>
    </>
  )
}

export const NoteForm = ({ page, onDone }: FormProps) => {
  const [note, setNote] = useState('')
  const objection = page.objections.find(({ state }) => state === 'pending')
  if (!objection) return <p>没有待办的异议。</p>
  return (
    <>
      <p>{objection.reason}</p>
      <Input.TextArea aria-label="调查经过" rows={4} maxLength={2000} placeholder="向谁核实、看了什么、结果如何；申报人看不到" value={note} onChange={(event) => setNote(event.target.value)} />
      <Foot>
        <ActionButton action={noteInquiry} input={{ objectionId: objection.id, note }} type="primary" can={note.trim().length >= 4} because="请写明调查经过" done={() => '已记录'} onDone={onDone} />
      </Foot>
    </>
  )
}
