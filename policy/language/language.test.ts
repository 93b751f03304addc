import { evaluate as feelin } from 'feelin'
import { parser as feelParser } from 'lezer-feel'
import { describe, expect, test } from 'vitest'
import { readVocabulary } from '../vocabulary/read.ts'
import { Subject, type Facts } from '../vocabulary/facts.ts'
import { scopeOf } from '../vocabulary/vocabulary.ts'
import { checkExpression } from './check.ts'
import { formatDecimal } from './decimal.ts'
import { compile, isDecimal } from './evaluate.ts'
import { parse } from './parser.ts'
import type { Syntax } from './syntax.ts'
import type { Known } from './type.ts'
import { words } from './words.ts'

const { vocabulary, diagnostics } = readVocabulary('vocabulary.yaml', `
facts:
  - { name: 学历, type: code, codes: [专科, 本科, 硕士, 博士], ordered: true }
  - { name: 人才类别, type: code, codes: [A, B, C] }
  - { name: 全日制, type: boolean }
  - { name: 失信, type: boolean }
  - { name: 年龄, type: number }
  - { name: 月工资, type: money }
  - { name: 出生日期, type: date }
  - { name: 毕业日期, type: date }
  - { name: 毕业院校, type: text }
  - { name: 获奖, type: records, of: { 级别: { type: code, codes: [市级, 省级, 国家级], ordered: true }, 日期: { type: date }, 奖金: { type: money } } }
  - { name: 社保缴费, type: records, of: { 月份: { type: date }, 补缴: { type: boolean } } }
lists:
  - { name: 双一流高校, editions: [ { from: 2017-09-21, to: 2022-02-13, members: [甲大学] }, { from: 2022-02-14, members: [甲大学, 乙大学] } ] }
statistics:
  - { name: 社会平均工资, values: { 2023: 8000, 2024: 8400.50 } }
calendar: { from: 2024-01-01, to: 2024-12-31, holidays: [2024-10-01, 2024-10-02, 2024-10-03, 2024-10-04, 2024-10-07], workdays: [2024-09-29, 2024-10-12] }
`)
const scope = scopeOf(vocabulary)

function value(rule: string, facts: Facts = {}, on = '2024-09-01'): Known {
  const { expr, findings } = checkExpression(rule, scope)
  if (!expr) throw new Error(findings.map((f) => `${f.message} ${f.suggestion ?? ''}`).join('; '))
  const subject = new Subject(facts, vocabulary)
  return compile(expr)({ fact: (name) => subject.get(name), on, locals: [], calendar: vocabulary.calendar, measure: () => null })
}
function shown(rule: string, facts: Facts = {}, on?: string): unknown {
  const known = value(rule, facts, on)
  return isDecimal(known) ? formatDecimal(known) : known
}
function refusal(rule: string): string {
  const { findings } = checkExpression(rule, scope)
  return findings.map((f) => `${f.message}${f.suggestion === undefined ? '' : `——${f.suggestion}`}`).join('; ')
}

/** The shape as fully bracketed text. */
function shape(node: Syntax | undefined): string {
  if (!node) return '✗'
  switch (node.kind) {
    case 'name': case 'number': case 'text': return node.text
    case 'and': case 'or': return `(${node.parts.map(shape).join(` ${node.kind} `)})`
    case 'compare': return `(${shape(node.left)} ${node.comparator} ${shape(node.right)})`
    case 'arithmetic': return `(${shape(node.left)} ${node.operator} ${shape(node.right)})`
    case 'in': return `(${shape(node.left)} in ${node.tests.map(shape).join('|')})`
    case 'between': return `(${shape(node.left)} between ${shape(node.low)} ${shape(node.high)})`
    case 'list': return `[${node.items.map(shape).join(',')}]`
    case 'negate': return `(-${shape(node.of)})`
    default: return node.kind
  }
}

test('the vocabulary of these tests is clean', () => expect(diagnostics).toEqual([]))

