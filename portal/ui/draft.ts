import { useCallback, useState } from 'react'
import { z } from 'zod'
import { Answers } from '../../cases/contract.ts'
import { IdField } from '../../kernel/types.ts'

/** Answers and papers that were given but not yet filed: they survive the phone's sleep, a closed browser, a lost network. */

const Question = z.object({ fact: z.string(), ask: z.string(), type: z.enum(['boolean', 'number', 'money', 'date', 'code', 'text', 'other']), codes: z.array(z.string()), unit: z.string().nullable() })
export type Question = z.infer<typeof Question>
const Draft = z.object({ questions: z.array(Question), answers: Answers, documents: z.array(IdField('document')).default([]) })
export type Draft = z.infer<typeof Draft>
const empty: Draft = { questions: [], answers: {}, documents: [] }

const given = ({ answers, documents }: Draft): boolean => Object.keys(answers).length + documents.length > 0

const read = (key: string): Draft => {
  try {
    const kept = Draft.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'))
    return kept.success ? kept.data : empty
  } catch {
    return empty
  }
}

const write = (key: string, draft: Draft): void => {
  try {
    if (given(draft)) localStorage.setItem(key, JSON.stringify(draft))
    else localStorage.removeItem(key)
  } catch {
    // A browser that keeps nothing (private window, full) still can file; only the sleep is not survived.
  }
}

/** `owner` keeps one person's answers from another's eyes on a shared phone. */
export const useDraft = (owner: string, measure: string) => {
  const key = `juying.draft.${owner}.${measure}`
  const [state, setState] = useState(() => read(key))
  const [restored] = useState(given(state))
  const keep = useCallback(
    (change: (before: Draft) => Draft) =>
      setState((before) => {
        const next = change(before)
        write(key, next)
        return next
      }),
    [key],
  )
  return { ...state, keep, drop: useCallback(() => write(key, empty), [key]), restored }
}
