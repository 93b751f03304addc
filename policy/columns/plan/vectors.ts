import { dayNumber, firstDay, lastDay } from '../../language/day.ts'
import { isDecimal } from '../../language/evaluate.ts'
import type { Expr, ExprOf } from '../../language/expression.ts'
import { toInteger } from '../../language/decimal.ts'
import { booleanType, type Known } from '../../language/type.ts'
import { BooleanColumn } from '../store/boolean-column.ts'
import { CodedColumn } from '../store/coded-column.ts'
import { ScaledColumn } from '../store/scaled-column.ts'
import type { Arithmetic, Graph, Logic, Vector } from './graph.ts'
import type { Context } from './context.ts'
import { decidingFacts, valueWith, wholeOf } from './single-fact.ts'

/** Divisions and roundings of the kernel are exact below this. */
const limit = 2 ** 52
const mostPlaces = 12
const bottom = dayNumber(firstDay)
const top = dayNumber(lastDay)

/** What vectors need of the planner of conditions: an amount has conditions in it. */
interface Conditions {
  readonly graph: Graph
  readonly context: Context
  logic(expr: Expr, asking: readonly string[]): Logic
}

/**
 * Numbers and days as vectors of whole numbers. Each step is taken only when its bounds prove it exact in doubles; otherwise
 * the whole expression is computed row by row.
 */
export class VectorPlanner {
  private readonly planner: Conditions
  private readonly graph: Graph

  constructor(planner: Conditions) {
    this.planner = planner
    this.graph = planner.graph
  }

  /** By kernels, or else in a column computed once a row; undefined when a value fits neither. */
  planOrCompute(expr: Expr, asking: readonly string[]): Vector | undefined {
    if (!isNumeric(expr)) return undefined
    const direct = this.plan(expr, asking)
    if (direct) return direct
    const computed = this.planner.context.computed(expr, asking)
    return computed && this.ofColumn(computed.column)
  }

  plan(expr: Expr, asking: readonly string[]): Vector | undefined {
    // a table's missing row is an unknown of no type
    if (expr.op === 'constant' && expr.value === null) return this.constant(null)
    if (!isNumeric(expr)) return undefined
    const { today } = this.planner.context
    const facts = decidingFacts(expr)
    if (facts?.length === 0) return this.constant(valueWith(expr, today))
    const [only] = facts ?? []
    const found = facts?.length === 1 && only !== undefined ? this.ofOneFact(expr, only) : undefined
    return found ?? this.structural(expr, asking)
  }

  constant(value: Known): Vector | undefined {
    const scale = isDecimal(value) ? placesOf([value]) : 0
    if (value === null) return this.whole(0, 0, this.graph.constant(null))
    const whole = scale === undefined ? undefined : wholeOf(value, scale)
    return whole === undefined || scale === undefined ? undefined : this.whole(whole, scale, this.graph.constant(true))
  }

  whole(value: number, scale: number, valid: Logic): Vector {
    return this.graph.vector({ op: 'constant', value, low: value, high: value, scale, valid })
  }

  ofColumn(column: ScaledColumn): Vector {
    const reach = column.width === 2 ? 2 ** 15 : column.width === 4 ? 2 ** 31 : 2 ** 53
    const valid = this.graph.atom({ kind: 'valid', column })
    return this.graph.vector({ op: 'column', column, low: -reach, high: reach, scale: column.scale, valid })
  }

  /** A table over the codes of one fact; an answer for an unknown fact has no place in it. */
  private ofOneFact(expr: Expr, name: string): Vector | undefined {
    const { graph } = this
    const { today, table } = this.planner.context
    const column = table.column(name)
    const ofNull = valueWith(expr, today)
    if (!column) return this.constant(ofNull)
    if (ofNull !== null) return undefined
    if (column instanceof CodedColumn) {
      const values = column.dictionary.map((value) => valueWith(expr, today, name, value))
      const scale = placesOf(values)
      const wholes = scale === undefined ? [] : values.map((value) => (value === null ? 0 : wholeOf(value, scale)))
      if (scale === undefined || wholes.length === 0) return undefined
      const numbers = wholes.filter((whole) => whole !== undefined)
      if (numbers.length < wholes.length) return undefined
      const valid = graph.atom({ kind: 'set', column, members: values.map((value) => value !== null) })
      return graph.vector({ op: 'lookup', column, table: numbers, low: bounds(numbers)[0], high: bounds(numbers)[1], scale, valid })
    }
    if (column instanceof BooleanColumn) {
      const [yes, no] = [true, false].map((value) => this.constant(valueWith(expr, today, name, value)))
      return yes && no && this.choose(graph.atom({ kind: 'boolean', column }), yes, no)
    }
    return undefined
  }

