import { outcomeOf, runOf, surroundings, type Library } from '../explain/judge.ts'
import type { Day } from '../language/day.ts'
import { factsOf, measuresOf, type Expr } from '../language/expression.ts'
import { booleanType } from '../language/type.ts'
import type { Condition, Edition, Give } from '../measure/edition.ts'
import { Subject, type Facts, type FactValue } from '../vocabulary/facts.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'

/**
 * A library as it can be asked of somebody: what would need a list from him (every month of insurance, every prize) is asked as the
 * sentence of the clause itself, answered by yes or no. Such a condition becomes a fact of its own, so that every engine goes on as before.
 */
export interface Asking {
  readonly editions: readonly Edition[]
  readonly library: Library
  readonly vocabulary: Vocabulary
  /** Facts that each measure looks at, its own and those of the measures that it asks about. */
  readonly looksAt: ReadonlyMap<string, ReadonlySet<string>>
  /** For each sentence that is asked: the lists that it is about. */
  readonly listsOf: ReadonlyMap<string, readonly string[]>
  /** The facts with the answers to the sentences, as whoever knows the lists would give them. */
  answersOf(facts: Facts, on: Day): Facts
}

/** Editions must be read under this vocabulary. */
export function askingOf(editions: readonly Edition[], vocabulary: Vocabulary): Asking {
  const facts = new Map(vocabulary.facts)
  const originals = new Map<string, Expr>()
  const texts = new Map<string, string>()
  const lists = new Map<string, readonly string[]>()
  const asked = (condition: Condition): Condition => {
    const { expr, says } = condition
    if (!factsOf(expr).some((name) => vocabulary.facts.get(name)?.type.kind === 'list')) return condition
    const name = `条件：${says}`
    const known = originals.get(name)
    // The same sentence over another rule would be another question in the same words.
    if (known && condition.rule.text !== texts.get(name)) return condition
    texts.set(name, condition.rule.text)
    originals.set(name, expr)
    lists.set(name, factsOf(expr).filter((fact) => vocabulary.facts.get(fact)?.type.kind === 'list'))
    facts.set(name, { name, type: booleanType, subject: 'person', ask: `下面这一条您符合吗？“${says}”` })
    return { ...condition, expr: { op: 'fact', name, type: booleanType, from: 0, to: 0 } }
  }
  const rewritten = editions.map((edition): Edition => ({
    ...edition,
    conditions: edition.conditions.map(asked),
    alternatives: edition.alternatives.map((alternative) => ({ ...alternative, conditions: alternative.conditions.map(asked) })),
  }))
  const extended: Vocabulary = { ...vocabulary, facts }
  const plain = new Map(editions.map((edition) => [edition.measure, edition]))
  return {
    editions: rewritten,
    library: new Map(rewritten.map((edition) => [edition.measure, edition])),
    vocabulary: extended,
    looksAt: new Map(rewritten.map((edition) => [edition.measure, lookedAt(edition.measure, rewritten)])),
    listsOf: lists,
    answersOf: (given, on) => {
      const at = surroundings(new Subject(given, vocabulary), on, plain)
      const answers: Record<string, FactValue | undefined> = { ...given }
      for (const [name, expr] of originals) {
        const outcome = outcomeOf(runOf(expr)(at))
        if (outcome !== 'unknown') answers[name] = outcome === 'eligible'
      }
      return answers
    },
  }
}

function lookedAt(measure: string, editions: readonly Edition[], seen = new Set<string>()): ReadonlySet<string> {
  const edition = editions.find((one) => one.measure === measure)
  if (!edition || seen.has(measure)) return new Set()
  seen.add(measure)
  const parts = partsOf(edition)
  return new Set([...parts.flatMap(factsOf), ...parts.flatMap(measuresOf).flatMap((code) => [...lookedAt(code, editions, seen)])])
}

function partsOf(edition: Edition): readonly Expr[] {
  const gives = (list: readonly Give[]) => list.flatMap((give) => [...(give.when ? [give.when.expr] : []), ...(give.total ? [give.total] : [])])
  return [
    ...[...edition.conditions, ...edition.implied, ...edition.alternatives.flatMap((one) => one.conditions)].map(({ expr }) => expr),
    ...gives(edition.gives),
    ...edition.alternatives.flatMap((one) => gives(one.gives)),
  ]
}
