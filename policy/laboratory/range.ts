import { compare, zero, type Decimal } from '../language/decimal.ts'

/** From where to where a slider goes, and by what step. */
export interface Range {
  readonly low: number
  readonly high: number
  readonly step: number
}

/** Around a value: from nothing to twice as much, in steps that a clause would write (whole months; 10,000 yuan of 600,000). */
export function rangeOf(value: Decimal, kind: 'number' | 'money'): Range {
  const number = Number(value.n) / 10 ** value.s
  const low = compare(value, zero) < 0 ? 2 * number : 0
  const size = Math.abs(number)
  if (kind === 'money') {
    const step = Math.max(1, 10 ** Math.floor(Math.log10(Math.max(1, size)) - 1))
    return { low, high: roundUp(Math.max(2 * size, 10 * step), step), step }
  }
  const step = value.s === 0 ? 1 : 10 ** -value.s
  return { low, high: roundUp(Math.max(2 * size, 12 * step), step), step }
}

const roundUp = (value: number, step: number): number => Number((Math.ceil(value / step - 1e-9) * step).toFixed(10))
