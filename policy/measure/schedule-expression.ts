import { one, type Decimal } from '../language/decimal.ts'
import { lastDay } from '../language/day.ts'
import { isDecimal } from '../language/evaluate.ts'
import type { Expr, ScalarFunction } from '../language/expression.ts'
import { booleanType, dateType, daysType, moneyType, monthsType, numberType, type Type } from '../language/type.ts'
import { plus, toFen } from './amount-expression.ts'
import { monthsOfEvery, type Schedule, type ScheduleEvent } from './edition.ts'

const place = { from: 0, to: 0 }
type Periodic = Schedule & { kind: 'periodic' }

function number(value: number): Expr {
  return { op: 'constant', value: { n: BigInt(value), s: 0 }, type: numberType, ...place }
}
function share(value: Decimal): Expr {
  return { op: 'constant', value, type: numberType, ...place }
}
function call(name: ScalarFunction, type: Type, ...args: Expr[]): Expr {
  return { op: 'call', name, args, type, ...place }
}
function arithmetic(op: 'add' | 'subtract' | 'multiply' | 'divide', left: Expr, right: Expr, type: Type = numberType): Expr {
  return { op, left, right, type, ...place }
}
function either(condition: Expr, then: Expr, otherwise: Expr): Expr {
  return { op: 'if', condition, then, else: otherwise, type: then.type, ...place }
}
function after(left: Expr, right: Expr): Expr {
  return { op: 'compare', comparator: '>', left, right, type: booleanType, ...place }
}
const never: Expr = { op: 'constant', value: lastDay, type: dateType, ...place }
const day: Expr = { op: 'constant', value: { n: 1n, s: 0 }, type: daysType, ...place }
const month: Expr = { op: 'constant', value: { n: 1n, s: 0 }, type: monthsType, ...place }

/** Never more than `cap`; unknown when either is. */
export function atMost(total: Expr, cap: Expr): Expr {
  return toFen(call('least', moneyType, total, cap))
}

/**
 * Total over the schedule in yuan: a periodic amount times its periods, each period rounded to the fen by itself.
 * Extensions that have happened add periods; a stop or suspension that counts (`affects: total`) takes its periods out.
 */
export function scheduleTotal(amount: Expr, schedule: Schedule): Expr {
  if (schedule.kind !== 'periodic' || schedule.amountIs === 'total') return toFen(amount)
  const times = extended(schedule)
  const counting = schedule.events.some((event) => event.affects === 'total' && event.does !== 'extend')
  const kept = counting ? keptPeriods(schedule, times) : (part: Part) => part(times)
  if (schedule.rates.length === 0) return arithmetic('multiply', toFen(amount), kept((count) => count), moneyType)
  const parts = runsOf(schedule).map(({ rate, from, to }): Expr => {
    const count = counting || to === undefined ? kept((periods) => within(periods, from, to)) : number(to - from)
    return arithmetic('multiply', toFen(arithmetic('multiply', amount, share(rate), moneyType)), count, moneyType)
  })
  return parts.reduce(plus)
}

/** Runs of equal rates by period index; the last one goes on for as long as the schedule does. */
function runsOf(schedule: Periodic): readonly { rate: Decimal; from: number; to: number | undefined }[] {
  const { rates, times, events } = schedule
  // with rates, the reader requires a written number of periods
  const written = times.expr.op === 'constant' && isDecimal(times.expr.value) ? Number(times.expr.value.n) : rates.length
  const open = events.some((event) => event.does === 'extend')
  const runs: { rate: Decimal; from: number; to: number | undefined }[] = []
  for (let i = 0; i < written; i += 1) {
    const rate = rates[Math.min(i, rates.length - 1)] ?? one
    const last = runs.at(-1)
    if (last && last.rate.n === rate.n && last.rate.s === rate.s) last.to = i + 1
    else runs.push({ rate, from: i, to: i + 1 })
  }
  const last = runs.at(-1)
  if (last && open) last.to = undefined
  return runs
}

/** Of the first so many periods, those of one run of rates. */
type Part = (count: Expr) => Expr

/** How many of the first `count` periods have an index from `from` up to `to`. */
function within(count: Expr, from: number, to: number | undefined): Expr {
  const above = from === 0 ? count : call('greatest', numberType, arithmetic('subtract', count, number(from)), number(0))
  return to === undefined ? above : call('least', numberType, above, number(to - from))
}

function extended(schedule: Periodic): Expr {
  return schedule.events
    .filter((event) => event.does === 'extend')
    .reduce<Expr>((sum, event) => arithmetic('add', sum, either(happened(event.on.expr), number(event.by ?? 0), number(0))), schedule.times.expr)
}

function happened(on: Expr): Expr {
  const known: Expr = { op: 'known', arg: on, type: booleanType, ...place }
  const dated: Expr = { op: 'compare', comparator: '<', left: on, right: never, type: booleanType, ...place }
  return either(known, dated, { op: 'constant', value: false, type: booleanType, ...place })
}

function dayOr(on: Expr): Expr {
  return either({ op: 'known', arg: on, type: booleanType, ...place }, on, never)
}

/** Periods of a part that are paid: those before the earliest stop, without those inside the suspension. */
function keptPeriods(schedule: Periodic, times: Expr): (part: Part) => Expr {
  const counting = (does: ScheduleEvent['does']) => schedule.events.filter((event) => event.affects === 'total' && event.does === does)
  const [firstStop, ...moreStops] = counting('stop').map((event) => dayOr(event.on.expr))
  const stop = firstStop && moreStops.length > 0 ? call('least', dateType, firstStop, ...moreStops) : firstStop
  const before = (on: Expr): Expr => call('least', numberType, periodsBefore(schedule, on), times)
  const [suspension] = counting('suspend')
  const untilStop = stop ? either(after(never, stop), before(stop), times) : times
  if (!suspension) return (part) => part(untilStop)
  const from = dayOr(suspension.on.expr)
  const until = suspension.until ? dayOr(suspension.until.expr) : never
  const clipped = (on: Expr): Expr => (stop ? call('least', dateType, on, stop) : on)
  const upTo = (on: Expr): Expr => either(after(never, on), before(on), untilStop)
  const [resumed, suspended] = [upTo(clipped(until)), upTo(clipped(from))]
  return (part) => arithmetic('subtract', part(untilStop), call('greatest', numberType, arithmetic('subtract', part(resumed), part(suspended)), number(0)))
}

/** How many due days lie before `on`: the i-th is the first moved by i steps, clipped to the month's end. */
function periodsBefore(schedule: Periodic, on: Expr): Expr {
  const first = schedule.from.expr
  const eve: Expr = { op: 'shift', day: on, period: day, direction: -1, type: dateType, ...place }
  const year = (of: Expr) => call('年', numberType, of)
  const monthOf = (of: Expr) => call('月', numberType, of)
  const months = arithmetic('add', arithmetic('multiply', arithmetic('subtract', year(eve), year(first)), number(12)), arithmetic('subtract', monthOf(eve), monthOf(first)))
  const moved: Expr = { op: 'shift', day: first, period: arithmetic('multiply', month, months, monthsType), direction: 1, type: dateType, ...place }
  const full = arithmetic('subtract', months, either(after(moved, eve), number(1), number(0)))
  const step = monthsOfEvery[schedule.every]
  const steps = step === 1 ? full : call('floor', numberType, arithmetic('divide', full, number(step)))
  return either(after(on, first), arithmetic('add', steps, number(1)), number(0))
}
