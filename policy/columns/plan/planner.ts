import type { Expr, ExprOf, Test } from '../../language/expression.ts'
import type { Comparator } from '../../language/syntax.ts'
import { booleanType, dateType, textType } from '../../language/type.ts'
import type { Condition, Edition } from '../../measure/edition.ts'
import type { PlannedCondition } from '../question.ts'
import { BooleanColumn } from '../store/boolean-column.ts'
import { CodedColumn } from '../store/coded-column.ts'
import { ScaledColumn } from '../store/scaled-column.ts'
import type { Context } from './context.ts'
import { isComputed } from './derived.ts'
import { Graph, type Logic, type Vector } from './graph.ts'
import { decidingFacts, rangeOf, truth, valueWith } from './single-fact.ts'
import { aligned, VectorPlanner } from './vectors.ts'

/** A smallest part of a condition and the way it took. */
export interface Leaf {
  readonly expr: Expr
  readonly logic: Logic
  readonly way: PlannedCondition['way']
}

/** From the typed tree to a graph of kernel tests. The tree is what explain evaluates; what no kernel covers is evaluated by it, row by row. */
export class Planner {
  readonly graph = new Graph()
  readonly context: Context
  readonly vectors: VectorPlanner
  /** In the order of planning. */
  readonly leaves: Leaf[] = []
  private readonly outcomes = new Map<string, Logic>()

  constructor(context: Context) {
    this.context = context
    this.vectors = new VectorPlanner(this)
  }

  /** Three-valued eligibility, as explain's `judge`: every condition, one of the alternatives, window and validity. */
  outcome(edition: Edition, asking: readonly string[] = [edition.measure]): Logic {
    const { graph } = this
    const all = (conditions: readonly Condition[]) => conditions.map((condition) => this.logic(condition.expr, asking))
    const parts = all(edition.conditions)
    if (edition.alternatives.length > 0) parts.push(graph.any(edition.alternatives.map((alternative) => graph.all(all(alternative.conditions)))))
    return graph.all([...parts, ...all(edition.implied)])
  }

  /** The logic of a yes/no expression; `asking`: the measures on whose behalf, as a circle of 享受 is unknown. */
  logic(expr: Expr, asking: readonly string[]): Logic {
    const { graph } = this
    if (expr.op === 'and') return graph.all(expr.args.map((arg) => this.logic(arg, asking)))
    if (expr.op === 'or') return graph.any(expr.args.map((arg) => this.logic(arg, asking)))
    if (expr.op === 'not') return graph.not(this.logic(expr.arg, asking))
    const facts = decidingFacts(expr)
    if (facts?.length === 0) return graph.constant(truth(valueWith(expr, this.context.today)))
    const [only] = facts ?? []
    const own = facts?.length === 1 && only !== undefined ? this.onOneFact(expr, only) : undefined
    return own ? this.leaf(expr, own, 'kernel') : (this.structural(expr, asking) ?? this.leaf(expr, this.judged(expr, asking), 'rows'))
  }

  private leaf(expr: Expr, logic: Logic, way: Leaf['way']): Logic {
    this.leaves.push({ expr, logic, way })
    return logic
  }

  private onOneFact(expr: Expr, name: string): Logic | undefined {
    const { graph, context } = this
    const column = context.table.column(name)
    const ofNull = truth(valueWith(expr, context.today))
    if (!column) return graph.constant(ofNull)
    let known: Logic | undefined
    if (column instanceof BooleanColumn) {
      const [yes, no] = [true, false].map((value) => graph.constant(truth(valueWith(expr, context.today, name, value))))
      if (yes && no) known = yes.op === 'constant' && yes.value === true && no.op === 'constant' && no.value === false ? graph.atom({ kind: 'boolean', column }) : graph.select(graph.atom({ kind: 'boolean', column }), yes, no)
    } else if (column instanceof CodedColumn) {
      const answers = context.remember(expr, `set ${column.dictionary.length}`, isAnswers, () => column.dictionary.map((value) => truth(valueWith(expr, context.today, name, value))))
      const set = (wanted: boolean) => graph.atom({ kind: 'set', column, members: answers.map((answer) => answer === wanted) })
      known = answers.includes(null) ? graph.select(set(true), graph.constant(true), graph.select(set(false), graph.constant(false), graph.constant(null))) : set(true)
    } else if (expr.op === 'known' && expr.arg.op === 'fact') return graph.atom({ kind: 'valid', column })
    else if (column instanceof ScaledColumn && ofNull === null) return this.onRange(expr, column)
    if (!known || ofNull === null) return known
    return graph.select(graph.atom({ kind: 'valid', column }), known, graph.constant(ofNull))
  }

  private onRange(expr: Expr, column: ScaledColumn): Logic | undefined {
    const { graph } = this
    if (expr.op !== 'compare') return undefined
    const { comparator } = expr
    const range = this.context.remember(expr, `range ${column.scale}`, isRange, () => rangeOf(expr.left, comparator === '!=' ? '=' : comparator, expr.right, column, this.context.today) ?? 'none')
    if (range === 'none') return undefined
    const atom = graph.atom({ kind: 'range', column, ...range })
    return comparator === '!=' ? graph.not(atom) : atom
  }

