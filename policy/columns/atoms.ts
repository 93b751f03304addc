import { compare, type Decimal } from '../language/decimal.ts'
import { isDecimal } from '../language/evaluate.ts'
import type { Expr, Test } from '../language/expression.ts'
import type { Comparator } from '../language/syntax.ts'
import type { Known, Value } from '../language/type.ts'

/** A bound of a range: the value itself belongs to it unless `open`. */
export interface Bound {
  readonly value: Decimal | string
  readonly open: boolean
}

/**
 * The normal form of a comparison of one fact with constants: what a column kernel tests, what the lint reasons about. A range is over
 * numbers (money in yuan) or days; a set is of codes or texts.
 */
export type AtomTest =
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'set'; readonly members: ReadonlySet<string> }
  | { readonly kind: 'range'; readonly low?: Bound; readonly high?: Bound }

export interface Atom {
  readonly fact: string
  readonly test: AtomTest
}

const flipped: Record<Comparator, Comparator> = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

function bound(value: Known): Decimal | string | undefined {
  return isDecimal(value) ? value : typeof value === 'string' ? value : undefined
}

/** The atom that an expression is, or undefined when it is none (several facts, functions, records). */
export function atomOf(expr: Expr): Atom | undefined {
  switch (expr.op) {
    case 'fact':
      return expr.type.kind === 'boolean' ? { fact: expr.name, test: { kind: 'boolean', value: true } } : undefined
    case 'not': {
      const inner = atomOf(expr.arg)
      if (inner?.test.kind === 'boolean') return { fact: inner.fact, test: { kind: 'boolean', value: !inner.test.value } }
      if (inner?.test.kind === 'set' && 'left' in expr.arg) return complement(inner.fact, expr.arg.left.op === 'fact' || !('right' in expr.arg) ? expr.arg.left : expr.arg.right, inner.test.members)
      return undefined
    }
    case 'compare':
      if (expr.left.op === 'fact' && expr.right.op === 'constant') return comparison(expr.left, expr.comparator, expr.right.value)
      if (expr.right.op === 'fact' && expr.left.op === 'constant') return comparison(expr.right, flipped[expr.comparator], expr.left.value)
      return undefined
    case 'ranked': {
      if (expr.left.op !== 'fact' || expr.right.op !== 'constant' || typeof expr.right.value !== 'string') return undefined
      const at = expr.codes.indexOf(expr.right.value)
      const passes = (i: number): boolean => (expr.comparator === '>=' ? i >= at : expr.comparator === '>' ? i > at : expr.comparator === '<=' ? i <= at : i < at)
      return { fact: expr.left.name, test: { kind: 'set', members: new Set(expr.codes.filter((_, i) => passes(i))) } }
    }
    case 'in':
      return expr.left.op === 'fact' ? membership(expr.left, expr.tests) : undefined
    default:
      return undefined
  }
}

function complement(fact: string, of: Expr, members: ReadonlySet<string>): Atom | undefined {
  return of.type.kind === 'code' ? { fact, test: { kind: 'set', members: new Set(of.type.list.codes.filter((code) => !members.has(code))) } } : undefined
}

function comparison(fact: Expr & { op: 'fact' }, comparator: Comparator, value: Known): Atom | undefined {
  const { name } = fact
  if (typeof value === 'boolean') return { fact: name, test: { kind: 'boolean', value: value === (comparator === '=') } }
  if (fact.type.kind === 'code' || fact.type.kind === 'text') {
    if (typeof value !== 'string') return undefined
    const members = new Set([value])
    return comparator === '=' ? { fact: name, test: { kind: 'set', members } } : complement(name, fact, members)
  }
  const edge = bound(value)
  if (edge === undefined || comparator === '!=') return undefined
  const test: AtomTest =
    comparator === '=' ? { kind: 'range', low: { value: edge, open: false }, high: { value: edge, open: false } }
    : comparator === '<' || comparator === '<=' ? { kind: 'range', high: { value: edge, open: comparator === '<' } }
    : { kind: 'range', low: { value: edge, open: comparator === '>' } }
  return { fact: name, test }
}