describe('a rule means what its reader sees: each pair of operators', () => {
  test.each([
    ['a in [b, c] and d', '((a in [b,c]) and d)'],
    ['a in [b, c] or d', '((a in [b,c]) or d)'],
    ['d and a in [b, c]', '(d and (a in [b,c]))'],
    ['d or a in b', '(d or (a in b))'],
    ['a = b and c = d', '((a = b) and (c = d))'],
    ['a = b or c', '((a = b) or c)'],
    ['a or b and c', '(a or (b and c))'],
    ['a and b or c', '((a and b) or c)'],
    ['a or b = c', '(a or (b = c))'],
    ['a between 1 and 2 and c', '((a between 1 2) and c)'],
    ['c or a between 1 and 2', '(c or (a between 1 2))'],
    ['a between 1 + 1 and 2 * 3', '(a between (1 + 1) (2 * 3))'],
    ['a + b = c - d', '((a + b) = (c - d))'],
    ['a + b in [c]', '((a + b) in [c])'],
    ['a + b * c', '(a + (b * c))'],
    ['a * b + c', '((a * b) + c)'],
    ['a - b - c', '((a - b) - c)'],
    ['a / b * c', '((a / b) * c)'],
    ['a * b ** c', '(a * (b ** c))'],
    ['a ** b ** c', '((a ** b) ** c)'],
    ['-a ** b', '((-a) ** b)'],
    ['-a + b', '((-a) + b)'],
    ['a < b or c >= d and e != f', '((a < b) or ((c >= d) and (e != f)))'],
  ])('%s', (rule, expected) => expect(shape(parse(rule).syntax)).toBe(expected))

  test('comparisons do not chain', () => {
    for (const rule of ['年龄 < 3 < 5', '年龄 = 3 = true', '年龄 in [1] in [2]', '年龄 in [1] = true']) expect(refusal(rule)).toContain('比较不能连写')
  })
})

test('what lezer-feel takes as FEEL, our parser takes too', () => {
  const feel = feelParser.configure({ top: 'Expression' })
  for (const rule of ['a in (1..5]', 'a in ]1..5[', 'some x in y satisfies x.a > 1', 'y[a = 1].b', 'if a then b else c', '@"2024-01-01"', 'a in (<5, >10)', 'f(a, -1)', 'not(a) or b', '"a\\"b" = c', 'round half up(a, 2)']) {
    const tree = feel.parse(rule)
    let errors = 0
    tree.iterate({ enter: (node) => { if (node.type.isError) errors += 1 } })
    expect([rule, errors]).toEqual([rule, 0])
    expect([rule, parse(rule).findings]).toEqual([rule, []])
  }
})

test('feelin agrees on expressions whose facts are all known', () => {
  const context = { 学历: '硕士', 年龄: 30, 全日制: true, 月工资: 8000.5, 获奖: [{ 级别: '省级', 奖金: 100 }, { 级别: '市级', 奖金: 50 }] }
  for (const rule of [
    '(学历 in ["硕士", "博士"]) and 全日制', '年龄 between 18 and 30', '年龄 in (18..30)', '年龄 in [18..30]', '年龄 in (< 20, > 29)', '学历 != "硕士"', 'not(全日制) or 年龄 > 3', 'if 年龄 > 29 then "高" else "低"',
    '年龄 * 2 - 7', '2 ** 3 ** 2', '-2 ** 2', 'modulo(-7, 3)', 'floor(-1.5)', 'round half up(-2.5, 0)', 'max(1, 年龄, 7)', 'sum([1, 2, 3])', 'min(获奖.奖金)', 'count(获奖[级别 = "省级"])', 'sum(获奖[奖金 > 60].奖金)', 'some x in 获奖 satisfies x.奖金 > 60',
    'every x in 获奖 satisfies x.奖金 > 60', '"省级" in 获奖.级别', '@"2024-02-29" + duration("P1Y") = @"2025-02-28"', '@"2024-03-31" - duration("P1M") = @"2024-02-29"', '@"2024-03-31" - @"2024-03-01" = duration("P30D")', '"a" + "b"', 'contains("abc", "b")', 'string length("中文")', '@"2024-03-31".year', '月工资 > 8000 and 8 / 2 / 2 = 2', 'list contains([1, 2], 2)',
  ]) {
    const referee: unknown = feelin(rule, context).value
    const ours = shown(rule, context)
    expect([rule, ours]).toEqual([rule, typeof referee === 'number' ? String(referee) : referee])
  }
})

