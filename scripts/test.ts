import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { lanes } from './lanes.ts'

/**
 * `npm test`: everything. Types, lint, arrows, the generated types of the database, unit and database tests, the browser's journeys, the
 * harnesses in small. Ends with `N passed, 0 failed`. With words after `--`, only the tests whose files match.
 */
const root = join(import.meta.dirname, '..')
const only = process.argv.slice(2)
const reports = mkdtempSync(join(tmpdir(), 'juying-report-'))
let passed = 0
const failures: string[] = []
const say = (line: string) => process.stdout.write(`${line}\n`)

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  success: z.boolean(),
  testResults: z.array(z.object({ name: z.string(), status: z.string(), startTime: z.number(), endTime: z.number(), message: z.string().optional(), assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) })),
})

/** One check that stands for itself. */
const check = async (label: string, body: () => Promise<string[]> | string[]): Promise<void> => {
  const began = performance.now()
  const problems = await body()
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  if (problems.length === 0) {
    passed++
    say(`✓ ${label}（${seconds} 秒）`)
  } else {
    failures.push(label)
    say(`✗ ${label}（${seconds} 秒）\n${problems.slice(0, 60).map((problem) => `    ${problem}`).join('\n')}`)
  }
}

/** The lines of a tool that failed; none when it was content. */
const tool = (command: string, ...args: string[]): string[] => {
  const done = spawnSync(process.execPath, [join(root, 'node_modules/.bin', command), ...args], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return done.status === 0 ? [] : `${done.stdout}${done.stderr}`.split('\n').filter(Boolean)
}

const vitest = async (label: string, ...args: string[]): Promise<void> => {
  const began = performance.now()
  const file = join(reports, `${label}.json`)
  const child = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  const code = await new Promise<number | null>((done) => child.on('exit', done))
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  let report: z.infer<typeof Report>
  try {
    report = Report.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    failures.push(`${label}没有留下报告`)
    return
  }
  passed += report.numPassedTests
  for (const { name, status, message, assertionResults } of report.testResults) {
    for (const { fullName, status: outcome } of assertionResults) if (outcome === 'failed') failures.push(`${name.slice(root.length + 1)} ${fullName}`)
    if (status === 'failed' && !assertionResults.some((result) => result.status === 'failed')) failures.push(`${name.slice(root.length + 1)} ${message ?? ''}`)
  }
  if (code !== 0 && failures.length === 0) failures.push(`${label}以 ${code} 结束`)
  if (report.numPassedTests === 0 && only.length === 0) failures.push(`${label}没有执行任何测试`)
  say(`${code === 0 ? '✓' : '✗'} ${label}：${report.numPassedTests} 项通过（${seconds} 秒）`)
  if (only.length) return
  const slowest = report.testResults.map(({ name, startTime, endTime }) => ({ name: name.slice(root.length + 1), took: (endTime - startTime) / 1000 })).sort((a, b) => b.took - a.took).slice(0, 12)
  say(`  最久的文件：${slowest.map(({ name, took }) => `${name} ${took.toFixed(0)} 秒`).join('，')}`)
}

const Line = z.looseObject({ harness: z.string(), passed: z.boolean() })

/** The small proofs take a minute or two each; one that is stuck must not take the others' verdicts with it. */
const patience = 15 * 60_000

/** The proofs in small, each with a cluster and a process of its own, told as it goes. */
const harness = (name: string): Promise<void> =>
  check(`检验 ${name}`, async () => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'test/harness/harness.ts'), name], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    let [line, complaint, late] = ['', '', false]
    child.stdout.on('data', (chunk: Buffer) => void (line += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => void (complaint = `${complaint}${chunk.toString()}`.slice(-8_000)))
    const deadline = setTimeout(() => {
      late = true
      // The processes that it started belong to its group.
      if (child.pid) process.kill(-child.pid, 'SIGKILL')
    }, patience)
    await new Promise((done) => child.once('close', done))
    clearTimeout(deadline)
    const found = line.split('\n').find((one) => one.startsWith(`{"harness":"${name}"`))
    if (found) say(`  ${found}`)
    if (found && Line.parse(JSON.parse(found)).passed) return []
    return [...(late ? [`${patience / 60_000} 分钟没有跑完`] : []), found ?? '没有跑完', ...complaint.split('\n').filter(Boolean).slice(-40)]
  })

if (only.length === 0) {
  await check('类型', () => tool('tsc', '--noEmit'))
  await check('规范', () => tool('oxlint', '--type-aware', '--quiet'))
  await check('箭头', async () => (await import('./check-arrows.ts')).checkArrows(root))
  await check('安全条款对照', async () => (await import('./security-mapping.ts')).checkMapping(root))
  await check('数据库类型与迁移一致', () => {
    const done = spawnSync(process.execPath, [join(root, 'scripts/db-types.ts'), '--check'], { cwd: root, encoding: 'utf8' })
    return done.status === 0 ? [] : `${done.stdout}${done.stderr}`.split('\n').filter(Boolean)
  })
}
await vitest('单元与数据库测试', ...only)
if (only.length === 0) {
  await check('网页', async () => {
    await (await import('./build-web.ts')).buildWeb(root)
    return []
  })
  await vitest('浏览器行程', '--config', 'vitest.e2e.config.ts')
  await Promise.all(lanes.map(async (names) => { for (const name of names) await harness(name) }))
}
rmSync(reports, { recursive: true, force: true })
if (failures.length) say(`\n没有通过：\n${failures.map((failure) => `  ${failure}`).join('\n')}`)
say(`\n${passed} passed, ${failures.length} failed`)
process.exit(failures.length ? 1 : 0)
