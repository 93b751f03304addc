import { useState } from 'react'
import { dateText } from '../../../kit/format.ts'
import { PlainAction } from '../../../kit/plain/PlainAction.tsx'
import { PlainArea } from '../../../kit/plain/PlainField.tsx'
import { useKept } from '../../../kit/plain/use-kept.ts'
import type { Id } from '../../../kernel/types.ts'
import { appeal } from '../../appeal/contract.ts'
import { supplement, withdraw } from '../../contract.ts'
import { DocumentsField } from '../../documents/ui/DocumentsField.tsx'
import type { FormProps } from '../DecisionDialog.tsx'

/** What the applicant may do with his case: of plain elements, because he does it on a phone; an employer's clerk and the window meet the same at their desk. */

/** What was lacking stands above; the answer goes back to the office that asked. */
export const SupplementForm = ({ page, onDone }: FormProps) => {
  const note = useKept(`supplement.${page.id}`)
  const [documents, setDocuments] = useState<Id<'document'>[]>([])
  const done = () => {
    note.drop()
    onDone()
  }
  return (
    <>
      <p>请{page.supplementDueOn ? `于${dateText(page.supplementDueOn)}前` : ''}逐项说明：</p>
      <ul>
        {page.lacking.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <PlainArea label="补正说明" rows={4} maxLength={1000} value={note.text} onChange={note.write} />
      <DocumentsField personId={page.personId ?? undefined} chosen={documents} onChange={setDocuments} />
      <PlainAction action={supplement} input={{ caseId: page.id, answers: {}, note: note.text, documents }} can={note.text.trim().length > 0 || documents.length > 0} because="请填写说明，或提交材料" done={({ dueOn }) => `补正已提交，应于${dateText(dueOn)}前办结`} onDone={done} />
    </>
  )
}

export const WithdrawForm = ({ page, onDone }: FormProps) => {
  const [note, setNote] = useState('')
  return (
    <>
      <p>撤回后这一件不再办理；符合条件时可以重新申报。</p>
      <PlainArea label="撤回原因" rows={2} maxLength={200} placeholder="可不填" value={note} onChange={setNote} />
      <PlainAction action={withdraw} input={{ caseId: page.id, note }} done={() => `${page.number} 已撤回`} onDone={onDone} />
    </>
  )
}

/** A rejected applicant asks once that somebody else look. */
export const AppealForm = ({ page, onDone }: FormProps) => {
  const reason = useKept(`appeal.${page.id}`)
  const done = () => {
    reason.drop()
    onDone()
  }
  return (
    <>
      <p>由上一级机构中没有办过这一件的人复核，只能申请一次，复核决定是最终决定。{page.appealBy ? `请在${dateText(page.appealBy)}前提出。` : ''}</p>
      <PlainArea label="理由" rows={5} maxLength={2000} placeholder="哪里认定有误、有什么证据，不少于 10 个字" value={reason.text} onChange={reason.write} />
      <PlainAction action={appeal} input={{ caseId: page.id, reason: reason.text }} can={reason.text.trim().length >= 10} because="请用不少于 10 个字写明理由" done={({ officeName, dueOn }) => `已申请，由${officeName}复核，应于${dateText(dueOn)}前办结`} onDone={done} />
    </>
  )
}
