import { describe, expect, test } from 'vitest'
import { readVocabulary } from '../vocabulary/read.ts'
import { scopeOf } from '../vocabulary/vocabulary.ts'
import { lintEdition } from './lint.ts'
import { readEdition } from './read.ts'

const { vocabulary } = readVocabulary('v.yaml', `facts:
  - { name: 学历, type: code, codes: [专科, 本科, 硕士, 博士], ordered: true }
  - { name: 身份, type: code, codes: [内地, 港澳, 外国] }
  - { name: 全日制, type: boolean }
  - { name: 年龄, type: number }
  - { name: 购房日, type: date }
`)

/** What the lint says of a measure with these parts, with the text at the place it points to. */
function said(body: string): readonly string[] {
  const text = `measure: a\ntitle: 甲\ndocument: { number: 无 }\nstage: 引进\nfor: person\n${body.includes('inForce:') ? '' : 'inForce: { from: 2020-01-01 }\n'}${body.includes('gives:') ? '' : 'gives: [{ kind: money, amount: 1 }]\n'}${body}`
  const { edition, diagnostics } = readEdition('a.yaml', text, scopeOf(vocabulary))
  const errors = diagnostics.filter((entry) => entry.severity === 'error')
  if (!edition || errors.length > 0) throw new Error(errors.map((entry) => entry.message).join('; '))
  return lintEdition(edition, vocabulary).filter((entry) => entry.code !== 'no-examples').map((entry) => `${entry.severity} ${entry.message}${entry.suggestion === undefined ? '' : `（${entry.suggestion}）`} @${(text.split('\n')[(entry.line ?? 1) - 1] ?? '').slice((entry.column ?? 1) - 1, (entry.column ?? 1) + 5)}`)
}

const conditions = (...rules: readonly string[]) => `conditions:\n${rules.map((rule, i) => `  - { says: 第${i + 1}条, ${rule} }\n`).join('')}`

