import { formatDecimal } from '../language/decimal.ts'
import { isDecimal, type Surroundings } from '../language/evaluate.ts'
import { factsOf, type Expr } from '../language/expression.ts'
import { applicationDay } from '../language/scope.ts'
import type { Known, Type } from '../language/type.ts'
import { isItems } from '../language/value.ts'
import { valueWords, words } from '../language/words.ts'
import type { Condition, Outcome } from '../measure/edition.ts'
import type { Provenance, Subject } from '../vocabulary/facts.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import type { ExplainOptions } from './explain.ts'
import type { FactUsed, RulePart } from './explanation.ts'
import { outcomeOf, runOf } from './judge.ts'
import { nearestChange } from './nearest.ts'

/** What was looked at for another measure already, under the same subject and day; undefined: nothing is kept, look yourself. */
export type Looks = (condition: Condition, at: Surroundings) => Look

/** What one rule comes to for one subject: worked out when it is read, and then kept for every measure that asks the same. */
export class Look {
  readonly outcome: Outcome
  private readonly expr: Expr
  private readonly at: Surroundings
  private readonly subject: Subject
  private readonly options: Pick<ExplainOptions, 'vocabulary' | 'withoutNearest'>
  private used: readonly FactUsed[] | undefined
  private apart: readonly RulePart[] | undefined
  private turned: string | null | undefined
  private written: string | undefined

  constructor(expr: Expr, at: Surroundings, subject: Subject, options: Pick<ExplainOptions, 'vocabulary' | 'withoutNearest'>) {
    this.outcome = outcomeOf(runOf(expr)(at))
    this.expr = expr
    this.at = at
    this.subject = subject
    this.options = options
  }
  get facts(): readonly FactUsed[] {
    return (this.used ??= factList(this.expr).map((name) => factUsed(name, this.at, this.subject, this.options.vocabulary)))
  }
  get parts(): readonly RulePart[] {
    return (this.apart ??= partsOf(this.expr, this.at))
  }
  get nearest(): string | null {
    if (this.turned !== undefined) return this.turned
    const changes = this.outcome === 'ineligible' && this.options.withoutNearest !== true ? nearestChange(this.expr, this.at, this.options.vocabulary) : undefined
    return (this.turned = changes && changes.length > 0 ? changes.map((change) => change.words).join('；') : null)
  }
  /** Its part of the JSON of a condition's answer, without the words of the clause. */
  get json(): string {
    return (this.written ??= `"outcome":"${this.outcome}","words":${quoted(this.expr, wordsOf(this.expr))},"facts":${JSON.stringify(this.facts)},"parts":${JSON.stringify(this.parts)},"nearest":${JSON.stringify(this.nearest)}`)
  }
}

const quotes = new WeakMap<object, string>()
/** The JSON text of something that never changes, such as the words of a rule. */
export function quoted(owner: object, text: string): string {
  const known = quotes.get(owner)
  if (known !== undefined) return known
  const json = JSON.stringify(text)
  quotes.set(owner, json)
  return json
}

const spoken = new WeakMap<Expr, string>()
export function wordsOf(expr: Expr): string {
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

/** A fact as it was read. In JSON its type is no more than its kind, for a code list may be long, and numbers are text with every digit. */
class Used implements FactUsed {
  readonly name: string
  readonly type: Type
  readonly value: Known
  readonly words: string
  declare readonly provenance?: Provenance

  constructor(name: string, type: Type, value: Known, provenance: Provenance | undefined) {
    this.name = name
    this.type = type
    this.value = value
    this.words = valueWords(value, type)
    if (provenance) this.provenance = provenance
  }
  toJSON() {
    const { name, type, value, words: told, provenance } = this
    return { name, type: type.kind, value: plain(value), words: told, provenance }
  }
}

type Plain = boolean | string | null | readonly Plain[] | { readonly [field: string]: Plain }
export function plain(value: Known): Plain {
  if (value === null || typeof value !== 'object') return value
  if (isDecimal(value)) return formatDecimal(value)
  if (isItems(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([field, part]) => [field, plain(part)]))
}

const readOf = new WeakMap<Subject, Map<string, FactUsed>>()
export function factUsed(name: string, at: Surroundings, subject: Subject, vocabulary: Vocabulary): FactUsed {
  if (name === applicationDay) return new Used(name, { kind: 'date' }, at.fact(name) ?? at.on, provenanceOf(name, subject))
  const known = readOf.get(subject) ?? new Map<string, FactUsed>()
  readOf.set(subject, known)
  const found = known.get(name)
  if (found) return found
  const used = new Used(name, vocabulary.facts.get(name)?.type ?? { kind: 'any' }, at.fact(name), provenanceOf(name, subject))
  known.set(name, used)
  return used
}

function provenanceOf(name: string, subject: Subject): Provenance | undefined {
  return Object.hasOwn(subject.provenance, name) ? subject.provenance[name] : undefined
}

function partsOf(expr: Expr, at: Surroundings): readonly RulePart[] {
  if (expr.op !== 'and' && expr.op !== 'or') return []
  return expr.args.map((arg) => ({ words: wordsOf(arg), outcome: outcomeOf(runOf(arg)(at)), parts: partsOf(arg, at) }))
}

