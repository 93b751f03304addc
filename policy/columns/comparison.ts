import { surroundings } from '../explain/judge.ts'
import { differenceOf } from './plan/difference.ts'
import type { DerivedStore } from './plan/derived.ts'
import { planScenarios, type Planned, type Scenario } from './plan/scenario.ts'
import type { RowsQuestion, WhatIfQuestion } from './question.ts'
import type { Table } from './store/table.ts'
import { verdictOf, type Verdict } from './verdict.ts'
import type { Edition } from '../measure/edition.ts'
import type { Logic } from './plan/graph.ts'

export type Which = RowsQuestion['which']

/** What is in force and its drafts, planned together: what they share is computed once. */
export interface Comparison {
  readonly planned: Planned
  readonly now: Scenario | undefined
  readonly drafts: readonly { readonly scenario: Scenario; readonly more: Logic | undefined; readonly less: Logic | undefined }[]
  /** Restricts everything to a place and what lies in it. */
  readonly within: Logic | undefined
}

export function compare(table: Table, store: DerivedStore, { now, drafts, on, library, within }: Pick<WhatIfQuestion, 'now' | 'drafts' | 'on' | 'library' | 'within'>): Comparison {
  const planned = planScenarios(table, store, [...(now ? [now] : []), ...drafts], on, library)
  const { planner, scenarios } = planned
  const before = now ? scenarios[0] : undefined
  const inside = within === undefined ? undefined : planner.graph.atom({ kind: 'set', column: table.place, members: table.place.dictionary.map((place) => typeof place === 'string' && place.startsWith(within)) })
  return {
    planned,
    now: before,
    drafts: scenarios.slice(before ? 1 : 0).map((scenario) => {
      const difference = before && differenceOf(planner, before.amount, scenario.amount)
      return { scenario, more: difference?.more, less: difference?.less }
    }),
    within: inside,
  }
}

/** Whom a figure stands for. `newly-in`: certainly due under the draft and not certainly before, a new measure's before being nobody. */
export function isAmong(which: Which, before: Verdict | undefined, after: Verdict): boolean {
  const was = before?.outcome === 'eligible'
  const is = after.outcome === 'eligible'
  switch (which) {
    case 'eligible': return is
    case 'unknown': return after.outcome === 'unknown'
    case 'newly-in': return is && !was
    case 'newly-out': return was && !is
    case 'raised': return was && is && (after.fen ?? 0n) > (before.fen ?? 0n)
    case 'lowered': return was && is && (after.fen ?? 0n) < (before.fen ?? 0n)
  }
}

/** Those kept aside, each judged by the interpreter. */
export function* asideVerdicts(table: Table, { on, library, within }: Pick<WhatIfQuestion, 'on' | 'library' | 'within'>, now: Edition | undefined, drafts: readonly Edition[]) {
  for (const [row, subject] of table.aside) {
    const place = table.place.read(row)
    if (within !== undefined && !(typeof place === 'string' && place.startsWith(within))) continue
    const judge = (edition: Edition): Verdict => verdictOf(edition, surroundings(subject, on, library, [edition.measure]))
    yield { row, subject, place: typeof place === 'string' ? place : null, before: now && judge(now), after: drafts.map(judge) }
  }
}
