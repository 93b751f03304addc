import type { Day } from '../language/day.ts'
import type { Edition } from '../measure/edition.ts'
import type { Facts } from '../vocabulary/facts.ts'

/** One subject as a city takes it in: facts by name, unknown ones null or absent, values as in JSON. */
export interface Entry {
  readonly id: string
  /** Administrative code of where the subject counts; null when not known. */
  readonly place: string | null
  readonly facts: Facts
}

/** One axis of a breakdown. Each has a group `null` for those of whom it is not known. */
export type Dimension =
  /** The first `digits` of the place code: 6 for counties, 9 for townships. */
  | { readonly kind: 'place'; readonly digits: 6 | 9 }
  /** A code or yes/no fact: one group a value. */
  | { readonly kind: 'fact'; readonly fact: string }
  /** Full years from a date fact to the day of the question, cut at rising `edges`; a group holds its lower edge. Keys: `<25`, `25-34`, `>=60`. */
  | { readonly kind: 'years'; readonly fact: string; readonly edges: readonly number[] }
  /** A number or money fact (yuan), cut the same way. */
  | { readonly kind: 'number'; readonly fact: string; readonly edges: readonly number[] }

/** What one edition comes to over everybody. */
export interface Tally {
  readonly eligible: number
  readonly unknown: number
  readonly ineligible: number
  /** Sum of the totals of the eligible, in fen. */
  readonly fen: bigint
  /** Eligible subjects whose amount is no figure yet: a body decides it, a fact of it is unknown, or nothing of money is given. */
  readonly withoutAmount: number
}

/** `year` null: instalments that fall due at an event without a date yet. */
export interface YearOfMoney {
  readonly year: number | null
  readonly fen: bigint
}

/** One group of one breakdown (or of the product of several): how the draft moves it. */
export interface Group {
  /** One value a dimension, in the order asked; null: not known. */
  readonly key: readonly (string | null)[]
  readonly subjects: number
  readonly eligibleNow: number
  readonly eligible: number
  readonly unknown: number
  readonly newlyIn: number
  readonly newlyOut: number
  readonly fenNow: bigint
  readonly fen: bigint
}

export interface WhatIfQuestion {
  /** What is in force; absent when the measure is new. */
  readonly now?: Edition | undefined
  /** One to four versions to look at, each compared with `now`. */
  readonly drafts: readonly Edition[]
  readonly on: Day
  /** Editions in force, which 享受(…) asks about. */
  readonly library: ReadonlyMap<string, Edition>
  /** Each list of dimensions is one breakdown: [[place], [industry], [place, class]]. */
  readonly by: readonly (readonly Dimension[])[]
  /** Money by year costs a walk over the eligible; off while a slider moves. */
  readonly years?: boolean
  /** Only subjects whose place code begins so. */
  readonly within?: string
}

export interface DraftAnswer extends Tally {
  /** Eligible under the draft and not (certainly) before, and the other way round. */
  readonly newlyIn: number
  readonly newlyOut: number
  /** Eligible both times with more, or with less, money. */
  readonly raised: number
  readonly lowered: number
  readonly years: readonly YearOfMoney[]
  /** One list of groups a breakdown asked, empty groups left out, in the dimension's own order. */
  readonly groups: readonly (readonly Group[])[]
}

export interface WhatIfAnswer {
  readonly subjects: number
  readonly now?: Tally & { readonly years: readonly YearOfMoney[] }
  readonly drafts: readonly DraftAnswer[]
  /** Time in the engine. */
  readonly milliseconds: number
}

/** Whom a figure of a what-if stands for: the list behind it. */
export interface RowsQuestion extends Omit<WhatIfQuestion, 'by' | 'years' | 'drafts'> {
  readonly draft: Edition
  readonly which: 'eligible' | 'unknown' | 'newly-in' | 'newly-out' | 'raised' | 'lowered'
  /** Only one group of one breakdown. */
  readonly group?: { readonly by: readonly Dimension[]; readonly key: readonly (string | null)[] }
  readonly offset: number
  readonly limit: number
}

export interface RowsAnswer {
  readonly total: number
  /** In row order, which is stable while the city is loaded. */
  readonly rows: readonly { readonly id: string; readonly fenNow: bigint | null; readonly fen: bigint | null }[]
}

/** One condition of a plan and how it is computed. */
export interface PlannedCondition {
  readonly says: string
  readonly rule: string
  /**
   * `kernel`: tests on stored columns, or on a column computed once a row by a closure; `rows`: the expression is evaluated
   * for each row by the interpreter, slower and still right.
   */
  readonly way: 'kernel' | 'computed column' | 'rows'
  /** The atoms in words: 学历 ∈ {硕士研究生, 博士研究生}; 出生日期 ≥ 1979-11-23. */
  readonly atoms: readonly string[]
  /** Why it is not on the kernel; in Chinese, for the writer. */
  readonly why?: string
}

export interface Plan {
  readonly measures: readonly { readonly measure: string; readonly edition: number; readonly conditions: readonly PlannedCondition[]; readonly amount: { readonly way: 'none' | 'constant' | 'tiers' | 'rows'; readonly why?: string } }[]
  readonly distinctAtoms: number
  /** Conditions by way. */
  readonly kernel: number
  readonly computed: number
  readonly rows: number
}

/** A subject whose outcome for one measure changed when his facts did. */
export interface OutcomeChange {
  readonly id: string
  readonly measure: string
  readonly before: 'eligible' | 'ineligible' | 'unknown' | null
  readonly after: 'eligible' | 'ineligible' | 'unknown'
  /** Total of the eligible. */
  readonly fen: bigint | null
}

/** What is standing for one edition that the city watches. */
export interface Standing extends Tally {
  readonly measure: string
  readonly edition: number
}

/**
 * A city in memory. Two implementations: `ColumnCity` for everybody, `ReferenceCity` (explain, one by one), which is small,
 * slow and right, and the referee of the other. Nothing here throws for what a checked edition asks; a fact of the wrong
 * type in an entry is a `FactProblem` and leaves the city as it was.
 */
export interface City {
  readonly subjects: number
  /** Bytes held: facts, validity, results and cached tests. */
  readonly bytes: number
  /** Adds or replaces subjects. Answers whose outcome for a watched edition changed; a new subject's `before` is null and only an eligible or unknown one is told. */
  put(entries: readonly Entry[]): readonly OutcomeChange[]
  remove(ids: readonly string[]): void
  /** Judges everybody and keeps the result standing through later puts, until the next watch. */
  watch(editions: readonly Edition[], on: Day, library: ReadonlyMap<string, Edition>): Promise<readonly Standing[]>
  /** Who stands where for a watched measure, by pages in row order. */
  standing(measure: string, which: 'eligible' | 'unknown', offset: number, limit: number): RowsAnswer
  whatIf(question: WhatIfQuestion): Promise<WhatIfAnswer>
  rows(question: RowsQuestion): Promise<RowsAnswer>
  plan(editions: readonly Edition[], on: Day, library: ReadonlyMap<string, Edition>): Plan
  /** Ends its threads. */
  close(): Promise<void>
}
