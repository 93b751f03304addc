import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'juying-what-if-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const measure = join(root, 'policies/qingyu/talent-introduction-2024/settling-in-subsidy.yaml')

const whatIf = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'cli/juying.ts'), 'policy', 'what-if', measure, ...args], { cwd: root, encoding: 'utf8' })
  const answer: unknown = stdout.trim() === '' ? undefined : JSON.parse(stdout)
  return { status, answer, stderr }
}
const person = { 人才类别: 'D', 引进人才: true, 首次引进日期: '2024-08-01', 劳动合同年限: 3, 创业身份: '无', 社保连续月数: 6, 学历: '博士研究生', 区划: '980101001' }
const people = join(folder, 'people.ndjson')
writeFileSync(people, [person, { ...person, 社保连续月数: 4, 区划: '980106002' }, { ...person, 社保连续月数: 2 }, { ...person, 社保连续月数: null }, { ...person, 人才类别: 'E' }].map((one) => JSON.stringify(one)).join('\n'))

test('what-if says who gains and who loses, the money by year, and where, beside the text as it stands', () => {
  const { status, answer } = whatIf('--set', 'conditions[3].rule=社保连续月数 >= 3', '--set', 'gives[0].amount.table.E=200000', '--on', '2024-12-01', '--people', people)
  expect(status).toBe(0)
  expect(answer).toMatchObject({
    measure: 'settling-in-subsidy', subjects: 5,
    now: { eligible: 2, unknown: 1, ineligible: 2, amount: '900000.00' },
    draft: { eligible: 3, unknown: 1, newlyIn: 1, newlyOut: 0, raised: 0, lowered: 1, amount: '1400000.00', years: [{ year: 2024, amount: '560000.00' }, { year: 2025, amount: '420000.00' }, { year: 2026, amount: '420000.00' }] },
    change: '500000.00',
    breakdowns: { 区县: [{ key: '980101', eligibleNow: 2, eligible: 2 }, { key: '980106', eligibleNow: 0, eligible: 1, newlyIn: 1 }] },
    bearers: expect.arrayContaining([expect.objectContaining({ by: '人才类别', key: 'E', change: '-100000.00' })]),
  })
})

test('a literal can be set by its place, groups be named, and a county looked at alone', () => {
  const { answer } = whatIf('--set', 'conditions[3].rule#0=2', '--on', '2024-12-01', '--people', people, '--by', '学历', '--within', '980101')
  expect(answer).toMatchObject({ subjects: 4, draft: { eligible: 3, newlyIn: 1 }, breakdowns: { 学历: [{ key: '博士研究生', eligible: 3 }] } })
})

test('a wrong path, a wrong rule, a wrong group and a wrong fact are told in a sentence', () => {
  const told = (...args: string[]) => {
    const { status, stderr } = whatIf(...args, '--on', '2024-12-01', '--people', people)
    expect(status).toBe(2)
    return stderr
  }
  expect(told('--set', 'conditions[9].rule=x')).toContain('只有 4 项')
  expect(told('--set', 'nonsense')).toContain('路径=值')
  expect(told('--set', 'conditions[3].rule=社保连续月 >= 3')).toMatch(/改后）:16:\d+: .*是不是想写“社保连续月数”/)
  expect(told('--by', '劳动合同年限')).toContain('不能分组')
  const wrong = join(folder, 'wrong.json')
  writeFileSync(wrong, JSON.stringify([{ ...person, 人才类别: 'F' }]))
  expect(whatIf('--on', '2024-12-01', '--people', wrong).stderr).toContain('代码表里没有“F”')
})
