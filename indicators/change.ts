import type { PlainDate } from '../kernel/types.ts'
import { growth, isNegative, isZero, magnitude, minus } from './decimal.ts'
import { units, type FigureDefinition, type Unit } from './definition.ts'

/** A figure as it was read: what it is of, where, when, and by which definition. */
export interface FigureReading {
  figure: string
  /** Fingerprint of the definition by which it was computed. */
  edition: string
  name: string
  unit: Unit
  place: string
  asOf: PlainDate
  /** Decimal; null when it cannot be said. */
  value: string | null
}

export interface Change {
  /** Decimal, in `unit`. */
  difference: string
  /** A difference of two percentages is in percentage points, never in per cent. */
  unit: Unit | 'points'
  /** Growth in per cent; null for percentages and where there was nothing before. */
  percent: string | null
  direction: 'up' | 'down' | 'same'
  since: PlainDate
}

/** Two figures that must not be subtracted; the message says why, for the reader. */
export class NotComparable extends Error {}

/**
 * How much `now` differs from `before`. Refuses two different figures, two editions of one definition, two places, and a day that is not
 * earlier: such a difference would say something about the definitions and nothing about the city. Undefined when either is not known.
 * Percentages are subtracted as printed, so that a reader who subtracts gets the same points.
 */
export const change = (now: FigureReading, before: FigureReading): Change | undefined => {
  if (now.figure !== before.figure) throw new NotComparable(`“${now.name}”与“${before.name}”口径不同，不能相减`)
  if (now.unit !== before.unit || now.edition !== before.edition) throw new NotComparable(`“${now.name}”的口径在两个时点之间改过，不能相减`)
  if (now.place !== before.place) throw new NotComparable(`“${now.name}”的两个数不是同一个地方的，不能相减`)
  if (before.asOf >= now.asOf) throw new NotComparable(`“${now.name}”比较的时点应早于${now.asOf}`)
  if (now.value === null || before.value === null) return undefined
  const difference = minus(now.value, before.value)
  return {
    difference,
    unit: now.unit === 'share' ? 'points' : now.unit,
    percent: now.unit === 'share' ? null : (growth(now.value, before.value) ?? null),
    direction: isZero(difference) ? 'same' : isNegative(difference) ? 'down' : 'up',
    since: before.asOf,
  }
}

/** 提高 0.36 个百分点；增长 5.2%；减少 3 件；持平. */
export const changeWords = ({ difference, unit, percent, direction }: Change): string => {
  if (direction === 'same') return '持平'
  const up = direction === 'up'
  if (unit === 'points') return `${up ? '提高' : '降低'} ${magnitude(difference)} 个百分点`
  if (percent !== null && !isZero(percent)) return `${up ? '增长' : '下降'} ${magnitude(percent)}%`
  if (unit === 'fen') return up ? '增加' : '减少'
  return `${up ? '增加' : '减少'} ${magnitude(difference)} ${units[unit]}`
}

/** Changes whenever what is counted changes; two readings with different fingerprints are not subtracted. */
export const fingerprint = (definition: FigureDefinition): string => {
  const known = fingerprints.get(definition)
  if (known !== undefined) return known
  const print = printOf(definition)
  fingerprints.set(definition, print)
  return print
}
const fingerprints = new WeakMap<FigureDefinition, string>()

const printOf = (definition: FigureDefinition): string => {
  const said =
    definition.kind === 'ratio' ? [definition.numerator, definition.denominator]
    : definition.kind === 'imported' ? [definition.kind, definition.statistic, definition.scale.toString()]
    : [definition.kind, definition.of.sql.replace(/\s+/g, ' '), definition.where ?? '', definition.timing]
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(JSON.stringify(said))) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn
  return hash.toString(16).padStart(16, '0')
}
