import * as decimal from './decimal.ts'
import type { Decimal } from './decimal.ts'
import { addDays, addMonths, dayNumber, firstDay } from './day.ts'
import { aggregate, compileSequence, quantified } from './evaluate-sequence.ts'
import type { Expr, Test } from './expression.ts'
import { applicationDay } from './scope.ts'
import { scalarFunctions } from './scalar.ts'
import { insuredMonths } from './insured-months.ts'
import type { Comparator } from './syntax.ts'
import type { Known, Value } from './type.ts'
import { fieldOf, isDecimal, isItems, order, type Run, type Surroundings } from './value.ts'

export { isDecimal, order, type Run, type Surroundings } from './value.ts'


function meets(comparator: Comparator, difference: number): boolean {
  switch (comparator) {
    case '=': return difference === 0
    case '!=': return difference !== 0
    case '<': return difference < 0
    case '<=': return difference <= 0
    case '>': return difference > 0
    case '>=': return difference >= 0
  }
}

/** A comparison with an unknown is unknown. */
function compared(comparator: Comparator, a: Known, b: Known): boolean | null {
  if (a === null || b === null) return null
  const difference = order(a, b)
  return difference === undefined ? null : meets(comparator, difference)
}

/** Compiles to closures once; a closure then answers for any subject. */
export function compile(expr: Expr): Run {
  switch (expr.op) {
    case 'constant': {
      const { value } = expr
      return () => value
    }
    case 'fact': {
      const { name } = expr
      if (name === applicationDay) return (at) => at.fact(name) ?? at.on
      return (at) => at.fact(name)
    }
    case 'local': {
      const { slot } = expr
      return (at) => at.locals[slot] ?? null
    }
    case 'field': {
      const of = compile(expr.of)
      const { name } = expr
      return (at) => fieldOf(of(at), name)
    }
    case 'and':
      return junction(expr.args.map(compile), false)
    case 'or':
      return junction(expr.args.map(compile), true)
    case 'not': {
      const arg = compile(expr.arg)
      return (at) => {
        const value = arg(at)
        return typeof value === 'boolean' ? !value : null
      }
    }
    case 'known': {
      const arg = compile(expr.arg)
      return (at) => arg(at) !== null
    }
    case 'compare': {
      const left = compile(expr.left)
      if (expr.right.op === 'constant' && expr.right.value !== null) {
        const test = comparedWith(expr.comparator, expr.right.value)
        return (at) => test(left(at))
      }
      const right = compile(expr.right)
      const { comparator } = expr
      return (at) => compared(comparator, left(at), right(at))
    }
    case 'ranked': {
      const rank = new Map(expr.codes.map((code, i) => [code, i]))
      const left = compile(expr.left)
      const { comparator } = expr
      const bound = expr.right.op === 'constant' && typeof expr.right.value === 'string' ? rank.get(expr.right.value) : undefined
      if (bound !== undefined) {
        const answers = new Map(expr.codes.map((code, i) => [code, meets(comparator, i - bound)]))
        return (at) => {
          const a = left(at)
          return typeof a === 'string' ? (answers.get(a) ?? null) : null
        }
      }
      const right = compile(expr.right)
      return (at) => {
        const a = left(at)
        const b = right(at)
        const i = typeof a === 'string' ? rank.get(a) : undefined
        const j = typeof b === 'string' ? rank.get(b) : undefined
        return i === undefined || j === undefined ? null : meets(comparator, i - j)
      }
    }
    case 'in':
      return membership(expr.left, expr.tests)
    case 'add':
      return numeric(expr.left, expr.right, decimal.add)
    case 'subtract':
      return numeric(expr.left, expr.right, decimal.subtract)
    case 'multiply':
      return numeric(expr.left, expr.right, decimal.multiply)
    case 'divide':
      return numeric(expr.left, expr.right, decimal.divide)
    case 'join': {
      const left = compile(expr.left)
      const right = compile(expr.right)
      return (at) => {
        const a = left(at)
        const b = right(at)
        return typeof a === 'string' && typeof b === 'string' ? a + b : null
      }
    }
    case 'days between': {
      const left = compile(expr.left)
      const right = compile(expr.right)
      return (at) => {
        const a = left(at)
        const b = right(at)
        return typeof a === 'string' && typeof b === 'string' ? decimal.integer(dayNumber(a) - dayNumber(b)) : null
      }
    }
    case 'shift':
      return shifted(expr)
    case 'negate': {
      const arg = compile(expr.arg)
      return (at) => {
        const value = arg(at)
        return isDecimal(value) ? decimal.negate(value) : null
      }
    }
    case 'power': {
      const base = compile(expr.base)
      const { exponent } = expr
      return (at) => {
        const value = base(at)
        if (!isDecimal(value)) return null
        let result = decimal.one
        for (let i = 0; i < exponent; i += 1) result = decimal.multiply(result, value)
        return result
      }
    }
    case 'if': {
      // an unknown condition leaves the value unknown: FEEL proper would quietly take the else branch
      const condition = compile(expr.condition)
      const then = compile(expr.then)
      const otherwise = compile(expr.else)
      return (at) => {
        const value = condition(at)
        return value === true ? then(at) : value === false ? otherwise(at) : null
      }
    }
    case 'table': {
      const by = compile(expr.by)
      const rows = expr.rows.map((row) => ({ key: row.key, then: compile(row.then) }))
      const otherwise = compile(expr.otherwise)
      return (at) => {
        const key = by(at)
        if (key === null) return null
        const row = rows.find((candidate) => order(key, candidate.key) === 0)
        return row ? row.then(at) : otherwise(at)
      }
    }
    case 'call': {
      const apply = scalarFunctions[expr.name]
      const args = expr.args.map(compile)
      return (at) => {
        const values: Value[] = []
        for (const arg of args) {
          const value = arg(at)
          if (value === null) return null
          values.push(value)
        }
        return apply(values, at.calendar)
      }
    }
    case 'list': {
      const items = expr.items.map(compile)
      return (at) => items.map((item) => item(at))
    }
    case 'sequence':
      return compileSequence(expr.sequence, compile)
    case 'quantified':
      return quantified(expr.every, expr.sequence, expr.body, compile)
    case 'aggregate':
      return aggregate(expr.name, compileSequence(expr.sequence, compile))
    case 'months': {
      const items = compileSequence(expr.sequence, compile)
      const day = compile(expr.at)
      const { shape, consecutive, gap } = expr
      const since = expr.since ? compile(expr.since) : undefined
      return (at) => insuredMonths(items(at), { shape, consecutive, gap }, day(at), since ? since(at) : firstDay)
    }
    case 'statistic': {
      const year = compile(expr.year)
      const { values } = expr
      return (at) => {
        const value = year(at)
        const number = isDecimal(value) ? decimal.toInteger(value) : undefined
        return number === undefined ? null : (values.get(number) ?? null)
      }
    }
    case 'listed': {
      const editions = expr.editions.map((edition) => ({ ...edition, members: new Set(edition.members) }))
      const what = compile(expr.value)
      const when = compile(expr.at)
      return (at) => {
        const value = what(at)
        const day = when(at)
        if (typeof value !== 'string' || typeof day !== 'string') return null
        // no edition in force on that day: nobody can say who was on the list
        const inForce = editions.filter((edition) => edition.from <= day && (edition.to === undefined || day <= edition.to))
        return inForce.length === 0 ? null : inForce.some((edition) => edition.members.has(value))
      }
    }
    case 'measure': {
      const { code, ask } = expr
      return (at) => at.measure(code, ask)
    }
  }
}

