import { dateOf, partsOf } from '../../../kernel/calendar/plain-date.ts'
import { findDefinition, countsOf } from '../../definitions/index.ts'
import type { PlainDate } from '../../../kernel/types.ts'
import type { Token } from '../tokens.ts'
import type { Period } from '../types.ts'
import { yearStart, type SpokenPeriod } from '../words/periods.ts'
import type { Frame } from './frame.ts'

export interface ReadPeriod {
  period: Period
  /** 1 where the sentence says it; less where it is taken from further off, or from nowhere. */
  certainty: number
  why: string
  /** The clause speaks of all years: 近年来, 计划实施以来. */
  ever: boolean
}

/** The period that a clause speaks of, from the nearest place that says one. */
export const spokenFor = (frame: Frame): { spoken: SpokenPeriod; certainty: number } | undefined => {
  const own = lastPeriod(frame.own, frame)
  if (own) return { spoken: own, certainty: 1 }
  for (const tokens of frame.far) {
    const found = lastPeriod(beyondStart(tokens), frame)
    if (found && !onlyPlanned(found, frame)) return { spoken: found, certainty: 1 }
  }
  const head = lastPeriod(frame.heads, frame)
  if (head) return { spoken: head, certainty: 0.97 }
  for (const tokens of frame.before) {
    const found = lastPeriod(beyondStart(tokens), frame)
    if (found && !onlyPlanned(found, frame)) return { spoken: found, certainty: 0.94 }
  }
  const above = lastPeriod(frame.above, frame)
  if (above) return { spoken: above, certainty: wholeYears(above) ? 0.93 : 0.78 }
  const titled = frame.document.period
  return titled ? { spoken: titled, certainty: wholeYears(titled) ? 0.93 : 0.78 } : undefined
}

/** 四季度要盯紧年度任务：a span that has not begun is what the sentence plans, not what its numbers count; a whole year ahead may be that of a target. */
const onlyPlanned = ({ from }: SpokenPeriod, { asOf }: Frame): boolean => from !== null && from > asOf && !from.endsWith('-01-01')

/** A quarter in a title does not settle what a later line counts. */
const wholeYears = ({ from, point }: SpokenPeriod): boolean => point || from === null || from.endsWith('-01-01')

/** 由2024年底的XX人增加到XX人: the day of the first number is not that of the second, nor of what follows. */
const beyondStart = (tokens: readonly Token[]): readonly Token[] => tokens.filter((token, at) => !(token.kind === 'period' && token.period.point && /^[由从自]$/.test(tokens[at - 1]?.text ?? '')))

/** Days that the sentence names before the one it speaks of, and whether each is where something began: 从2020年底的XX人增加到2025年底的XX人. */
export const earlierDays = (frame: Frame): { day: PlainDate; from: boolean }[] => {
  const now = spokenFor(frame)?.spoken.to ?? frame.asOf
  const found = frame.far.flatMap((tokens) => tokens.flatMap((token, at) => (token.kind === 'period' && token.period.point && token.period.to < now ? [{ day: token.period.to, from: /^[由从自]$/.test(tokens[at - 1]?.text ?? '') }] : [])))
  return found.filter(({ day }, at) => found.findIndex((one) => one.day === day) === at)
}

const lastPeriod = (tokens: readonly Token[], frame: Frame): SpokenPeriod | undefined => {
  for (const token of tokens.toReversed()) {
    if (token.kind === 'period') return /^年[底末]$/.test(token.text) ? yearEnd(token.period, frame) : token.period
    if (token.kind === 'whole-year') {
      const whole = wholeYear(frame)
      if (whole) return whole
    }
  }
  return undefined
}

/** 年末 ends the year last spoken of. */
const yearEnd = (period: SpokenPeriod, { own, far, before, asOf }: Frame): SpokenPeriod => {
  const said = [own, ...far, ...before].flatMap((tokens) => tokens.toReversed()).find((token) => token.kind === 'period' && token.period.from !== null)
  const to = said?.kind === 'period' ? dateOf(partsOf(said.period.to).year, 12, 31) : period.to
  return { ...period, to, fits: to <= asOf }
}

/** 全年 is the year last spoken of; without one, the running year in December and the year before it in spring. */
const wholeYear = ({ far, before, asOf }: Frame): SpokenPeriod | undefined => {
  const said = [...far, ...before].flatMap((tokens) => beyondStart(tokens).toReversed()).find((token) => token.kind === 'period')
  const { year, month } = partsOf(asOf)
  const of = said?.kind === 'period' ? partsOf(said.period.to).year : month === 12 ? year : month <= 3 ? year - 1 : undefined
  if (of === undefined) return undefined
  const end = dateOf(of, 12, 31)
  return { from: dateOf(of, 1, 1), to: end > asOf ? asOf : end, words: '全年', fits: of < year || month === 12, vague: false, point: false }
}

/** Days for one figure: a stock on a day, a flow over a span, what came ever until a day. */
export const periodFor = (frame: Frame, figure: string): ReadPeriod => {
  const { asOf } = frame
  const found = spokenFor(frame)
  const timing = timingOf(figure)
  const fits = found?.spoken.fits === false ? 0.4 : 1
  const why = found ? `时间按“${found.spoken.words}”` : '文中没有写时间'
  if (timing === 'stock') {
    if (!found) return { period: { from: null, to: asOf }, certainty: 1, why: `时点为${asOf}`, ever: false }
    // A title that ends on the day of the text says no other day than none would.
    return { period: { from: null, to: found.spoken.to }, certainty: (found.spoken.to === asOf ? Math.max(found.certainty, 0.97) : found.certainty) * fits, why, ever: found.spoken.vague }
  }
  if (timing === 'cumulative') {
    const closed = found !== undefined && found.spoken.from !== null && !found.spoken.point && found.spoken.to !== asOf
    return { period: { from: null, to: found?.spoken.to ?? asOf }, certainty: (closed ? 0.7 : 1) * fits, why, ever: found?.spoken.vague ?? false }
  }
  if (!found && yearly(figure)) return { period: { from: yearStart(asOf), to: asOf }, certainty: 0.9, why: '按本年度', ever: false }
  // Cases and money are told by the year; introductions are also told since the beginning.
  const either = /^(?:introduction|highLevel|graduates|skilled)\./.test(figure)
  if (!found && !either) return { period: { from: yearStart(asOf), to: asOf }, certainty: 0.86, why: '文中没有写时间，按本年', ever: false }
  if (!found) return { period: { from: yearStart(asOf), to: asOf }, certainty: 0.64, why: `${why}，不知是本年还是累计`, ever: false }
  const { from, to, vague, point } = found.spoken
  if (from === null) return { period: { from: yearStart(to), to }, certainty: (vague ? 0.5 : point ? (either ? 0.9 : 0.97) : 0.8) * found.certainty * fits, why, ever: vague }
  const rolling = to === asOf && !from.endsWith('01-01') && from < yearStart(to)
  return { period: { from, to }, certainty: found.certainty * fits * (rolling ? 0.78 : 1), why, ever: false }
}

/** A budget is a year's; without another word it is this year's. */
const yearly = (figure: string): boolean => {
  const definition = findDefinition(figure)
  return definition !== undefined && countsOf(definition).every(({ of, timing }) => timing === 'flow' && of.sql.includes('budget_line_balance'))
}

export const timingOf = (figure: string): 'stock' | 'flow' | 'cumulative' => {
  const definition = findDefinition(figure)
  return definition ? (countsOf(definition)[0]?.timing ?? 'stock') : 'stock'
}
