import { z } from 'zod'
import { ErrorAnswer, listOutput, type ActionDeclaration, type ListDeclaration, type QueryDeclaration } from '../kernel/action.ts'
import { firstAnswer } from './first-answers.ts'
import { askProof, proofCodes } from './proof.ts'

/** What the server said instead of doing it; `message` is the sentence for the user. */
export class ApiError extends Error {
  readonly kind: ErrorAnswer['kind'] | 'offline'
  readonly code: string | undefined
  constructor(kind: ErrorAnswer['kind'] | 'offline', message: string, code?: string) {
    super(message)
    this.kind = kind
    this.code = code
  }
}

/** Sends; and where the server wants proof of who is there, asks for it and sends the same once more. */
const proved = async <T>(send: () => Promise<T>): Promise<T> => {
  try {
    return await send()
  } catch (error) {
    if (error instanceof ApiError && proofCodes.includes(error.code ?? '') && (await askProof())) return send()
    throw error
  }
}

/** The one way from a page to the server. */
export const post = async (name: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> => {
  const sent = JSON.stringify(body)
  const first = firstAnswer(name, sent)
  return first ? first.answer : proved(() => jsonOf(() => fetch(`/api/${name}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: sent })))
}

const jsonOf = async (send: () => Promise<Response>): Promise<unknown> => (await answered(send)).json()

const answered = async (send: () => Promise<Response>): Promise<Response> => {
  let response: Response
  try {
    response = await send()
  } catch {
    throw new ApiError('offline', '网络不通，没有任何内容被改动。请检查网络后再试。')
  }
  if (response.ok) return response
  const answer = ErrorAnswer.safeParse(await response.json().catch(() => undefined))
  if (answer.success) throw new ApiError(answer.data.kind, answer.data.message, answer.data.code)
  throw new ApiError('fault', `服务器没有给出可读的答复（${response.status}）。请稍后再试。`)
}

/** A file that the server makes, with the same sentences when it says no. */
export const postForFile = (path: string, body: unknown): Promise<Blob> =>
  proved(async () => (await answered(() => fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }))).blob())

/** A file with the fields of its form; the same sentences when the server says no. */
export const postForm = (path: string, file: File, fields: Readonly<Record<string, string>>): Promise<unknown> => {
  const body = new FormData()
  // Fields first: what the file is for is read before its bytes.
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  body.append('file', file)
  return jsonOf(() => fetch(path, { method: 'POST', body }))
}

/** One file to a route that takes it as it streams; the same sentences as everywhere when the server says no. */
export const postFile = (path: string, file: Blob): Promise<unknown> => {
  const body = new FormData()
  body.append('file', file)
  return jsonOf(() => fetch(path, { method: 'POST', body }))
}

/** Does a verb. The key makes a repeated send (double tap, lost answer) harmless: pass the same one to repeat. */
export const act = async <I extends z.ZodType, O extends z.ZodType, R extends string>(action: ActionDeclaration<I, O, R>, input: z.output<I>, key: string = crypto.randomUUID()): Promise<z.output<O>> =>
  action.output.parseAsync(await post(action.name, z.encode(action.input, input), { 'idempotency-key': key }))

export const ask = async <I extends z.ZodType, O extends z.ZodType>(query: QueryDeclaration<I, O>, input: z.output<I>): Promise<z.output<O>> =>
  query.output.parseAsync(await post(query.name, z.encode(query.input, input)))

export interface ListPageOf<T> {
  rows: T[]
  next: string | null
  total: number
  /** Otherwise there are more than `total`. */
  exact: boolean
}
export const fetchList = async <F extends z.ZodObject, T extends z.ZodObject>(list: ListDeclaration<F, T>, filters: z.output<F>, page: { sort?: string; after?: string; limit?: number }): Promise<ListPageOf<z.output<T>>> =>
  listOutput(list.row).parseAsync(await post(list.name, { filters: z.encode(list.filters, filters), ...page }))
