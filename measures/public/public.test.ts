import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { measure, publish } from '../../test/library.ts'
import { qingyu } from '../../test/qingyu-library.ts'
import { Said, test, type World } from '../../test/world.ts'
import { deriveFacts, keepLayout, layoutOf, storeFacts } from '../city/fact-store.ts'
import { liveLibrary } from '../library.ts'
import { plainMeasure, publicRules, searchPolicies } from './contract.ts'
import { plainOf } from './plain.ts'
import { shownEditions } from './standing.ts'

/** Somebody who has not signed in. */
const passer = (world: World) => ({
  searches: async (asked: object) => searchPolicies.output.parse(await world.post('', searchPolicies.name, asked)),
  reads: async (asked: object) => plainMeasure.output.parse(await world.post('', plainMeasure.name, asked)),
})

const plain = (code: string, on = '2026-06-15') => {
  const library = qingyu()
  const today = plainDate(on)
  const shown = shownEditions(library, today).find(({ edition }) => edition.measure === code)
  if (!shown) throw new Error(`no measure ${code}`)
  return plainOf(library, shown, today)
}

describe('whoever has not signed in', () => {
  test('finds a measure and reads it, what is ended with what came in its place', async ({ world }) => {
    await publish(world, { 'a.yaml': measure({ to: '2026-06-30', on: '2026-05-01' }), 'b.yaml': measure({ edition: 2, from: '2026-07-01', on: '2026-07-01', age: 40 }) })
    const found = await passer(world).searches({ text: 'qnrcjt' })
    expect(found.rows).toMatchObject([{ measure: 'young-allowance', edition: 1, standing: { state: 'inForce', words: expect.stringContaining('执行至2026年6月30日') } }])
    expect(found.rows[0]?.hits).toMatchObject([{ word: 'qnrcjt', by: '青年人才津贴', field: 'title' }])
    world.setToday('2026-07-01')
    expect((await passer(world).searches({})).rows).toMatchObject([{ edition: 2, standing: { state: 'inForce' } }])
    expect((await passer(world).reads({ measure: 'young-allowance', edition: 1 })).standing).toMatchObject({ state: 'ended', replacedBy: { edition: 2, from: '2026-07-01' } })
    await expect(passer(world).reads({ measure: 'nothing' })).rejects.toMatchObject({ kind: 'missing' })
  })

  test('is told in a sentence when nothing is found, and what is near', async ({ world }) => {
    await publish(world, { 'a.yaml': measure() })
    expect(await passer(world).searches({ text: '津帖' })).toMatchObject({ rows: [], sentence: expect.stringContaining('没有政策写到“津帖”'), near: [{ measure: 'young-allowance' }] })
    expect(await passer(world).searches({ text: '青年', who: 'employer' })).toMatchObject({ rows: [], sentence: expect.stringContaining('去掉一个筛选条件') })
  })

  test('gets the rules to compute with, and no row of anybody', async ({ world }) => {
    await publish(world, { 'a.yaml': measure() })
    const rules = publicRules.output.parse(await world.post('', publicRules.name, {}))
    expect(rules).toMatchObject({ on: '2026-06-15', people: 0, prior: [] })
    expect(JSON.parse(rules.editions[0] ?? '')).toMatchObject({ measure: 'young-allowance', limits: { once: 'person' } })
    expect(JSON.stringify(rules)).not.toMatch(/talent.living|正好35岁|class_level/)
  })

  test('gets shares counted over the city’s people, and from them nobody', async ({ world }) => {
    await publish(world, { 'a.yaml': measure() })
    const ids: string[] = []
    for (let i = 0; i < 45; i++) ids.push(await world.person({ birthDate: '1990-03-01' }))
    const vocabulary = await world.asSystem(async (db) => (await liveLibrary(db)).vocabulary)
    const derived = await deriveFacts(world.database, vocabulary, 'person', world.today, ids)
    await world.asSystem(async (db) => {
      await keepLayout(db, layoutOf(vocabulary, 'person'))
      await storeFacts(db, derived, world.today)
    })
    const rules = publicRules.output.parse(await world.post('', publicRules.name, {}))
    expect(rules).toMatchObject({ people: 45, prior: [{ weight: 1000, facts: { 年龄: [{ value: 36 }, { value: 36 }] } }] })
    for (const id of ids) expect(JSON.stringify(rules)).not.toContain(id)
  })

  test('five thousand characters are refused in a sentence', async ({ world }) => {
    const refused = await world.post('', searchPolicies.name, { text: '租'.repeat(5000) }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Said)
    expect(refused).toMatchObject({ kind: 'invalid', message: expect.stringContaining('搜索的话太长了，最多 100 个字') })
  })
})

describe('a measure in plain words', () => {
  test('prints its sums as the clause does: three tables and the cap', () => {
    const [give] = plain('rent-subsidy').gives
    expect(give?.tables.map(({ head }) => head[0])).toEqual(['人才类别', '学历', '技能等级'])
    expect(give?.tables[0]?.rows).toContainEqual(['A', '5000元'])
    expect(give?.sentences).toEqual(['下列各档都够得上的，取最高的一档', '不超过月薪 × 0.5'])
    expect(give?.paid).toContain('每月发放')
  })

  test('prints a table of two keys as a matrix', () => {
    const [give] = plain('living-subsidy').gives
    expect(give?.tables[0]?.head).toEqual([expect.stringContaining('学历'), '是', '否'])
    expect(give?.tables[0]?.rows).toContainEqual(['博士研究生', '3000元', '2500元'])
  })

  test('says which papers the city has already', () => {
    expect(plain('degree-upgrade-grant').papers).toContainEqual({ name: '学位证书', when: null, has: [{ fact: '学位', source: '市教育局' }], reuse: '10年' })
  })

  test('tells examples of nobody: no day, no school; and why not', () => {
    const { examples } = plain('living-subsidy')
    expect(examples.map(({ outcome }) => outcome)).toContain('ineligible')
    const told = examples.flatMap(({ facts }) => facts)
    expect(told.length).toBeGreaterThan(0)
    for (const { name, words } of told) {
      expect(name).not.toBe('毕业院校')
      expect(words).not.toMatch(/月\d{1,2}日/)
    }
    expect(examples.find(({ outcome }) => outcome === 'ineligible')?.because).not.toBeNull()
  })

  test('goes on after its last day by the notice that says so', () => {
    expect(plain('rent-subsidy').standing).toMatchObject({ state: 'inForce', words: expect.stringContaining('青建函〔2025〕112号') })
  })
})
