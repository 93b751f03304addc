import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Judge } from '../explain/together.ts'
import { explain } from '../explain/explain.ts'
import { checkExpression } from '../language/check.ts'
import { anyMeasure, testVocabulary } from '../sql/generate.ts'
import { FactProblem, readValue, type Facts, type FactValue } from '../vocabulary/facts.ts'
import { brokenBy, vocabularyChanges } from '../vocabulary/change.ts'
import { readVocabulary } from '../vocabulary/read.ts'
import { scopeOf } from '../vocabulary/vocabulary.ts'
import { readEdition } from './read.ts'

const read = (facts: string) => readVocabulary('v.yaml', `facts:\n${facts}`).vocabulary
const vocabulary = read('  - { name: 年龄, type: number }\n  - { name: 购房日, type: date }\n  - { name: 院校, type: text }\n')
const scope = scopeOf(vocabulary)
const measure = (rule: string) => `measure: a\ntitle: 甲\ndocument: { number: 无 }\nstage: 引进\nfor: person\ninForce: { from: 2020-01-01 }\nconditions:\n  - says: 条件\n    rule: ${JSON.stringify(rule)}\ngives: [{ kind: money, amount: 1 }]\n`

describe('what is too much is refused with a sentence', () => {
  test.each([
    ['a product of two hundred facts', Array.from({ length: 200 }, () => '年龄').join(' * ') + ' > 1', '连乘太多'],
    ['a power of a power', '((年龄 ** 12) ** 12) ** 12 > 1', '连乘太多'],
    ['a list of a million codes', `院校 in [${Array.from({ length: 1_000_000 }, (_, i) => `"c${i}"`).join(',')}]`, '上限'],
    ['a million brackets', `${'('.repeat(1_000_000)}年龄`, '上限'],
    ['a rule of four thousand sums', `${Array.from({ length: 4000 }, () => '1').join('+')} > 年龄`, '嵌套超过'],
    ['a division by zero', '年龄 / 0 > 1', '除数是零'],
    ['the year 10000', '购房日 > @"10000-01-01"', '不是日期'],
  ])('%s', (_name, rule, expected) => {
    const { expr, findings } = checkExpression(rule, scope)
    expect([expr, findings.map((finding) => finding.message).join()]).toEqual([undefined, expect.stringContaining(expected)])
  })

  test('a million codes are sent to a list of the vocabulary', () => {
    expect(checkExpression(`院校 in [${Array.from({ length: 200_000 }, (_, i) => `"c${i}"`).join(',')}]`, scope).findings[0]?.suggestion).toContain('在名单')
  })
  test('the same inside a measure, beside a condition that stands', () => {
    const { edition, diagnostics } = readEdition('a.yaml', measure(`${'not('.repeat(2000)}true${')'.repeat(2000)}`), scope)
    expect(diagnostics.map((entry) => entry.message).join()).toContain('嵌套超过')
    expect(edition && explain(edition, {}, { on: '2024-01-01', vocabulary }).outcome).toBe('unknown')
  })
  test('a number of more digits than any engine carries is no value of a fact', () => {
    for (const digits of ['9'.repeat(41), '1e90', `0.${'1'.repeat(31)}`]) expect(() => readValue(digits, { kind: 'number' }, '年龄')).toThrow(FactProblem)
    expect(readValue('9'.repeat(40), { kind: 'number' }, '年龄')).toMatchObject({ s: 0 })
  })
  test('a divisor that turns out zero and a day at the end of the calendar are settled', () => {
    const outcome = (rule: string, facts: Facts) => {
      const { edition } = readEdition('a.yaml', measure(rule), scope)
      return edition && explain(edition, facts, { on: '9999-12-31', vocabulary }).outcome
    }
    expect(outcome('1 / 年龄 > 0', { 年龄: 0 })).toBe('unknown')
    expect(outcome('购房日 + duration("P100Y") >= @"9999-12-31"', { 购房日: '9999-12-31' })).toBe('eligible')
    expect(outcome('购房日 + duration("P1D") * 年龄 >= @"9999-12-31"', { 购房日: '2024-01-01', 年龄: '9'.repeat(40) })).toBe('eligible')
  })
})

