import { compare, parseDecimal, round } from '../../language/decimal.ts'
import { applicationDay } from '../../language/scope.ts'
import type { Type } from '../../language/type.ts'
import { FactProblem, type Facts, type FactValue } from '../../vocabulary/facts.ts'
import { columnOf, type Vocabulary } from '../../vocabulary/vocabulary.ts'
import { duckdb } from './dialect.ts'
import { columnPlaces } from './number.ts'

/** Name and type of each column of a relation of facts, besides the subject's. `extra`: 享受(…) and 申请日, where given. */
export function columnsOf(vocabulary: Vocabulary, extra: readonly string[] = []): ReadonlyMap<string, Type> {
  const typeOf = (name: string): Type => ({ kind: name === applicationDay ? 'date' : name.startsWith('享受金额') ? 'money' : 'boolean' })
  return new Map([...[...vocabulary.facts.values()].map((fact) => [columnOf(fact), fact.type] as const), ...extra.map((name) => [name, typeOf(name)] as const)])
}

/**
 * Subjects given as JSON, as a relation that DuckDB reads: one JSON parameter, one row a subject numbered from 0 in `id`. Throws
 * {@link FactProblem} for a number that a column cannot hold exactly: more than 4 decimal places or 14 digits before the point.
 */
export function duckdbRelationOf(subjects: readonly Facts[], vocabulary: Vocabulary, parameter: number): { relation: string; parameter: string } {
  const facts = [...vocabulary.facts.values()]
  const extra = [...new Set(subjects.flatMap((subject) => Object.keys(subject).filter((name) => name === applicationDay || name.startsWith('享受'))))]
  const columns = columnsOf(vocabulary, extra)
  const rows = subjects.map((subject, id) => {
    const row: Record<string, FactValue> = { id }
    for (const fact of facts) row[columnOf(fact)] = stored(subject[fact.name] ?? (fact.id === undefined ? null : (subject[fact.id] ?? null)), fact.type, fact.name)
    for (const name of extra) row[name] = stored(subject[name] ?? null, columns.get(name) ?? { kind: 'boolean' }, name)
    return row
  })
  const shape: Record<string, unknown> = { id: 'INTEGER' }
  for (const [name, type] of columns) shape[name] = shapeOf(type)
  return { relation: `(select r.* from (select unnest(from_json($${parameter}::json, ${duckdb.text(JSON.stringify([shape]))})) as r))`, parameter: JSON.stringify(rows) }
}

function shapeOf(type: Type): unknown {
  if (type.kind === 'list') return [shapeOf(type.of)]
  if (type.kind === 'record') return Object.fromEntries([...type.fields].map(([name, of]) => [name, shapeOf(of)]))
  return duckdb.typeName(type).toUpperCase()
}

const limit = { n: 10n ** 14n, s: 0 }

function stored(value: FactValue, type: Type, name: string): FactValue {
  if (value === null || value === '') return null
  if (type.kind === 'boolean') return value === '是' || value === 'true' ? true : value === '否' || value === 'false' ? false : value
  if (type.kind === 'number' || type.kind === 'money') {
    const number = parseDecimal(String(value).trim())
    if (!number || compare(round(number, columnPlaces), number) !== 0 || compare(number, limit) >= 0 || compare({ n: -number.n, s: number.s }, limit) >= 0)
      throw new FactProblem(name, `“${name}”的值 ${String(value)} 列存不下：至多 ${columnPlaces} 位小数、14 位整数`)
    return String(value)
  }
  if (type.kind === 'list' && Array.isArray(value)) {
    const { of } = type
    return value.map((item: FactValue) => stored(item, of, name))
  }
  if (type.kind === 'record' && typeof value === 'object' && !Array.isArray(value)) {
    const given = new Map(Object.entries(value))
    return Object.fromEntries([...type.fields].map(([field, of]) => [field, stored(given.get(field) ?? null, of, `${name}.${field}`)]))
  }
  return value
}
