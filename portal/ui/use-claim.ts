import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Answers } from '../../cases/contract.ts'
import { ask, type ApiError } from '../../kit/client.ts'
import { preview, type Due } from '../../measures/contract.ts'
import type { Id } from '../../kernel/types.ts'
import { useDraft, type Question } from './draft.ts'
import type { AnswerValue } from './MissingField.tsx'

/** What was asked, what was answered, and what it comes to so far. */
export const useClaim = (owner: string, measure: string) => {
  const draft = useDraft(owner, measure)
  const { answers, keep } = draft
  const asked = useQuery<{ due: Due }, ApiError>({
    queryKey: [preview.name, measure, answers],
    queryFn: () => ask(preview, { measure, answers }),
    // The page stands still while the next answer is weighed.
    placeholderData: keepPreviousData,
  })
  // An answer that cannot be weighed (no network) must not take the form away: it stands as it was weighed last.
  const [last, setLast] = useState<Due>()
  if (asked.data && asked.data.due !== last) setLast(asked.data.due)
  const due = asked.data?.due ?? last
  const shown = { data: due, error: asked.error, isPending: asked.isPending, refetch: asked.refetch }
  const settled = asked.isPlaceholderData ? undefined : asked.data?.due
  useEffect(() => {
    if (settled) keep((before) => (settled.missing.every(({ fact }) => before.questions.some((one) => one.fact === fact)) ? before : { ...before, questions: merged(before.questions, settled.missing) }))
  }, [settled, keep])
  const recorded = knownFacts(settled)
  useEffect(() => {
    // What the city has learnt since the draft was begun is not asked again, and an old answer must not stand against it.
    const stale = recorded ? Object.keys(answers).filter((fact) => recorded.split('\n').includes(fact)) : []
    if (stale.length) keep((before) => ({ ...before, questions: before.questions.filter(({ fact }) => !stale.includes(fact)), answers: without(before.answers, stale) }))
  }, [recorded, answers, keep])
  const answer = (fact: string, value: AnswerValue | undefined) => keep((before) => ({ ...before, answers: value === undefined ? without(before.answers, [fact]) : { ...before.answers, [fact]: value } }))
  const choose = (documents: Id<'document'>[]) => keep((before) => ({ ...before, documents }))
  return { shown, unweighed: asked.error, weighing: asked.isPlaceholderData, questions: draft.questions, answers, answer, documents: draft.documents, choose, drop: draft.drop, restored: draft.restored }
}

const merged = (before: readonly Question[], more: readonly Question[]): Question[] => [...before, ...more.filter(({ fact }) => !before.some((one) => one.fact === fact))]

const without = (answers: Answers, facts: readonly string[]): Answers => Object.fromEntries(Object.entries(answers).filter(([fact]) => !facts.includes(fact)))

/** Names of the facts that the city has on record, one a line: a record has a day, an answer of this form has none. */
const knownFacts = (due: Due | undefined): string =>
  (due?.conditions ?? [])
    .flatMap(({ facts }) => facts)
    .filter(({ value, asOf }) => value !== null && asOf !== null)
    .map(({ name }) => name)
    .join('\n')
