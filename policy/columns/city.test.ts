import fc from 'fast-check'
import { expect, test } from 'vitest'
import { explain } from '../explain/explain.ts'
import { anyFacts, anyMeasure } from '../sql/generate.ts'
import { FactProblem } from '../vocabulary/facts.ts'
import { entriesOf, readGenerated, standingOf, vocabulary } from './agreement.ts'
import { ColumnCity } from './city.ts'
import type { Dimension, WhatIfQuestion } from './question.ts'
import { ReferenceCity } from './reference.ts'
import { rowsPerBlock } from './store/memory.ts'

const people = fc.sample(anyFacts, { numRuns: 80, seed: 21 })
const others = fc.sample(anyFacts, { numRuns: 80, seed: 22 })
const editions = fc.sample(anyMeasure, { numRuns: 24, seed: 23 }).flatMap((text, i) => {
  const edition = readGenerated(text)
  return edition ? [{ ...edition, measure: `m${i}` }] : []
})
const on = '2024-09-01'
const nothing = new Map()
const by: readonly (readonly Dimension[])[] = [[{ kind: 'place', digits: 9 }], [{ kind: 'fact', fact: '学历' }, { kind: 'fact', fact: '失信' }]]
const [now, ...drafts] = editions.slice(0, 4)
const question: WhatIfQuestion = { now, drafts, on, library: nothing, by }
function measure(rule: string, amount = '1000') {
  const edition = readGenerated(`measure: written\ntitle: 例\ndocument: { number: 无 }\nstage: 引进\nfor: person\ninForce: { from: 2020-01-01 }\nconditions: [{ says: 甲, rule: ${JSON.stringify(rule)} }]\ngives: [{ kind: money, amount: ${amount} }]\n`)
  if (!edition) throw new Error(rule)
  return edition
}

test('several threads answer as one does, over many blocks', async () => {
  const plain = ['年龄 >= 18 and 学历 in ["硕士", "博士"]', '引进日 <= 生日 or 月数 <= 年龄', '周岁(生日, 引进日) < 45 or 全日制', '工资 >= 4000'].map((rule, i) => ({ ...measure(rule, i % 2 === 0 ? '{ by: 学历, table: { 专科: 1, 本科: 2, 硕士: 3, 博士: 4 } }' : '{ percent: 30%, of: 工资, cap: 4000 }'), measure: `p${i}` }))
  const [now, ...drafts] = plain
  const question: WhatIfQuestion = { now, drafts, on, library: nothing, by }
  const count = 5 * rowsPerBlock + 77
  const many = Array.from({ length: count }, (_, i) => ({ id: `${i}`, place: `98010${i % 7}001`, facts: people[i % people.length] ?? {} }))
  const [one, four] = [new ColumnCity(vocabulary), new ColumnCity(vocabulary, { threads: 4 })]
  for (const city of [one, four]) city.put(many)
  for (let round = 0; round < 5; round += 1) {
    expect(await four.watch(plain, on, nothing)).toEqual(await one.watch(plain, on, nothing))
    const [a, b] = [await one.whatIf(question), await four.whatIf(question)]
    expect({ ...b, milliseconds: 0 }).toEqual({ ...a, milliseconds: 0 })
  }
  await Promise.all([one.close(), four.close()])
}, 120_000)

test('a change of facts tells the same outcomes as explain asked again, and stands afterwards', async () => {
  const [city, reference] = [new ColumnCity(vocabulary), new ReferenceCity(vocabulary)]
  for (const each of [city, reference]) {
    each.put(entriesOf(people))
    await each.watch(editions, on, nothing)
  }
  // some changed, some new
  const arriving = entriesOf(others).map((entry, i) => (i % 3 === 0 ? { ...entry, id: `new ${i}` } : entry))
  expect(city.put(arriving)).toEqual(reference.put(arriving))
  for (const each of [city, reference]) each.remove(['5', 'new 3', 'nobody'])
  expect(city.subjects).toBe(reference.subjects)
  for (const { measure } of editions) expect(standingOf(city, measure)).toEqual(standingOf(reference, measure))
  const [ours, theirs] = [await city.whatIf(question), await reference.whatIf(question)]
  expect({ ...ours, milliseconds: 0 }).toEqual({ ...theirs, milliseconds: 0 })
  // a freed row is given to the next who comes, with nothing of him who went
  city.put([{ id: 'next', place: null, facts: {} }])
  expect(await city.watch([measure('已知(年龄) or 已知(获奖) or 已知(院校) or 已知(全日制)')], on, nothing)).toMatchObject([{ eligible: expect.any(Number), unknown: 0 }])
  expect(city.standing('written', 'eligible', 0, 1000).rows.map(({ id }) => id)).not.toContain('next')
})

test('what no column holds is judged by the interpreter, with the same answer', async () => {
  const facts = [
    { 工资: '1234567890123456789012345678901234567890', 年龄: 30 }, { 工资: 5000.1234567, 年龄: 0.1 }, { 年龄: 40, 申请日: '2020-02-29', 引进日: '2020-01-01' },
    { '享受("other")': true, '享受金额("other")': 900, 年龄: 50 }, { 年龄: 9007199254740993n }, { 工资: 9_999_999_999_999, 年龄: 60 }, { 年龄: 20, 工资: 100 }, {},
  ]
  const rules = [measure('年龄 >= 18', '{ percent: 30%, of: 工资 }'), measure('申请日 > 引进日', '{ percent: 30%, of: 工资, cap: 4000 }'), measure('享受("other")', '{ formula: "享受金额(\\"other\\") * 2" }'), measure('工资 * 年龄 > 100', '{ unit: 100, quantity: 年龄 ** 3 }')].map((edition, i) => ({ ...edition, measure: `r${i}` }))
  const [city, reference] = [new ColumnCity(vocabulary), new ReferenceCity(vocabulary)]
  for (const each of [city, reference]) each.put(entriesOf(facts))
  expect(await city.watch(rules, on, nothing)).toEqual(await reference.watch(rules, on, nothing))
  for (const { measure } of rules) expect(standingOf(city, measure)).toEqual(standingOf(reference, measure))
  const asked = { now: rules[0], drafts: rules.slice(1), on, library: nothing, by, years: true }
  expect({ ...(await city.whatIf(asked)), milliseconds: 0 }).toEqual({ ...(await reference.whatIf(asked)), milliseconds: 0 })
})

