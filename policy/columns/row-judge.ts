import { runOf } from '../explain/judge.ts'
import type { Surroundings } from '../language/evaluate.ts'
import type { Expr } from '../language/expression.ts'
import type { Condition, Edition } from '../measure/edition.ts'
import { expressionKey } from './plan/expression-key.ts'
import { decidingFacts } from './plan/single-fact.ts'

type Judge = () => boolean | null

/**
 * Many editions for one subject at a time: closures over the same tree, in which a test that several measures make is made
 * once. A single changed subject needs no kernel.
 */
export class RowJudge {
  private readonly editions: readonly { readonly edition: Edition; readonly judge: Judge }[]
  private readonly tests = new Map<string, number>()
  private readonly runs: ((at: Surroundings) => boolean | null)[] = []
  private answers: (boolean | null | undefined)[] = []
  private at: ((asking: string) => Surroundings) | undefined

  constructor(editions: readonly Edition[]) {
    this.editions = editions.map((edition) => ({ edition, judge: this.compile(edition) }))
  }

  /** Calls back with each edition's outcome; `at` gives the subject's surroundings on behalf of a measure. */
  each(at: (asking: string) => Surroundings, visit: (edition: Edition, outcome: boolean | null) => void): void {
    this.at = at
    this.answers = []
    for (const { edition, judge } of this.editions) visit(edition, judge())
  }

  private compile(edition: Edition): Judge {
    const list = (conditions: readonly Condition[]): Judge => this.all(conditions.map((condition) => this.logic(condition.expr, edition.measure)))
    const alternatives = edition.alternatives.map((alternative) => list(alternative.conditions))
    return this.all([list(edition.conditions), ...(alternatives.length > 0 ? [this.any(alternatives)] : []), list(edition.implied)])
  }

  private logic(expr: Expr, asking: string): Judge {
    if (expr.op === 'and') return this.all(expr.args.map((arg) => this.logic(arg, asking)))
    if (expr.op === 'or') return this.any(expr.args.map((arg) => this.logic(arg, asking)))
    const number = this.test(expr, asking)
    return () => {
      const known = this.answers[number]
      if (known !== undefined) return known
      const { at } = this
      const answer = at ? (this.runs[number]?.(at(asking)) ?? null) : null
      this.answers[number] = answer
      return answer
    }
  }

  private test(expr: Expr, asking: string): number {
    const key = `${decidingFacts(expr) === null ? asking : ''} ${expressionKey(expr)}`
    const known = this.tests.get(key)
    if (known !== undefined) return known
    const run = runOf(expr)
    const number = this.runs.push((at) => {
      const value = run(at)
      return typeof value === 'boolean' ? value : null
    }) - 1
    this.tests.set(key, number)
    return number
  }

  private all(parts: readonly Judge[]): Judge {
    return () => {
      let unknown = false
      for (const part of parts) {
        const value = part()
        if (value === false) return false
        if (value === null) unknown = true
      }
      return unknown ? null : true
    }
  }

  private any(parts: readonly Judge[]): Judge {
    return () => {
      let unknown = false
      for (const part of parts) {
        const value = part()
        if (value === true) return true
        if (value === null) unknown = true
      }
      return unknown ? null : false
    }
  }
}
