import type { Expr, Sequence } from '../../language/expression.ts'
import type { Type } from '../../language/type.ts'
import { bind, type Writing } from '../writing.ts'
import { decimalType } from './number.ts'

/**
 * Lists by functions that take a lambda, not by subselects over their items: a column store decorrelates such a subselect into
 * a join over the whole table, and `try` admits none. Trino, Spark and ClickHouse have the same functions under other names.
 */

interface Items {
  /** The list itself. */
  readonly source: string
  /** One `{p: passes every filter, v: value}` an item. */
  readonly judged: string
}

const itemType = (type: Type): string | undefined => (type.kind === 'number' || type.kind === 'money' ? decimalType(12) : undefined)

/** Items with each filter's verdict and what `value` makes of the item. */
function items(sequence: Sequence, writing: Writing, value: (item: string) => string): Items {
  const source = writing.write(sequence.source, writing)
  const item = writing.alias('s')
  const outer = writing.slots.get(sequence.slot)
  writing.slots.set(sequence.slot, { item, type: sequence.item })
  const passes = sequence.filters.length === 0 ? 'true' : sequence.filters.map((filter) => writing.write(filter, writing)).join(' and ')
  if (outer) writing.slots.set(sequence.slot, outer)
  else writing.slots.delete(sequence.slot)
  return { source, judged: `list_transform(${source}, lambda ${item}: {p: (${passes})::boolean, v: ${value(item)}})` }
}

const filterless = (sequence: Sequence): boolean => sequence.filters.length === 0

/** The item, or its field, as a typed value. */
function valueOf(sequence: Sequence, item: string): string {
  if (sequence.item.kind === 'any') return `null::${decimalType(12)}`
  const value = sequence.field === undefined ? item : `struct_extract(${item}, '${sequence.field.replaceAll("'", "''")}')`
  const type = itemType(sequence.item)
  return type === undefined ? value : `(${value})::${type}`
}

const some = (list: string, test: (one: string) => string, writing: Writing): string => {
  const one = writing.alias('e')
  return `len(list_filter(${list}, lambda ${one}: ${test(one)})) > 0`
}

/** or, over three-valued items; the list may not be null. */
function anyOf(list: string, writing: Writing): string {
  return bind(writing, [{ sql: list, type: 'boolean[]' }], ([all = '']) => `(case when list_contains(${all}, true) then true when list_aggregate(${all}, 'count') < len(${all}) then null else false end)`)
}

function allOf(list: string, writing: Writing): string {
  return bind(writing, [{ sql: list, type: 'boolean[]' }], ([all = '']) => `(case when list_contains(${all}, false) then false when list_aggregate(${all}, 'count') < len(${all}) then null else true end)`)
}

/** some and every: a filter counts as one more condition. */
export function quantified(expr: Expr & { op: 'quantified' }, writing: Writing): string {
  const { sequence } = expr
  const { source, judged } = items(sequence, writing, (item) => {
    writing.slots.set(sequence.slot, { item, type: sequence.item, ...(sequence.field === undefined ? {} : { field: sequence.field }) })
    const body = writing.write(expr.body, writing)
    writing.slots.delete(sequence.slot)
    return `(${body})::boolean`
  })
  const e = writing.alias('e')
  const verdicts = `list_transform(${judged}, lambda ${e}: ${expr.every ? `(not ${e}.p) or ${e}.v` : `${e}.p and ${e}.v`})`
  return `(case when ${source} is not null then ${expr.every ? allOf(verdicts, writing) : anyOf(verdicts, writing)} end)`
}

/** Whether a value is among the items; the list as a whole is unknown when a filter is in doubt for one item. */
export function member(value: string, sequence: Sequence, writing: Writing): string {
  const { source, judged } = items(sequence, writing, (item) => `(${value} = ${valueOf(sequence, item)})::boolean`)
  const answer = bind(writing, [{ sql: judged, type: '' }], ([list = '']) => {
    const e = writing.alias('e')
    const kept = anyOf(`list_transform(list_filter(${list}, lambda ${e}: ${e}.p), lambda ${e}: ${e}.v)`, writing)
    return filterless(sequence) ? kept : `(case when ${some(list, (one) => `${one}.p is null`, writing)} then null else ${kept} end)`
  })
  return `(case when ${source} is not null then ${answer} end)`
}

