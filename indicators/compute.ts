import type { PlainDate } from '../kernel/types.ts'
import { partsOf } from '../kernel/calendar/plain-date.ts'
import { change, fingerprint, type Change, type FigureReading } from './change.ts'
import type { Cube } from './cube.ts'
import { hundredths, quotient } from './decimal.ts'
import type { CountDefinition, FigureDefinition, ImportedDefinition, RatioDefinition, Source } from './definition.ts'
import { countsOf } from './definitions/index.ts'
import { endOfYear, type Moments } from './moments.ts'
import { publishedIn, type Statistic, type Statistics } from './statistics.ts'

/** Figures out of cubes: pure, so that every rule of division, comparison and history is here and nowhere else. */
export interface Known {
  moments: Moments
  today: PlainDate
  /** The place that the whole is of; `keyed` says that keys of the cubes are places. */
  scope: string
  keyed: 'place' | 'other'
  cubes: ReadonlyMap<Source, Cube>
  statistics: Statistics
}

export interface Value extends FigureReading {
  /** Why there is no value, in a sentence. */
  because: string | null
  numerator: string | null
  denominator: string | null
  /** The outside statistic below the line. */
  basis: Statistic | null
}

/** The figure on one day, for the whole scope or for one key of it. */
export const valueOf = (known: Known, definition: FigureDefinition, day: PlainDate, key?: string): Value => {
  const place = key !== undefined && known.keyed === 'place' ? key : known.scope
  const reading = { figure: definition.id, edition: fingerprint(definition), name: definition.name, unit: definition.unit, place, asOf: day }
  const nothing = { ...reading, value: null, numerator: null, denominator: null, basis: null }
  const blind = cannotTell(known, definition, day)
  if (blind) return { ...nothing, because: blind }
  if (definition.kind === 'ratio') return { ...nothing, ...ratio(known, definition, day, key) }
  if (definition.kind === 'imported') return { ...nothing, ...imported(known, definition, day, key) }
  const { count, sum } = cubeFor(known, definition).read(definition, day, key)
  if (definition.kind === 'mean') return count === 0n ? { ...nothing, because: '没有可以平均的记录' } : { ...nothing, value: quotient(sum, count, 1), numerator: sum.toString(), denominator: count.toString(), because: null }
  // Areas are kept in hundredths of a square metre, so that their sum is exact.
  if (definition.unit === 'squareMetre') return { ...nothing, value: quotient(sum, 100n, 2), because: null }
  return { ...nothing, value: (definition.kind === 'sum' ? sum : count).toString(), because: null }
}

const ratio = (known: Known, definition: RatioDefinition, day: PlainDate, key: string | undefined): Pick<Value, 'value' | 'numerator' | 'denominator' | 'basis' | 'because'> => {
  const [top, bottom] = countsOf(definition)
  const numerator = amount(known, top, day, key)
  const nothing = { value: null, numerator: numerator.toString(), denominator: null, basis: null }
  if ('figure' in definition.denominator) {
    const denominator = amount(known, bottom, day, key)
    if (denominator === 0n) return { ...nothing, because: '分母为零' }
    return { value: quotient(numerator, denominator, 2, 100n), numerator: numerator.toString(), denominator: denominator.toString(), basis: null, because: null }
  }
  const { statistic } = definition.denominator
  if (key !== undefined && known.keyed !== 'place') return { ...nothing, because: `没有这样分组的${statistic}数` }
  const basis = known.statistics.find(statistic, key ?? known.scope, day)
  const whole = basis ? BigInt(basis.value.split('.')[0] ?? '0') : 0n
  if (!basis || whole <= 0n) return { ...nothing, because: `没有${partsOf(day).year}年及以前的${statistic}数` }
  return { value: quotient(numerator, whole, 2, 100n), numerator: numerator.toString(), denominator: whole.toString(), basis, because: null }
}

/** The newest published number, in the figure's unit. A share keeps the decimals that it was published with, at most two. */
const imported = (known: Known, { statistic, scale, unit }: ImportedDefinition, day: PlainDate, key: string | undefined): Pick<Value, 'value' | 'basis' | 'because'> => {
  if (key !== undefined && known.keyed !== 'place') return { value: null, basis: null, because: `没有这样分组的${statistic}数` }
  const basis = known.statistics.find(statistic, key ?? known.scope, day)
  if (!basis) return { value: null, basis: null, because: `没有${partsOf(day).year}年及以前的${statistic}数` }
  return { value: quotient(hundredths(basis.value) * scale, 100n, unit === 'share' ? 2 : 0), basis, because: null }
}

