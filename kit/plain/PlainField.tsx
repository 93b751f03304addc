import { useId, type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes } from 'react'
import { FieldFrame, wrongness } from './FieldFrame.tsx'

interface Written {
  label: ReactNode
  value: string
  onChange: (value: string) => void
  /** What is wrong with it, said below and with the field. */
  wrong?: string | undefined
  hint?: ReactNode
}

interface PlainFieldProps extends Written, Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'> {}

/** One line of writing on a phone, under its word; a day with `type="date"`. */
export const PlainField = ({ label, value, onChange, wrong, hint, ...more }: PlainFieldProps) => {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} wrong={wrong} hint={hint}>
      <input id={id} className="plain-field" autoComplete="off" {...(more.type === 'date' ? { max: '9999-12-31' } : {})} {...more} value={value} {...wrongness(id, wrong, hint)} onChange={(event) => onChange(event.target.value)} />
    </FieldFrame>
  )
}

interface PlainAreaProps extends Written, Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange'> {}

/** Some sentences. */
export const PlainArea = ({ label, value, onChange, wrong, hint, ...more }: PlainAreaProps) => {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} wrong={wrong} hint={hint}>
      <textarea id={id} className="plain-field" rows={3} {...more} value={value} {...wrongness(id, wrong, hint)} onChange={(event) => onChange(event.target.value)} />
    </FieldFrame>
  )
}
