import type { ReadContext } from '../../kernel/implement.ts'
import { answerOf, periodText } from './answer.ts'
import type { BlankShown, CandidateShown } from './contract.ts'
import { tell, type Filled, type Told } from './fill.ts'
import { markOf, type FilledDraft } from './index.ts'
import type { Binding } from './types.ts'

/** A filled draft for the page: every blank with what else it might be, each with its value. */
export const showBlanks = async (context: ReadContext, { draft, lexicon, filled, asOf }: FilledDraft): Promise<BlankShown[]> => {
  const shown: BlankShown[] = []
  for (const one of filled) {
    const candidates: CandidateShown[] = []
    // What was filled surely has its other readings on demand of the writer; three are enough.
    for (const { binding, certainty, why } of one.candidates.slice(0, one.written === null ? 6 : 3)) candidates.push(candidateOf(binding, certainty, why, await tell(context, binding, one, { lines: draft.lines, lexicon, asOf })))
    shown.push({ ...answerOf(one), ...spotOf(one), mark: markOf(one), context: one.context, placeName: one.told?.placeName ?? '', records: one.told?.records ?? null, document: one.told?.document ?? null, figure: one.binding?.kind === 'indicator' ? (one.binding.figure ?? null) : null, candidates })
  }
  return shown
}

export const spotOf = ({ blank }: Pick<Filled, 'blank'>) => ({ line: blank.line, from: blank.from, to: blank.to })

const candidateOf = (binding: Binding, certainty: number, why: string, told: Told): CandidateShown => ({
  id: binding.id, kind: binding.kind, title: told.title, definition: told.definition, placeName: told.placeName, period: periodText(binding.period), certainty, why, value: told.value, unit: told.unit,
  written: 'written' in told.written ? told.written.written : null,
  because: 'refused' in told.written ? told.written.refused : told.because,
})
