import { divide, multiply, one, round, subtract, yuanToFen, type Decimal } from '../language/decimal.ts'
import { dayWords, type Day } from '../language/day.ts'
import { isDecimal, type Surroundings } from '../language/evaluate.ts'
import { factsOf, type Expr } from '../language/expression.ts'
import type { Known, Type } from '../language/type.ts'
import { valueWords, words } from '../language/words.ts'
import type { Condition, Edition, Give, Outcome, Rule } from '../measure/edition.ts'
import { Subject, type Facts, type Provenance } from '../vocabulary/facts.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { giveBecause } from './because.ts'
import { chooseAlternative, givesOf, judge, judgeAlternative, outcomeOf, runOf, surroundings, totalOf, type Library } from './judge.ts'
import { missingIn } from './missing.ts'
import { nearestChange, nearestWay, type Change } from './nearest.ts'
import { planPayments, type PlannedPayment } from './schedule.ts'

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
  readonly implied?: 'in-force' | 'window'
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
  /** The last day of it, and so in words; absent when nothing ends it within ten years. */
  readonly until?: Day
  readonly late?: string
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
  readonly chosen?: string
  /** Facts that would settle an unknown outcome, or the amount of an eligible subject; with what to ask. */
  readonly missing: readonly { readonly fact: string; readonly ask?: string }[]
  /** For the ineligible: the smallest change that would turn the whole measure. */
  readonly nearest?: NearestMiss | undefined
  /** Fen; null when not eligible, not yet known, or decided case by case. */
  readonly amount: bigint | null
  readonly amountBecause: string | null
  readonly gives: readonly GiveAnswer[]
  /** Points in the round that shares out the places, where the measure has one; null when not known. */
  readonly score?: Decimal | null
  readonly schedule: readonly PlannedPayment[]
}

export interface ExplainOptions {
  /** The day of the question: 申请日. */
  readonly on: Day
  readonly vocabulary: Vocabulary
  /** Editions that 享受(…) may ask about. */
  readonly library?: Library
  readonly provenance?: Readonly<Record<string, Provenance | undefined>>
  /** Leave out the search for the nearest miss. */
  readonly withoutNearest?: boolean
}

/**
 * One subject against one edition: what holds, by which facts, what is missing, what would turn it, and what is due when.
 * Facts are by name or identifier, unknown when absent or null. Throws FactProblem when a given value is not of its
 * fact's type. Source: policy.md "Three answers, one meaning".
 */
export function explain(edition: Edition, facts: Facts | Subject, options: ExplainOptions): Explanation {
  const subject = facts instanceof Subject ? facts : new Subject(facts, options.vocabulary, options.provenance)
  const at = surroundings(subject, options.on, options.library, [edition.measure])
  return explainJudged(edition, judge(edition, at), at, subject, options)
}

/** The answer from an outcome that is known already. What is costly to say is said when it is read, once. */
export function explainJudged(edition: Edition, judged: boolean | null, at: Surroundings, subject: Subject, options: ExplainOptions): Explanation {
  const outcome = outcomeOf(judged)
  const eligible = outcome === 'eligible'
  const answer = (condition: Condition) => answerCondition(condition, at, subject, options)
  const conditions = once((): readonly ConditionAnswer[] => {
    const own = edition.conditions.map(answer)
    for (const condition of edition.implied) if (runOf(condition.expr)(at) !== true) own.push(answer(condition))
    return own
  })
  const alternatives = once(() => edition.alternatives.map((alternative) => ({ name: alternative.name, outcome: outcomeOf(judgeAlternative(alternative, at)), conditions: alternative.conditions.map(answer) })))
  const chosen = eligible ? chooseAlternative(edition, at) : undefined
  const gives = givesOf(edition, chosen)
  const paying = once(() => (eligible ? gives.filter((give) => !give.when || runOf(give.when.expr)(at) === true) : []))
  const amount = once((): bigint | null => {
    const total = eligible && gives.some((give) => give.total) ? totalOf(gives, at) : null
    return total ? yuanToFen(total) : null
  })
  const because = once(() => paying().filter((give) => give.amount).map((give) => `${give.name === undefined ? '' : `${give.name}：`}${giveBecause(give, at)}`).join('；'))
  const missing = once(() => missingFacts(edition, gives, outcome, at).map((fact) => ({ fact, ...ask(fact, options.vocabulary) })))
  const answers = once(() => gives.map((give) => answerGive(give, at, eligible)))
  const schedule = once(() => number(paying().flatMap((give) => planPayments(give, at, options.vocabulary))))
  const nearest = once(() => (outcome === 'ineligible' && options.withoutNearest !== true ? nearestMiss(edition, at, options) : undefined))
  return {
    measure: edition.measure,
    edition: edition.edition,
    title: edition.title,
    on: options.on,
    outcome,
    get conditions() { return conditions() },
    get alternatives() { return alternatives() },
    ...(chosen ? { chosen: chosen.name } : {}),
    get missing() { return missing() },
    get nearest() { return nearest() },
    get amount() { return amount() },
    get amountBecause() { return because() === '' ? null : because() },
    get gives() { return answers() },
    ...(edition.allocation?.score ? { score: scoreOf(edition.allocation.score, at) } : {}),
    get schedule() { return schedule() },
  }
}

