import { divide, formatDecimal, multiply, one, round, subtract, yuanToFen, type Decimal } from '../language/decimal.ts'
import { dayWords, type Day } from '../language/day.ts'
import { isDecimal, type Surroundings } from '../language/evaluate.ts'
import type { Alternative, Condition, Edition, Give, Outcome, Rule, Tax } from '../measure/edition.ts'
import { Subject, type Facts, type Provenance } from '../vocabulary/facts.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { giveBecause } from './because.ts'
import { factsBeside } from './beside.ts'
import { chooseAlternative, givesOf, judge, judgeAlternative, outcomeOf, runOf, surroundings, totalOf, type Library } from './judge.ts'
import type { AlternativeAnswer, ConditionAnswer, Explanation, FactUsed, GiveAnswer, Lapse, NearestMiss, RulePart } from './explanation.ts'
import { factUsed, Look, plain, quoted, wordsOf, type Looks } from './look.ts'
import { missingIn } from './missing.ts'
import { lastDay, nearestWay, type Goal } from './nearest.ts'
import { planPayments, type PlannedPayment } from './schedule.ts'

export type { AlternativeAnswer, ConditionAnswer, Explanation, FactUsed, GiveAnswer, Lapse, NearestMiss, RulePart } from './explanation.ts'

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

/** An explanation that also writes itself: `json()` is the text of `JSON.stringify` of it, faster. */
export interface WrittenExplanation extends Explanation {
  json(): string
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

/** The answer from an outcome that is known already; `looks` knows what several measures ask of one subject. */
export function explainJudged(edition: Edition, judged: boolean | null, at: Surroundings, subject: Subject, options: ExplainOptions, looks?: Looks): WrittenExplanation {
  return new Answer(edition, outcomeOf(judged), at, subject, options, looks)
}

/** What is costly to say is said when it is read, and then kept. */
class Answer implements WrittenExplanation {
  readonly measure: string
  readonly edition: number
  readonly title: string
  readonly on: Day
  readonly outcome: Outcome
  private readonly own: Edition
  private readonly at: Surroundings
  private readonly subject: Subject
  private readonly options: ExplainOptions
  private readonly looks: Looks | undefined
  private kept: { -readonly [Key in keyof Explanation]?: Explanation[Key] } = {}
  private said: readonly Said[] | undefined
  private saidOf: readonly (AlternativeAnswer & { readonly conditions: readonly Said[] })[] | undefined
  private way: { found: Alternative | undefined } | undefined

  constructor(edition: Edition, outcome: Outcome, at: Surroundings, subject: Subject, options: ExplainOptions, looks: Looks | undefined) {
    this.measure = edition.measure
    this.edition = edition.edition
    this.title = edition.title
    this.on = options.on
    this.outcome = outcome
    this.own = edition
    this.at = at
    this.subject = subject
    this.options = options
    this.looks = looks
  }

