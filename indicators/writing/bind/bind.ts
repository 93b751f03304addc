import type { PlainDate } from '../../../kernel/types.ts'
import type { Lexicon } from '../lexicon.ts'
import { tokensOf } from '../tokens.ts'
import { statisticCandidates, unheldIn } from './statistic.ts'
import type { Binding, Blank, Bound, Candidate, Line } from '../types.ts'
import { fillsFrom, fitsFrom } from '../types.ts'
import { concepts } from '../words/concepts.ts'
import { bindingFrom } from './choice.ts'
import { figureCandidates } from './figure.ts'
import { framesOf, textOf, type Frame, type Trail } from './frame.ts'
import { contextOf, type Memory } from './memory.ts'
import { spentCandidates } from './money.ts'
import { nameCandidates } from './name.ts'
import { parameterCandidates } from './parameter.ts'
import { conceptOf, inPlace, respectivelyIn, type Share } from './respectively.ts'

export interface BindingQuestion {
  lines: readonly Line[]
  blanks: readonly Blank[]
  lexicon: Lexicon
  asOf: PlainDate
  /** The place that the writer works for. */
  scope: string
  memory?: Memory
  /** The writer's own: the id of a binding, or `leave`. */
  choices?: ReadonlyMap<number, string>
}

/** Each blank with what fits it best, how surely, and why. Pure: nothing is read from the records. */
export const bindBlanks = ({ lines, blanks, lexicon, asOf, scope, memory, choices }: BindingQuestion): Bound[] => {
  const bound: Bound[] = []
  const trail: Trail[] = []
  for (const framed of framesOf(lines, blanks, { lexicon, asOf, scope })) {
    const shares = respectivelyIn(framed)
    for (const frame of framed.frames) {
      const line = lines[framed.line] ?? { text: '', heads: [], part: '' }
      const one = chosenBy(choices?.get(frame.blank.index), frame, bindOne(frame, line, trail, shares.get(frame.blank.index), memory))
      trail.push({ frame, binding: one.certainty >= fitsFrom ? one.binding : null, certainty: one.certainty })
      bound.push(one)
    }
  }
  return bound
}

/** The writer's word is the last: his binding in the place and period of the clause, or nothing. */
const chosenBy = (choice: string | undefined, frame: Frame, bound: Bound): Bound => {
  if (choice === undefined) return bound
  if (choice === 'leave') return { ...bound, binding: null, certainty: 0, why: '您选择不填' }
  const binding = bound.candidates.find((one) => one.binding.id === choice)?.binding ?? bindingFrom(choice, frame)
  return binding ? { ...bound, binding, certainty: 1, why: '您选择的' } : bound
}

const bindOne = (frame: Frame, line: Line, trail: readonly Trail[], share: Share | undefined, memory: Memory | undefined): Bound => {
  const { blank, unit } = frame
  const shown = { blank, before: beforeOf(frame, line), after: afterOf(frame, line), unit: unit.text, context: contextOf(frame) }
  const named = nameCandidates(frame, line)
  const found = named ? named.candidates : allCandidates(frame, trail, share)
  const candidates = best(memory ? memory.confirm(shown.context, found, frame) : found)
  const [first, second] = candidates
  if (!first || first.certainty < fitsFrom) return { ...shown, binding: null, certainty: first?.certainty ?? 0, why: named?.left ?? unheldIn(frame) ?? (first ? `没有把握：${first.why}` : '没有可以对应的指标、政策参数或名称'), candidates }
  // Two that fit alike: nobody is chosen for the writer.
  const close = second !== undefined && second.certainty > fitsFrom && first.certainty - second.certainty < 0.12 && second.binding.id !== first.binding.id
  // 引进高层次人才、名校优生XX名、XX名: nobody writes one figure twice in a sentence.
  const twice = !close && first.certainty < 0.99 && saidBefore(first.binding, frame, trail)
  if (twice) return { ...shown, binding: first.binding, certainty: Math.min(first.certainty, fillsFrom - 0.05), why: `与本句前一个数相同，请核对：${first.why}`, candidates }
  const certainty = close ? Math.min(first.certainty, fillsFrom - 0.05) : first.certainty
  return { ...shown, binding: first.binding, certainty, why: close ? `两个都合适，请选择：${first.why}／${second.why}` : first.why, candidates }
}

const saidBefore = ({ id, place, period, kind, since }: Binding, { blank, sentence }: Frame, trail: readonly Trail[]): boolean =>
  kind === 'indicator' && trail.some(({ frame, binding }) => frame.blank.line === blank.line && frame.sentence === sentence && binding?.id === id && binding.place === place && binding.since === since && binding.period.to === period.to && binding.period.from === period.from)

const allCandidates = (frame: Frame, trail: readonly Trail[], share: Share | undefined): Candidate[] => {
  const hinted = frame.blank.hint === '' ? frame : { ...frame, own: [...frame.own, ...hintTokens(frame)] }
  const shared = share ? { ...hinted, own: [...share.before, ...hinted.own], right: [...hinted.right, ...share.behind] } : hinted
  const placed = share?.place === undefined ? shared : inPlace(shared, share.place)
  const spoken = share?.of === undefined ? undefined : conceptOf(trail, share.of)
  const spent = share?.keys ? undefined : spentCandidates(placed, trail)
  if (spent) return spent
  const parameters = share?.concept || spoken ? [] : parameterCandidates(placed, trail, share?.keys)
  const given = share?.concept ?? (spoken?.binding?.figure === undefined ? undefined : concepts.find(({ figures }) => Object.values(figures).includes(spoken.binding?.figure ?? '')))
  const figures = share?.keys && parameters.length > 0 ? [] : figureCandidates(spoken && given ? { ...placed, far: [[...spoken.frame.own], ...placed.far] } : placed, trail, given)
  return [...parameters, ...figures, ...statisticCandidates(placed)]
}

const best = (candidates: readonly Candidate[]): Candidate[] => {
  const sorted = candidates.toSorted((a, b) => b.certainty - a.certainty)
  return sorted.filter(({ binding }, at) => sorted.findIndex((one) => one.binding.id === binding.id && one.binding.place === binding.place && one.binding.period.to === binding.period.to) === at).slice(0, 6)
}

/** What stands before the blank in its piece of the sentence, and behind it to the next comma: what people recognise it by. */
const beforeOf = (frame: Frame, line: Line): string => {
  const text = line.text.slice(0, frame.blank.from)
  return text.slice(Math.max(0, Math.max(...['，', '。', '；', '、', '：', '（', '\t'].map((mark) => text.lastIndexOf(mark))) + 1)).slice(-30) || textOf(frame.heads)
}
const afterOf = ({ blank }: Frame, line: Line): string => (/^[^，。；、：（）\tX×_【]{0,20}/.exec(line.text.slice(blank.to)) ?? [''])[0]

/** 【人才总量】: the hint is read as if it stood before the blank. */
const hintTokens = ({ blank, lexicon, asOf }: Frame) => tokensOf(blank.hint, [], lexicon, asOf)
