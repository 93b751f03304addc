import { join } from 'node:path'
import { places } from '../../city/places.ts'
import { exampleBudgetLines } from '../../fund/example.ts'
import { bindBlanks } from '../../indicators/writing/bind/bind.ts'
import { findBlanks } from '../../indicators/writing/blanks.ts'
import { buildLexicon, type Lexicon } from '../../indicators/writing/lexicon.ts'
import { parametersOf } from '../../indicators/writing/parameters.ts'
import { linesOfText } from '../../indicators/writing/read/text.ts'
import { fillsFrom, type Bound } from '../../indicators/writing/types.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { inForceOn, readLibrary } from '../../policy/index.ts'
import type { Label, LabelledDraft } from './drafts.ts'

const library = readLibrary(join(import.meta.dirname, '../../policies/qingyu'))

/** The example city's library, places and budget lines, as the house would read them from its database. */
export const exampleLexicon = (on: PlainDate): Lexicon => {
  const editions = [...inForceOn(library.editions, on).values()]
  return buildLexicon({
    measures: editions.map(({ measure, title, document, inForce }) => ({ measure, title, documentNumber: document.number, documentTitle: document.title ?? '', validFrom: inForce.from })),
    parameters: editions.flatMap(parametersOf),
    places,
    budgetLines: exampleBudgetLines,
    statistics: ['就业人员', '常住人口', '城镇单位就业人员年平均工资', '最低月工资标准'],
  })
}

export type Verdict = 'right' | 'asked' | 'left' | 'wrongMarked' | 'wrongUnmarked'
export interface Judged {
  draft: string
  label: Label | undefined
  bound: Bound
  verdict: Verdict
}

/**
 * `right`: filled with what the label says, or rightly left alone. `asked`: the label's meaning is the first choice, but the writer is asked. `left`: not bound.
 * `wrongMarked`: another meaning, marked uncertain. `wrongUnmarked`: filled with another meaning.
 */
export const judgeDraft = (draft: LabelledDraft): Judged[] => {
  const lines = linesOfText(draft.text)
  const blanks = findBlanks(lines.map(({ line }) => line))
  const bound = bindBlanks({ lines: lines.map(({ line }) => line), blanks, lexicon: exampleLexicon(draft.asOf), asOf: draft.asOf, scope: '9801' })
  const ends = new Map(bound.map((one) => [(lines[one.blank.line]?.from ?? 0) + one.blank.to, one]))
  const labelled = draft.labels.map((label): Judged => {
    const one = ends.get(label.at)
    if (!one) throw new Error(`${draft.name}: no blank was found before “${draft.text.slice(Math.max(0, label.at - 12), label.at)}”`)
    return { draft: draft.name, label, bound: one, verdict: verdictOf(label, one, draft) }
  })
  const known = new Set(labelled.map((one) => one.bound))
  for (const one of bound) if (!known.has(one)) throw new Error(`${draft.name}: a blank without a label after “${one.before}”`)
  return labelled
}

const verdictOf = (label: Label, { binding, certainty }: Bound, { asOf }: LabelledDraft): Verdict => {
  const filled = binding !== null && certainty >= fillsFrom
  const matches = binding !== null && label.meanings.some(({ id, from, to = asOf, place = '9801' }) => id === binding.id && (from === undefined || from === binding.period.from) && (binding.kind !== 'indicator' || (to === binding.period.to && place === binding.place) || (/\.(?:change|growth)$/.test(id) && to === binding.since && place === binding.place)))
  if (filled) return matches ? 'right' : 'wrongUnmarked'
  if (label.none) return 'right'
  if (binding === null) return 'left'
  return matches ? 'asked' : 'wrongMarked'
}