describe('unknown is a value of every fact', () => {
  test.each<[string, Known]>([
    ['年龄 > 3 and false', false], ['年龄 > 3 and true', null], ['年龄 > 3 or true', true], ['年龄 > 3 or false', null], ['not(全日制)', null],
    ['年龄 = 5', null], ['年龄 != 5', null], ['年龄 in [1, 2]', null], ['学历 in ["博士"]', null], ['不低于(学历, "硕士")', null],
    ['年龄 in [1..2]', null], ['if 全日制 then 1 = 1 else 1 = 1', null], ['min(年龄, 3) > 0', null], ['max(年龄, 3) > 0', null],
    ['已知(年龄)', false], ['not(已知(年龄))', true], ['count(获奖) = 0', null], ['some x in 获奖 satisfies x.级别 = "省级"', null],
    ['1 / (年龄 - 年龄) > 0', null], ['周岁(出生日期, 申请日) >= 18', null],
  ])('%s', (rule, expected) => expect(value(rule)).toBe(expected))

  test('in one record: some needs one yes, every needs no doubt, count needs all', () => {
    const facts = { 获奖: [{ 级别: '省级', 奖金: 10 }, { 级别: null, 奖金: null }] }
    expect(value('some x in 获奖 satisfies x.级别 = "省级"', facts)).toBe(true)
    expect(value('some x in 获奖 satisfies x.级别 = "国家级"', facts)).toBe(null)
    expect(value('every x in 获奖 satisfies x.级别 = "国家级"', facts)).toBe(false)
    expect(value('every x in 获奖 satisfies x.级别 = "省级"', facts)).toBe(null)
    expect(value('count(获奖[级别 = "省级"])', facts)).toBe(null)
    expect(shown('count(获奖)', facts)).toBe('2')
    expect(value('sum(获奖.奖金)', facts)).toBe(null)
  })

  test('of nobody: count and sum are 0, min is unknown, some is false, every is true', () => {
    const facts = { 获奖: [] }
    expect(shown('sum(获奖.奖金)', facts)).toBe('0')
    expect(shown('count(获奖[级别 = "省级"])', facts)).toBe('0')
    expect(value('min(获奖.奖金)', facts)).toBe(null)
    expect(value('some x in 获奖 satisfies x.奖金 > 0', facts)).toBe(false)
    expect(value('every x in 获奖 satisfies x.奖金 > 0', facts)).toBe(true)
  })

  test('a division by zero is unknown, and a written zero is refused', () => {
    expect(value('1 / 年龄 > 0', { 年龄: 0 })).toBe(null)
    expect(refusal('年龄 / 0 > 1')).toContain('除数是零')
  })
})

test('numbers are decimals and a division keeps 12 places, half away from zero', () => {
  expect(value('0.1 + 0.2 = 0.3')).toBe(true)
  expect(shown('2 / 3')).toBe('0.666666666667')
  expect(shown('-2 / 3')).toBe('-0.666666666667')
  expect(shown('7 / 2')).toBe('3.5')
  expect(shown('round(2.345, 2)')).toBe('2.35')
  expect(shown('12345678901234567890.01 * 3')).toBe('37037036703703703670.03')
})

test('days: month ends clip, 29 February, full years on the birthday or the day after', () => {
  expect(shown('@"2024-01-31" + duration("P1M")')).toBe('2024-02-29')
  expect(shown('周岁(@"2004-02-29", @"2025-02-28")')).toBe('20')
  expect(shown('周岁(@"2004-02-29", @"2025-03-01")')).toBe('21')
  expect(shown('周岁(@"2000-09-01", 申请日)')).toBe('24')
  expect(shown('周岁(@"2000-09-01", 申请日, "生日次日")')).toBe('23')
  expect(shown('@"9999-12-31" + duration("P1Y")')).toBe('9999-12-31')
  expect(shown('月数(@"2024-01-31", @"2024-02-29")')).toBe('0')
  expect(shown('工作日后(@"2024-09-30", 1)')).toBe('2024-10-08')
  expect(value('工作日后(@"2024-12-31", 1)')).toBe(null)
})

test('insured months: the run that ends this month or last, gaps only as allowed', () => {
  const months = (...list: string[]) => ({ 社保缴费: list.map((month) => ({ 月份: `${month}-01`, 补缴: false })) })
  expect(shown('连续月数(社保缴费, 申请日)', months('2024-07', '2024-08', '2024-06'))).toBe('3')
  expect(shown('连续月数(社保缴费, 申请日)', months('2024-07', '2024-08', '2024-09', '2024-09'))).toBe('3')
  expect(shown('连续月数(社保缴费, 申请日)', months('2024-07'))).toBe('0')
  expect(shown('连续月数(社保缴费, 申请日)', months('2024-08', '2024-06'))).toBe('1')
  expect(shown('连续月数(社保缴费, 申请日, 1)', months('2024-08', '2024-06'))).toBe('2')
  expect(shown('累计月数(社保缴费, 申请日)', months('2024-10', '2024-06', '2023-01'))).toBe('2')
  expect(shown('连续月数(社保缴费[补缴 = false], 申请日)', { 社保缴费: [{ 月份: '2024-08-01', 补缴: true }] })).toBe('0')
})

