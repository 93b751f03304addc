import { expect, test } from 'vitest'
import { explain, inForceOn } from '../../policy/index.ts'
import { benchVocabulary, factsOf } from './facts.ts'
import { benchMeasures, on } from './measures.ts'
import { rawsOf, verdict } from './peer.ts'
import { benchPolicy } from './policy.ts'
import type { Figure } from './report.ts'

test('what the peers are checked against is what explain says', () => {
  const vocabulary = benchVocabulary()
  const { editions, shapes, tests } = benchMeasures(200, vocabulary)
  expect(tests).toHaveLength(142)
  const library = inForceOn(editions, on)
  const differing: string[] = []
  const seen = new Set<boolean | null>()
  for (let i = 0; i < 40; i += 1) {
    editions.forEach((edition, m) => {
      const answer = explain(edition, factsOf(i), { on, vocabulary, library, withoutNearest: true })
      const ours = verdict(shapes[m] ?? [], rawsOf(i))
      seen.add(ours)
      if (ours !== (answer.outcome === 'unknown' ? null : answer.outcome === 'eligible')) differing.push(`${edition.measure} of ${i}: explain ${answer.outcome}, shape ${ours}`)
    })
  }
  expect(differing).toEqual([])
  expect(seen.size).toBe(3)
})

test('the bench of the policy core runs from end to end in small, and every peer that it is compared with answers as we do', async () => {
  const figures: Figure[] = []
  for await (const line of benchPolicy({ people: 1000, measures: 20, peers: true })) figures.push(line)
  const names = figures.map(({ bench }) => bench)
  expect(names).toEqual(expect.arrayContaining(['policy.counts', 'policy.counts/bare-pass', 'policy.money', 'policy.bytes', 'policy.what-if', 'policy.counts/duckdb, eligible only', 'policy.counts/duckdb, three-valued', 'policy.counts/@gorules/zen-engine', 'policy.counts/json-logic-engine, compiled', 'policy.people×10', 'policy.measures×10', 'policy.explain', 'policy.feel']))
  for (const { bench, value } of figures) expect([bench, Number.isFinite(value) && value > 0]).toEqual([bench, true])
  const unaware = figures.find(({ bench }) => bench === 'policy.counts/json-logic-engine, compiled')
  expect(unaware?.['wrongUnknown']).toBeGreaterThan(0)
}, 240_000)
