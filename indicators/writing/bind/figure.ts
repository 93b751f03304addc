import { countsOf, definitions, findDefinition } from '../../definitions/index.ts'
import { isCounted, type FigureDefinition, type Unit } from '../../definition.ts'
import type { Aspect, Binding, Candidate } from '../types.ts'
import type { Measured } from '../units.ts'
import { concepts, type Concept, type Sense } from '../words/concepts.ts'
import { yearStart } from '../words/periods.ts'
import { hasCue, hasUnknown, textOf, wordsOf, type Frame, type Trail } from './frame.ts'
import { chainOf } from './chain.ts'
import { doubtOf } from './doubt.ts'
import { earlierDays, periodFor, timingOf } from './period.ts'
import { placeOf } from './place.ts'
import { senseOf } from './senses.ts'
import { subjectsOf, type Subject } from './subject.ts'

/** Blanks that stand for figures: subject × which of its figures × value, change, growth, share, target × place × days. */

const unitsOf: Readonly<Record<Measured, readonly Unit[]>> = {
  person: ['person', 'occurrence'], occurrence: ['occurrence', 'person', 'case'], thing: ['place', 'item', 'case', 'measure', 'team', 'flat'], area: ['squareMetre'], money: ['fen'], percent: ['share'], points: ['share'], days: ['workingDay', 'day'],
  months: [], years: [], age: [], hours: [], number: [], none: ['person', 'occurrence', 'place', 'item', 'case', 'measure', 'team', 'flat', 'share', 'workingDay', 'day'],
}

const countsIn = (units: readonly Unit[]) => (concept: Concept): boolean => (concept.perHundred === true && units.includes('person')) || Object.values(concept.figures).some((id) => units.includes(findDefinition(id)?.unit ?? 'item'))

/** What the clause says of the subject. */
interface Said {
  aspect: Aspect
  direction?: 'up' | 'down'
  since?: Binding['since']
  sinceFrom?: Binding['sinceFrom']
  certainty: number
}

/** A move between two days that the sentence names is held against the first; where it is not plain which, the writer is asked. */
const saidOf = (frame: Frame): Said | undefined => {
  const said = plainlySaid(frame)
  if (!said || (said.aspect !== 'change' && said.aspect !== 'growth') || said.since !== undefined || [frame.own, ...frame.far.slice(0, 2)].some((tokens) => tokens.some(({ kind }) => kind === 'base'))) return said
  const days = earlierDays(frame)
  const [first] = days
  if (!first) return said
  return days.length === 1 && first.from ? { ...said, since: first.day } : { ...said, certainty: Math.min(said.certainty, 0.7) }
}

const plainlySaid = (frame: Frame): Said | undefined => {
  const { own, far, unit } = frame
  const near = own.length > 0 ? own : frame.heads
  const ownBase = near.some(({ kind }) => kind === 'base')
  const direction: Said['direction'] = hasCue(near, 'up') ? 'up' : hasCue(near, 'down') ? 'down' : undefined
  // A comparison said earlier reaches a piece that says that something moved, and no other.
  const moves = direction !== undefined || unit.measured === 'percent' || unit.measured === 'points'
  const base = [...near, ...(moves ? [...(far[0] ?? []), ...(far[1] ?? [])] : [])].find((token) => token.kind === 'base')
  const chained = base?.kind === 'base' && base.chain ? chainOf(frame) : undefined
  // 环比 of a span that has no one before it (1—8月): nobody knows against what.
  if (base?.kind === 'base' && base.chain && !chained) return undefined
  const held: Pick<Said, 'direction' | 'since' | 'sinceFrom'> = { ...(direction ? { direction } : {}), ...(chained ?? (base?.kind === 'base' && base.since !== null ? { since: base.since, ...(base.from ? { sinceFrom: base.from } : {}) } : {})) }
  // 比目标多XX人, 超目标XX人: what is over the target, which nobody has written down.
  if (hasCue(near, 'goal') && (direction !== undefined || hasCue(near, 'compare') || /超/.test(textOf(near)))) return undefined
  if (unit.measured === 'points') return direction || base ? { aspect: 'change', ...held, certainty: base ? 1 : 0.9 } : undefined
  if (unit.measured === 'percent') {
    if (hasCue(near, 'goal') && !hasCue(near, 'done') && near.some((token) => token.kind === 'word' && token.means.concept !== undefined && Object.values(token.means.concept.figures).some((id) => findDefinition(id)?.unit === 'share'))) return { aspect: 'target', certainty: 0.95 }
    if (hasCue(near, 'done', 'goal')) return { aspect: 'progress', certainty: 1 }
    if (hasCue(near, 'share')) return { aspect: 'share', certainty: 1 }
    if (direction && !hasCue(near, 'reach')) return { aspect: 'growth', ...held, certainty: base ? 1 : wordsOf(near).length <= 2 && far[0]?.some(({ kind }) => kind === 'blank') ? 0.92 : 0.86 }
    // A column that is headed 同比 says it for the whole column.
    if (ownBase) return { aspect: 'growth', ...held, certainty: own.length === 0 ? 0.97 : 0.7 }
    return { aspect: 'value', certainty: 1 }
  }
  if (hasCue(near, 'aim', 'goal') || aimed(frame) || (far[0] !== undefined && hasCue(far[0], 'aim') && (hasCue(near, 'introduce') || /引进/.test(textOf(near))))) return { aspect: 'target', certainty: 0.95 }
  if (direction && ownBase) return { aspect: 'change', ...held, certainty: 1 }
  if (direction && base) return { aspect: 'change', ...held, certainty: 0.9 }
  if (direction && wordsOf(near).length <= 2) return { aspect: 'change', ...held, certainty: 0.7 }
  return ownBase && !hasCue(near, 'reach') ? undefined : { aspect: 'value', certainty: direction ? 0.85 : 1 }
}

