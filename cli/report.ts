import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { asPlainDate } from '../kernel/calendar/plain-date.ts'
import type { Database } from '../kernel/db/database.ts'
import { systemActor, type Actor } from '../kernel/org/actor.ts'
import type { ReadContext } from '../kernel/implement.ts'
import { shanghaiDay } from '../kernel/calendar/shanghai.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import { answerOf, checkAnswerOf, checkReport, DraftRefusal, fileOf, fillFor, readDraft, type Draft } from '../indicators/writing/index.ts'
import { replyTo } from '../indicators/replies/answer.ts'
import { ReplyQuestion } from '../indicators/replies/contract.ts'
import { replyDocument } from '../indicators/replies/document.ts'
import { recordUses } from '../indicators/uses/store.ts'
import { usedInCheck, usedInDraft } from '../indicators/writing/used.ts'
import { basename } from 'node:path'
import { readArguments, UsageError } from './arguments.ts'
import { withHouse } from './house.ts'

const fillUsage = 'juying report fill 文稿.docx|txt --as-of 日期 --out 文件 [--json 文件] [--place 区划代码] [--review]'
const replyUsage = 'juying report reply "问题" [--as-of 日期] [--place 区划代码] [--out 文件.docx] [--choose 序号=编号]'
const checkUsage = 'juying report check 报告.docx|txt --as-of 日期 [--place 区划代码]'

/**
 * `report fill`: every blank bound, read as of the day and written; the answer as JSON to `--json` or stdout. `report check`: each number of a finished
 * report against the records; exit 1 when one differs. As the talent office of the city.
 */
export const reportCommand = async (args: readonly string[]): Promise<number> => {
  const [what, ...rest] = args
  if (what === 'fill') return fill(rest)
  if (what === 'check') return check(rest)
  if (what === 'reply') return reply(rest)
  throw new UsageError(`用法：${fillUsage}，或 ${checkUsage}，或 ${replyUsage}`)
}

const fill = async (args: readonly string[]): Promise<number> => {
  const { positional, option, flag } = readArguments(args, ['as-of', 'out', 'json', 'place'], ['review'])
  const [file] = positional
  const out = option('out')
  if (file === undefined || positional.length > 1 || out === undefined) throw new UsageError(`用法：${fillUsage}`)
  const asOf = dayOf(option('as-of'))
  const draft = draftOf(file)
  if (draft.kind === 'docx' && !/\.docx$/i.test(out)) throw new UsageError(`Word 文稿要写成 .docx，实为 ${out}`)
  const { bytes, json } = await withHouse(async (database) =>
    asOffice(database, option('place'), async (context, scope) => {
      const filled = await fillFor(context, draft, { asOf, scope })
      await recordUses(context, { kind: 'draft', title: bareName(file), asOf, scope }, usedInDraft(filled.filled))
      return { bytes: await fileOf(filled, { copy: flag('review') ? 'review' : 'final', official: /\.docx$/i.test(out) }), json: { blanks: filled.filled.map(answerOf) } }
    }),
  )
  write(out, bytes)
  const text = `${JSON.stringify(json)}\n`
  const to = option('json')
  if (to === undefined) process.stdout.write(text)
  else write(to, text)
  for (const note of draft.notes) process.stderr.write(`${note}\n`)
  return 0
}

const check = async (args: readonly string[]): Promise<number> => {
  const { positional, option } = readArguments(args, ['as-of', 'place'], [])
  const [file] = positional
  if (file === undefined || positional.length > 1) throw new UsageError(`用法：${checkUsage}`)
  const asOf = dayOf(option('as-of'))
  const draft = draftOf(file)
  const { checked } = await withHouse((database) => asOffice(database, option('place'), async (context, scope) => {
    const done = await checkReport(context, draft.lines, { asOf, scope })
    await recordUses(context, { kind: 'check', title: bareName(file), asOf, scope }, usedInCheck(done.checked))
    return done
  }))
  const count = (state: string) => checked.filter((one) => one.state === state).length
  process.stdout.write(`${JSON.stringify({ numbers: checked.map(checkAnswerOf), agrees: count('agrees'), differs: count('differs'), unsure: count('unsure'), unknown: count('unknown') })}\n`)
  for (const note of draft.notes) process.stderr.write(`${note}\n`)
  return count('differs') > 0 ? 1 : 0
}

