import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
function plan(...args: readonly string[]) {
  const done = spawnSync(process.execPath, [join(root, 'cli/juying.ts'), 'policy', 'plan', ...args], { cwd: root, encoding: 'utf8' })
  return { code: done.status, text: done.stdout, stderr: done.stderr }
}

test('plan says of each condition which tests the kernels make, as of the day', () => {
  const { code, text } = plan('policies/qingyu/talent-introduction-2024/settling-in-subsidy.yaml', '--on', '2025-03-01')
  expect(code).toBe(0)
  expect(text).toContain('人才类别 ∈ {')
  // one year back from the day that is asked about
  expect(text).toContain('首次引进日期 ≥ 2024-03-01')
  expect(text).toContain('1 个版本 5 个条件：5 个全在内核，0 个先算一列，0 个逐人')
})

test('plan --json counts the whole library and says why a condition is judged row by row', () => {
  const { code, text } = plan('policies/qingyu', '--on', '2025-03-01', '--json')
  const planned: unknown = JSON.parse(text)
  expect(code).toBe(0)
  expect(planned).toMatchObject({ measures: expect.arrayContaining([expect.objectContaining({ measure: 'settling-in-subsidy' })]) })
  expect(text).toContain('"way":"rows","atoms":')
  expect(text).toContain('要逐条看相关记录')
})

test('plan refuses what it cannot read with a sentence', () => {
  expect(plan('policies/nowhere')).toMatchObject({ code: 2, text: '' })
  expect(plan('policies/sample', '--on', 'tomorrow').stderr).toContain('--on 要写日期')
})
