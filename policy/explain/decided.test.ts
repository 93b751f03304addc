import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { followSchedule, planDecided, readEdition, readLibrary, scopeOf, type Edition } from '../index.ts'
import { decidedEdition } from './decided.ts'

const { vocabulary, editions } = readLibrary(join(import.meta.dirname, '../../policies/qingyu'))
const team = editions.find(({ measure, edition }) => measure === 'team-project-funding' && edition === 1)
const facts = { 团队在册: true, 团队级别: '市级', 依托单位类型: '企业', 带头人类别: 'C', 带头人在本市就业: true, 核心成员数: 3, 团队组建日期: '2023-06-01' }
const on = '2026-03-01'
const found = (edition: Edition | undefined): Edition => {
  if (!edition) throw new Error('no such edition')
  return edition
}
const withGives = (gives: string): Edition =>
  found(readEdition('测试', `measure: decided-test\ntitle: 测试\ndocument: { number: 示例〔2026〕1号 }\nstage: 引进\nfor: team\ninForce: { from: 2024-01-01 }\nconditions: [{ says: 在册, rule: 团队在册 }]\ngives:\n${gives}\n`, scopeOf(vocabulary)).edition)

describe('an amount that a body decides', () => {
  test('is paid by the shares and milestones of the clause, the last one taking the remainder', () => {
    const plan = planDecided(found(team), 333_333_333n, facts, { on, vocabulary })
    expect(plan.map(({ no, due, amount }) => [no, due, amount])).toEqual([[1, on, 133_333_333n], [2, null, 100_000_000n], [3, null, 100_000_000n]])
    expect(plan.reduce((sum, { amount }) => sum + amount, 0n)).toBe(333_333_333n)
    expect(plan[1]).toMatchObject({ condition: expect.stringContaining('中期评估') })
  })

  test('is followed afterwards by the same clause: its milestones and its own checks', () => {
    const complete = found(decidedEdition(found(team), 300_000_000n, facts, { on, vocabulary }))
    const { payments } = followSchedule(complete, { on, facts }, { facts: { ...facts, 中期评估: '通过', 项目自筹资金: 1_000_000 } }, { vocabulary })
    expect(payments.map(({ no, amount, reached, check }) => [no, amount, reached?.outcome ?? null, check?.outcome ?? null])).toEqual([
      [1, 120_000_000n, null, null],
      [2, 90_000_000n, 'eligible', null],
      [3, 90_000_000n, 'unknown', 'eligible'],
    ])
  })

  test('is spread over the periods of a clause that pays by periods', () => {
    const yearly = withGives("  - { kind: money, payee: team, amount: { decided: 领导小组 }, schedule: { every: year, times: 3, from: 申请日 } }")
    expect(planDecided(yearly, 100n, facts, { on, vocabulary }).map(({ due, amount }) => [due, amount])).toEqual([['2026-03-01', 33n], ['2027-03-01', 33n], ['2028-03-01', 34n]])
  })

  test('has no schedule where nobody knows which part of the sum is whose', () => {
    const two = withGives('  - { kind: money, payee: team, amount: { decided: 领导小组 } }\n  - { kind: money, payee: team, amount: 1000 }')
    expect(planDecided(two, 100n, facts, { on, vocabulary })).toEqual([])
    expect(planDecided(withGives('  - { kind: money, payee: team, amount: 1000 }'), 100n, facts, { on, vocabulary })).toEqual([])
  })
})
