import { z } from 'zod'
import { ErrorAnswer, listOutput, type Declaration } from '../../../kernel/action.ts'
import type { RouteActor } from './ground.ts'
import type { Owners } from './owners.ts'

/** What must hold of an answer whatever was asked, told in words when it does not. */

export interface Answer {
  status: number
  /** As it went over the wire; of a file only that it was one. */
  text: string
  body: unknown
  json: boolean
}

const outputOf = (declaration: Declaration): z.ZodType => (declaration.kind === 'list' ? listOutput(declaration.row) : declaration.output)
const Strict = z.strictObject(ErrorAnswer.shape)

/** Law e: never 500; what was promised, no field more; a no in the form of a no. */
export const wrongOfForm = (declaration: Declaration | undefined, { status, body, json, text }: Answer): string | undefined => {
  if (status >= 500) return `status ${status}`
  if (status >= 400) return json && Strict.safeParse(body).success ? undefined : `status ${status} is no ErrorAnswer: ${text.slice(0, 160)}`
  if (!declaration) return undefined
  const output = outputOf(declaration)
  const read = z.safeDecode(output, body)
  if (!read.success) return `200 does not fit its declared output: ${read.error.issues.slice(0, 2).map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`
  const more = beyond(body, JSON.parse(JSON.stringify(z.encode(output, read.data) ?? null)) as unknown, '')
  return more === undefined ? undefined : `200 has what it does not declare: ${more}`
}

/** Law c: neither an id nor a name of a stranger's row, except what was sent. */
export const wrongOfOwners = (owners: Owners, actor: RouteActor, answer: Answer, sent: string): string | undefined => {
  if (answer.status !== 200 || !answer.json) return undefined
  const ids = owners.foreignIds(actor, answer.text).filter((found) => !sent.includes(found.split(' ')[1] ?? ''))
  if (ids.length) return `answers with a stranger's ${ids[0]}${ids.length > 1 ? ` and ${ids.length - 1} more` : ''}`
  const names = owners.foreignNames(actor, words(answer.body)).filter((name) => !sent.includes(name))
  return names.length ? `answers with the name of a stranger` : undefined
}

/** Law b and d: what is left of an answer that may differ between two askings. */
export const bare = ({ status, text }: Answer): string =>
  `${status} ${text.replace(/"requestId":"[^"]*"/g, '').replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '#').replace(/"(seconds|milliseconds|computedMs)":\d+(\.\d+)?/g, '')}`

const words = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(words) : []
}

/** The first path at which an answer says something that its schema does not know. */
const beyond = (said: unknown, known: unknown, path: string): string | undefined => {
  if (typeof said !== 'object' || said === null) return said === known ? undefined : path
  if (typeof known !== 'object' || known === null) return path
  const other = new Map<string, unknown>(Object.entries(known))
  for (const [key, value] of Object.entries(said)) {
    const at = other.has(key) ? beyond(value, other.get(key), `${path}.${Array.isArray(said) ? '#' : key}`) : `${path}.${key}`
    if (at !== undefined) return at
  }
  return undefined
}
