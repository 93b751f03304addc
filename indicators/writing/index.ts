import type { ReadContext } from '../../kernel/implement.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { memoryOf, type Memory } from './bind/memory.ts'
import { fillDraft, type Filled } from './fill.ts'
import { readLexicon } from './knowledge.ts'
import type { Lexicon } from './lexicon.ts'
import type { Draft, Replacement, WriteOptions } from './read/draft.ts'
import { rememberedIn } from './memory-store.ts'
import { sourceRows } from './sources.ts'
import { fillsFrom, fitsFrom } from './types.ts'
import { bindingFrom } from './bind/choice.ts'
import { officialDocument, partsOfText } from './write/official.ts'

export { readDraft } from './read/read.ts'
export { DraftRefusal, type Draft } from './read/draft.ts'
export { answerOf, checkAnswerOf, type BlankAnswer } from './answer.ts'
export { checkReport } from './check.ts'

/** A draft filled for a place on a day: what the screen, the files and the command line share. */
export interface FilledDraft {
  draft: Draft
  lexicon: Lexicon
  filled: readonly Filled[]
  asOf: PlainDate
}

export interface FillRequest {
  asOf: PlainDate
  scope: string
  choices?: ReadonlyMap<number, string>
}

export const fillFor = async (context: ReadContext, draft: Draft, { asOf, scope, choices }: FillRequest): Promise<FilledDraft> => {
  const lexicon = await readLexicon(context, asOf)
  const memory = await memoryFor(context, scope, asOf)
  const filled = await fillDraft(context, { lines: draft.lines, asOf, scope, lexicon, memory, ...(choices ? { choices } : {}) })
  return { draft, lexicon, filled, asOf }
}

const memoryFor = async ({ db }: ReadContext, scope: string, asOf: PlainDate): Promise<Memory> =>
  memoryOf(await rememberedIn(db, scope), Number(asOf.slice(0, 4)), (frame, id) => {
    const binding = bindingFrom(id, frame)
    return binding ? { binding, certainty: 0.99, why: '' } : undefined
  })

/** How sure a blank is, as the page and the review copy colour it. */
export const markOf = ({ written, binding, certainty }: Filled): 'sure' | 'ask' | 'left' => (written !== null ? 'sure' : binding !== null && certainty >= fitsFrom && certainty < fillsFrom ? 'ask' : 'left')

/** The finished file: the draft's own kind with its formatting, or an official document out of a plain text. */
export const fileOf = async ({ draft, filled }: FilledDraft, { copy, official, withSources = true }: { copy: WriteOptions['copy']; official: boolean; withSources?: boolean }): Promise<Uint8Array> => {
  const replacements = filled.flatMap((one): Replacement[] => {
    const mark = markOf(one)
    return one.written === null && copy === 'final' ? [] : [{ line: one.blank.line, from: one.blank.from, to: one.blank.to, text: one.written ?? one.blank.text, mark }]
  })
  const sources = withSources ? { sources: sourceRows(filled) } : {}
  if (!official || draft.kind === 'docx') return draft.write(replacements, { copy, ...sources })
  const lines = await officialLines(draft, replacements, copy)
  return officialDocument(lines, sources)
}

/** Lines of a plain draft with what was filled, and where a mark stands in each. */
const officialLines = async (draft: Draft, replacements: readonly Replacement[], copy: WriteOptions['copy']) => {
  const byLine = Map.groupBy(replacements, ({ line }) => line)
  const texts = draft.lines.map(({ text }, line) => {
    const marks: { from: number; to: number; colour: 'green' | 'yellow' | 'lightGray' }[] = []
    let out = ''
    let at = 0
    for (const one of (byLine.get(line) ?? []).toSorted((a, b) => a.from - b.from)) {
      out += text.slice(at, one.from)
      if (copy === 'review' && one.mark) marks.push({ from: out.length, to: out.length + one.text.length, colour: one.mark === 'sure' ? 'green' : one.mark === 'ask' ? 'yellow' : 'lightGray' })
      out += one.text
      at = one.to
    }
    out += text.slice(at)
    const lead = out.length - out.trimStart().length
    return { text: out, marks: marks.map(({ from, to, colour }) => ({ from: from - lead, to: to - lead, colour })) }
  })
  return partsOfText(texts.map(({ text }) => text)).map((part, at) => ({ ...part, marks: texts[at]?.marks ?? [] }))
}
