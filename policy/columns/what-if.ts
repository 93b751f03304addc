import type { Edition } from '../measure/edition.ts'
import { asideVerdicts, compare, isAmong, type Comparison } from './comparison.ts'
import { BreakdownSums, type DraftMasks } from './breakdown.ts'
import { Grouping } from './grouping.ts'
import type { DerivedStore } from './plan/derived.ts'
import type { Amount } from './plan/amount.ts'
import type { Logic } from './plan/graph.ts'
import type { DraftAnswer, Tally, WhatIfAnswer, WhatIfQuestion } from './question.ts'
import type { Engine } from './run/engine.ts'
import { expectMoney, isTable, writeMoney, type MoneyCounters } from './run/money.ts'
import { Assembler } from './run/program.ts'
import { Bitmap, type Piece } from './store/memory.ts'
import type { Table } from './store/table.ts'
import type { Verdict } from './verdict.ts'
import { yearsOf } from './years.ts'

/** Sums of one edition while they are gathered. */
interface Sums {
  eligible: number
  unknown: number
  ineligible: number
  fen: bigint
  withoutAmount: number
  newlyIn: number
  newlyOut: number
  raised: number
  lowered: number
}

interface Written {
  readonly counter: number
  readonly money: MoneyCounters
  readonly eligible: number
}

/** What the drafts of a measure would change for everybody, against what is in force. */
export function askWhatIf(table: Table, store: DerivedStore, engine: Engine, question: WhatIfQuestion): WhatIfAnswer {
  const began = performance.now()
  const groupings = question.by.map((by) => groupingOf(table, store, by, question.on))
  const comparison = compare(table, store, question)
  // computing an amount may have set somebody aside, who is in no group then
  for (const grouping of groupings) grouping.refresh()
  const kept = question.years === true ? [comparison.now, ...comparison.drafts].map(() => new Bitmap(table.memory, table.blocks)) : []
  const assembler = new Assembler(table.memory)
  expectAll(assembler, comparison)
  const regular = assembler.piece(table.regular)
  const live = comparison.within ? assembler.combine('and', regular, assembler.bits(comparison.within).t) : regular
  const subjects = assembler.counter(1)
  assembler.count(live, subjects)
  const now = comparison.now && writeAnswer(assembler, comparison.now.outcome, comparison.now.amount, live, kept[0])
  const breakdowns = groupings.map((grouping) => new BreakdownSums(grouping, assembler, question.within === undefined ? undefined : live, now && { eligible: now.eligible, amount: comparison.now?.amount }))
  const drafts = comparison.drafts.map(({ scenario, more, less }, i) => {
    const written = writeAnswer(assembler, scenario.outcome, scenario.amount, live, kept[i + 1], (ineligible, eligible) => {
      const [newlyIn, newlyOut] = now ? [assembler.combine('and not', eligible, now.eligible), assembler.combine('and not', now.eligible, eligible)] : [eligible, undefined]
      const open = assembler.combine('and not', live, eligible)
      const unknown = assembler.combine('and not', open, ineligible)
      const masks: DraftMasks = { eligible, newlyIn, newlyOut, unknown, amount: scenario.amount }
      for (const breakdown of breakdowns) breakdown.write(assembler, masks)
      const moved = assembler.counter(4)
      if (now) assembler.count(newlyIn, moved)
      if (newlyOut !== undefined) assembler.count(newlyOut, moved + 8)
      if (now && more && less) {
        const both = assembler.combine('and', eligible, now.eligible)
        for (const [logic, counter] of [[more, moved + 16], [less, moved + 24]] as const) {
          const mask = assembler.combine('and', both, assembler.bits(logic).t)
          assembler.count(mask, counter)
          assembler.release(logic)
          assembler.give(mask)
        }
        assembler.give(both)
      }
      for (const mask of [open, unknown, ...(now && newlyOut !== undefined ? [newlyIn, newlyOut] : [])]) assembler.give(mask)
      return moved
    })
    return written
  })
  const program = assembler.finish()
  const counters = engine.execute(program, table.blocks)
  program.free()
  const at = (offset: number): number => Number(counters[offset / 8] ?? 0n)
  const total = { subjects: at(subjects) }
  const before = now && sumsOf(counters, now, total.subjects)
  const after = drafts.map((written) => {
    const sums = sumsOf(counters, written, total.subjects)
    const moved = written.moved ?? 0
    return now ? { ...sums, newlyIn: at(moved), newlyOut: at(moved + 8), raised: at(moved + 16), lowered: at(moved + 24) } : { ...sums, newlyIn: sums.eligible }
  })
  for (const breakdown of breakdowns) breakdown.read(counters)
  for (const verdict of asideVerdicts(table, question, question.now, question.drafts)) {
    total.subjects += 1
    if (before && verdict.before) addVerdict(before, undefined, verdict.before)
    after.forEach((sums, i) => addVerdict(sums, verdict.before, verdict.after[i] ?? { outcome: 'ineligible', fen: null }))
    for (const breakdown of breakdowns) breakdown.add(verdict)
  }
  const years = (i: number, edition: Edition | undefined) => (edition && kept[i] ? yearsOf(table, kept[i], edition, question) : [])
  const answer: WhatIfAnswer = {
    subjects: total.subjects,
    ...(before && question.now ? { now: { ...tallyOf(before), years: years(0, question.now) } } : {}),
    drafts: after.map((sums, i): DraftAnswer => ({
      ...tallyOf(sums), newlyIn: sums.newlyIn, newlyOut: sums.newlyOut, raised: sums.raised, lowered: sums.lowered,
      years: years(i + 1, question.drafts[i]),
      groups: breakdowns.map((breakdown, n) => breakdown.groups(i, question.by[n] ?? [], table.vocabulary)),
    })),
    milliseconds: performance.now() - began,
  }
  for (const bitmap of kept) bitmap.free()
  return answer
}

