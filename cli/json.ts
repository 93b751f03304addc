import { formatDecimal } from '../policy/language/decimal.ts'
import { formatPeriod } from '../policy/language/day.ts'
import { isDecimal } from '../policy/language/evaluate.ts'
import type { Known, Type } from '../policy/language/type.ts'

/** JSON text of a value: numbers with every digit they have, periods as ISO text, unknown as null. */
export function valueJson(value: Known, type: Type): string {
  if (value === null) return 'null'
  if (typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (isDecimal(value)) {
    if (type.kind === 'months') return JSON.stringify(formatPeriod({ months: Number(value.n) }))
    if (type.kind === 'days') return JSON.stringify(formatPeriod({ days: Number(value.n) }))
    return formatDecimal(value)
  }
  if (Array.isArray(value)) {
    const of: Type = type.kind === 'list' ? type.of : { kind: 'any' }
    return `[${value.map((item: Known) => valueJson(item, of)).join(',')}]`
  }
  const fields = type.kind === 'record' ? type.fields : new Map<string, Type>()
  return objectJson(Object.entries(value).map(([name, part]) => [name, valueJson(part, fields.get(name) ?? { kind: 'any' })]))
}

/** An object from names and JSON texts; an undefined text leaves its name out. */
export function objectJson(entries: readonly (readonly [string, string | undefined])[]): string {
  return `{${entries.flatMap(([name, text]) => (text === undefined ? [] : [`${JSON.stringify(name)}:${text}`])).join(',')}}`
}
