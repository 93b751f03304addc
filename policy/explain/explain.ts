import { divide, multiply, one, round, subtract, yuanToFen, type Decimal } from '../language/decimal.ts'
import { dayWords, type Day } from '../language/day.ts'
import { isDecimal, type Surroundings } from '../language/evaluate.ts'
import { factsOf, type Expr } from '../language/expression.ts'
import type { Type } from '../language/type.ts'
import { valueWords, words } from '../language/words.ts'
import type { Alternative, Condition, Edition, Give, Outcome, Rule, Tax } from '../measure/edition.ts'
import { Subject, type Facts, type Provenance } from '../vocabulary/facts.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { giveBecause } from './because.ts'
import { chooseAlternative, givesOf, judge, judgeAlternative, outcomeOf, runOf, surroundings, totalOf, type Library } from './judge.ts'
import type { AlternativeAnswer, ConditionAnswer, Explanation, FactUsed, GiveAnswer, NearestMiss, RulePart } from './explanation.ts'
import { missingIn } from './missing.ts'
import { nearestChange, nearestWay } from './nearest.ts'
import { planPayments, type PlannedPayment } from './schedule.ts'

export type { AlternativeAnswer, ConditionAnswer, Explanation, FactUsed, GiveAnswer, NearestMiss, RulePart } from './explanation.ts'

export interface ExplainOptions {
  /** The day of the question: 申请日. */
  readonly on: Day
  readonly vocabulary: Vocabulary
  /** Editions that 享受(…) may ask about. */
  readonly library?: Library
  readonly provenance?: Readonly<Record<string, Provenance | undefined>>
  /** Code of the place of the case: who pays may depend on it. */
  readonly place?: string | undefined
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

/** The answer from an outcome that is known already. */
export function explainJudged(edition: Edition, judged: boolean | null, at: Surroundings, subject: Subject, options: ExplainOptions): Explanation {
  return new Answer(edition, outcomeOf(judged), at, subject, options)
}

/** What is costly to say is said when it is read, and then kept. */
class Answer implements Explanation {
  readonly measure: string
  readonly edition: number
  readonly title: string
  readonly on: Day
  readonly outcome: Outcome
  private readonly own: Edition
  private readonly at: Surroundings
  private readonly subject: Subject
  private readonly options: ExplainOptions
  private kept: { -readonly [Key in keyof Explanation]?: Explanation[Key] } = {}
  private way: { found: Alternative | undefined } | undefined

  constructor(edition: Edition, outcome: Outcome, at: Surroundings, subject: Subject, options: ExplainOptions) {
    this.measure = edition.measure
    this.edition = edition.edition
    this.title = edition.title
    this.on = options.on
    this.outcome = outcome
    this.own = edition
    this.at = at
    this.subject = subject
    this.options = options
  }

  get conditions(): readonly ConditionAnswer[] {
    return (this.kept.conditions ??= [...this.own.conditions, ...this.own.implied.filter((condition) => runOf(condition.expr)(this.at) !== true)].map((condition) => this.answer(condition)))
  }
  get alternatives(): readonly AlternativeAnswer[] {
    return (this.kept.alternatives ??= this.own.alternatives.map((alternative) => ({ name: alternative.name, outcome: outcomeOf(judgeAlternative(alternative, this.at)), conditions: alternative.conditions.map((condition) => this.answer(condition)) })))
  }
  get chosen(): string | undefined {
    return this.alternative?.name
  }
  get missing(): Explanation['missing'] {
    return (this.kept.missing ??= missingFacts(this.own, this.given, this.outcome, this.at).map((fact) => ({ fact, ...ask(fact, this.options.vocabulary) })))
  }
  get nearest(): NearestMiss | undefined {
    if (this.outcome !== 'ineligible' || this.options.withoutNearest === true) return undefined
    return (this.kept.nearest ??= nearestMiss(this.own, this.at, this.options))
  }
  get amount(): bigint | null {
    if (this.kept.amount !== undefined) return this.kept.amount
    const total = this.outcome === 'eligible' && this.given.some((give) => give.total) ? totalOf(this.given, this.at) : null
    return (this.kept.amount = total ? yuanToFen(total) : null)
  }
  get amountBecause(): string | null {
    if (this.kept.amountBecause !== undefined) return this.kept.amountBecause
    const because = this.paying.filter((give) => give.amount).map((give) => `${give.name === undefined ? '' : `${give.name}：`}${giveBecause(give, this.at)}`)
    return (this.kept.amountBecause = because.length > 0 ? because.join('；') : null)
  }
  get gives(): readonly GiveAnswer[] {
    return (this.kept.gives ??= this.given.map((give) => answerGive(give, this.at, this.outcome === 'eligible')))
  }
  get score(): Decimal | null | undefined {
    return this.own.allocation?.score ? scoreOf(this.own.allocation.score, this.at) : undefined
  }
  get schedule(): readonly PlannedPayment[] {
    return (this.kept.schedule ??= number(this.paying.flatMap((give) => planPayments(give, this.at, this.options.vocabulary, this.options.place))))
  }

