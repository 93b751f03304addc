import { implement, implementQuery } from '../../kernel/implement.ts'
import { isHandOf, type Actor } from '../../kernel/org/actor.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { correctable } from '../corrections/contract.ts'
import { sourceOf } from '../corrections/store.ts'
import { amendRecord, enterRecord, getRecord, verifyRecord, withdrawRecord } from './contract.ts'
import { happenedDays, type Entry } from './kinds.ts'
import * as store from './store.ts'
import { listUnverifiedHandler } from './waiting.ts'

/** What each verb does. Whose records an actor reaches, row-level security has already decided. */

const own = '本人申报（'
/** A talent’s own word is marked as such, whatever paper he names: the source is he. Once: whoever amends finds it marked already. */
const sourceFor = (actor: Actor, source: string): string => (actor.role === 'talent' && !source.startsWith(own) ? `${own}${source}）`.slice(0, 100) : source)

/** The first day of an entry that lies before somebody was born. */
const beforeBirth = (entry: Entry, birthDate: PlainDate): string | undefined => happenedDays(entry).find(([, , on]) => on !== null && on < birthDate)?.[1]

const enterHandler = implement(enterRecord, async ({ db, actor, today, refuse, touched }, { personId, entry, source, asOf }) => {
  if (asOf > today) refuse('asOfAhead', asOf)
  const { placeCode, birthDate } = await store.getPersonBorn(db, personId)
  const tooEarly = beforeBirth(entry, birthDate)
  if (tooEarly !== undefined) refuse('beforeBirth', tooEarly)
  await store.oneAtATime(db, personId)
  if (await store.isKnown(db, personId, entry, null)) refuse('known')
  const recordId = await store.insertRecord(db, personId, placeCode, entry, { source: sourceFor(actor, source), asOf })
  touched({ kind: entry.kind, recordId, personId })
  return { recordId }
})

/** Why this actor may not change the record; undefined when he may. An office changes what it or the person entered, the person what he entered and nobody has verified. */
const standsAgainst = (actor: Actor, { createdBy, withdrawnOn, verification }: store.Standing): 'notByHand' | 'notYours' | 'verified' | 'disputed' | 'withdrawn' | undefined => {
  if (withdrawnOn !== null) return 'withdrawn'
  if (createdBy === null) return 'notByHand'
  if (verification === 'disputed') return 'disputed'
  if (actor.role !== 'talent') return undefined
  if (verification === 'verified') return 'verified'
  return createdBy === actor.accountId ? undefined : 'notYours'
}

const amendHandler = implement(amendRecord, async ({ db, actor, today, refuse, touched }, { recordId, entry, source, asOf, reason }) => {
  if (asOf > today) refuse('asOfAhead', asOf)
  await store.oneAtATime(db, recordId)
  const record = await store.getStanding(db, entry.kind, recordId)
  const against = standsAgainst(actor, record)
  if (against !== undefined) refuse(against)
  const { birthDate } = await store.getPersonBorn(db, record.personId)
  const tooEarly = beforeBirth(entry, birthDate)
  if (tooEarly !== undefined) refuse('beforeBirth', tooEarly)
  await store.oneAtATime(db, record.personId)
  if (await store.isKnown(db, record.personId, entry, recordId)) refuse('known')
  await store.amend(db, recordId, entry, { source: sourceFor(actor, source), asOf }, reason)
  touched({ kind: entry.kind, recordId, personId: record.personId })
  return { verification: 'declared' as const }
})

const withdrawHandler = implement(withdrawRecord, async ({ db, actor, today, refuse, touched }, { kind, recordId, reason }) => {
  await store.oneAtATime(db, recordId)
  const record = await store.getStanding(db, kind, recordId)
  const against = standsAgainst(actor, record)
  if (against !== undefined) refuse(against)
  await store.withdraw(db, kind, recordId, reason, today)
  touched({ kind, recordId, personId: record.personId })
  return {}
})

const verifyHandler = implement(verifyRecord, async ({ db, actor, today, refuse, touched }, { kind, recordId, document }) => {
  await store.oneAtATime(db, recordId)
  const record = await store.getStanding(db, kind, recordId)
  if (record.withdrawnOn !== null) refuse('withdrawn')
  if (record.verification === 'disputed') refuse('disputed')
  if (record.verification === 'verified') refuse('alreadyVerified')
  const { department } = correctable[kind]
  // The talent office keeps the registry and verifies all of it; a department what it answers for.
  if (actor.role === 'reviewer' && actor.department !== department) refuse('otherDepartment')
  const hands = await store.handsOf(db, record, today)
  if (hands.some((hand) => isHandOf(actor, hand))) refuse('ownEntry')
  const source = await sourceOf(db, actor.department ?? 'talent-office')
  await store.verify(db, kind, recordId, document, { source, asOf: today })
  touched({ kind, recordId, personId: record.personId })
  return { source }
})

const getHandler = implementQuery(getRecord, ({ db }, { kind, recordId }) => store.getRecordPage(db, kind, recordId))

export const byHandHandlers = [enterHandler, amendHandler, withdrawHandler, verifyHandler, getHandler, listUnverifiedHandler]
