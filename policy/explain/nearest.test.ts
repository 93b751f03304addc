import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readEdition } from '../measure/read.ts'
import type { Facts, FactValue } from '../vocabulary/facts.ts'
import { Subject } from '../vocabulary/facts.ts'
import { readVocabulary } from '../vocabulary/read.ts'
import { scopeOf } from '../vocabulary/vocabulary.ts'
import { explain } from './explain.ts'
import type { NearestMiss } from './explanation.ts'
import { judge, surroundings, withChanges } from './judge.ts'

const { vocabulary } = readVocabulary('v.yaml', `facts:
  - { name: 学历, type: code, codes: [专科, 本科, 硕士, 博士], ordered: true }
  - { name: 职称, type: code, codes: [无, 中级, 副高, 正高] }
  - { name: 全日制, type: boolean }
  - { name: 失信, type: boolean }
  - { name: 合同年限, type: number, unit: 年 }
  - { name: 月数, type: number, grows: monthly }
  - { name: 工资, type: money }
  - { name: 购房日, type: date }
  - { name: 出生日期, type: date, fixed: true }
  - { name: 毕业日期, type: date, fixed: true }
  - { name: 身份, type: list of code, codes: [留学, 港澳] }
  - { name: 社保, type: records, of: { 月份: { type: date } } }
`)
const scope = scopeOf(vocabulary)
const edition = (conditions: string, more = '') => {
  const read = readEdition('m.yaml', `measure: a\ntitle: 甲\ndocument: { number: 无 }\nstage: 引进\nfor: person\ninForce: { from: 2020-01-01, to: 2030-12-31 }\n${conditions}\ngives: [{ kind: service, what: 服务 }]\n${more}`, scope)
  if (!read.edition || read.diagnostics.some(({ severity }) => severity === 'error')) throw new Error(read.diagnostics.map(({ message }) => message).join('; '))
  return read.edition
}
const rules = (...list: readonly string[]) => `conditions: [${list.map((rule) => `{ says: 条件, rule: ${JSON.stringify(rule)} }`).join(', ')}]`
const near = (conditions: string, facts: Facts, more = '', on = '2024-09-01') => explain(edition(conditions, more), facts, { on, vocabulary }).nearest

const lapse = (conditions: string, facts: Facts, more = '', on = '2024-09-01') => explain(edition(conditions, more), facts, { on, vocabulary }).lapse

describe('what ends it', () => {
  test.each<[string, string, Facts, string, ReturnType<typeof lapse>]>([
    ['an age that is passed', rules('周岁(出生日期, 申请日) < 36'), { 出生日期: '1990-05-04' }, '', { day: '2026-05-03', because: ['条件'] }],
    ['a window of the measure', rules('全日制'), { 全日制: true }, 'limits: { window: { from: 2024-01-01, to: 2024-10-01 } }\n', { day: '2024-10-01', because: ['在2024-01-01至2024-10-01的申报期内提出'] }],
    ['two years after a day', rules('申请日 <= 毕业日期 + duration("P2Y")', '全日制'), { 毕业日期: '2023-02-28', 全日制: true }, '', { day: '2025-02-28', because: ['条件'] }],
    ['the end of the document, when nothing ends it before', rules('全日制'), { 全日制: true }, '', { day: '2030-12-31', because: ['事项在有效期内（2020-01-01至2030-12-31）'] }],
    ['the later of two ways', `anyOf: [{ name: 甲, conditions: [{ says: 年轻, rule: '周岁(出生日期, 申请日) < 36' }] }, { name: 乙, conditions: [{ says: 新毕业, rule: '申请日 <= 毕业日期 + duration("P2Y")' }] }]`, { 出生日期: '1990-05-04', 毕业日期: '2023-02-28' }, '', { day: '2026-05-03', because: ['年轻', '新毕业'] }],
  ])('%s', (_name, conditions, facts, more, expected) => {
    expect(lapse(conditions, facts, more)).toEqual(expected)
  })
  test('is not said of what does not hold', () => {
    expect(lapse(rules('全日制'), { 全日制: false })).toBeUndefined()
  })
  test('on its day it holds still, on the next no more, whatever the ages and days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 900 }), (years, born, graduated) => {
        const day = (n: number) => new Date(Date.UTC(1985, 0, 1) + n * 86_400_000).toISOString().slice(0, 10)
        const facts = { 出生日期: day(born), 毕业日期: day(13_700 + graduated) }
        const measure = edition(rules(`周岁(出生日期, 申请日) < ${years}`, '申请日 <= 毕业日期 + duration("P3Y")'))
        const end = explain(measure, facts, { on: '2024-09-01', vocabulary }).lapse
        if (!end) return
        const next = new Date(Date.parse(end.day) + 86_400_000).toISOString().slice(0, 10)
        expect(explain(measure, facts, { on: end.day, vocabulary }).outcome).toBe('eligible')
        expect(explain(measure, facts, { on: next, vocabulary }).outcome).toBe('ineligible')
      }),
    )
  })
})

