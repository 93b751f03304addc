import { useState } from 'react'
import type { z } from 'zod'
import type { ActionDeclaration } from '../../kernel/action.ts'
import { useAct, useMay } from '../hooks.ts'
import { Says } from './Says.tsx'
import { tell } from './told.tsx'

interface PlainActionProps<I extends z.ZodType, O extends z.ZodType, R extends string> {
  action: ActionDeclaration<I, O, R>
  input: z.output<I>
  /** The same rule that guards the server; when it says no the button is off and the sentence below says why. */
  can?: boolean
  because?: string | undefined
  done: (output: z.output<O>) => string
  onDone?: (output: z.output<O>) => void
  /** Asks once more for what cannot be taken back. */
  confirm?: string
  label?: string
  quiet?: boolean
}

/** As `ActionButton`, for the pages that people open on a phone: word, permission, guard, refusals and result of a verb without a library of components. */
export const PlainAction = <I extends z.ZodType, O extends z.ZodType, R extends string>({ action, input, can = true, because, done, onDone, confirm, label = action.label, quiet = false }: PlainActionProps<I, O, R>) => {
  const [asking, setAsking] = useState(false)
  const verb = useAct(action)
  if (!useMay(action)) return null
  const look = quiet ? 'portal-button portal-button-plain' : 'portal-button'
  const run = () => {
    setAsking(false)
    verb.mutate(input, {
      onSuccess: (output) => {
        tell(done(output))
        onDone?.(output)
      },
    })
  }
  return (
    <>
      {asking && confirm ? (
        <fieldset className="says says-attention">
          <legend>{confirm}</legend>
          <button type="button" className="portal-button" onClick={run}>
            {label}
          </button>
          <button type="button" className="portal-button portal-button-plain" onClick={() => setAsking(false)}>
            再想想
          </button>
        </fieldset>
      ) : (
        <button type="button" className={look} disabled={!can || verb.isPending} aria-busy={verb.isPending} onClick={confirm ? () => setAsking(true) : run}>
          {label}
        </button>
      )}
      {can || !because ? null : <p className="portal-quiet">{because}</p>}
      {verb.error ? <Says tone="bad" title={verb.error.message} /> : null}
    </>
  )
}
