import { useId, type InputHTMLAttributes } from 'react'

interface PlainFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'> {
  label: string
  value: string
  onChange: (value: string) => void
  /** What is wrong with it, said below and with the field. */
  wrong?: string | undefined
}

/** One line of writing on a phone, under its word. */
export const PlainField = ({ label, value, onChange, wrong, ...more }: PlainFieldProps) => {
  const id = useId()
  return (
    <div className="portal-question">
      <label htmlFor={id}>{label}</label>
      <input id={id} className="portal-field" autoComplete="off" {...more} value={value} aria-invalid={wrong !== undefined} aria-describedby={wrong ? `${id}-wrong` : undefined} onChange={(event) => onChange(event.target.value)} />
      {wrong ? (
        <p id={`${id}-wrong`} className="portal-off">
          {wrong}
        </p>
      ) : null}
    </div>
  )
}