describe('what turns it', () => {
  test.each<[string, string[], Facts, string, Partial<NearestMiss>]>([
    ['a step up an ordered list, not the top of it', ['不低于(学历, "硕士")'], { 学历: '本科' }, '需学历不低于硕士（现为本科）', { from: '2024-09-01' }],
    ['a sum short by a fen', ['工资 > 5000'], { 工资: 5000 }, '工资还差0.01元', {}],
    ['a yes or a no', ['not(失信)'], { 失信: true }, '“失信”需为否', {}],
    ['waiting for a day counted from another', ['申请日 >= 毕业日期 + duration("P2Y")'], { 毕业日期: '2023-02-28' }, '到2025年2月28日即满足“申请日不早于毕业日期后2年”', { date: '2025-02-28', until: '2030-12-31' }],
    ['an age that opens, and closes', ['周岁(出生日期, 申请日) in [18..19]'], { 出生日期: '2006-10-01' }, '到2024年10月1日即满足“截至申请日的周岁（自出生日期起）介于18至19之间”', { date: '2024-10-01', until: '2026-09-30', late: '过了2026年9月30日就来不及了' }],
    ['months that go on being paid', ['连续月数(社保, 申请日) >= 3'], { 社保: [{ 月份: '2024-09-01' }] }, '再缴满2个月（预计2024年11月1日起符合）', { date: '2024-11-01' }],
    ['one change that serves two conditions', ['不低于(学历, "本科")', '学历 in ["硕士", "博士"]'], { 学历: '专科' }, '需学历不低于本科（现为专科）', {}],
    ['two changes when one does not do', ['全日制', 'not(失信)'], { 全日制: false, 失信: true }, '“全日制”需为是；“失信”需为否', {}],
    ['waiting and a change', ['月数 >= 6', '全日制'], { 月数: 4, 全日制: false }, '月数还差2个月（预计2024年11月1日起符合）；“全日制”需为是', { from: '2024-11-01' }],
    ['one more entry of a list', ['"港澳" in 身份'], { 身份: ['留学'] }, '“身份”需有“港澳”', {}],
    ['an exempt way that is nearer', ['合同年限 >= 5 and 全日制 or 职称 = "正高"'], { 合同年限: 2, 全日制: false, 职称: '副高' }, '需职称为正高（现为副高）', {}],
  ])('%s', (_name, list, facts, words, expected) => {
    expect(near(rules(...list), facts)).toMatchObject({ words, ...expected })
  })

  test('of several alternatives, the one that needs least', () => {
    const anyOf = `anyOf: [{ name: 甲, conditions: [{ says: x, rule: '全日制 and not(失信)' }] }, { name: 乙, conditions: [{ says: y, rule: '合同年限 >= 3' }] }]`
    expect(near(anyOf, { 全日制: false, 失信: true, 合同年限: 2 })?.words).toBe('合同年限还差1年')
  })
  test('waiting past the end of the window is no way', () => {
    const found = near(rules('月数 >= 6'), { 月数: 4 }, 'limits: { window: { from: 2024-01-01, to: 2024-10-01 } }\n')
    expect(found?.date).toBeUndefined()
    expect(found?.words).toBe('月数还差2（按月增长还要2个月，等到那时已不符合）')
  })
  test('the next window of the year', () => {
    expect(near(rules('全日制'), { 全日制: true }, 'limits: { window: { yearly: { from: "03-15", to: "05-31" } } }\n')).toMatchObject({ date: '2025-03-15', until: '2025-05-31' })
  })
  test('a number that grows is never changed and then waited for: it is proposed as of the day', () => {
    const young = { 全日制: true, 月数: 4, 工资: '0', 学历: '专科', 出生日期: '2006-09-02' }
    expect(near(rules('not((月数 >= 4) and 全日制)', '月数 between 3 and 9', '周岁(出生日期, 申请日) >= 18', '工资 >= 5000'), young)).toMatchObject({ from: '2024-09-02', changes: [{ fact: '月数', to: { n: 3n, s: 0 } }, { date: '2024-09-02' }, { fact: '工资' }] })
  })
  test('nothing is proposed that nobody can change, nor more than three things', () => {
    expect(near(rules('出生日期 > @"2000-01-01"'), { 出生日期: '1990-01-01' })).toBeUndefined()
    expect(near(rules('全日制', 'not(失信)', '合同年限 >= 3', '工资 >= 9000'), { 全日制: false, 失信: true, 合同年限: 1, 工资: 1 })).toBeUndefined()
  })
})

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 8, nil: null })
const facts: fc.Arbitrary<Record<string, FactValue>> = fc.record({
  学历: maybe(fc.constantFrom('专科', '本科', '硕士', '博士')), 职称: maybe(fc.constantFrom('无', '中级', '副高', '正高')), 全日制: maybe(fc.boolean()), 失信: maybe(fc.boolean()),
  合同年限: maybe(fc.integer({ min: 0, max: 6 })), 月数: maybe(fc.integer({ min: 0, max: 12 })), 工资: maybe(fc.constantFrom('0', '4999.99', '5000', '9000')),
  购房日: maybe(fc.constantFrom('2023-06-30', '2024-02-29', '2024-08-31')), 出生日期: maybe(fc.constantFrom('1984-02-29', '1990-01-01', '2006-09-02')), 毕业日期: maybe(fc.constantFrom('2021-06-30', '2023-02-28', '2024-06-30')),
  身份: maybe(fc.subarray(['留学', '港澳'])),
})
const plain = fc.oneof(
  fc.constantFrom('全日制', 'not(失信)', '失信', 'not(全日制)', '职称 = "正高"', '职称 != "无"', '职称 in ["中级", "副高"]', '学历 in ["硕士", "博士"]', '"港澳" in 身份'),
  fc.tuple(fc.constantFrom('不低于', '高于', '低于', '不高于'), fc.constantFrom('本科', '硕士')).map(([sign, code]) => `${sign}(学历, "${code}")`),
  fc.tuple(fc.constantFrom('合同年限', '月数'), fc.constantFrom('>=', '<=', '>', '<', '=', '!='), fc.integer({ min: 1, max: 6 })).map(([fact, sign, n]) => `${fact} ${sign} ${n}`),
  fc.constantFrom('工资 >= 5000', '工资 < 5000', '合同年限 in [2..4]', '月数 between 3 and 9', '购房日 >= @"2024-01-01"', '购房日 < @"2024-01-01"', '申请日 >= 毕业日期 + duration("P2Y")', '申请日 <= 毕业日期 + duration("P2Y")', '周岁(出生日期, 申请日) <= 40', '周岁(出生日期, 申请日) >= 18'),
)
const rule = fc.oneof(plain, fc.tuple(plain, fc.constantFrom('and', 'or'), plain).map(([a, op, b]) => `(${a}) ${op} (${b})`), fc.tuple(plain, plain, plain).map(([a, b, c]) => `(${a}) and ((${b}) or (${c}))`), fc.tuple(plain, plain).map(([a, b]) => `not((${a}) and (${b}))`))

