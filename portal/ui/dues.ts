import { openStates } from '../../cases/contract.ts'
import type { CaseRow } from '../../cases/reading/contract.ts'
import { fen, type Fen } from '../../kernel/types.ts'
import type { Due } from '../../measures/contract.ts'

/** What the home page makes of the engine's answers: what is mine, what is one step away, and how much it comes to. Pure. */

/** Measures in hand or granted: they are shown as cases, not as offers. */
export const takenMeasures = (cases: readonly Pick<CaseRow, 'state' | 'measure'>[]): ReadonlySet<string> =>
  new Set(cases.filter(({ state }) => state === 'decided' || openStates.some((open) => open === state)).map(({ measure }) => measure))

export interface SortedDues {
  eligible: Due[]
  /** One step away: one thing that can still be changed, or that time alone brings, or nothing but questions to answer. */
  near: Due[]
  others: Due[]
}

/** `taken`: see `takenMeasures`. */
export const sortDues = (dues: readonly Due[], taken: ReadonlySet<string>): SortedDues => {
  const open = dues.filter(({ measure }) => !taken.has(measure))
  const eligible = open.filter(({ outcome }) => outcome === 'eligible')
  const near = open.filter(isNear)
  const others = open.filter((due) => due.outcome !== 'eligible' && !isNear(due))
  return { eligible: eligible.toSorted(byAmount), near: near.toSorted(bySteps), others }
}

/** A condition that nobody can change (a date that has passed) is no step, however few of them there are. */
const isNear = ({ outcome, unmet, nearest, missing }: Due): boolean => {
  if (outcome === 'unknown') return unmet === 0 && missing.length > 0 && missing.every(({ type }) => type !== 'other')
  return outcome === 'ineligible' && unmet === 1 && nearest !== null && (nearest.changes === 1 || nearest.from !== null)
}

const byAmount = (a: Due, b: Due): number => compare(b.amount ?? 0n, a.amount ?? 0n)
const stepsOf = ({ outcome, missing }: Due): number => (outcome === 'unknown' ? missing.length : 1)
/** What time alone brings comes first, the soonest before; what needs doing has no day of its own. */
const daysOf = ({ nearest }: Due): string => nearest?.from ?? '9999-12-31'
const bySteps = (a: Due, b: Due): number => stepsOf(a) - stepsOf(b) || daysOf(a).localeCompare(daysOf(b)) || byAmount(a, b)
const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0)

export interface DueTotal {
  /** Fen; of a group in which one excludes another only what is taken counts, and what was drawn before is off. */
  total: Fen
  /** Measures left out of the sum, because another of their group is in it or was drawn before. */
  outdone: number
  /** Money whose amount a body decides case by case. */
  undecided: number
}

/** The sum that a person can really have: his best lawful combination, as the house has settled it. */
export const totalOf = (eligible: readonly Due[]): DueTotal => {
  const money = eligible.filter(({ gives }) => gives === 'money')
  const sum = money.reduce((total, { combined, amount }) => total + ((combined ? combined.granted : amount) ?? 0n), 0n)
  return { total: fen(sum), outdone: money.filter(({ combined }) => combined?.decision === 'excluded').length, undecided: money.filter(({ amount }) => amount === null).length }
}
