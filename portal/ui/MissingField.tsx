import { Form, Input, InputNumber, Radio, Select } from 'antd'
import type { Answers } from '../../cases/contract.ts'
import type { Question } from './draft.ts'

export type AnswerValue = Answers[string]

interface FieldProps {
  question: Question
  value: AnswerValue | undefined
  onChange: (value: AnswerValue | undefined) => void
}

/** One fact that the city does not know, asked in the way that its type is easiest to give on a phone. */
export const MissingField = ({ question, value, onChange }: FieldProps) => {
  const id = `fact-${question.fact}`
  if (question.type === 'other') return <p>{question.ask}（这项信息要带材料到窗口登记，不能在手机上填写。）</p>
  return (
    <Form.Item label={question.ask} htmlFor={id} layout="vertical">
      <Control id={id} question={question} value={value} onChange={onChange} />
    </Form.Item>
  )
}

const Control = ({ id, question: { ask, type, codes, unit }, value, onChange }: FieldProps & { id: string }) => {
  switch (type) {
    case 'boolean':
      return (
        <Radio.Group id={id} aria-label={ask} value={value} onChange={(event) => onChange(event.target.value === true)} optionType="button" size="large">
          <Radio value>是</Radio>
          <Radio value={false}>否</Radio>
        </Radio.Group>
      )
    case 'number':
    case 'money': {
      const suffix = type === 'money' ? '元' : (unit ?? '')
      return <InputNumber id={id} inputMode="decimal" size="large" min={0} style={{ width: '100%' }} suffix={suffix} value={typeof value === 'number' ? value : null} onChange={(given) => onChange(given ?? undefined)} />
    }
    case 'date':
      return <Input id={id} type="date" size="large" max="9999-12-31" value={textOf(value)} onChange={(event) => onChange(event.target.value || undefined)} />
    case 'code':
      return <Select id={id} size="large" style={{ width: '100%' }} allowClear placeholder="请选择" value={textOf(value) || null} options={codes.map((code) => ({ value: code, label: code }))} onChange={(code: string | null) => onChange(code ?? undefined)} />
    default:
      return <Input id={id} size="large" maxLength={500} value={textOf(value)} onChange={(event) => onChange(event.target.value || undefined)} />
  }
}

const textOf = (value: AnswerValue | undefined): string => (typeof value === 'string' ? value : '')
