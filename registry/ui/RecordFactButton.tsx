import { Button, DatePicker, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { isPlainDate } from '../../kernel/calendar/plain-date.ts'
import type { Id } from '../../kernel/types.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { useMe } from '../../kit/hooks.ts'
import { recordFact } from '../contract.ts'

/** A fact of the vocabulary that no table has a column for. */
export const RecordFactButton = ({ personId }: { personId: Id<'person'> }) => {
  const [open, setOpen] = useState(false)
  const [fact, setFact] = useState('')
  const [value, setValue] = useState('')
  const [source, setSource] = useState('')
  const [asOf, setAsOf] = useState('')
  const me = useMe()
  if (recordFact.may === 'public' || !me.data?.duty || !recordFact.may.includes(me.data.duty.role)) return null
  const ready = fact.trim() !== '' && value.trim() !== '' && source.trim().length >= 2 && isPlainDate(asOf)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {recordFact.label}
      </Button>
      <Modal
        open={open}
        title={recordFact.label}
        onCancel={() => setOpen(false)}
        footer={
          isPlainDate(asOf) && ready ? (
            <ActionButton action={recordFact} input={{ personId, fact, value: valueOf(value), source, asOf }} type="primary" done={() => `已登记“${fact.trim()}”`} onDone={() => setOpen(false)} />
          ) : (
            <Button type="primary" disabled>
              {recordFact.label}
            </Button>
          )
        }
      >
        <Form layout="vertical">
          <Form.Item label="事实名称" extra="用词表中的名称，例如 境外工作年限">
            <Input aria-label="事实名称" maxLength={60} value={fact} onChange={(event) => setFact(event.target.value)} />
          </Form.Item>
          <Form.Item label="值" extra="是、否、数字或文字">
            <Input aria-label="值" maxLength={500} value={value} onChange={(event) => setValue(event.target.value)} />
          </Form.Item>
          <Form.Item label="来源">
            <Input aria-label="来源" maxLength={100} value={source} onChange={(event) => setSource(event.target.value)} placeholder="部门或文件" />
          </Form.Item>
          <Form.Item label="截至日期" extra="来源在哪一天这样说">
            <DatePicker aria-label="截至日期" onChange={(_, text) => setAsOf(text ?? '')} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}

/** 是 and 否 are truth values, digits a number, everything else the words themselves. */
const valueOf = (text: string): string | number | boolean => {
  const typed = text.trim()
  if (typed === '是' || typed === '否') return typed === '是'
  return /^-?\d+(\.\d+)?$/.test(typed) && typed.length < 15 ? Number(typed) : typed
}
