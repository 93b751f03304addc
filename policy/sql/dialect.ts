import type { Dialect } from './writing.ts'

export type { Dialect } from './writing.ts'

/** Outside these ends an amount in fen has no figure. */
const widestFen = 10n ** 18n

/** The reference: numbers without bounds, lists and records as jsonb. */
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
  spread: ({ subject, from, measure, edition, outcome, amount }) => {
    // unnest rather than VALUES: PostgreSQL compiles the expressions of a VALUES list anew for each row
    const columns = [measure, edition, outcome, amount].map((values) => `array[${values.join(', ')}]`)
    return `select ${subject} as subject, v.measure, v.edition, v.outcome, v.amount_fen from (${from}) as f cross join lateral unnest(${columns.join(', ')}) as v(measure, edition, outcome, amount_fen)`
  },
  noMoney: "numeric '0'",
  unknownTotal: 'null::numeric',
  total: (sql) => sql,
  // nobody is granted 10^16 yuan: such a total has no figure here. An unknown one passes through as the lower end
  fen: (total) => `nullif(nullif(least(greatest(round(${total}, 2) * 100, ${-widestFen}), ${widestFen}), ${widestFen}), ${-widestFen})::bigint`,
  workdays: (days) => `select day from (select d::date as day from generate_series(${days.from}::timestamp, ${days.to}::timestamp, interval '1 day') as s(d)) as d where ${days.isWorkday}`,
}
