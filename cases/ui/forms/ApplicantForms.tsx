import { Input } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import type { Id } from '../../../kernel/types.ts'
import { supplement, withdraw } from '../../contract.ts'
import { DocumentsField } from '../../documents/ui/DocumentsField.tsx'
import type { FormProps } from '../DecisionDialog.tsx'

/** What was lacking stands above; the answer goes back to the office that asked. */
export const SupplementForm = ({ page, onDone }: FormProps) => {
  const [note, setNote] = useState('')
  const [documents, setDocuments] = useState<Id<'document'>[]>([])
  return (
    <>
      <p>
        请{page.supplementDueOn ? `于${dateText(page.supplementDueOn)}前` : ''}逐项说明：{page.lacking.join('；')}
      </p>
      <Input.TextArea aria-label="补正说明" rows={4} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
      <DocumentsField personId={page.personId ?? undefined} chosen={documents} onChange={setDocuments} />
      <div style={{ marginTop: 16 }}>
        <ActionButton action={supplement} input={{ caseId: page.id, answers: {}, note, documents }} type="primary" block size="large" can={note.trim().length > 0 || documents.length > 0} because="请填写说明，或提交材料" done={({ dueOn }) => `补正已提交，应于${dateText(dueOn)}前办结`} onDone={onDone} />
      </div>
    </>
  )
}

export const WithdrawForm = ({ page, onDone }: FormProps) => {
  const [note, setNote] = useState('')
  return (
    <>
      <p>撤回后这一件不再办理；符合条件时可以重新申报。</p>
      <Input.TextArea aria-label="撤回原因" rows={2} maxLength={200} placeholder="原因（可不填）" value={note} onChange={(event) => setNote(event.target.value)} />
      <div style={{ marginTop: 16 }}>
        <ActionButton action={withdraw} input={{ caseId: page.id, note }} danger block size="large" done={() => `${page.number} 已撤回`} onDone={onDone} />
      </div>
    </>
  )
}
