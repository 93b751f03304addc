import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { afterAll, expect, inject, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'juying-cli-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function juying(args: readonly string[], input = '') {
  const done = spawnSync(process.execPath, [join(root, 'cli/juying.ts'), ...args], { cwd: root, input, encoding: 'utf8', env: { ...process.env, DATABASE_URL: inject('adminUrl') } })
  const lines = done.stdout.trim() === '' ? [] : done.stdout.trim().split('\n')
  return { code: done.status, lines, json: lines.map((line): unknown => JSON.parse(line)), stderr: done.stderr }
}
function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

test('feel answers a value, or says why it refuses', () => {
  expect(juying(['feel', '0.1 + 0.2 = 0.3'])).toMatchObject({ code: 0, json: [{ value: true }] })
  expect(juying(['feel', '年龄 > 3', '--context', '{"年龄": null}']).json).toEqual([{ value: null }])
  const refused = juying(['feel', '年令 > 3', '--context', '{"年龄": 3}'])
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain('是不是想写“年龄”？')
  expect(juying(['feel', '1', '--context', '{bad']).code).toBe(2)
  expect(juying(['feel', '年龄 in [3..5] and 满意', '--context', '{"年龄":4,"满意":null}', '--types', '{"满意":"boolean"}', '--engine', 'columns'])).toMatchObject({ code: 0, json: [{ value: null }] })
  expect(juying(['feel', '1', '--engine', 'abacus'])).toMatchObject({ code: 2, lines: [] })
})

test('feel --batch answers line by line, whatever a line holds, the same in all three engines', () => {
  const input = ['{"id":1,"expr":"学历 in [\\"硕士\\"] and 年龄 > 3","context":{"学历":"硕士","年龄":5}}', '{"id":"b","expr":"x +"}', 'no json', '{"id":2,"expr":"sum(y.n)","context":{"y":[]}}', '{"id":3,"expr":"7 / 2"}', '{"id":4,"expr":"a > 1","context":{"a":"z"},"types":{"a":"number"}}'].join('\n')
  const explain = juying(['feel', '--batch'], input)
  expect(explain.code).toBe(2)
  expect(explain.json.map((line) => Object.keys(line as object).join())).toEqual(['id,value', 'id,refused', 'id,error', 'id,value', 'id,value', 'id,error'])
  expect(explain.lines[4]).toBe('{"id":3,"value":3.5}')
  expect(juying(['feel', '--batch', '--engine', 'sql'], input).lines).toEqual(explain.lines)
  expect(juying(['feel', '--batch', '--engine', 'columns'], input).lines).toEqual(explain.lines)
})

test('check prints findings with their place and exits with 1', () => {
  file('vocabulary.yaml', 'facts:\n  - { name: 年龄, type: number }\n')
  const bad = file('bad.yaml', 'measure: bad\ntitle: 坏\ndocument: { number: 无 }\nstage: 引进\nfor: person\ninForce: { from: 2024-01-01 }\nconditions: [{ says: x, rule: 年令 > 3 }, { says: y, rule: 年龄 > 3 }]\ngives: [{ kind: money, amount: 5 }]\n')
  const done = juying(['policy', 'check', bad])
  expect(done.code).toBe(1)
  expect(done.json[0]).toMatchObject({ severity: 'error', line: 7, column: 31, suggestion: '是不是想写“年龄”？' })
  const facts = file('facts.csv', 'subject,年龄\n甲,5\n乙,2\n丙,\n丁,很大\n')
  const evaluated = juying(['policy', 'evaluate', bad, '--facts', facts, '--on', '2024-06-01', '--each'])
  expect(evaluated.code).toBe(2)
  expect(evaluated.stderr).toContain('bad.yaml:7:31')
  expect(evaluated.stderr).toContain('facts.csv:5:1')
  expect(evaluated.json).toMatchObject([{ subject: '甲', outcome: 'unknown' }, { subject: '乙', outcome: 'ineligible' }, { subject: '丙', outcome: 'unknown' }])
})

