import { Button, DatePicker, Form, Input, Modal, Select, type ButtonProps } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import type { z } from 'zod'
import type { ActionDeclaration } from '../../kernel/action.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { moneyText } from '../../kit/format.ts'
import { fenOfYuan } from './amount.ts'
import { useMay } from './use-may.ts'

export interface Field {
  key: string
  label: string
  kind: 'line' | 'text' | 'day' | 'money' | 'choice'
  choices?: Readonly<Record<string, string>>
  hint?: string
  /** Left out of what is sent while it is empty. */
  optional?: boolean
}

interface FormButtonProps<I extends z.ZodType, O extends z.ZodType, R extends string> {
  action: ActionDeclaration<I, O, R>
  says?: string
  fields: readonly Field[]
  /** What the page knows already, as it goes over the wire. */
  fixed: Readonly<Record<string, unknown>>
  done: (output: z.output<O>) => string
  onDone?: (output: z.output<O>) => void
  can?: boolean
  because?: string
  danger?: boolean
  /** Another word than the verb's own, where the page makes it plainer. */
  label?: string
  size?: NonNullable<ButtonProps['size']>
  /** Fields that no simple input gives: they stand below and bring their own wire value. */
  children?: React.ReactNode
}

/** A verb that wants a few things in writing: the contract's own schema says what is still missing. */
export const FormButton = <I extends z.ZodType, O extends z.ZodType, R extends string>({ action, says, fields, fixed, done, onDone, can = true, because = '', danger = false, label, size, children }: FormButtonProps<I, O, R>) => {
  const [asking, setAsking] = useState(false)
  const [values, setValues] = useState<Record<string, string>>({})
  if (!useMay(action)) return null
  const wire = { ...fixed, ...Object.fromEntries(fields.flatMap((field) => (field.optional && !values[field.key] ? [] : [[field.key, wireOf(field, values[field.key] ?? '')]]))) }
  const read = action.input.safeParse(wire)
  const set = (key: string, value: string) => setValues((before) => ({ ...before, [key]: value }))
  return (
    <>
      <Button danger={danger} disabled={!can} title={can ? '' : because} {...(size ? { size } : {})} onClick={() => setAsking(true)}>
        {label ?? action.label}
      </Button>
      <Modal
        open={asking}
        title={label ?? action.label}
        onCancel={() => setAsking(false)}
        footer={
          read.success ? (
            <ActionButton
              action={action}
              {...(label ? { label } : {})}
              input={read.data}
              danger={danger}
              type="primary"
              done={done}
              onDone={(output) => {
                setAsking(false)
                setValues({})
                onDone?.(output)
              }}
            />
          ) : (
            <Button type="primary" disabled title={read.error.issues[0]?.message ?? ''}>
              {action.label}
            </Button>
          )
        }
      >
        {says ? <p>{says}</p> : null}
        <Form layout="vertical">
          {fields.map((field) => (
            <Form.Item key={field.key} label={field.label} htmlFor={`form-${field.key}`} extra={field.kind === 'money' ? moneyHint(values[field.key] ?? '') : field.hint}>
              <FieldInput field={field} value={values[field.key] ?? ''} onChange={(value) => set(field.key, value)} />
            </Form.Item>
          ))}
          {children}
        </Form>
      </Modal>
    </>
  )
}

const wireOf = ({ kind }: Field, value: string): unknown => (kind === 'money' ? (fenOfYuan(value)?.toString() ?? '') : value)

const moneyHint = (text: string): string => {
  const read = fenOfYuan(text)
  return read ? moneyText(read) : text ? '写作 1200000 或 1,200,000.50，最多两位小数' : ''
}

const FieldInput = ({ field, value, onChange }: { field: Field; value: string; onChange: (value: string) => void }) => {
  const id = `form-${field.key}`
  if (field.kind === 'choice') return <Select id={id} value={value === '' ? null : value} options={Object.entries(field.choices ?? {}).map(([key, label]) => ({ value: key, label }))} onChange={onChange} />
  if (field.kind === 'text') return <Input.TextArea id={id} rows={3} value={value} onChange={(event) => onChange(event.target.value)} />
  if (field.kind === 'day') return <DatePicker id={id} format="YYYY年M月D日" value={value ? dayjs(value) : null} onChange={(day) => onChange((Array.isArray(day) ? day[0] : day)?.format('YYYY-MM-DD') ?? '')} />
  return <Input id={id} inputMode={field.kind === 'money' ? 'decimal' : 'text'} value={value} onChange={(event) => onChange(event.target.value)} />
}
