import type { PlainDate } from '../../kernel/types.ts'

/** A draft as it is read: lines of text with what a table says above and beside them. Word files and plain text look alike from here. */
export interface Line {
  text: string
  /** Heads of the row and the column, for a cell of a table. */
  heads: readonly string[]
  /** 正文、表格、页眉、页脚、脚注、文本框. */
  part: string
}

export interface Blank {
  /** From 1, in the order of reading. */
  index: number
  line: number
  /** In the line's text. */
  from: number
  to: number
  text: string
  /** Words inside 【…】. */
  hint: string
  /** Decimals that the shape asks for: XX.X wants one. */
  decimals: number | null
  /** Digits already typed before the placeholder: 20XX. */
  typed: string
}

export type BoundKind = 'indicator' | 'parameter' | 'name'
export const aspects = ['value', 'change', 'growth', 'share', 'target', 'progress'] as const
export type Aspect = (typeof aspects)[number]

/** A span of days: a stock is read on `to`; a flow is what came from `from` to `to`. `from` null: ever. */
export interface Period {
  from: PlainDate | null
  to: PlainDate
}

/** What a blank means, before anything is read from the records. */
export interface Binding {
  kind: BoundKind
  /** talent.total · talent.density.change · talent.total[industry=新能源] · settling-in-subsidy/highest · name.city. */
  id: string
  figure?: string
  /** A number from outside, by its kind. */
  statistic?: string
  aspect: Aspect
  /** One part of a breakdown. */
  part?: { by: string; key: string }
  /** Below the line of a share that has no definition of its own. */
  over?: string
  place: string
  period: Period
  /** The day that a change is held against; absent: what the house does by itself. */
  since?: PlainDate
  /** First day of the span that a flow is held against: the month before, for 环比. */
  sinceFrom?: PlainDate
  /** 提高, 增长 or 下降, 减少 before a change: a sentence that says the wrong direction is not filled. */
  direction?: 'up' | 'down'
}

export interface Candidate {
  binding: Binding
  certainty: number
  why: string
}

export interface Bound {
  blank: Blank
  before: string
  after: string
  unit: string
  /** The best that fits; null where nothing does. */
  binding: Binding | null
  certainty: number
  why: string
  candidates: readonly Candidate[]
  /** The words around it, by which next year's draft is known. */
  context: string
}

/** From here on a blank is filled without asking. */
export const fillsFrom = 0.8
/** Below this nothing is said to fit. */
export const fitsFrom = 0.35