const amount = (known: Known, definition: CountDefinition | undefined, day: PlainDate, key: string | undefined): bigint => {
  if (!definition) throw new Error('a ratio without its figure')
  const { count, sum } = cubeFor(known, definition).read(definition, day, key)
  return definition.kind === 'sum' ? sum : count
}

const cubeFor = ({ cubes }: Known, { of }: CountDefinition): Cube => {
  const cube = cubes.get(of)
  if (!cube) throw new Error(`no records of ${of.id} were read`)
  return cube
}

/** Some records keep no past: a state as of now, a budget as of its year. The sentence why, or null. */
export const cannotTell = (known: Known, definition: FigureDefinition, day: PlainDate): string | null => {
  const traces = tracesOf(definition)
  if (traces === 'now' && day !== known.today) return '记录只保存现状，不能回到过去的时点'
  if (traces === 'year' && day !== known.today && day !== endOfYear(partsOf(day).year)) return '记录按年度保存，没有年中的数'
  return null
}

/** A ratio reaches back as far as the shorter of its sides. */
const tracesOf = (definition: FigureDefinition): CountDefinition['traces'] => {
  const all = countsOf(definition).map(({ traces }) => traces)
  return all.includes('now') ? 'now' : all.includes('year') ? 'year' : 'day'
}

/** The day that the present value is held against: the same day a year earlier, or the whole year before where only years are kept. */
export const dayBefore = (definition: FigureDefinition, { sameDays, asOf }: Moments): PlainDate | undefined => {
  const traces = tracesOf(definition)
  return traces === 'now' ? undefined : traces === 'year' ? endOfYear(partsOf(asOf).year - 1) : sameDays[1]
}

export const changeOf = (known: Known, definition: FigureDefinition, key?: string): Change | undefined => {
  if (definition.kind === 'imported') return changeOfImported(known, definition, key)
  const before = dayBefore(definition, known.moments)
  return before && change(valueOf(known, definition, known.moments.asOf, key), valueOf(known, definition, before, key))
}

/** Year against the year before it: on the same day of the last year, the same number may still have been the newest. */
const changeOfImported = (known: Known, definition: ImportedDefinition, key: string | undefined): Change | undefined => {
  const now = valueOf(known, definition, known.moments.asOf, key)
  const before = now.basis && valueOfYear(known, definition, endOfYear(now.basis.year - 1), key)
  return before ? change(now, before) : undefined
}

/** A number from outside stands for its own year alone; what was not published of a year is not known. */
export const valueOfYear = (known: Known, definition: FigureDefinition, day: PlainDate, key?: string): Value => {
  const value = valueOf(known, definition, day, key)
  const other = definition.kind === 'imported' && value.basis !== null && value.basis.year !== partsOf(day).year
  return other ? { ...value, value: null, basis: null, because: `没有${partsOf(day).year}年的${definition.statistic}数` } : value
}

/** Oldest first: the same day of each year, or the ends of the years before where only years are kept. */
export const sparkOf = (known: Known, definition: FigureDefinition): { asOf: PlainDate; value: string | null }[] => {
  if (tracesOf(definition) === 'now') return []
  const whole = tracesOf(definition) === 'year'
  return known.moments.sameDays.toReversed().map((day) => {
    const at = whole && day !== known.moments.asOf ? endOfYear(partsOf(day).year) : day
    return { asOf: at, value: valueOfYear(known, definition, at).value }
  })
}

/** A sentence of warning where the two denominators of a change were not published in the same way. */
export const cautionOf = (known: Known, definition: FigureDefinition): string | null => {
  const before = dayBefore(definition, known.moments)
  const [now, then] = [valueOf(known, definition, known.moments.asOf).basis, before ? valueOf(known, definition, before).basis : null]
  if (now && now.year < partsOf(known.moments.asOf).year) return `${partsOf(known.moments.asOf).year}年的${now.kind}数尚未公布，用${now.year}年的`
  if (!now || !then || bare(now) === bare(then)) return null
  return `两年的分母来源不同：${now.year}年为${publishedBy(now)}，${then.year}年为${publishedBy(then)}`
}
const publishedBy = ({ source, document }: Statistic): string => publishedIn({ source, document, page: null })
const bare = (statistic: Statistic): string => publishedBy(statistic).replace(/\d{4}年?(度|第[一二三四]季度)?/g, '')
