import type { ReactNode } from 'react'

interface FieldFrameProps {
  id: string
  label: ReactNode
  /** What is wrong with it, said below and with the field. */
  wrong?: string | undefined
  /** What helps to fill it. */
  hint?: ReactNode
  children: ReactNode
}

/** A field under its word, with what is wrong beside it. */
export const FieldFrame = ({ id, label, wrong, hint, children }: FieldFrameProps) => (
  <div className="portal-question">
    <label htmlFor={id}>{label}</label>
    {children}
    {hint ? (
      <p id={`${id}-hint`} className="portal-quiet">
        {hint}
      </p>
    ) : null}
    {wrong ? (
      <p id={`${id}-wrong`} className="portal-off">
        {wrong}
      </p>
    ) : null}
  </div>
)

/** How a field says aloud that something is wrong with it; the first one is found by it (first-wrong.ts). */
export const wrongness = (id: string, wrong: string | undefined, hint?: ReactNode) => ({
  'aria-invalid': wrong !== undefined,
  'aria-describedby': [hint ? `${id}-hint` : '', wrong ? `${id}-wrong` : ''].filter(Boolean).join(' ') || undefined,
})
