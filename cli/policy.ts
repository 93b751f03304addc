import { existsSync, readFileSync } from 'node:fs'
import {
  applicationDay, compareExample, compileSql, emptyVocabulary, exampleFacts, explain, FactProblem, formatFen, inForceOn, paidFrom, readLibrary, readVocabulary, runExamples, strangeFacts, Subject,
  type ConditionAnswer, type Diagnostic, type Edition, type Explanation, type PlannedPayment, type PolicyLibrary, type Vocabulary,
} from '../policy/index.ts'
import { isDay } from '../policy/language/day.ts'
import { factsGiven, relationOf } from '../policy/sql/relation.ts'
import { readArguments, today, UsageError, type Arguments } from './arguments.ts'
import { openSqlSession, type SqlSession } from './database.ts'
import { evaluateInColumns } from './evaluate-in-columns.ts'
import { readFactsFile, type SubjectRow } from './facts-file.ts'
import { runInColumns } from './in-columns.ts'
import { planOf, planText } from './plan.ts'
import { objectJson, valueJson } from './json.ts'
import { printPortfolios } from './portfolio.ts'

/** `juying policy check | test | evaluate | plan | what-if`. */
export async function policyCommand(args: readonly string[]): Promise<number> {
  const [verb, ...rest] = args
  switch (verb) {
    case 'check':
      return check(readArguments(rest, ['vocabulary', 'on'], []))
    case 'test':
      return testExamples(readArguments(rest, ['vocabulary', 'engine'], []))
    case 'evaluate':
      return evaluate(readArguments(rest, ['facts', 'on', 'engine', 'vocabulary'], ['each', 'portfolio']))
    case 'plan':
      return plan(readArguments(rest, ['on', 'vocabulary'], ['json']))
    case 'what-if':
      return (await import('./what-if.ts')).whatIfCommand(readArguments(rest, ['set', 'on', 'people', 'vocabulary', 'by', 'within'], []))
    default:
      throw new UsageError(`juying policy 后面写 check、test、evaluate、plan 或 what-if${verb === undefined ? '' : `，没有“${verb}”`}`)
  }
}

function extraVocabulary(given: Arguments): Vocabulary {
  const file = given.option('vocabulary')
  if (file === undefined) return emptyVocabulary
  if (!existsSync(file)) throw new UsageError(`没有词表文件 ${file}`)
  const { vocabulary, diagnostics } = readVocabulary(file, readFileSync(file, 'utf8'))
  complain(diagnostics)
  if (diagnostics.some((entry) => entry.severity === 'error')) throw new UsageError(`词表 ${file} 有错误`)
  return vocabulary
}

function load(given: Arguments, on: string): PolicyLibrary {
  if (given.positional.length === 0) throw new UsageError('要写事项文件或文件夹')
  const library = readLibrary(given.positional, { vocabulary: extraVocabulary(given), on })
  const absent = library.diagnostics.find((entry) => entry.code === 'no-file')
  if (absent) throw new UsageError(absent.message)
  return library
}

/** Errors as sentences with file, line and column. */
function complain(diagnostics: readonly Diagnostic[]): void {
  for (const entry of diagnostics) {
    if (entry.severity === 'error') process.stderr.write(`${entry.file ?? ''}:${entry.line ?? 1}:${entry.column ?? 1}: ${entry.message}${entry.suggestion === undefined ? '' : `。${entry.suggestion}`}\n`)
  }
}

function day(given: Arguments): string {
  const on = given.option('on') ?? today()
  if (!isDay(on)) throw new UsageError(`--on 要写日期（如 2024-07-01），这里是“${on}”`)
  return on
}

function engineOf(given: Arguments): (typeof engines)[number] | undefined {
  const engine = given.option('engine')
  const known = engines.find((name) => name === engine)
  if (engine !== undefined && !known) throw new UsageError(`没有“${engine}”引擎，可以用 ${engines.join('、')}`)
  return known
}

/** How the column engine computes what was written: which tests are its kernels', and which conditions are judged row by row and why. */
function plan(given: Arguments): number {
  const on = day(given)
  const library = load(given, on)
  complain(library.diagnostics)
  const planned = planOf(library, on)
  process.stdout.write(given.flag('json') ? `${JSON.stringify(planned)}\n` : planText(planned))
  return library.diagnostics.some((entry) => entry.severity === 'error') ? 2 : 0
}

