import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { Random } from '../../../city/random.ts'
import { resume, type Ground, type RouteActor } from '../routes/ground.ts'
import { idsIn, type Operation } from './contract.ts'
import { rawPayloads, valueOf, type Manner } from './values.ts'

/** The bound of server/app.ts, in bytes. */
const longest = 1024 * 1024

/** U+0000 and halves of characters, as JSON writes them. */
const unkeepable = /\\u(?:0000|d[89a-f])/i

/**
 * Draws who asks, for what, and with which body, and holds each answer against the document: its status is declared, its body fits, a refusal has a declared
 * code, who may not is told so whatever he sends, and nothing is ever answered 5xx. What an answer gave or an action used is drawn again, so that things are
 * asked for that have ended meanwhile.
 */
export class Fuzzer {
  requests = 0
  readonly wrong: string[] = []
  readonly per: Record<string, number> = {}
  readonly statuses: Record<string, number> = {}
  readonly reached = new Set<string>()
  private readonly random: Random
  private readonly app: FastifyInstance
  private readonly ground: Ground
  private readonly operations: readonly Operation[]
  private readonly used = new Map<string, string[]>()
  private readonly missing = randomUUID()
  private keys = ['fuzz-key-0']

  constructor(app: FastifyInstance, ground: Ground, operations: readonly Operation[], seed: number) {
    this.app = app
    this.ground = ground
    this.operations = operations
    this.random = new Random(seed, 1)
  }

  async once(): Promise<void> {
    const { random } = this
    const operation = random.pick(this.operations)
    const able = this.ground.actors.filter(({ role }) => operation.may === 'public' || operation.may.some((one) => one === role))
    const actor = able.length && random.chance(0.85) ? random.pick(able) : random.pick(this.ground.actors)
    if (random.chance(0.04)) {
      const { type, payload } = random.pick(rawPayloads)
      return this.send(operation, actor, 'raw', payload, type)
    }
    const manner = random.weighted<Manner>([['valid', 5], ['edge', 3], ['wrong', 4]])
    const body = this.body(operation, actor, manner)
    await this.send(operation, actor, manner, JSON.stringify(body))
    // What was just done, made or ended: once more, by the same hand.
    if (manner !== 'wrong' && random.chance(0.15)) await this.send(operation, actor, 'again', JSON.stringify(body))
  }

  private body(operation: Operation, actor: RouteActor, manner: Manner): unknown {
    const { random } = this
    const idOf = (kind: string): string => {
      const used = this.used.get(kind)
      if (used?.length && random.chance(0.45)) return random.pick(used)
      const own = this.ground.owners.ids(actor, kind, random.pick(['own', 'own', 'open', 'stranger', 'above']), 6)
      return own.length && random.chance(0.85) ? random.pick(own) : this.missing
    }
    return valueOf(operation.input, manner, { random, idOf, place: actor.scope ?? '980101' })
  }

  private async send(operation: Operation, actor: RouteActor, manner: string, payload: string | Buffer, type = 'application/json'): Promise<void> {
    const { random } = this
    const key = random.chance(0.5) ? { 'idempotency-key': random.chance(0.1) ? random.pick(this.keys) : this.newKey() } : {}
    const response = await this.app.inject({ method: 'POST', url: operation.url, payload, headers: { ...(type ? { 'content-type': type } : {}), ...key, ...(actor.cookie ? { cookie: actor.cookie } : {}) } })
    const { statusCode: status } = response
    this.requests += 1
    this.per[manner] = (this.per[manner] ?? 0) + 1
    this.statuses[status] = (this.statuses[status] ?? 0) + 1
    const sent = Buffer.isBuffer(payload) ? payload.toString('hex') : payload
    const blame = (what: string): void => void this.wrong.push(`${operation.name}, ${actor.says}, ${manner}: ${what}; sent ${sent.slice(0, 300)}`)
    let body: unknown
    try {
      body = response.json()
    } catch {
      return blame(`status ${status} and no JSON: ${response.body.slice(0, 120)}`)
    }
    if (status >= 500) return blame(`status ${status}: ${this.ground.faults.of(requestIdOf(body))}`)
    const may = operation.may === 'public' || operation.may.some((one) => one === actor.role)
    if (status === 401 && may && actor.role !== 'public') return resume(this.ground, actor)
    // What is no text of the house, or longer than any, is refused before anybody looks who sent it.
    if (!may && manner !== 'raw' && !unkeepable.test(sent) && Buffer.byteLength(sent) <= longest && status !== 401 && status !== 403) blame(`answered ${status} to who may not`)
    const off = operation.wrong(status, body)
    if (off) return blame(`${off}: ${response.body.slice(0, 200)}`)
    const code = codeOf(body)
    if (status === 409 && (code === undefined || !operation.refusals?.includes(code))) blame(`refused with a code that is not declared: ${code ?? 'none'}`)
    if (status !== 200) return undefined
    this.reached.add(operation.name)
    for (const { kind, id } of idsIn(operation.output, body)) this.remember(kind, id)
    return undefined
  }

  private remember(kind: string, id: string): void {
    const used = this.used.get(kind) ?? []
    if (!used.includes(id)) used.push(id)
    if (used.length > 60) used.shift()
    this.used.set(kind, used)
  }

  private newKey(): string {
    const key = `fuzz-${randomUUID()}`
    this.keys = [...this.keys.slice(-20), key]
    return key
  }
}

const codeOf = (body: unknown): string | undefined => {
  const code: unknown = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined
  return typeof code === 'string' ? code : undefined
}

const requestIdOf = (body: unknown): unknown => (typeof body === 'object' && body !== null && 'requestId' in body ? body.requestId : undefined)