function membership(fact: Expr & { op: 'fact' }, tests: readonly Test[]): Atom | undefined {
  const [only] = tests
  if (tests.length === 1 && only?.kind === 'range' && only.low.op === 'constant' && only.high.op === 'constant') {
    const low = bound(only.low.value)
    const high = bound(only.high.value)
    return low === undefined || high === undefined ? undefined : { fact: fact.name, test: { kind: 'range', low: { value: low, open: only.lowOpen }, high: { value: high, open: only.highOpen } } }
  }
  const members = new Set<string>()
  for (const test of tests) {
    if (test.kind !== 'equals' || test.to.op !== 'constant' || typeof test.to.value !== 'string' || fact.type.kind === 'date') return undefined
    members.add(test.to.value)
  }
  return { fact: fact.name, test: { kind: 'set', members } }
}

function orderOf(a: Value, b: Value): number {
  return isDecimal(a) && isDecimal(b) ? compare(a, b) : String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
}

function tighter(a: Bound | undefined, b: Bound | undefined, sign: 1 | -1): Bound | undefined {
  if (!a || !b) return a ?? b
  const difference = orderOf(a.value, b.value) * sign
  return difference > 0 ? a : difference < 0 ? b : a.open ? a : b
}

/** What both tests of one fact admit; `never` when nothing. Tests of different kinds do not meet: undefined. */
export function intersect(a: AtomTest, b: AtomTest): AtomTest | 'never' | undefined {
  if (a.kind === 'boolean' && b.kind === 'boolean') return a.value === b.value ? a : 'never'
  if (a.kind === 'set' && b.kind === 'set') {
    const members = new Set([...a.members].filter((member) => b.members.has(member)))
    return members.size === 0 ? 'never' : { kind: 'set', members }
  }
  if (a.kind !== 'range' || b.kind !== 'range') return undefined
  const low = tighter(a.low, b.low, 1)
  const high = tighter(a.high, b.high, -1)
  if (low && high) {
    const difference = orderOf(low.value, high.value)
    if (difference > 0 || (difference === 0 && (low.open || high.open))) return 'never'
  }
  return { kind: 'range', ...(low ? { low } : {}), ...(high ? { high } : {}) }
}

/** Whether everything that `a` admits `b` admits too. */
export function implies(a: AtomTest, b: AtomTest): boolean {
  const both = intersect(a, b)
  if (both === undefined || both === 'never') return false
  if (both.kind === 'set' && a.kind === 'set') return both.members.size === a.members.size
  if (both.kind === 'range' && a.kind === 'range') return same(both.low, a.low) && same(both.high, a.high)
  return true
}

function same(a: Bound | undefined, b: Bound | undefined): boolean {
  if (!a || !b) return a === b
  return a.open === b.open && orderOf(a.value, b.value) === 0
}

/** The distinct atoms of some expressions, and the smallest parts that are none and need a row-by-row look. */
export function atomsOf(exprs: readonly Expr[]): { atoms: readonly Atom[]; rest: readonly Expr[] } {
  const atoms = new Map<string, Atom>()
  const rest: Expr[] = []
  const walk = (expr: Expr): void => {
    const atom = atomOf(expr)
    if (atom) atoms.set(`${atom.fact}\u0000${testKey(atom.test)}`, atom)
    else if (expr.op === 'and' || expr.op === 'or') expr.args.forEach(walk)
    else if (expr.op === 'not') walk(expr.arg)
    else rest.push(expr)
  }
  exprs.forEach(walk)
  return { atoms: [...atoms.values()], rest }
}

function testKey(test: AtomTest): string {
  if (test.kind === 'boolean') return String(test.value)
  if (test.kind === 'set') return [...test.members].sort().join('\u0001')
  const edge = (at: Bound | undefined): string => (at ? `${at.open ? 'o' : 'c'}${isDecimal(at.value) ? `${at.value.n}e-${at.value.s}` : at.value}` : '')
  return `${edge(test.low)}..${edge(test.high)}`
}