describe('as a colleague would say it', () => {
  test.each([
    ['two conditions that nobody meets', conditions(`rule: '不低于(学历, "硕士")'`, `rule: '学历 = "本科"'`), ['error “学历为本科”与“第1条”矛盾，没有人能同时满足 @学历 = "']],
    ['a condition that another implies', conditions(`rule: '年龄 <= 40'`, `rule: '年龄 < 45'`), ['warning “年龄小于45”已经包含在“第1条”里，这一条是多余的 @年龄 < 4']],
    ['an alternative that the conditions exclude', `${conditions(`rule: 全日制`)}anyOf: [{ name: 甲, conditions: [{ says: 其一, rule: 'not(全日制)' }] }, { name: 乙, conditions: [{ says: 其二, rule: 年龄 > 3 }] }]\n`, ['warning “不是“全日制””与“第1条”矛盾，没有人能同时满足 @not(全']],
    ['alternatives that are all excluded', `${conditions(`rule: 全日制`)}anyOf: [{ name: 甲, conditions: [{ says: 其一, rule: 'not(全日制)' }] }]\n`, ['warning', 'error 几条路径（anyOf）都走不通，没有人能符合']],
    ['an exemption of just those who fail', conditions(`rule: '学历 in ["硕士", "博士"]', exempt: '学历 in ["专科", "本科"]'`), ['warning “第1条”等于没写：不满足的人正好都豁免了（核对豁免 exempt 的范围） @学历 in']],
    ['an exemption of a yes by a no', conditions(`rule: 全日制, exempt: not(全日制)`), ['warning “第1条”等于没写']],
    ['an exemption that nobody needs', conditions(`rule: '年龄 >= 18', exempt: '年龄 >= 60'`), ['warning “年龄不少于60”的人本来就满足“年龄不少于18”，豁免用不上 @年龄 >=']],
    ['a benefit for those excluded', `${conditions(`rule: '不低于(学历, "硕士")'`)}gives: [{ name: 本科补贴, kind: money, amount: 1, when: '学历 = "本科"' }]\n`, ['warning “本科补贴”没有人用得上：条件已经排除了“学历为本科”的人 @学历 = "']],
    ['an uplift for everybody', `${conditions(`rule: 全日制`)}gives: [{ kind: money, amount: 1, uplifts: [{ says: 全日制的, when: 全日制, percent: 10% }] }]\n`, ['warning 上浮“全日制的”人人都有：条件已经要求“全日制”（直接写进金额） @全日制']],
    ['a row behind a wider one', `${conditions(`rule: 全日制`)}gives: [{ kind: money, amount: { rows: [{ when: 年龄 < 45, amount: 1 }, { when: 年龄 < 35, amount: 2 }], otherwise: 0 } }]\n`, ['warning 金额的“年龄小于35”一行轮不到：前面“年龄小于45”一行已经包括（把范围小的写在前面） @年龄 < 3']],
    ['a row for those excluded', `${conditions(`rule: 年龄 < 30`)}gives: [{ kind: money, amount: { rows: [{ when: 年龄 > 50, amount: 1 }], otherwise: 0 } }]\n`, ['warning 金额的“年龄大于50”一行没有人用得上：条件已经排除了他们 @年龄 > 5']],
    ['a sum in 万元 among sums in 元', `${conditions(`rule: 全日制`)}gives: [{ kind: money, amount: { by: 学历, table: { 博士: 600000, 硕士: 300000, 本科: 100000, 专科: 5 } } }]\n`, ['warning 金额表里“专科”只有5元，“博士”有600000元，是不是把万元写成了元？（文件里的金额一律写元） @学历']],
    ['a cap below every row', `${conditions(`rule: 全日制`)}gives: [{ kind: money, amount: { by: 学历, table: { 博士: 60000, 硕士: 30000, 其他: 20000 }, cap: 20 } }]\n`, []],
    ['a cap below every written row', `${conditions(`rule: '不低于(学历, "硕士")'`)}gives: [{ kind: money, amount: { by: 学历, table: { 博士: 60000, 硕士: 30000 }, cap: 20 } }]\n`, ['warning 上限20元低于表里每一行，各行都只发上限（核对上限 cap 的单位） @学历']],
    ['a window outside the validity', `inForce: { from: 2024-01-01, to: 2024-12-31 }\n${conditions(`rule: 全日制`)}limits: { window: { from: 2025-01-01, to: 2025-03-31 } }\n`, ['error 申报期不在有效期内，没有一天可以申报（核对 limits.window 和 inForce 的日期） @全日制']],
    ['a condition on the day that the validity excludes', `inForce: { from: 2024-01-01, to: 2024-12-31 }\n${conditions(`rule: '申请日 <= @"2023-12-31"'`)}`, ['error “申请日不晚于2023年12月31日”与“事项在有效期内（2024-01-01至2024-12-31）”矛盾，没有人能同时满足 @申请日 <=']],
  ])('%s', (_name, body, expected) => {
    const found = said(body)
    expect(found).toHaveLength(expected.length)
    expected.forEach((start, i) => expect(found[i]).toContain(start))
  })

  test('a way and an exemption that no example walks', () => {
    const body = `${conditions(`rule: 全日制, exempt: '身份 = "外国"'`)}anyOf: [{ name: 甲, conditions: [{ says: 其一, rule: 年龄 < 30 }] }, { name: 乙, conditions: [{ says: 其二, rule: '学历 = "博士"' }] }]\nexamples: [{ name: 甲, on: 2024-01-01, facts: { 全日制: true, 年龄: 20 }, outcome: eligible }]\n`
    expect(said(body)).toEqual([expect.stringContaining('没有一个例子走“乙”这条路径（补一个符合它的例子） @学历 = "'), expect.stringContaining('没有一个例子用到“第1条”的豁免（补一个被豁免的例子） @身份 = "')])
    expect(said(body.replace('全日制: true, 年龄: 20 }', '全日制: false, 身份: 外国, 学历: 博士, 年龄: 20 }'))).toEqual([])
  })

  test('a measure that is sound is left in peace', () => {
    expect(said(`${conditions(`rule: '不低于(学历, "本科")', exempt: '身份 = "外国"'`, `rule: '购房日 <= 申请日'`)}limits: { window: { from: 2024-01-01, to: 2024-03-31 } }\n`)).toEqual([])
  })
})
