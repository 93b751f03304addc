import { addDays, addYears, dateOf, partsOf } from '../../kernel/calendar/plain-date.ts'
import type { ReadContext } from '../../kernel/implement.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { dayBefore, valueOf } from '../compute.ts'
import { growth, hundredths, minus, plus, quotient } from '../decimal.ts'
import { isCounted, type CountDefinition, type FigureDefinition, type Unit } from '../definition.ts'
import { countsOf, findDefinition } from '../definitions/index.ts'
import { momentsOf } from '../moments.ts'
import { know } from '../reading.ts'
import { publishedIn } from '../statistics.ts'
import { targetsOf } from '../store.ts'
import type { Binding, Period } from './types.ts'

/** What a binding comes to by the records: through the same cubes as the leaders' page, so that speech and page agree. */
export interface ReadValue {
  /** Decimal in the definition's unit (money in fen, percentages in per cent, points in points); null with the reason. */
  value: string | null
  because: string | null
  unit: Unit | 'points'
  /** How many records stand behind it. */
  records: string | null
  /** The document of a target, the source of a denominator. */
  document: string | null
}

interface Reading {
  value: string | null
  because: string | null
  records: string | null
  numerator: string | null
  denominator: string | null
  source: string | null
}

/** `anchor` is the day of the text: other days that its pass over the records can tell are read from it, so that a change costs no second pass. */
export const readIndicator = async (reading: ReadContext, binding: Binding, anchor: PlainDate): Promise<ReadValue> => {
  const context: Anchored = { ...reading, anchor }
  const definition = findDefinition(binding.figure ?? '')
  if (!definition) return { value: null, because: '没有这个指标', unit: 'item', records: null, document: null }
  // A target may be of a year that has only begun, or not yet.
  const now = binding.aspect === 'target' ? nothing : await over(context, definition, binding, binding.period)
  const plain = { unit: definition.unit, records: now.records, document: now.source, because: now.because }
  if (binding.aspect === 'target' || binding.aspect === 'progress') return againstTarget(context, binding, definition, now)
  if (now.value === null || binding.aspect === 'value') return { ...plain, value: now.value }
  if (binding.aspect === 'share') {
    const whole = findDefinition(binding.over ?? '')
    const below = whole ? await over(context, whole, { place: binding.place }, binding.period) : undefined
    if (!below?.value || Number(below.value) === 0) return { ...plain, unit: 'share', value: null, because: below?.because ?? '分母为零' }
    return { ...plain, unit: 'share', value: quotient(hundredths(now.value), hundredths(below.value), 2, 100n) }
  }
  const before = await over(context, definition, binding, periodBefore(binding, definition))
  if (before.value === null) return { ...plain, value: null, because: `没有可比的数：${before.because ?? ''}` }
  if (binding.aspect === 'change') return { ...plain, unit: definition.unit === 'share' ? 'points' : definition.unit, value: minus(now.value, before.value) }
  const grown = growth(now.value, before.value)
  return { ...plain, unit: 'share', value: grown ?? null, because: grown === undefined ? '比较的那一期为零，算不出增长率' : null }
}

/** The same days a year earlier, the day that the sentence names, or the whole year before where only years are kept. */
const periodBefore = ({ since, sinceFrom, period }: Binding, definition: FigureDefinition): Period => {
  if (since !== undefined && sinceFrom !== undefined) return { from: sinceFrom, to: since }
  if (since !== undefined) return { from: null, to: since }
  const back = dayBefore(definition, momentsOf(period.to))
  if (back !== undefined && back !== addYears(period.to, -1)) return { from: period.from, to: back }
  return { from: period.from === null ? null : addYears(period.from, -1), to: addYears(period.to, -1) }
}

interface Anchored extends ReadContext {
  anchor: PlainDate
}

