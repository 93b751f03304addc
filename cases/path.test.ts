import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pathOf } from '../measures/publish.ts'
import { readEdition, readVocabulary, scopeOf } from '../policy/index.ts'
import { isWalkable } from './path.ts'

/** What the checker of the measure's format accepts, the desk can walk to its end; what it refuses, it refuses for a reason. */

const scope = scopeOf(readVocabulary('v.yaml', 'facts:\n  - { name: 年龄, type: number }\n').vocabulary)
const read = (path: string) =>
  readEdition('a.yaml', `measure: a\ntitle: 甲\ndocument: { number: 无 }\nstage: 引进\nfor: person\ninForce: { from: 2020-01-01 }\nconditions:\n  - says: 条件\n    rule: 年龄 > 3\ngives: [{ kind: money, amount: 1 }]\npath: [${path}]\n`, scope)

const office = fc.constantFrom('employer', 'town', 'county.hr', 'city.education', 'city.talent-office')
const oneStep = fc.record({ kind: fc.constantFrom('verify', 'review', 'visit', 'expert', 'notice', 'decide', 'pay'), by: office }).map(({ kind, by }) => `{ step: 某步, kind: ${kind}, by: ${by} }`)
const stage = fc.oneof(
  { weight: 3, arbitrary: oneStep },
  fc.record({ word: fc.constantFrom('together', 'anyOf'), steps: fc.array(oneStep, { minLength: 1, maxLength: 3 }) }).map(({ word, steps }) => `{ ${word}: [${steps.join(', ')}] }`),
)

test('a path without a finding is walkable, and one that cannot be walked has a finding', () => {
  let clean = 0
  fc.assert(
    fc.property(fc.array(stage, { minLength: 1, maxLength: 5 }), (stages) => {
      const { edition, diagnostics } = read(stages.join(', '))
      const findings = diagnostics.filter(({ code }) => code === 'path')
      if (!edition) throw new Error('the path alone is in question')
      if (findings.length === 0) clean++
      const walkable = isWalkable(pathOf(edition))
      // Paying out beside a decision is refused in writing although the desk, which never sees it, could walk the rest.
      const paysBeside = stages.some((one) => /^\{ (?:together|anyOf)/.test(one) && one.includes('kind: pay'))
      expect([stages, walkable]).toEqual([stages, paysBeside && walkable ? walkable : findings.length === 0])
    }),
    { numRuns: 1000, seed: 41 },
  )
  // Both sides were really drawn.
  expect(clean).toBeGreaterThan(50)
  expect(clean).toBeLessThan(950)
})
