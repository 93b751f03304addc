import { formatDecimal, subtract } from '../language/decimal.ts'
import { addDays, dayWords, type Day } from '../language/day.ts'
import { isDecimal, type Surroundings } from '../language/evaluate.ts'
import type { Expr } from '../language/expression.ts'
import { applicationDay } from '../language/scope.ts'
import type { Known } from '../language/type.ts'
import { words } from '../language/words.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { runOf, withChanges } from './judge.ts'
import { clockOf, grown, movesWithTime, turnsOf, type Turn } from './later.ts'
import { criticalMoves, keyOf, movesFor, type Move } from './moves.ts'

/** One change that would turn a false condition. */
export interface Change {
  /** The fact that would have to change; absent when time alone does it. */
  readonly fact?: string
  readonly from: Known
  /** What it would have to be; the day, when time alone does it. */
  readonly to?: Known
  readonly words: string
  /** The day from which it would hold by the passing of time alone. */
  readonly date?: Day
}

/** What must hold: every one of `all`, and every one of some way, where there are ways. */
export interface Goal {
  readonly all: readonly Expr[]
  readonly ways: readonly (readonly Expr[])[]
}

export interface Way {
  readonly changes: readonly Change[]
  /** From this day it would hold: the day of the question when only facts change. */
  readonly from: Day
  /** The last day of it: on the day after it would be too late. Undefined when nothing ends it within ten years. */
  until(): Day | undefined
}

/** More changes than this at once are no near miss; and so many looks are the most that one answer may cost. */
const mostChanges = 3
const mostLooks = 1500

interface State {
  readonly at: Surroundings
  readonly changes: readonly Change[]
}

/**
 * The smallest set of changes that turns what is false: facts that a person can change, or the passing of time, at most three
 * together. A goal that is merely unknown afterwards counts as turned: what is missing is asked separately. Undefined when
 * nothing so small does it. With changes of equal number, waiting comes first, then the smallest step.
 */
export function nearestWay(goal: Goal, at: Surroundings, vocabulary: Vocabulary): Way | undefined {
  const everything = [...goal.all, ...goal.ways.flat()]
  const search = new Search(goal, everything, at, vocabulary)
  for (let depth = Math.max(1, search.least(at)); depth <= mostChanges; depth += 1) {
    const found = search.from({ at, changes: [] }, depth)
    if (found) return { changes: found.changes, from: found.at.on, until: () => search.deadline(found) }
  }
  return undefined
}

/**
 * The last day on which what holds today still holds if nothing happens but time, and what ends it (the parts that are false on the day
 * after). Undefined when nothing ends it within ten years, or when the subject brings a day of its own.
 */
export function lastDay(goal: Goal, at: Surroundings, vocabulary: Vocabulary): { readonly day: Day; readonly ends: readonly Expr[] } | undefined {
  return new Search(goal, [...goal.all, ...goal.ways.flat()], at, vocabulary).end({ at, changes: [] })
}

/** The smallest changes that would make one false expression true (or unknown); none needed when it is not false. */
export function nearestChange(expr: Expr, at: Surroundings, vocabulary: Vocabulary): readonly Change[] | undefined {
  return nearestWay({ all: [expr], ways: [] }, at, vocabulary)?.changes
}

class Search {
  private readonly goal: Goal
  private readonly everything: readonly Expr[]
  private readonly vocabulary: Vocabulary
  private readonly clocked: readonly Expr[]
  private readonly waits: boolean
  private looks = 0

  constructor(goal: Goal, everything: readonly Expr[], start: Surroundings, vocabulary: Vocabulary) {
    this.goal = goal
    this.everything = everything
    this.vocabulary = vocabulary
    this.clocked = everything.filter((expr) => movesWithTime(expr, vocabulary))
    // a subject that brings its own application day asks about that day alone
    this.waits = start.fact(applicationDay) === null
  }

  from(state: State, depth: number): State | undefined {
    const open = firstFalse(this.goal, state.at)
    this.looks += 1
    if (open.length === 0) return state
    if (depth === 0 || this.looks > mostLooks || this.least(state.at) > depth) return undefined
    for (const expr of open) {
      for (const next of this.steps(expr, state)) {
        const found = this.from(next, depth - 1)
        if (found) return found
      }
    }
    return undefined
  }

  /** So many changes at the least: false parts that share no fact, each in need of its own. Infinite when nobody can change one. */
  least(at: Surroundings): number {
    const touched = new Set<string>()
    let apart = 0
    for (const expr of this.goal.all) {
      if (runOf(expr)(at) !== false) continue
      const levers = this.levers(expr)
      if (levers.length === 0) return Number.POSITIVE_INFINITY
      if (levers.some((lever) => touched.has(lever))) continue
      for (const lever of levers) touched.add(lever)
      apart += 1
    }
    return apart
  }

  /** What could move an expression: facts that a person can change, and time. */
  private levers(expr: Expr): readonly string[] {
    const facts = clockOf(expr).facts.filter((name) => name !== applicationDay && this.vocabulary.facts.get(name)?.fixed !== true)
    return this.waits && movesWithTime(expr, this.vocabulary) ? [...facts, '#time'] : facts
  }

