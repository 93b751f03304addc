import * as decimal from './decimal.ts'
import type { Decimal } from './decimal.ts'
import type { Expr, Sequence } from './expression.ts'
import type { Known } from './type.ts'
import { fieldOf, isDecimal, isItems, order, type Run, type Surroundings } from './value.ts'

type Compile = (expr: Expr) => Run

/** The passing items; unknown as a whole when the list is, or when a filter cannot be decided for one item. */
export function compileSequence(sequence: Sequence, compile: Compile): (at: Surroundings) => readonly Known[] | null {
  const source = compile(sequence.source)
  const filters = sequence.filters.map(compile)
  const { slot, field } = sequence
  return (at) => {
    const items = source(at)
    if (!isItems(items)) return null
    const passed: Known[] = []
    for (const item of items) {
      at.locals[slot] = item
      const answer = filters.length === 0 ? true : every(filters, at)
      if (answer === null) return null
      if (answer) passed.push(field === undefined ? item : fieldOf(item, field))
    }
    return passed
  }
}

function every(filters: readonly Run[], at: Surroundings): boolean | null {
  let unknown = false
  for (const filter of filters) {
    const value = filter(at)
    if (value === false) return false
    if (value === null) unknown = true
  }
  return unknown ? null : true
}

/** some: a filter counts as one more condition; every: an item that a filter drops does not matter. */
export function quantified(all: boolean, sequence: Sequence, bodyExpr: Expr, compile: Compile): Run {
  const source = compile(sequence.source)
  const filters = sequence.filters.map(compile)
  const body = compile(bodyExpr)
  const { slot, field } = sequence
  return (at) => {
    const items = source(at)
    if (!isItems(items)) return null
    let unknown = false
    for (const item of items) {
      at.locals[slot] = item
      const kept = filters.length === 0 ? true : every(filters, at)
      if (kept === false) continue
      if (field !== undefined) at.locals[slot] = fieldOf(item, field)
      const value = body(at)
      const answer = typeof value === 'boolean' ? value : null
      if (answer === !all && kept === true) return !all
      // an undecided filter or body leaves the whole open unless the body already agrees with the default
      if (answer !== all) unknown = true
    }
    return unknown ? null : all
  }
}

/** Of nobody: count and sum are 0, min and max unknown. An unknown item leaves sum, min and max unknown. */
export function aggregate(name: 'count' | 'sum' | 'min' | 'max', items: (at: Surroundings) => readonly Known[] | null): Run {
  return (at) => {
    const list = items(at)
    if (list === null) return null
    if (name === 'count') return decimal.integer(list.length)
    if (list.includes(null)) return null
    if (name === 'sum') return list.reduce<Decimal>((total, item) => (isDecimal(item) ? decimal.add(total, item) : total), decimal.zero)
    let best: Known = null
    for (const item of list) {
      if (item === null) continue
      const difference = best === null ? undefined : order(item, best)
      if (best === null || (difference !== undefined && (name === 'min' ? difference < 0 : difference > 0))) best = item
    }
    return best
  }
}
