import { sql } from 'kysely'
import { implement, implementList, implementQuery, Missing, type ReadContext } from '../../kernel/implement.ts'
import { programsInForce } from '../../measures/index.ts'
import { findDefinition } from '../definitions/index.ts'
import { readId } from './bind/choice.ts'
import { monthlyBrief } from './brief.ts'
import { askBrief, confirmBinding, forgetBinding, listConfirmations } from './contract.ts'
import * as store from './memory-store.ts'
import { parametersOf } from './parameters.ts'

const ownPlace = ({ actor }: Pick<ReadContext, 'actor'>): string => {
  if (actor.scope === undefined) throw new Missing()
  return actor.scope
}

const confirmHandler = implement(confirmBinding, async (context, { context: words, id }) => {
  if (words.replace(/□/g, '').length < 2) context.refuse('tooShort')
  if (!(await isKnown(context, id))) context.refuse('noSuchThing')
  const { actor, today } = context
  await store.remember(context.db, { placeCode: ownPlace(context), context: words, bindingId: id, confirmedBy: actor.accountId ?? null, confirmedByName: actor.name, confirmedOn: today })
  context.touched({ binding: id })
  return { remembered: true as const }
})

/** A figure with what may be said of it, a parameter of a measure in force, a name, a document of the library. */
const isKnown = async ({ db, today }: Pick<ReadContext, 'db' | 'today'>, id: string): Promise<boolean> => {
  if (/^name\.(city|county|year|month|day)$/.test(id)) return true
  const programs = await programsInForce(db, today)
  if (id.startsWith('document/')) return programs.some(({ edition }) => `document/${edition.document.number}` === id)
  if (programs.some(({ edition }) => parametersOf(edition).some((parameter) => parameter.id === id))) return true
  const read = readId(id)
  return read !== undefined && findDefinition(read.figure) !== undefined && (read.over === undefined || findDefinition(read.over) !== undefined)
}

const forgetHandler = implement(forgetBinding, async (context, { id }) => {
  if (!(await store.forget(context.db, ownPlace(context), id))) context.refuse('gone')
  context.touched({ confirmationId: id })
  return { forgotten: true as const }
})

const listHandler = implementList(listConfirmations, (context) => {
  const rows = store.confirmations(context.db, ownPlace(context)).select(sql<string>`c.binding_id`.as('title'))
  return context.db.selectFrom(rows.as('kept')).selectAll()
})

const briefHandler = implementQuery(askBrief, (context, { month, place }) => monthlyBrief(context, { month, place: place ?? ownPlace(context) }))

export const writingHandlers = [confirmHandler, forgetHandler, listHandler, briefHandler]