  /** Time first, then facts: what would turn this part, at values and days that matter to any other part as well. */
  private *steps(expr: Expr, state: State): Iterable<State> {
    const waited = state.changes.some((change) => change.date !== undefined)
    const changed = new Set(state.changes.flatMap((change) => change.fact ?? []))
    const stood = new Set<string>()
    if (this.waits && !waited && movesWithTime(expr, this.vocabulary)) for (const turn of this.turns(state.at)) {
      // a value that was proposed is the value of that day: nobody is told to change a number and then to wait until it has grown
      if (turn.fact !== undefined && changed.has(turn.fact)) continue
      // this part alone first: to grow every fact for a day that does not even turn it would be wasted
      if (runOf(expr)(this.at([expr], state.at, turn.day, changed)) === false) continue
      const then = this.at(this.everything, state.at, turn.day, changed)
      // a later day on which every part that moves with time stands as on an earlier one brings nothing new
      const standing = this.clocked.map((part) => String(runOf(part)(then))).join()
      if (stood.has(standing)) continue
      stood.add(standing)
      yield { at: then, changes: [...state.changes, waiting(turn, state.at)] }
    }
    const tried = new Set<string>()
    const moves = movesFor(expr, state.at, this.vocabulary).filter((move) => !changed.has(move.fact))
    for (const fact of new Set(moves.map((move) => move.fact))) moves.push(...this.elsewhere(fact, state.at))
    for (const move of moves) {
      const key = `${move.fact}\u0000${keyOf(move.to)}`
      if (tried.has(key)) continue
      tried.add(key)
      const then = withChanges(state.at, new Map([[move.fact, move.to]]), state.at.on)
      if (runOf(expr)(then) !== false) yield { at: then, changes: [...state.changes, changing(move, this.vocabulary)] }
    }
  }

  /** Each day once, with the comparison that turns on it. */
  private turns(at: Surroundings): readonly Turn[] {
    const all = this.everything.flatMap((expr) => turnsOf(expr, at, this.vocabulary)).toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    return all.filter((turn, i) => all[i - 1]?.day !== turn.day)
  }

  /** Values of a fact at which other parts of the goal turn: one change may have to serve several. */
  private elsewhere(fact: string, at: Surroundings): readonly Move[] {
    return this.everything.flatMap((expr) => (clockOf(expr).facts.includes(fact) ? criticalMoves(expr, fact, at, this.vocabulary) : []))
  }

  /** The same on a later day: what grows by the month has grown, but for what is to stay as it is. */
  private at(exprs: readonly Expr[], before: Surroundings, day: Day, but: ReadonlySet<string> = new Set()): Surroundings {
    const facts = grown(exprs, before, day, this.vocabulary)
    return withChanges(before, but.size === 0 ? facts : new Map([...facts].filter(([name]) => !but.has(name))), day)
  }

  /** The last day before it turns again, with the changed facts and time going on. */
  deadline(found: State): Day | undefined {
    return this.end(found)?.day
  }

  /** The same with what turns. */
  end(found: State): { day: Day; ends: readonly Expr[] } | undefined {
    if (!this.waits) return undefined
    for (const { day } of this.turns(found.at)) {
      const ends = firstFalse(this.goal, this.at(this.everything, found.at, day))
      if (ends.length > 0) return { day: addDays(day, -1), ends }
    }
    return undefined
  }
}

/** What keeps the goal from holding: its first false part, or the first false part of each way. Empty: nothing does. */
function firstFalse(goal: Goal, at: Surroundings): readonly Expr[] {
  const own = goal.all.find((expr) => runOf(expr)(at) === false)
  if (own) return [own]
  const open: Expr[] = []
  for (const way of goal.ways) {
    const expr = way.find((part) => runOf(part)(at) === false)
    if (!expr) return []
    open.push(expr)
  }
  return open
}

function waiting(turn: Turn, at: Surroundings): Change {
  const shared = { from: at.on, to: turn.day, date: turn.day }
  const then = `（预计${dayWords(turn.day)}起符合）`
  if (turn.kind === 'months') return { ...shared, words: `再缴满${turn.gap}个月${then}` }
  if (turn.kind === 'grows' && turn.fact !== undefined) return { ...shared, words: `${turn.fact}还差${turn.gap}个月${then}` }
  return { ...shared, words: `到${dayWords(turn.day)}即满足“${words(turn.of)}”` }
}

function changing(move: Move, vocabulary: Vocabulary): Change {
  const grows = vocabulary.facts.get(move.fact)?.grows === 'monthly' && isDecimal(move.to) && isDecimal(move.from)
  const months = grows && isDecimal(move.to) && isDecimal(move.from) ? subtract(move.to, move.from) : undefined
  // it would grow by itself, but waiting was tried first and does not do: said, so that nobody waits for it
  const late = months && months.n > 0n ? `（按月增长还要${formatDecimal(months)}个月，等到那时已不符合）` : ''
  return { fact: move.fact, from: move.from, to: move.to, words: `${move.words}${late}` }
}
