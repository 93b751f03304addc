import { askingOf, evenPrior, explain, FactProblem, nextQuestion, outcomeFrom, portfolio, readEdition, readValue, readVocabulary, scopeOf, type Asking, type Edition, type Explanation, type Fact, type Facts, type Grant, type NextQuestion, type Prior, type Topic } from '../../policy/browser.ts'
import type { PublicRules } from '../../measures/public/contract.ts'

/** The calculator: pure, and run in the browser. Answers go in, what is due comes out; nothing is sent and nothing is asked of the house. */
export interface Calculator {
  on: string
  asking: Asking
  prior: Prior
  topics: readonly Topic[]
}

/** null is “不清楚”: answered, and not asked again. */
export type Answers = Readonly<Record<string, string | number | boolean | null>>

export const calculatorOf = (rules: PublicRules): Calculator => {
  const { vocabulary } = readVocabulary('词表', rules.vocabulary)
  const scope = scopeOf(vocabulary)
  const editions = rules.editions.flatMap((text, i): Edition[] => {
    const { edition } = readEdition(`${i}`, text, scope)
    if (!edition) throw new Error(`public rule ${i} cannot be read`)
    return [edition]
  })
  const asking = askingOf(editions, vocabulary)
  return { on: rules.on, asking, prior: rules.prior.length > 0 ? rules.prior : evenPrior(asking, rules.on), topics: rules.topics }
}

const factsFrom = (answers: Answers): Facts => Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== null))
const passedOf = (answers: Answers): ReadonlySet<string> => new Set(Object.entries(answers).flatMap(([name, value]) => (value === null ? [name] : [])))

export const next = ({ asking, prior, topics, on }: Calculator, answers: Answers, thorough: boolean): NextQuestion => nextQuestion(asking, factsFrom(answers), { on, prior, topics, passed: passedOf(answers), thorough })

export interface DueLine {
  measure: string
  title: string
  /** Fen, before other benefits are looked at; null: no money, or not known yet. */
  amount: bigint | null
  grant: Grant | undefined
  because: string | null
  conditions: readonly { says: string; outcome: Explanation['outcome'] }[]
  missing: readonly string[]
}

export interface Result {
  certain: readonly DueLine[]
  open: readonly DueLine[]
  /** Titles with the first condition that does not hold. */
  out: readonly { measure: string; title: string; because: string }[]
  total: bigint
}

/** What the answers come to: certain, still open, out; and the best that may lawfully be had together. */
export const resultOf = ({ asking, on }: Calculator, answers: Answers): Result => {
  const facts = factsFrom(answers)
  const judged = asking.editions.map((edition) => ({ edition, answer: explain(edition, facts, { on, vocabulary: asking.vocabulary, library: asking.library, withoutNearest: true }) }))
  const best = portfolio(judged.flatMap(({ edition, answer }) => outcomeFrom(edition, answer) ?? []), { library: asking.library })
  const grants = new Map(best.grants.map((grant) => [grant.measure, grant]))
  const line = ({ edition, answer }: (typeof judged)[number]): DueLine => ({
    measure: edition.measure,
    title: edition.title,
    amount: answer.amount,
    grant: grants.get(edition.measure),
    because: answer.amountBecause,
    conditions: conditionsOf(answer),
    missing: answer.missing.map(({ fact }) => fact),
  })
  return {
    certain: judged.filter(({ answer }) => answer.outcome === 'eligible').map(line),
    open: judged.filter(({ answer }) => answer.outcome === 'unknown').map(line),
    out: judged.flatMap(({ edition, answer }) => (answer.outcome === 'ineligible' ? [{ measure: edition.measure, title: edition.title, because: conditionsOf(answer).find(({ outcome }) => outcome === 'ineligible')?.says ?? '不在申报的期限里' }] : [])),
    total: best.total,
  }
}

const conditionsOf = ({ conditions, alternatives, chosen }: Explanation): DueLine['conditions'] => [
  ...conditions.map(({ says, outcome }) => ({ says, outcome })),
  ...alternatives.filter(({ name }) => chosen === undefined || chosen === name).map(({ name, outcome }) => ({ says: name, outcome })),
]

/** A typed answer as the fact's type wants it; undefined where it is none. */
export const answerFrom = ({ type }: Fact, typed: string): Answers[string] | undefined => {
  const text = typed.trim()
  if (text === '') return undefined
  switch (type.kind) {
    case 'boolean': return text === 'true' ? true : text === 'false' ? false : undefined
    case 'number': case 'money': return /^\d{1,12}(\.\d{1,6})?$/.test(text) ? Number(text) : undefined
    case 'date': return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined
    case 'code': return type.list.codes.includes(text) ? text : undefined
    case 'text': return text.slice(0, 60)
    default: return undefined
  }
}

/** Answers from a link or from an earlier visit: what the vocabulary no longer admits is left out. */
export const admitted = ({ asking: { vocabulary } }: Calculator, answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([name, value]) => {
    const fact = vocabulary.facts.get(name)
    if (!fact || fact.type.kind === 'list') return false
    try {
      readValue(value, fact.type, name)
      return true
    } catch (problem) {
      if (problem instanceof FactProblem) return false
      throw problem
    }
  }))

/** An answer as somebody reads it back. */
export const answerWords = (value: Answers[string] | undefined): string => (value === null || value === undefined ? '不清楚' : value === true ? '是' : value === false ? '否' : String(value))

export type { Fact }
