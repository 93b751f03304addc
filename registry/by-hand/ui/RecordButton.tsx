import { App, Button, Form, Input, Modal, Space } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import type { Id } from '../../../kernel/types.ts'
import { useAct, useAsk, useMe } from '../../../kit/hooks.ts'
import { Answer } from '../../../kit/Page.tsx'
import type { RecordedFact } from '../../contract.ts'
import { AskReasonButton } from '../../ui/AskReasonButton.tsx'
import { amendRecord, getRecord, recordActs, verifyRecord, withdrawRecord } from '../contract.ts'
import { Entry, type EntryKind } from '../kinds.ts'
import { EntryFields } from './EntryFields.tsx'
import { wireOf } from './fields.ts'

/** Beside a record of one of the four kinds: what became of it, and the verbs on it. */
export const RecordButton = ({ fact: { record, rowId, text } }: { fact: RecordedFact }) => {
  const [open, setOpen] = useState(false)
  const role = useMe().data?.duty?.role
  const row = getRecord.input.safeParse({ kind: record, recordId: rowId })
  if (!row.success || getRecord.may === 'public' || role === undefined || !getRecord.may.includes(role)) return null
  return (
    <>
      <Button size="small" type="link" onClick={() => setOpen(true)}>
        办理
      </Button>
      <Modal open={open} title="登记的经历" footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <p>{text}</p>
        <RecordPanel {...row.data} onDone={() => setOpen(false)} />
      </Modal>
    </>
  )
}

const RecordPanel = ({ kind, recordId, onDone }: { kind: EntryKind; recordId: Id<'record'>; onDone: () => void }) => {
  const asked = useAsk(getRecord, { kind, recordId })
  const [amending, setAmending] = useState(false)
  const role = useMe().data?.duty?.role
  const mayAmend = amendRecord.may !== 'public' && role !== undefined && amendRecord.may.includes(role)
  return (
    <Answer of={asked}>
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
            <Space wrap>
              <AskReasonButton
                action={verifyRecord}
                type="primary"
                says="核对材料原件与登记一致后，记为已核验，来源改为本部门。登记、改正的人不能自己核验。"
                ask="核对了什么材料"
                input={(document) => ({ kind, recordId, document })}
                done={({ source }) => `已核验，来源：${source}`}
                onDone={onDone}
                can={record.verification === 'declared'}
                because={record.verification === 'verified' ? verifyRecord.refusals.alreadyVerified : verifyRecord.refusals.disputed}
              />
              {mayAmend ? (
                <Button disabled={because !== undefined} title={because} onClick={() => setAmending(true)}>
                  {amendRecord.label}
                </Button>
              ) : null}
              <AskReasonButton
                action={withdrawRecord}
                says="撤回后不再作数，依据它的政策重新判断；登记过什么、为什么撤回都留着。"
                ask="撤回的理由"
                input={(reason) => ({ kind, recordId, reason })}
                done={() => '已撤回'}
                onDone={onDone}
                can={because === undefined}
                {...(because === undefined ? {} : { because })}
              />
            </Space>
          </>
        )
      }}
    </Answer>
  )
}

interface Values {
  entry?: Record<string, unknown>
  source?: string
  asOf?: string
  reason?: string
}

const AmendForm = ({ recordId, entry, source, asOf, onDone }: { recordId: Id<'record'>; entry: Entry; source: string; asOf: string; onDone: () => void }) => {
  const { message } = App.useApp()
  const [form] = Form.useForm()
  const amend = useAct(amendRecord)
  const submit = (values: Values) => {
    const input = amendRecord.input.safeParse({ recordId, entry: wireOf(entry.kind, values.entry), source: values.source ?? '', asOf: values.asOf ?? '', reason: values.reason ?? '' })
    if (!input.success) {
      form.setFields(input.error.issues.map((issue) => ({ name: issue.path.filter((part) => typeof part !== 'symbol'), errors: [issue.message] })))
      return
    }
    amend.mutate(input.data, {
      onSuccess: () => {
        void message.success('已改正，要重新核验')
        onDone()
      },
      onError: (error) => void message.error(error.message, 6),
    })
  }
  return (
    <Form form={form} layout="vertical" onFinish={submit} initialValues={{ entry: z.encode(Entry, entry), source, asOf }}>
      <EntryFields kind={entry.kind} />
      <Form.Item name="reason" label="改正的理由" required>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={amend.isPending}>
        {amendRecord.label}
      </Button>
    </Form>
  )
}