/** 今年目标：引进XX名、XX名: the piece that opens the sentence ends in the word for a target. */
const aimed = ({ far }: Frame): boolean =>
  far.some((tokens) => {
    const last = tokens.findLast((token) => token.kind === 'word' && !(token.means.neutral === true && token.means.cue === undefined))
    return last?.kind === 'word' && (last.means.cue === 'goal' || last.means.cue === 'aim') && !tokens.some(({ kind }) => kind === 'blank') && !hasCue(tokens, 'done')
  })

export const figureCandidates = (frame: Frame, trail: readonly Trail[], given?: Concept): Candidate[] => {
  const said = saidOf(frame)
  if (!said) return []
  const wanted = said.aspect === 'growth' || said.aspect === 'progress' || said.aspect === 'share' ? countable : said.aspect === 'change' && frame.unit.measured === 'points' ? (['share'] as const) : unitsOf[frame.unit.measured]
  if (wanted.length === 0) return []
  const subjects = given ? [givenSubject(given)] : said.aspect === 'share' ? shareSubjects(frame, trail) : subjectsOf(frame, trail, countsIn(said.aspect === 'value' && frame.unit.measured === 'percent' ? [...wanted, ...countable] : wanted))
  return subjects.flatMap((subject) => candidatesOf(subject, said, frame, trail)).toSorted((a, b) => b.certainty - a.certainty)
}

const countable: readonly Unit[] = ['person', 'occurrence', 'place', 'item', 'case', 'measure', 'team', 'flat', 'squareMetre', 'fen', 'workingDay', 'day']
const givenSubject = (concept: Concept): Subject => ({ concept, word: concept.says[0] ?? '', certainty: 0.96, why: `“分别”对应“${concept.says[0] ?? ''}”`, parts: [] })

/** The figure of the sentence's last number that is one of the concept's. */
const previousFigure = (subject: Subject, frame: Frame, trail: readonly Trail[]): string | undefined => {
  const figures = Object.values(subject.concept.figures)
  const last = trail.findLast((one) => one.frame.blank.line === frame.blank.line && one.frame.sentence === frame.sentence && one.binding?.aspect === 'value' && figures.includes(one.binding.figure ?? ''))
  return last?.binding?.figure ?? subject.from?.binding?.figure
}

const candidatesOf = (subject: Subject, said: Said, frame: Frame, trail: readonly Trail[]): Candidate[] => {
  const concept = inUnit(atLeast(subject.concept, frame), said, frame)
  const main = senseOf(concept, frame, subject.word, subject.parts.some(({ by }) => by === 'industry' || by === 'education'))
  if (!main) return []
  const followed = previousFigure(subject, frame, trail)
  // 比上年增长 speaks of the very figure before it.
  const figure = said.aspect !== 'value' && said.aspect !== 'target' && followed !== undefined && Object.values(concept.figures).includes(followed) ? followed : said.aspect === 'target' || said.aspect === 'progress' ? (concept.figures.year ?? main.figure) : main.figure
  const others = Object.values(concept.figures).filter((id) => id !== figure)
  const spoken = said.aspect === 'target' || said.aspect === 'progress' ? Math.max(main.certainty, 0.95) : main.certainty
  return [
    ...oneCandidate(figure, subject, said, frame, spoken),
    ...others.flatMap((id) => oneCandidate(id, subject, said, frame, Math.min(0.5, 1 - spoken) * 0.9)),
  ]
}

