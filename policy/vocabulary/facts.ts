import { decimalOf, parseDecimal } from '../language/decimal.ts'
import { isDay } from '../language/day.ts'
import { nearest } from '../language/diagnostic.ts'
import { applicationDay } from '../language/scope.ts'
import { factSize } from '../language/size.ts'
import { dateType, typeWords, type Known, type RecordValue, type Type } from '../language/type.ts'
import { findFact, type Vocabulary } from './vocabulary.ts'

/** A fact as JSON gives it: dates as `YYYY-MM-DD`, money in yuan (number or string), records as objects. */
export type FactValue = string | number | boolean | bigint | readonly FactValue[] | { readonly [field: string]: FactValue | null } | null
export type Facts = Readonly<Record<string, FactValue | undefined>>

/** Where a value comes from, shown beside it. */
export interface Provenance {
  readonly source?: string
  readonly asOf?: string
  readonly verified?: boolean
  /** Somebody says that it is wrong, and it is not settled yet. */
  readonly disputed?: boolean
}

/** A value that its declared type does not admit. The message is a sentence for a person. */
export class FactProblem extends Error {
  readonly fact: string
  constructor(fact: string, message: string) {
    super(message)
    this.name = 'FactProblem'
    this.fact = fact
  }
}

/** One subject: reads each fact by its declared type once, on demand, under its name or its identifier. */
export class Subject {
  readonly facts: Facts
  readonly provenance: Readonly<Record<string, Provenance | undefined>>
  readonly vocabulary: Vocabulary
  private readonly values = new Map<string, Known>()

  constructor(facts: Facts, vocabulary: Vocabulary, provenance: Readonly<Record<string, Provenance | undefined>> = {}) {
    this.facts = facts
    this.vocabulary = vocabulary
    this.provenance = provenance
  }

  /** The value, or null when unknown. Throws {@link FactProblem} when the given value is not one of the fact's type. */
  get(name: string): Known {
    const cached = this.values.get(name)
    if (cached !== undefined) return cached
    const fact = this.vocabulary.facts.get(name)
    const raw = this.raw(name) ?? (fact?.id === undefined ? null : (this.raw(fact.id) ?? null))
    const type = name === applicationDay ? dateType : fact?.type
    const value = raw === null || !type ? null : readValue(raw, type, name)
    this.values.set(name, value)
    return value
  }

  /** An outcome or amount of another measure that the caller supplies under `享受("code")`. */
  given(code: string, ask: 'outcome' | 'amount'): Known | undefined {
    const raw = this.raw(measureFact(code, ask))
    if (raw === undefined || raw === null) return undefined
    return readValue(raw, { kind: ask === 'outcome' ? 'boolean' : 'money' }, measureFact(code, ask))
  }

  /** The same subject with some facts changed. */
  with(changes: Facts): Subject {
    return new Subject({ ...this.facts, ...changes }, this.vocabulary, this.provenance)
  }

  private raw(name: string): FactValue | undefined {
    return Object.hasOwn(this.facts, name) ? this.facts[name] : undefined
  }
}

/** The name under which a caller may supply another measure's outcome or amount: `享受("living-subsidy")`. */
export function measureFact(code: string, ask: 'outcome' | 'amount'): string {
  return `${ask === 'outcome' ? '享受' : '享受金额'}("${code}")`
}

const tooMuch = 10n ** BigInt(factSize.digits)

/** Reads a JSON value by a declared type. `''` is unknown (CSV). Throws {@link FactProblem}. */
export function readValue(raw: FactValue, type: Type, name: string): Known {
  if (raw === null || raw === '') return null
  const wrong = (wanted: string): never => {
    throw new FactProblem(name, `“${name}”应当是${wanted}，这里是 ${show(raw)}`)
  }
  switch (type.kind) {
    case 'any':
      return null
    case 'boolean':
      if (typeof raw === 'boolean') return raw
      if (raw === 'true' || raw === '是') return true
      if (raw === 'false' || raw === '否') return false
      return wrong('是或否（true/false）')
    case 'number': case 'money': case 'months': case 'days': {
      const value = typeof raw === 'number' || typeof raw === 'bigint' ? decimalOf(raw) : typeof raw === 'string' ? parseDecimal(raw.trim()) : undefined
      return value && value.s <= factSize.scale && value.n < tooMuch && value.n > -tooMuch ? value : wrong(value ? `${typeWords(type)}（最多 ${factSize.digits} 位、${factSize.scale} 位小数）` : typeWords(type))
    }
    case 'date':
      return typeof raw === 'string' && isDay(raw) ? raw : wrong('日期（如 2024-07-01）')
    case 'text':
      return typeof raw === 'string' ? raw : typeof raw === 'number' ? String(raw) : wrong('文字')
    case 'code': {
      const text = typeof raw === 'string' ? raw : typeof raw === 'number' ? String(raw) : wrong(typeWords(type))
      if (type.list.codes.includes(text)) return text
      const meant = nearest(text, type.list.codes)
      throw new FactProblem(name, `“${name}”的代码表里没有“${text.slice(0, 40)}”${meant === undefined ? '' : `，是不是想写“${meant}”？`}`)
    }
    case 'list': {
      if (!Array.isArray(raw)) return wrong('清单（[…]）')
      const of = type.of
      return raw.map((item: FactValue) => readValue(item, of, name))
    }
    case 'record': {
      if (!isObject(raw)) return wrong('记录（{…}）')
      const result: Record<string, Known> = {}
      for (const [field, fieldType] of type.fields) result[field] = readValue(Object.hasOwn(raw, field) ? (raw[field] ?? null) : null, fieldType, `${name}.${field}`)
      const value: RecordValue = result
      return value
    }
  }
}

function isObject(value: FactValue): value is { readonly [field: string]: FactValue | null } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function show(raw: FactValue): string {
  const text = typeof raw === 'string' ? `“${raw}”` : typeof raw === 'bigint' ? String(raw) : JSON.stringify(raw)
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

/** Names given that the vocabulary does not know, each with the nearest that it does. */
export function strangeFacts(facts: Facts, vocabulary: Vocabulary, ignore: ReadonlySet<string>): readonly { name: string; meant?: string }[] {
  return Object.keys(facts)
    .filter((name) => name !== applicationDay && !ignore.has(name) && !name.startsWith('享受') && !name.startsWith('已领金额(') && !findFact(vocabulary, name))
    .map((name) => {
      const meant = nearest(name, vocabulary.facts.keys())
      return { name, ...(meant === undefined ? {} : { meant }) }
    })
}
