import type { Decimal } from '../language/decimal.ts'
import type { Day } from '../language/day.ts'
import type { Known, Type } from '../language/type.ts'
import type { Give, Outcome } from '../measure/edition.ts'
import type { Provenance } from '../vocabulary/facts.ts'
import type { Change } from './nearest.ts'
import type { PlannedPayment } from './schedule.ts'

export interface FactUsed {
  readonly name: string
  readonly type: Type
  readonly value: Known
  /** As people read it; 未知 when not known. */
  readonly words: string
  readonly provenance?: Provenance
}

/** A part of a rule and what came of it. */
export interface RulePart {
  readonly words: string
  readonly outcome: Outcome
  readonly parts: readonly RulePart[]
}

export interface ConditionAnswer {
  readonly says: string
  readonly outcome: Outcome
  /** The rule as the engine understood it. */
  readonly words: string
  readonly facts: readonly FactUsed[]
  /** The and/or parts of the rule; empty for a single comparison. */
  readonly parts: readonly RulePart[]
  /** For an unmet condition: the smallest change that would turn it, in words. */
  readonly nearest: string | null
  readonly implied?: 'in-force' | 'window' | undefined
}

export interface AlternativeAnswer {
  readonly name: string
  readonly outcome: Outcome
  readonly conditions: readonly ConditionAnswer[]
}

export interface GiveAnswer {
  readonly name?: string
  readonly kind: Give['kind']
  readonly payee: Give['payee']
  readonly what?: string
  /** Whether this part applies. */
  readonly outcome: Outcome
  /** Fen over the whole schedule; null when unknown, decided by a body, or not money. */
  readonly amount: bigint | null
  /** Fen after tax withheld, where the measure states tax. */
  readonly net?: bigint
  readonly because: string
}

export interface NearestMiss {
  readonly changes: readonly Change[]
  readonly words: string
  /** From this day by time alone. */
  readonly date?: Day
  /** From this day with the changes made: the day of the question when time has no part in it. */
  readonly from: Day
  /** The last day of it, and so in words; undefined when nothing ends it within ten years. */
  readonly until: Day | undefined
  readonly late: string | undefined
}

/** When time alone ends what holds today. */
export interface Lapse {
  /** The last day on which it holds. */
  readonly day: Day
  /** The conditions that fail on the day after, as the clause says them. */
  readonly because: readonly string[]
}

export interface Explanation {
  readonly measure: string
  readonly edition: number
  readonly title: string
  readonly on: Day
  readonly outcome: Outcome
  readonly conditions: readonly ConditionAnswer[]
  readonly alternatives: readonly AlternativeAnswer[]
  /** The alternative whose benefits count. */
  readonly chosen?: string | undefined
  /** Facts that would settle an unknown outcome, or the amount of an eligible subject; with what to ask. */
  readonly missing: readonly { readonly fact: string; readonly ask?: string }[]
  /** For the ineligible: the smallest change that would turn the whole measure. */
  readonly nearest?: NearestMiss | undefined
  /** For the eligible: when time alone ends it within ten years. Found when read, because every later day is tried; no part of the JSON. */
  readonly lapse?: Lapse | undefined
  /** Fen; null when not eligible, not yet known, or decided case by case. */
  readonly amount: bigint | null
  readonly amountBecause: string | null
  /** For the eligible: the facts that the answer rests on beside those of its conditions, of amounts and of 享受(…). No part of the JSON. */
  readonly besides: readonly FactUsed[]
  readonly gives: readonly GiveAnswer[]
  /** Points in the round that shares out the places, where the measure has one; null when not known. */
  readonly score?: Decimal | null | undefined
  readonly schedule: readonly PlannedPayment[]
}
