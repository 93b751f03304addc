import './plain.css'
import { useState } from 'react'
import type { z } from 'zod'
import type { ActionDeclaration } from '../kernel/action.ts'
import { useAct, useMay } from './hooks.ts'

interface VerbButtonProps<I extends z.ZodType, O extends z.ZodType, R extends string> {
  action: ActionDeclaration<I, O, R>
  input: z.output<I>
  can?: boolean
  /** Asks once more, in the page, for what cannot be taken back. */
  confirm?: string
  done: (output: z.output<O>) => string
  onDone?: (output: z.output<O>) => void
  /** A word in the text instead of a button of its own. */
  link?: boolean
  label?: string
}

/** As `ActionButton`, of plain elements: a verb with its word, its guard, its refusals and its result said beside it. */
export const VerbButton = <I extends z.ZodType, O extends z.ZodType, R extends string>({ action, input, can = true, confirm, done, onDone, link = false, label = action.label }: VerbButtonProps<I, O, R>) => {
  const verb = useAct(action)
  const [asking, setAsking] = useState(false)
  const [said, setSaid] = useState('')
  if (!useMay(action)) return null
  const run = () => {
    setAsking(false)
    verb.mutate(input, { onSuccess: (output) => { setSaid(done(output)); onDone?.(output) } })
  }
  const look = link ? 'plain-link' : 'plain-button'
  return (
    <>
      {asking ? (
        <span>
          {confirm}{' '}
          <button type="button" className="plain-link" onClick={run}>
            {label}
          </button>{' '}
          <button type="button" className="plain-link" onClick={() => setAsking(false)}>
            再想想
          </button>
        </span>
      ) : (
        <button type="button" className={look} disabled={!can || verb.isPending} onClick={() => (confirm ? setAsking(true) : run())}>
          {verb.isPending ? '正在办理……' : label}
        </button>
      )}
      <span aria-live="polite">
        {verb.error ? <span className="plain-off">{verb.error.message}</span> : said}
      </span>
    </>
  )
}
