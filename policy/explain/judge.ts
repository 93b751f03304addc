import { compile, type Run, type Surroundings } from '../language/evaluate.ts'
import type { Expr } from '../language/expression.ts'
import type { Day } from '../language/day.ts'
import type { Known } from '../language/type.ts'
import { isDecimal } from '../language/evaluate.ts'
import type { Alternative, Condition, Edition, Give, Outcome } from '../measure/edition.ts'
import type { Subject } from '../vocabulary/facts.ts'
import type { Decimal } from '../language/decimal.ts'

const runs = new WeakMap<Expr, Run>()

/** The compiled form of an expression, made once. */
export function runOf(expr: Expr): Run {
  const known = runs.get(expr)
  if (known) return known
  const run = compile(expr)
  runs.set(expr, run)
  return run
}

export function outcomeOf(value: Known): Outcome {
  return value === true ? 'eligible' : value === false ? 'ineligible' : 'unknown'
}

/** The editions that 享受(…) may ask about, by code; usually those in force on the day. */
export type Library = ReadonlyMap<string, Edition>

/** Where facts are read from: a subject, or a subject with some facts changed. */
interface Reader {
  fact(name: string): Known
  given(code: string, ask: 'outcome' | 'amount'): Known | undefined
  readonly calendar: Surroundings['calendar']
}

class Around implements Surroundings {
  readonly fact: (name: string) => Known
  readonly on: Day
  readonly locals: Known[] = []
  readonly calendar: Surroundings['calendar']
  readonly reader: Reader
  readonly library: Library | undefined
  readonly asking: readonly string[]

  constructor(reader: Reader, on: Day, library: Library | undefined, asking: readonly string[]) {
    this.fact = reader.fact
    this.on = on
    this.calendar = reader.calendar
    this.reader = reader
    this.library = library
    this.asking = asking
  }

  measure(code: string, ask: 'outcome' | 'amount'): Known {
    const given = this.reader.given(code, ask)
    if (given !== undefined) return given
    const other = this.library?.get(code)
    if (!other || this.asking.includes(code)) return null
    const at = new Around(this.reader, this.on, this.library, [...this.asking, code])
    const outcome = judge(other, at)
    if (ask === 'outcome') return outcome
    return outcome === true ? amountOf(other, at) : outcome === false ? { n: 0n, s: 0 } : null
  }
}

/**
 * A subject on a day. 享受("x") is what the caller supplies under that name, or else x's own outcome on the same facts;
 * a measure that asks about itself in a circle leaves the answer unknown.
 */
export function surroundings(subject: Pick<Subject, 'get' | 'given' | 'vocabulary'>, on: Day, library: Library | undefined, asking: readonly string[] = []): Surroundings {
  return new Around({ fact: (name) => subject.get(name), given: (code, ask) => subject.given(code, ask), calendar: subject.vocabulary.calendar }, on, library, asking)
}

/** The same surroundings as one measure asks in them: it is not asked about itself. */
export function askedBy(at: Surroundings, code: string): Surroundings {
  return at instanceof Around ? new Around(at.reader, at.on, at.library, [...at.asking, code]) : at
}

/** The same subject with some facts changed, on another day; other measures are asked under the change too. */
export function withChanges(at: Surroundings, changes: ReadonlyMap<string, Known>, on: Day): Surroundings {
  const fact = (name: string): Known => (changes.has(name) ? (changes.get(name) ?? null) : at.fact(name))
  if (!(at instanceof Around)) return { ...at, fact, on, locals: [] }
  return new Around({ ...at.reader, fact }, on, at.library, at.asking)
}

function all(conditions: readonly Condition[], at: Surroundings): boolean | null {
  let unknown = false
  for (const condition of conditions) {
    const value = runOf(condition.expr)(at)
    if (value === false) return false
    if (value === null) unknown = true
  }
  return unknown ? null : true
}

export function judgeAlternative(alternative: Alternative, at: Surroundings): boolean | null {
  return all(alternative.conditions, at)
}

/** Three-valued eligibility: every condition, one of the alternatives, the window and the validity. */
export function judge(edition: Edition, at: Surroundings): boolean | null {
  const own = all(edition.conditions, at)
  if (own === false) return false
  let any: boolean | null = edition.alternatives.length === 0
  for (const alternative of edition.alternatives) {
    const value = judgeAlternative(alternative, at)
    if (value === true) {
      any = true
      break
    }
    if (value === null) any = null
  }
  if (any === false) return false
  const implied = all(edition.implied, at)
  if (implied === false) return false
  return own === true && any === true && implied === true ? true : null
}

/**
 * Total in yuan of a list of benefits: the parts whose own condition holds. Null when a part's condition or amount is
 * unknown, or a body decides; zero when there is no money among them.
 */
export function totalOf(gives: readonly Give[], at: Surroundings): Decimal | null {
  let total: Decimal = { n: 0n, s: 2 }
  for (const give of gives) {
    if (!give.total) continue
    const applies = give.when ? runOf(give.when.expr)(at) : true
    if (applies === false) continue
    const value = applies === true ? runOf(give.total)(at) : null
    if (!isDecimal(value)) return null
    total = sum(total, value)
  }
  return total
}

function sum(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.s, b.s)
  return { n: a.n * 10n ** BigInt(scale - a.s) + b.n * 10n ** BigInt(scale - b.s), s: scale }
}

export function givesOf(edition: Edition, alternative: Alternative | undefined): readonly Give[] {
  return alternative && alternative.gives.length > 0 ? alternative.gives : edition.gives
}

/**
 * Which alternative counts: of those that certainly hold, the one with the highest known amount; the first when none has
 * one. Undefined when the edition has none or none holds.
 */
export function chooseAlternative(edition: Edition, at: Surroundings): Alternative | undefined {
  let best: Alternative | undefined
  let bestTotal: Decimal | null = null
  for (const alternative of edition.alternatives) {
    if (judgeAlternative(alternative, at) !== true) continue
    const total = totalOf(givesOf(edition, alternative), at)
    if (!best || (total && (!bestTotal || greater(total, bestTotal)))) {
      best = alternative
      bestTotal = total
    }
  }
  return best
}

function greater(a: Decimal, b: Decimal): boolean {
  const scale = Math.max(a.s, b.s)
  return a.n * 10n ** BigInt(scale - a.s) > b.n * 10n ** BigInt(scale - b.s)
}

/** Total amount in yuan for an eligible subject; null when it cannot be known yet. */
export function amountOf(edition: Edition, at: Surroundings): Decimal | null {
  return totalOf(givesOf(edition, chooseAlternative(edition, at)), at)
}
