import { useState, type ReactNode } from 'react'
import { PlainArea } from './PlainField.tsx'
import { PlainDialog } from './PlainDialog.tsx'

interface PlainWordsProps {
  /** The word of the button, and of the dialog that it opens. */
  label: string
  /** What is about to happen, in one sentence. */
  says: ReactNode
  /** What the field is called. */
  ask: string
  can?: boolean
  /** Why it is off, in one sentence. */
  because?: string | undefined
  look?: 'first' | 'second' | 'link'
  most?: number
  /** The verb's own button, once there are words. */
  children: (words: string, ready: boolean, close: () => void) => ReactNode
}

const looks = { first: 'portal-button', second: 'portal-button portal-button-plain', link: 'plain-link' } as const

/** A verb that wants some words first, or a reason in writing; the button inside is the verb itself. */
export const PlainWords = ({ label, says, ask, can = true, because, look = 'second', most = 2000, children }: PlainWordsProps) => {
  const [open, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const close = () => {
    setOpen(false)
    setWords('')
  }
  return (
    <>
      <button type="button" className={looks[look]} disabled={!can} title={can ? undefined : because} onClick={() => setOpen(true)}>
        {label}
      </button>
      {can || !because ? null : <p className="portal-quiet">{because}</p>}
      {open ? (
        <PlainDialog title={label} onClose={close}>
          <p>{says}</p>
          <PlainArea label={ask} rows={4} maxLength={most} value={words} onChange={setWords} />
          {children(words.trim(), words.trim().length >= 4, close)}
        </PlainDialog>
      ) : null}
    </>
  )
}
