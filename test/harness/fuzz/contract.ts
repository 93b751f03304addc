import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { z } from 'zod'
import type { FastifyInstance } from 'fastify'
import type { May } from '../../../kernel/action.ts'
import type { Shape } from '../routes/bodies.ts'

/** The published document as a program from outside has it: fetched over HTTP, with nothing of the house's own types. */

const Media = z.looseObject({ 'application/json': z.looseObject({ schema: z.record(z.string(), z.unknown()) }) })
const Document = z.looseObject({
  components: z.looseObject({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
  paths: z.record(z.string(), z.looseObject({
    post: z.looseObject({
      operationId: z.string(),
      'x-may': z.union([z.literal('public'), z.array(z.string())]).optional(),
      'x-refusals': z.record(z.string(), z.string()).optional(),
      requestBody: z.looseObject({ content: Media }),
      responses: z.record(z.string(), z.looseObject({ content: Media.optional() })),
    }),
  })),
})

export interface Operation {
  name: string
  url: string
  may: May | readonly string[]
  input: Shape
  output: Shape
  /** Only actions may be refused, and only with these codes. */
  refusals: readonly string[] | undefined
  /** What is wrong with this status and body by the document, in words. */
  wrong: (status: number, body: unknown) => string | undefined
}

export const readContract = async (app: FastifyInstance): Promise<Operation[]> => {
  const document = Document.parse((await app.inject({ method: 'GET', url: '/api/openapi.json' })).json())
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false })
  for (const [name, schema] of Object.entries(document.components.schemas)) ajv.addSchema(schema, `#/components/schemas/${name}`)
  return Object.entries(document.paths).flatMap(([url, { post }]): Operation[] => {
    const may = post['x-may']
    // Without `x-may` it wants a key of its own and no session.
    if (may === undefined) return []
    const compiled = new Map<string, ValidateFunction>()
    const wrong = (status: number, body: unknown): string | undefined => {
      const declared = post.responses[String(status)]
      if (!declared) return `status ${status} is not in the document`
      const schema = declared.content?.['application/json'].schema
      if (!schema) return undefined
      const known = compiled.get(String(status)) ?? ajv.compile(schema)
      compiled.set(String(status), known)
      return known(body) ? undefined : `status ${status} does not fit the document: ${ajv.errorsText(known.errors)}`
    }
    const success = post.responses['200']?.content?.['application/json'].schema ?? {}
    const refusals = post['x-refusals']
    return [{ name: post.operationId, url, may, input: post.requestBody.content['application/json'].schema, output: success, refusals: refusals && Object.keys(refusals), wrong }]
  })
}

/** The ids that an answer gives, with their kinds, by the schema of the answer. */
export const idsIn = (root: Shape, body: unknown): { kind: string; id: string }[] => {
  const found: { kind: string; id: string }[] = []
  const walk = (shape: Shape, value: unknown, deep: number): void => {
    if (deep > 8 || value === null || value === undefined || found.length >= 20) return
    if (typeof value === 'string' && shape['x-id-of'] !== undefined) found.push({ kind: shape['x-id-of'], id: value })
    else if (Array.isArray(value)) for (const one of value.slice(0, 3)) walk(shape.items ?? {}, one, deep + 1)
    else if (typeof value === 'object') for (const [key, part] of Object.entries(shape.properties ?? {})) walk(part, Object.entries(value).find(([name]) => name === key)?.[1], deep + 1)
    for (const choice of shape.anyOf ?? []) walk(choice, value, deep + 1)
  }
  walk(root, body, 0)
  return found
}
