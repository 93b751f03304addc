import type { Edition, PathStage } from '../measure/edition.ts'
import type { Facts } from '../vocabulary/facts.ts'
import { Subject } from '../vocabulary/facts.ts'
import type { ExplainOptions } from './explain.ts'
import { runOf, surroundings } from './judge.ts'

/**
 * The path that this subject's case takes: steps whose own condition does not hold are left out (the deciding body depends
 * on the tier). A step of which it is not known stays, so that nobody decides alone for want of a fact.
 */
export function stepsFor(edition: Edition, facts: Facts | Subject, { on, vocabulary, library }: Pick<ExplainOptions, 'on' | 'vocabulary' | 'library'>): readonly PathStage[] {
  const at = surroundings(facts instanceof Subject ? facts : new Subject(facts, vocabulary), on, library, [edition.measure])
  return edition.path.flatMap((stage): PathStage[] => {
    const steps = stage.steps.filter((step) => !step.when || runOf(step.when.expr)(at) !== false)
    return steps.length === 0 ? [] : [{ ...stage, steps }]
  })
}
