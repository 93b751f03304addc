import { z } from 'zod'
import type { Handler } from '../../../kernel/implement.ts'
import { Refusal } from '../../../kernel/errors.ts'
import { handlers } from '../../../server/modules.ts'

/** Faults as they are made in haste, each in one handler: the fuzz must come upon every one. */
interface Fault {
  says: string
  verb: string
  spoil: () => readonly Handler[]
}

type Query = Handler & { kind: 'query' }
const spoiling = (verb: string, change: (query: Query) => Query) => (): readonly Handler[] => {
  if (!handlers.some(({ declaration, kind }) => declaration.name === verb && kind === 'query')) throw new Error(`${verb} is no query`)
  return handlers.map((handler) => (handler.declaration.name === verb && handler.kind === 'query' ? change(handler) : handler))
}

const verb = 'registry.places'
export const faults: readonly Fault[] = [
  { says: 'a fault where nothing was found', verb: 'cases.case', spoil: spoiling('cases.case', (query) => ({ ...query, run: (context, input) => query.run(context, input).catch(() => Promise.reject(new TypeError('of undefined'))) })) },
  { says: 'an answer of another form than declared', verb, spoil: spoiling(verb, (query) => ({ ...query, declaration: { ...query.declaration, output: z.any() }, run: () => Promise.resolve({ places: 'none' }) })) },
  { says: 'a refusal that is not declared', verb, spoil: spoiling(verb, (query) => ({ ...query, run: () => Promise.reject(new Refusal('notDeclared', '不行')) })) },
  { says: 'the body is looked at before who asks', verb: 'fund.award', spoil: spoiling('fund.award', (query) => ({ ...query, declaration: { ...query.declaration, may: 'public', input: query.declaration.input } })) },
  { says: 'a status that the document does not know', verb: 'registry.person', spoil: spoiling('registry.person', (query) => ({ ...query, run: () => Promise.reject(Object.assign(new Error('teapot'), { statusCode: 418 })) })) },
]