test('a list is read in the edition of the day that the clause names', () => {
  expect(value('在名单("双一流高校", 毕业院校, 毕业日期)', { 毕业院校: '乙大学', 毕业日期: '2021-06-30' })).toBe(false)
  expect(value('在名单("双一流高校", 毕业院校, 毕业日期)', { 毕业院校: '乙大学', 毕业日期: '2022-06-30' })).toBe(true)
  expect(value('在名单("双一流高校", 毕业院校, 毕业日期)', { 毕业院校: '乙大学', 毕业日期: '2010-06-30' })).toBe(null)
  expect(value('月工资 >= 年度统计("社会平均工资", 年(申请日) - 1)', { 月工资: 8000 })).toBe(true)
  expect(value('月工资 >= 年度统计("社会平均工资", 年(申请日) + 1)', { 月工资: 8000 })).toBe(null)
})

describe('what cannot be right is refused with a sentence', () => {
  test.each([
    ['学厉 = "硕士"', '是不是想写“学历”？'],
    ['学历 = "大学"', '代码表里没有“大学”'],
    ['学历 > "本科"', '不低于'],
    ['年龄 = "三十"', '不能比较'],
    ['毕业日期 > "2024-01-01"', '日期请写 @"2024-07-01"'],
    ['毕业日期 + 1 > 申请日', '日期加减时长'],
    ['年龄 = null', '已知'],
    ['年龄 >= 18 且 全日制', '少了运算符'],
    ['年龄 >= 18，全日制', '英文逗号'],
    ['年龄 == 18', '请写 ='],
    ['年龄 => 18', '请写 >='],
    ['(年龄 > 18', '还缺一个“)”'],
    ['年龄 > 18)', '没有配对的左括号'],
    ['"abc', '引号没有配对'],
    ['not 全日制', 'not(…)'],
    ['today() > 毕业日期', '申请日'],
    ['周岁(出生日期) > 3', '要 2 个参数'],
    ['获奖[1]', '没有先后次序'],
    ['级别 = "省级"', '词表里没有“级别”'],
    ['some x in 获奖 satisfies 级别 = "省级"', 'x.级别'],
    ['count(获奖[等级 = "省级"]) > 0', '级别'],
    ['年龄 in []', '永远不成立'],
    ['for x in 获奖 return x', '没有 for 循环'],
    ['', '规则是空的'],
    ['年龄 >', '后面还缺内容'],
    ['{a: 1}', '结构'],
    ['date("2024-02-30") > 毕业日期', '不是日期'],
  ])('%s', (rule, part) => expect(refusal(rule)).toContain(part))

  // clause: ASVS 1.3.5
  test('500 brackets, a rule of 10,000 characters and a list of 50,000 are settled, not a crash', () => {
    expect(value(`${'('.repeat(500)}年龄 > 3${')'.repeat(500)}`, { 年龄: 4 })).toBe(true)
    expect(refusal(`${'('.repeat(20_000)}年龄${')'.repeat(20_000)}`)).toContain('嵌套超过')
    expect(value(Array.from({ length: 1000 }, () => '年龄 > 3').join(' and '), { 年龄: 4 })).toBe(true)
    expect(refusal(`${Array.from({ length: 5000 }, () => '年龄').join(' + ')} > 3`)).toContain('嵌套超过')
    expect(refusal(`${'not('.repeat(400)}全日制${')'.repeat(400)}`)).toContain('嵌套超过')
    expect(refusal(`${'-'.repeat(5000)}年龄 > 1`)).toContain('嵌套超过')
    expect(refusal('a'.repeat(200_000))).toContain('上限')
    expect(value(`年龄 in [${Array.from({ length: 15_000 }, (_, i) => i).join(',')}]`, { 年龄: 14_999 })).toBe(true)
  })
})

test('the parse is shown back in words', () => {
  const say = (rule: string) => { const { expr } = checkExpression(rule, scope); return expr ? words(expr) : '' }
  expect(say('学历 in ["硕士", "博士"] and 全日制')).toBe('学历为硕士、博士之一，并且全日制')
  expect(say('(年龄 <= 45 or 全日制) and not(失信)')).toBe('（年龄不超过45，或者全日制），并且不是“失信”')
  expect(say('申请日 <= 毕业日期 + duration("P2Y")')).toBe('申请日不晚于毕业日期后2年')
})