/** 每年不少于XX亿元专项资金 is what was promised, not what was set aside. */
const atLeast = (concept: Concept, { own, right }: Frame): Concept => (concept.id === 'fund.appropriated' && hasCue([...own, ...right], 'lowest') ? (concepts.find(({ id }) => id === 'fund.promised-floor') ?? concept) : concept)

/** Of a concept's figures those that can be said in this unit: 审定资助 in 人次 or in 万元. */
const inUnit = (concept: Concept, said: Said, frame: Frame): Concept => {
  const figures = Object.fromEntries(Object.entries(concept.figures).filter(([, id]) => { const definition = findDefinition(id); return definition !== undefined && sayable(definition, said, frame) }))
  return Object.keys(figures).length > 0 ? { ...concept, figures, ...(Object.keys(figures).length === 1 ? { plain: concept.plain ?? 'stock' } : {}) } : concept
}

const oneCandidate = (id: string, subject: Subject, said: Said, frame: Frame, certainty: number): Candidate[] => {
  const definition = findDefinition(id)
  if (!definition) return []
  const place = placeOf(frame)
  const period = periodFor(frame, id)
  const narrowed = narrow(definition, subject.parts.map((part) => (part.by === 'measure' ? { by: 'title', key: frame.lexicon.measures.get(part.key)?.title ?? part.key } : part)), said)
  if (!narrowed || !sayable(narrowed.definition, said, frame)) return []
  const share = said.aspect === 'share' ? shareOf(narrowed.definition, frame, subject) : undefined
  if (said.aspect === 'share' && !share) return []
  const aspect = share?.aspect ?? said.aspect
  const figure = share?.figure ?? narrowed.definition.id
  const doubt = doubtOf(frame, subject, narrowed.definition)
  const speaksAgainst = (atLeast(subject.concept, frame).not ?? []).some((word) => textOf([...frame.own, ...frame.right]).includes(word))
  const sure = subject.certainty * certainty * said.certainty * place.certainty * (said.aspect === 'target' ? Math.max(period.certainty, 0.95) : period.certainty) * narrowed.certainty * (share?.certainty ?? 1) * (frame.unit.measured === 'none' ? 0.92 : 1) * (speaksAgainst ? 0.3 : 1) * unsaid(subject.concept, id, frame) * doubt.certainty
  const part = narrowed.part ? `[${narrowed.part.by}=${narrowed.part.key}]` : ''
  const suffix = share?.over ? `/${share.over}` : aspect === 'value' || aspect === 'share' ? '' : `.${aspect}`
  const binding: Binding = {
    kind: 'indicator', id: `${figure}${part}${suffix}`, figure, aspect, place: place.code, period: said.aspect === 'progress' ? { from: yearStart(period.period.to), to: period.period.to } : period.period,
    ...(narrowed.part ? { part: narrowed.part } : {}), ...(share?.over ? { over: share.over } : {}), ...(said.since ? { since: said.since } : {}), ...(said.sinceFrom && timingOf(figure) === 'flow' ? { sinceFrom: said.sinceFrom } : {}), ...(said.direction ? { direction: said.direction } : {}),
  }
  return [{ binding, certainty: round(sure), why: [subject.why, place.why, period.why, doubt.why].filter((one) => one !== '').join('；') }]
}

/** A word of sense in the piece that this figure does not carry: 柔性引进 is not said by 引进. */
const unsaid = ({ figures }: Concept, id: string, { own, right }: Frame): number => {
  const carries = (sense: Sense) => figures[sense] === id
  const said = (cue: string) => hasCue([...own, ...right], cue)
  if (said('flexible') && !carries('flexible')) return 0.4
  if (said('depart') && !carries('departed')) return 0.4
  if (said('retained') && !carries('retained')) return 0.4
  if (said('recognise') && !carries('recognised') && !carries('new') && !carries('stock')) return 0.6
  return said('present') && !carries('present') && !carries('stock') ? 0.6 : 1
}

