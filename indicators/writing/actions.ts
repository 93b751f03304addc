import { implement, implementList, implementQuery, Missing, type ReadContext } from '../../kernel/implement.ts'
import { programsInForce } from '../../measures/index.ts'
import { findDefinition } from '../definitions/index.ts'
import { figureTitle, nameTitles } from './titles.ts'
import { readId } from './bind/choice.ts'
import { writeBrief } from './brief.ts'
import { askBrief, confirmBinding, forgetBinding, listConfirmations } from './contract.ts'
import { importedStatistics } from './knowledge.ts'
import * as store from './memory-store.ts'
import { parametersOf } from './parameters.ts'

const ownPlace = ({ actor }: Pick<ReadContext, 'actor'>): string => {
  if (actor.scope === undefined) throw new Missing()
  return actor.scope
}

const confirmHandler = implement(confirmBinding, async (context, { context: words, id }) => {
  if (words.replace(/□/g, '').length < 2) context.refuse('tooShort')
  const title = await titleOf(context, id)
  if (title === undefined) return context.refuse('noSuchThing')
  const { actor, today } = context
  await store.remember(context.db, { placeCode: ownPlace(context), context: words, bindingId: id, title, confirmedBy: actor.accountId ?? null, confirmedByName: actor.name, confirmedOn: today })
  context.touched({ binding: id })
  return { remembered: true as const }
})

/** A figure with what may be said of it, a parameter of a measure in force, a name, a document of the library. */
const titleOf = async ({ db, database, actor, today }: Pick<ReadContext, 'db' | 'database' | 'actor' | 'today'>, id: string): Promise<string | undefined> => {
  if (id in nameTitles) return nameTitles[id]
  const programs = await programsInForce(db, today)
  if (id.startsWith('document/')) return programs.some(({ edition }) => `document/${edition.document.number}` === id) ? id.slice('document/'.length) : undefined
  const parameter = programs.flatMap(({ edition }) => parametersOf(edition)).find((one) => one.id === id)
  if (parameter) return parameter.title
  if (id.startsWith('statistic.')) return (await importedStatistics({ database, actor, today })).find((kind) => id === `statistic.${kind}`)
  const read = readId(id)
  return read && findDefinition(read.figure) && (read.over === undefined || findDefinition(read.over)) ? figureTitle(read) : undefined
}

const forgetHandler = implement(forgetBinding, async (context, { id }) => {
  if (!(await store.forget(context.db, ownPlace(context), id))) context.refuse('gone')
  context.touched({ confirmationId: id })
  return { forgotten: true as const }
})

const listHandler = implementList(listConfirmations, (context) => context.db.selectFrom(store.confirmations(context.db, ownPlace(context)).as('kept')).selectAll())

const briefHandler = implementQuery(askBrief, (context, { kind, month, place }) => writeBrief(context, { kind: kind ?? 'monthly', month, place: place ?? ownPlace(context) }))

export const writingHandlers = [confirmHandler, forgetHandler, listHandler, briefHandler]
