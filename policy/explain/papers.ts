import { addPeriod, type Day } from '../language/day.ts'
import { words } from '../language/words.ts'
import type { Edition, Paper, PaperKind } from '../measure/edition.ts'
import { Subject, type Facts } from '../vocabulary/facts.ts'
import type { ExplainOptions } from './explain.ts'
import { runOf, surroundings } from './judge.ts'

/** One paper of the edition as this subject meets it. */
export interface PaperAnswer {
  readonly name: string
  readonly kinds: readonly PaperKind[]
  readonly needed: boolean
  /** Why it is needed of him, or why not; empty where it is asked of everybody. */
  readonly why: string
  /** One on file serves when it was handed in on this day or later; absent: as long as it is valid. */
  readonly since?: Day
}

/**
 * Which papers of an edition this subject has to bring, by his facts on the day of application. What its owner's record has verified is not
 * asked again. A paper of whose condition it is not known whether it holds is needed: money does not go out for want of a fact.
 */
export function papersFor(edition: Edition, facts: Facts | Subject, { on, vocabulary, library, provenance }: Pick<ExplainOptions, 'on' | 'vocabulary' | 'library' | 'provenance'>): readonly PaperAnswer[] {
  const subject = facts instanceof Subject ? facts : new Subject(facts, vocabulary, provenance)
  const at = surroundings(subject, on, library, [edition.measure])
  return edition.papers.map((paper) => {
    const since = paper.reuse ? { since: addPeriod(on, 'months' in paper.reuse ? { months: -paper.reuse.months } : { days: -paper.reuse.days }) } : {}
    return { name: paper.name, kinds: paper.kinds, ...since, ...need(paper, paper.when ? runOf(paper.when.expr)(at) : undefined, subject) }
  })
}

function need(paper: Paper, holds: unknown, subject: Subject): { needed: boolean; why: string } {
  const condition = paper.when ? words(paper.when.expr) : ''
  if (holds === false) return { needed: false, why: `不涉及：${condition}` }
  const known = paper.unlessVerified.map((fact) => ({ fact, standing: subject.get(fact) === null || !Object.hasOwn(subject.provenance, fact) ? undefined : subject.provenance[fact] }))
  if (known.length > 0 && known.every(({ standing }) => standing?.verified === true && standing.disputed !== true)) {
    return { needed: false, why: known.map(({ fact, standing }) => `${fact}已由${standing?.source ?? '数据来源部门'}核实`).join('，') }
  }
  if (holds === null) return { needed: true, why: `尚不能确定是否${condition}，先行提交` }
  return { needed: true, why: condition }
}
