import { useId, type ReactNode } from 'react'
import { FieldFrame, wrongness } from './FieldFrame.tsx'

interface PlainSelectProps<V extends string> {
  label: ReactNode
  /** In the order in which they are offered, each with its word. */
  options: readonly (readonly [V, string])[]
  value: V | undefined
  onChange: (value: V | undefined) => void
  /** The word of nothing chosen; left out, one of the options always is. */
  none?: string
  wrong?: string | undefined
  hint?: ReactNode
}

/** One of many, by the phone's own wheel. */
export const PlainSelect = <V extends string>({ label, options, value, onChange, none, wrong, hint }: PlainSelectProps<V>) => {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} wrong={wrong} hint={hint}>
      <select id={id} className="plain-field" value={value ?? ''} {...wrongness(id, wrong, hint)} onChange={(event) => onChange(options.find(([one]) => one === event.target.value)?.[0])}>
        {none === undefined ? null : <option value="">{none}</option>}
        {options.map(([one, word]) => (
          <option key={one} value={one}>
            {word}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}

/** One of few, all in sight. */
export const PlainChoices = <V extends string>({ label, options, value, onChange, wrong }: Omit<PlainSelectProps<V>, 'none' | 'hint'>) => {
  const id = useId()
  return (
    <fieldset className="portal-choices" {...wrongness(id, wrong)}>
      <legend>{label}</legend>
      {options.map(([one, word]) => (
        <label key={one}>
          <input type="radio" name={id} value={one} checked={value === one} onChange={() => onChange(one)} />
          {word}
        </label>
      ))}
      {wrong ? (
        <p id={`${id}-wrong`} className="portal-off">
          {wrong}
        </p>
      ) : null}
    </fieldset>
  )
}
