import { createInterface } from 'node:readline'
import { checkExpression } from '../policy/language/check.ts'
import { isDay } from '../policy/language/day.ts'
import { formatDecimal, parseDecimal } from '../policy/language/decimal.ts'
import type { Expr } from '../policy/language/expression.ts'
import { runOf, surroundings } from '../policy/explain/judge.ts'
import type { Type } from '../policy/language/type.ts'
import { FactProblem, Subject, type Facts, type FactValue } from '../policy/vocabulary/facts.ts'
import { emptyVocabulary, scopeOf, type Fact, type Vocabulary } from '../policy/vocabulary/vocabulary.ts'
import { readArguments, today, UsageError } from './arguments.ts'
import type { SqlSession } from './database.ts'
import { objectJson, valueJson } from './json.ts'

/** What came of one expression: a JSON text of its value, why it is refused, or what is wrong with the call. */
type Answer = { value: string } | { refused: string } | { error: string }

interface Question {
  readonly id: string
  readonly expr: string
  readonly context: Facts
  readonly types: unknown
}

/** `juying feel`: one expression, its value or its refusal; with --batch a stream of them. */
export async function feelCommand(args: readonly string[]): Promise<number> {
  const given = readArguments(args, ['context', 'types', 'engine', 'on'], ['batch'])
  const engine = given.option('engine') ?? 'explain'
  if (engine !== 'explain' && engine !== 'sql' && engine !== 'columns') throw new UsageError(`没有“${engine}”引擎，可以用 explain、columns、sql`)
  const on = given.option('on') ?? today()
  if (!isDay(on)) throw new UsageError(`--on 要写日期（如 2024-07-01），这里是“${on}”`)
  const session = engine === 'sql' ? await (await import('./database.ts')).openSqlSession() : undefined
  const columns = engine === 'columns' ? (await import('./feel-in-columns.ts')).valueInColumns : undefined
  const elsewhere = session ? (prepared: Prepared) => inSql(prepared, on, session) : columns ? (prepared: Prepared) => columns(prepared, on) : undefined
  try {
    if (given.flag('batch')) return await batch(on, elsewhere)
    const [expr, ...more] = given.positional
    if (expr === undefined || more.length > 0) throw new UsageError('要写一个表达式：juying feel \'年龄 >= 18\' --context \'{"年龄": 20}\'')
    const context = parseJson(given.option('context') ?? '{}', '--context')
    if (!isObject(context)) throw new UsageError('--context 要写 JSON 对象')
    const answer = await ask({ id: '', expr, context, types: parseJson(given.option('types') ?? '{}', '--types') }, on, elsewhere)
    if ('error' in answer) throw new UsageError(answer.error)
    process.stdout.write(`${answerJson(answer)}\n`)
    if (!('refused' in answer)) return 0
    process.stderr.write(`${answer.refused}\n`)
    return 1
  } finally {
    await session?.close()
  }
}

async function batch(on: string, elsewhere: Elsewhere | undefined): Promise<number> {
  let code = 0
  let number = 0
  let out: string[] = []
  const flush = () => {
    if (out.length > 0) process.stdout.write(`${out.join('\n')}\n`)
    out = []
  }
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    number += 1
    if (line.trim() === '') continue
    const question = readQuestion(line, number)
    if ('error' in question) {
      code = 2
      out.push(objectJson([['id', question.id], ['error', JSON.stringify(question.error)]]))
    } else {
      const answer = elsewhere ? await ask(question, on, elsewhere) : answerNow(question, on)
      out.push(answerJson(answer, question.id))
    }
    if (out.length >= 500) flush()
  }
  flush()
  return code
}

function readQuestion(line: string, number: number): Question | { id: string; error: string } {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { id: 'null', error: `第 ${number} 行不是 JSON` }
  }
  if (typeof value !== 'object' || value === null) return { id: 'null', error: `第 ${number} 行不是 {…} 对象` }
  const id = 'id' in value ? JSON.stringify(value.id) : 'null'
  if (!('expr' in value) || typeof value.expr !== 'string') return { id, error: `第 ${number} 行没有 expr` }
  const context = 'context' in value && value.context !== null ? value.context : {}
  if (!isObject(context)) return { id, error: `第 ${number} 行的 context 不是 {…} 对象` }
  return { id, expr: value.expr, context, types: 'types' in value ? value.types : {} }
}

