import { formatDecimal, quotientPlaces, type Decimal } from '../../language/decimal.ts'
import { isDecimal } from '../../language/value.ts'
import { children, type Expr } from '../../language/expression.ts'
import { bind, type Writing } from '../writing.ts'

/**
 * Numbers as `decimal(38, places)`, the widest that DuckDB and most column stores have. The places of every expression are
 * known when it is written, so that nothing is rounded on the way; DuckDB itself, given two decimals of 38 digits with
 * different places, keeps those of one of them and drops digits (`greatest`, `case`), so each meeting is cast here.
 * What needs more than 38 digits stops with an error that `try(…)` turns into "beyond": that subject is for explain.
 */

/** What a column holds: 14 digits before the point, 4 after it. A value that does not fit is refused when it is loaded. */
export const columnPlaces = 4
export const columnType = `decimal(18, ${columnPlaces})`
/** Totals in yuan before they are rounded to the fen: 20 digits before the point, room for a quotient times a rate. */
export const totalPlaces = 18
/** Items of a list, whose origin is not known where they are read. */
const itemPlaces = 12
const widest = 38

export const decimalType = (places: number): string => `decimal(${widest}, ${places})`

/** Without the zeros at its end. */
function trimmed(value: Decimal): Decimal {
  let { n, s } = value
  while (s > 0 && n % 10n === 0n) {
    n /= 10n
    s -= 1
  }
  return { n, s }
}

/** Decimal places of the SQL that {@link number} writes. */
export function placesOf(expr: Expr): number {
  switch (expr.op) {
    case 'constant':
      return isDecimal(expr.value) ? Math.min(widest, trimmed(expr.value).s) : 0
    case 'fact': case 'field':
      return columnPlaces
    case 'local':
      return itemPlaces
    case 'add': case 'subtract':
      return Math.max(placesOf(expr.left), placesOf(expr.right))
    case 'multiply':
      return product(placesOf(expr.left), placesOf(expr.right))
    case 'divide':
      return quotientPlaces
    case 'negate':
      return placesOf(expr.arg)
    case 'power':
      return product(...Array.from({ length: expr.exponent }, () => placesOf(expr.base)))
    case 'if':
      return Math.max(placesOf(expr.then), placesOf(expr.else))
    case 'table':
      return Math.max(placesOf(expr.otherwise), ...expr.rows.map((row) => placesOf(row.then)))
    case 'aggregate':
      return expr.name === 'count' ? 0 : itemPlaces
    case 'statistic':
      return Math.max(0, ...[...expr.values.values()].map((value) => trimmed(value).s))
    case 'measure':
      return totalPlaces
    case 'call': {
      const [first, second] = expr.args
      if (expr.name === 'abs' || expr.name === 'modulo' || expr.name === 'least' || expr.name === 'greatest') return Math.max(0, ...expr.args.map(placesOf))
      if (expr.name === 'round' && first) return Math.min(placesOf(first), Math.max(0, roundedTo(second)))
      return 0
    }
    default:
      return 0
  }
}

export function roundedTo(expr: Expr | undefined): number {
  return expr?.op === 'constant' && isDecimal(expr.value) && expr.value.s === 0 ? Number(expr.value.n) : 0
}

/** Zero where the product has more places than there are digits: {@link multiplied} is beyond reach then. */
function product(...places: readonly number[]): number {
  const sum = places.reduce((total, one) => total + one, 0)
  return sum > widest ? 0 : sum
}

/** A numeric expression as `decimal(38, placesOf(expr))`. */
export function number(expr: Expr, writing: Writing): string {
  const sql = writing.write(expr, writing)
  if (expr.type.kind === 'any' || sql === 'null') return `null::${decimalType(placesOf(expr))}`
  return expr.op === 'fact' || expr.op === 'field' || expr.op === 'local' ? `(${sql})::${decimalType(placesOf(expr))}` : sql
}

/** The same with so many places, never fewer than it has. */
export function numberAt(expr: Expr, places: number, writing: Writing): string {
  return widened(number(expr, writing), placesOf(expr), places)
}