  private structural(expr: Expr, asking: readonly string[]): Vector | undefined {
    const of = (part: Expr): Vector | undefined => this.plan(part, asking)
    switch (expr.op) {
      case 'fact': {
        const column = this.planner.context.table.column(expr.name)
        return column instanceof ScaledColumn ? this.ofColumn(column) : undefined
      }
      case 'add': case 'subtract':
        return this.pair(expr.op, of(expr.left), of(expr.right))
      case 'days between':
        return this.pair('subtract', of(expr.left), of(expr.right))
      case 'multiply': {
        const [a, b] = [of(expr.left), of(expr.right)]
        return a && b && this.arithmetic('multiply', a, b)
      }
      case 'negate': {
        const a = of(expr.arg)
        return a && this.arithmetic('subtract', this.whole(0, a.scale, this.graph.constant(true)), a)
      }
      case 'shift':
        return this.shifted(expr, asking)
      case 'if': {
        const [a, b] = [of(expr.then), of(expr.else)]
        return a && b && this.choose(this.planner.logic(expr.condition, asking), a, b)
      }
      case 'table':
        return this.rows(expr, asking)
      case 'call':
        return this.call(expr, asking)
      default:
        return undefined
    }
  }

  private pair(how: Arithmetic, a: Vector | undefined, b: Vector | undefined): Vector | undefined {
    const sides = a && b && aligned(this.graph, a, b)
    return sides && this.arithmetic(how, ...sides)
  }

  sum(a: Vector, b: Vector): Vector | undefined {
    return this.pair('add', a, b)
  }

  /** The same values at a larger scale. */
  atScale(of: Vector, scale: number): Vector | undefined {
    return raised(this.graph, of, scale)
  }

  /** Of two vectors of one scale (a product's scales add up). Undefined when the result might not be exact. */
  arithmetic(how: Arithmetic, left: Vector, right: Vector): Vector | undefined {
    const { graph } = this
    const { low, high } = boundsOf(how, left, right)
    const scale = how === 'multiply' ? left.scale + right.scale : left.scale
    if (Math.max(Math.abs(low), Math.abs(high)) > limit || scale > mostPlaces) return undefined
    return graph.vector({ op: 'arithmetic', how, left, right, low, high, scale, valid: graph.all([left.valid, right.valid]) })
  }

  /** Where the condition is unknown, so is the value: FEEL proper would quietly take the other branch. */
  choose(condition: Logic, a: Vector, b: Vector): Vector | undefined {
    const { graph } = this
    if (condition.op === 'constant') return condition.value === null ? this.whole(0, 0, condition) : condition.value ? a : b
    const sides = aligned(graph, a, b)
    if (!sides) return undefined
    const [then, otherwise] = sides
    return graph.vector({ op: 'choose', condition, then, otherwise, low: Math.min(then.low, otherwise.low), high: Math.max(then.high, otherwise.high), scale: then.scale, valid: graph.select(condition, then.valid, otherwise.valid) })
  }

  divide(of: Vector, by: number, how: 'round' | 'floor', scale: number): Vector | undefined {
    if (by === 1) return { ...of, scale }
    if (Math.max(Math.abs(of.low), Math.abs(of.high)) + by > limit) return undefined
    return this.graph.vector({ op: 'divide', how, of, by, low: Math.floor(of.low / by) - 1, high: Math.ceil(of.high / by) + 1, scale, valid: of.valid })
  }

  /** Rounded half away from zero to `places`. */
  rounded(of: Vector, places: number): Vector | undefined {
    if (places >= of.scale) return of
    return places < 0 ? undefined : this.divide(of, 10 ** (of.scale - places), 'round', places)
  }

  private shifted(expr: ExprOf<'shift'>, asking: readonly string[]): Vector | undefined {
    const day = this.plan(expr.day, asking)
    const period = decidingFacts(expr.period)?.length === 0 ? valueWith(expr.period, this.planner.context.today) : null
    const count = isDecimal(period) ? toInteger(period) : undefined
    if (!day || count === undefined || Math.abs(count) > 1e7) return undefined
    const by = count * expr.direction
    if (expr.period.type.kind !== 'days') return this.graph.vector({ op: 'shift', of: day, months: by, low: bottom, high: top, scale: 0, valid: day.valid })
    const moved = this.pair('add', day, this.whole(by, 0, this.graph.constant(true)))
    return this.pair('least', this.pair('greatest', moved, this.whole(bottom, 0, this.graph.constant(true))), this.whole(top, 0, this.graph.constant(true)))
  }

  private rows(expr: ExprOf<'table'>, asking: readonly string[]): Vector | undefined {
    if (expr.rows.length > 64) return undefined
    return expr.rows.toReversed().reduce<Vector | undefined>((rest, row) => {
      const then = this.plan(row.then, asking)
      const key: Expr = { op: 'constant', value: row.key, type: expr.by.type, from: 0, to: 0 }
      return rest && then && this.choose(this.planner.logic({ op: 'compare', comparator: '=', left: expr.by, right: key, type: booleanType, from: 0, to: 0 }, asking), then, rest)
    }, this.plan(expr.otherwise, asking))
  }

