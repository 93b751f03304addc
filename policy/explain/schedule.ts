import { multiply, one, round, toInteger, yuanToFen, type Decimal } from '../language/decimal.ts'
import { addMonths, lastDay, monthNumber, type Day } from '../language/day.ts'
import { isDecimal, type Surroundings } from '../language/evaluate.ts'
import type { Expr } from '../language/expression.ts'
import { words } from '../language/words.ts'
import { divideBetween, payersAt, type Share } from '../measure/payers.ts'
import { monthsOfEvery, type Give, type Outcome, type Payee, type Schedule, type ScheduleEvent, type Tax } from '../measure/edition.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { outcomeOf, runOf } from './judge.ts'
import { nearestChange } from './nearest.ts'

/** One dated payment, in fen. */
export interface PlannedPayment {
  readonly no: number
  /** The day it falls due; null when that depends on something not yet known or not yet reached. */
  readonly due: Day | null
  readonly amount: bigint
  /** For a milestone not reached yet: the day when it would be, by the passing of time alone. */
  readonly expected?: Day
  readonly give?: string
  readonly says?: string
  /** What must hold when it falls due, in words, and whether it holds today. */
  readonly condition?: string
  readonly conditionNow?: Outcome
  readonly paidBy: readonly (Share & { readonly amount: bigint })[]
  /** To whom it is paid, and the tax to be withheld from it. */
  readonly payee: Payee
  readonly tax?: Tax
}

/** Parts of a sum by shares: each rounded half up to the fen, the last one takes the remainder. */
export function divideByShares(total: bigint, shares: readonly Decimal[]): readonly bigint[] {
  let rest = total
  return shares.map((share, i) => {
    const part = i === shares.length - 1 ? rest : round(multiply({ n: total, s: 0 }, share)).n
    rest -= part
    return part
  })
}

function payers(shares: readonly Share[], amount: bigint): PlannedPayment['paidBy'] {
  if (shares.length === 0) return []
  const parts = divideBetween(amount, shares.map(({ basisPoints }) => basisPoints))
  return shares.map((entry, i) => ({ ...entry, amount: parts[i] ?? 0n }))
}

function dayOf(value: unknown): Day | null {
  return typeof value === 'string' ? value : null
}

/** The dated schedule of one benefit; nothing when its amount is not known. Days when milestones are expected need the vocabulary, shares by place the place's code. */
export function planPayments(give: Give, at: Surroundings, vocabulary?: Vocabulary, place?: string): readonly PlannedPayment[] {
  const shares = payersAt(give, place)
  return planItems(give, at, vocabulary).map(({ item: _, ...draft }, i) => ({ ...draft, no: i + 1, ...(give.name === undefined ? {} : { give: give.name }), paidBy: payers(shares, draft.amount), payee: give.payee, ...(give.tax ? { tax: give.tax } : {}) }))
}

/** The same with the place of each payment in the written schedule: the instalment's, or the period's, counted from 0. Events drop and add places, never exchange them. */
export function planItems(give: Give, at: Surroundings, vocabulary?: Vocabulary): readonly Draft[] {
  if (!give.total) return []
  const total = runOf(give.total)(at)
  if (!isDecimal(total)) return []
  const { schedule } = give
  const sum = yuanToFen(total)
  const drafts = schedule.kind === 'instalments' ? planInstalments(schedule, sum, at, vocabulary) : planPeriods(give, schedule, sum, at)
  return give.maxTotal ? upTo(drafts, sum) : drafts
}

/** Payments until the most that may be paid is reached; the last one is what is left. */
function upTo(drafts: readonly Draft[], most: bigint): readonly Draft[] {
  if (drafts.reduce((sum, draft) => sum + draft.amount, 0n) <= most) return drafts
  let left = most
  return drafts.flatMap((draft) => {
    if (left <= 0n) return []
    const amount = draft.amount < left ? draft.amount : left
    left -= amount
    return [{ ...draft, amount }]
  })
}

export type Draft = Omit<PlannedPayment, 'no' | 'paidBy' | 'give' | 'payee' | 'tax'> & { readonly item: number }

export interface Happened {
  readonly event: ScheduleEvent
  readonly day: Day
  readonly until: Day | null
}

/** Events with a known day; 9999-12-31 is how registers write that it has not come to that. */
export function happenedEvents(events: readonly ScheduleEvent[], at: Surroundings): readonly Happened[] {
  return events.flatMap((event) => {
    const day = dayOf(runOf(event.on.expr)(at))
    return day === null || day === lastDay ? [] : [{ event, day, until: event.until ? openOr(dayOf(runOf(event.until.expr)(at))) : null }]
  })
}

function openOr(until: Day | null): Day | null {
  return until === lastDay ? null : until
}

