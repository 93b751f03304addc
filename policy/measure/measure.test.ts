import { describe, expect, test } from 'vitest'
import { explain } from '../explain/explain.ts'
import { describe as describeEdition } from '../explain/describe.ts'
import type { Diagnostic } from '../language/diagnostic.ts'
import { formatFen } from '../language/decimal.ts'
import type { Facts } from '../vocabulary/facts.ts'
import { readVocabulary } from '../vocabulary/read.ts'
import { scopeOf } from '../vocabulary/vocabulary.ts'
import { lintEdition } from './lint.ts'
import { readEdition } from './read.ts'

const { vocabulary } = readVocabulary('vocabulary.yaml', `
facts:
  - { name: 学历, type: code, codes: [专科, 本科, 硕士, 博士], ordered: true }
  - { name: 年龄, type: number }
  - { name: 社保连续月数, type: number, unit: 个月, grows: monthly }
  - { name: 工资, type: money }
  - { name: 全日制, type: boolean, ask: 您是否为全日制毕业？ }
  - { name: 出生日期, type: date, fixed: true }
  - { name: 购房日期, type: date }
`)

const head = 'measure: m\ntitle: 测试\ndocument: { number: 无 }\nstage: 引进\nfor: person\ninForce: { from: 2024-01-01 }\n'
const money = 'gives: [{ kind: money, amount: 100 }]\n'

function read(body: string) {
  const { edition, diagnostics } = readEdition('m.yaml', head + body, scopeOf(vocabulary))
  return { edition, diagnostics: edition ? [...diagnostics, ...lintEdition(edition, vocabulary)] : diagnostics }
}
function complaints(body: string, severity: Diagnostic['severity'] = 'error'): string {
  return read(body).diagnostics.filter((entry) => entry.severity === severity && entry.code !== 'no-examples').map((entry) => `${entry.line}:${entry.column} ${entry.message}${entry.suggestion === undefined ? '' : `——${entry.suggestion}`}`).join('\n')
}
function answer(body: string, facts: Facts, on = '2024-09-01') {
  const { edition, diagnostics } = read(body)
  if (!edition) throw new Error(JSON.stringify(diagnostics))
  return explain(edition, facts, { on, vocabulary })
}
function payments(body: string, facts: Facts, on?: string): string[] {
  return answer(body, facts, on).schedule.map((payment) => `${payment.due} ${formatFen(payment.amount)}${payment.paidBy.map((part) => ` ${part.payer}${formatFen(part.amount)}`).join('')}`)
}
const grown = 'conditions: [{ says: 成年, rule: 年龄 >= 18 }]\n'

