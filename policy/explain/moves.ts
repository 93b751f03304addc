import { add, compare, formatDecimal, negate, subtract, type Decimal } from '../language/decimal.ts'
import { addDays } from '../language/day.ts'
import { isDecimal, type Surroundings } from '../language/evaluate.ts'
import { children, type Expr, type Test } from '../language/expression.ts'
import { applicationDay } from '../language/scope.ts'
import type { Comparator } from '../language/syntax.ts'
import type { Known, Type, Value } from '../language/type.ts'
import { isItems } from '../language/value.ts'
import { valueWords, words } from '../language/words.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { runOf } from './judge.ts'

/** One fact that a person may change, to a value that might turn the expression; nearest first. */
export interface Move {
  readonly fact: string
  readonly from: Known
  readonly to: Value
  readonly words: string
}

/** Code lists longer than this are not searched whole: nobody moves along a list of thousands of occupations. */
const longestList = 60

const opposite: Record<Comparator, Comparator> = { '=': '!=', '!=': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' }
const mirrored: Record<Comparator, Comparator> = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

/** Changes to single facts that could turn a false expression. Fixed facts, unknown facts and the application day are left alone. */
export function movesFor(expr: Expr, at: Surroundings, vocabulary: Vocabulary): readonly Move[] {
  const found: Move[] = []
  const seen = new Set<string>()
  const offer = (fact: string, to: Value, says: string): void => {
    const from = at.fact(fact)
    const key = `${fact}\u0000${keyOf(to)}`
    if (from === null || seen.has(key) || keyOf(from) === keyOf(to)) return
    seen.add(key)
    found.push({ fact, from, to, words: says })
  }
  const changeable = (name: string): boolean => name !== applicationDay && vocabulary.facts.get(name)?.fixed !== true
  const visit = (node: Expr, wanted: boolean): void => {
    // a part that already is as wanted needs no change
    if (node.type.kind === 'boolean' && runOf(node)(at) === wanted) return
    switch (node.op) {
      case 'and': case 'or':
        for (const arg of node.args) visit(arg, wanted)
        return
      case 'not':
        return visit(node.arg, !wanted)
      case 'if': {
        const condition = runOf(node.condition)(at)
        if (condition !== null) visit(node.condition, condition !== true)
        visit(condition === true ? node.then : node.else, wanted)
        return
      }
      case 'fact':
        if (node.type.kind === 'boolean' && changeable(node.name)) offer(node.name, wanted, `“${node.name}”需为${wanted ? '是' : '否'}`)
        return
      case 'ranked':
        for (const side of [node.left, node.right]) if (side.op === 'fact' && changeable(side.name)) codes(side, node, wanted)
        return
      case 'compare':
        meet(node.left, wanted ? node.comparator : opposite[node.comparator], node.right, node, wanted)
        meet(node.right, mirrored[wanted ? node.comparator : opposite[node.comparator]], node.left, node, wanted)
        return
      case 'in':
        return membership(node, wanted)
      default:
    }
  }
  const says = (leaf: Expr, wanted: boolean, fact: string, type: Type): string => `需${wanted ? words(leaf) : `不再是“${words(leaf)}”`}（现为${valueWords(at.fact(fact), type)}）`
  const codes = (fact: Expr & { op: 'fact' }, leaf: Expr, wanted: boolean): void => {
    if (fact.type.kind !== 'code' || fact.type.list.codes.length > longestList) return
    const { list } = fact.type
    const now = list.codes.indexOf(String(at.fact(fact.name)))
    const order = list.ordered ? list.codes.toSorted((a, b) => Math.abs(list.codes.indexOf(a) - now) - Math.abs(list.codes.indexOf(b) - now)) : list.codes
    for (const code of order) offer(fact.name, code, says(leaf, wanted, fact.name, fact.type))
  }
  /** Values of `side` for which `side comparator other` holds, the nearest to what it is. */
  const meet = (side: Expr, comparator: Comparator, other: Expr, leaf: Expr, wanted: boolean): void => {
    if (side.op !== 'fact' || !changeable(side.name)) return side.op === 'compare' || side.op === 'and' || side.op === 'or' ? visit(side, runOf(side)(at) !== true) : undefined
    if (side.type.kind === 'boolean') return offer(side.name, at.fact(side.name) !== true, says(leaf, wanted, side.name, side.type))
    if (side.type.kind === 'code') return codes(side, leaf, wanted)
    reach(side, comparator, runOf(other)(at), leaf, wanted)
  }
  const reach = (side: Expr & { op: 'fact' }, comparator: Comparator, bound: Known, leaf: Expr, wanted: boolean): void => {
    const now = at.fact(side.name)
    if (isDecimal(bound) && isDecimal(now)) {
      const step: Decimal = side.type.kind === 'money' ? { n: 1n, s: 2 } : { n: 1n, s: 0 }
      const to = comparator === '>' || comparator === '!=' ? add(bound, step) : comparator === '<' ? add(bound, negate(step)) : bound
      const unit = vocabulary.facts.get(side.name)?.unit ?? (side.type.kind === 'money' ? '元' : '')
      const rising = (comparator === '>' || comparator === '>=') && compare(now, to) < 0
      offer(side.name, to, rising ? `${side.name}还差${formatDecimal(subtract(to, now))}${unit}` : says(leaf, wanted, side.name, side.type))
    } else if (typeof bound === 'string' && typeof now === 'string') {
      const dated = side.type.kind === 'date'
      const to = dated && (comparator === '>' || comparator === '!=') ? addDays(bound, 1) : dated && comparator === '<' ? addDays(bound, -1) : bound
      if (dated || comparator === '=') offer(side.name, to, says(leaf, wanted, side.name, side.type))
    }
  }
  const membership = (node: Expr & { op: 'in' }, wanted: boolean): void => {
    const { left } = node
    for (const test of node.tests) {
      if (test.kind === 'member' && test.of.op === 'fact' && changeable(test.of.name)) listChange(test.of, runOf(left)(at), wanted)
    }
    if (left.op !== 'fact' || !changeable(left.name)) return
    if (left.type.kind === 'code') return codes(left, node, wanted)
    for (const test of node.tests) for (const [comparator, to] of bounds(test, wanted)) reach(left, comparator, runOf(to)(at), node, wanted)
  }
  const listChange = (fact: Expr & { op: 'fact' }, item: Known, wanted: boolean): void => {
    const items = at.fact(fact.name)
    if (!isItems(items) || typeof item !== 'string') return
    offer(fact.name, wanted ? [...items, item] : items.filter((one) => one !== item), `“${fact.name}”需${wanted ? '有' : '没有'}“${item}”`)
  }
  visit(expr, true)
  return found
}

/** Values at which comparisons of one fact turn, both sides of each bound, whatever they are now. */
export function criticalMoves(expr: Expr, fact: string, at: Surroundings, vocabulary: Vocabulary): readonly Move[] {
  const from = at.fact(fact)
  const values: Value[] = []
  const note = (bound: Known, type: Type): void => {
    if (isDecimal(bound)) {
      const step: Decimal = type.kind === 'money' ? { n: 1n, s: 2 } : { n: 1n, s: 0 }
      values.push(bound, add(bound, step), add(bound, negate(step)))
    } else if (typeof bound === 'string') values.push(...(type.kind === 'date' ? [bound, addDays(bound, 1), addDays(bound, -1)] : [bound]))
  }
  const walk = (node: Expr): void => {
    if (node.op === 'compare') for (const [side, other] of [[node.left, node.right], [node.right, node.left]] as const) if (side.op === 'fact' && side.name === fact) note(runOf(other)(at), side.type)
    if (node.op === 'in' && node.left.op === 'fact' && node.left.name === fact) for (const test of node.tests) for (const [, to] of bounds(test, true)) note(runOf(to)(at), node.left.type)
    for (const child of children(node)) walk(child)
  }
  walk(expr)
  const unit = vocabulary.facts.get(fact)?.unit ?? ''
  return values.map((to) => ({ fact, from, to, words: `“${fact}”需改为${isDecimal(to) ? `${formatDecimal(to)}${unit}` : keyOf(to)}（现为${isDecimal(from) ? `${formatDecimal(from)}${unit}` : keyOf(from)}）` }))
}

function bounds(test: Test, wanted: boolean): readonly (readonly [Comparator, Expr])[] {
  const sign = (comparator: Comparator): Comparator => (wanted ? comparator : opposite[comparator])
  switch (test.kind) {
    case 'equals':
      return [[sign('='), test.to]]
    case 'compare':
      return [[sign(test.comparator), test.to]]
    case 'range':
      return [[sign(test.lowOpen ? '>' : '>='), test.low], [sign(test.highOpen ? '<' : '<='), test.high]]
    case 'member':
      return []
  }
}

export function keyOf(value: Known): string {
  return isDecimal(value) ? formatDecimal(value) : isItems(value) ? value.map(keyOf).join('\u0001') : String(value)
}
