import { DatePicker, Form } from 'antd'
import type { Dayjs } from 'dayjs'
import { isPlainDate } from '../../../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../../../kernel/types.ts'

/** The picker speaks dayjs; the house speaks days as text. */
const dayText = (value: Dayjs | null): PlainDate | undefined => {
  const text = value?.format('YYYY-MM-DD') ?? ''
  return isPlainDate(text) ? text : undefined
}

/** A day in a form, kept as text. */
export const DayField = ({ name, label, extra, needed = true }: { name: string; label: string; extra?: string; needed?: boolean }) => (
  <Form.Item name={name} label={label} extra={extra} rules={needed ? [{ required: true, message: `请选择${label}` }] : []} getValueFromEvent={dayText} getValueProps={() => ({})}>
    <DatePicker format="YYYY年M月D日" />
  </Form.Item>
)