export function groupingOf(table: Table, store: DerivedStore, by: WhatIfQuestion['by'][number], on: string): Grouping {
  const day = by.some((dimension) => dimension.kind === 'years') ? on : ''
  const key = `groups ${day} ${JSON.stringify(by)}`
  const grouping = store.get(key, (derived) => derived instanceof Grouping, () => new Grouping(table, key, by, on))
  grouping.refresh()
  return grouping
}

function expectAll(assembler: Assembler, { now, drafts, within }: Comparison): void {
  const nodes = (logics: readonly (Logic | undefined)[]) => logics.forEach((logic) => logic && assembler.expect(logic))
  nodes([within, now?.outcome])
  // once more than they are read: the breakdowns read amounts too, and each is to be computed once
  for (const { amount } of [...(now ? [now] : []), ...drafts.map(({ scenario }) => scenario)]) {
    if (amount.fen && !isTable(amount.fen)) assembler.expect(amount.fen)
    nodes([amount.fen?.valid])
  }
  if (now) expectMoney(assembler, now.amount)
  for (const { scenario, more, less } of drafts) {
    nodes([scenario.outcome, more, less])
    expectMoney(assembler, scenario.amount)
  }
}

/** Answers one edition into bitmaps of its own, which stay for what compares with it. */
function writeAnswer(assembler: Assembler, outcome: Logic, amount: Amount, live: number, keep: Piece | undefined, between?: (ineligible: number, eligible: number) => number): Written & { readonly moved: number | undefined } {
  const eligible = keep ? assembler.piece(keep) : assembler.take()
  const ineligible = assembler.take()
  const counter = assembler.counter(2)
  assembler.answer(outcome, live, eligible, ineligible, counter)
  const moved = between?.(ineligible, eligible)
  assembler.give(ineligible)
  return { counter, eligible, money: writeMoney(assembler, amount, eligible), moved }
}

function sumsOf(counters: BigInt64Array, { counter, money }: Written, subjects: number): Sums {
  const eligible = counters[counter / 8] ?? 0n
  const ineligible = Number(counters[counter / 8 + 1] ?? 0n)
  return {
    eligible: Number(eligible), ineligible, unknown: subjects - Number(eligible) - ineligible,
    fen: money.sum(counters, eligible), withoutAmount: Number(eligible - money.known(counters, eligible)),
    newlyIn: 0, newlyOut: 0, raised: 0, lowered: 0,
  }
}

function addVerdict(sums: Sums, before: Verdict | undefined, after: Verdict): void {
  sums[after.outcome] += 1
  sums.fen += after.fen ?? 0n
  if (after.outcome === 'eligible' && after.fen === null) sums.withoutAmount += 1
  if (isAmong('newly-in', before, after)) sums.newlyIn += 1
  if (isAmong('newly-out', before, after)) sums.newlyOut += 1
  if (isAmong('raised', before, after)) sums.raised += 1
  if (isAmong('lowered', before, after)) sums.lowered += 1
}

function tallyOf({ eligible, unknown, ineligible, fen, withoutAmount }: Sums): Tally {
  return { eligible, unknown, ineligible, fen, withoutAmount }
}

