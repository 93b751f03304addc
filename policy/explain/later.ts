import { integer, add } from '../language/decimal.ts'
import { addDays, addMonths, dayNumber, fullMonths, isDay, makeDay, monthNumber, yearOf, type Day } from '../language/day.ts'
import { ceiling, subtract, toInteger } from '../language/decimal.ts'
import { isDecimal, type Surroundings } from '../language/evaluate.ts'
import { children, factsOf, type Expr } from '../language/expression.ts'
import { applicationDay } from '../language/scope.ts'
import type { Known, RecordValue } from '../language/type.ts'
import { isItems } from '../language/value.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { runOf } from './judge.ts'

/** How far ahead time is tried, in months. */
export const horizon = 120

/** What an expression has to do with time; found once. */
interface Clock {
  readonly dated: boolean
  /** Lists of insured months that it counts. */
  readonly months: readonly (Expr & { op: 'months' })[]
  readonly facts: readonly string[]
}
const clocks = new WeakMap<Expr, Clock>()

export function clockOf(expr: Expr): Clock {
  const known = clocks.get(expr)
  if (known) return known
  const months: (Expr & { op: 'months' })[] = []
  const walk = (node: Expr): void => {
    if (node.op === 'months') months.push(node)
    for (const child of children(node)) walk(child)
  }
  walk(expr)
  const facts = factsOf(expr)
  const clock = { dated: facts.includes(applicationDay), months, facts }
  clocks.set(expr, clock)
  return clock
}

/** Whether waiting can change it at all. */
export function movesWithTime(expr: Expr, vocabulary: Vocabulary): boolean {
  const clock = clockOf(expr)
  return clock.dated || clock.months.length > 0 || clock.facts.some((name) => vocabulary.facts.get(name)?.grows === 'monthly')
}

/**
 * Facts as they will be on a later day if nothing happens but time: what grows monthly has grown, and insurance goes on being
 * paid where it is paid now.
 */
export function grown(exprs: readonly Expr[], at: Surroundings, later: Day, vocabulary: Vocabulary): ReadonlyMap<string, Known> {
  const result = new Map<string, Known>()
  const passed = integer(fullMonths(at.on, later))
  for (const expr of exprs) {
    const clock = clockOf(expr)
    for (const name of clock.facts) {
      if (result.has(name) || vocabulary.facts.get(name)?.grows !== 'monthly') continue
      const value = at.fact(name)
      if (isDecimal(value)) result.set(name, add(value, passed))
    }
    for (const { sequence, shape } of clock.months) {
      if (sequence.source.op !== 'fact' || result.has(sequence.source.name)) continue
      const records = at.fact(sequence.source.name)
      if (isItems(records)) result.set(sequence.source.name, shape === 'month' ? moreMonths(records, at.on, later) : longerSpans(records, at.on, later))
    }
  }
  return result
}

function dayIn(record: Known, field: string): Day | undefined {
  if (record === null || typeof record !== 'object' || !(field in record)) return undefined
  const value = Object.entries(record).find(([name]) => name === field)?.[1]
  return typeof value === 'string' && isDay(value) ? value : undefined
}

function latest(records: readonly Known[], field: string): RecordValue | undefined {
  let best: RecordValue | undefined
  let bestDay = ''
  for (const record of records) {
    const day = dayIn(record, field)
    if (day === undefined || day < bestDay || !isRecord(record)) continue
    best = record
    bestDay = day
  }
  return best
}

function isRecord(value: Known): value is RecordValue {
  return typeof value === 'object' && value !== null && !isItems(value) && !isDecimal(value)
}

/** The last month's record again for each month until then; a month not posted yet is taken as paid. */
function moreMonths(records: readonly Known[], on: Day, later: Day): readonly Known[] {
  const last = latest(records, '月份')
  const day = last ? dayIn(last, '月份') : undefined
  if (!last || day === undefined) return records
  const added: Known[] = []
  const start = Math.max(monthNumber(day) + 1, monthNumber(on) - (monthNumber(day) >= monthNumber(on) - 1 ? 1 : 0))
  for (let month = start; month <= monthNumber(later); month += 1) added.push({ ...last, 月份: makeDay(Math.floor(month / 12), (month % 12) + 1, 1) })
  return [...records, ...added]
}

function longerSpans(records: readonly Known[], on: Day, later: Day): readonly Known[] {
  const last = latest(records, '止')
  const end = last ? dayIn(last, '止') : undefined
  if (!last || end === undefined || end >= later) return records
  const paying = monthNumber(end) >= monthNumber(on) - 1
  return [...records, { ...last, 起: paying ? end : on, 止: later }]
}

/** A day on which an expression may change its value, and in what words. */
export interface Turn {
  readonly day: Day
  readonly kind: 'day' | 'grows' | 'months'
  /** The comparison that turns. */
  readonly of: Expr
  readonly fact?: string
  readonly gap?: number
}

/**
 * Every later day on which an expression can turn by time alone, as far as its comparisons tell; a comparison that uses the day
 * in a way not known here is tried on the first of each month.
 */