/** Only whether the filtered list is known matters: 已知(…). */
export function whole(sequence: Sequence, writing: Writing): string {
  const { source, judged } = items(sequence, writing, () => 'true')
  return filterless(sequence) ? `(case when ${source} is not null then 1 end)` : `(case when ${source} is not null and not (${some(judged, (one) => `${one}.p is null`, writing)}) then 1 end)`
}

/** count and sum of nobody are 0, min and max unknown; an item in doubt leaves count unknown, an unknown one the rest. */
export function aggregate(expr: Expr & { op: 'aggregate' }, writing: Writing): string {
  const { name, sequence } = expr
  const numeric = itemType(sequence.item) !== undefined || sequence.item.kind === 'any'
  const { source, judged } = items(sequence, writing, (item) => (name === 'count' ? 'true' : valueOf(sequence, item)))
  const answer = bind(writing, [{ sql: judged, type: '' }], ([list = '']) => {
    const e = writing.alias('e')
    const kept = filterless(sequence) ? list : `list_filter(${list}, lambda ${e}: ${e}.p)`
    if (name === 'count') {
      const count = `len(${kept})::${decimalType(0)}`
      return filterless(sequence) ? count : `(case when ${some(list, (one) => `${one}.p is null`, writing)} then null else ${count} end)`
    }
    const values = `list_transform(${kept}, lambda ${e}: ${e}.v)`
    const found = name === 'sum' ? `coalesce(list_sum(${values}), 0::${decimalType(12)})::${decimalType(12)}` : `list_${name}(${values})${numeric ? `::${decimalType(12)}` : ''}`
    return `(case when ${some(list, (one) => `${one}.p is null or (${one}.p and ${one}.v is null)`, writing)} then null else ${found} end)`
  })
  return `(case when ${source} is not null then ${answer} end)`
}

/** 连续月数 and 累计月数, as insured-months.ts counts them. */
export function months(expr: Expr & { op: 'months' }, writing: Writing): string {
  const number = (day: string) => `(year(${day}) * 12 + month(${day}) - 1)`
  const field = (item: string, name: string) => `struct_extract(${item}, '${name}')::date`
  const span = expr.shape === 'span'
  const { source, judged } = items(expr.sequence, writing, (item) => `{s: ${number(field(item, span ? '起' : '月份'))}, e: ${number(field(item, span ? '止' : '月份'))}}`)
  const at = number(writing.write(expr.at, writing))
  const since = expr.since ? number(writing.write(expr.since, writing)) : '0'
  return bind(writing, [{ sql: at, type: 'bigint' }, { sql: since, type: 'bigint' }, { sql: judged, type: '' }], ([n = '', first = '', list = '']) => {
    const [e, i] = [writing.alias('e'), writing.alias('i')]
    const kept = `list_filter(${list}, lambda ${e}: ${e}.p and ${e}.v.s <= ${n})`
    const counted = span
      ? `list_distinct(flatten(list_transform(${kept}, lambda ${e}: range(greatest(${e}.v.s, ${first}), least(${e}.v.e, ${n}) + 1))))`
      : `list_filter(list_distinct(list_transform(${kept}, lambda ${e}: ${e}.v.s)), lambda ${e}: ${e} >= ${first})`
    const run = bind(writing, [{ sql: `list_sort(${counted}, 'DESC')`, type: 'bigint[]' }], ([all = '']) => {
      // the first gap that is too wide ends the run; before its newest month one missing month is always tolerated
      const breaks = `case when ${i} = 1 then ${n} - ${all}[1] > ${Math.max(1, expr.gap)} else ${all}[${i} - 1] - 1 - ${all}[${i}] > ${expr.gap} end`
      return `(coalesce(list_min(list_filter(range(1, len(${all}) + 1), lambda ${i}: ${breaks})), len(${all}) + 1) - 1)`
    })
    const doubt = some(list, (one) => `${one}.p is null or (${one}.p and (${one}.v.s is null or ${one}.v.e is null))`, writing)
    const answer = expr.consecutive ? run : `len(${counted})`
    return `(case when ${source} is not null and ${n} is not null and ${first} is not null and not (${doubt}) then (${answer})::${decimalType(0)} end)`
  })
}