/** A value that is worked out when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

function scoreOf(rule: Rule, at: Surroundings): Decimal | null {
  const value = runOf(rule.expr)(at)
  return isDecimal(value) ? value : null
}

function number(payments: readonly PlannedPayment[]): readonly PlannedPayment[] {
  return payments.map((payment, i) => ({ ...payment, no: i + 1 }))
}

function ask(fact: string, vocabulary: Vocabulary): { ask?: string } {
  const question = vocabulary.facts.get(fact)?.ask
  return question === undefined ? {} : { ask: question }
}

function answerCondition(condition: Condition, at: Surroundings, subject: Subject, options: ExplainOptions): ConditionAnswer {
  const { expr } = condition
  const outcome = outcomeOf(runOf(expr)(at))
  const facts = once(() => factList(expr).map((name) => factUsed(name, at, subject, options.vocabulary)))
  const parts = once(() => partsOf(expr, at))
  const nearest = once(() => {
    const changes = outcome === 'ineligible' && options.withoutNearest !== true ? nearestChange(expr, at, options.vocabulary) : undefined
    return changes && changes.length > 0 ? changes.map((change) => change.words).join('；') : null
  })
  return {
    says: condition.says,
    outcome,
    get words() { return wordsOf(expr) },
    get facts() { return facts() },
    get parts() { return parts() },
    get nearest() { return nearest() },
    ...(condition.implied ? { implied: condition.implied } : {}),
  }
}

const spoken = new WeakMap<Expr, string>()
function wordsOf(expr: Expr): string {
  const known = spoken.get(expr)
  if (known !== undefined) return known
  const text = words(expr)
  spoken.set(expr, text)
  return text
}

const read = new WeakMap<Expr, readonly string[]>()
function factList(expr: Expr): readonly string[] {
  const known = read.get(expr)
  if (known) return known
  const list = factsOf(expr)
  read.set(expr, list)
  return list
}

function factUsed(name: string, at: Surroundings, subject: Subject, vocabulary: Vocabulary): FactUsed {
  const own = name === '申请日'
  const type: Type = own ? { kind: 'date' } : (vocabulary.facts.get(name)?.type ?? { kind: 'any' })
  const value = own ? (at.fact(name) ?? at.on) : at.fact(name)
  const provenance = Object.hasOwn(subject.provenance, name) ? subject.provenance[name] : undefined
  return { name, type, value, words: valueWords(value, type), ...(provenance ? { provenance } : {}) }
}

function partsOf(expr: Expr, at: Surroundings): readonly RulePart[] {
  if (expr.op !== 'and' && expr.op !== 'or') return []
  return expr.args.map((arg) => ({ words: wordsOf(arg), outcome: outcomeOf(runOf(arg)(at)), parts: partsOf(arg, at) }))
}

function answerGive(give: Give, at: Surroundings, eligible: boolean): GiveAnswer {
  const applies = give.when ? outcomeOf(runOf(give.when.expr)(at)) : 'eligible'
  const value = eligible && applies === 'eligible' && give.total ? runOf(give.total)(at) : null
  const amount = isDecimal(value) ? yuanToFen(value) : null
  return {
    kind: give.kind, payee: give.payee, outcome: applies, amount,
    because: giveBecause(give, at),
    ...(give.name === undefined ? {} : { name: give.name }),
    ...(give.what === undefined ? {} : { what: give.what }),
    ...(give.tax && amount !== null ? { net: netOf(amount, give.tax) } : {}),
  }
}

/** What arrives: a gross figure loses the tax; a net figure arrives whole (the payer grosses it up). */
function netOf(amount: bigint, tax: NonNullable<Give['tax']>): bigint {
  return tax.stated === 'net' ? amount : round(multiply({ n: amount, s: 0 }, subtract(one, tax.rate))).n
}

/** What the payer spends for a net figure: the figure divided by one minus the rate, in fen. */
export function grossOf(amount: bigint, tax: NonNullable<Give['tax']>): bigint {
  if (tax.stated === 'gross') return amount
  const gross = divide({ n: amount, s: 0 }, subtract(one, tax.rate))
  return gross ? round(gross).n : amount
}

function missingFacts(edition: Edition, gives: readonly Give[], outcome: Outcome, at: Surroundings): readonly string[] {
  const found = new Set<string>()
  if (outcome === 'unknown') {
    for (const condition of [...edition.conditions, ...edition.implied]) missingIn(condition.expr, at, found)
    const settled = edition.alternatives.length === 0 || edition.alternatives.some((alternative) => judgeAlternative(alternative, at) === true)
    if (!settled) for (const alternative of edition.alternatives) if (judgeAlternative(alternative, at) === null) for (const condition of alternative.conditions) missingIn(condition.expr, at, found)
  }
  if (outcome === 'eligible') {
    const rule = (expr: Rule | undefined) => expr && missingIn(expr.expr, at, found)
    for (const give of gives) {
      rule(give.when)
      if (give.total && (!give.when || runOf(give.when.expr)(at) !== false)) missingIn(give.total, at, found)
    }
  }
  return [...found]
}

/** What turns the whole measure: its conditions, its window and validity, and one of its alternatives. */
function nearestMiss(edition: Edition, at: Surroundings, options: ExplainOptions): NearestMiss | undefined {
  const exprs = (conditions: readonly Condition[]) => conditions.map((condition) => condition.expr)
  const goal = { all: exprs([...edition.conditions, ...edition.implied]), ways: edition.alternatives.map((alternative) => exprs(alternative.conditions)) }
  const way = nearestWay(goal, at, options.vocabulary)
  if (!way) return undefined
  const { changes, from, until } = way
  const alone = changes.every((change) => change.date !== undefined)
  return { changes, from, words: changes.map((change) => change.words).join('；'), ...(alone ? { date: from } : {}), ...(until === undefined ? {} : { until, late: `过了${dayWords(until)}就来不及了` }) }
}
