import { useState } from 'react'
import { z } from 'zod'
import type { Id } from '../../../kernel/types.ts'
import { Answered } from '../../../kit/Answered.tsx'
import { useAct, useAsk, useMay, useMe } from '../../../kit/hooks.ts'
import { PlainAction } from '../../../kit/plain/PlainAction.tsx'
import { PlainDialog } from '../../../kit/plain/PlainDialog.tsx'
import { PlainArea } from '../../../kit/plain/PlainField.tsx'
import { PlainWords } from '../../../kit/plain/PlainWords.tsx'
import { tell } from '../../../kit/plain/told.tsx'
import { wrongFields } from '../../../kit/plain/wrong-fields.ts'
import type { RecordedFact } from '../../contract.ts'
import { amendRecord, getRecord, recordActs, verifyRecord, withdrawRecord } from '../contract.ts'
import { Entry, type EntryKind } from '../kinds.ts'
import { typedOf, wireOf, type Typed } from './fields.ts'
import { RecordForm } from './RecordForm.tsx'

/** Beside a record of one of the four kinds: what became of it, and the verbs on it. */
export const RecordButton = ({ fact: { record, rowId, text } }: { fact: RecordedFact }) => {
  const [open, setOpen] = useState(false)
  const role = useMe().data?.duty?.role
  const row = getRecord.input.safeParse({ kind: record, recordId: rowId })
  if (!row.success || getRecord.may === 'public' || role === undefined || !getRecord.may.includes(role)) return null
  return (
    <>
      <button type="button" className="plain-link" onClick={() => setOpen(true)}>
        办理
      </button>
      {open ? (
        <PlainDialog title="登记的经历" onClose={() => setOpen(false)}>
          <p>{text}</p>
          <RecordPanel {...row.data} onDone={() => setOpen(false)} />
        </PlainDialog>
      ) : null}
    </>
  )
}

const RecordPanel = ({ kind, recordId, onDone }: { kind: EntryKind; recordId: Id<'record'>; onDone: () => void }) => {
  const asked = useAsk(getRecord, { kind, recordId })
  const [amending, setAmending] = useState(false)
  const role = useMe().data?.duty?.role
  const mayVerify = useMay(verifyRecord)
  const mayAmend = useMay(amendRecord)
  return (
    <Answered of={asked}>
      {(record) => {
        const because = !record.byHand ? amendRecord.refusals.notByHand : record.verification === 'disputed' ? amendRecord.refusals.disputed : role === 'talent' && record.verification === 'verified' ? amendRecord.refusals.verified : undefined
        if (amending) return <AmendForm recordId={recordId} entry={record.entry} source={record.source} asOf={record.asOf} onDone={onDone} />
        return (
          <>
            {record.changes.length > 0 ? (
              <ul>
                {record.changes.map(({ act, reason, at, before }) => (
                  <li key={at + act}>
                    {at} {recordActs[act]}：{reason}。以前：{before.map(({ label, value }) => `${label} ${value}`).join('，')}
                  </li>
                ))}
              </ul>
            ) : (
              <p>登记以后没有改动。</p>
            )}
            {mayVerify ? (
              <PlainWords
                label={verifyRecord.label}
                says="核对材料原件与登记一致后，记为已核验，来源改为本部门。登记、改正的人不能自己核验。"
                ask="核对了什么材料"
                look="first"
                most={200}
                can={record.verification === 'declared'}
                because={record.verification === 'verified' ? verifyRecord.refusals.alreadyVerified : verifyRecord.refusals.disputed}
              >
                {(document, ready) => <PlainAction action={verifyRecord} input={{ kind, recordId, document }} can={ready} because="请写明核对了什么材料" done={({ source }) => `已核验，来源：${source}`} onDone={onDone} />}
              </PlainWords>
            ) : null}
            {mayAmend ? (
              <>
                <button type="button" className="portal-button portal-button-plain" disabled={because !== undefined} onClick={() => setAmending(true)}>
                  {amendRecord.label}
                </button>
                <PlainWords label={withdrawRecord.label} says="撤回后不再作数，依据它的政策重新判断；登记过什么、为什么撤回都留着。" ask="撤回的理由" most={200} can={because === undefined} because={because}>
                  {(reason, ready) => <PlainAction action={withdrawRecord} input={{ kind, recordId, reason }} can={ready} because="请写明撤回的理由" done={() => '已撤回'} onDone={onDone} />}
                </PlainWords>
              </>
            ) : null}
          </>
        )
      }}
    </Answered>
  )
}

const AmendForm = ({ recordId, entry, source, asOf, onDone }: { recordId: Id<'record'>; entry: Entry; source: string; asOf: string; onDone: () => void }) => {
  const [typed, setTyped] = useState<Typed>(() => ({ ...typedOf(entry.kind, z.encode(Entry, entry)), source, asOf }))
  const [reason, setReason] = useState('')
  const amend = useAct(amendRecord)
  const send = () => {
    const input = amendRecord.input.safeParse({ recordId, entry: wireOf(entry.kind, typed), source: typed['source'] ?? '', asOf: typed['asOf'] ?? '', reason })
    if (!input.success) return wrongFields(input.error)
    amend.mutate(input.data, {
      onSuccess: () => {
        tell('已改正，要重新核验')
        onDone()
      },
    })
    return {}
  }
  return (
    <RecordForm
      kind={entry.kind}
      typed={typed}
      onType={setTyped}
      send={send}
      word={amendRecord.label}
      busy={amend.isPending}
      error={amend.error?.message}
      renderAfter={(wrong) => <PlainArea label="改正的理由" required rows={2} maxLength={200} value={reason} onChange={setReason} wrong={wrong['reason']} />}
    />
  )
}
