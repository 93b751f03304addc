import { isDecimal } from '../../language/value.ts'
import type { Expr, Sequence, Test } from '../../language/expression.ts'
import { isNumeric, type Type } from '../../language/type.ts'
import { bind, type Writing } from '../writing.ts'
import { columnPlaces, columnType, decimalType, divided, literal, modulo, multiplied, number, numberAt, placesOf, roundedTo } from './number.ts'
import { aggregate, member, months, quantified, whole } from './sequence.ts'

const operators = { '=': '=', '!=': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const

/** What DuckDB writes in its own way: whatever is a number, a list or a record, or a working day. The rest is shared. */
export function own(expr: Expr, writing: Writing): string | undefined {
  const places = placesOf(expr)
  switch (expr.op) {
    case 'constant':
      return isDecimal(expr.value) && expr.type.kind !== 'months' && expr.type.kind !== 'days' ? literal(expr.value) : undefined
    case 'local': case 'field':
      return expr.type.kind === 'any' ? 'null' : nestedValue(expr, writing)
    case 'compare':
      return compared(expr, writing)
    case 'in':
      return membership(expr.left, expr.tests, writing)
    case 'add': case 'subtract':
      return `(${number(expr.left, writing)} ${expr.op === 'add' ? '+' : '-'} ${number(expr.right, writing)})`
    case 'multiply':
      return multiplied({ sql: number(expr.left, writing), places: placesOf(expr.left) }, { sql: number(expr.right, writing), places: placesOf(expr.right) })
    case 'divide':
      return divided(expr.left, expr.right, writing)
    case 'days between':
      return `(${writing.write(expr.left, writing)} - ${writing.write(expr.right, writing)})::${decimalType(0)}`
    case 'negate':
      return isNumeric(expr.type) ? `(- ${number(expr.arg, writing)})` : undefined
    case 'power':
      return powered(expr, writing)
    case 'if':
      if (!isNumeric(expr.type)) return undefined
      return `(case ${expr.condition.type.kind === 'any' ? 'null::boolean' : writing.write(expr.condition, writing)} when true then ${numberAt(expr.then, places, writing)} when false then ${numberAt(expr.else, places, writing)} end)`
    case 'table':
      return isNumeric(expr.type) || isNumeric(expr.by.type) ? tiers(expr, writing) : undefined
    case 'list':
      return listed(expr.items, writing)
    case 'sequence':
      return whole(expr.sequence, writing)
    case 'quantified':
      return quantified(expr, writing)
    case 'aggregate':
      return aggregate(expr, writing)
    case 'months':
      return months(expr, writing)
    case 'statistic': {
      const rows = [...expr.values].map(([year, value]) => `when ${year} then (${literal(value)})::${decimalType(places)}`)
      return rows.length === 0 ? `null::${decimalType(0)}` : `(case ${number(expr.year, writing)} ${rows.join(' ')} end)`
    }
    case 'call':
      return called(expr, writing)
    default:
      return undefined
  }
}

function nestedValue(expr: Expr & { op: 'local' | 'field' }, writing: Writing): string {
  if (expr.op === 'field') return struct(writing.write(expr.of, writing), expr.name)
  const slot = writing.slots.get(expr.slot)
  if (!slot) return 'null'
  return slot.field === undefined ? slot.item : struct(slot.item, slot.field)
}

const struct = (record: string, field: string): string => `struct_extract(${record}, '${field.replaceAll("'", "''")}')`

/** A constant beside a bare column takes the column's type, so that the column is read as it is stored. */
function columnConstant(expr: Expr, other: Expr): string | undefined {
  if (other.op !== 'fact' || expr.op !== 'constant' || !isDecimal(expr.value) || placesOf(expr) > columnPlaces) return undefined
  const size = expr.value.n < 0n ? -expr.value.n : expr.value.n
  return size < 10n ** BigInt(13 + expr.value.s) ? literal(expr.value).replace(/decimal\(.*\)$/, columnType) : undefined
}

function compared(expr: Expr & { op: 'compare' }, writing: Writing): string | undefined {
  const { left, right } = expr
  if (!comparesNumbers(left.type, right.type)) return undefined
  const operator = operators[expr.comparator]
  const constant = columnConstant(right, left)
  if (constant !== undefined) return `(${writing.write(left, writing)} ${operator} ${constant})`
  const places = Math.max(placesOf(left), placesOf(right))
  return `(${numberAt(left, places, writing)} ${operator} ${numberAt(right, places, writing)})`
}

const plainNumber = (type: Type): boolean => type.kind === 'number' || type.kind === 'money'
const comparesNumbers = (left: Type, right: Type): boolean => plainNumber(left) || plainNumber(right)

function membership(left: Expr, tests: readonly Test[], writing: Writing): string | undefined {
  const numeric = plainNumber(left.type)
  // codes in a written list: the shared writing has an `in` for that
  if (!numeric && tests.every((test) => test.kind === 'equals' && test.to.op === 'constant')) return undefined
  const others = tests.flatMap((test) => (test.kind === 'range' ? [test.low, test.high] : test.kind === 'member' ? (test.of.op === 'list' ? test.of.items : []) : [test.to]))
  const places = Math.max(placesOf(left), ...others.map(placesOf), tests.some((test) => test.kind === 'member' && test.of.op !== 'list') ? 12 : 0)
  const write = (expr: Expr): string => (numeric ? numberAt(expr, places, writing) : writing.write(expr, writing))
  return bind(writing, [{ sql: write(left), type: numeric ? '' : writing.dialect.typeName(left.type) }], ([value = '']) => {
    const parts = tests.map((test) => tested(value, test, write, writing))
    // an unknown value is in nothing known, even where the list turns out to be empty
    return `(case when ${value} is not null then (${parts.join(' or ')}) end)`
  })
}

function tested(value: string, test: Test, write: (expr: Expr) => string, writing: Writing): string {
  switch (test.kind) {
    case 'equals':
      return `(${value} = ${write(test.to)})`
    case 'compare':
      return `(${value} ${operators[test.comparator]} ${write(test.to)})`
    case 'range':
      return `(${value} ${test.lowOpen ? '>' : '>='} ${write(test.low)} and ${value} ${test.highOpen ? '<' : '<='} ${write(test.high)})`
    case 'member': {
      if (test.of.op === 'list') return `(${test.of.items.map((item) => `${value} = ${write(item)}`).join(' or ')})`
      const sequence: Sequence = test.of.op === 'sequence' ? test.of.sequence : { source: test.of, slot: 0, filters: [], item: test.of.type.kind === 'list' ? test.of.type.of : test.of.type }
      return member(value, sequence, writing)
    }
  }
}

function powered(expr: Expr & { op: 'power' }, writing: Writing): string {
  if (expr.exponent === 0) return `(case when ${writing.write(expr.base, writing)} is not null then 1::${decimalType(0)} end)`
  return bind(writing, [{ sql: number(expr.base, writing), type: '' }], ([base = '']) => {
    let power = { sql: base, places: placesOf(expr.base) }
    for (let i = 1; i < expr.exponent; i += 1) {
      const sql = multiplied(power, { sql: base, places: placesOf(expr.base) })
      power = { sql, places: power.places + placesOf(expr.base) }
    }
    return power.sql
  })
}

function tiers(expr: Expr & { op: 'table' }, writing: Writing): string {
  const { by } = expr
  const numericKey = plainNumber(by.type)
  const value = (row: Expr): string => (isNumeric(expr.type) ? numberAt(row, placesOf(expr), writing) : row.op === 'constant' && row.value === null ? `null::${writing.dialect.typeName(expr.type)}` : writing.write(row, writing))
  const keys = expr.rows.map((row) => (isDecimal(row.key) ? literal(row.key) : typeof row.key === 'string' && by.type.kind === 'date' ? `date '${row.key}'` : typeof row.key === 'string' ? writing.dialect.text(row.key) : String(row.key)))
  return bind(writing, [{ sql: numericKey ? number(by, writing) : writing.write(by, writing), type: numericKey ? '' : writing.dialect.typeName(by.type) }], ([key = '']) => {
    const rows = expr.rows.map((row, i) => `when ${key} = ${keys[i]} then ${value(row.then)}`)
    return `(case when ${key} is null then null ${rows.join(' ')} else ${value(expr.otherwise)} end)`
  })
}

function listed(items: readonly Expr[], writing: Writing): string {
  const numeric = items.some((item) => plainNumber(item.type))
  return `[${items.map((item) => (numeric ? numberAt(item, 12, writing) : writing.write(item, writing))).join(', ')}]`
}

function called(expr: Expr & { op: 'call' }, writing: Writing): string | undefined {
  const [first, second, third] = expr.args
  if (!first) return undefined
  const unknown = `null::${isNumeric(expr.type) ? decimalType(placesOf(expr)) : writing.dialect.typeName(expr.type)}`
  if (expr.args.some((arg) => arg.type.kind === 'any')) return unknown
  const value = (arg: Expr | undefined) => (arg ? writing.write(arg, writing) : 'null')
  const day = (arg: Expr | undefined) => ({ sql: value(arg), type: 'date' })
  const whole = (sql: string) => `(${sql})::${decimalType(0)}`
  const compact = (d = '') => `(year(${d}) * 10000 + month(${d}) * 100 + day(${d}))`
  const inMonths = (d = '') => `((year(${d}) * 12 + month(${d}) - 1) * 100 + day(${d}))`
  // `/` is in doubles; a decimal times 0.01 is exact
  const cut = (sql: string, unit: string) => whole(`floor((${sql})::decimal(18, 0) * ${unit})`)
  switch (expr.name) {
    case '周岁': {
      const dayAfter = third?.op === 'constant' && third.value === '生日次日'
      const on = dayAfter ? { sql: `(case when ${value(second)} > date '0001-01-01' then ${value(second)} - 1 else ${value(second)} end)`, type: 'date' } : day(second)
      return bind(writing, [day(first), on], ([born, at]) => cut(`${compact(at)} - ${compact(born)}`, '0.0001'))
    }
    case '年': return whole(`year(${value(first)})`)
    case '月': return whole(`month(${value(first)})`)
    case '日': return whole(`day(${value(first)})`)
    case '月数': return bind(writing, [day(first), day(second)], ([from, to]) => cut(`${inMonths(to)} - ${inMonths(from)}`, '0.01'))
    case '天数': return whole(`${value(second)} - ${value(first)}`)
    case '工作日后': return workingDay(first, roundedTo(second), writing)
    case 'floor': return whole(`floor(${number(first, writing)})`)
    case 'ceiling': return whole(`ceil(${number(first, writing)})`)
    case 'abs': return `abs(${number(first, writing)})`
    case 'round': {
      const to = roundedTo(second)
      const places = placesOf(first)
      return to >= places ? number(first, writing) : `round(${number(first, writing)}, ${to})::${decimalType(Math.max(0, to))}`
    }
    case 'modulo': return second ? modulo(first, second, writing) : undefined
    case 'least': case 'greatest':
      if (!isNumeric(expr.type)) return undefined
      // both pass over NULL, and lose places unless all have the same
      return bind(writing, expr.args.map((arg) => ({ sql: numberAt(arg, placesOf(expr), writing), type: '' })), (names) => `(case when ${names.map((name) => `${name} is not null`).join(' and ')} then ${expr.name}(${names.join(', ')}) end)`)
    case 'string length': return whole(`length(${value(first)})`)
    default: return undefined
  }
}

function workingDay(from: Expr, count: number, writing: Writing): string {
  const calendar = writing.workdays()
  if (!calendar) return 'null::date'
  return bind(writing, [{ sql: writing.write(from, writing), type: 'date' }], ([d = '']) => {
    const found = count === 0 ? d : `f."juying_days"[f."juying_passed"[${d} - date '${calendar.from}' + 1] + ${count}]`
    return `(case when ${d} between date '${calendar.from}' and date '${calendar.to}' then ${found} end)`
  })
}