/** A comparison with a value that is written in the rule, which most are: its kind is known beforehand. */
function comparedWith(comparator: Comparator, bound: Value): (value: Known) => boolean | null {
  if (typeof bound === 'string') return (value) => (typeof value === 'string' ? meets(comparator, value < bound ? -1 : value > bound ? 1 : 0) : null)
  if (!isDecimal(bound)) return (value) => compared(comparator, value, bound)
  const against = decimal.comparisonWith(bound)
  return (value) => (isDecimal(value) ? meets(comparator, against(value)) : null)
}

/** Kleene: `and` stops at false, `or` at true; otherwise one unknown makes it unknown. */
function junction(parts: readonly Run[], stop: boolean): Run {
  const [first, second] = parts
  if (first && second && parts.length === 2) {
    return (at) => {
      const a = first(at)
      if (a === stop) return stop
      const b = second(at)
      return b === stop ? stop : a === null || b === null ? null : !stop
    }
  }
  return (at) => {
    let unknown = false
    for (const part of parts) {
      const value = part(at)
      if (value === stop) return stop
      if (value === null) unknown = true
    }
    return unknown ? null : !stop
  }
}

function numeric(leftExpr: Expr, rightExpr: Expr, apply: (a: Decimal, b: Decimal) => Decimal | null): Run {
  const left = compile(leftExpr)
  const right = compile(rightExpr)
  return (at) => {
    const a = left(at)
    const b = right(at)
    return isDecimal(a) && isDecimal(b) ? apply(a, b) : null
  }
}

