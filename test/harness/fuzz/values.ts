import type { Random } from '../../../city/random.ts'
import type { Shape } from '../routes/bodies.ts'

/** Values drawn from a schema of the published document: such as it allows, at its edges, and such as it does not. */

export type Manner = 'valid' | 'edge' | 'wrong'
export interface Drawing {
  random: Random
  /** An id of this kind: his own, another's, one that was just made or ended, or none that is there. */
  idOf: (kind: string) => string
  place: string
}

/** Words that upset careless programs: injections, formulas, direction marks, letters outside the basic plane, numbers that are not. */
const hardWords = [
  `' or 1=1 --`, '"; drop table registry.person; --', '<script>alert(1)</script>', '=cmd|\' /C calc\'!A0', '../../etc/passwd', '%00', '\u0000', '\ud800', '\u202e\u2066', '𠮷𪚥', '👩‍👩‍👧', 'ﷺ', '%', '_', '\\', '{{7*7}}', '${7*7}', 'NaN', '-0', '1e309', 'null', '__proto__', ' ', '\t\n', '２０２６', '王',
] as const
const days = ['0001-01-01', '9999-12-31', '2024-02-29', '2023-02-29', '2026-11-20', '1900-01-01', '2026-13-01', '+20260-01-01'] as const
const numbers = [0, -1, 1, 2_147_483_647, 2_147_483_648, -2_147_483_649, 9_007_199_254_740_991, 9_007_199_254_740_992, 1e308, 0.1, 1.005, -0] as const
const digits = ['0', '-1', '1', '999999999999999999', '-999999999999999999', '1000000000000000000', '00', '1.5', '9223372036854775808'] as const
const others = (random: Random): unknown => random.pick<unknown>([null, true, 0, -1, '', 'x', [], {}, [[[[]]]], { a: { b: { c: null } } }, random.pick(hardWords), random.pick(numbers)])

export const valueOf = (root: Shape, manner: Manner, drawing: Drawing): unknown => {
  const { random } = drawing
  const make = (shape: Shape, name: string, deep: number): unknown => {
    if (deep > 12) return null
    if (manner === 'wrong' && random.chance(0.12)) return others(random)
    if (shape.$ref !== undefined) {
      const named = root.$defs?.[shape.$ref.split('/').at(-1) ?? '']
      return named ? make(named, name, deep + 1) : null
    }
    if (shape['x-id-of'] !== undefined || shape.format === 'uuid') return manner === 'wrong' && random.chance(0.2) ? random.pick(hardWords) : drawing.idOf(shape['x-id-of'] ?? '')
    if ('const' in shape) return shape.const
    if (shape.enum) return random.pick(shape.enum)
    const choices = shape.anyOf ?? shape.oneOf
    if (choices) return make(random.pick(choices), name, deep + 1)
    if (shape.allOf) return Object.assign({}, ...shape.allOf.map((part) => make(part, name, deep + 1))) as unknown
    if (shape.type === 'object' || shape.properties) return object(shape, deep)
    if (shape.type === 'array') return array(shape, name, deep)
    if (shape.type === 'boolean') return random.chance(0.5)
    if (shape.type === 'integer' || shape.type === 'number') return number(shape)
    if (shape.type === 'null') return null
    return text(shape, name)
  }

  const object = (shape: Shape, deep: number): unknown => {
    const fields = Object.entries(shape.properties ?? {})
    const kept = fields.filter(([key]) => {
      if (shape.required?.includes(key)) return !(manner === 'wrong' && random.chance(0.08))
      return random.chance(manner === 'edge' ? 0.8 : 0.5)
    })
    const made = Object.fromEntries(kept.map(([key, part]) => [key, make(part, key, deep + 1)]))
    return manner === 'wrong' && random.chance(0.1) ? { ...made, [random.pick(['constructor', 'toString', 'placeCode', 'actor', '更多'])]: others(random) } : made
  }

  const array = (shape: Shape, name: string, deep: number): unknown => {
    if (shape.prefixItems) return shape.prefixItems.map((part) => make(part, name, deep + 1))
    const most = Math.min(shape.maxItems ?? 3, manner === 'edge' ? 40 : 3)
    const length = manner === 'wrong' && random.chance(0.2) ? random.pick([0, 300]) : random.between(Math.min(shape.minItems ?? 0, most), most)
    return shape.items ? Array.from({ length }, () => make(shape.items ?? {}, name, deep + 1)) : []
  }

  const number = ({ minimum, maximum, exclusiveMinimum, type }: Shape): number => {
    const low = minimum ?? (exclusiveMinimum === undefined ? 0 : exclusiveMinimum + 1)
    const high = Math.max(low, maximum ?? low + 100)
    if (manner === 'valid') return type === 'integer' ? random.between(low, Math.min(high, low + 1_000)) : low + random.next() * (high - low)
    return manner === 'edge' ? random.pick([low, high, low]) : random.pick([...numbers, low - 1, high + 1])
  }

  const text = ({ pattern, format, minLength = 0, maxLength = 200 }: Shape, name: string): string => {
    const isDay = format === 'date' || /(On|From|Until|To|By|day)$/.test(name)
    if (manner === 'wrong') return random.pick([...hardWords, ...days, ...digits, '长'.repeat(maxLength + 1)])
    if (isDay) return manner === 'edge' ? random.pick(days) : random.pick(['2026-11-20', '2026-12-31', '2025-01-01'])
    if (/place/i.test(name)) return random.pick([drawing.place, drawing.place, '9801', '980104'])
    if (pattern !== undefined) {
      const fits = new RegExp(pattern)
      const known = [...digits, '2026', '2026-11', '09:00', '980101', 'demo', 'a.b', 'test/demo', 'p1', 'A', '91980101MA0000000X', '13800000000'].filter((word) => fits.test(word) && word.length >= minLength && word.length <= maxLength)
      if (known.length) return random.pick(known)
    }
    if (manner === 'edge') return random.chance(0.5) ? '界'.repeat(random.chance(0.5) ? Math.max(minLength, 1) : Math.min(maxLength, 4_000)) : random.pick(hardWords)
    return '为检验而填写'.repeat(Math.ceil((minLength + 1) / 6)).slice(0, Math.max(minLength, Math.min(maxLength, 6)))
  }
  return make(root, '', 0)
}

/** Payloads that are no JSON body at all, or more than one should be. */
export const rawPayloads: readonly { type: string; payload: string | Buffer }[] = [
  { type: 'application/json', payload: '' },
  { type: 'application/json', payload: '{' },
  { type: 'application/json', payload: '{"a":1,}' },
  { type: 'application/json', payload: 'null' },
  { type: 'application/json', payload: '[]' },
  { type: 'application/json', payload: '"词"' },
  { type: 'application/json', payload: '{"__proto__":{"role":"leader"}}' },
  { type: 'application/json', payload: '{"constructor":{"prototype":{"x":1}}}' },
  { type: 'application/json', payload: `${'['.repeat(20_000)}${']'.repeat(20_000)}` },
  { type: 'application/json', payload: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) },
  { type: 'application/json', payload: Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xb5, 0xbb, 0xff, 0x22, 0x7d]) },
  { type: 'application/json', payload: `{"q":"${'长'.repeat(500_000)}"}` },
  { type: 'text/plain', payload: '{}' },
  { type: 'application/x-www-form-urlencoded', payload: 'a=1' },
  { type: 'multipart/form-data; boundary=x', payload: '--x--' },
  { type: 'application/json; charset=gbk', payload: '{}' },
  { type: '', payload: '{}' },
]
