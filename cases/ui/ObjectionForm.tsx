import { useEffect, useRef, useState } from 'react'
import { useAct } from '../../kit/hooks.ts'
import { PlainField } from '../../kit/plain/PlainField.tsx'
import { Says } from '../../kit/plain/Says.tsx'
import { object } from '../contract.ts'
import type { NoticeRow } from '../reading/contract.ts'

const fewest = 10
const most = 2000

/** In the card of the notice, so that what it is about stays in sight. */
export const ObjectionForm = ({ notice, onDone, onCancel }: { notice: NoticeRow; onDone: (receipt: string) => void; onCancel: () => void }) => {
  const verb = useAct(object)
  const [reason, setReason] = useState('')
  const [name, setName] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])
  const length = reason.trim().length
  const send = () => verb.mutate({ noticeId: notice.id, reason, ...(name.trim() ? { name: name.trim() } : {}) }, { onSuccess: ({ receipt }) => onDone(receipt) })
  return (
    <section aria-label={`对“${notice.maskedName} ${notice.title}”提出异议`}>
      <div className="portal-question">
        <label htmlFor="objection-reason">事实和理由</label>
        <textarea id="objection-reason" ref={field} className="plain-field" rows={5} maxLength={most} value={reason} onChange={(event) => setReason(event.target.value)} />
        <p className="portal-quiet">
          {length < fewest ? `请写明事实和理由，不少于 ${fewest} 个字；` : ''}已写 {length} 字，至多 {most} 字
        </p>
      </div>
      <PlainField label="姓名（可不填，匿名也受理）" maxLength={60} value={name} onChange={setName} />
      {verb.error ? <Says tone="bad" title={verb.error.message} /> : null}
      <button type="button" className="portal-button" disabled={length < fewest || verb.isPending} aria-busy={verb.isPending} onClick={send}>
        {object.label}
      </button>
      <button type="button" className="portal-button portal-button-plain" onClick={onCancel}>
        不提了
      </button>
    </section>
  )
}
