import { Button, DatePicker, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { isPlainDate } from '../../kernel/calendar/plain-date.ts'
import { documentTypes, type DocumentType } from '../../kernel/codes/identity-document.ts'
import type { Id } from '../../kernel/types.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { useMe } from '../../kit/hooks.ts'
import { addDocument, documentHands } from '../documents/contract.ts'

/** A second document of one person: the passport beside the residence permit, with the name on it. */
export const AddDocumentButton = ({ personId }: { personId: Id<'person'> }) => {
  const [open, setOpen] = useState(false)
  const [documentType, setType] = useState<DocumentType>('护照')
  const [number, setNumber] = useState('')
  const [name, setName] = useState('')
  const [validTo, setValidTo] = useState('')
  const [source, setSource] = useState('')
  const me = useMe()
  const role = me.data?.duty?.role
  if (!documentHands.some((one) => one === role)) return null
  const ready = number.trim() !== '' && name.trim() !== '' && source.trim().length >= 2
  return (
    <>
      <Button onClick={() => setOpen(true)}>{addDocument.label}</Button>
      <Modal
        open={open}
        title={addDocument.label}
        onCancel={() => setOpen(false)}
        footer={<ActionButton action={addDocument} input={{ personId, documentType, number, name, validTo: isPlainDate(validTo) ? validTo : null, source }} type="primary" can={ready} because="请填写号码、证件上的姓名和来源" done={() => '已登记，今后凭这个证件也找得到他'} onDone={() => setOpen(false)} />}
      >
        <Form layout="vertical">
          <Form.Item label="证件类型">
            <Select aria-label="证件类型" value={documentType} onChange={setType} options={documentTypes.map((value) => ({ value, label: value }))} />
          </Form.Item>
          <Form.Item label="证件号码">
            <Input aria-label="证件号码" maxLength={40} value={number} onChange={(event) => setNumber(event.target.value)} />
          </Form.Item>
          <Form.Item label="证件上的姓名" extra="外文姓名照证件填写">
            <Input aria-label="证件上的姓名" maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
          </Form.Item>
          <Form.Item label="有效期止">
            <DatePicker aria-label="有效期止" placeholder="长期或不清楚就不填" onChange={(_, text) => setValidTo(text ?? '')} />
          </Form.Item>
          <Form.Item label="来源">
            <Input aria-label="来源" maxLength={100} value={source} onChange={(event) => setSource(event.target.value)} placeholder="例如 窗口核验原件" />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