function check(given: Arguments): number {
  const { diagnostics } = load(given, day(given))
  for (const entry of diagnostics) process.stdout.write(`${JSON.stringify(entry)}\n`)
  return diagnostics.some((entry) => entry.severity === 'error') ? 1 : 0
}

const engines = ['explain', 'columns', 'sql'] as const

/** The stored examples in all three engines: one JSON line an example and engine, then a summary line. */
async function testExamples(given: Arguments): Promise<number> {
  const library = load(given, today())
  complain(library.diagnostics)
  const asked = given.option('engine')
  const chosen = engines.filter((engine) => asked === undefined || asked === engine)
  if (chosen.length === 0) throw new UsageError(`没有“${asked}”引擎，可以用 ${engines.join('、')}`)
  let passed = 0
  let failed = 0
  const report = (name: string, edition: Edition, example: { name: string; line: number }, differences: readonly string[]) => {
    if (differences.length === 0) passed += 1
    else failed += 1
    process.stdout.write(`${JSON.stringify({ measure: edition.measure, edition: edition.edition, example: example.name, engine: name, ok: differences.length === 0, ...(differences.length > 0 ? { differences } : {}), file: edition.file, line: example.line })}\n`)
  }
  if (chosen.includes('explain')) {
    for (const edition of library.editions)
      for (const result of runExamples(edition, library.vocabularyOf(edition), others(library, edition))) report('explain', edition, { name: result.example, line: result.line }, result.differences)
  }
  if (chosen.includes('columns')) {
    for (const edition of library.editions) for (const example of edition.examples) report('columns', edition, example, await runInColumns(library.vocabularyOf(edition), others(library, edition), edition, example))
  }
  if (chosen.includes('sql')) {
    const session = await openSqlSession()
    try {
      for (const edition of library.editions) for (const example of edition.examples) report('sql', edition, example, await runInSql(library, edition, example, session))
    } finally {
      await session.close()
    }
  }
  process.stdout.write(`${JSON.stringify({ examples: passed + failed, passed, failed, engines: chosen })}\n`)
  if (library.diagnostics.some((entry) => entry.severity === 'error')) return 2
  return failed > 0 ? 1 : 0
}

function others(library: PolicyLibrary, edition: Edition): ReadonlyMap<string, Edition> {
  return inForceOn(library.editions, edition.inForce.from)
}

async function runInSql(library: PolicyLibrary, edition: Edition, example: Edition['examples'][number], session: SqlSession): Promise<readonly string[]> {
  const facts = exampleFacts(example)
  const vocabulary = library.vocabularyOf(edition)
  try {
    const subject = new Subject(facts, vocabulary)
    for (const name of [...vocabulary.facts.keys(), applicationDay]) subject.get(name)
  } catch (problem) {
    if (problem instanceof FactProblem) return [problem.message]
    throw problem
  }
  const { relation, parameter } = relationOf([facts], vocabulary, 2)
  const { statements } = compileSql([edition], { vocabulary, relation, facts: factsGiven([facts], vocabulary), library: others(library, edition) })
  const rows = await session.query(statements[0]?.text ?? '', [example.on, parameter])
  return compareExample(example, sqlAnswer(rows[0]))
}

function sqlAnswer(row: Record<string, unknown> | undefined): { outcome: 'eligible' | 'ineligible' | 'unknown'; amount: bigint | null } {
  const outcome = row?.['outcome']
  const fen = row?.['amount_fen']
  return { outcome: outcome === true ? 'eligible' : outcome === false ? 'ineligible' : 'unknown', amount: typeof fen === 'string' ? BigInt(fen) : null }
}

