import { multiply, one, round, toInteger, yuanToFen, type Decimal } from '../language/decimal.ts'
import { addMonths, type Day } from '../language/day.ts'
import { isDecimal, type Surroundings } from '../language/evaluate.ts'
import { words } from '../language/words.ts'
import { monthsOfEvery, type Give, type Instalment, type Outcome, type Schedule } from '../measure/edition.ts'
import { outcomeOf, runOf } from './judge.ts'

/** One dated payment, in fen. */
export interface PlannedPayment {
  readonly no: number
  /** The day it falls due; null when that depends on something not yet known or not yet reached. */
  readonly due: Day | null
  readonly amount: bigint
  readonly give?: string
  readonly says?: string
  /** What must hold when it falls due, in words, and whether it holds today. */
  readonly condition?: string
  readonly conditionNow?: Outcome
  readonly paidBy: readonly { readonly payer: string; readonly amount: bigint }[]
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

function payers(give: Give, amount: bigint): PlannedPayment['paidBy'] {
  const parts = divideByShares(amount, give.paidBy.map((entry) => entry.share))
  return give.paidBy.map((entry, i) => ({ payer: entry.payer, amount: parts[i] ?? 0n }))
}

function dayOf(value: unknown): Day | null {
  return typeof value === 'string' ? value : null
}

/** The dated schedule of one benefit; nothing when its amount is not known. */
export function planPayments(give: Give, at: Surroundings): readonly PlannedPayment[] {
  if (!give.total) return []
  const total = runOf(give.total)(at)
  if (!isDecimal(total)) return []
  const { schedule } = give
  const drafts = schedule.kind === 'instalments' ? planInstalments(schedule.items, yuanToFen(total), at) : planPeriods(give, schedule, yuanToFen(total), at)
  return drafts.map((draft, i) => ({ ...draft, no: i + 1, ...(give.name === undefined ? {} : { give: give.name }), paidBy: payers(give, draft.amount) }))
}

type Draft = Omit<PlannedPayment, 'no' | 'paidBy' | 'give'>

function planInstalments(items: readonly Instalment[], total: bigint, at: Surroundings): readonly Draft[] {
  const byShare = items.every((item) => 'share' in item.part)
  const parts = byShare
    ? divideByShares(total, items.map((item) => ('share' in item.part ? item.part.share : one)))
    : items.map((item) => ('yuan' in item.part ? yuanToFen(item.part.yuan) : 0n))
  return items.map((item, i) => {
    const reached = item.when ? runOf(item.when.expr)(at) === true : false
    const due = item.due ? dayOf(runOf(item.due.expr)(at)) : reached ? at.on : null
    const check = item.if ?? (item.when && !reached ? item.when : undefined)
    return {
      due,
      amount: parts[i] ?? 0n,
      ...(item.says === undefined ? {} : { says: item.says }),
      ...(check ? { condition: words(check.expr), conditionNow: outcomeOf(runOf(check.expr)(at)) } : {}),
    }
  })
}

/**
 * Periods from the first due day on, each month-end clipped from the first. Events that have happened: stop drops what is
 * due on or after the day; suspend drops what is due from the day until `until`; accelerate pays all the rest on the day;
 * extend adds periods.
 */
function planPeriods(give: Give, schedule: Schedule & { kind: 'periodic' }, total: bigint, at: Surroundings): readonly Draft[] {
  const times = runOf(schedule.times.expr)(at)
  const first = dayOf(runOf(schedule.from.expr)(at))
  const count = isDecimal(times) ? toInteger(times) : undefined
  const each = give.each ? runOf(give.each)(at) : null
  if (count === undefined || count < 1 || count > 1200) return []
  const happened = schedule.events.flatMap((event) => {
    const day = dayOf(runOf(event.on.expr)(at))
    return day === null ? [] : [{ event, day, until: event.until ? dayOf(runOf(event.until.expr)(at)) : null }]
  })
  const extra = happened.reduce((sum, { event }) => sum + (event.does === 'extend' ? (event.by ?? 0) : 0), 0)
  const shares = schedule.amountIs === 'total' ? divideEvenly(total, count) : undefined
  const condition = schedule.while ? { condition: words(schedule.while.expr), conditionNow: outcomeOf(runOf(schedule.while.expr)(at)) } : {}
  const drafts: Draft[] = []
  for (let i = 0; i < count + extra; i += 1) {
    const rate = schedule.rates[Math.min(i, schedule.rates.length - 1)]
    const amount = shares ? (shares[Math.min(i, count - 1)] ?? 0n) : isDecimal(each) ? yuanToFen(rate ? multiply(eachBase(give, at) ?? each, rate) : each) : 0n
    let due = first === null ? null : addMonths(first, i * monthsOfEvery[schedule.every])
    let dropped = false
    for (const { event, day, until } of happened) {
      if (due === null) continue
      if (event.does === 'stop' && due >= day) dropped = true
      if (event.does === 'suspend' && due >= day && (until === null || due < until)) dropped = true
      if (event.does === 'accelerate' && due > day) due = day
    }
    if (!dropped) drafts.push({ due, amount, ...condition })
  }
  return drafts
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