test('columns of numbers are filled in as they are', async () => {
  const city = new ColumnCity(vocabulary)
  city.fill(3, { columns: [{ fact: '学历', values: [0, 2, 3], valid: Uint8Array.of(0b011) }, { fact: '工资', values: [100, 500_000, 1] }, { fact: '生日', values: [0, 10_957, 20_000] }, { fact: '全日制', values: [1, 0, 1] }], places: [0, 1, 0], placeCodes: ['980101001', '980102001'] })
  const [standing] = await city.watch([measure('学历 = "硕士" and 工资 >= 5000 and 生日 = @"2000-01-01" and not(全日制)')], on, nothing)
  expect(standing).toMatchObject({ eligible: 1, unknown: 0, ineligible: 2 })
  expect(city.bytes).toBeGreaterThan(0)
})

test('a fact of the wrong type is refused, and nobody has been taken in', () => {
  const city = new ColumnCity(vocabulary)
  expect(() => city.put([{ id: 'a', place: null, facts: { 年龄: 30 } }, { id: 'b', place: null, facts: { 学历: '博士后' } }])).toThrow(FactProblem)
  expect(() => city.put([{ id: 'a', place: null, facts: { 申请日: '明天' } }])).toThrow(FactProblem)
  expect(city.subjects).toBe(0)
})

test('a column that gets wider, finer or a new text keeps what it held', async () => {
  const city = new ColumnCity(vocabulary)
  const values = [1, 40_000, 0.5, 3_000_000_000, -7, 123.456]
  const facts = values.map((年龄, i) => ({ 年龄, 院校: `院校${i}` }))
  facts.forEach((each, i) => city.put([{ id: `${i}`, place: null, facts: each }]))
  const rules = values.map((value, i) => ({ ...measure(`年龄 = ${value < 0 ? `(- ${-value})` : value} and 院校 = "院校${i}"`), measure: `v${i}` }))
  expect((await city.watch(rules, on, nothing)).map(({ eligible }) => eligible)).toEqual(values.map(() => 1))
  for (let i = 0; i < 70_000; i += 1) city.put([{ id: `t${i}`, place: null, facts: { 院校: `第${i}所` } }])
  expect((await city.watch([{ ...measure('院校 in ["第255所", "第256所", "第65536所", "院校3"]'), measure: 'texts' }], on, nothing))[0]).toMatchObject({ eligible: 4 })
})

test('a measure that the checker accepted never fails at run time', async () => {
  const extremes = [0, -1, 9007199254740991, '99999999999999999999999999999', '0.000000000000000000000000000001', null] as const
  const facts = extremes.flatMap((number) => ['0001-01-01', '9999-12-31', null].map((day) => ({ 年龄: number, 月数: number, 工资: number, 引进日: day, 生日: day, 获奖: day === null ? null : [{ 级别: '省级', 日期: day, 奖金: number, 集体: null }], 社保: [], 任职: day === null ? null : [{ 起: day, 止: null }] })))
  const city = new ColumnCity(vocabulary)
  city.put(entriesOf(facts))
  await fc.assert(fc.asyncProperty(anyMeasure, async (text) => {
    const edition = readGenerated(text)
    fc.pre(edition !== undefined)
    if (!edition) return
    await city.watch([edition], on, nothing)
    expect(standingOf(city, edition.measure)).toEqual(facts.flatMap((each, i) => {
      const { outcome, amount } = explain(edition, each, { on, vocabulary, withoutNearest: true })
      return outcome === 'eligible' ? [`${i} eligible ${amount}`] : outcome === 'unknown' ? [`${i} unknown`] : []
    }).sort())
  }), { numRuns: 100, endOnFailure: true })
}, 120_000)

test.each([16, 17, 256, 257])('a set among %i texts is read as explain reads it, and who has been removed is not counted', async (texts) => {
  const facts = Array.from({ length: texts + 1 }, (_, i) => ({ 院校: i === texts ? null : `校${i}`, 年龄: i % 50 }))
  const members = Array.from({ length: texts }, (_, i) => `校${i}`).filter((_, i) => i % 3 === 0 || i >= texts - 2)
  const edition = measure(`院校 in [${members.map((member) => JSON.stringify(member)).join(', ')}] and 年龄 <= 40`)
  const city = new ColumnCity(vocabulary)
  city.put(entriesOf(facts))
  city.remove(['0'])
  const [standing] = await city.watch([edition], on, nothing)
  const answers = facts.slice(1).map((each) => explain(edition, each, { on, vocabulary, withoutNearest: true }).outcome)
  const count = (wanted: string): number => answers.filter((outcome) => outcome === wanted).length
  expect(standing).toMatchObject({ eligible: count('eligible'), ineligible: count('ineligible'), unknown: count('unknown') })
  await city.close()
})
