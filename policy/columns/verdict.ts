import { amountOf, chooseAlternative, givesOf, judge, outcomeOf } from '../explain/judge.ts'
import { yuanToFen } from '../language/decimal.ts'
import type { Surroundings } from '../language/evaluate.ts'
import type { Edition, Outcome } from '../measure/edition.ts'

/** One subject under one edition, by the interpreter. */
export interface Verdict {
  readonly outcome: Outcome
  /** Total of the eligible, where it is known. */
  readonly fen: bigint | null
}

export function verdictOf(edition: Edition, at: Surroundings): Verdict {
  const outcome = outcomeOf(judge(edition, at))
  return { outcome, fen: outcome === 'eligible' ? fenOf(edition, at) : null }
}

/** Fen due to an eligible subject; null when nothing of money is given or it cannot be known yet. */
export function fenOf(edition: Edition, at: Surroundings): bigint | null {
  const yuan = givesOf(edition, chooseAlternative(edition, at)).some((give) => give.total) ? amountOf(edition, at) : null
  return yuan ? yuanToFen(yuan) : null
}
