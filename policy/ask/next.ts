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
const drawnPeople = 320

/** Whom fewer than this share of those who answered alike would be due is not asked about further; it stays on the list of what is open. */
export const rarely = 0.03

/** One measure after some answers. */
export interface Standing {
  readonly edition: Edition
  readonly outcome: Outcome
  /** Settled too, or no money: nothing that could be asked would move it. */
  readonly amount: 'known' | 'open'
  /** Among those who answered alike, the share that is due it. */
  readonly chance: number
}

export interface NextQuestion {
  readonly standings: readonly Standing[]
  /** Absent: nothing relevant is open. */
  readonly ask?: Fact
}

export interface NextOptions {
  readonly on: Day
  readonly prior: Prior
  /** Answered by “不清楚”: not asked again. */
  readonly passed?: ReadonlySet<string>
}

/**
 * The question that settles most: for each open measure the value of it (being due at all, and its money on a scale where ten times is a
 * step) spreads among those who could have given these answers; the question whose answers divide them so that least of the spread is left
 * is asked next. Whatever cannot be asked, or was answered by not knowing, is left open.
 */
export function nextQuestion(asking: Asking, answers: Facts, { on, prior, passed = new Set() }: NextOptions): NextQuestion {
  const own = surroundings(new Subject(answers, asking.vocabulary), on, asking.library)
  const outcomes = asking.editions.map((edition) => judge(edition, own))
  const open = asking.editions.flatMap((edition, i) => (outcomes[i] === null || (outcomes[i] === true && paysMoney(edition) && amountOf(edition, own) === null) ? [i] : []))
  const people = drawPeople(prior, answers, drawnPeople)
  const around = people.map((facts) => surroundings(new Subject(facts, asking.vocabulary), on, asking.library))
  const values = new Map(open.map((i) => [i, around.map((at) => valueOf(asking.editions[i], at))]))
  const standings = asking.editions.map((edition, i): Standing => ({
    edition,
    outcome: outcomes[i] === true ? 'eligible' : outcomes[i] === false ? 'ineligible' : 'unknown',
    amount: outcomes[i] === true && open.includes(i) ? 'open' : 'known',
    chance: outcomes[i] === true ? 1 : outcomes[i] === false ? 0 : share(values.get(i) ?? []),
  }))
  const relevant = open.filter((i) => (standings[i]?.chance ?? 0) >= rarely)
  let best: { fact: Fact; gain: number } | undefined
  for (const name of new Set(relevant.flatMap((i) => [...(asking.looksAt.get(asking.editions[i]?.measure ?? '') ?? [])]))) {
    const fact = asking.vocabulary.facts.get(name)
    if (!fact?.ask || fact.type.kind === 'list' || passed.has(name) || (answers[name] !== undefined && answers[name] !== null)) continue
    const groups = [...Map.groupBy(people.keys(), (k) => people[k]?.[name]).values()]
    const gain = relevant.reduce((sum, i) => sum + (asking.looksAt.get(asking.editions[i]?.measure ?? '')?.has(name) === true ? divided(values.get(i) ?? [], groups) : 0), 0)
    if (gain > 1e-9 && (!best || gain > best.gain)) best = { fact, gain }
  }
  return best ? { standings, ask: best.fact } : { standings }
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
