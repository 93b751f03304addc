import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from './workbench.ts'

/** From a comparison to a clause with records, as measures write them; each line is parsed, checked and evaluated anew. */
const questions: readonly { expr: string; context: Readonly<Record<string, unknown>> }[] = [
  { expr: '年龄 >= 18', context: { 年龄: 35 } },
  { expr: '学历 in ["本科", "硕士研究生", "博士研究生"] and 社保连续月数 >= 6', context: { 学历: '本科', 社保连续月数: 7 } },
  { expr: '劳动合同年限 >= 3 or 创业身份 = "主要负责人"', context: { 劳动合同年限: null, 创业身份: '主要负责人' } },
  { expr: '首次引进日期 >= @"2024-07-01" and 申请日 <= 首次引进日期 + duration("P1Y")', context: { 首次引进日期: '2024-08-31', 申请日: '2025-02-28' } },
  { expr: 'if 年收入 > 200000 then (年收入 - 200000) * 0.15 else 0', context: { 年收入: 365000.5 } },
  { expr: 'some x in 获奖 satisfies x.级别 = "省级" and x.名次 <= 3', context: { 获奖: [{ 级别: '市级', 名次: 1 }, { 级别: '省级', 名次: 2 }] } },
  { expr: 'sum(获奖[级别 = "省级"].奖金) >= 50000', context: { 获奖: [{ 级别: '省级', 奖金: 30000 }, { 级别: '省级', 奖金: 25000 }, { 级别: '市级', 奖金: 8000 }] } },
  { expr: '周岁(出生日期, 申请日) between 18 and 45', context: { 出生日期: '1992-02-29', 申请日: '2026-03-01' } },
]

const Answer = z.object({ id: z.number(), value: z.unknown().optional(), refused: z.string().optional(), error: z.string().optional() })

/** `juying feel --batch` over as many lines as people, through its pipe. The rate is of the whole process, its start included: what a script gets. */
export const benchFeel = async (people: number) => {
  await batch(1)
  const startMs = (await batch(1)).ms
  const { ms, answers } = await batch(people)
  return { engine: 'explain', expressions: answers, ms, startMs, expressionsPerSecond: Math.round(answers / (ms / 1000)) }
}

const batch = async (lines: number): Promise<{ ms: number; answers: number }> => {
  const input = Array.from({ length: lines }, (_, id) => `${JSON.stringify({ id, ...questions[id % questions.length] })}\n`).join('')
  const began = performance.now()
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'cli/juying.ts'), 'feel', '--batch'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stdin.end(input)
  const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done))
  const ms = Math.round(performance.now() - began)
  const answered = Buffer.concat(chunks).toString().split('\n').filter(Boolean)
  for (const line of answered.slice(0, questions.length)) {
    const answer = Answer.parse(JSON.parse(line))
    if (answer.refused ?? answer.error) throw new Error(`a question of the bench is refused: ${line}`)
  }
  if (code !== 0 || answered.length !== lines) throw new Error(`${lines} expressions went in, ${answered.length} answers came out, exit ${code}`)
  return { ms, answers: answered.length }
}
