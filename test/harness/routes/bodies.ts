import { z } from 'zod'

/** Inputs made from the schema of a declaration alone, so that a verb of tomorrow is sent something sensible too. */

/** JSON Schema as the contract of the interface has it; only what the generator reads. */
export interface Shape {
  type?: string
  const?: unknown
  enum?: readonly unknown[]
  anyOf?: readonly Shape[]
  oneOf?: readonly Shape[]
  allOf?: readonly Shape[]
  properties?: Readonly<Record<string, Shape>>
  required?: readonly string[]
  items?: Shape
  prefixItems?: readonly Shape[]
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  pattern?: string
  format?: string
  $ref?: string
  $defs?: Readonly<Record<string, Shape>>
  'x-id-of'?: string
}

export interface Making {
  /** What stands in the nth id of the body, of this kind. */
  draw: (kind: string, slot: number) => unknown
  /** Optional fields too. */
  whole: boolean
  place: string
}

export const shapeOf = (schema: z.ZodType): Shape => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', target: 'draft-2020-12' }) as Shape

/** The body, and the kinds of the ids that stand in it, in order. */
export const bodyFrom = (root: Shape, { draw, whole, place }: Making): { body: unknown; slots: string[] } => {
  const slots: string[] = []
  const make = (shape: Shape, name: string, deep: number): unknown => {
    if (shape.$ref !== undefined) {
      const named = root.$defs?.[shape.$ref.split('/').at(-1) ?? '']
      return named && deep < 8 ? make(named, name, deep + 1) : null
    }
    if (shape['x-id-of'] !== undefined || shape.format === 'uuid') {
      slots.push(shape['x-id-of'] ?? '')
      return draw(shape['x-id-of'] ?? '', slots.length - 1)
    }
    if ('const' in shape) return shape.const
    if (shape.enum) return shape.enum[0]
    const one = (shape.anyOf ?? shape.oneOf)?.find(({ type }) => type !== 'null')
    if (one) return make(one, name, deep + 1)
    if (shape.allOf) return Object.assign({}, ...shape.allOf.map((part) => make(part, name, deep + 1))) as unknown
    if (shape.type === 'object' || shape.properties) {
      const asked = Object.entries(shape.properties ?? {}).filter(([key]) => whole || shape.required?.includes(key))
      return Object.fromEntries(asked.map(([key, part]) => [key, make(part, key, deep + 1)]))
    }
    if (shape.type === 'array') {
      if (shape.prefixItems) return shape.prefixItems.map((part) => make(part, name, deep + 1))
      const length = Math.max(whole ? 1 : 0, shape.minItems ?? 0)
      return shape.items ? Array.from({ length }, () => make(shape.items ?? {}, name, deep + 1)) : []
    }
    if (shape.type === 'boolean') return true
    if (shape.type === 'integer' || shape.type === 'number') return Math.max(1, shape.minimum ?? 1, (shape.exclusiveMinimum ?? 0) + 1)
    if (shape.type === 'null') return null
    return text(shape, name, place)
  }
  return { body: make(root, '', 0), slots }
}

const samples = ['980101', '2026', '2026-11', '20', '1', '100', '09:00', 'demo', 'test/demo', 'a.b', 'A', 'p1', '91980101MA0000000X', 'sample-code']

const text = ({ pattern, format, minLength = 0, maxLength = 4000 }: Shape, name: string, place: string): string => {
  const fits = (value: string) => value.length >= minLength && value.length <= maxLength && (pattern === undefined || new RegExp(pattern).test(value))
  const guesses = [...(/place/i.test(name) ? [place] : []), ...(/department/i.test(name) ? ['hr'] : []), ...(format === 'date' || /(On|From|Until|day)$/i.test(name) ? ['2026-11-20'] : []), ...(pattern === undefined ? [] : samples)]
  return guesses.find(fits) ?? '为检验而填写'.repeat(Math.ceil((minLength + 1) / 6)).slice(0, Math.max(minLength, Math.min(maxLength, 6)))
}

/** Fields that nobody asked for, by which a careless handler would be led astray. */
export const extras = (place: string, person: string, employer: string) => ({
  placeCode: place, scope: place, place, role: 'leader', actor: { role: 'system' }, accountId: person, personId: person, employerId: employer, isAdmin: true, today: '2020-01-01', limit2: 1e9,
})

/** The body with fields besides its own; what it has itself stays as it is. */
export const withExtras = (body: unknown, shape: Shape, more: object): unknown =>
  typeof body !== 'object' || body === null || Array.isArray(body) ? body : { ...Object.fromEntries(Object.entries(more).filter(([key]) => !shape.properties || !(key in shape.properties))), ...body }
