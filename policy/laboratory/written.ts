import { isDay } from '../language/day.ts'

export type ParameterKind = 'number' | 'money' | 'percent' | 'date' | 'months' | 'days' | 'rank' | 'set'

/** What must be known of a parameter to write a value in its place. */
export interface Movable {
  readonly path: string
  readonly kind: ParameterKind
  readonly choices?: readonly string[]
}

/** A value as it is written into the text in place of the old one. Undefined when it is no value of this kind. */
export function writtenAs({ kind, choices, path }: Movable, value: string): string | undefined {
  const number = /^-?\d+(\.\d+)?$/.test(value) ? value : undefined
  switch (kind) {
    case 'number': case 'money':
      return number
    case 'percent':
      return number === undefined ? undefined : `${number}%`
    case 'months': {
      if (number === undefined || !/^\d+$/.test(number)) return undefined
      const months = Number(number)
      return `duration("${months > 0 && months % 12 === 0 ? `P${months / 12}Y` : `P${months}M`}")`
    }
    case 'days':
      return number === undefined || !/^\d+$/.test(number) ? undefined : `duration("P${number}D")`
    case 'date':
      if (!isDay(value)) return undefined
      // a literal of a rule has its ordinal; a bare value of the format has none
      return path.includes('#') ? `@"${value}"` : value
    case 'rank':
      return choices?.includes(value) ? `"${value}"` : undefined
    case 'set': {
      const codes = value.split('、').filter(Boolean)
      return codes.length > 0 && codes.every((code) => choices?.includes(code)) ? codes.map((code) => `"${code}"`).join(', ') : undefined
    }
  }
}
