import { facts, rawValue } from './facts.ts'
import { holds, type BenchMeasures, type Shape } from './measures.ts'

/** What another engine takes for the same question. */
export interface PeerFigure {
  readonly peer: string
  /** In what form it was asked: the fastest of those tried. */
  readonly form: string
  readonly people: number
  readonly threads: number
  readonly ms: number
  /** Whether it can tell “not known” from “no”. */
  readonly threeValued: boolean
  /** Pairs of person and measure answered wrongly where every fact is known (must be none), and where one in ten is not. */
  readonly wrongKnown: number
  readonly wrongUnknown: number
  readonly checkedPairs: number
}

/** Kleene over the shape of a measure: what every engine is checked against. Itself checked against explain in policy.test.ts. */
export function verdict(shape: Shape, raws: readonly number[]): boolean | null {
  let unknown = false
  for (const tests of shape) {
    let condition: boolean | null = false
    for (const test of tests) {
      const answer = holds(test, raws[test.fact] ?? -1)
      if (answer === true) condition = true
      else if (answer === null && condition === false) condition = null
    }
    if (condition === false) return false
    if (condition === null) unknown = true
  }
  return unknown ? null : true
}

export const rawsOf = (i: number, known = false): readonly number[] => facts.map((_, f) => rawValue(i, f, known))

const checkedPeople = 200

/** Asks about people of whom all is known and about people as they are; counts the pairs that differ from {@link verdict}. */
export async function checkAnswers({ shapes }: BenchMeasures, ask: (people: readonly (readonly number[])[]) => Promise<readonly (readonly (boolean | null)[])[]>): Promise<{ wrongKnown: number; wrongUnknown: number; checkedPairs: number }> {
  const wrong = async (known: boolean): Promise<number> => {
    const people = Array.from({ length: checkedPeople }, (_, i) => rawsOf(i, known))
    const answers = await ask(people)
    return people.reduce((sum, raws, i) => sum + shapes.filter((shape, m) => verdict(shape, raws) !== (answers[i]?.[m] ?? null)).length, 0)
  }
  return { wrongKnown: await wrong(true), wrongUnknown: await wrong(false), checkedPairs: checkedPeople * shapes.length }
}

export const rateOf = ({ people, threads, ms }: { people: number; threads: number; ms: number }, measures: number): number => (people * measures) / (ms / 1000) / threads

/** The shortest of some runs, in milliseconds. */
export async function fastest(runs: number, body: () => Promise<unknown> | unknown): Promise<number> {
  let best = Infinity
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now()
    await body()
    best = Math.min(best, performance.now() - began)
  }
  return best
}
