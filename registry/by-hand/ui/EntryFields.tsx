import { DatePicker, Form, Input, InputNumber, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { EntryKind } from '../kinds.ts'
import { formFields, type FormField } from './fields.ts'

/** The picker speaks dayjs; the form holds days as text and money in fen. */
const fromDay = (value: Dayjs | null) => value?.format('YYYY-MM-DD') ?? null
const toDay = (text: string | null | undefined) => ({ value: text ? dayjs(text) : null })
const fromYuan = (yuan: number | null) => (yuan === null ? null : String(Math.round(yuan * 100)))
const toYuan = (text: string | null | undefined) => ({ value: text ? Number(text) / 100 : null })

export const EntryFields = ({ kind }: { kind: EntryKind }) => (
  <>
    {formFields[kind].map((field) => (
      <Field key={`${kind}.${field.name}`} field={field} />
    ))}
    <Form.Item name="source" label="来源" extra="凭什么说：证书、公告、立项通知" required>
      <Input maxLength={100} placeholder="例如 授权公告原件" />
    </Form.Item>
    <Form.Item name="asOf" label="截至日期" extra="来源在哪一天这样说" required getValueFromEvent={fromDay} getValueProps={toDay}>
      <DatePicker format="YYYY年M月D日" />
    </Form.Item>
  </>
)

const Field = ({ field }: { field: FormField }) => {
  const { label, extra, needed = false } = field
  const item = { name: ['entry', field.name], label, extra, required: needed }
  switch (field.type) {
    case 'text':
      return <Form.Item {...item}><Input maxLength={field.most} placeholder={field.hint} /></Form.Item>
    case 'choice':
      return <Form.Item {...item}><Select options={field.among.map((value) => ({ value, label: value }))} /></Form.Item>
    case 'rank':
      return <Form.Item {...item}><InputNumber min={1} max={999} precision={0} prefix="第" suffix="位" /></Form.Item>
    case 'money':
      return <Form.Item {...item} getValueFromEvent={fromYuan} getValueProps={toYuan}><InputNumber min={0} max={1_000_000_000} precision={2} suffix="元" style={{ width: 220 }} /></Form.Item>
    case 'day':
      return <Form.Item {...item} getValueFromEvent={fromDay} getValueProps={toDay}><DatePicker format="YYYY年M月D日" /></Form.Item>
  }
}