  private call(expr: ExprOf<'call'>, asking: readonly string[]): Vector | undefined {
    const args = expr.args.map((arg) => this.plan(arg, asking))
    const [a, b] = args
    if (!a || args.includes(undefined)) return undefined
    switch (expr.name) {
      case 'least': case 'greatest': {
        const how = expr.name
        return args.slice(1).reduce<Vector | undefined>((best, next) => this.pair(how, best, next), a)
      }
      case 'abs':
        return this.pair('greatest', a, this.arithmetic('subtract', this.whole(0, a.scale, this.graph.constant(true)), a))
      case 'floor':
        return a.scale === 0 ? a : this.divide(a, 10 ** a.scale, 'floor', 0)
      case 'round': {
        const places = !b ? 0 : b.op === 'constant' && b.scale === 0 && b.valid.op === 'constant' && b.valid.value === true ? b.value : undefined
        return places === undefined ? undefined : this.rounded(a, places)
      }
      case '天数':
        return b && this.pair('subtract', b, a)
      case '周岁':
        return b && args.length === 2 ? this.full('compact', 10000, a, b) : undefined
      case '月数':
        return b && this.full('months', 100, a, b)
      case '年':
        return this.yearOf(a)
      case '年初': {
        const start = this.scaledUp(this.yearOf(a), 10000, 101)
        return start && this.calendar('days', start)
      }
      case 'date':
        return a
      default:
        return undefined
    }
  }

  private yearOf(day: Vector): Vector | undefined {
    return this.divide(this.calendar('compact', day), 10000, 'floor', 0)
  }

  private scaledUp(of: Vector | undefined, by: number, plus: number): Vector | undefined {
    const always = this.graph.constant(true)
    const larger = of && this.arithmetic('multiply', of, this.whole(by, 0, always))
    return larger && this.arithmetic('add', larger, this.whole(plus, 0, always))
  }

  /** Full years or months from one day to another: the difference of the written days, floored. */
  private full(how: 'compact' | 'months', by: number, from: Vector, to: Vector): Vector | undefined {
    const difference = this.arithmetic('subtract', this.calendar(how, to), this.calendar(how, from))
    return difference && this.divide(difference, by, 'floor', 0)
  }

  private calendar(how: 'compact' | 'months' | 'days', of: Vector): Vector {
    // bounds hold for garbage days too: a stale day number is a day number
    const reach = how === 'days' ? { low: bottom - 400, high: top + 400 } : { low: -1e9, high: 1e9 }
    return this.graph.vector({ op: 'calendar', how, of, ...reach, scale: 0, valid: of.valid })
  }
}

/** Two vectors at one scale; undefined when that takes one of them out of bounds. */
export function aligned(graph: Graph, a: Vector, b: Vector): readonly [Vector, Vector] | undefined {
  const scale = Math.max(a.scale, b.scale)
  const [left, right] = [a, b].map((side) => raised(graph, side, scale))
  return left && right ? [left, right] : undefined
}

function raised(graph: Graph, of: Vector, scale: number): Vector | undefined {
  if (of.scale === scale) return of
  const factor = 10 ** (scale - of.scale)
  const [low, high] = [of.low * factor, of.high * factor]
  if (Math.max(Math.abs(low), Math.abs(high)) > limit) return undefined
  if (of.op === 'constant') return graph.vector({ op: 'constant', value: of.value * factor, low, high, scale, valid: of.valid })
  if (of.op === 'lookup') return graph.vector({ op: 'lookup', column: of.column, table: of.table.map((value) => value * factor), low, high, scale, valid: of.valid })
  const by = graph.vector({ op: 'constant', value: factor, low: factor, high: factor, scale: scale - of.scale, valid: graph.constant(true) })
  return graph.vector({ op: 'arithmetic', how: 'multiply', left: of, right: by, low, high, scale, valid: of.valid })
}

function boundsOf(how: Arithmetic, a: Vector, b: Vector): { low: number; high: number } {
  switch (how) {
    case 'add': return { low: a.low + b.low, high: a.high + b.high }
    case 'subtract': return { low: a.low - b.high, high: a.high - b.low }
    case 'multiply': {
      const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high]
      return { low: Math.min(...corners), high: Math.max(...corners) }
    }
    case 'least': return { low: Math.min(a.low, b.low), high: Math.min(a.high, b.high) }
    case 'greatest': return { low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) }
  }
}

/** Decimal places that hold every value; undefined when some has more than a vector takes. */
function placesOf(values: readonly Known[]): number | undefined {
  let most = 0
  for (const value of values) {
    if (!isDecimal(value)) continue
    let { n, s } = value
    while (s > 0 && n % 10n === 0n) {
      n /= 10n
      s -= 1
    }
    most = Math.max(most, s)
  }
  return most > mostPlaces ? undefined : most
}

function bounds(numbers: readonly number[]): readonly [number, number] {
  return numbers.reduce<readonly [number, number]>(([low, high], number) => [Math.min(low, number), Math.max(high, number)], [0, 0])
}

function isNumeric(expr: Expr): boolean {
  const { kind } = expr.type
  return kind === 'number' || kind === 'money' || kind === 'date' || kind === 'months' || kind === 'days'
}
