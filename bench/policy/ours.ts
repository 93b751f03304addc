import { availableParallelism } from 'node:os'
import { inForceOn, Judge, type Edition, type Judgement, type Vocabulary } from '../../policy/index.ts'
import type { City, Dimension, Standing } from '../../policy/columns/question.ts'
import { readEdition } from '../../policy/measure/read.ts'
import { scopeOf } from '../../policy/vocabulary/vocabulary.ts'
import { factsOf } from './facts.ts'
import { on, type BenchMeasures } from './measures.ts'
import { fastest } from './peer.ts'

/** What is asked of the column engine and of explain, and how long it takes. Milliseconds are the best of some runs, percentiles of all. */

export const cores = availableParallelism()

/** The same measures without money: counts and bitmaps alone. */
export const withoutMoney = (editions: readonly Edition[]): readonly Edition[] => editions.map((edition) => ({ ...edition, gives: [], alternatives: [] }))

export async function watchTime(city: City, editions: readonly Edition[], runs = 3): Promise<{ ms: number; standings: readonly Standing[] }> {
  const library = inForceOn(editions, on)
  let standings: readonly Standing[] = []
  const ms = await fastest(runs, async () => {
    standings = await city.watch(editions, on, library)
  })
  return { ms, standings }
}

export const breakdowns: readonly (readonly Dimension[])[] = [[{ kind: 'place', digits: 6 }], [{ kind: 'fact', fact: '产业' }], [{ kind: 'fact', fact: '人才类别' }]]
const sliderPositions = 200

/** One measure whose bound a slider moves, against what is in force, by place, industry and class. */
export async function whatIfTimes(city: City, { editions }: BenchMeasures, vocabulary: Vocabulary, positions = sliderPositions): Promise<readonly number[]> {
  const [now] = editions
  if (!now) throw new Error('no measure')
  const library = inForceOn(editions, on)
  const times: number[] = []
  for (let at = 0; at < positions; at += 1) {
    const draft = withSlider(now, at, vocabulary)
    const began = performance.now()
    await city.whatIf({ now, drafts: [draft], on, library, by: breakdowns })
    times.push(performance.now() - began)
  }
  return times
}

/** The measure with one more condition, whose bound is where the slider stands. */
export function withSlider(edition: Edition, at: number, vocabulary: Vocabulary): Edition {
  const text = `measure: slider\ntitle: 例\ndocument: { number: 无 }\nstage: 引进\nfor: person\ninForce: { from: 2024-01-01 }\nconditions: [{ says: 社保, rule: 社保连续月数 >= ${at} }]\ngives: [{ kind: money, payee: person, amount: 1 }]\n`
  const added = readEdition('slider.yaml', text, scopeOf(vocabulary)).edition
  if (!added) throw new Error('the slider is refused')
  return { ...edition, conditions: [...added.conditions, ...edition.conditions] }
}

export interface ExplainTimes {
  /** Outcome and verdict of every condition, and the amount where there is one. */
  readonly judged: number
  /** Everything that an explanation has to tell, read to its end: facts with values, missing ones, parts, schedule, nearest miss. */
  readonly told: number
  /** The same without the search for the nearest miss. */
  readonly toldWithoutNearest: number
}

/** Microseconds for one person against all measures. An explanation works out what is read of it, so `told` reads all. */
export function explainTimes({ editions }: BenchMeasures, vocabulary: Vocabulary, people: number): ExplainTimes {
  const judge = new Judge(editions, vocabulary, inForceOn(editions, on))
  const all = Array.from({ length: people }, (_, i) => factsOf(i))
  let read = 0
  const time = (tell: (judgement: Judgement) => number): number => {
    const began = performance.now()
    for (const facts of all) for (const judgement of judge.all(facts, on)) read += tell(judgement)
    return ((performance.now() - began) * 1000) / people
  }
  const verdicts = ({ outcome, conditions, explanation }: Judgement): number => conditions.length + (outcome === 'eligible' ? Number(explanation().amount ?? 0n) : 0)
  const everything = ({ explanation }: Judgement): number => explanation().json().length
  const withoutNearest = ({ explanation }: Judgement): number => explanation({ withoutNearest: true }).json().length
  for (const tell of [verdicts, withoutNearest, everything]) time(tell)
  const times = { judged: Math.min(time(verdicts), time(verdicts)), toldWithoutNearest: Math.min(time(withoutNearest), time(withoutNearest)), told: time(everything) }
  if (read === 0) throw new Error('nothing was explained')
  return times
}
