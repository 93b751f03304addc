import { dayNumber, firstDay, lastDay, type Day } from '../../language/day.ts'
import { isDecimal, order } from '../../language/evaluate.ts'
import { factsOf, measuresOf, type Expr } from '../../language/expression.ts'
import { applicationDay } from '../../language/scope.ts'
import type { Comparator } from '../../language/syntax.ts'
import type { Known, WorkCalendar } from '../../language/type.ts'
import { runOf } from '../../explain/judge.ts'
import { largest, type ScaledColumn } from '../store/scaled-column.ts'

/** The day and the calendar: what is the same for everybody. */
export interface Today {
  readonly on: Day
  readonly calendar: WorkCalendar | undefined
}

const read = new WeakMap<Expr, readonly string[] | null>()

/** The facts that decide an expression, 申请日 not counted; null when another measure has a say too. */
export function decidingFacts(expr: Expr): readonly string[] | null {
  const known = read.get(expr)
  if (known !== undefined) return known
  const found = measuresOf(expr).length > 0 ? null : factsOf(expr).filter((name) => name !== applicationDay)
  read.set(expr, found)
  return found
}

/** The interpreter's answer when one fact is known. */
export function valueWith(expr: Expr, today: Today, name?: string, value: Known = null): Known {
  return runOf(expr)({ fact: (asked) => (asked === name ? value : null), on: today.on, calendar: today.calendar, locals: [], measure: () => null })
}

type Direction = 'constant' | 1 | -1

/** Whether an expression only rises, or only falls, with the one fact that it reads; undefined when that is not plain from its form. */
function directionOf(expr: Expr, today: Today): Direction | undefined {
  if (decidingFacts(expr)?.length === 0) return 'constant'
  switch (expr.op) {
    case 'fact':
      return 1
    case 'negate':
      return against(directionOf(expr.arg, today))
    case 'add':
      return together([directionOf(expr.left, today), directionOf(expr.right, today)])
    case 'subtract': case 'days between':
      return together([directionOf(expr.left, today), against(directionOf(expr.right, today))])
    case 'multiply':
      return scaled(directionOf(expr.left, today), expr.right, today) ?? scaled(directionOf(expr.right, today), expr.left, today)
    case 'divide':
      return scaled(directionOf(expr.left, today), expr.right, today)
    case 'shift':
      return directionOf(expr.period, today) === 'constant' ? directionOf(expr.day, today) : undefined
    case 'call': {
      const parts = expr.args.map((arg) => directionOf(arg, today))
      switch (expr.name) {
        case '年': case '年初': case '月初': case 'floor': case 'ceiling': case 'date':
          return parts[0]
        case 'round':
          return parts.slice(1).every((part) => part === 'constant') ? parts[0] : undefined
        case 'least': case 'greatest':
          return together(parts)
        case '周岁': case '月数': case '天数':
          return parts.slice(2).every((part) => part === 'constant') ? together([against(parts[0]), parts[1]]) : undefined
        default:
          return undefined
      }
    }
    default:
      return undefined
  }
}

function against(direction: Direction | undefined): Direction | undefined {
  return direction === 1 ? -1 : direction === -1 ? 1 : direction
}

function together(parts: readonly (Direction | undefined)[]): Direction | undefined {
  const moving = new Set(parts.filter((part) => part !== 'constant'))
  const [only] = moving
  return moving.size === 0 ? 'constant' : moving.size === 1 ? only : undefined
}

function scaled(direction: Direction | undefined, by: Expr, today: Today): Direction | undefined {
  if (decidingFacts(by)?.length !== 0) return undefined
  const factor = valueWith(by, today)
  return !isDecimal(factor) || factor.n === 0n ? undefined : factor.n > 0n ? direction : against(direction)
}

/**
 * A comparison that depends on one number or day, as the whole numbers of its column for which it holds; found by bisection with
 * the interpreter as judge, so that 29 February, rounding and 9999-12-31 are its business alone. Undefined when the sides do
 * not move in one direction.
 */
export function rangeOf(left: Expr, comparator: Exclude<Comparator, '!='>, right: Expr, column: ScaledColumn, today: Today): { low: number; high: number } | undefined {
  const direction = together([directionOf(left, today), against(directionOf(right, today))])
  if (direction !== 1 && direction !== -1) return undefined
  const dates = column.type.kind === 'date'
  const bottom = dates ? dayNumber(firstDay) : -largest
  const top = dates ? dayNumber(lastDay) : largest
  let undecided = false
  const sign = (whole: number): number => {
    const value = column.meaning(whole)
    const a = valueWith(left, today, column.name, value)
    const b = valueWith(right, today, column.name, value)
    const difference = a === null || b === null ? undefined : order(a, b)
    if (difference === undefined) undecided = true
    return (difference ?? 0) * direction
  }
  // with the direction taken out, the sides' difference only rises
  const level = firstWhere(bottom, top, (whole) => sign(whole) >= 0)
  const above = firstWhere(bottom, top, (whole) => sign(whole) > 0)
  if (undecided) return undefined
  switch (direction === 1 ? comparator : mirrored[comparator]) {
    case '=': return { low: level, high: above - 1 }
    case '<': return { low: bottom, high: level - 1 }
    case '<=': return { low: bottom, high: above - 1 }
    case '>': return { low: above, high: top }
    case '>=': return { low: level, high: top }
  }
}

const mirrored = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const

/** The first whole number from which on it holds; top + 1 when never. */
function firstWhere(bottom: number, top: number, holds: (whole: number) => boolean): number {
  let low = bottom
  let high = top + 1
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

export function truth(value: Known): boolean | null {
  return typeof value === 'boolean' ? value : null
}

/** A known number as a whole number at a scale, a day as its number; undefined when it does not fit exactly. */
export function wholeOf(value: Known, scale: number): number | undefined {
  if (typeof value === 'string') return dayNumber(value)
  if (!isDecimal(value)) return undefined
  const power = 10n ** BigInt(Math.abs(scale - value.s))
  if (scale < value.s && value.n % power !== 0n) return undefined
  const whole = scale >= value.s ? value.n * power : value.n / power
  return whole <= 2n ** 53n - 1n && whole >= -(2n ** 53n - 1n) ? Number(whole) : undefined
}
