import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Missing, type Handler } from '../../../kernel/implement.ts'
import { systemActor } from '../../../kernel/org/actor.ts'
import { IdField } from '../../../kernel/types.ts'
import type { StreamRoutes } from '../../../server/app.ts'
import { handlers } from '../../../server/modules.ts'
import { today, type Ground } from './ground.ts'
import { Prober, routeOf } from './prober.ts'
import { wrongOfRoutes } from './streams.ts'

/** Faults as they are made in haste, each in one handler: the matrix must find every one, or it proves nothing. */

type Query = Handler & { kind: 'query' }
interface Hole {
  says: string
  /** The verb that is asked with and without it. */
  verb: string
  spoil?: (handler: Handler, ground: Ground) => Handler
  stream?: StreamRoutes
}

const asQuery = (handler: Handler): Query => {
  if (handler.kind === 'query') return handler
  throw new Error(`${handler.declaration.name} is no query`)
}
const reading = (handler: Handler, run: (query: Query) => Query['run'], schemas: Partial<Pick<Query['declaration'], 'input' | 'output'>> = {}): Handler => {
  const query = asQuery(handler)
  return { ...query, declaration: { ...query.declaration, ...schemas }, run: run(query) }
}
const field = (input: unknown, name: string): string | undefined => {
  const value: unknown = typeof input === 'object' && input !== null ? Object.entries(input).find(([key]) => key === name)?.[1] : undefined
  return typeof value === 'string' ? value : undefined
}
const loose = ({ declaration }: Query): z.ZodType => (declaration.input instanceof z.ZodObject ? declaration.input.loose() : z.looseObject({}))

/** With the eyes of the house instead of those of whoever asks. */
const houseEyes = (handler: Handler, { database }: Ground): Handler =>
  reading(handler, ({ run }) => (context, input) => database.asSystem(today, (db) => run({ ...context, db, actor: systemActor }, input)))

/** Whose it is comes from a field of the body, where there is one. */
const ledBy = (name: 'placeCode' | 'personId', handler: Handler, { database }: Ground): Handler =>
  reading(handler, ({ run }) => (context, input) => {
    const led = field(input, name)
    const actor = led === undefined ? context.actor : { ...context.actor, ...(name === 'placeCode' ? { scope: led } : { personId: IdField('person').parse(led) }) }
    return database.as({ actor, today }, (db) => run({ ...context, actor, db }, input))
  }, { input: loose(asQuery(handler)) })

const mayBe = (handler: Handler, may: Handler['declaration']['may']): Handler => {
  const query = asQuery(handler)
  return { ...query, declaration: { ...query.declaration, may } }
}

const tooMuch = (handler: Handler): Handler =>
  reading(handler, ({ run, declaration }) => async (context, input) => {
    const answer: unknown = z.encode(declaration.output, await run(context, input))
    return { ...z.looseObject({}).parse(answer), holderIdentity: '1' }
  }, { output: z.any() })

const plainNo: StreamRoutes = (app: FastifyInstance) =>
  void app.addHook('onSend', async (request, reply, payload: unknown) => (request.url === '/api/cases.case' && reply.statusCode === 404 ? '{"error":"Not Found"}' : payload))

export const holes: readonly Hole[] = [
  { says: 'a case is read with the eyes of the house', verb: 'cases.case', spoil: houseEyes },
  { says: 'an award is read with the eyes of the house', verb: 'fund.award', spoil: houseEyes },
  { says: 'a person is read with the eyes of the house', verb: 'registry.person', spoil: houseEyes },
  { says: 'the mount forgets who may', verb: 'cases.case', spoil: (handler) => mayBe(handler, 'public') },
  { says: 'one duty too many may', verb: 'fund.award', spoil: (handler) => mayBe(handler, [...(handler.declaration.may === 'public' ? [] : handler.declaration.may), 'auditOfficer']) },
  {
    says: 'what is another’s is refused otherwise than what is not there', verb: 'fund.award',
    spoil: (handler, { owners }) => reading(handler, ({ run }) => (context, input) => run(context, input).catch((error: unknown) => {
      const id = field(input, 'id') ?? field(input, 'awardId')
      throw error instanceof Missing && id !== undefined && owners.exists(id) ? Object.assign(new Error('not yours'), { statusCode: 403 }) : error
    })),
  },
  { says: 'a body field sets the place', verb: 'cases.case', spoil: (handler, ground) => ledBy('placeCode', handler, ground) },
  { says: 'a body field sets the person', verb: 'cases.case', spoil: (handler, ground) => ledBy('personId', handler, ground) },
  { says: 'an answer with a field too much', verb: 'cases.case', spoil: tooMuch },
  { says: 'an answer that does not fit', verb: 'registry.places', spoil: (handler) => reading(handler, () => () => Promise.resolve({ nonsense: 1 }), { output: z.any() }) },
  { says: 'nonsense brings the house down', verb: 'registry.person', spoil: (handler) => reading(handler, () => () => Promise.reject(new Error('of undefined')), { input: z.any() }) },
  { says: 'a no without its form', verb: 'cases.case', stream: plainNo },
  { says: 'a route that nobody declared', verb: 'cases.case', stream: (app) => void app.post('/api/cases.everything', () => ({})) },
]

const askedOf = async (ground: Ground, verb: string, own: readonly Handler[], more: readonly StreamRoutes[]): Promise<string[]> => {
  const app = await ground.appOf(own, more)
  try {
    const prober = new Prober(ground, app)
    const asked = handlers.find(({ declaration }) => declaration.name === verb)
    if (!asked) throw new Error(`${verb} is no verb`)
    for (const actor of ground.actors) await prober.ask(routeOf(asked.declaration), actor)
    return [...prober.wrong, ...(await wrongOfRoutes(app))]
  } finally {
    await app.close()
  }
}

/** A hole counts as found by what was not said of the house without it. */
export const findHoles = async (ground: Ground): Promise<{ found: number; planted: number }> => {
  const sound = new Map<string, string[]>()
  let found = 0
  for (const { says, verb, spoil, stream } of holes) {
    const before = sound.get(verb) ?? (await askedOf(ground, verb, handlers, []))
    sound.set(verb, before)
    const own = handlers.map((handler) => (spoil && handler.declaration.name === verb ? spoil(handler, ground) : handler))
    const wrong = (await askedOf(ground, verb, own, stream ? [stream] : [])).filter((words) => !before.includes(words))
    if (wrong.length) found += 1
    else console.error(`没有发现植入的漏洞：${says}`)
  }
  return { found, planted: holes.length }
}
