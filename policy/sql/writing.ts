import type { Expr } from '../language/expression.ts'
import type { Type } from '../language/type.ts'
import type { Dialect } from './dialect.ts'

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