export function turnsOf(expr: Expr, at: Surroundings, vocabulary: Vocabulary): readonly Turn[] {
  const found: Turn[] = []
  const last = addMonths(at.on, horizon)
  const note = (turn: Turn): void => {
    if (turn.day > at.on && turn.day <= last) found.push(turn)
  }
  const days = (of: Expr, ...list: readonly Day[]): void => {
    for (const day of list) note({ day, kind: 'day', of })
  }
  const near = (of: Expr, day: Day): void => days(of, addDays(day, -1), day, addDays(day, 1), addDays(day, 2))
  const sides = (of: Expr, clockSide: Expr, others: readonly Expr[]): void => {
    const values = others.map((other) => runOf(other)(at))
    for (const value of values) sideTurns(of, clockSide, value, at, vocabulary, { near, days, note })
  }
  const walk = (node: Expr): void => {
    if (!movesWithTime(node, vocabulary)) return
    if (node.op === 'compare' || node.op === 'in') {
      const others = node.op === 'compare' ? [node.right] : node.tests.flatMap((test) => (test.kind === 'range' ? [test.low, test.high] : test.kind === 'member' ? [] : [test.to]))
      sides(node, node.left, others)
      if (node.op === 'compare') sides(node, node.right, [node.left])
      return
    }
    if (node.op === 'listed' && clockOf(node.at).dated) {
      for (const edition of node.editions) near(node, edition.from)
      for (const edition of node.editions) if (edition.to !== undefined) near(node, edition.to)
      return
    }
    for (const child of children(node)) walk(child)
    if (node.op === 'statistic') for (let year = 1; year <= 3; year += 1) days(node, makeDay(yearOf(at.on) + year, 1, 1))
  }
  walk(expr)
  return found.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

interface Notes {
  near(of: Expr, day: Day): void
  days(of: Expr, ...list: readonly Day[]): void
  note(turn: Turn): void
}

/** When `side`, which moves with time, meets `value`. */
function sideTurns(of: Expr, side: Expr, value: Known, at: Surroundings, vocabulary: Vocabulary, { near, days, note }: Notes): void {
  if (side.op === 'fact') {
    if (side.name === applicationDay && typeof value === 'string') return days(of, value, addDays(value, 1))
    if (vocabulary.facts.get(side.name)?.grows === 'monthly') return steps(of, side, value, at, note, { kind: 'grows', fact: side.name })
    return
  }
  if (side.op === 'months') return steps(of, side, value, at, note, { kind: 'months' })
  if (side.op === 'shift' && side.day.op === 'fact' && side.day.name === applicationDay && typeof value === 'string') {
    const period = runOf(side.period)(at)
    const count = isDecimal(period) ? toInteger(period) : undefined
    if (count !== undefined) near(of, side.period.type.kind === 'days' ? addDays(value, -side.direction * count) : addMonths(value, -side.direction * count))
    return
  }
  if (side.op === 'call' && isDecimal(value) && clockOf(side).dated) {
    const from = side.args[0] ? runOf(side.args[0])(at) : null
    const count = toInteger(ceiling(value))
    if (typeof from === 'string' && count !== undefined && Math.abs(count) < 200_000) {
      if (side.name === '周岁') for (const years of [count, count + 1]) near(of, addMonths(from, years * 12))
      if (side.name === '月数') for (const months of [count, count + 1]) near(of, addMonths(from, months))
      if (side.name === '天数') near(of, addDays(from, count))
    }
    if (['周岁', '月数', '天数'].includes(side.name)) return
  }
  if (side.op === 'days between' && isDecimal(value)) {
    const count = toInteger(ceiling(value))
    const other = runOf(clockOf(side.left).dated ? side.right : side.left)(at)
    if (count !== undefined && typeof other === 'string') near(of, addDays(other, clockOf(side.left).dated ? count : -count))
    return
  }
  if (!clockOf(side).dated) return
  // 月(申请日) * 100 + 日(申请日): the day of a year; anything else is tried month by month
  const yearly = isDecimal(value) ? toInteger(value) : undefined
  if (yearly !== undefined && yearly >= 101 && yearly <= 1231) {
    for (let year = 0; year <= 2; year += 1) near(of, makeDay(yearOf(at.on) + year, Math.floor(yearly / 100), yearly % 100))
    for (let year = 1; year <= 2; year += 1) days(of, makeDay(yearOf(at.on) + year, 1, 1))
  } else for (let month = 1; month <= 24; month += 1) days(of, `${addMonths(at.on, month).slice(0, 7)}-01`)
}

function steps(of: Expr, side: Expr, value: Known, at: Surroundings, note: Notes['note'], turn: Pick<Turn, 'kind' | 'fact'>): void {
  const now = runOf(side)(at)
  if (!isDecimal(now) || !isDecimal(value)) return
  const gap = toInteger(ceiling(subtract(value, now)))
  if (gap === undefined || gap > horizon) return
  for (const months of [gap, gap + 1]) if (months > 0) note({ day: addMonths(at.on, months), of, gap: months, ...turn })
}

/** Whole days from one to another, for ordering. */
export function distance(from: Day, to: Day): number {
  return Math.abs(dayNumber(to) - dayNumber(from))
}