function planInstalments({ items, events }: Schedule & { kind: 'instalments' }, total: bigint, at: Surroundings, vocabulary: Vocabulary | undefined): readonly Draft[] {
  const byShare = items.every((item) => 'share' in item.part)
  const parts = byShare
    ? divideByShares(total, items.map((item) => ('share' in item.part ? item.part.share : one)))
    : items.map((item) => ('yuan' in item.part ? yuanToFen(item.part.yuan) : 0n))
  const happened = happenedEvents(events, at)
  const drafts = items.map((item, i): Draft => {
    const reached = item.when ? runOf(item.when.expr)(at) === true : true
    const dated = item.due ? dayOf(runOf(item.due.expr)(at)) : at.on
    const check = item.if ?? (item.when && !reached ? item.when : undefined)
    const expected = vocabulary && item.when && !reached ? expectedDay(item.when.expr, at, vocabulary) : undefined
    return {
      item: i,
      due: reached ? dated : null,
      amount: parts[i] ?? 0n,
      ...(expected === undefined ? {} : { expected }),
      ...(item.says === undefined ? {} : { says: item.says }),
      ...(check ? { condition: words(check.expr), conditionNow: outcomeOf(runOf(check.expr)(at)) } : {}),
    }
  })
  return drafts.flatMap((draft) => {
    let { due } = draft
    for (const { event, day } of happened) {
      if (event.does === 'stop' && (due === null || due >= day)) return []
      if (event.does === 'accelerate' && (due === null || due > day)) due = day
    }
    return [{ ...draft, due }]
  })
}

/** When a milestone that is not reached would be, by the passing of time alone. */
function expectedDay(when: Expr, at: Surroundings, vocabulary: Vocabulary): Day | undefined {
  const changes = nearestChange(when, at, vocabulary)
  const days = (changes ?? []).flatMap((change) => change.date ?? [])
  return changes && changes.length > 0 && days.length === changes.length ? days.reduce((a, b) => (a > b ? a : b)) : undefined
}

/**
 * Periods from the first due day on, each month-end clipped from the first. Events that have happened: stop drops what is
 * due on or after the day; suspend drops what is due from the day until `until`, or moves it behind the last period
 * (makeUp); accelerate pays all the rest on the day; extend adds periods.
 */
function planPeriods(give: Give, schedule: Schedule & { kind: 'periodic' }, total: bigint, at: Surroundings): readonly Draft[] {
  const times = runOf(schedule.times.expr)(at)
  const first = dayOf(runOf(schedule.from.expr)(at))
  const count = isDecimal(times) ? toInteger(times) : undefined
  if (count === undefined || count < 1 || count > mostPeriods) return []
  const happened = happenedEvents(schedule.events, at)
  const all = count + happened.reduce((sum, { event }) => sum + (event.does === 'extend' ? (event.by ?? 0) : 0), 0)
  const amountAt = periodAmount(give, schedule, total, count, at)
  const condition = schedule.while ? { condition: words(schedule.while.expr), conditionNow: outcomeOf(runOf(schedule.while.expr)(at)) } : {}
  const step = monthsOfEvery[schedule.every]
  const drafts: Draft[] = []
  if (first === null) return Array.from({ length: all }, (_, i) => ({ item: i, due: null, amount: amountAt(i), ...condition }))
  const dueAt = (index: number) => dueUnder(happened, addMonths(first, index * step))
  let skipped = 0
  for (let i = 0; i < all; i += 1) {
    let place = dueAt(i + skipped)
    while (typeof place === 'object' && 'resumes' in place) {
      skipped = Math.max(skipped + 1, Math.floor((monthNumber(place.resumes) - monthNumber(first)) / step) - i)
      place = dueAt(i + skipped)
    }
    if (typeof place === 'object' && 'due' in place) drafts.push({ item: i, due: place.due, amount: amountAt(i), ...condition })
  }
  return drafts
}

/** A schedule of more periods than this is no schedule; the reader refuses written ones above 600. */
const mostPeriods = 1200

function dueUnder(happened: readonly Happened[], planned: Day): { due: Day | null } | { resumes: Day } | 'dropped' {
  let due: Day | null = planned
  for (const { event, day, until } of happened) {
    if (event.does === 'stop' && planned >= day) return 'dropped'
    if (event.does === 'suspend' && planned >= day && (until === null || planned < until)) {
      if (!event.makeUp) return 'dropped'
      if (until !== null) return { resumes: until }
      // not resumed yet: it is owed, and nobody knows for when
      due = null
    }
    if (event.does === 'accelerate' && due !== null && due > day) due = day
  }
  return { due }
}

function periodAmount(give: Give, schedule: Schedule & { kind: 'periodic' }, total: bigint, count: number, at: Surroundings): (index: number) => bigint {
  if (schedule.amountIs === 'total') {
    const parts = divideEvenly(total, count)
    return (index) => parts[index] ?? 0n
  }
  const each = give.each ? runOf(give.each)(at) : null
  if (!isDecimal(each)) return () => 0n
  const whole = yuanToFen(each)
  if (schedule.rates.length === 0) return () => whole
  const base = eachBase(give, at) ?? each
  return (index) => yuanToFen(multiply(base, schedule.rates[Math.min(index, schedule.rates.length - 1)] ?? one))
}

/** The period's amount before rounding: `each` is rounded to the fen, a rate applies to what was before. */
function eachBase(give: Give, at: Surroundings): Decimal | undefined {
  const inner = give.each?.op === 'call' ? give.each.args[0] : undefined
  const value = inner ? runOf(inner)(at) : null
  return isDecimal(value) ? value : undefined
}

function divideEvenly(total: bigint, count: number): readonly bigint[] {
  const part = total / BigInt(count)
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? total - part * BigInt(count - 1) : part))
}