test('evaluate gives every subject and measure an outcome, an amount and a schedule', () => {
  const facts = file('one.json', '{"引进人才":true,"人才类别":"D","首次引进日期":"2024-07-01","劳动合同年限":3,"创业身份":"无","社保连续月数":6}')
  const done = juying(['policy', 'evaluate', 'policies/qingyu/talent-introduction-2024/settling-in-subsidy.yaml', '--facts', facts, '--on', '2024-12-01'])
  expect(done).toMatchObject({ code: 0, json: [{ subject: 1, measure: 'settling-in-subsidy', outcome: 'eligible', missing: [], amount: '600000.00', schedule: [{ due: '2024-12-01', amount: '240000.00', paidBy: { 市级: '96000.00', 县区: '144000.00' } }, {}, {}] }] })
  const counted = (engine: string) => juying(['policy', 'evaluate', 'policies/sample', '--facts', file('two.ndjson', '{"年薪":1}\n{"年薪":300000}\n'), '--on', '2024-12-01', '--engine', engine])
  const inSql = counted('sql')
  expect(counted('columns').lines).toEqual(inSql.lines)
  expect(counted('explain').lines).toEqual(inSql.lines)
  expect(inSql.json).toContainEqual(expect.objectContaining({ measure: 'sample-suzhou-agency', subjects: 2, ineligible: 1, unknown: 1 }))
})

test('test runs the stored examples in all three engines', () => {
  const done = juying(['policy', 'test', 'policies/qingyu/talent-introduction-2024/settling-in-subsidy.yaml'])
  expect(done.code).toBe(0)
  const { examples, ...rest } = z.object({ examples: z.number(), passed: z.number(), failed: z.number(), engines: z.array(z.string()) }).parse(done.json.at(-1))
  expect(examples).toBeGreaterThan(20)
  expect(rest).toEqual({ passed: examples, failed: 0, engines: ['explain', 'columns', 'sql'] })
})

test('a wrong call is a sentence and exit code 2', () => {
  for (const args of [['plicy'], ['policy', 'chek', 'x'], ['policy', 'check'], ['policy', 'check', '/nowhere'], ['policy', 'evaluate', 'policies/sample', '--facts', '/nowhere'], ['feel', '1', '--egnine', 'sql']]) {
    const done = juying(args)
    expect([args.join(' '), done.code, done.stderr.split('\n').length, done.stderr.includes('    at ')]).toEqual([args.join(' '), 2, 2, false])
  }
})

test('a wrong call of report is a sentence and exit code 2, before any database is opened', () => {
  for (const args of [['report'], ['report', 'fill', 'x.txt'], ['report', 'fill', '/nowhere', '--as-of', '2026-01-31', '--out', 'x.txt'], ['report', 'fill', 'README.md', '--as-of', '2026-02-30', '--out', 'x.txt'], ['report', 'check', 'README.md', '--as-of', '2999-01-01'], ['report', 'check', 'docs/pictures/fund.png', '--as-of', '2026-01-31']]) {
    const done = juying(args)
    expect([args.join(' '), done.code, done.stderr.split('\n').length, done.stderr.includes('    at ')]).toEqual([args.join(' '), 2, 2, false])
  }
}, 90_000)

test('evaluate --portfolio chooses the best lawful combination of one person, and says why', () => {
  const facts = file('one.json', JSON.stringify({ 人才类别: 'D', '享受("pattern-e17-base")': true, 学历: '博士', '已领金额("省级安家补贴")': 20000 }))
  const done = juying(['policy', 'evaluate', 'policies/patterns/c2-difference.yaml', 'policies/patterns/c5-levels-and-generations.yaml', '--facts', facts, '--on', '2024-12-01', '--portfolio'])
  expect(done).toMatchObject({ code: 0, json: [{ total: '120000.00', portfolio: [{ measure: 'pattern-c2-difference', full: '100000.00', granted: '80000.00', decision: 'reduced', why: '应得100000元，减去“省级安家补贴”已付的20000元，差额80000元' }, { granted: '40000.00' }] }] })
  expect(juying(['policy', 'evaluate', 'policies/patterns/c2-difference.yaml', '--facts', facts, '--portfolio', '--engine', 'sql'])).toMatchObject({ code: 2 })
})
