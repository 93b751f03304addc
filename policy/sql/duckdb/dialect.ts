import type { Type } from '../../language/type.ts'
import type { Dialect } from '../writing.ts'
import { own } from './expression.ts'
import { columnType, decimalType, fitted, mayExceed, number, placesOf, totalPlaces, widened, columnPlaces } from './number.ts'

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A reference or literal that may be repeated at no cost. */
const simple = /^(?:[a-z_0-9]+\."[^"]+"|\([a-z_0-9]+\."[^"]+"\)::decimal\(\d+, \d+\)|date '[^']*'|\(-?[\d.]+\)::decimal\(\d+, \d+\)|[a-z][0-9]+|\$\d+::date|-?\d+)$/

/**
 * DuckDB, in the place of any column store: see number.ts for its numbers and sequence.ts for its lists. Facts are columns of
 * {@link columnType} for numbers and money, date, boolean, varchar, and lists of varchar or of structs.
 */
export const duckdb: Dialect = {
  name: 'duckdb',
  identifier: quoted,
  text,
  typeName: (type) => typeName(type),
  items: (list, alias) => `unnest(${list}) as ${alias}(r)`,
  list: (items) => `[${items.join(', ')}]`,
  fieldText: (record, field) => `struct_extract(${record}, ${text(field)})`,
  fieldList: (record, field) => `struct_extract(${record}, ${text(field)})`,
  scalarText: (item) => item,
  // adding an interval to a date gives a timestamp here too
  addMonths: (day, months) => `(${day} + to_months((${months})::int))::date`,
  addDays: (day, days) => `(${day} + (${days})::int)`,
  part: (name, day) => `${name}(${day})`,
  monthNumber: (day) => `(year(${day}) * 12 + month(${day}) - 1)`,
  integerQuotient: (a, b) => `((${a}) // (${b}))`,
  monthSeries: (from, to, alias) => `generate_series(${from}, ${to}) as ${alias}(m)`,
  spread: ({ subject, from, measure, edition, outcome, amount, beyond }) => {
    const columns = { measure, edition, outcome, amount_fen: amount, beyond }
    return `select ${subject} as subject, ${Object.entries(columns).map(([name, values]) => `unnest([${values.join(', ')}]) as ${name}`).join(', ')} from (${from}) as f`
  },
  noMoney: `(0)::${decimalType(totalPlaces)}`,
  unknownTotal: `null::${decimalType(totalPlaces)}`,
  total: (sql, expr, writing) => (expr && writing ? fitted(number(expr, writing), placesOf(expr), totalPlaces, writing) : widened(sql, columnPlaces, totalPlaces)),
  // a bigint too small for the total is one more number that ends: the attempt fails
  fen: (total) => `(round(${total}, 2) * 100)::bigint`,
  // one row: the working days in order, and for each day of the calendar how many of them are not after it
  workdays: ({ from, to, isWorkday }) =>
    `select list(day order by day) filter (where workday) as juying_days, list(passed order by day) as juying_passed from (select day, workday, count(*) filter (where workday) over (order by day) as passed from (select day, ${isWorkday} as workday from (select unnest(generate_series(${from}, ${to}, interval 1 day))::date as day)))`,
  workdayColumns: ['juying_days', 'juying_passed'],
  own,
  bind: (writing, values, template) => {
    if (values.every((value) => simple.test(value.sql))) return template(values.map((value) => value.sql))
    const alias = writing.alias('b')
    const [only] = values
    // `numeric` from the shared writing is decimal(18, 3) here; own numbers bring their type
    const typed = values.map(({ sql, type }) => (type === '' || type === 'numeric' ? sql : `(${sql})::${type}`))
    if (values.length === 1 && only) return `list_transform([${typed[0]}], lambda ${alias}: ${template([alias])})[1]`
    return `list_transform([{${typed.map((sql, i) => `v${i}: ${sql}`).join(', ')}}], lambda ${alias}: ${template(values.map((_, i) => `${alias}.v${i}`))})[1]`
  },
  attempt: (sql, exprs) => {
    if (!exprs.some(mayExceed)) return undefined
    // within a lambda, because common subexpressions are lifted out of `try`, and stop the statement there
    return { sql: `try(list_transform([true], lambda t0: {v: ${sql}}))`, value: (attempt) => `(${attempt}[1].v)`, failed: (attempt) => `(${attempt} is null)` }
  },
}

function typeName(type: Type): string {
  switch (type.kind) {
    case 'boolean': return 'boolean'
    case 'number': case 'money': return columnType
    case 'months': case 'days': return decimalType(0)
    case 'date': return 'date'
    case 'text': case 'code': case 'any': return 'varchar'
    case 'list': return `${typeName(type.of)}[]`
    case 'record': return `struct(${[...type.fields].map(([name, of]) => `${quoted(name)} ${typeName(of)}`).join(', ')})`
  }
}