  private structural(expr: Expr, asking: readonly string[]): Logic | undefined {
    const { graph } = this
    switch (expr.op) {
      case 'if':
        return graph.select(this.logic(expr.condition, asking), this.logic(expr.then, asking), this.logic(expr.else, asking))
      case 'in':
        return expr.tests.length === 0 ? undefined : this.membership(expr.left, expr.tests, asking)
      case 'known':
        if (expr.arg.type.kind === 'boolean') return graph.known(this.logic(expr.arg, asking))
        return this.knownVector(expr.arg, asking)
      case 'compare': {
        if (expr.left.type.kind === 'boolean' && expr.right.type.kind === 'boolean') {
          const same = graph.same(this.logic(expr.left, asking), this.logic(expr.right, asking))
          return expr.comparator === '=' ? same : graph.not(same)
        }
        return this.comparison(expr.left, expr.comparator, expr.right, asking)
      }
      case 'listed':
        return this.listed(expr, asking)
      case 'measure':
        return expr.ask === 'outcome' ? this.otherOutcome(expr.code, asking) : undefined
      default:
        return undefined
    }
  }

  /** 享受("code") is the other measure's own logic; a circle, or a measure that is not at hand, is unknown. */
  private otherOutcome(code: string, asking: readonly string[]): Logic {
    const other = this.context.library.get(code)
    if (!other || asking.includes(code)) return this.graph.constant(null)
    const inner = [...asking, code]
    const key = inner.join()
    const known = this.outcomes.get(key) ?? this.outcome(other, inner)
    this.outcomes.set(key, known)
    return known
  }

  private membership(left: Expr, tests: readonly Test[], asking: readonly string[]): Logic | undefined {
    const compare = (comparator: Comparator, right: Expr): Logic => this.logic({ op: 'compare', comparator, left, right, type: booleanType, from: 0, to: 0 }, asking)
    const parts: Logic[] = []
    for (const test of tests) {
      if (test.kind === 'member') return undefined
      if (test.kind === 'range') parts.push(this.graph.all([compare(test.lowOpen ? '>' : '>=', test.low), compare(test.highOpen ? '<' : '<=', test.high)]))
      else parts.push(compare(test.kind === 'equals' ? '=' : test.comparator, test.to))
    }
    return this.graph.any(parts)
  }

  /** On the edition in force that day; unknown where none is: nobody can say who was on the list. */
  private listed(expr: ExprOf<'listed'>, asking: readonly string[]): Logic {
    const { graph } = this
    const bound = (comparator: Comparator, day: string): Logic =>
      this.logic({ op: 'compare', comparator, left: expr.at, right: { op: 'constant', value: day, type: dateType, from: 0, to: 0 }, type: booleanType, from: 0, to: 0 }, asking)
    const editions = expr.editions.map(({ from, to, members }) => {
      const tests = members.map((member): Test => ({ kind: 'equals', to: { op: 'constant', value: member, type: textType, from: 0, to: 0 } }))
      // an edition without members still asks whom it is about: an unknown is not known to be absent
      const among = tests.length === 0 ? this.logic({ op: 'compare', comparator: '!=', left: expr.value, right: expr.value, type: booleanType, from: 0, to: 0 }, asking) : this.logic({ op: 'in', left: expr.value, tests, type: booleanType, from: 0, to: 0 }, asking)
      return { inForce: graph.all([bound('>=', from), ...(to === undefined ? [] : [bound('<=', to)])]), among }
    })
    return graph.select(graph.any(editions.map(({ inForce }) => inForce)), graph.any(editions.map(({ inForce, among }) => graph.all([inForce, among]))), graph.constant(null))
  }

  private knownVector(arg: Expr, asking: readonly string[]): Logic | undefined {
    const vector = this.vectors.plan(arg, asking)
    return vector ? this.graph.known(this.graph.select(vector.valid, this.graph.constant(true), this.graph.constant(null))) : undefined
  }

  /** Two sides that move with different facts: the sign of their difference. */
  private comparison(left: Expr, comparator: Comparator, right: Expr, asking: readonly string[]): Logic | undefined {
    const { graph } = this
    const a = this.vectors.planOrCompute(left, asking)
    const b = a && this.vectors.planOrCompute(right, asking)
    if (!a || !b) return undefined
    const pair = aligned(graph, a, b)
    const difference = pair && this.vectors.arithmetic('subtract', ...pair)
    if (!difference) return undefined
    const { low, high } = difference
    const range = comparator === '<' ? { low, high: -1 } : comparator === '<=' ? { low, high: 0 } : comparator === '>' ? { low: 1, high } : comparator === '>=' ? { low: 0, high } : { low: 0, high: 0 }
    const atom = graph.atom({ kind: 'vector', vector: difference, ...range })
    const logic = comparator === '!=' ? graph.not(atom) : atom
    return this.leaf({ op: 'compare', comparator, left, right, type: booleanType, from: 0, to: 0 }, logic, readsComputed(difference) ? 'computed column' : 'kernel')
  }

  private judged(expr: Expr, asking: readonly string[]): Logic {
    const rows = this.context.judged(expr, asking)
    return this.graph.atom({ kind: 'stored', yes: rows.yes, no: rows.no, key: rows.key })
  }
}

function isAnswers(value: unknown): value is (boolean | null)[] {
  return Array.isArray(value)
}

function isRange(value: unknown): value is { low: number; high: number } | 'none' {
  return value === 'none' || (typeof value === 'object' && value !== null && 'low' in value)
}

function readsComputed(vector: Vector): boolean {
  switch (vector.op) {
    case 'column': return isComputed(vector.column)
    case 'arithmetic': return readsComputed(vector.left) || readsComputed(vector.right)
    case 'divide': case 'calendar': case 'shift': return readsComputed(vector.of)
    case 'choose': return readsComputed(vector.then) || readsComputed(vector.otherwise)
    default: return false
  }
}