/** Months or days past either end of the calendar. */
const beyond = 4_000_000

function shifted(expr: Expr & { op: 'shift' }): Run {
  const day = compile(expr.day)
  const period = compile(expr.period)
  const move = expr.period.type.kind === 'days' ? addDays : addMonths
  const { direction } = expr
  return (at) => {
    const from = day(at)
    const by = period(at)
    if (typeof from !== 'string' || !isDecimal(by)) return null
    // a period times a fraction has no calendar meaning; one beyond the calendar ends where the calendar does
    if (decimal.compare(decimal.floor(by), by) !== 0) return null
    const count = decimal.toInteger(by) ?? (by.n > 0n ? beyond : -beyond)
    return move(from, direction * Math.max(-beyond, Math.min(beyond, count)))
  }
}

/** An unknown value is in nothing known; a known one is in when any test says yes, and unknown tests leave it open. */
function membership(leftExpr: Expr, tests: readonly Test[]): Run {
  const left = compile(leftExpr)
  const constants = new Set<string>()
  for (const test of tests) if (test.kind === 'equals' && test.to.op === 'constant' && typeof test.to.value === 'string') constants.add(test.to.value)
  if (constants.size === tests.length) {
    return (at) => {
      const value = left(at)
      return typeof value === 'string' ? constants.has(value) : null
    }
  }
  const runs = tests.map(compileTest)
  return (at) => {
    const value = left(at)
    if (value === null) return null
    let unknown = false
    for (const run of runs) {
      const answer = run(value, at)
      if (answer === true) return true
      if (answer === null) unknown = true
    }
    return unknown ? null : false
  }
}

function compileTest(test: Test): (value: Value, at: Surroundings) => boolean | null {
  switch (test.kind) {
    case 'equals': {
      const to = compile(test.to)
      return (value, at) => compared('=', value, to(at))
    }
    case 'compare': {
      const to = compile(test.to)
      return (value, at) => compared(test.comparator, value, to(at))
    }
    case 'range': {
      const low = compile(test.low)
      const high = compile(test.high)
      return (value, at) => both(compared(test.lowOpen ? '>' : '>=', value, low(at)), compared(test.highOpen ? '<' : '<=', value, high(at)))
    }
    case 'member': {
      const of = compile(test.of)
      return (value, at) => {
        const items = of(at)
        if (!isItems(items)) return null
        let unknown = false
        for (const item of items) {
          const same = compared('=', value, item)
          if (same === true) return true
          if (same === null) unknown = true
        }
        return unknown ? null : false
      }
    }
  }
}

function both(a: boolean | null, b: boolean | null): boolean | null {
  if (a === false || b === false) return false
  return a === null || b === null ? null : true
}
