import type { Type } from '../language/type.ts'

/**
 * What differs between databases that run the sql form. PostgreSQL's is the reference; another one (DuckDB comes next) supplies
 * the same few pieces and passes the same agreement test.
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
  daySeries(from: string, to: string): string
}

export const postgres: Dialect = {
  name: 'postgres',
  identifier: (name) => `"${name.replaceAll('"', '""')}"`,
  text: (value) => (value.includes('\\') ? `E'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'` : `'${value.replaceAll("'", "''")}'`) + '::text',
  typeName: (type) => {
    switch (type.kind) {
      case 'boolean': return 'boolean'
      case 'number': case 'money': case 'months': case 'days': return 'numeric'
      case 'date': return 'date'
      case 'text': case 'code': case 'any': return 'text'
      case 'list': case 'record': return 'jsonb'
    }
  },
  items: (list, alias) => `jsonb_array_elements(${list}) as ${alias}(r)`,
  list: (items) => `jsonb_build_array(${items.join(', ')})`,
  fieldText: (record, field) => `(${record} ->> ${postgres.text(field)})`,
  fieldList: (record, field) => `nullif(${record} -> ${postgres.text(field)}, 'null'::jsonb)`,
  scalarText: (item) => `(${item} #>> '{}')`,
  // adding an interval to a date gives a timestamp
  addMonths: (day, months) => `(${day} + make_interval(months => (${months})::int))::date`,
  addDays: (day, days) => `(${day} + (${days})::int)`,
  part: (name, day) => `extract(${name} from ${day})`,
  // months since year 0 out of YYYYMM: one conversion where two extracts would parse the day twice
  monthNumber: (day) => `(select ym / 100 * 12 + ym % 100 - 1 from (select to_char(${day}, 'YYYYMM')::int as ym) y)`,
  integerQuotient: (a, b) => `div(${a}, ${b})`,
  monthSeries: (from, to, alias) => `generate_series(${from}, ${to}) as ${alias}(m)`,
  daySeries: (from, to) => `select d::date as day from generate_series(${from}::timestamp, ${to}::timestamp, interval '1 day') as s(d)`,
}
