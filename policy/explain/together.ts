import type { Day } from '../language/day.ts'
import type { Run, Surroundings } from '../language/evaluate.ts'
import type { Expr } from '../language/expression.ts'
import type { Condition, Edition, Outcome } from '../measure/edition.ts'
import { Subject, type Facts, type Provenance } from '../vocabulary/facts.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { explainJudged, type ExplainOptions, type WrittenExplanation } from './explain.ts'
import { askedBy, outcomeOf, runOf, surroundings, type Library } from './judge.ts'
import { Look, type Looks } from './look.ts'

/** One measure's answer for one subject, with what came of each condition; the whole explanation when it is asked for. */
export interface Judgement {
  readonly edition: Edition
  readonly outcome: Outcome
  /** In the order of the clause, as the conditions of the explanation; -1 no, 0 unknown, 1 yes. */
  readonly conditions: readonly number[]
  readonly alternatives: readonly (readonly number[])[]
  explanation(how?: Pick<ExplainOptions, 'withoutNearest'>): WrittenExplanation
}

interface Prepared {
  readonly edition: Edition
  readonly own: readonly number[]
  readonly alternatives: readonly (readonly number[])[]
  readonly implied: readonly number[]
}

function partsOf(expr: Expr): readonly Expr[] | undefined {
  return expr.op === 'or' || expr.op === 'and' ? expr.args : undefined
}

/** Equal for parts of one meaning under one vocabulary: everything but where they stand in their text. */
function structureOf(expr: Expr): string {
  return JSON.stringify(expr, (key, value: unknown) => {
    if ((key === 'from' || key === 'to') && typeof value === 'number') return undefined
    if (key === 'type' && typeof value === 'object' && value !== null && 'kind' in value) return value.kind
    return typeof value === 'bigint' ? `${value}n` : value
  })
}

const none: readonly (readonly number[])[] = []

/**
 * A library made ready for many subjects: conditions that several measures share are looked at once a subject. Conditions of
 * one text mean the same, for they are checked against one vocabulary.
 */
export class Judge {
  private readonly runs: Run[] = []
  /** Where a condition is “this or that”, or “this and that”: its parts, which other conditions may share. */
  private readonly parts: ({ readonly stop: number; readonly places: readonly number[] } | undefined)[] = []
  private readonly placeOf = new Map<Condition, number>()
  private readonly prepared: readonly Prepared[]
  private readonly vocabulary: Vocabulary
  private readonly library: Library | undefined

  constructor(editions: readonly Edition[], vocabulary: Vocabulary, library?: Library) {
    this.vocabulary = vocabulary
    this.library = library
    const places = new Map<string, number>()
    const place = (condition: Condition): number => {
      const at = placeFor(condition)
      this.placeOf.set(condition, at)
      return at
    }
    const placeFor = ({ expr, rule, exempt }: Condition): number => {
      // a refused rule has no text of its own, and what asks about other measures depends on who asks
      const key = rule.text === '' || rule.text.includes('享受') ? `${this.runs.length}\u0000` : `${exempt?.text ?? ''}\u0000${rule.text}`
      const known = places.get(key)
      if (known !== undefined) return known
      const shared = rule.text === '' || rule.text.includes('享受') ? undefined : partsOf(expr)?.map((part) => placed(`\u0001${structureOf(part)}`, part))
      return placed(key, expr, shared)
    }
    const placed = (key: string, expr: Expr, shared?: readonly number[]): number => {
      const known = places.get(key)
      if (known !== undefined) return known
      places.set(key, this.runs.length)
      this.parts.push(shared && { stop: expr.op === 'or' ? 1 : -1, places: shared })
      return this.runs.push(runOf(expr)) - 1
    }
    this.prepared = editions.map((edition) => ({
      edition,
      own: edition.conditions.map(place),
      alternatives: edition.alternatives.map((alternative) => alternative.conditions.map(place)),
      implied: edition.implied.map(place),
    }))
  }