export function widened(sql: string, from: number, to: number): string {
  return from === to ? sql : `(${sql})::${decimalType(to)}`
}

/** With fewer places where the dropped ones are zero; beyond where they are not. */
export function fitted(sql: string, from: number, to: number, writing: Writing): string {
  if (from <= to) return widened(sql, from, to)
  return bind(writing, [{ sql, type: 'numeric' }], ([value = '']) => `(case when ${value} is null or ${value} = round(${value}, ${to}) then round(${value}, ${to})::${decimalType(to)} else ${beyond(value)}::${decimalType(to)} end)`)
}

/** Stops the row, unless one of the values is unknown. `error()` would be refused within `try`. */
function beyond(...values: readonly string[]): string {
  return `('!' || ${values.map((value) => `(${value})::varchar`).join(' || ')})::${decimalType(0)}`
}

export function literal(value: Decimal): string {
  const { n, s } = trimmed(value)
  const digits = Math.max(s, String(n < 0n ? -n : n).length)
  return digits > widest ? beyond("'1'") : `(${formatDecimal({ n, s })})::${decimalType(s)}`
}

export function multiplied(left: { sql: string; places: number }, right: { sql: string; places: number }): string {
  return left.places + right.places > widest ? beyond(left.sql, right.sql) : `(${left.sql} * ${right.sql})`
}

/** The digits without the point. */
function coefficient(sql: string, places: number): string {
  return places === 0 ? `(${sql})::hugeint` : `replace((${sql})::varchar, '.', '')::hugeint`
}

function tenTo(exponent: number): string {
  return `${10n ** BigInt(exponent)}::hugeint`
}

/** Twelve places, half away from zero, on whole numbers of 128 bits: DuckDB's own `/` is in doubles. */
export function divided(left: Expr, right: Expr, writing: Writing): string {
  const [p, q] = [placesOf(left), placesOf(right)]
  const up = quotientPlaces + q - p
  const hugeint = [{ sql: coefficient(number(left, writing), p), type: 'hugeint' }, { sql: coefficient(number(right, writing), q), type: 'hugeint' }]
  return bind(writing, hugeint, ([a, b]) => {
    const top = up > 0 ? `abs(${a}) * ${tenTo(up)}` : `abs(${a})`
    const bottom = up < 0 ? `abs(${b}) * ${tenTo(-up)}` : `abs(${b})`
    const quotient = `((${top} * 2 + ${bottom}) // (${bottom} * 2) * sign(${a}) * sign(${b}))`
    return `(case when ${b} <> 0 then ${fromCoefficient(quotient, quotientPlaces)} end)`
  })
}

function fromCoefficient(sql: string, places: number): string {
  return places === 0 ? `(${sql})::${decimalType(0)}` : `((${sql})::${decimalType(0)} * ${formatDecimal({ n: 1n, s: places })})`
}

/** a − b·floor(a÷b); DuckDB's `%` of decimals is in doubles. */
export function modulo(left: Expr, right: Expr, writing: Writing): string {
  const places = Math.max(placesOf(left), placesOf(right))
  const values = [left, right].map((expr) => ({ sql: coefficient(numberAt(expr, places, writing), places), type: 'hugeint' }))
  return bind(writing, values, ([a, b]) => `(case when ${b} <> 0 then ${fromCoefficient(`(((${a} % ${b}) + ${b}) % ${b})`, places)} end)`)
}

/** Whether the expression may need more digits than there are: only then is a condition written within `try`. */
export function mayExceed(expr: Expr): boolean {
  switch (expr.op) {
    case 'add': case 'subtract': case 'multiply': case 'divide': case 'power': case 'measure':
      return true
    case 'constant':
      return isDecimal(expr.value) && (expr.value.s > 8 || expr.value.n > 10n ** 20n || expr.value.n < -(10n ** 20n))
    case 'aggregate':
      return expr.name === 'sum' || children(expr).some(mayExceed)
    default:
      return children(expr).some(mayExceed)
  }
}
