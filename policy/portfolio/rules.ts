import type { Day } from '../language/day.ts'
import type { Combine, Edition, Sameness } from '../measure/edition.ts'

/** A measure that somebody is entitled to, taken by itself. */
export interface Outcome {
  readonly edition: Edition
  /** Total in fen; null when it is no money, or a body decides it. */
  readonly fen: bigint | null
  /** First day of payment: of equal sums the earlier is better. */
  readonly due?: Day | null
}

/** What was paid already, here or by another level. */
export interface Paid {
  /** Code of a measure, or the name of a scheme as measures write it under `with`. */
  readonly of: string
  readonly fen: bigint
  /** For whom it counts: a spouse's money counts per household and not per person. Default: for every sameness. */
  readonly scopes?: readonly Sameness[]
}

/** Which degree, dwelling, certificate … a measure rests on, where the person has several: two of one group meet only on the same. */
export type Keys = Readonly<Partial<Record<Sameness, Readonly<Record<string, string>>>>>

/** Takes one of a group, or meets others by having less paid. */
const excludes = (rule: Combine['rule']): boolean => rule === 'choose' || rule === 'highest'
const lessens = (rule: Combine['rule']): boolean => rule === 'difference' || rule === 'deduct'

/** How two measures meet in one group, or why one names the other. */
export interface Meeting {
  readonly group: string
  readonly rule: 'choose' | 'highest'
  readonly per: Sameness
}

function sameKey(per: Sameness, a: string, b: string, keys: Keys): boolean {
  const known = keys[per]
  const [left, right] = [known?.[a], known?.[b]]
  return left === undefined || right === undefined || left === right
}

const names = (combine: Combine, edition: Edition): boolean => combine.with.includes(edition.measure) || combine.with.includes(edition.title)

/** Why both cannot be had, or undefined. A top-up or deduction on either side lives beside the other, with less. */
export function exclusion(a: Edition, b: Edition, keys: Keys): Meeting | undefined {
  for (const one of a.combine) {
    if (!excludes(one.rule)) continue
    const meeting = (): Meeting => ({ group: one.group, rule: one.rule === 'choose' ? 'choose' : 'highest', per: one.per })
    const other = b.combine.find((candidate) => candidate.group === one.group)
    if (other && !lessens(other.rule) && sameKey(one.per, a.measure, b.measure, keys)) return meeting()
    if (names(one, b) && !b.combine.some((candidate) => lessens(candidate.rule) && names(candidate, a))) return meeting()
  }
  return undefined
}

export function exclusive(a: Edition, b: Edition, keys: Keys): Meeting | undefined {
  return exclusion(a, b, keys) ?? exclusion(b, a, keys)
}

/** Whether what `b` gets is taken off what `a` gets. A difference looks at its group and at those it names; a deduction at those it names, or at its group when it names none. */
export function takesOff(a: Edition, b: Edition, keys: Keys): boolean {
  return a.combine.some((one) => lessens(one.rule) && (names(one, b) || ((one.rule === 'difference' || one.with.length === 0) && b.combine.some((other) => other.group === one.group) && sameKey(one.per, a.measure, b.measure, keys))))
}

/** Whether a paid sum counts against a rule: by code, by name, or by the group of the measure that paid it. */
function counts(combine: Combine, paid: Paid, payer: Edition | undefined): boolean {
  if (paid.scopes && !paid.scopes.includes(combine.per)) return false
  if (combine.with.includes(paid.of) || (payer !== undefined && combine.with.includes(payer.title))) return true
  return payer?.combine.some((other) => other.group === combine.group && (excludes(combine.rule) ? !lessens(other.rule) : combine.rule === 'difference' || combine.with.length === 0)) ?? false
}

/** What past payments do to one measure. */
export interface History {
  /** Why it cannot be had any more. */
  readonly barred?: { readonly by: Paid; readonly combine?: Combine }
  /** Sums that are taken off. */
  readonly off: readonly Paid[]
}

const untouched: History = { off: [] }

export function historyOf(edition: Edition, paid: readonly Paid[], library: ReadonlyMap<string, Edition>): History {
  if (paid.length === 0) return untouched
  const off: Paid[] = []
  for (const one of paid) {
    if (one.of === edition.measure) {
      const { once } = edition.limits
      if (once !== undefined && (!one.scopes || one.scopes.includes(once))) return { barred: { by: one }, off: [] }
      // one's own earlier grant goes on or is given again; another's in the household meets the group's rule
      if (!one.scopes) continue
    }
    const combine = edition.combine.find((rule) => rule.rule !== 'stack' && counts(rule, one, library.get(one.of)))
    if (!combine) continue
    // a choice that may be changed is settled against what was drawn; a final one is over
    if (excludes(combine.rule) && combine.choice !== 'changeable') return { barred: { by: one, combine }, off: [] }
    off.push(one)
  }
  return { off }
}

/** Of two generations in a group that says 从新, the older ones are out. Gives the newer one, or undefined. */
export function outdatedBy(one: Edition, all: readonly Edition[], keys: Keys): Edition | undefined {
  for (const combine of one.combine) {
    const newer = all.find(
      (other) => other.inForce.from > one.inForce.from && other.combine.some((theirs) => theirs.group === combine.group && (theirs.prefer === 'newest' || combine.prefer === 'newest')) && sameKey(combine.per, one.measure, other.measure, keys),
    )
    if (newer) return newer
  }
  return undefined
}

/** Order in which a set is settled: full sums first, then top-ups (the largest first), then deductions, each after what it deducts. */
export function settlingRank(edition: Edition): 0 | 1 | 2 {
  return edition.combine.some((one) => one.rule === 'deduct') ? 2 : edition.combine.some((one) => one.rule === 'difference') ? 1 : 0
}