const againstTarget = async (context: Anchored, { figure, place, period, aspect }: Binding, definition: FigureDefinition, now: Reading): Promise<ReadValue> => {
  const { year } = partsOf(period.to)
  const target = (await targetsOf(context.db, year, place)).find((one) => one.figure === figure && one.placeCode === place)
  const plain = { records: now.records, document: target?.document ?? null }
  if (!target) return { ...plain, unit: definition.unit, value: null, because: `没有下达${year}年“${definition.name}”的目标` }
  if (aspect === 'target') return { ...plain, unit: definition.unit, value: target.value, because: null }
  if (now.value === null || Number(target.value) === 0) return { ...plain, unit: 'share', value: null, because: now.because ?? '目标为零' }
  const [top, bottom] = [now.value, target.value].map(hundredths)
  return { ...plain, unit: 'share', value: quotient(top ?? 0n, bottom ?? 1n, 1, 100n), because: null }
}

/** A figure over a span: what came since 1 January is read as it is, other spans are what came by their end less what came before. */
const over = async (context: Anchored, definition: FigureDefinition, where: Pick<Binding, 'place' | 'part'>, period: Period): Promise<Reading> => {
  const on = (day: PlainDate) => at(context, definition, where, day)
  const [count] = countsOf(definition)
  const { from, to } = period
  const start = dateOf(partsOf(to).year, 1, 1)
  if (!isCounted(definition) || count?.timing !== 'flow' || from === null || from === start) return on(to)
  if (count.traces !== 'day') return { ...nothing, because: '这个指标一年一数，不能跨年或分段' }
  const readings: { sign: 1 | -1; reading: Reading }[] = []
  for (let { year } = partsOf(from); year <= partsOf(to).year; year += 1) {
    const end = dateOf(year, 12, 31)
    readings.push({ sign: 1, reading: await on(end < to ? end : to) })
    if (from > dateOf(year, 1, 1) && from.startsWith(String(year))) readings.push({ sign: -1, reading: await on(addDays(from, -1)) })
  }
  return summed(count, readings)
}

const summed = ({ kind }: CountDefinition, readings: readonly { sign: 1 | -1; reading: Reading }[]): Reading => {
  const blind = kind === 'mean' ? undefined : readings.find(({ reading }) => reading.value === null)
  if (blind) return blind.reading
  const add = (pick: (reading: Reading) => string | null) => readings.reduce((sum, { sign, reading }) => (sign === 1 ? plus : minus)(sum, pick(reading) ?? '0'), '0')
  if (kind !== 'mean') return { ...nothing, value: add(({ value }) => value), records: add(({ records }) => records) }
  const [top, bottom] = [BigInt(add(({ numerator }) => numerator)), BigInt(add(({ denominator }) => denominator))]
  return bottom === 0n ? { ...nothing, because: '没有可以平均的记录' } : { ...nothing, value: quotient(top, bottom, 1), records: bottom.toString() }
}

const nothing: Reading = { value: null, because: null, records: null, numerator: null, denominator: null, source: null }

/** Whether the pass of one day has the edges of another: the same day and the end of each of the years before. */
const tells = (anchor: PlainDate, day: PlainDate): boolean => {
  const { edges } = momentsOf(anchor)
  return day <= anchor && edges.includes(addDays(day, 1)) && edges.includes(dateOf(partsOf(day).year, 1, 1))
}

const at = async (context: Anchored, definition: FigureDefinition, { place, part }: Pick<Binding, 'place' | 'part'>, day: PlainDate): Promise<Reading> => {
  // A county is one key of the city's pass, where the city is one's own.
  const inCity = part === undefined && place.length === 6 && context.actor.scope === place.slice(0, 4)
  const key = inCity ? place : part?.key
  const known = await know(context, { asOf: tells(context.anchor, day) ? context.anchor : day, place: inCity ? place.slice(0, 4) : place }, [definition], part?.by ?? 'place')
  const { value, because, numerator, denominator, basis } = valueOf(known, definition, day, key)
  const [count] = countsOf(definition)
  const records = count && value !== null ? (known.cubes.get(count.of)?.read(count, day, key).count.toString() ?? null) : null
  return { value, because, numerator, denominator, records, source: basis ? `${publishedIn(basis)}：${basis.kind}${basis.value}` : null }
}
