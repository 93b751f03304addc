import { AutoComplete, Button, DatePicker, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { isPlainDate } from '../../kernel/calendar/plain-date.ts'
import type { Id } from '../../kernel/types.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { useAsk, useMay } from '../../kit/hooks.ts'
import { recordableFacts, recordFact } from '../contract.ts'

type Recordable = z.output<typeof recordableFacts.output>['facts'][number]

/** A fact of the vocabulary that no table has a column for; other names are kept as notes. */
export const RecordFactButton = ({ personId }: { personId: Id<'person'> }) => {
  const [open, setOpen] = useState(false)
  const [fact, setFact] = useState('')
  const [value, setValue] = useState('')
  const [source, setSource] = useState('')
  const [asOf, setAsOf] = useState('')
  const may = useMay(recordFact)
  const facts = useAsk(recordableFacts, {}, { enabled: may && open }).data?.facts ?? []
  if (!may) return null
  const known = facts.find(({ name }) => name === fact.trim())
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
            <ActionButton action={recordFact} input={{ personId, fact, value: valueOf(value, known), source, asOf }} type="primary" done={() => `已登记“${fact.trim()}”`} onDone={() => setOpen(false)} />
          ) : (
            <Button type="primary" disabled>
              {recordFact.label}
            </Button>
          )
        }
      >
        <Form layout="vertical">
          <Form.Item label="事实名称" extra={known || fact.trim() === '' ? '规则读到的事实可以从下面选' : '规则不读这个名称，只作备注保存'}>
            <AutoComplete
              aria-label="事实名称"
              maxLength={60}
              value={fact}
              options={facts.map(({ name }) => ({ value: name }))}
              showSearch={{ filterOption: (typed, option) => option?.value.includes(typed.trim()) ?? false }}
              onChange={(name: string) => {
                setFact(name)
                setValue('')
              }}
            />
          </Form.Item>
          <Form.Item label="值" extra={extraOf(known)}>
            {known && choicesOf(known).length > 0 ? (
              <Select aria-label="值" value={value || null} options={choicesOf(known).map((choice) => ({ value: choice }))} onChange={(chosen: string | null) => setValue(chosen ?? '')} />
            ) : (
              <Input aria-label="值" maxLength={500} value={value} suffix={known?.unit} onChange={(event) => setValue(event.target.value)} />
            )}
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

const choicesOf = ({ type, codes }: Recordable): readonly string[] => (type === 'boolean' ? ['是', '否'] : codes)

const extraOf = (known: Recordable | undefined): string | undefined => {
  switch (known?.type) {
    case undefined:
      return '是、否、数字或文字'
    case 'number':
    case 'money':
      return '写数字'
    case 'date':
      return '写日期，例如 2026-07-01'
    default:
      return undefined
  }
}

/** 是 and 否 are truth values, digits a number, everything else the words themselves; a text of the vocabulary stays one even when it is made of digits. */
const valueOf = (text: string, known: Recordable | undefined): string | number | boolean => {
  const typed = text.trim()
  if (known?.type === 'text' || known?.type === 'code') return typed
  if (typed === '是' || typed === '否') return typed === '是'
  return /^-?\d+(\.\d+)?$/.test(typed) && typed.length < 15 ? Number(typed) : typed
}
