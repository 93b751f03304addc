import { App, Button, Form, Modal, Radio } from 'antd'
import { useState } from 'react'
import type { Id } from '../../../kernel/types.ts'
import { useAct, useMe } from '../../../kit/hooks.ts'
import { correctable } from '../../corrections/contract.ts'
import { enterers, enterRecord } from '../contract.ts'
import { entryKindNames, type EntryKind } from '../kinds.ts'
import { EntryFields } from './EntryFields.tsx'
import { wireOf } from './fields.ts'

interface Values {
  entry?: Record<string, unknown>
  source?: string
  asOf?: string
}

/** A project, patent, contest or part-time post of a person, from a paper on the desk. */
export const EnterRecordButton = ({ personId }: { personId: Id<'person'> }) => {
  const [open, setOpen] = useState(false)
  const [kind, setKind] = useState<EntryKind>('project')
  const { message } = App.useApp()
  const [form] = Form.useForm()
  const enter = useAct(enterRecord)
  const role = useMe().data?.duty?.role
  if (!enterers.some((one) => one === role)) return null
  const submit = (values: Values) => {
    const input = enterRecord.input.safeParse({ personId, entry: wireOf(kind, values.entry), source: values.source ?? '', asOf: values.asOf ?? '' })
    if (!input.success) {
      // The name of a field is its path in the input, so each sentence stands beside its field.
      form.setFields(input.error.issues.map((issue) => ({ name: issue.path.filter((part) => typeof part !== 'symbol'), errors: [issue.message] })))
      return
    }
    enter.mutate(input.data, {
      onSuccess: () => {
        void message.success('已登记，核验之前是“申报”')
        setOpen(false)
        form.resetFields()
      },
      onError: (error) => void message.error(error.message, 6),
    })
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{enterRecord.label}</Button>
      <Modal open={open} title={enterRecord.label} okText="登记" cancelText="取消" confirmLoading={enter.isPending} onOk={() => form.submit()} onCancel={() => setOpen(false)} destroyOnHidden>
        <Form form={form} layout="vertical" onFinish={submit}>
          <Form.Item label="类别">
            <Radio.Group aria-label="类别" optionType="button" value={kind} onChange={(event) => setKind(entryKindNames.find((one) => one === event.target.value) ?? 'project')} options={entryKindNames.map((value) => ({ value, label: correctable[value].says }))} />
          </Form.Item>
          <EntryFields kind={kind} />
        </Form>
      </Modal>
    </>
  )
}