async function evaluate(given: Arguments): Promise<number> {
  const on = day(given)
  const engine = engineOf(given) ?? 'explain'
  const file = given.option('facts')
  if (file === undefined) throw new UsageError('要用 --facts 给出事实文件（JSON、NDJSON 或 CSV）')
  const library = load(given, on)
  const { rows, single } = readFactsFile(file)
  complain(library.diagnostics)
  const broken = new Set(library.diagnostics.flatMap((entry) => (entry.severity === 'error' && entry.file !== undefined ? [entry.file] : [])))
  warnOfStrangeFacts(rows, library, file)
  const each = given.flag('each') || single
  const totals = new Map<Edition, { eligible: number; ineligible: number; unknown: number; amount: bigint }>(library.editions.map((edition) => [edition, { eligible: 0, ineligible: 0, unknown: 0, amount: 0n }]))
  const count = (edition: Edition, outcome: Explanation['outcome'], amount: bigint | null) => {
    const total = totals.get(edition)
    if (!total) return
    total[outcome] += 1
    total.amount += amount ?? 0n
  }
  if (given.flag('portfolio') && engine !== 'explain') throw new UsageError('--portfolio 要逐人解释，只用 --engine explain')
  const session = engine === 'sql' ? await openSqlSession() : undefined
  let wrong = false
  try {
    const good = rows.filter((row) => {
      const problem = problemOf(row, library)
      if (problem !== undefined) {
        wrong = true
        process.stderr.write(`${file}${row.line === undefined ? '' : `:${row.line}:1`}: 对象 ${row.label}：${problem}\n`)
      }
      return problem === undefined
    })
    if (given.flag('portfolio')) printPortfolios(library, good, on, broken)
    else if (engine === 'columns') await printColumns(library, good, on, broken, each, count)
    else if (session) await evaluateInSql(library, good, on, session, broken, each, count)
    else evaluateByExplain(library, good, on, broken, each, count)
  } finally {
    await session?.close()
  }
  if (!each && !given.flag('portfolio')) {
    for (const [edition, total] of totals) process.stdout.write(`${JSON.stringify({ measure: edition.measure, edition: edition.edition, title: edition.title, subjects: total.eligible + total.ineligible + total.unknown, eligible: total.eligible, ineligible: total.ineligible, unknown: total.unknown, amount: formatFen(total.amount) })}\n`)
  }
  return broken.size > 0 || wrong ? 2 : 0
}

/** A name that no vocabulary knows is most likely a typo; said once, and not fatal: files carry other columns too. */
function warnOfStrangeFacts(rows: readonly SubjectRow[], library: PolicyLibrary, file: string): void {
  const seen = new Map<string, string | undefined>()
  const ignore = new Set(['subject', 'id', '编号', '姓名'])
  for (const row of rows) for (const { name, meant } of strangeFacts(row.facts, library.vocabulary, ignore)) seen.set(name, meant)
  for (const [name, meant] of seen) process.stderr.write(`${file}: 词表里没有“${name}”，已忽略${meant === undefined ? '' : `；是不是想写“${meant}”？`}\n`)
}

function problemOf(row: SubjectRow, library: PolicyLibrary): string | undefined {
  try {
    const subject = new Subject(row.facts, library.vocabulary)
    for (const name of [...library.vocabulary.facts.keys(), applicationDay]) subject.get(name)
    paidFrom(row.facts)
    return undefined
  } catch (problem) {
    if (problem instanceof FactProblem) return problem.message
    throw problem
  }
}

type Count = (edition: Edition, outcome: Explanation['outcome'], amount: bigint | null) => void

function evaluateByExplain(library: PolicyLibrary, rows: readonly SubjectRow[], on: string, broken: ReadonlySet<string>, each: boolean, count: Count): void {
  const inForce = inForceOn(library.editions, on)
  for (const row of rows) {
    const subjects = new Map<Vocabulary, Subject>()
    for (const edition of library.editions) {
      const vocabulary = library.vocabularyOf(edition)
      const subject = subjects.get(vocabulary) ?? new Subject(row.facts, vocabulary)
      subjects.set(vocabulary, subject)
      const answer = explain(edition, subject, { on, vocabulary, library: inForce, withoutNearest: !each })
      const doubtful = broken.has(edition.file)
      count(edition, doubtful && answer.outcome === 'eligible' ? 'unknown' : answer.outcome, doubtful ? null : answer.amount)
      if (each) process.stdout.write(`${explanationJson(row.label, answer, doubtful)}\n`)
    }
  }
}

