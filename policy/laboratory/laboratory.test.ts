import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readEdition, readVocabulary, scopeOf } from '../index.ts'
import type { Group } from '../columns/question.ts'
import { bearersOf } from './fairness.ts'
import { parametersOf } from './parameters.ts'
import { NoSuchPlace, setAt, setParameters } from './set-at.ts'
import { factLine, withFact } from './vocabulary-text.ts'

const folder = join(import.meta.dirname, '../../policies/qingyu')
const vocabularyText = readFileSync(join(folder, 'vocabulary.yaml'), 'utf8')
const { vocabulary } = readVocabulary('词表', vocabularyText)
const scope = scopeOf(vocabulary)
const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml') && !file.endsWith('vocabulary.yaml')).map((file) => readFileSync(join(folder, file), 'utf8'))
const settlingIn = readFileSync(join(folder, 'talent-introduction-2024/settling-in-subsidy.yaml'), 'utf8')

describe('what can be moved in a measure', () => {
  test('of every measure of the example city: each place holds its value, and writing the same value back changes nothing that is read', () => {
    expect(texts.length).toBeGreaterThan(25)
    for (const text of texts) {
      const parameters = parametersOf(text, scope)
      expect(parameters.length).toBeGreaterThan(2)
      const same = setParameters(text, parameters.map((parameter) => ({ parameter, value: parameter.value })))
      expect(parametersOf(same, scope).map(({ path, value }) => [path, value])).toEqual(parameters.map(({ path, value }) => [path, value]))
      expect(readEdition('x', same, scope).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    }
  })

  test('numbers, days, periods, ranks, sets and rows of tables, each with its unit and range', () => {
    const found = new Map(parametersOf(settlingIn, scope).map((parameter) => [parameter.path, parameter]))
    expect(found.get('conditions[3].rule#0')).toMatchObject({ kind: 'number', of: '连续缴纳社会保险满六个月', within: '社保连续月数 >= 6', value: '6', unit: '个月', range: { low: 0, high: 12, step: 1 } })
    expect(found.get('conditions[1].rule#0')).toMatchObject({ kind: 'date', value: '2024-07-01' })
    expect(found.get('conditions[1].rule#1')).toMatchObject({ kind: 'months', value: '12' })
    expect(found.get('conditions[0].rule#0')).toMatchObject({ kind: 'set', value: 'A、B、C、D、E', choices: ['无', 'E', 'D', 'C', 'B', 'A'] })
    expect(found.get('gives[0].amount.table.D')).toMatchObject({ kind: 'money', of: '金额 D', value: '600000', unit: '元', range: { low: 0, high: 1_200_000, step: 10_000 } })
  })

  test('a rule folded over lines is moved at its own place', () => {
    const folded = settlingIn.replace('rule: 社保连续月数 >= 6', 'rule: >-\n      社保连续月数\n      >= 6 and 在本市就业')
    const bound = parametersOf(folded, scope).find(({ path }) => path === 'conditions[3].rule#0')
    expect(folded.slice(bound?.from, bound?.to)).toBe('6')
    expect(bound ? setParameters(folded, [{ parameter: bound, value: '10' }]) : '').toContain('>= 10 and 在本市就业')
  })

  test('several at once do not shift one another, and each is written in the form of its kind', () => {
    const wanted: Record<string, string> = { 'conditions[3].rule#0': '12', 'conditions[1].rule#1': '18', 'conditions[1].rule#0': '2025-01-01', 'conditions[0].rule#0': 'A、B', 'gives[0].amount.table.A': '6000000' }
    const changed = setParameters(settlingIn, parametersOf(settlingIn, scope).flatMap((parameter) => { const value = wanted[parameter.path]; return value === undefined ? [] : [{ parameter, value }] }))
    for (const words of ['社保连续月数 >= 12', 'duration("P18M")', '首次引进日期 >= @"2025-01-01"', '人才类别 in ["A", "B"]', 'A: 6000000, B: 2000000']) expect(changed).toContain(words)
    expect(readEdition('x', changed, scope).edition).toBeDefined()
  })

  test('a value that is none of its kind is refused', () => {
    const of = (path: string) => parametersOf(settlingIn, scope).filter((parameter) => parameter.path === path)
    for (const [path, value] of [['conditions[3].rule#0', '六'], ['conditions[1].rule#0', '2025-02-30'], ['conditions[0].rule#0', 'F'], ['conditions[1].rule#1', '1.5']] as const) expect(() => setParameters(settlingIn, of(path).map((parameter) => ({ parameter, value })))).toThrow(NoSuchPlace)
  })

  test('a text that is no YAML has nothing to move', () => {
    expect(parametersOf('measure: [', scope)).toEqual([])
    expect(parametersOf('', scope)).toEqual([])
  })
})

describe('setting a path', () => {
  test('replaces what stands there, in quotes where YAML wants them', () => {
    expect(setAt(settlingIn, 'conditions[3].rule', '社保连续月数 >= 3', scope)).toContain('rule: 社保连续月数 >= 3\n')
    const quoted = setAt(settlingIn, 'conditions[3].rule', '人才类别 in ["A", "B"]', scope)
    expect(quoted).toContain(`rule: '人才类别 in ["A", "B"]'`)
    expect(readEdition('x', quoted, scope).edition?.conditions[3]?.rule.text).toBe('人才类别 in ["A", "B"]')
    expect(setAt(settlingIn, 'conditions[3].rule#0', '9', scope)).toContain('社保连续月数 >= 9')
    expect(setAt(settlingIn, 'gives[0].amount.table', '{ A: 1, 其他: 2 }', scope)).toContain('table: { A: 1, 其他: 2 }')
  })

  test('names what is near when there is no such place', () => {
    expect(() => setAt(settlingIn, 'condition[0].rule', 'x', scope)).toThrow('是不是想写“conditions”')
    expect(() => setAt(settlingIn, 'conditions[9].rule', 'x', scope)).toThrow('只有 4 项')
    expect(() => setAt(settlingIn, 'gives[0].amount.table.F', '1', scope)).toThrow('可以写 A、B、C、D、E')
    expect(() => setAt(settlingIn, 'conditions[3].rule#7', '1', scope)).toThrow('没有“conditions[3].rule#7”')
  })
})

describe('the vocabulary as text', () => {
  const line = factLine({ name: '性别', id: 'sex', subject: 'person', type: 'code', codes: ['男', '女'], source: '市公安局', derive: "case when s.sex = '男' then '男' else '女' end" })

  test('a new fact comes after the others; every other character stays', () => {
    const text = withFact(vocabularyText, '籍贯地', line.replace('性别', '籍贯地').replace('sex,', 'birthplace,')) ?? ''
    const read = readVocabulary('词表', text)
    expect(read.diagnostics).toEqual([])
    expect(read.vocabulary.facts.size).toBe(vocabulary.facts.size + 1)
    const added = text.split('\n').filter((one) => !vocabularyText.includes(one))
    expect(added).toHaveLength(1)
  })

  test('a changed fact takes the place of the old, written on one line or on many', () => {
    for (const name of ['人才类别', '劳动合同年限']) {
      const text = withFact(vocabularyText, name, factLine({ name, id: 'changed', subject: 'person', type: 'number', source: '某局', ask: '多少？' })) ?? ''
      const read = readVocabulary('词表', text)
      expect(read.diagnostics).toEqual([])
      expect(read.vocabulary.facts.get(name)).toMatchObject({ id: 'changed', type: { kind: 'number' } })
      expect([...read.vocabulary.facts.keys()]).toEqual([...vocabulary.facts.keys()])
    }
  })

  test('an empty list takes its first fact; what is no vocabulary takes none', () => {
    expect(readVocabulary('词表', withFact('facts: []\n', '性别', line) ?? '').vocabulary.facts.size).toBe(1)
    expect(withFact('a: 1', '性别', line)).toBeUndefined()
    expect(withFact('facts: {', '性别', line)).toBeUndefined()
  })
})

test('who bears a change: the hardest hit first, groups that only gain not at all, very small ones last', () => {
  const group = (key: string, eligibleNow: number, newlyOut: number, fenNow: bigint, fen: bigint): Group => ({ key: [key], subjects: 100, eligibleNow, eligible: eligibleNow - newlyOut, unknown: 0, newlyIn: 0, newlyOut, fenNow, fen })
  const found = bearersOf([group('甲', 100, 10, 1000n, 900n), group('乙', 50, 25, 500n, 250n), group('丙', 40, 0, 400n, 500n), group('丁', 2, 2, 20n, 0n), group('戊', 30, 0, 300n, 200n)])
  expect(found.map(({ key, shareOfGroup, fenChange }) => [key, shareOfGroup, fenChange])).toEqual([['乙', 0.5, -250n], ['甲', 0.1, -100n], ['戊', 0, -100n], ['丁', 1, -20n]])
  expect(found[0]?.shareOfLoss).toBeCloseTo(25 / 37)
})
