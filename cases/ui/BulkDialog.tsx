import { Input, Modal } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../kit/ActionButton.tsx'
import type { Id } from '../../kernel/types.ts'
import { bulkReject, bulkSendBack, type BulkReport } from '../bulk/contract.ts'
import { Foot } from './forms/Foot.tsx'

export type BulkVerb = 'sendBack' | 'reject'

interface BulkDialogProps {
  asking: BulkVerb | undefined
  stepIds: readonly Id<'step'>[]
  onClose: () => void
  onDone: (report: BulkReport['report']) => void
}

/** One reason for all that were chosen; each applicant reads it as it is written here. */
export const BulkDialog = ({ asking, stepIds, onClose, onDone }: BulkDialogProps) => {
  const settled = ({ report }: BulkReport) => {
    onClose()
    onDone(report)
  }
  return (
    <Modal open={asking !== undefined} title={`${asking === 'reject' ? bulkReject.label : bulkSendBack.label}：${stepIds.length} 件`} footer={null} onCancel={onClose} destroyOnHidden>
      {asking === 'reject' ? <Reject stepIds={[...stepIds]} onDone={settled} /> : <SendBack stepIds={[...stepIds]} onDone={settled} />}
    </Modal>
  )
}

interface FormProps {
  stepIds: Id<'step'>[]
  onDone: (report: BulkReport) => void
}

const SendBack = ({ stepIds, onDone }: FormProps) => {
  const [text, setText] = useState('')
  const lacking = text.split('\n').map((line) => line.trim()).filter(Boolean)
  return (
    <>
      <p>一行写一项，每位申报人都会照原样看到。</p>
      <Input.TextArea aria-label="需要补正的内容" rows={4} value={text} onChange={(event) => setText(event.target.value)} />
      <Foot>
        <ActionButton action={bulkSendBack} input={{ stepIds, lacking }} type="primary" can={lacking.length > 0 && lacking.length <= 10 && lacking.every((line) => line.length >= 2)} because="请写明缺什么，至多 10 项" done={({ done }) => `已退回补正 ${done} 件`} onDone={onDone} />
      </Foot>
    </>
  )
}

const Reject = ({ stepIds, onDone }: FormProps) => {
  const [clause, setClause] = useState('')
  const [opinion, setOpinion] = useState('')
  return (
    <>
      <Input aria-label="条款" placeholder="不符合的条款，例如 第十二条（材料不实）" maxLength={100} value={clause} onChange={(event) => setClause(event.target.value)} style={{ marginBottom: 12 }} />
      <Input.TextArea aria-label="理由" rows={3} maxLength={500} placeholder="理由：每位申报人都会看到" value={opinion} onChange={(event) => setOpinion(event.target.value)} />
      <Foot>
        <ActionButton action={bulkReject} input={{ stepIds, ground: { clause: clause.trim() }, opinion }} danger type="primary" can={clause.trim().length >= 2 && opinion.trim().length >= 4} because="请写明条款和理由" confirm={`对 ${stepIds.length} 件作出不予通过的决定？`} done={({ done }) => `不予通过 ${done} 件`} onDone={onDone} />
      </Foot>
    </>
  )
}
