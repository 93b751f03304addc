import { factsOf, measuresOf, type Expr } from '../language/expression.ts'
import type { Condition, Edition, Give } from '../measure/edition.ts'
import type { Library } from './judge.ts'

/**
 * Names of the facts that an answer rests on beside those that its own conditions name: what the amounts of these gives read, and what 享受(…), in conditions and amounts alike,
 * reads of the other measures. Who weighs whether everything is proven must weigh these too.
 */
export function factsBeside(edition: Edition, conditions: readonly Condition[], gives: readonly Give[], library: Library | undefined): readonly string[] {
  const found = new Set<string>()
  const asked = new Set([edition.measure])
  const ask = (expr: Expr): void => {
    for (const code of measuresOf(expr)) {
      const other = library?.get(code)
      if (!other || asked.has(code)) continue
      asked.add(code)
      for (const one of [...conditionsOf(other).map(({ expr: condition }) => condition), ...[...other.gives, ...other.alternatives.flatMap((alternative) => alternative.gives)].flatMap(exprsOf)]) read(one)
    }
  }
  const read = (expr: Expr): void => {
    for (const name of factsOf(expr)) found.add(name)
    ask(expr)
  }
  for (const { expr } of conditions) ask(expr)
  for (const expr of gives.flatMap(exprsOf)) read(expr)
  return [...found]
}

const conditionsOf = ({ conditions, alternatives }: Edition): readonly Condition[] => [...conditions, ...alternatives.flatMap((alternative) => alternative.conditions)]
const exprsOf = ({ when, total }: Give): readonly Expr[] => [...(when ? [when.expr] : []), ...(total ? [total] : [])]