function isObject(value: unknown): value is Record<string, FactValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch (fault) {
    throw new UsageError(`${what} 不是 JSON：${fault instanceof Error ? fault.message : ''}`)
  }
}

function answerJson(answer: Answer, id?: string): string {
  const [kind, text] = 'value' in answer ? ['value', answer.value] : 'refused' in answer ? ['refused', JSON.stringify(answer.refused)] : ['error', JSON.stringify(answer.error)]
  return objectJson([['id', id], [kind, text]])
}

export interface Prepared {
  readonly expr: Expr
  readonly subject: Subject
  readonly vocabulary: Vocabulary
  readonly context: Facts
}

/** Another engine than the interpreter: the JSON text of a value. */
type Elsewhere = (prepared: Prepared) => Promise<string>

function prepare(question: Question): Prepared | { refused: string } | { error: string } {
  const vocabulary = vocabularyFor(question)
  if ('error' in vocabulary) return vocabulary
  const { expr, findings } = checkExpression(question.expr, { ...scopeOf(vocabulary), nullAllowed: true })
  if (!expr) return { refused: findings.filter((finding) => finding.severity === 'error').map((finding) => `第 ${finding.from + 1} 个字符：${finding.message}${finding.suggestion === undefined ? '' : `。${finding.suggestion}`}`).join('；') }
  return { expr, subject: new Subject(question.context, vocabulary), vocabulary, context: question.context }
}

function answerNow(question: Question, on: string): Answer {
  try {
    const prepared = prepare(question)
    if (!('expr' in prepared)) return prepared
    return { value: valueJson(runOf(prepared.expr)(surroundings(prepared.subject, on, undefined)), prepared.expr.type) }
  } catch (fault) {
    if (fault instanceof FactProblem || fault instanceof RangeError) return { error: fault.message }
    throw fault
  }
}

async function ask(question: Question, on: string, elsewhere: Elsewhere | undefined): Promise<Answer> {
  if (!elsewhere) return answerNow(question, on)
  try {
    const prepared = prepare(question)
    if (!('expr' in prepared)) return prepared
    for (const name of prepared.vocabulary.facts.keys()) prepared.subject.get(name)
    return { value: await elsewhere(prepared) }
  } catch (fault) {
    if (fault instanceof Error) return { error: fault.message }
    throw fault
  }
}

async function inSql({ expr, vocabulary, context }: Prepared, on: string, session: SqlSession): Promise<string> {
  if (expr.type.kind === 'list' || expr.type.kind === 'record') throw new RangeError('sql 引擎只求单个值，不求清单')
  const [{ compileExpression }, { factsGiven, relationOf }] = [await import('../policy/sql/compile.ts'), await import('../policy/sql/relation.ts')]
  const { relation, parameter } = relationOf([context], vocabulary, 2)
  const rows = await session.query(`select value::text from (${compileExpression(expr, { vocabulary, relation, facts: factsGiven([context], vocabulary) })}) q where $1::date is not null`, [on, parameter])
  return sqlJson(rows[0]?.['value'], expr.type)
}

function sqlJson(value: unknown, type: Type): string {
  if (typeof value !== 'string') return 'null'
  if (type.kind === 'boolean') return value
  const decimal = type.kind === 'text' || type.kind === 'code' || type.kind === 'date' ? undefined : parseDecimal(value)
  if (!decimal) return JSON.stringify(value)
  return type.kind === 'months' || type.kind === 'days' ? valueJson({ n: BigInt(formatDecimal(decimal)), s: 0 }, type) : formatDecimal(decimal)
}

