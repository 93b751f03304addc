import { useRef, useState, type ReactNode, type SyntheticEvent } from 'react'
import { focusFirstWrong } from '../../../kit/plain/first-wrong.ts'
import { Says } from '../../../kit/plain/Says.tsx'
import type { EntryKind } from '../kinds.ts'
import { EntryFields } from './EntryFields.tsx'
import type { Typed } from './fields.ts'

interface RecordFormProps {
  kind: EntryKind
  typed: Typed
  onType: (typed: Typed) => void
  /** Sends what was typed; answers with what is wrong by field where nothing was sent. */
  send: () => Readonly<Record<string, string>>
  word: string
  busy: boolean
  error: string | undefined
  /** What stands before and after the fields of the kind. */
  before?: ReactNode
  renderAfter?: (wrong: Readonly<Record<string, string>>) => ReactNode
}

/** The form of a record: each sentence of the declaration stands beside its field, and the hand goes to the first. */
export const RecordForm = ({ kind, typed, onType, send, word, busy, error, before, renderAfter }: RecordFormProps) => {
  const form = useRef<HTMLFormElement>(null)
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({})
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const found = send()
    setWrong(found)
    if (Object.keys(found).length) focusFirstWrong(form.current)
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      {before}
      <EntryFields kind={kind} typed={typed} onType={(name, text) => onType({ ...typed, [name]: text })} wrong={wrong} />
      {renderAfter?.(wrong)}
      {error ? <Says tone="bad" title={error} /> : null}
      <button type="submit" className="portal-button" disabled={busy} aria-busy={busy}>
        {word}
      </button>
    </form>
  )
}
