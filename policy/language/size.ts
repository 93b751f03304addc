import { isDecimal } from './evaluate.ts'
import { children, type Expr } from './expression.ts'
import type { Known } from './type.ts'

/** How many digits a number may have at most, before and after the point. */
interface Size {
  readonly digits: number
  readonly scale: number
}

/** A fact's value has no more; readValue refuses others. */
export const factSize: Size = { digits: 40, scale: 30 }

/** Beyond this no engine is asked to go: decimal.ts multiplies to 2,000 places, PostgreSQL to 16,383. */
export const largest: Size = { digits: 3000, scale: 2000 }

const small: Size = { digits: 12, scale: 0 }

/** The part of an expression whose number may grow beyond what engines carry; undefined when there is none. */
export function oversized(expr: Expr): { at: Expr; size: Size } | undefined {
  let found: { at: Expr; size: Size } | undefined
  const walk = (node: Expr): Size => {
    const parts = children(node).map(walk)
    const size = sizeOf(node, parts)
    if (!found && (size.digits > largest.digits || size.scale > largest.scale)) found = { at: node, size }
    return size
  }
  walk(expr)
  return found
}

function widest(sizes: readonly Size[]): Size {
  return sizes.reduce((a, b) => ({ digits: Math.max(a.digits, b.digits), scale: Math.max(a.scale, b.scale) }), { digits: 1, scale: 0 })
}

function constantSize(value: Known): Size {
  return isDecimal(value) ? { digits: Math.max(1, value.n.toString().length - value.s), scale: value.s } : small
}

function sizeOf(node: Expr, parts: readonly Size[]): Size {
  const [first = small, second = small] = parts
  switch (node.op) {
    case 'constant':
      return constantSize(node.value)
    case 'fact': case 'local': case 'field':
      return factSize
    case 'add': case 'subtract': {
      const both = widest([first, second])
      return { digits: both.digits + 1, scale: both.scale }
    }
    case 'multiply':
      return { digits: first.digits + second.digits, scale: first.scale + second.scale }
    case 'divide':
      return { digits: first.digits + second.scale + 1, scale: 12 }
    case 'power':
      return { digits: Math.max(1, first.digits * node.exponent), scale: first.scale * node.exponent }
    case 'if':
      return widest(parts.slice(1))
    case 'table':
      return widest([...parts.slice(1), ...node.rows.map((row) => constantSize(row.key))])
    case 'call':
      return callSize(node.name, parts)
    case 'aggregate':
      return node.name === 'count' ? small : { digits: factSize.digits + 12, scale: factSize.scale }
    case 'statistic':
      return widest([...node.values.values()].map(constantSize))
    case 'measure':
      return { digits: 60, scale: 2 }
    case 'negate':
      return first
    case 'list': case 'sequence':
      return widest(parts)
    case 'and': case 'or': case 'not': case 'known': case 'compare': case 'in': case 'join': case 'days between': case 'shift': case 'ranked': case 'quantified': case 'months': case 'listed':
      return small
  }
}

function callSize(name: (Expr & { op: 'call' })['name'], parts: readonly Size[]): Size {
  const both = widest(parts)
  switch (name) {
    case 'floor': case 'ceiling':
      return { digits: both.digits + 1, scale: 0 }
    case 'round':
      return { digits: both.digits + 1, scale: Math.min(both.scale, 250) }
    case 'abs': case 'modulo': case 'least': case 'greatest':
      return both
    default:
      return small
  }
}
