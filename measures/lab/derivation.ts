import { sql } from 'kysely'
import { databaseCode } from '../../kernel/db/database.ts'
import type { ReadContext } from '../../kernel/implement.ts'
import { FactProblem, readValue, type Fact, type FactValue } from '../../policy/index.ts'
import { kindOfHolder, profiles } from '../facts.ts'
import { openFact } from '../sealed-facts.ts'

/** What a derivation may call. It runs for everybody, inside the house's own transactions: what is not named here is refused. */
const functions = new Set([
  'coalesce', 'nullif', 'greatest', 'least', 'count', 'sum', 'min', 'max', 'avg', 'bool_or', 'bool_and', 'array_agg', 'jsonb_agg', 'jsonb_build_object', 'jsonb_object_agg', 'to_jsonb', 'jsonb_array_length', 'array_position', 'array_length', 'cardinality', 'unnest',
  'extract', 'age', 'date_trunc', 'make_date', 'date_part', 'round', 'floor', 'ceil', 'ceiling', 'abs', 'mod', 'left', 'right', 'length', 'char_length', 'lower', 'upper', 'trim', 'btrim', 'substring', 'substr', 'concat', 'replace', 'split_part', 'starts_with', 'row_number', 'rank', 'lag', 'lead', 'first_value',
  // words of the language that stand before a parenthesis
  'any', 'all', 'some', 'exists', 'in', 'and', 'or', 'not', 'when', 'then', 'else', 'case', 'over', 'filter', 'within', 'group', 'by', 'on', 'where', 'from', 'join', 'lateral', 'select', 'distinct', 'as', 'values', 'array', 'having', 'between', 'numeric', 'varchar', 'union', 'with', 'using', 'interval', 'cast', 'limit',
])
const forbidden = /\b(insert|update|delete|merge|truncate|create|alter|drop|grant|revoke|copy|call|do|execute|prepare|listen|notify|lock|set|reset|begin|commit|rollback|into|vacuum|analyze|cluster|for)\b/i
/** What somebody wrote as a fact may be anything; a cast that fails would fail for everybody. */
const castOfFact = /->>?\s*''\s*\)*\s*::\s*(?!text\b)(\w+)|\bcast\s*\([^()]*->>?/i
const marks = /;|--|\/\*|\$|\\|"/

const closed = new Set(['kernel', 'registry', 'fund', 'cases', 'measures', 'training', 'indicators', 'graphile_worker', 'information_schema'])

/** Why this SQL may not be a derivation, as sentences; none when it may be tried. */
export const derivationProblems = (derive: string): string[] => {
  // Text in quotes is a value, whatever words it holds.
  const bare = derive.replaceAll(/'(?:[^']|'')*'/g, "''")
  if (bare.replaceAll("''", '').includes("'")) return ['引号没有配对']
  const mark = marks.exec(bare)?.[0]
  if (mark) return [`推导里不能写“${mark}”`]
  const word = forbidden.exec(bare)?.[0]
  if (word) return [`推导只能读取，不能写“${word}”`]
  if (castOfFact.test(bare)) return ['登记的事实不一定写得合格式，不能直接转换类型：数写 pub.as_number(s.facts -> …)，是或否写 pub.as_truth(s.facts -> …)']
  const called = [...bare.matchAll(/([a-z_][\w.]*)\s*\(/gi)].map((match) => (match[1] ?? '').toLowerCase())
  const unknown = called.find((name) => !functions.has(name) && name !== 'kernel.today' && name !== 'pub.as_number' && name !== 'pub.as_truth')
  if (unknown !== undefined) return [`推导里不能用“${unknown}(…)”；可用 coalesce、extract、count、jsonb_agg 等`]
  const read = [...bare.replaceAll(/kernel\.today\s*\(/gi, '(').matchAll(/\b([a-z_]\w*)\.[a-z_]\w*/gi)].map((match) => (match[1] ?? '').toLowerCase())
  const schema = read.find((name) => closed.has(name) || name.startsWith('pg_'))
  return schema === undefined ? [] : [`推导只能读 pub 里的视图，不能读 ${schema}`]
}

export interface Sample {
  rows: number
  known: number
  values: { value: string; count: number }[]
}

const tried = 500
const longest = 3000
const cancelled = '57014'

/** Runs a derivation over some subjects, read-only, as the role that sees `pub` alone, for three seconds at most. */
export const tryDerivation = async ({ database, actor, today }: ReadContext, fact: Fact): Promise<{ sample: Sample } | { problem: string }> => {
  const { derive } = fact
  if (derive === undefined) return { problem: '没有写推导' }
  try {
    const found = await database.asReader({ actor, today }, async (db) => {
      await sql.raw(`set transaction read only`).execute(db)
      await sql.raw(`set local statement_timeout = ${longest}`).execute(db)
      const { rows } = await sql.raw<{ value: FactValue }>(`select (${derive}) as value from ${profiles[kindOfHolder(fact.subject)]} s limit ${tried}`).execute(db)
      return rows.map(({ value }) => value)
    })
    const values = found.map((value) => (value === null || value === undefined ? null : openFact(fact.type, value)))
    for (const value of values) readValue(value ?? null, fact.type, fact.name)
    const known = values.filter((value) => value !== null && value !== undefined)
    return { sample: { rows: values.length, known: known.length, values: commonest(known, fact) } }
  } catch (error) {
    if (error instanceof FactProblem) return { problem: `推导出的值不合类型：${error.message}` }
    const code = databaseCode(error)
    if (code === cancelled) return { problem: '推导太慢，三秒没有算完 500 个对象' }
    if (code !== undefined && error instanceof Error) return { problem: `数据库不接受这段推导：${error.message}` }
    throw error
  }
}

/** Codes and yes/no are shown; days, numbers and texts are somebody's own and stay unseen. */
const commonest = (known: readonly FactValue[], { type }: Fact): { value: string; count: number }[] => {
  if (type.kind !== 'code' && type.kind !== 'boolean') return []
  const counts = new Map<string, number>()
  for (const value of known) {
    const words = typeof value === 'boolean' ? (value ? '是' : '否') : String(value)
    counts.set(words, (counts.get(words) ?? 0) + 1)
  }
  return [...counts].map(([value, count]) => ({ value, count })).toSorted((a, b) => b.count - a.count).slice(0, 12)
}