async function printColumns(library: PolicyLibrary, rows: readonly SubjectRow[], on: string, broken: ReadonlySet<string>, each: boolean, count: Count): Promise<void> {
  const sound = library.editions.filter((edition) => !broken.has(edition.file))
  for await (const { edition, answers } of evaluateInColumns(library, sound, rows.map((row) => row.facts), on, inForceOn(library.editions, on))) {
    for (const [i, { outcome, amount }] of answers.entries()) {
      count(edition, outcome, amount)
      if (each) process.stdout.write(plainAnswer(rows[i]?.label, edition, outcome, amount))
    }
  }
}

const plainAnswer = (subject: string | number | undefined, { measure, edition }: Edition, outcome: Explanation['outcome'], amount: bigint | null): string =>
  `${JSON.stringify({ subject, measure, edition, outcome, amount: amount === null ? null : formatFen(amount) })}\n`

async function evaluateInSql(library: PolicyLibrary, rows: readonly SubjectRow[], on: string, session: SqlSession, broken: ReadonlySet<string>, each: boolean, count: Count): Promise<void> {
  const facts = rows.map((row) => row.facts)
  const sound = library.editions.filter((edition) => !broken.has(edition.file))
  const { vocabulary } = library
  const { relation, parameter } = relationOf(facts, vocabulary, 2)
  const { statements } = compileSql(sound, { vocabulary, relation, facts: factsGiven(facts, vocabulary), library: inForceOn(library.editions, on) })
  const byName = new Map(sound.map((edition) => [`${edition.measure} ${edition.edition}`, edition]))
  for (const { text } of statements) {
    for (const row of await session.query(text, [on, parameter])) {
      const edition = byName.get(`${String(row['measure'])} ${String(row['edition'])}`)
      const { outcome, amount } = sqlAnswer(row)
      if (!edition) continue
      count(edition, outcome, amount)
      if (each) process.stdout.write(plainAnswer(rows[Number(row['subject'])]?.label, edition, outcome, amount))
    }
  }
}

function explanationJson(label: string | number, answer: Explanation, doubtful: boolean): string {
  const json = JSON.stringify
  const { nearest } = answer
  return objectJson([
    ['subject', json(label)],
    ['measure', json(answer.measure)],
    ['edition', json(answer.edition)],
    ['outcome', json(doubtful && answer.outcome === 'eligible' ? 'unknown' : answer.outcome)],
    ['missing', json(answer.missing.map((entry) => entry.fact))],
    ['amount', json(answer.amount === null || doubtful ? null : formatFen(answer.amount))],
    ['because', answer.amountBecause === null || doubtful ? undefined : json(answer.amountBecause)],
    ['schedule', `[${doubtful ? '' : answer.schedule.map(paymentJson).join(',')}]`],
    ['conditions', `[${answer.conditions.map(conditionJson).join(',')}]`],
    ['alternatives', answer.alternatives.length === 0 ? undefined : `[${answer.alternatives.map((alternative) => objectJson([['name', json(alternative.name)], ['outcome', json(alternative.outcome)], ['conditions', `[${alternative.conditions.map(conditionJson).join(',')}]`]])).join(',')}]`],
    ['chosen', answer.chosen === undefined ? undefined : json(answer.chosen)],
    ['nearest', nearest ? objectJson([['words', json(nearest.words)], ['date', nearest.date === undefined ? undefined : json(nearest.date)]]) : undefined],
  ])
}

function paymentJson(payment: PlannedPayment): string {
  const json = JSON.stringify
  return objectJson([
    ['no', String(payment.no)],
    ['due', json(payment.due)],
    ['amount', json(formatFen(payment.amount))],
    ['give', payment.give === undefined ? undefined : json(payment.give)],
    ['if', payment.condition === undefined ? undefined : json(payment.condition)],
    ['paidBy', payment.paidBy.length === 0 ? undefined : objectJson(payment.paidBy.map((entry) => [entry.payer, json(formatFen(entry.amount))]))],
  ])
}

function conditionJson(condition: ConditionAnswer): string {
  const json = JSON.stringify
  return objectJson([
    ['says', json(condition.says)],
    ['outcome', json(condition.outcome)],
    ['facts', objectJson(condition.facts.map((fact) => [fact.name, valueJson(fact.value, fact.type)]))],
    ['nearest', condition.nearest === null ? undefined : json(condition.nearest)],
  ])
}