/** A figure narrowed to one part: the national ones have a definition of their own, the rest is a breakdown of the source. */
const narrow = (definition: FigureDefinition, parts: Subject['parts'], said: Said): { definition: FigureDefinition; part?: { by: string; key: string }; certainty: number } | undefined => {
  const [first, second] = parts.filter(({ by }, at) => parts.findIndex((one) => one.by === by) === at)
  if (!first) return { definition, certainty: 1 }
  if (!isCounted(definition)) return { definition, certainty: 0.4 }
  const own = first.by === 'level' && definition.id === 'class.total' ? findDefinition(`class.${first.key.toLowerCase()}`) : undefined
  if (own && !second) return { definition: own, certainty: 1 }
  // 硕士以上学历人才, of them 博士: a figure of its own, and not a part of a part.
  if (first.by === 'education' && /^talent\.(?:postgraduate|college)$/.test(definition.id)) {
    const doctor = first.key === '博士研究生' ? findDefinition('talent.doctor') : undefined
    return doctor && !second ? { definition: doctor, certainty: 0.95 } : { definition, certainty: 0.5 }
  }
  const national = first.by === 'level' && first.key === '国家级' ? findDefinition(`${definition.id}.national`) : undefined
  if (national && !second) return { definition: national, certainty: 1 }
  // 市级专项资金 is the city's, not a level of platforms.
  if (first.key === '市级' && definition.unit === 'fen') return { definition, certainty: 1 }
  const has = first.by === 'industry' || first.by in (definition.of.breakdowns ?? {})
  if (!has || second) return { definition, certainty: 0.35 }
  return said.aspect === 'value' ? { definition, part: first, certainty: 0.97 } : { definition, part: first, certainty: 0.75 }
}

const sayable = (definition: FigureDefinition, said: Said, frame: Frame): boolean => {
  const { measured } = frame.unit
  if (said.aspect === 'growth' || said.aspect === 'progress' || said.aspect === 'share') return definition.unit !== 'share'
  if (said.aspect === 'change' && measured === 'points') return definition.unit === 'share'
  return unitsOf[measured].includes(definition.unit) || (measured === 'person' && definition.id === 'talent.resident-density')
}

/** 占人才总量的XX%: a definition with these two sides, or the two figures divided. */
const shareOf = (above: FigureDefinition, frame: Frame, subject: Subject): { figure: string; over?: string; aspect: Aspect; certainty: number } | undefined => {
  const cue = frame.own.findIndex((token) => token.kind === 'word' && token.means.cue === 'share')
  const whole = frame.own.slice(cue + 1)
  const named = wordsOf(whole).find(({ concept }) => concept !== undefined)?.concept
  const outside = above.id === 'talent.total' ? (textOf(whole).includes('就业人员') ? 'talent.density' : textOf(whole).includes('常住人口') ? 'talent.resident-density' : undefined) : undefined
  if (outside !== undefined) return { figure: outside, aspect: 'value', certainty: subject.parts.length > 0 ? 0.3 : 1 }
  if (!named && (hasUnknown(whole) || wordsOf(whole).some(({ place }) => place !== undefined))) return undefined
  const under = named ? (named.figures.stock ?? Object.values(named.figures)[0]) : isCounted(above) && above.of.id === 'talent' ? 'talent.total' : undefined
  if (under === undefined || !isCounted(above) || under === above.id) return undefined
  const defined = definitions.find((one) => one.kind === 'ratio' && one.numerator === above.id && 'figure' in one.denominator && one.denominator.figure === under)
  if (defined) return { figure: defined.id, aspect: 'value', certainty: subject.parts.length > 0 ? 0.4 : 1 }
  const below = findDefinition(under)
  const alike = below !== undefined && isCounted(below) && below.of === above.of && timingOf(under) === timingOf(above.id)
  return { figure: above.id, over: under, aspect: 'share', certainty: (alike ? 1 : 0.5) * (named ? 1 : frame.far.some(hasUnknown) ? 0.7 : frame.far.some((tokens) => hasCue(tokens, 'among')) ? 1 : 0.86) }
}

/** The part of a share stands before 占; what stands behind it is the whole. */
const shareSubjects = (frame: Frame, trail: readonly Trail[]): Subject[] => {
  const ratio = subjectsOf(frame, trail, countsIn(['share'])).filter(({ certainty, concept }) => certainty > 0.8 && frame.own.some((token) => token.kind === 'word' && token.means.concept === concept))
  if (ratio.length > 0) return ratio
  const cue = frame.own.findIndex((token) => token.kind === 'word' && token.means.cue === 'share')
  return subjectsOf({ ...frame, own: frame.own.slice(0, cue), right: [] }, trail, countsIn(countable))
}

export const counted = (id: string): boolean => {
  const definition = findDefinition(id)
  return definition !== undefined && countsOf(definition).length > 0
}
const round = (value: number): number => Math.round(value * 100) / 100