describe('a vocabulary that changes under its measures', () => {
  const before = read('  - { name: 学历, type: code, codes: [专科, 本科, 硕士], ordered: true }\n  - { name: 年龄, type: number }\n  - { name: 获奖, type: records, of: { 级别: text } }\n')
  const texts = [{ file: 'a.yaml', text: measure('不低于(学历, "本科") and 年龄 >= 18') }, { file: 'b.yaml', text: measure('年龄 >= 18') }]
  test.each([
    ['another type', '  - { name: 学历, type: text }\n  - { name: 年龄, type: number }\n  - { name: 获奖, type: records, of: { 级别: text } }\n', ['“学历”由代码（专科、本科、硕士）改成了文字'], ['a.yaml']],
    ['a code less', '  - { name: 学历, type: code, codes: [专科, 硕士], ordered: true }\n  - { name: 年龄, type: number }\n  - { name: 获奖, type: records, of: { 级别: text } }\n', ['“学历”的代码表里没有“本科”了'], ['a.yaml']],
    ['another order', '  - { name: 学历, type: code, codes: [硕士, 本科, 专科], ordered: true }\n  - { name: 年龄, type: number }\n  - { name: 获奖, type: records, of: { 级别: text } }\n', ['“学历”的高低次序变了'], []],
    ['a fact less', '  - { name: 学历, type: code, codes: [专科, 本科, 硕士], ordered: true }\n  - { name: 获奖, type: records, of: { 日期: date } }\n', ['词表里没有“年龄”了', '“获奖”的记录里没有“级别”了'], ['a.yaml', 'b.yaml']],
    ['a code more', '  - { name: 学历, type: code, codes: [专科, 本科, 硕士, 博士], ordered: true }\n  - { name: 年龄, type: number }\n  - { name: 获奖, type: records, of: { 级别: text } }\n', [], []],
  ])('%s', (_name, facts, changes, broken) => {
    const after = read(facts)
    expect(vocabularyChanges(before, after).map((change) => change.words)).toEqual(changes)
    const found = brokenBy(texts, before, after)
    expect(found.map((one) => one.file)).toEqual(broken)
    for (const one of found) expect(one.words).toContain(changes[0] ?? '')
  })
})

test('a measure that the checker accepts never fails at run time, whatever the facts', () => {
  const generated = testVocabulary()
  const names = scopeOf(generated)
  const huge = fc.constantFrom('9'.repeat(40), `-${'9'.repeat(40)}`, `0.${'0'.repeat(29)}1`, '0', '-0.5', '1e39')
  const day = fc.constantFrom('0001-01-01', '9999-12-31', '2024-02-29', '1900-03-01')
  const text = fc.constantFrom('', '甲', '\u{1F600}', "'", '\\', 'constructor', '__proto__', 'x'.repeat(5000))
  const maybe = (value: fc.Arbitrary<FactValue>) => fc.option(value, { freq: 4, nil: null })
  const records = (fields: Record<string, fc.Arbitrary<FactValue>>) => maybe(fc.array(fc.record(fields), { maxLength: 30 }))
  const facts: fc.Arbitrary<Facts> = fc.record({
    学历: maybe(fc.constantFrom('专科', '博士')), 职称: maybe(fc.constantFrom('无', '正高')), 全日制: maybe(fc.boolean()), 失信: maybe(fc.boolean()),
    年龄: maybe(huge), 月数: maybe(huge), 工资: maybe(huge), 引进日: maybe(day), 生日: maybe(day), 院校: maybe(text), 身份: maybe(fc.constantFrom<FactValue>([], ['留学', '港澳', '台湾'])),
    获奖: records({ 级别: maybe(fc.constantFrom('市级', '国家级')), 日期: maybe(day), 奖金: maybe(huge), 集体: maybe(fc.boolean()) }),
    社保: records({ 月份: maybe(day), 补缴: maybe(fc.boolean()) }), 任职: records({ 起: maybe(day), 止: maybe(day) }),
  })
  let accepted = 0
  fc.assert(
    fc.property(anyMeasure, fc.array(facts, { minLength: 3, maxLength: 3 }), fc.constantFrom('2024-02-29', '9999-12-31', '0001-01-01'), (written, subjects, on) => {
      const { edition, diagnostics } = readEdition('generated.yaml', written, names)
      if (!edition || diagnostics.some((entry) => entry.severity === 'error')) return
      accepted += 1
      const judge = new Judge([edition], generated)
      for (const given of subjects) {
        const answer = explain(edition, given, { on, vocabulary: generated })
        expect(JSON.stringify(answer, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)).length).toBeGreaterThan(0)
        expect(judge.all(given, on)[0]?.outcome).toBe(answer.outcome)
      }
    }),
    { numRuns: 250 },
  )
  expect(accepted).toBeGreaterThan(150)
}, 120_000)