  /** Everything for one subject. Throws FactProblem when a given value is not of its fact's type. */
  all(facts: Facts | Subject, on: Day, provenance?: Readonly<Record<string, Provenance | undefined>>): readonly Judgement[] {
    const subject = facts instanceof Subject ? facts : new Subject(facts, this.vocabulary, provenance)
    const shared = surroundings(subject, on, this.library)
    // 2: not looked at yet
    const seen = new Int8Array(this.runs.length).fill(2)
    const kept: { with?: Looks; without?: Looks } = {}
    const told = (how: Pick<ExplainOptions, 'withoutNearest'>): Looks => (how.withoutNearest === true ? (kept.without ??= this.looksAt(subject, how)) : (kept.with ??= this.looksAt(subject, how)))
    return this.prepared.map((prepared) => this.one(prepared, subject, shared, seen, told))
  }

  /** What the explanations of one subject share: a condition that several measures ask is told once. */
  private looksAt(subject: Subject, how: Pick<ExplainOptions, 'withoutNearest'>): Looks {
    const known: Look[] = []
    return (condition, at) => {
      const place = this.placeOf.get(condition)
      const look = (place === undefined ? undefined : known[place]) ?? new Look(condition.expr, at, subject, { ...how, vocabulary: this.vocabulary })
      if (place !== undefined) known[place] = look
      return look
    }
  }

  private one(prepared: Prepared, subject: Subject, shared: Surroundings, seen: Int8Array, told: (how: Pick<ExplainOptions, 'withoutNearest'>) => Looks): Judgement {
    const { edition } = prepared
    const conditions = this.looks(prepared.own, shared, seen)
    let least = leastOf(conditions)
    let alternatives = none
    let best = 1
    if (prepared.alternatives.length > 0) {
      alternatives = prepared.alternatives.map((places) => this.looks(places, shared, seen))
      best = Math.max(...alternatives.map(leastOf))
    }
    for (const place of prepared.implied) least = Math.min(least, this.look(place, shared, seen))
    const judged = Math.min(least, best)
    const outcome = judged === 1 ? true : judged === -1 ? false : null
    return { edition, outcome: outcomeOf(outcome), conditions, alternatives, explanation: (how = {}) => this.explained(edition, outcome, shared, subject, how, told(how)) }
  }

  private looks(places: readonly number[], shared: Surroundings, seen: Int8Array): readonly number[] {
    // plain arrays: a typed array of four takes longer to make than the four looks
    const found: number[] = []
    for (const place of places) found.push(this.look(place, shared, seen))
    return found
  }

  private look(place: number, shared: Surroundings, seen: Int8Array): number {
    const known = seen[place] ?? 0
    if (known !== 2) return known
    const parts = this.parts[place]
    if (parts) return (seen[place] = this.joined(parts.stop, parts.places, shared, seen))
    const value = this.runs[place]?.(shared)
    return (seen[place] = value === true ? 1 : value === false ? -1 : 0)
  }

  /** Kleene, as evaluate.ts: “or” stops at yes, “and” at no; otherwise one unknown makes it unknown. */
  private joined(stop: number, places: readonly number[], shared: Surroundings, seen: Int8Array): number {
    let answer = -stop
    for (const place of places) {
      const part = this.look(place, shared, seen)
      if (part === stop) return stop
      if (part === 0) answer = 0
    }
    return answer
  }

  private explained(edition: Edition, outcome: boolean | null, shared: Surroundings, subject: Subject, how: Pick<ExplainOptions, 'withoutNearest'>, looks: Looks): WrittenExplanation {
    const { vocabulary, library } = this
    return explainJudged(edition, outcome, askedBy(shared, edition.measure), subject, { ...how, on: shared.on, vocabulary, ...(library ? { library } : {}) }, looks)
  }
}

function leastOf(answers: readonly number[]): number {
  let least = 1
  for (const answer of answers) if (answer < least) least = answer
  return least
}
