import type { Expr } from '../language/expression.ts'
import type { Type } from '../language/type.ts'

/**
 * What differs between databases that run the sql form. PostgreSQL's is the reference (dialect.ts); DuckDB's (duckdb/) stands for
 * column stores: decimals of 38 digits, native lists and records, lambdas instead of subselects. Both pass the same agreement
 * test; docs/province.md says what a further one must supply.
 */
export interface Dialect {
  readonly name: string
  identifier(name: string): string
  text(value: string): string
  typeName(type: Type): string
  /** Rows (alias).r, one per item of a JSON list. */
  items(list: string, alias: string): string
  /** A JSON list of typed values. */
  list(items: readonly string[]): string
  /** A field of a JSON record as text, unknown when absent or JSON null. */
  fieldText(record: string, field: string): string
  /** A nested list of a JSON record. */
  fieldList(record: string, field: string): string
  /** A JSON scalar as text. */
  scalarText(item: string): string
  addMonths(day: string, months: string): string
  addDays(day: string, days: string): string
  /** year, month or day as a number */
  part(name: 'year' | 'month' | 'day', day: string): string
  /** year × 12 + month − 1 as an integer; day may be costly, so it is written once */
  monthNumber(day: string): string
  /** a ÷ b for non-negative a and positive b, cut to an integer */
  integerQuotient(a: string, b: string): string
  monthSeries(from: string, to: string, alias: string): string
  /** The final select: one row a subject and edition from one row a subject. Each list has one SQL value an edition. */
  spread(parts: Spread): string
  /** Zero yuan and an unknown total, in the type of totals; and a total brought to that type. */
  readonly noMoney: string
  readonly unknownTotal: string
  total(sql: string, expr?: Expr, writing?: Writing): string
  /** A total rounded to the fen, as a bigint; what no bigint holds may not stop the statement. */
  fen(total: string): string
  /** The relation of working days that a statement brings along. */
  workdays(days: { readonly from: string; readonly to: string; readonly isWorkday: string }): string
  /** Columns of that relation that must travel with each subject, where it cannot be asked in a subselect. */
  readonly workdayColumns?: readonly string[]
  /** An expression that the shared writing would get wrong here; undefined leaves it to it. */
  own?(expr: Expr, writing: Writing): string | undefined
  /** Names values so that a template may use each several times; default: a subselect. */
  bind?(writing: Writing, values: readonly { sql: string; type: string }[], template: (names: readonly string[]) => string): string
  /**
   * For a database whose numbers have bounds: an attempt at a value made of these expressions, or undefined when they cannot
   * exceed them. Statements then have a column `beyond`: those subjects are for explain.
   */
  attempt?(sql: string, exprs: readonly Expr[]): Attempt | undefined
}

/** `sql` is the attempt; `value` (null when it failed) and `failed` read it, or a column that holds it. */
export interface Attempt {
  readonly sql: string
  value(attempt: string): string
  failed(attempt: string): string
}

export interface Spread {
  readonly subject: string
  readonly from: string
  readonly measure: readonly string[]
  readonly edition: readonly string[]
  readonly outcome: readonly string[]
  readonly amount: readonly string[]
  readonly beyond: readonly string[]
}

/** What a name stands for while one statement is written. */
export interface Writing {
  readonly dialect: Dialect
  /** The column of a fact, or undefined when the relation has none: the fact is unknown. */
  column(name: string): string | undefined
  /** The day of the question, as SQL. */
  readonly on: string
  /** Outcome (boolean) or amount (yuan) of another measure, as SQL. */
  measure(code: string, ask: 'outcome' | 'amount'): string
  /** Name of the working-day relation; asking for it makes the statement bring it. */
  workdays(): { name: string; from: string; to: string } | undefined
  /** An expression as SQL (sqlOf): handed along, because expressions are made of parts that are made of expressions. */
  write(expr: Expr, writing: Writing): string
  /** A fresh alias. */
  alias(prefix: string): string
  /** Records under inspection, by slot. */
  readonly slots: Map<number, { readonly item: string; readonly type: Type; readonly field?: string }>
}

/** A reference or literal that may be repeated at no cost. */
const simple = /^(?:[a-z_0-9]+\."[^"]+"(?:::[a-z]+)?|\([a-z_0-9]+\."[^"]+"\)::[a-z]+|(?:date|numeric) '[^']*'|\$\d+::date|-?\d+)$/

/** Names values once so that a template may use each several times; strict SQL, whatever the nesting. */
export function bind(writing: Writing, values: readonly { sql: string; type: string }[], template: (names: readonly string[]) => string): string {
  if (writing.dialect.bind) return writing.dialect.bind(writing, values, template)
  if (values.every((value) => simple.test(value.sql))) return template(values.map((value) => value.sql))
  const alias = writing.alias('b')
  const columns = values.map((value, i) => `(${value.sql})::${value.type} as v${i}`)
  return `(select ${template(values.map((_, i) => `${alias}.v${i}`))} from (select ${columns.join(', ')}) ${alias})`
}

/** Arithmetic is in numeric: integer division would cut, small integers would overflow. */
export function numeric(expr: Expr, writing: Writing): string {
  const sql = writing.write(expr, writing)
  return expr.op === 'fact' ? `(${sql})::numeric` : expr.type.kind === 'any' ? 'null::numeric' : sql
}