/** A question answered as JSON, and as an official document with `--out`; exit 1 where a part of it was not answered. */
const reply = async (args: readonly string[]): Promise<number> => {
  const { positional, option } = readArguments(args, ['as-of', 'place', 'out', 'choose'], [])
  const [part, ...id] = (option('choose') ?? '').split('=')
  const asked = ReplyQuestion.safeParse({ question: positional[0] ?? '', choices: id.length ? [{ part: Number(part), id: id.join('=') }] : [], ...(option('as-of') === undefined ? {} : { asOf: dayOf(option('as-of')) }) })
  if (positional.length > 1 || !asked.success) throw new UsageError(`${asked.success ? '问题要放在引号里' : (asked.error.issues[0]?.message ?? '')}。用法：${replyUsage}`)
  const out = option('out')
  if (out !== undefined && !/\.docx$/i.test(out)) throw new UsageError(`答复要写成 .docx，实为 ${out}`)
  const { used: _, ...answered } = await withHouse((database) => asOffice(database, option('place'), async (context, scope) => {
    const made = await replyTo(context, asked.data)
    if (out !== undefined) await recordUses(context, { kind: 'reply', title: made.question, asOf: made.asOf, scope }, made.used)
    return made
  }))
  if (out !== undefined) write(out, await replyDocument(answered))
  process.stdout.write(`${JSON.stringify(answered)}\n`)
  return answered.parts.length > 0 && answered.parts.every(({ outcome }) => outcome === 'told') ? 0 : 1
}

const bareName = (file: string): string => basename(file).replace(/\.[^.]*$/, '')

const dayOf = (text: string | undefined): PlainDate => {
  const day = asPlainDate(text ?? '')
  if (day === undefined) throw new UsageError(`--as-of 要写日期（如 2026-09-30）${text === undefined ? '' : `，这里是“${text}”`}`)
  const now = shanghaiDay(Date.now())
  if (day > now) throw new UsageError(`时点不能晚于今天（${now}）`)
  return day
}

const draftOf = (file: string): Draft => {
  if (!existsSync(file) || !statSync(file).isFile()) throw new UsageError(`没有这个文件：${file}`)
  try {
    return readDraft(readFileSync(file))
  } catch (fault) {
    if (fault instanceof DraftRefusal) throw new UsageError(`${file}：${fault.message}`)
    throw fault
  }
}

/** Nobody's account: the same that imports of the command line have. */
const commandLine = '00000000-0000-0000-0000-000000000000' as Id<'account'>

/** The command line reads as the talent office of the city, or of the place that is named. */
const asOffice = async <T>(database: Database, place: string | undefined, body: (context: ReadContext, scope: string) => Promise<T>): Promise<T> => {
  const today = shanghaiDay(Date.now())
  const known = await database.asSystem(today, (db) => db.selectFrom('kernel.place').select(['code', 'level']).execute())
  const scope = place ?? known.find(({ level }) => level === 'city')?.code
  if (scope === undefined) throw new UsageError('还没有行政区划：请先 npm start 一次，或用 npm run city 建立示例城市')
  if (!known.some(({ code }) => code === scope)) throw new UsageError(`没有这个区划：${scope}`)
  const actor: Actor = { ...systemActor, accountId: commandLine, name: '命令行', role: 'talentOffice', scope, department: 'talent-office' }
  return database.as({ actor, today }, (db) => body({ db, actor, today, requestId: 'juying', database }, scope))
}

const write = (file: string, content: Uint8Array | string): void => {
  try {
    writeFileSync(file, content, { mode: 0o600 })
  } catch (fault) {
    throw new UsageError(`写不了 ${file}：${fault instanceof Error ? fault.message : String(fault)}`)
  }
}
