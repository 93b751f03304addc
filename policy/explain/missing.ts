import type { Surroundings } from '../language/evaluate.ts'
import { children, type Expr } from '../language/expression.ts'
import { applicationDay } from '../language/scope.ts'
import { measureFact } from '../vocabulary/facts.ts'
import { runOf } from './judge.ts'

/** The facts that keep an expression unknown: what would have to be known to settle it. Nothing when it is settled. */
export function missingIn(expr: Expr, at: Surroundings, into: Set<string>): void {
  if (expr.op === 'known' || runOf(expr)(at) !== null) return
  switch (expr.op) {
    case 'and': case 'or':
      for (const arg of expr.args) missingIn(arg, at, into)
      return
    case 'not':
      return missingIn(expr.arg, at, into)
    case 'if': {
      const condition = runOf(expr.condition)(at)
      if (condition === null) return missingIn(expr.condition, at, into)
      return missingIn(condition === true ? expr.then : expr.else, at, into)
    }
    case 'table': {
      const key = runOf(expr.by)(at)
      if (key === null) return missingIn(expr.by, at, into)
      for (const row of expr.rows) if (JSON.stringify(row.key, bigints) === JSON.stringify(key, bigints)) return missingIn(row.then, at, into)
      return missingIn(expr.otherwise, at, into)
    }
    default:
      blame(expr, at, into)
  }
}

function bigints(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}

function blame(expr: Expr, at: Surroundings, into: Set<string>): void {
  const before = into.size
  const walk = (node: Expr): void => {
    if (node.op === 'known') return
    if (node.op === 'fact' && node.name !== applicationDay && at.fact(node.name) === null) into.add(node.name)
    if (node.op === 'measure' && at.measure(node.code, node.ask) === null) into.add(measureFact(node.code, node.ask))
    for (const child of children(node)) walk(child)
  }
  walk(expr)
  if (into.size > before) return
  // every fact has a value, so the doubt is inside a record: name the list that holds it
  const lists = (node: Expr): void => {
    if (node.op === 'fact' && node.type.kind === 'list') into.add(node.name)
    for (const child of children(node)) lists(child)
  }
  lists(expr)
}