/** Names from `types` and, where those are silent, from the kind of value in the context. */
function vocabularyFor(question: Question): Vocabulary | { error: string } {
  const facts = new Map<string, Fact>()
  const declare = (name: string, type: Type) => facts.set(name, { name, type, subject: 'person' })
  for (const [name, value] of Object.entries(question.context)) declare(name, inferType(value))
  for (const [name, spec] of typeEntries(question.types)) {
    const type = declaredType(spec)
    if (!type) return { error: `types 里“${name}”的类型看不懂：${JSON.stringify(spec).slice(0, 60)}` }
    declare(name, type)
  }
  return { ...emptyVocabulary, facts }
}

/** `{"学历": …}`, `[{"name": "学历", …}]` or `{"facts": […]}`. */
function typeEntries(types: unknown): readonly (readonly [string, unknown])[] {
  const list = Array.isArray(types) ? types : isObject(types) && Array.isArray(types['facts']) ? types['facts'] : undefined
  if (list) return list.flatMap((item: unknown) => (typeof item === 'object' && item !== null && 'name' in item && typeof item.name === 'string' ? [[item.name, item] as const] : []))
  return isObject(types) ? Object.entries(types) : []
}

function declaredType(spec: unknown): Type | undefined {
  if (typeof spec === 'string') return simpleType(spec)
  if (typeof spec !== 'object' || spec === null) return undefined
  const word = 'type' in spec && typeof spec.type === 'string' ? spec.type : 'codes' in spec ? 'code' : 'of' in spec ? 'records' : ''
  if (word === 'code' || word === 'list of code') {
    const codes = 'codes' in spec && Array.isArray(spec.codes) ? spec.codes.map(String) : undefined
    if (!codes) return undefined
    const type: Type = { kind: 'code', list: { codes, ordered: 'ordered' in spec && spec.ordered === true } }
    return word === 'code' ? type : { kind: 'list', of: type }
  }
  if (word === 'records' || word === 'record') {
    const of: unknown = 'of' in spec ? spec.of : undefined
    if (typeof of !== 'object' || of === null) return undefined
    const fields = new Map<string, Type>()
    for (const [name, part] of Object.entries(of)) {
      const type = declaredType(part)
      if (!type) return undefined
      fields.set(name, type)
    }
    return word === 'record' ? { kind: 'record', fields } : { kind: 'list', of: { kind: 'record', fields } }
  }
  return simpleType(word)
}

function simpleType(word: string): Type | undefined {
  switch (word) {
    case 'boolean': case 'number': case 'money': case 'date': case 'text':
      return { kind: word }
    case 'string':
      return { kind: 'text' }
    case 'list of text': case 'list of number': case 'list of date': case 'list of money': case 'list of boolean': {
      const of = simpleType(word.slice(8))
      return of ? { kind: 'list', of } : undefined
    }
    default:
      return undefined
  }
}

function inferType(value: FactValue | undefined): Type {
  if (value === null || value === undefined) return { kind: 'any' }
  if (typeof value === 'boolean') return { kind: 'boolean' }
  if (typeof value === 'number' || typeof value === 'bigint') return { kind: 'number' }
  if (typeof value === 'string') return { kind: isDay(value) ? 'date' : 'text' }
  if (isList(value)) return { kind: 'list', of: value.map(inferType).reduce(merge, { kind: 'any' }) }
  return { kind: 'record', fields: new Map(Object.entries(value).map(([name, part]) => [name, inferType(part)])) }
}

function isList(value: FactValue): value is readonly FactValue[] {
  return Array.isArray(value)
}

/** One type for all items: fields of records together; text where dates and texts mix. */
function merge(a: Type, b: Type): Type {
  if (a.kind === 'any') return b
  if (b.kind === 'any') return a
  if (a.kind === 'record' && b.kind === 'record') {
    const fields = new Map(a.fields)
    for (const [name, type] of b.fields) fields.set(name, merge(fields.get(name) ?? { kind: 'any' }, type))
    return { kind: 'record', fields }
  }
  return a.kind === b.kind ? a : { kind: 'text' }
}
