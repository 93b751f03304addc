import * as decimal from './decimal.ts'
import type { Decimal } from './decimal.ts'
import type { Day } from './day.ts'
import type { Known, Value, WorkCalendar } from './type.ts'

/** What an expression is evaluated against. `locals` is scratch space for records under inspection. */
export interface Surroundings {
  fact(name: string): Known
  /** The day of the question: the value of 申请日 unless the subject has its own. */
  readonly on: Day
  readonly locals: Known[]
  readonly calendar?: WorkCalendar | undefined
  /** Another measure's outcome, or its amount in yuan; null when not known. */
  measure(code: string, ask: 'outcome' | 'amount'): Known
}

export type Run = (at: Surroundings) => Known

/** A record's field may be called n, but never holds a bigint: field values are decimals themselves. */
export function isDecimal(value: Known | undefined): value is Decimal {
  return typeof value === 'object' && value !== null && 'n' in value && typeof value.n === 'bigint'
}

export function isItems(value: Known): value is readonly Known[] {
  return Array.isArray(value)
}

/**
 * Order of two known values of one type, or undefined when the values cannot be compared (a fact with the wrong kind of
 * value, which readFacts refuses earlier).
 */
export function order(a: Value, b: Value): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b)
  if (isDecimal(a) && isDecimal(b)) return decimal.compare(a, b)
  return undefined
}

/** A field of a record; unknown when the record or the field is. */
export function fieldOf(record: Known, name: string): Known {
  if (record === null || typeof record !== 'object' || isItems(record) || isDecimal(record)) return null
  return Object.hasOwn(record, name) ? (record[name] ?? null) : null
}
