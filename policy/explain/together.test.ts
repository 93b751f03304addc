import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readGenerated, vocabulary } from '../columns/agreement.ts'
import { anyFacts, anyMeasure } from '../sql/generate.ts'
import { explain } from './explain.ts'
import { Judge } from './together.ts'

/** One subject against many measures at once looks at what they share only once: the same answers as one measure at a time, or it is worth nothing. */
const on = '2024-09-01'
const shared = ['全日制 or 失信', '失信 or 全日制', '全日制 and 年龄 <= 40', '年龄 <= 40 and not(失信)', '年龄 <= 40', '月数 >= 6 or 年龄 <= 40', '月数 >= 6 and 全日制']
const written = shared.map((rule) => `measure: generated\ntitle: 例\ndocument: { number: 无 }\nstage: 引进\nfor: person\ninForce: { from: 2020-01-01 }\nconditions: [{ says: 甲, rule: "${rule}" }]\ngives: [{ kind: money, amount: 100 }]\n`)
const editions = [...written, ...fc.sample(anyMeasure, { numRuns: 40, seed: 21 })].flatMap((text, i) => {
  const edition = readGenerated(text)
  return edition ? [{ ...edition, measure: `m${i}` }] : []
})
const people = fc.sample(anyFacts, { numRuns: 120, seed: 22 })

const word = { eligible: 1, ineligible: -1, unknown: 0 } as const

/** Pairs of person and measure on which the two ways differ, in the outcome or in any condition of the clause (a window that is missed stands after them). */
const differences = (judge: Judge): number =>
  people.reduce((sum, facts) => {
    const together = judge.all(facts, on)
    return sum + editions.filter((edition, i) => {
      const alone = explain(edition, facts, { on, vocabulary })
      const mine = together[i]
      return mine?.outcome !== alone.outcome || mine.conditions.some((found, n) => found !== word[alone.conditions[n]?.outcome ?? 'unknown'])
    }).length
  }, 0)

test('many measures at once and one at a time agree on every condition of every pair', () => {
  expect(editions.length).toBeGreaterThan(25)
  expect(differences(new Judge(editions, vocabulary))).toBe(0)
})

/** Pairs whose explanation from among many, or the text of it, is another than that of the measure by itself. */
const untold = (judge: Judge): number =>
  people.slice(0, 30).reduce((sum, facts) => {
    const together = judge.all(facts, on)
    return sum + editions.filter((edition, i) => {
      const alone = JSON.stringify(explain(edition, facts, { on, vocabulary }))
      const mine = together[i]?.explanation()
      return JSON.stringify(mine) !== alone || mine?.json() !== alone
    }).length
  }, 0)

test('what is told of many measures at once is what each tells by itself, as data and as text; without the nearest miss nothing else is left out', () => {
  expect(untold(new Judge(editions, vocabulary))).toBe(0)
  const [first] = new Judge(editions, vocabulary).all(people[0] ?? {}, on)
  expect(JSON.parse(first?.explanation({ withoutNearest: true }).json() ?? '')).toEqual(JSON.parse(JSON.stringify(explain(editions[0]!, people[0] ?? {}, { on, vocabulary, withoutNearest: true }))))
})

test('planted: what was told of the person before is kept for the next, and it is found', () => {
  const kept = new Map<unknown, unknown>()
  const judge = new Judge(editions, vocabulary)
  const looksAt: unknown = Reflect.get(Judge.prototype, 'looksAt')
  if (typeof looksAt !== 'function') throw new Error('a judge shares nothing')
  Object.defineProperty(judge, 'looksAt', { value: (...given: unknown[]) => {
    const looks: (condition: unknown, at: unknown) => unknown = looksAt.apply(judge, given)
    return (condition: unknown, at: unknown) => {
      if (!kept.has(condition)) kept.set(condition, looks(condition, at))
      return kept.get(condition)
    }
  } })
  expect(untold(judge)).toBeGreaterThan(0)
})

/** A judge with one of its ways spoilt. */
const spoilt = (method: string, fault: (judge: Judge, ...given: never[]) => unknown): Judge => {
  const judge = new Judge(editions, vocabulary)
  Object.defineProperty(judge, method, { value: (...given: never[]) => fault(judge, ...given) })
  return judge
}
const own = (judge: Judge, method: string) => (Reflect.get(Judge.prototype, method) as (...given: unknown[]) => number).bind(judge)

test.each([
  ['what was seen of the person before is kept for the next', () => {
    const kept = new Int8Array(10_000).fill(2)
    return spoilt('look', (judge, ...[place, surroundings]: unknown[]) => own(judge, 'look')(place, surroundings, kept))
  }],
  ['“and” stops at yes as “or” does', () => spoilt('joined', (judge, ...[, places, surroundings, seen]: unknown[]) => own(judge, 'joined')(1, places, surroundings, seen))],
  ['an unknown part is taken for a no', () =>
    spoilt('joined', (judge, ...[stop, places, surroundings, seen]: unknown[]) => {
      const answer = own(judge, 'joined')(stop, places, surroundings, seen)
      return answer === 0 ? -1 : answer
    })],
])('planted: %s, and it is found', (_, plant) => {
  expect(differences(plant())).toBeGreaterThan(0)
})