  /** All of it as plain data: getters are no part of JSON by themselves. */
  toJSON(): Explanation {
    const { measure, edition, title, on, outcome, conditions, alternatives, chosen, missing, nearest, amount, amountBecause, gives, score, schedule } = this
    return { measure, edition, title, on, outcome, conditions, alternatives, chosen, missing, nearest, amount, amountBecause, gives, score, schedule }
  }

  private answer(condition: Condition): ConditionAnswer {
    return new Said(condition, this.at, this.subject, this.options)
  }
  private get alternative(): Alternative | undefined {
    return (this.way ??= { found: this.outcome === 'eligible' ? chooseAlternative(this.own, this.at) : undefined }).found
  }
  private get given(): readonly Give[] {
    return givesOf(this.own, this.alternative)
  }
  private get paying(): readonly Give[] {
    return this.outcome === 'eligible' ? this.given.filter((give) => !give.when || runOf(give.when.expr)(this.at) === true) : []
  }
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

/** One condition's answer; likewise said when read. */
class Said implements ConditionAnswer {
  readonly says: string
  readonly outcome: Outcome
  private readonly condition: Condition
  private readonly at: Surroundings
  private readonly subject: Subject
  private readonly options: ExplainOptions
  private used: readonly FactUsed[] | undefined
  private turned: string | null | undefined

  constructor(condition: Condition, at: Surroundings, subject: Subject, options: ExplainOptions) {
    this.says = condition.says
    this.outcome = outcomeOf(runOf(condition.expr)(at))
    this.condition = condition
    this.at = at
    this.subject = subject
    this.options = options
  }
  get implied(): 'in-force' | 'window' | undefined {
    return this.condition.implied
  }
  get words(): string {
    return wordsOf(this.condition.expr)
  }
  get facts(): readonly FactUsed[] {
    return (this.used ??= factList(this.condition.expr).map((name) => factUsed(name, this.at, this.subject, this.options.vocabulary)))
  }
  get parts(): readonly RulePart[] {
    return partsOf(this.condition.expr, this.at)
  }
  get nearest(): string | null {
    if (this.turned !== undefined) return this.turned
    const changes = this.outcome === 'ineligible' && this.options.withoutNearest !== true ? nearestChange(this.condition.expr, this.at, this.options.vocabulary) : undefined
    return (this.turned = changes && changes.length > 0 ? changes.map((change) => change.words).join('；') : null)
  }
  toJSON(): ConditionAnswer {
    const { says, outcome, words: told, facts, parts, nearest, implied } = this
    return { says, outcome, words: told, facts, parts, nearest, implied }
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
function netOf(amount: bigint, tax: Tax): bigint {
  return tax.stated === 'net' ? amount : round(multiply({ n: amount, s: 0 }, subtract(one, tax.rate))).n
}

/** What the payer spends for a net figure: the figure divided by one minus the rate, in fen. */
export function grossOf(amount: bigint, tax: Pick<Tax, 'stated' | 'rate'>): bigint {
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
  const { changes, from } = way
  let deadline: { day: Day | undefined } | undefined
  const until = (): Day | undefined => (deadline ??= { day: way.until() }).day
  return {
    changes, from,
    words: changes.map((change) => change.words).join('；'),
    ...(changes.every((change) => change.date !== undefined) ? { date: from } : {}),
    get until() { return until() },
    get late() { return until() === undefined ? undefined : `过了${dayWords(until() ?? from)}就来不及了` },
  }
}
