import type { Concept, Sense } from '../words/concepts.ts'
import type { Cue } from '../words/cues.ts'
import type { SpokenPeriod } from '../words/periods.ts'
import type { Frame } from './frame.ts'
import { spokenFor } from './period.ts'
import type { Token } from '../tokens.ts'

/** Which of a concept's figures the clause means, and how sure that is. */
export interface ReadSense {
  sense: Sense
  figure: string
  certainty: number
}

const cuesOf = (tokens: readonly Token[]): Set<Cue> =>
  new Set(tokens.flatMap((token): Cue[] => (token.kind !== 'word' ? [] : token.means.cue !== undefined ? [token.means.cue] : token.means.concept !== undefined && /引进|引才/.test(token.text) ? ['introduce'] : [])))

export const senseOf = (concept: Concept, frame: Frame, word: string, narrowed = false): ReadSense | undefined => {
  const known = Object.entries(concept.figures) as [Sense, string][]
  const [only] = known
  if (!only) return undefined
  const own = cuesOf([...frame.own, ...frame.right, ...frame.heads])
  if (/引进|新引进|引才/.test(word)) own.add('introduce')
  const near = saidBy(own, concept)
  if (known.length === 1 && concept.plain !== undefined) return { sense: only[0], figure: only[1], certainty: misfit(own, concept, only[0]) }
  if (near) return pick(concept, near, own, frame)
  // 全年新认定XX家；截至年末，创新平台XX家: a day of its own asks for what is there.
  const day = [frame.own, ...frame.far.slice(0, 1)].some((tokens) => tokens.some((token) => token.kind === 'period' && token.period.point) && !tokens.some(({ kind }) => kind === 'blank'))
  if (day && concept.figures.stock !== undefined && concept.plain === 'stock') return choose(concept, 'stock', 1)
  for (const [index, tokens] of frame.far.entries()) {
    const cues = cuesOf(tokens)
    const said = saidBy(cues, concept)
    // “十四五”期间累计引进高层次人才XX名、名校优生XX名: the span that stands beside the word reaches as far as the word.
    if (said === 'cumulative' && spans(tokens, frame.far[index + 1]) && closed(spokenFor(frame)?.spoken)) return choose(concept, 'year', 0.95) ?? choose(concept, 'total', 0.7)
    if (said) return pick(concept, said, cues, frame)
  }
  if (concept.plain !== undefined) return choose(concept, concept.plain, 1)
  const above = saidBy(cuesOf([...(frame.before[0] ?? []), ...frame.above]), concept)
  if (above) return pick(concept, above, cuesOf([...(frame.before[0] ?? []), ...frame.above]), frame, 0.9)
  // 新能源产业人才: those who are here.
  if (narrowed && concept.figures.stock !== undefined) return choose(concept, 'stock', 0.94)
  // Nothing says whether they came, are here, or were ever counted.
  return choose(concept, concept.figures.stock === undefined ? 'year' : 'stock', 0.6) ?? choose(concept, only[0], 0.55)
}

/** In the piece of the word, or opening the sentence before it. */
const spans = (tokens: readonly Token[], before: readonly Token[] | undefined): boolean => [tokens, before?.some(({ kind }) => kind === 'blank') ? [] : (before ?? [])].some((piece) => piece.some(({ kind }) => kind === 'period'))
const closed = (spoken: SpokenPeriod | undefined): boolean => spoken !== undefined && spoken.from !== null && !spoken.vague

type Said = 'introduce' | 'cumulative' | 'present' | 'retained' | 'recognise' | 'flexible' | 'depart' | 'have' | 'fresh'
const order: readonly Said[] = ['retained', 'present', 'flexible', 'depart', 'recognise', 'cumulative', 'introduce', 'fresh', 'have']

const saidBy = (cues: ReadonlySet<Cue>, { figures }: Concept): Said | undefined =>
  order.find((said) => {
    if (!cues.has(said)) return false
    if (said === 'flexible') return figures.flexible !== undefined
    if (said === 'depart') return figures.departed !== undefined
    if (said === 'recognise') return figures.recognised !== undefined || figures.new !== undefined
    if (said === 'have') return figures.stock !== undefined || figures.present !== undefined
    if (said === 'fresh') return figures.new !== undefined || figures.year !== undefined
    return said === 'introduce' || said === 'cumulative' ? figures.year !== undefined || figures.total !== undefined : true
  })

const choose = (concept: Concept, sense: Sense, certainty: number): ReadSense | undefined => {
  const figure = concept.figures[sense]
  return figure === undefined ? undefined : { sense, figure, certainty }
}

const pick = (concept: Concept, said: Said, cues: ReadonlySet<Cue>, frame: Frame, certainty = 1): ReadSense | undefined => {
  if (said === 'retained') return choose(concept, 'retained', certainty)
  if (said === 'present') return choose(concept, 'present', certainty)
  if (said === 'flexible') return choose(concept, 'flexible', certainty)
  if (said === 'depart') return choose(concept, 'departed', certainty)
  if (said === 'recognise') return choose(concept, 'recognised', certainty) ?? choose(concept, 'new', certainty)
  if (said === 'have') return choose(concept, 'stock', certainty) ?? choose(concept, 'present', certainty * 0.8)
  if (said === 'fresh') return choose(concept, 'new', certainty) ?? choose(concept, 'year', certainty * 0.85)
  const spoken = spokenFor(frame)?.spoken
  if (said === 'cumulative') {
    // 今年以来累计引进 is this year's; 累计引进 without a span is all there ever were.
    const here = [frame.own, (frame.far[0] ?? []).some(({ kind }) => kind === 'blank') ? [] : (frame.far[0] ?? [])].some((tokens) => tokens.some(({ kind }) => kind === 'period' || kind === 'whole-year'))
    if (here && spoken && spoken.from !== null && !spoken.vague) return choose(concept, 'year', certainty * 0.95)
    return choose(concept, 'total', certainty * (spoken && spoken.from !== null && !here && !spoken.vague ? 0.9 : 1)) ?? choose(concept, 'year', certainty * 0.8)
  }
  // 截至目前，引进了…: of this year, or ever?
  if (spoken?.point && spoken.from === null && /同期/.test(spoken.words)) return choose(concept, 'year', certainty * 0.95) ?? choose(concept, 'total', certainty * 0.72)
  if (spoken?.point && spoken.from === null) return choose(concept, 'total', certainty * 0.72) ?? choose(concept, 'year', certainty * 0.9)
  if (spoken?.vague) return choose(concept, 'total', certainty * 0.9) ?? choose(concept, 'year', 0.6)
  if (cues.has('present')) return choose(concept, 'present', certainty)
  return choose(concept, 'year', certainty) ?? choose(concept, 'total', certainty * 0.8)
}

/** A figure with one meaning, in a clause that says another: 引进高技能人才 is no stock of 高技能人才. */
const misfit = (cues: ReadonlySet<Cue>, concept: Concept, sense: Sense): number => {
  if (sense === 'stock' && concept.id.startsWith('talent.') && (cues.has('introduce') || cues.has('recognise') || cues.has('fresh') || cues.has('depart') || cues.has('cumulative'))) return 0.5
  if (sense === 'stock' && (cues.has('fresh') || cues.has('cumulative'))) return 0.6
  return 1
}
