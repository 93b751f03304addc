import fc, { type Arbitrary } from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { checkExpression } from '../language/check.ts'
import { booleanType, type Type } from '../language/type.ts'
import type { Expr } from '../language/expression.ts'
import type { Edition } from '../measure/edition.ts'
import { anyFacts, anyMeasure, anyRule } from '../sql/generate.ts'
import type { Facts } from '../vocabulary/facts.ts'
import { editionOf, entriesOf, explained, refusable, scope, standingOf, vocabulary } from './agreement.ts'
import { ColumnCity } from './city.ts'
import type { Dimension, WhatIfAnswer, WhatIfQuestion } from './question.ts'
import { ReferenceCity } from './reference.ts'

/**
 * explain and columns give one answer: generated typed rules, amounts and facts, with unknowns, edges, 29 February, empty lists.
 * PAIRS_TIMES multiplies the number of pairs (1: about 25,000).
 */
const times = Number(process.env['PAIRS_TIMES'] ?? 1)
const days = fc.constantFrom('2024-02-29', '2024-09-01', '2023-12-31', '2030-01-01')
const subjects = fc.array(anyFacts, { minLength: 40, maxLength: 40 })
const city = new ColumnCity(vocabulary)
afterAll(() => city.close())

const plain = editionOf('measure: plain\ntitle: 例\ndocument: { number: 例 }\nstage: 引进\nfor: person\ninForce: { from: 0001-01-01 }\nconditions: [{ says: 例, rule: "true" }]\ngives: [{ kind: money, payee: person, amount: 1 }]\n')
const number: Type = { kind: 'number' }

/** A rule as a measure: a yes/no one as its condition, a number as its amount, a day compared with one. */
function asMeasure(rule: string, i: number): Edition {
  const { expr, findings } = checkExpression(rule, scope)
  fc.pre(!findings.some(refusable))
  if (!expr) throw new Error(`generated rule is refused: ${rule}: ${findings.map((f) => f.message).join('; ')}`)
  const base = { ...plain, measure: `rule-${i}` }
  const [give] = plain.gives
  const [condition] = plain.conditions
  if (!give || !condition) throw new Error('no benefit')
  if (expr.type.kind === 'boolean') return { ...base, conditions: [{ ...condition, expr }] }
  if (expr.type.kind === 'date') {
    const edge: Expr = { op: 'constant', value: '2023-02-28', type: { kind: 'date' }, from: 0, to: 0 }
    return { ...base, conditions: [{ ...condition, expr: { op: 'compare', comparator: '<=', left: expr, right: edge, type: booleanType, from: 0, to: 0 } }] }
  }
  const total: Expr = { op: 'call', name: 'round', args: [expr, { op: 'constant', value: { n: 2n, s: 0 }, type: number, from: 0, to: 0 }], type: number, from: 0, to: 0 }
  return { ...base, gives: [{ ...give, total }] }
}

async function agree(editions: readonly Edition[], list: readonly Facts[], on: string): Promise<number> {
  city.put(entriesOf(list))
  const standings = await city.watch(editions, on, new Map())
  editions.forEach((edition, i) => {
    const theirs = explained(edition, list, on)
    expect(standingOf(city, edition.measure)).toEqual(theirs.standing)
    expect(standings[i]).toMatchObject(theirs.tally)
  })
  return editions.length * list.length
}

test('a rule has one value in explain and in columns', async () => {
  let pairs = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyRule, { minLength: 3, maxLength: 3 }), subjects, days, async (rules, list, on) => {
      pairs += await agree(rules.map(asMeasure), list, on)
    }),
    { numRuns: 120 * times, endOnFailure: true },
  )
  expect(pairs).toBeGreaterThanOrEqual(14_000 * times)
}, 600_000)

test('a measure has one outcome and one amount in explain and in columns', async () => {
  let pairs = 0
  const measures: Arbitrary<readonly string[]> = fc.array(anyMeasure, { minLength: 2, maxLength: 2 })
  await fc.assert(
    fc.asyncProperty(measures, subjects, days, async (texts, list, on) => {
      pairs += await agree(texts.map((text, i) => ({ ...editionOf(text), measure: `m${i}` })), list, on)
    }),
    { numRuns: 120 * times, endOnFailure: true },
  )
  expect(pairs).toBeGreaterThanOrEqual(9_000 * times)
}, 600_000)

test('tables over one fact and shares of one sum add up to what explain gives each, however many measures share them', async () => {
  const amount = fc.oneof(
    fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 4, maxLength: 4 }).chain((fen) => fc.subarray(['专科', '本科', '硕士', '博士'], { minLength: 1 }).map((codes) => `{ by: 学历, table: { ${codes.map((code, i) => `${code}: ${(fen[i] ?? 0) / 100}`).join(', ')} } }`)),
    fc.tuple(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 0, max: 300_000 }), fc.integer({ min: 0, max: 900_000 })).map(([percent, floor, over]) => `{ percent: ${percent / 1000}%, of: 工资, floor: ${floor / 100}, cap: ${(floor + over) / 100} }`),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(amount, { minLength: 12, maxLength: 12 }), subjects, days, async (list, people, on) => {
      await agree(list.map((gives, i) => ({ ...editionOf(`measure: plain\ntitle: 例\ndocument: { number: 例 }\nstage: 引进\nfor: person\ninForce: { from: 0001-01-01 }\nconditions: [{ says: 例, rule: "${['true', '全日制', '失信 or 全日制'][i % 3]}" }]\ngives: [{ kind: money, payee: person, amount: ${gives} }]\n`), measure: `m${i}` })), people, on)
    }),
    { numRuns: 30 * times, endOnFailure: true },
  )
}, 600_000)

const by: readonly (readonly Dimension[])[] = [
  [{ kind: 'place', digits: 6 }], [{ kind: 'fact', fact: '学历' }, { kind: 'years', fact: '生日', edges: [18, 35, 60] }], [{ kind: 'number', fact: '工资', edges: [1, 4000, 10000] }], [{ kind: 'fact', fact: '全日制' }],
]

test('a what-if is the same by columns and by explain, one subject after another', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyMeasure, { minLength: 3, maxLength: 3 }), subjects, days, fc.constantFrom(undefined, '980101'), async (texts, list, on, within) => {
      const [now, ...drafts] = texts.map((text) => ({ ...editionOf(text), measure: 'm' }))
      const question: WhatIfQuestion = { now, drafts, on, library: new Map(), by, years: true, ...(within === undefined ? {} : { within }) }
      const reference = new ReferenceCity(vocabulary)
      for (const each of [city, reference]) each.put(entriesOf(list))
      expect(timeless(await city.whatIf(question))).toEqual(timeless(await reference.whatIf(question)))
      for (const which of ['eligible', 'unknown', 'newly-in', 'newly-out', 'raised', 'lowered'] as const) {
        const [draft] = drafts
        if (draft) expect(await city.rows({ ...question, draft, which, offset: 1, limit: 10 })).toEqual(await reference.rows({ ...question, draft, which, offset: 1, limit: 10 }))
      }
    }),
    { numRuns: 60 * times, endOnFailure: true },
  )
}, 600_000)

function timeless(answer: WhatIfAnswer) {
  return { ...answer, milliseconds: 0 }
}
