import { Button, DatePicker, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { isPlainDate } from '../../../kernel/calendar/plain-date.ts'
import type { Id, PlainDate } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { useMe } from '../../../kit/hooks.ts'
import { contactKindNames, contactKinds, recordContact, type ContactKind } from '../contract.ts'
import { dayText } from './words.ts'

const kinds = contactKindNames.map((value) => ({ value, label: contactKinds[value] }))

/** A visit or a call: when, what was said, and when the next is. */
export const ContactButton = ({ personId }: { personId: Id<'person'> }) => {
  const me = useMe().data
  const [open, setOpen] = useState(false)
  const [kind, setKind] = useState<ContactKind>('call')
  const [on, setOn] = useState<PlainDate>()
  const [nextOn, setNextOn] = useState<PlainDate>()
  const [words, setWords] = useState('')
  if (me?.duty?.role !== 'specialist') return null
  const day = on ?? (isPlainDate(me.today) ? me.today : undefined)
  const close = () => {
    setOpen(false)
    setWords('')
    setOn(undefined)
    setNextOn(undefined)
  }
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {recordContact.label}
      </Button>
      <Modal
        open={open}
        title={recordContact.label}
        onCancel={close}
        footer={day ? <ActionButton action={recordContact} input={{ personId, kind, on: day, words: words.trim(), ...(nextOn ? { nextOn } : {}) }} type="primary" can={words.trim().length >= 4} because="请写明谈了什么" done={() => '已记下'} onDone={close} /> : null}
      >
        <Form layout="vertical">
          <Form.Item label="方式">
            <Select<ContactKind> aria-label="方式" value={kind} options={kinds} onChange={setKind} />
          </Form.Item>
          <Form.Item label="日期（不选就是今天）" htmlFor="contact-on">
            <DatePicker id="contact-on" format="YYYY年M月D日" onChange={(value) => setOn(dayText(value))} />
          </Form.Item>
          <Form.Item label="谈了什么" htmlFor="contact-words">
            <Input.TextArea id="contact-words" rows={4} maxLength={2000} value={words} onChange={(event) => setWords(event.target.value)} />
          </Form.Item>
          <Form.Item label="约定的下次联系（可以不填）" htmlFor="contact-next">
            <DatePicker id="contact-next" format="YYYY年M月D日" onChange={(value) => setNextOn(dayText(value))} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
