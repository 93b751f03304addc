import type { Day } from '../language/day.ts'
import { factsOf } from '../language/expression.ts'
import type { Type } from '../language/type.ts'
import { valueWords, words } from '../language/words.ts'
import type { Edition, EventEffect, Give, Outcome, Payee, Rule, ScheduleEvent, Tax } from '../measure/edition.ts'
import { payersAt, type Share } from '../measure/payers.ts'
import { Subject, type Facts, type Provenance } from '../vocabulary/facts.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { chooseAlternative, givesOf, outcomeOf, runOf, surroundings, withChanges, type Library } from './judge.ts'
import type { FactUsed } from './explanation.ts'
import { happenedEvents, planItems, type Draft } from './schedule.ts'

/** A rule asked again, with what it looked at. */
export interface FollowedCheck {
  readonly words: string
  readonly outcome: Outcome
  readonly facts: readonly FactUsed[]
}

/** One payment of the schedule as decided, looked at with the facts of a later day. */
export interface FollowedPayment {
  /** Number in the schedule as decided; null for what an event added. */
  readonly no: number | null
  /** Under the events that have happened by now; null: not known yet. */
  readonly due: Day | null
  readonly dropped: boolean
  readonly amount: bigint
  readonly payee: Payee
  readonly tax?: Tax
  /** Who pays which share of it in the place of the case; empty where the clause names nobody. */
  readonly shares: readonly Share[]
  /** Whether the milestone is reached; null where there is none. */
  readonly reached: FollowedCheck | null
  /** What must hold for it to be paid; null where nothing is asked. */
  readonly check: FollowedCheck | null
}

export interface FollowedEvent {
  readonly says: string
  readonly does: EventEffect
  readonly on: Day
  readonly until: Day | null
}

export interface Followed {
  readonly payments: readonly FollowedPayment[]
  readonly events: readonly FollowedEvent[]
}

interface Then {
  /** 申请日, and the facts exactly as the decision used them. */
  readonly on: Day
  readonly facts: Facts
}
interface Now {
  readonly facts: Facts
  readonly provenance?: Readonly<Record<string, Provenance | undefined>>
}

/**
 * A schedule that was decided once, followed with the facts of today: who got it, for how much and by which row stays as decided; only the
 * edition's own checks, milestones and events look at the new facts. Amounts in fen. Throws FactProblem as explain does.
 */
export function followSchedule(edition: Edition, then: Then, now: Now, { vocabulary, library, place }: { vocabulary: Vocabulary; library?: Library; place?: string | undefined }): Followed {
  const decided = surroundings(new Subject(then.facts, vocabulary), then.on, library, [edition.measure])
  const subject = new Subject(now.facts, vocabulary, now.provenance)
  const current = surroundings(subject, then.on, library, [edition.measure])
  const ask = (rule: Rule): FollowedCheck => ({ words: words(rule.expr), outcome: outcomeOf(runOf(rule.expr)(current)), facts: factsOf(rule.expr).map((name) => usedNow(name)) })
  const usedNow = (name: string): FactUsed => {
    const type: Type = name === '申请日' ? { kind: 'date' } : (vocabulary.facts.get(name)?.type ?? { kind: 'any' })
    const value = name === '申请日' ? then.on : current.fact(name)
    const provenance = Object.hasOwn(subject.provenance, name) ? subject.provenance[name] : undefined
    return { name, type, value, words: valueWords(value, type), ...(provenance ? { provenance } : {}) }
  }

  const payments: FollowedPayment[] = []
  const events: FollowedEvent[] = []
  let no = 0
  const alternative = chooseAlternative(edition, decided)
  for (const give of givesOf(edition, alternative)) {
    if (give.when && runOf(give.when.expr)(decided) !== true) continue
    const planned = planItems(give, decided)
    const read = new Set(give.schedule.events.flatMap(factsOfEvent))
    const merged = withChanges(decided, new Map([...read].map((name) => [name, current.fact(name)])), then.on)
    const under = new Map(planItems(give, merged).map((draft) => [draft.item, draft]))
    events.push(...happenedEvents(give.schedule.events, merged).map(({ event, day, until }) => ({ says: event.says, does: event.does, on: day, until })))
    const paid = { payee: give.payee, shares: payersAt(give, place), ...(give.tax ? { tax: give.tax } : {}) }
    for (const draft of planned) payments.push({ ...placeUnder(draft, under), ...paid, no: ++no, ...asked(give, draft.item, ask) })
    const known = new Set(planned.map(({ item }) => item))
    for (const draft of under.values()) if (!known.has(draft.item)) payments.push({ no: null, due: draft.due, dropped: false, amount: draft.amount, ...paid, ...asked(give, draft.item, ask) })
  }
  return { payments, events }
}

const factsOfEvent = ({ on, until }: ScheduleEvent): readonly string[] => [...factsOf(on.expr), ...(until ? factsOf(until.expr) : [])]

const placeUnder = (draft: Draft, under: ReadonlyMap<number, Draft>): Pick<FollowedPayment, 'due' | 'dropped' | 'amount'> => {
  const now = under.get(draft.item)
  return { due: now ? now.due : draft.due, dropped: now === undefined, amount: draft.amount }
}

const asked = ({ schedule }: Give, item: number, ask: (rule: Rule) => FollowedCheck): Pick<FollowedPayment, 'reached' | 'check'> => {
  if (schedule.kind === 'periodic') return { reached: null, check: schedule.while ? ask(schedule.while) : null }
  const written = schedule.items[item]
  return { reached: written?.when ? ask(written.when) : null, check: written?.if ? ask(written.if) : null }
}

/** The day from which the obligation runs, by the facts of the decision; null where the edition names none or it was not known. */
export function obligationDay(edition: Edition, then: Then, vocabulary: Vocabulary): Day | null {
  const from = edition.obligation?.from
  if (!from) return null
  const value = runOf(from.expr)(surroundings(new Subject(then.facts, vocabulary), then.on, undefined))
  return typeof value === 'string' ? value : null
}
