import { useState } from 'react'
import type { Answers } from '../../cases/contract.ts'
import { PlainField } from '../../kit/plain/PlainField.tsx'
import { PlainChoices, PlainSelect } from '../../kit/plain/PlainSelect.tsx'
import type { Question } from './draft.ts'

export type AnswerValue = Answers[string]

interface FieldProps {
  question: Question
  value: AnswerValue | undefined
  onChange: (value: AnswerValue | undefined) => void
  /** It was to be sent without this: said beside it. */
  wanted: boolean
}

/** One fact that the city does not know, asked in the way that its type is easiest to give on a phone. */
export const MissingField = ({ question, value, onChange, wanted }: FieldProps) => {
  const { ask, type, codes, unit } = question
  const wrong = wanted && value === undefined ? '请回答这一项' : undefined
  switch (type) {
    case 'other':
      return <p>{ask}（这项信息要带材料到窗口登记，不能在手机上填写。）</p>
    case 'boolean':
      return <PlainChoices label={ask} options={[['true', '是'], ['false', '否']] as const} value={typeof value === 'boolean' ? (value ? 'true' : 'false') : undefined} onChange={(given) => onChange(given === 'true')} wrong={wrong} />
    case 'number':
    case 'money':
      return <NumberField question={question} value={value} onChange={onChange} wrong={wrong} unit={type === 'money' ? '元' : unit} />
    case 'date':
      return <PlainField label={ask} type="date" value={textOf(value)} onChange={(text) => onChange(text || undefined)} wrong={wrong} />
    case 'code':
      return <PlainSelect label={ask} none="请选择" options={codes.map((code) => [code, code] as const)} value={textOf(value) || undefined} onChange={onChange} wrong={wrong} />
    default:
      return <PlainField label={ask} maxLength={500} value={textOf(value)} onChange={(text) => onChange(text || undefined)} wrong={wrong} />
  }
}

/** A number as it is written on a phone, with the commas that people put in; what is none is said at once and kept as it stands. */
const NumberField = ({ question: { ask }, value, onChange, wrong, unit }: Omit<FieldProps, 'wanted'> & { wrong: string | undefined; unit: string | null }) => {
  const [typed, setTyped] = useState(() => (typeof value === 'number' ? String(value) : ''))
  const write = (text: string) => {
    setTyped(text)
    onChange(numberFrom(text))
  }
  const unread = typed.trim() !== '' && numberFrom(typed) === undefined ? '请填数字，例如 12000 或 12.5' : undefined
  return <PlainField label={unit ? `${ask}（${unit}）` : ask} inputMode="decimal" maxLength={20} value={typed} onChange={write} wrong={unread ?? wrong} />
}

/** Full-width figures and commas are read as what they mean. */
const numberFrom = (text: string): number | undefined => {
  const plain = text.normalize('NFKC').replaceAll(/[\s,]/g, '')
  return /^\d{1,12}(\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined
}

const textOf = (value: AnswerValue | undefined): string => (typeof value === 'string' ? value : '')
