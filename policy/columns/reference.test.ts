import { expect, test } from 'vitest'
import { readEdition } from '../measure/read.ts'
import { readVocabulary } from '../vocabulary/read.ts'
import { scopeOf } from '../vocabulary/vocabulary.ts'
import { ReferenceCity } from './reference.ts'

const { vocabulary } = readVocabulary('词表', `
facts:
  - { name: 学位, type: code, codes: [学士, 硕士, 博士], ordered: true }
  - { name: 社保月数, type: number }
  - { name: 出生日期, type: date }
`)
const text = (months: number) => `
measure: living
edition: ${months}
title: 生活补贴
document: { number: 例〔2026〕1号 }
stage: 引进
for: person
inForce: { from: 2026-01-01 }
conditions:
  - { says: 硕士以上, rule: '不低于(学位, "硕士")' }
  - { says: 社保满${months}个月, rule: 社保月数 >= ${months} }
gives:
  - kind: money
    payee: person
    amount: { by: 学位, table: { 硕士: 20000, 博士: 50000 } }
    schedule: [{ share: 50%, due: 申请日 }, { share: 50%, due: '申请日 + duration("P1Y")' }]
delivery: apply
path: [{ step: 审定, by: city.talent-office, within: 5wd }]
examples: [{ name: 硕士, on: 2026-06-01, facts: { 学位: 硕士, 社保月数: 12 }, outcome: eligible, amount: 20000 }]
`
function edition(months: number) {
  const read = readEdition('例', text(months), scopeOf(vocabulary))
  if (!read.edition) throw new Error(JSON.stringify(read.diagnostics))
  return read.edition
}
const people = [
  { id: 'a', place: '980101001', facts: { 学位: '硕士', 社保月数: 7, 出生日期: '1990-01-01' } },
  { id: 'b', place: '980101002', facts: { 学位: '博士', 社保月数: 12, 出生日期: '2000-01-01' } },
  { id: 'c', place: '980102001', facts: { 学位: '博士', 社保月数: null, 出生日期: null } },
  { id: 'd', place: null, facts: { 学位: '学士', 社保月数: 30, 出生日期: '2000-06-02' } },
]
const on = '2026-06-01'
const library = new Map()
function city() {
  const made = new ReferenceCity(vocabulary)
  made.put(people)
  return made
}

test('a lowered bound brings in who stood between, with the money of two years', async () => {
  const answer = await city().whatIf({ now: edition(12), drafts: [edition(6)], on, library, by: [[{ kind: 'place', digits: 6 }], [{ kind: 'years', fact: '出生日期', edges: [25, 30] }, { kind: 'fact', fact: '学位' }]], years: true })
  expect(answer.now).toMatchObject({ eligible: 1, unknown: 1, ineligible: 2, fen: 5_000_000n })
  const [draft] = answer.drafts
  expect(draft).toMatchObject({ eligible: 2, unknown: 1, newlyIn: 1, newlyOut: 0, raised: 0, fen: 7_000_000n, years: [{ year: 2026, fen: 3_500_000n }, { year: 2027, fen: 3_500_000n }] })
  expect(draft?.groups[0]).toMatchObject([{ key: ['980101'], subjects: 2, eligibleNow: 1, eligible: 2, newlyIn: 1, fenNow: 5_000_000n, fen: 7_000_000n }, { key: ['980102'], subjects: 1, unknown: 1 }])
  expect(draft?.groups[1]?.map(({ key }) => key)).toEqual([['25-29', '博士'], ['>=30', '硕士'], [null, '博士']])
})

test('the list behind a figure is that figure', async () => {
  const question = { now: edition(12), draft: edition(6), on, library, offset: 0, limit: 10 } as const
  expect(await city().rows({ ...question, which: 'newly-in' })).toEqual({ total: 1, rows: [{ id: 'a', fenNow: null, fen: 2_000_000n }] })
  expect((await city().rows({ ...question, which: 'unknown' })).rows.map(({ id }) => id)).toEqual(['c'])
  expect((await city().rows({ ...question, which: 'eligible', within: '980102' })).total).toBe(0)
  expect((await city().rows({ ...question, which: 'eligible', group: { by: [{ kind: 'fact', fact: '学位' }], key: ['博士'] } })).total).toBe(1)
})

test('a changed fact is told for the watched measure, once', async () => {
  const watching = city()
  expect(await watching.watch([edition(12)], on, library)).toMatchObject([{ measure: 'living', edition: 12, eligible: 1, unknown: 1, ineligible: 2 }])
  const grown = { id: 'a', place: null, facts: { 学位: '硕士', 社保月数: 12 } }
  expect(watching.put([grown])).toEqual([{ id: 'a', measure: 'living', before: 'ineligible', after: 'eligible', fen: 2_000_000n }])
  expect(watching.put([grown])).toEqual([])
  expect(watching.put([{ id: 'e', place: null, facts: {} }, { id: 'f', place: null, facts: { 学位: '学士' } }])).toEqual([{ id: 'e', measure: 'living', before: null, after: 'unknown', fen: null }])
  watching.remove(['b'])
  expect(watching.standing('living', 'eligible', 0, 10)).toEqual({ total: 1, rows: [{ id: 'a', fenNow: null, fen: 2_000_000n }] })
})

test('a fact of the wrong kind is refused and leaves the city as it was', () => {
  const small = city()
  expect(() => small.put([{ id: 'x', place: null, facts: {} }, { id: 'y', place: null, facts: { 学位: '大学' } }])).toThrow('代码表里没有')
  expect(small.subjects).toBe(4)
})
