import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { listInput, type Declaration, type May } from '../../../kernel/action.ts'
import { bodyFrom, extras, shapeOf, withExtras, type Shape } from './bodies.ts'
import { exceptionOf } from './exceptions.ts'
import { resume, type Ground, type RouteActor } from './ground.ts'
import { bare, wrongOfForm, wrongOfOwners, type Answer } from './laws.ts'
import type { Belonging } from './owners.ts'

/** Something that can be asked for over HTTP, declared or in the register of streams. */
export interface Route {
  name: string
  method: 'GET' | 'POST'
  url: (ids: readonly unknown[]) => string
  may: May
  shape: Shape
  declaration: Declaration | undefined
  /** Nothing is changed by asking. */
  reads: boolean
  /** What is sent instead of JSON. */
  file?: { type: string; payload: string }
}

export const routeOf = (declaration: Declaration): Route => ({
  name: declaration.name, method: 'POST', url: () => `/api/${declaration.name}`, may: declaration.may, declaration, reads: declaration.kind !== 'action',
  shape: shapeOf(declaration.kind === 'list' ? listInput(declaration.filters) : declaration.input),
})

/** What stands in the ids of a body: the nth id of a kind that belongs to him in this way, or nothing that is there. */
type Objects = Belonging | 'missing' | 'malformed'
const missing = randomUUID()
/** Another, so that what stands beside a stranger's id differs from it in both askings. */
const absent = randomUUID()

export class Prober {
  probes = 0
  readonly reached = new Set<string>()
  readonly wrong: string[] = []
  readonly per: Record<string, number> = {}
  private readonly ground: Ground
  private readonly app: FastifyInstance
  /** Tells what is wrong as it finds it; a planted hole needs no telling. */
  private readonly loud: boolean

  constructor(ground: Ground, app: FastifyInstance, loud = false) {
    this.ground = ground
    this.app = app
    this.loud = loud
  }

  /** Everything but what changes something of his own. */
  async ask(route: Route, actor: RouteActor): Promise<void> {
    if (!allowed(route.may, actor)) return this.denied(route, actor)
    const { slots } = this.body(route, actor, 'missing', true)
    await this.send(route, actor, 'malformed', this.body(route, actor, 'malformed', true).body)
    await this.send(route, actor, 'missing', this.body(route, actor, 'missing', false).body)
    for (const [slot, kind] of slots.entries()) await this.foreign(route, actor, slot, kind)
    if (route.reads) {
      await this.own(route, actor)
      if (slots.length) await this.send(route, actor, 'above', this.body(route, actor, 'above', true).body)
    }
    await this.extra(route, actor)
  }

  /** Last of all: with objects of his own, least and whole. */
  async own(route: Route, actor: RouteActor): Promise<void> {
    const slots = this.body(route, actor, 'own', true).slots.length
    for (let nth = 0; nth < (slots ? 2 : 1); nth++) for (const whole of [false, true]) await this.send(route, actor, 'own', this.body(route, actor, 'own', whole, undefined, nth).body)
  }

  /** Law a: whatever he sends, he is told that it is not his to do, and nothing else. */
  private async denied(route: Route, actor: RouteActor): Promise<void> {
    const expected = actor.role === 'public' ? 401 : 403
    for (const sent of [this.body(route, actor, 'own', false).body, { id: 5, filters: 'x' }]) {
      const { status } = await this.send(route, actor, 'denied', sent)
      if (status !== expected) this.blame(route, actor, 'a', `is answered ${status} and not ${expected}`)
    }
  }

  /** Law b: what is somebody else's is, to him, not there. */
  private async foreign(route: Route, actor: RouteActor, slot: number, kind: string): Promise<void> {
    for (const id of this.ground.owners.ids(actor, kind, 'stranger', 2)) {
      const sent = (value: string) => this.body(route, actor, 'own', true, { slot, value }).body
      const [theirs, none] = [await this.send(route, actor, 'foreign', sent(id)), await this.send(route, actor, 'missing', sent(absent))]
      if (bare(theirs) !== bare(none)) this.blame(route, actor, 'b', `tells another's ${kind} from one that is not there: ${bare(theirs).slice(0, 140)} / ${bare(none).slice(0, 140)}`)
    }
  }

