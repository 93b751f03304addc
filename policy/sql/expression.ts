import { formatDecimal } from '../language/decimal.ts'
import { firstDay, lastDay } from '../language/day.ts'
import { isDecimal } from '../language/evaluate.ts'
import type { Expr, Sequence, Test } from '../language/expression.ts'
import { applicationDay } from '../language/scope.ts'
import type { Comparator } from '../language/syntax.ts'
import type { Known, Type } from '../language/type.ts'
import { monthsSql, sequenceSql, type SequenceParts } from './sequence.ts'
import { scalarSql } from './scalar.ts'
import { bind, numeric, type Dialect, type Writing } from './writing.ts'

const operators: Record<Comparator, string> = { '=': '=', '!=': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=' }

/** An expression as SQL with the same three-valued meaning as evaluate.ts. */
export function sqlOf(expr: Expr, writing: Writing): string {
  const { dialect } = writing
  const own = dialect.own?.(expr, writing)
  if (own !== undefined) return own
  switch (expr.op) {
    case 'constant':
      return constantSql(expr.value, expr.type, dialect)
    case 'fact': {
      if (expr.type.kind === 'any') return 'null'
      const column = writing.column(expr.name)
      if (expr.name === applicationDay) return column === undefined ? writing.on : `coalesce(${column}, ${writing.on})`
      return column ?? `null::${dialect.typeName(expr.type)}`
    }
    case 'local': {
      const slot = writing.slots.get(expr.slot)
      if (!slot) return 'null'
      if (slot.field !== undefined) return typed(dialect, slot.item, slot.field, expr.type)
      return expr.type.kind === 'record' ? slot.item : cast(dialect, dialect.scalarText(slot.item), expr.type)
    }
    case 'field':
      return typed(dialect, sqlOf(expr.of, writing), expr.name, expr.type)
    case 'and': case 'or':
      return `(${expr.args.map((arg) => sqlOf(arg, writing)).join(` ${expr.op} `)})`
    case 'not':
      return `(not ${sqlOf(expr.arg, writing)})`
    case 'known':
      return `(${sqlOf(expr.arg, writing)} is not null)`
    case 'compare':
      return `(${side(expr.left, expr.right, writing)} ${operators[expr.comparator]} ${side(expr.right, expr.left, writing)})`
    case 'ranked':
      return rankedSql(expr, writing)
    case 'in':
      return membershipSql(expr.left, expr.tests, writing)
    case 'add': case 'subtract': case 'multiply': {
      const operator = { add: '+', subtract: '-', multiply: '*' }[expr.op]
      return `(${numeric(expr.left, writing)} ${operator} ${numeric(expr.right, writing)})`
    }
    case 'divide':
      return divideSql(expr.left, expr.right, writing)
    case 'join':
      return `(${sqlOf(expr.left, writing)} || ${sqlOf(expr.right, writing)})`
    case 'days between':
      return `(${sqlOf(expr.left, writing)} - ${sqlOf(expr.right, writing)})::numeric`
    case 'shift':
      return shiftSql(expr, writing)
    case 'negate':
      return `(- ${numeric(expr.arg, writing)})`
    case 'power':
      return expr.exponent === 0
        ? `case when ${sqlOf(expr.base, writing)} is not null then numeric '1' end`
        : bind(writing, [{ sql: numeric(expr.base, writing), type: 'numeric' }], ([base]) => `(${Array.from({ length: expr.exponent }, () => base).join(' * ')})`)
    case 'if':
      return `(case ${expr.condition.type.kind === 'any' ? 'null::boolean' : sqlOf(expr.condition, writing)} when true then ${branch(expr.then, expr.type, writing)} when false then ${branch(expr.else, expr.type, writing)} end)`
    case 'table': {
      const by = expr.by.type.kind === 'number' || expr.by.type.kind === 'money' ? numeric(expr.by, writing) : sqlOf(expr.by, writing)
      const rows = expr.rows.map((row) => `when ${constantSql(row.key, expr.by.type, dialect)} then ${branch(row.then, expr.type, writing)}`)
      const otherwise = branch(expr.otherwise, expr.type, writing)
      return bind(writing, [{ sql: by, type: dialect.typeName(expr.by.type) }], ([key]) => `(case when ${key} is null then null ${rows.length > 0 ? `else (case ${key} ${rows.join(' ')} else ${otherwise} end)` : `else ${otherwise}`} end)`)
    }
    case 'call':
      return scalarSql(expr, writing)
    case 'list':
      return dialect.list(expr.items.map((item) => sqlOf(item, writing)))
    case 'sequence':
      // standing alone only under 已知(…): the list is unknown when a filter is in doubt for one item
      return guarded(expr.sequence, writing, ({ from, passes }) => `select case when bool_or((${passes}) is null) then null else 1 end from ${from}`)
    case 'quantified':
      return quantifiedSql(expr, writing)
    case 'aggregate':
      return aggregateSql(expr, writing)
    case 'months':
      return monthsSql(expr, writing)
    case 'statistic': {
      const rows = [...expr.values].map(([year, value]) => `when ${year} then numeric '${formatDecimal(value)}'`)
      return rows.length === 0 ? 'null::numeric' : `(case ${numeric(expr.year, writing)} ${rows.join(' ')} end)`
    }
    case 'listed':
      return listedSql(expr, writing)
    case 'measure':
      return writing.measure(expr.code, expr.ask)
  }
}

export function constantSql(value: Known, type: Type, dialect: Dialect): string {
  if (value === null) return type.kind === 'any' ? 'null' : `null::${dialect.typeName(type)}`
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return type.kind === 'date' ? `date '${value}'` : dialect.text(value)
  return isDecimal(value) ? `numeric '${formatDecimal(value)}'` : 'null'
}

/** Branches of a CASE need one type. */
function branch(expr: Expr, type: Type, writing: Writing): string {
  if (expr.op === 'constant' && expr.value === null) return `null::${writing.dialect.typeName(type)}`
  return type.kind === 'number' || type.kind === 'money' ? numeric(expr, writing) : sqlOf(expr, writing)
}

/** An integer meets a bare column as it is, so that an integer column is not cast row by row. */
function side(expr: Expr, other: Expr, writing: Writing): string {
  if (other.op === 'fact' && expr.op === 'constant' && isDecimal(expr.value)) {
    const text = formatDecimal(expr.value)
    if (/^\d{1,9}$/.test(text)) return text
  }
  return sqlOf(expr, writing)
}

function cast(dialect: Dialect, text: string, type: Type): string {
  return type.kind === 'text' || type.kind === 'code' || type.kind === 'any' ? text : `${text}::${dialect.typeName(type)}`
}

function typed(dialect: Dialect, record: string, field: string, type: Type): string {
  if (type.kind === 'list' || type.kind === 'record') return dialect.fieldList(record, field)
  return cast(dialect, dialect.fieldText(record, field), type)
}

function rankedSql(expr: Expr & { op: 'ranked' }, writing: Writing): string {
  const { codes, comparator } = expr
  const position = (sql: string) => `(case ${sql} ${codes.map((code, i) => `when ${writing.dialect.text(code)} then ${i}`).join(' ')} end)`
  if (expr.right.op === 'constant' && typeof expr.right.value === 'string') {
    const at = codes.indexOf(expr.right.value)
    const passing = codes.filter((_, i) => (comparator === '>=' ? i >= at : comparator === '>' ? i > at : comparator === '<=' ? i <= at : i < at))
    const left = sqlOf(expr.left, writing)
    return passing.length === 0 ? `(case when ${left} is not null then false end)` : `(${left} in (${passing.map((code) => writing.dialect.text(code)).join(', ')}))`
  }
  return `(${position(sqlOf(expr.left, writing))} ${operators[comparator]} ${position(sqlOf(expr.right, writing))})`
}

function membershipSql(left: Expr, tests: readonly Test[], writing: Writing): string {
  const constants = tests.flatMap((test) => (test.kind === 'equals' && test.to.op === 'constant' && test.to.value !== null ? [side(test.to, left, writing)] : []))
  if (constants.length === tests.length) return `(${sqlOf(left, writing)} in (${constants.join(', ')}))`
  return bind(writing, [{ sql: sqlOf(left, writing), type: writing.dialect.typeName(left.type) }], ([value]) => {
    const parts = tests.map((test) => testSql(value ?? 'null', test, writing))
    // an unknown value is in nothing known, even where the list turns out to be empty
    return `(case when ${value} is not null then (${parts.join(' or ')}) end)`
  })
}

function testSql(value: string, test: Test, writing: Writing): string {
  switch (test.kind) {
    case 'equals':
      return `(${value} = ${sqlOf(test.to, writing)})`
    case 'compare':
      return `(${value} ${operators[test.comparator]} ${sqlOf(test.to, writing)})`
    case 'range':
      return `(${value} ${test.lowOpen ? '>' : '>='} ${sqlOf(test.low, writing)} and ${value} ${test.highOpen ? '<' : '<='} ${sqlOf(test.high, writing)})`
    case 'member': {
      if (test.of.op === 'list') return `(${test.of.items.map((item) => `${value} = ${sqlOf(item, writing)}`).join(' or ')})`
      const sequence: Sequence = test.of.op === 'sequence' ? test.of.sequence : { source: test.of, slot: 0, filters: [], item: test.of.type.kind === 'list' ? test.of.type.of : test.of.type }
      // the list as a whole is unknown when a filter is in doubt for one item
      return guarded(sequence, writing, ({ from, passes, value: item }) => `select case when bool_or((${passes}) is null) then null when bool_or(${value} = ${item}) filter (where ${passes}) then true when bool_or((${value} = ${item}) is null) filter (where ${passes}) then null else false end from ${from}`)
    }
  }
}

/** A subselect over a sequence; unknown when the list is. */
function guarded(sequence: Sequence, writing: Writing, body: (parts: SequenceParts) => string): string {
  const parts = sequenceSql(sequence, writing)
  return `(case when ${parts.source} is not null then (${body(parts)}) end)`
}

function quantifiedSql(expr: Expr & { op: 'quantified' }, writing: Writing): string {
  const { sequence } = expr
  return guarded(sequence, writing, ({ from, passes, alias }) => {
    writing.slots.set(sequence.slot, { item: `${alias}.r`, type: sequence.item, ...(sequence.field === undefined ? {} : { field: sequence.field }) })
    const body = sqlOf(expr.body, writing)
    writing.slots.delete(sequence.slot)
    const each = expr.every ? `((not (${passes})) or ${body})` : `((${passes}) and ${body})`
    return expr.every
      ? `select case when bool_or(not ${each}) then false when bool_or(${each} is null) then null else true end from ${from}`
      : `select case when bool_or(${each}) then true when bool_or(${each} is null) then null else false end from ${from}`
  })
}

function aggregateSql(expr: Expr & { op: 'aggregate' }, writing: Writing): string {
  const { name } = expr
  return guarded(expr.sequence, writing, ({ from, passes, value: item }) => {
    const value = expr.sequence.item.kind === 'any' ? 'null::numeric' : item
    if (name === 'count') return `select case when bool_or((${passes}) is null) then null else count(*) filter (where ${passes}) end::numeric from ${from}`
    const found = `${name}(${value}) filter (where ${passes})`
    // SUM of nobody is NULL in SQL; here it is nothing to add up
    return `select case when bool_or((${passes}) is null) or bool_or((${passes}) and (${value}) is null) then null else ${name === 'sum' ? `coalesce(${found}, 0)` : found} end from ${from}`
  })
}

/** Twelve places, half away from zero, by integer division: numeric's own `/` rounds by its own rule. */
function divideSql(left: Expr, right: Expr, writing: Writing): string {
  const { dialect } = writing
  return bind(writing, [{ sql: numeric(left, writing), type: 'numeric' }, { sql: numeric(right, writing), type: 'numeric' }], ([a, b]) =>
    `(case when ${b} <> 0 then ${dialect.integerQuotient(`abs(${a}) * 2000000000000 + abs(${b})`, `abs(${b}) * 2`)} * numeric '0.000000000001' * sign(${a}) * sign(${b}) end)`,
  )
}

function shiftSql(expr: Expr & { op: 'shift' }, writing: Writing): string {
  const { dialect } = writing
  const add = expr.period.type.kind === 'days' ? dialect.addDays : dialect.addMonths
  const constant = expr.period.op === 'constant' && isDecimal(expr.period.value) ? expr.period.value : undefined
  const day = { sql: sqlOf(expr.day, writing), type: 'date' }
  const saturated = (sql: string) => `least(greatest(${sql}, date '${firstDay}'), date '${lastDay}')`
  if (constant) {
    const count = formatDecimal({ n: constant.n * BigInt(expr.direction), s: constant.s })
    return bind(writing, [day], ([d]) => `(case when ${d} is not null then ${saturated(add(d ?? '', count))} end)`)
  }
  const period = { sql: numeric(expr.period, writing), type: 'numeric' }
  const sign = expr.direction === 1 ? '' : '-'
  // moved no further than just past either end of the calendar: beyond that no database has days
  const days = expr.period.type.kind === 'days'
  const moved = (d: string, n: string) => `least(greatest(${sign}(${n}), ${days ? `(date '${firstDay}' - ${d} - 1)` : `-(${dialect.monthNumber(d)})`}), ${days ? 4_000_000 : 120_000})`
  return bind(writing, [day, period], ([d, n]) => `(case when ${d} is not null and ${n} = trunc(${n}) then ${saturated(add(d ?? '', moved(d ?? '', n ?? '')))} end)`)
}

function listedSql(expr: Expr & { op: 'listed' }, writing: Writing): string {
  const { dialect } = writing
  return bind(writing, [{ sql: sqlOf(expr.value, writing), type: 'text' }, { sql: sqlOf(expr.at, writing), type: 'date' }], ([value, day]) => {
    const during = (edition: { from: string; to?: string }) => `${day} >= date '${edition.from}'${edition.to === undefined ? '' : ` and ${day} <= date '${edition.to}'`}`
    if (expr.editions.length === 0) return 'null::boolean'
    const inForce = expr.editions.map((edition) => `(${during(edition)})`).join(' or ')
    const member = expr.editions.map((edition) => (edition.members.length === 0 ? 'false' : `(${during(edition)} and ${value} in (${edition.members.map((name) => dialect.text(name)).join(', ')}))`)).join(' or ')
    return `(case when ${value} is not null and ${day} is not null and (${inForce}) then (${member}) end)`
  })
}
