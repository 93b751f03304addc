import { describe, expect, test } from 'vitest'
import { describe as inWords, papersFor, readEdition, readVocabulary, scopeOf } from '../index.ts'

const { vocabulary } = readVocabulary('词表', `facts:
  - { name: 学历, id: education, type: code, codes: [专科, 本科], ordered: true }
  - { name: 院校所在国, id: school_country, type: text }
  - { name: 出生日期, id: birth_date, type: date }
`)
const textWith = (papers: string) => `measure: paper-test
title: 测试
document: { number: 示例〔2026〕1号 }
stage: 引进
for: person
inForce: { from: 2026-01-01 }
conditions: [{ says: 本科, rule: '学历 = "本科"' }]
gives: [{ kind: service, what: 服务 }]
path: [{ step: 审定, by: city.hr }]
papers:
${papers}
`
const read = (papers: string) => readEdition('测试', textWith(papers), scopeOf(vocabulary))
const three = `  - { name: 身份证件, kinds: [identity], unlessVerified: [出生日期], reuse: P10Y }
  - { name: 境外学历认证, kinds: [education, degree], when: '院校所在国 != "中国"' }
  - { name: 承诺书, kinds: [statement] }`

const asked = (facts: Record<string, string | null>, verified: readonly string[] = [], disputed: readonly string[] = []) => {
  const { edition } = read(three)
  if (!edition) throw new Error('unread')
  const provenance = Object.fromEntries(Object.keys(facts).map((name) => [name, { source: '市公安局', verified: verified.includes(name), ...(disputed.includes(name) ? { disputed: true } : {}) }]))
  return papersFor(edition, facts, { on: '2026-06-15', vocabulary, provenance })
}
const needed = (papers: ReturnType<typeof asked>) => papers.filter((paper) => paper.needed).map(({ name }) => name)

describe('papers of a measure', () => {
  test('are asked of whom they concern, and not for what the owner of the record has verified', () => {
    const foreign = { 学历: '本科', 院校所在国: '德国', 出生日期: '1990-01-01' }
    expect(needed(asked(foreign))).toEqual(['身份证件', '境外学历认证', '承诺书'])
    expect(needed(asked(foreign, ['出生日期']))).toEqual(['境外学历认证', '承诺书'])
    expect(needed(asked({ ...foreign, 院校所在国: '中国' }, ['出生日期']))).toEqual(['承诺书'])
    expect(asked(foreign, ['出生日期'])[0]).toMatchObject({ needed: false, why: '出生日期已由市公安局核实', since: '2016-06-15' })
    expect(asked({ ...foreign, 院校所在国: '中国' })[1]).toMatchObject({ needed: false, why: expect.stringContaining('不涉及') })
  })

  test('stay asked where the fact is disputed, declared alone or not known, and where nobody knows whether the condition holds', () => {
    const facts = { 学历: '本科', 院校所在国: null, 出生日期: '1990-01-01' }
    expect(needed(asked(facts, ['出生日期'], ['出生日期']))).toContain('身份证件')
    expect(needed(asked({ ...facts, 出生日期: null }, ['出生日期']))).toContain('身份证件')
    expect(asked(facts)[1]).toMatchObject({ needed: true, why: expect.stringContaining('尚不能确定') })
  })

  test('read in words, and a measure without them asks for none', () => {
    const { edition } = read(three)
    expect(edition && inWords(edition).papers).toEqual(['身份证件（出生日期已经核实的不用提供；10年内交过的不用再交）', expect.stringContaining('境外学历认证（院校所在国'), '承诺书'])
    const bare = readEdition('测试', textWith('').replace('papers:\n', ''), scopeOf(vocabulary)).edition
    expect([bare?.papers, bare && papersFor(bare, {}, { on: '2026-06-15', vocabulary })]).toEqual([[], []])
  })

  test.each([
    ['a name twice', '  - { name: 承诺书, kinds: [statement] }\n  - { name: 承诺书, kinds: [other] }', '写了两次'],
    ['no kind', '  - { name: 承诺书, kinds: [] }', '没有写收哪种材料'],
    ['a kind that there is not', '  - { name: 承诺书, kinds: [letter] }', 'kinds'],
    ['an unknown fact, with the nearest', '  - { name: 承诺书, kinds: [statement], unlessVerified: [出生日] }', '没有事实“出生日”'],
    ['a rule that is no condition', '  - { name: 承诺书, kinds: [statement], when: 出生日期 }', '条件'],
    ['an unknown key', '  - { name: 承诺书, kinds: [statement], whenn: 学历 = "本科" }', 'whenn'],
    ['a period that is none', '  - { name: 承诺书, kinds: [statement], reuse: 一年 }', 'reuse'],
    ['a period that runs backwards', '  - { name: 承诺书, kinds: [statement], reuse: -P1Y }', 'reuse'],
  ])('%s is refused where it stands', (_, papers, words) => {
    const { diagnostics } = read(papers)
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message).join('；')).toContain(words)
  })
})