  /** Law d: fields besides those declared change nothing; asked of what answers twice alike. */
  private async extra(route: Route, actor: RouteActor): Promise<void> {
    if (route.file || route.method === 'GET') return
    const { body } = this.body(route, actor, route.reads ? 'own' : 'missing', false)
    const more = withExtras(body, route.shape, extras(actor.away.place, actor.away.person, actor.away.employer))
    const [plain, led] = [await this.send(route, actor, 'plain', body), await this.send(route, actor, 'extra', more)]
    if (bare(plain) === bare(led)) return
    const again = await this.send(route, actor, 'plain', body)
    if (bare(again) === bare(plain)) this.blame(route, actor, 'd', `is led by fields that it does not have: ${plain.status} / ${bare(led).slice(0, 160)}`)
  }

  private body(route: Route, actor: RouteActor, objects: Objects, whole: boolean, put?: { slot: number; value: string }, nth = 0): { body: unknown; slots: string[] } {
    const draw = (kind: string, slot: number): unknown => {
      if (put?.slot === slot) return put.value
      if (objects === 'malformed') return '-'.repeat(36)
      if (objects === 'missing') return missing
      const ids = this.ground.owners.ids(actor, kind, objects, nth + 1)
      return ids[nth] ?? ids[0] ?? (objects === 'own' ? (this.ground.owners.ids(actor, kind, 'open', 1)[0] ?? missing) : missing)
    }
    return bodyFrom(route.shape, { draw, whole, place: actor.scope ?? actor.away.place })
  }

  private async send(route: Route, actor: RouteActor, objects: string, body: unknown): Promise<Answer> {
    const sent = JSON.stringify(body)
    const ids = sent.match(/[0-9a-f-]{36}/g) ?? []
    const payload = route.method === 'GET' ? {} : { payload: route.file?.payload ?? sent, headers: { 'content-type': route.file?.type ?? 'application/json' } }
    const response = await this.app.inject({ method: route.method, url: route.url(ids), ...payload, headers: { ...payload.headers, ...(actor.cookie ? { cookie: actor.cookie } : {}) } })
    const json = String(response.headers['content-type']).startsWith('application/json')
    const answer: Answer = { status: response.statusCode, json, text: json ? response.body : '', body: json ? (JSON.parse(response.body) as unknown) : undefined }
    this.probes += 1
    this.per[objects] = (this.per[objects] ?? 0) + 1
    if (answer.status === 200) this.reached.add(route.name)
    if (answer.status === 200 && endsSession.has(route.name)) await resume(this.ground, actor)
    const form = wrongOfForm(route.declaration, answer)
    if (form) this.blame(route, actor, 'e', `${form}, asked with ${objects}: ${sent.slice(0, 200)}`)
    const owners = wrongOfOwners(this.ground.owners, actor, answer, sent)
    if (owners) this.blame(route, actor, 'c', `${owners}, asked with ${objects}`)
    return answer
  }

  private blame(route: Route, actor: RouteActor, law: 'a' | 'b' | 'c' | 'd' | 'e', what: string): void {
    if (exceptionOf(route.name, actor.role, law)) return
    const words = `(${law}) ${route.name}, ${actor.says}: ${what}`
    if (this.loud && !this.wrong.includes(words) && this.wrong.length < 200) console.error(words)
    this.wrong.push(words)
  }
}

/** Who did this has no session any more: that is what it is for. He goes on under another account. */
const endsSession: ReadonlySet<string> = new Set(['clerks.leave'])

export const allowed = (may: May, { role }: RouteActor): boolean => may === 'public' || may.some((one) => one === role)