  get conditions(): readonly Said[] {
    return (this.said ??= [...this.own.conditions, ...this.own.implied.filter((condition) => runOf(condition.expr)(this.at) !== true)].map((condition) => this.answer(condition)))
  }
  get alternatives(): readonly (AlternativeAnswer & { readonly conditions: readonly Said[] })[] {
    return (this.saidOf ??= this.own.alternatives.map((alternative) => ({ name: alternative.name, outcome: outcomeOf(judgeAlternative(alternative, this.at)), conditions: alternative.conditions.map((condition) => this.answer(condition)) })))
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
  get lapse(): Lapse | undefined {
    if (this.outcome !== 'eligible') return undefined
    return (this.kept.lapse ??= lapseOf(this.own, this.at, this.options.vocabulary))
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
  get besides(): readonly FactUsed[] {
    if (this.outcome !== 'eligible') return []
    const conditions = [...this.own.conditions, ...(this.alternative?.conditions ?? [])]
    return (this.kept.besides ??= factsBeside(this.own, conditions, this.paying, this.options.library).map((name) => factUsed(name, this.at, this.subject, this.options.vocabulary)))
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

  /** All of it as plain data: getters are no part of JSON by themselves. Fen are text, as everywhere in JSON. */
  toJSON() {
    const { measure, edition, title, on, outcome, conditions, alternatives } = this
    return { measure, edition, title, on, outcome, conditions, alternatives, ...this.rest() }
  }

  /** The text of toJSON. What several measures ask of one subject is written once, so that a whole library is read out in a millisecond. */
  json(): string {
    const { own, on, outcome } = this
    const alternatives = own.alternatives.map((alternative, i) => `{"name":${quoted(alternative, alternative.name)},"outcome":"${this.alternatives[i]?.outcome ?? 'unknown'}","conditions":${listed(this.alternatives[i]?.conditions ?? [])}}`)
    return `{${headOf(own)},"on":"${on}","outcome":"${outcome}","conditions":${listed(this.conditions)},"alternatives":[${alternatives.join()}],${JSON.stringify(this.rest()).slice(1)}`
  }

  private rest() {
    const { chosen, missing, nearest, amount, amountBecause, gives, score, schedule } = this
    return {
      chosen, missing,
      nearest: nearest && { ...nearest, changes: nearest.changes.map(({ from, to, ...change }) => ({ ...change, from: plain(from), to: plain(to ?? null) })) },
      amount: textOf(amount), amountBecause, score: score && formatDecimal(score),
      gives: gives.map((give) => ({ ...give, amount: textOf(give.amount), net: textOf(give.net) })),
      schedule: schedule.map(({ tax, ...payment }) => ({ ...payment, amount: textOf(payment.amount), paidBy: payment.paidBy.map((part) => ({ ...part, amount: textOf(part.amount) })), tax: tax && { ...tax, rate: formatDecimal(tax.rate) } })),
    }
  }

  private answer(condition: Condition): Said {
    return new Said(condition, this.looks?.(condition, this.at) ?? new Look(condition.expr, this.at, this.subject, this.options))
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

const heads = new WeakMap<Edition, string>()
function headOf(edition: Edition): string {
  const known = heads.get(edition)
  if (known !== undefined) return known
  const { measure, edition: number, title } = edition
  const head = JSON.stringify({ measure, edition: number, title }).slice(1, -1)
  heads.set(edition, head)
  return head
}

function listed(said: readonly Said[]): string {
  return `[${said.map((one) => one.json()).join()}]`
}

function textOf(fen: bigint | null | undefined): string | null | undefined {
  return typeof fen === 'bigint' ? fen.toString() : fen
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
  private readonly condition: Condition
  private readonly look: Look

  constructor(condition: Condition, look: Look) {
    this.says = condition.says
    this.condition = condition
    this.look = look
  }
  get outcome(): Outcome {
    return this.look.outcome
  }
  get implied(): 'in-force' | 'window' | undefined {
    return this.condition.implied
  }
  get words(): string {
    return wordsOf(this.condition.expr)
  }
  get facts(): readonly FactUsed[] {
    return this.look.facts
  }
  get parts(): readonly RulePart[] {
    return this.look.parts
  }
  get nearest(): string | null {
    return this.look.nearest
  }
  toJSON() {
    const { says, outcome, words: told, facts, parts, nearest, implied } = this
    return { says, outcome, words: told, facts, parts, nearest, implied }
  }
  json(): string {
    return `{"says":${quoted(this.condition, this.says)},${this.look.json}${this.implied === undefined ? '' : `,"implied":"${this.implied}"`}}`
  }
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

/** What must hold for the whole measure: its conditions, its window and validity, and one of its alternatives. */
function goalOf(edition: Edition): Goal {
  const exprs = (conditions: readonly Condition[]) => conditions.map((condition) => condition.expr)
  return { all: exprs([...edition.conditions, ...edition.implied]), ways: edition.alternatives.map((alternative) => exprs(alternative.conditions)) }
}

function lapseOf(edition: Edition, at: Surroundings, vocabulary: Vocabulary): Lapse | undefined {
  const end = lastDay(goalOf(edition), at, vocabulary)
  if (!end) return undefined
  const all = [...edition.conditions, ...edition.implied, ...edition.alternatives.flatMap(({ conditions }) => conditions)]
  return { day: end.day, because: all.filter(({ expr }) => end.ends.includes(expr)).map(({ says }) => says) }
}

function nearestMiss(edition: Edition, at: Surroundings, options: ExplainOptions): NearestMiss | undefined {
  const way = nearestWay(goalOf(edition), at, options.vocabulary)
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