describe('a measure that cannot be right is refused at its place, as a colleague would say it', () => {
  test.each([
    ['a misspelt fact', `conditions: [{ says: x, rule: 学厉 = "硕士" }]\n${money}`, '7:31 词表里没有“学厉”这项事实——是不是想写“学历”？'],
    ['a misspelt key', `${grown}${money}combin: { group: x }\n`, '9:1 事项里没有“combin”这一项——是不是想写“combine”？'],
    ['a repeated key', `${grown}${money}title: 再写一次\n`, '同一层里有重复的键'],
    ['a table with a hole', `${grown}gives: [{ kind: money, amount: { by: 学历, table: { 硕士: 1, 博士: 2 } } }]\n`, '金额表缺“专科、本科”'],
    ['a table key outside the code list', `${grown}gives: [{ kind: money, amount: { by: 学历, table: { 大学: 1, 其他: 2 } } }]\n`, '“大学”不在代码表里'],
    ['two conditions that nobody meets', `conditions: [{ says: 四十五以上, rule: 年龄 > 45 }, { says: 十八以下, rule: 年龄 < 18 }]\n${money}`, '“年龄小于18”与“四十五以上”矛盾'],
    ['shares that do not add up', `${grown}gives: [{ kind: money, amount: 100, schedule: [{ share: 50%, due: 申请日 }, { share: 40%, due: 申请日 }] }]\n`, '合计是 90%'],
    ['payers that do not add up', `${grown}gives: [{ kind: money, amount: 100, paidBy: { 市: 50%, 县: 60% } }]\n`, '合计是 110%'],
    ['a payer whom nobody knows', `${grown}gives: [{ kind: money, amount: 100, paidBy: { 街坊: 100% } }]\n`, '看不出是哪一级'],
    ['one purse named twice', `${grown}gives: [{ kind: money, amount: 100, paidBy: { 县级: 50%, 区级: 50% } }]\n`, '是同一级'],
    ['a share too fine for the ledger', `${grown}gives: [{ kind: money, amount: 100, paidBy: { 市级: 33.333%, 县区: 66.667% } }]\n`, '最多写到万分之一'],
    ['a row of payers that does not add up', `${grown}gives: [{ kind: money, amount: 100, paidBy: [{ in: { 山区县: 980105 }, shares: { 市级: 80%, 县区: 10% } }, { shares: { 市级: 100% } }] }]\n`, '合计是 90%'],
    ['payers by place without the other places', `${grown}gives: [{ kind: money, amount: 100, paidBy: [{ in: { 山区县: 980105 }, shares: { 市级: 100% } }] }]\n`, '其余地方由谁负担'],
    ['one place in two rows of payers', `${grown}gives: [{ kind: money, amount: 100, paidBy: [{ in: { 山区县: 980105 }, shares: { 市级: 100% } }, { in: { 山区镇: 980105003 }, shares: { 县区: 100% } }, { shares: { 市级: 100% } }] }]\n`, '重叠'],
    ['a place that is no code', `${grown}gives: [{ kind: money, amount: 100, paidBy: [{ in: { 山区县: 岚山 }, shares: { 市级: 100% } }, { shares: { 市级: 100% } }] }]\n`, '6、9 或 12 位'],
    ['instalments that miss the amount', `${grown}gives: [{ kind: money, amount: 100, schedule: [{ amount: 50, due: 申请日 }, { amount: 40, due: 申请日 }] }]\n`, '各期金额之和不等于总金额'],
    ['a floor above the cap', `${grown}gives: [{ kind: money, amount: { percent: 30%, of: 工资, floor: 5, cap: 4 } }]\n`, '下限 floor 高于上限 cap'],
    ['a window that closes before it opens', `${grown}${money}limits: { window: { from: 2025-01-01, to: 2024-01-01 } }\n`, '申报期的结束日早于起始日'],
    ['an unknown office', `${grown}${money}path: [{ step: 审核, by: country.hr }]\n`, '不是办理机构'],
    ['no condition', money, '事项没有条件'],
    ['nothing given', grown, '事项没有写给什么'],
    ['an alias', `${grown}gives: *x\n`, 'YAML'],
    ['a rule cut by commas', `conditions: [{ says: x, rule: 不低于(学历, "硕士") }]\n${money}`, '单引号'],
    ['a number for a condition', `conditions: [{ says: x, rule: 年龄 + 1 }]\n${money}`, '应当是条件'],
  ])('%s', (_name, body, expected) => expect(complaints(body)).toContain(expected))

  test('a part of a condition that depends on the day does not hide what the other parts exclude', () => {
    expect(complaints(`conditions: [{ says: 硕士以上，45周岁以下, rule: '不低于(学历, "硕士") and 周岁(出生日期, 申请日) <= 45' }]\ngives: [{ kind: money, amount: { by: 学历, table: { 硕士: 1, 博士: 2 } } }]\n`)).not.toContain('缺')
    expect(complaints(`conditions: [{ says: 本科以上，45周岁以下, rule: '不低于(学历, "本科") and 周岁(出生日期, 申请日) <= 45' }]\ngives: [{ kind: money, amount: { by: 学历, table: { 硕士: 1, 博士: 2 } } }]\n`)).toContain('金额表缺“本科”')
  })

  test('what is merely odd is a warning', () => {
    expect(complaints(`conditions: [{ says: 硕士以上, rule: '不低于(学历, "硕士")' }, { says: 研究生, rule: 'not(学历 = "专科")' }]\n${money}`, 'warning')).toContain('这一条是多余的')
    expect(complaints(`conditions: [{ says: 硕士以上, rule: '不低于(学历, "硕士")' }]\ngives: [{ kind: money, amount: { by: 学历, table: { 本科: 3, 硕士: 1, 博士: 2 } } }]\n`, 'warning')).toContain('“本科”一行没有人用得上')
    expect(complaints(`conditions: [{ says: 硕士以上, rule: '不低于(学历, "硕士")' }, { says: 其一, rule: '学历 = "专科" or 年龄 > 3' }]\n${money}`, 'warning')).toContain('永远用不上')
  })

  test('one bad rule leaves the others readable, and nobody becomes eligible for want of it', () => {
    const result = answer(`conditions: [{ says: 坏的, rule: 学厉 = "硕士" }, { says: 好的, rule: 年龄 > 3 }]\n${money}`, { 年龄: 5 })
    expect([result.outcome, result.conditions.map((condition) => condition.outcome)]).toEqual(['unknown', ['unknown', 'eligible']])
  })

  test('deep brackets, deep indentation and an empty file are sentences', () => {
    for (const text of [`a: ${'['.repeat(100_000)}`, Array.from({ length: 500 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), '', '\u0000\u0001', '- '.repeat(5000)]) {
      const { diagnostics } = readEdition('deep.yaml', text, scopeOf(vocabulary))
      expect(diagnostics.some((entry) => entry.severity === 'error')).toBe(true)
    }
  })
})

describe('the nearest miss', () => {
  test('time alone: the day a number that grows monthly is reached', () => {
    const result = answer(`conditions: [{ says: 满六个月, rule: 社保连续月数 >= 6 }]\n${money}`, { 社保连续月数: 4 })
    expect(result.nearest).toMatchObject({ words: '社保连续月数还差2个月（预计2024年11月1日起符合）', date: '2024-11-01' })
  })
  test('time alone: a birthday', () => {
    expect(answer(`conditions: [{ says: 成年, rule: '周岁(出生日期, 申请日) >= 18' }]\n${money}`, { 出生日期: '2006-09-02' }).nearest?.date).toBe('2024-09-02')
  })
  test('a window that closes meanwhile takes the date away', () => {
    const body = `conditions: [{ says: 满六个月, rule: 社保连续月数 >= 6 }]\n${money}limits: { window: { from: 2024-01-01, to: 2024-10-01 } }\n`
    expect(answer(body, { 社保连续月数: 4 }).nearest).not.toHaveProperty('date')
  })
  test('a fact that nobody can change is never proposed', () => {
    expect(answer(`conditions: [{ says: 年轻, rule: '出生日期 > @"2000-01-01"' }]\n${money}`, { 出生日期: '1990-01-01' }).nearest).toBeUndefined()
  })
})

describe('schedules', () => {
  test('shares round to the fen and the last one takes the remainder; payers round down, and the last one takes the rest', () => {
    const body = `${grown}gives: [{ kind: money, amount: 100.01, schedule: [{ share: 30%, due: 申请日 }, { share: 30%, due: '申请日 + duration("P1Y")' }, { share: 40%, due: '申请日 + duration("P2Y")' }], paidBy: { 市: 50%, 县: 50% } }]\n`
    expect(payments(body, { 年龄: 20 }, '2024-02-29')).toEqual(['2024-02-29 30.00 市15.00县15.00', '2025-02-28 30.00 市15.00县15.00', '2026-02-28 40.01 市20.00县20.01'].map((line) => line.replace('县', ' 县')))
  })
  const periodic = (events: string) => `${grown}gives: [{ kind: money, amount: 1000, schedule: { every: month, times: 4, from: '@"2024-01-31"', rates: [100%, 80%, 50%], events: [${events}] } }]\n`
  test('a rate per period, month ends clipped from the first day', () => {
    expect(payments(periodic(''), { 年龄: 20 })).toEqual(['2024-01-31 1000.00', '2024-02-29 800.00', '2024-03-31 500.00', '2024-04-30 500.00'])
    expect(answer(periodic(''), { 年龄: 20 }).amount).toBe(280_000n)
  })
  test.each([
    ['stop', '', ['2024-01-31 1000.00', '2024-02-29 800.00']],
    ['accelerate', '', ['2024-01-31 1000.00', '2024-02-29 800.00', '2024-03-01 500.00', '2024-03-01 500.00']],
    ['suspend', `, until: '@"2024-04-01"'`, ['2024-01-31 1000.00', '2024-02-29 800.00', '2024-04-30 500.00']],
    ['extend', ', by: 1', ['2024-01-31 1000.00', '2024-02-29 800.00', '2024-03-31 500.00', '2024-04-30 500.00', '2024-05-31 500.00']],
  ])('an event that has happened: %s', (does, more, expected) => {
    const body = periodic(`{ says: 购房, on: 购房日期, does: ${does}${more} }`)
    expect(payments(body, { 年龄: 20, 购房日期: '2024-03-01' })).toEqual(expected)
    expect(payments(body, { 年龄: 20 })).toHaveLength(4)
  })
})

test('net and gross are told apart', () => {
  const body = (stated: string) => `${grown}gives: [{ kind: money, amount: 1250, tax: { stated: ${stated}, rate: 20% } }]\n`
  expect(answer(body('gross'), { 年龄: 20 }).gives[0]?.net).toBe(100_000n)
  expect(answer(body('net'), { 年龄: 20 }).gives[0]?.net).toBe(125_000n)
})

test('each payment says to whom it goes and what is withheld; a kind of income without one rate is refused', () => {
  const body = (more: string) => `${grown}gives: [{ kind: money, payee: landlord, amount: 1250, tax: { stated: gross, rate: 20%${more} } }]\n`
  expect(answer(body(''), { 年龄: 20 }).schedule).toMatchObject([{ payee: 'landlord', tax: { stated: 'gross', item: '偶然所得' } }])
  expect(answer(body(', item: 财产租赁所得'), { 年龄: 20 }).schedule).toMatchObject([{ tax: { item: '财产租赁所得' } }])
  expect(complaints(body(', item: 工资薪金所得'))).toContain('工资薪金所得')
})

test('a missing fact comes with its question, and only what matters is asked', () => {
  const body = `conditions: [{ says: 其一, rule: 全日制 or 年龄 > 3 }]\n${money}`
  expect(answer(body, {}).missing).toEqual([{ fact: '全日制', ask: '您是否为全日制毕业？' }, { fact: '年龄' }])
  expect(answer(body, { 年龄: 2 }).missing).toEqual([{ fact: '全日制', ask: '您是否为全日制毕业？' }])
  expect(answer(body, { 年龄: 5 }).missing).toEqual([])
})

test('a measure is told back in plain words', () => {
  const { edition } = read(`${grown}gives: [{ kind: money, amount: { percent: 30%, of: 工资, cap: 50000 }, schedule: { every: year, times: 3 }, paidBy: { 市级: 40%, 县区: 60% } }]\nlimits: { once: person }\n`)
  if (!edition) throw new Error('refused')
  expect(describeEdition(edition)).toMatchObject({ conditions: [{ words: '年龄不少于18' }], gives: ['工资的30%，不超过5万元；自申请日起每年发放，共3期；付给本人；市级承担40%，县区承担60%'], limits: ['每人只享受一次'] })
})