/** Every value that could matter to the generated rules. */
const values: Readonly<Record<string, readonly FactValue[]>> = {
  学历: ['专科', '本科', '硕士', '博士'], 职称: ['无', '中级', '副高', '正高'], 全日制: [true, false], 失信: [true, false], 合同年限: [0, 1, 2, 3, 4, 5, 6, 7], 月数: [0, 1, 2, 3, 4, 5, 6, 7, 9, 10],
  工资: ['0', '4999.99', '5000', '9000'], 购房日: ['2023-12-31', '2024-01-01'], 身份: [[], ['港澳'], ['留学'], ['留学', '港澳']],
}

test('applying the change turns the outcome, and no smaller change does', () => {
  const on = '2024-09-01'
  let found = 0
  let pairs = 0
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 3 }), facts, (list, given) => {
      const measured = edition(rules(...list))
      const answer = explain(measured, given, { on, vocabulary })
      if (answer.outcome !== 'ineligible') return
      const at = surroundings(new Subject(given, vocabulary), on, undefined)
      const { nearest } = answer
      const single = Object.entries(values).some(([fact, all]) => given[fact] !== null && all.some((value) => judge(measured, surroundings(new Subject({ ...given, [fact]: value }, vocabulary), on, undefined)) !== false))
      if (!nearest) {
        expect(single).toBe(false)
        return
      }
      found += 1
      if (nearest.changes.length > 1) {
        pairs += 1
        expect(single).toBe(false)
      }
      // facts as changed; what grows by the month has grown meanwhile
      const changed = new Map(nearest.changes.flatMap((change) => (change.fact === undefined ? [] : [[change.fact, change.to ?? null] as const])))
      const waited = nearest.changes.find((change) => change.date !== undefined)
      const months = at.fact('月数')
      if (waited && !changed.has('月数') && months !== null && typeof months === 'object' && 'n' in months && typeof months.n === 'bigint') changed.set('月数', { n: months.n + BigInt(monthsBetween(on, nearest.from)), s: 0 })
      expect([list, given, nearest.words, judge(measured, withChanges(at, changed, nearest.from))]).not.toEqual([list, given, nearest.words, false])
    }),
    { numRuns: 3000 },
  )
  expect(found).toBeGreaterThan(800)
  expect(pairs).toBeGreaterThan(100)
})

function monthsBetween(from: string, to: string): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) - (to.slice(8) < from.slice(8) ? 1 : 0)
}
