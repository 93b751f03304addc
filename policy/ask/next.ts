import { explain } from '../explain/explain.ts'
import { amountOf, judge, surroundings } from '../explain/judge.ts'
import type { Day } from '../language/day.ts'
import { formatDecimal } from '../language/decimal.ts'
import type { Edition, Outcome } from '../measure/edition.ts'
import { Subject, type Facts } from '../vocabulary/facts.ts'
import type { Fact } from '../vocabulary/vocabulary.ts'
import type { Asking } from './asking.ts'
import { drawPeople } from './draw.ts'
import type { Prior } from './prior.ts'

/** Invented people a question: enough that the second best question is seldom taken for the best. */
const drawnPeople = 400

/** Whom fewer than this share of those who answered alike would be due is not asked about further; it stays on the list of what is open. */
export const rarely = 0.005

/** One measure after some answers. */
export interface Standing {
  readonly edition: Edition
  readonly outcome: Outcome
  /** Settled too, or no money: nothing that could be asked would move it. */
  readonly amount: 'known' | 'open'
  /** Among those who answered alike, the share that is due it. */
  readonly chance: number
}

/** Facts that stand on one paper, or that somebody knows by one thought: asked on one card. */
export interface Topic {
  readonly title: string
  readonly facts: readonly string[]
}

export interface NextQuestion {
  readonly standings: readonly Standing[]
  /** Absent: nothing relevant is open. Fields in the order of what they settle. */
  readonly card?: { readonly title: string; readonly fields: readonly Fact[] }
}

export interface NextOptions {
  readonly on: Day
  readonly prior: Prior
  readonly topics: readonly Topic[]
  /** Answered by “不清楚”: not asked again. */
  readonly passed?: ReadonlySet<string>
  /** Ask for what hardly anybody is due as well. */
  readonly thorough?: boolean
}

/** Fields of one card; what is worth less than this share of the card's best waits for the next. */
const mostFields = 5
const leastShare = 0.02
/** What a missing answer is worth where everybody who answered alike answers it alike: it has to be asked to be certain. */
const certainty = 0.01

/**
 * The card that settles most: for each open measure the value of it (being due at all, and its money on a scale where ten times is a
 * step) spreads among those who could have given these answers; the facts whose answers divide them so that least of the spread is left
 * are asked next. Whatever cannot be asked, or was answered by not knowing, is left open.
 */
export function nextQuestion(asking: Asking, answers: Facts, { on, prior, topics, passed = new Set(), thorough = false }: NextOptions): NextQuestion {
  const { editions, vocabulary, library } = asking
  const own = surroundings(new Subject(answers, vocabulary), on, library)
  const outcomes = editions.map((edition) => judge(edition, own))
  const open = editions.flatMap((edition, i) => (outcomes[i] === null || (outcomes[i] === true && paysMoney(edition) && amountOf(edition, own) === null) ? [i] : []))
  const people = drawPeople(prior, answers, drawnPeople)
  const around = people.map((facts) => surroundings(new Subject(facts, vocabulary), on, library))
  const values = new Map(open.map((i) => [i, around.map((at) => valueOf(editions[i], at))]))
  const standings = editions.map((edition, i): Standing => ({
    edition,
    outcome: outcomes[i] === true ? 'eligible' : outcomes[i] === false ? 'ineligible' : 'unknown',
    amount: outcomes[i] === true && open.includes(i) ? 'open' : 'known',
    chance: outcomes[i] === true ? 1 : outcomes[i] === false ? 0 : share(values.get(i) ?? []),
  }))
  const gains = new Map<string, number>()
  for (const { edition, chance } of open.flatMap((i) => standings[i] ?? [])) {
    if (chance < rarely && !thorough) continue
    const spread = values.get(editions.indexOf(edition)) ?? []
    for (const name of askedFor(edition, answers, asking, on)) {
      if (passed.has(name)) continue
      const groups = [...Map.groupBy(people.keys(), (k) => people[k]?.[name]).values()]
      gains.set(name, (gains.get(name) ?? 0) + divided(spread, groups) + certainty * Math.max(chance, rarely))
    }
  }
  const card = bestCard(gains, asking, topics)
  return card ? { standings, card } : { standings }
}

/** What is missing of a measure, as far as somebody can be asked; the other measures that it looks at included. */
function askedFor(edition: Edition, answers: Facts, asking: Asking, on: Day): readonly string[] {
  const { vocabulary, library } = asking
  const missing = explain(edition, answers, { on, vocabulary, library, withoutNearest: true }).missing.map(({ fact }) => fact)
  const deep = missing.flatMap((fact) => (fact.startsWith('享受') ? [...(asking.looksAt.get(edition.measure) ?? [])].filter((name) => answers[name] === undefined) : [fact]))
  return deep.filter((name) => {
    const fact = vocabulary.facts.get(name)
    return fact?.ask !== undefined && fact.type.kind !== 'list'
  })
}

function bestCard(gains: ReadonlyMap<string, number>, { vocabulary, listsOf }: Asking, topics: readonly Topic[]): NextQuestion['card'] {
  const topicOf = (name: string): string => {
    const about = listsOf.get(name) ?? [name]
    return topics.find(({ facts }) => about.some((fact) => facts.includes(fact)))?.title ?? name
  }
  const cards = [...Map.groupBy(gains, ([name]) => topicOf(name))].map(([title, fields]) => {
    const sorted = fields.toSorted((a, b) => b[1] - a[1])
    const kept = sorted.filter(([, gain]) => gain >= leastShare * (sorted[0]?.[1] ?? 0)).slice(0, mostFields)
    return { title, gain: kept.reduce((sum, [, gain]) => sum + gain, 0), fields: kept.flatMap(([name]) => vocabulary.facts.get(name) ?? []) }
  })
  return cards.toSorted((a, b) => b.gain - a.gain)[0]
}

function paysMoney(edition: Edition): boolean {
  return [...edition.gives, ...edition.alternatives.flatMap((one) => one.gives)].some((give) => give.total)
}

/** What a measure is worth to somebody: nothing when it is not due; due is worth five, and its money in powers of ten. */
function valueOf(edition: Edition | undefined, at: ReturnType<typeof surroundings>): number {
  if (!edition || judge(edition, at) !== true) return 0
  const amount = paysMoney(edition) ? amountOf(edition, at) : null
  return 5 + (amount ? Math.log10(1 + Number(formatDecimal(amount))) : 0)
}

const share = (values: readonly number[]): number => (values.length === 0 ? 0 : values.filter((value) => value > 0).length / values.length)

/** How much of the spread the division takes away, less what it would take away by chance. */
function divided(values: readonly number[], groups: readonly (readonly number[])[]): number {
  const count = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const between = groups.reduce((sum, group) => {
    const own = group.reduce((total, k) => total + (values[k] ?? 0), 0) / group.length
    return sum + group.length * (own - mean) ** 2
  }, 0)
  return Math.max(0, between - (spread * (groups.length - 1)) / Math.max(1, count - 1)) / count
}
