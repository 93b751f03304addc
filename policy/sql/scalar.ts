import type { Expr } from '../language/expression.ts'
import { isDecimal } from '../language/evaluate.ts'
import { toInteger } from '../language/decimal.ts'
import { bind, numeric, type Writing } from './writing.ts'

/** The named functions as SQL; see language/scalar.ts for what each means. */
export function scalarSql(expr: Expr & { op: 'call' }, writing: Writing): string {
  const { dialect } = writing
  const [first, second, third] = expr.args
  if (!first) return 'null'
  if (expr.args.some((arg) => arg.type.kind === 'any')) return `null::${dialect.typeName(expr.type)}`
  const value = (arg: Expr | undefined) => (arg ? writing.write(arg, writing) : 'null')
  const day = (arg: Expr | undefined) => ({ sql: value(arg), type: 'date' })
  const number = (arg: Expr | undefined) => ({ sql: arg ? numeric(arg, writing) : 'null', type: 'numeric' })
  const compact = (d: string | undefined) => `(${dialect.part('year', d ?? '')} * 10000 + ${dialect.part('month', d ?? '')} * 100 + ${dialect.part('day', d ?? '')})`
  const months = (d: string | undefined) => `((${dialect.part('year', d ?? '')} * 12 + ${dialect.part('month', d ?? '')} - 1) * 100 + ${dialect.part('day', d ?? '')})`
  switch (expr.name) {
    case '周岁': {
      const dayAfter = third?.op === 'constant' && third.value === '生日次日'
      const on = dayAfter ? { sql: `(case when ${value(second)} > date '0001-01-01' then ${dialect.addDays(value(second), '-1')} else ${value(second)} end)`, type: 'date' } : day(second)
      return bind(writing, [day(first), on], ([born, at]) => `floor((${compact(at)} - ${compact(born)}) / 10000.0)`)
    }
    case '年': return dialect.part('year', value(first))
    case '月': return dialect.part('month', value(first))
    case '日': return dialect.part('day', value(first))
    case '年初': return `make_date(${dialect.part('year', value(first))}::int, 1, 1)`
    case '月初': return bind(writing, [day(first)], ([d]) => `make_date(${dialect.part('year', d ?? '')}::int, ${dialect.part('month', d ?? '')}::int, 1)`)
    case '月数': return bind(writing, [day(first), day(second)], ([from, to]) => `floor((${months(to)} - ${months(from)}) / 100.0)`)
    case '天数': return `(${value(second)} - ${value(first)})::numeric`
    case '工作日后': return workingDaySql(first, second, writing)
    case 'floor': return `floor(${numeric(first, writing)})`
    case 'ceiling': return `ceil(${numeric(first, writing)})`
    case 'abs': return `abs(${numeric(first, writing)})`
    case 'round': return `round(${numeric(first, writing)}, ${places(second)})`
    case 'modulo':
      return bind(writing, [number(first), number(second)], ([a, b]) => {
        const rest = `mod(${a}, nullif(${b}, 0))`
        return `(case when ${rest} <> 0 and (${rest} < 0) <> (${b} < 0) then ${rest} + ${b} else ${rest} end)`
      })
    case 'least': case 'greatest': {
      // LEAST(NULL, cap) is the cap: an unknown salary would be paid in full
      const dates = expr.type.kind === 'date'
      return bind(writing, expr.args.map((arg) => (dates ? day(arg) : number(arg))), (names) => `(case when ${names.map((name) => `${name} is not null`).join(' and ')} then ${expr.name}(${names.join(', ')}) end)`)
    }
    case 'contains': return `(strpos(${value(first)}, ${value(second)}) > 0)`
    case 'starts with': return `starts_with(${value(first)}, ${value(second)})`
    case 'ends with': return bind(writing, [{ sql: value(first), type: 'text' }, { sql: value(second), type: 'text' }], ([whole, part]) => `(right(${whole}, char_length(${part})) = ${part})`)
    case 'string length': return `char_length(${value(first)})::numeric`
    case 'date': return value(first)
  }
}

function places(expr: Expr | undefined): string {
  const value = expr?.op === 'constant' && isDecimal(expr.value) ? toInteger(expr.value) : undefined
  return String(value ?? 0)
}

function workingDaySql(from: Expr, count: Expr | undefined, writing: Writing): string {
  const calendar = writing.workdays()
  const n = Number(places(count))
  if (!calendar) return 'null::date'
  return bind(writing, [{ sql: writing.write(from, writing), type: 'date' }], ([d]) => {
    const found = n === 0 ? d : `(select w.day from ${calendar.name} w where w.day > ${d} order by w.day offset ${n - 1} limit 1)`
    return `(case when ${d} between date '${calendar.from}' and date '${calendar.to}' then ${found} end)`
  })
}
