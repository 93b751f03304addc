import { sql } from 'kysely'
import { addYears, chineseDate } from '../../../kernel/calendar/plain-date.ts'
import { workingDaysAfter } from '../../../kernel/calendar/working-days.ts'
import { implement, implementList, implementQuery } from '../../../kernel/implement.ts'
import { humanOf } from '../../../kernel/org/actor.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import type { PlainDate } from '../../../kernel/types.ts'
import { catalogueOf, type CatalogueClass } from '../../../measures/index.ts'
import { findClassInForce, prolongClass, recordClass, revokeClass, type ClassInForce } from '../../../registry/index.ts'
import { isHigher } from '../words.ts'
import { confirmOutcome, declineOutcome, getRecheck, giveStatement, hearPerson, hearingWorkingDays, listRechecks, myRechecks, proposeOutcome, recheckCan, type RecheckOutcome } from './contract.ts'
import * as store from './store.ts'

/** What each verb of a re-check does, in the order of the procedure. */

const listHandler = implementList(listRechecks, ({ db, actor, today }, { search, cause, state, work }) => {
  let rows = store.rechecks(db)
  if (actor.scope) rows = rows.where(sql<boolean>`starts_with(k.place_code, ${actor.scope})`)
  if (search) rows = rows.where(sql<boolean>`(p.name || ' ' || p.number || ' ' || k.number || ' ' || coalesce(e.name, '')) ilike ${`%${search}%`}`)
  if (cause) rows = rows.where('k.cause', '=', cause)
  if (state) rows = rows.where('k.state', '=', state)
  if (work) rows = rows.where('k.closedOn', 'is', null)
  if (work === 'overdue') rows = rows.where('k.dueOn', '<', today)
  return rows
})

/** The newest edition of each class of a catalogue. */
const levelsOf = async (db: Tx, scheme: string): Promise<Map<string, CatalogueClass>> => {
  const levels = new Map<string, CatalogueClass>()
  for (const one of await catalogueOf(db)) if (one.scheme === scheme && !levels.has(one.level)) levels.set(one.level, one)
  return levels
}

const getHandler = implementQuery(getRecheck, async ({ db, actor }, { recheckId }) => {
  const row = await store.getRecheckRow(db, recheckId, humanOf(actor))
  return { ...row, lowerLevels: [...(await levelsOf(db, row.scheme)).keys()].filter((level) => isHigher(row.level, level)) }
})

const hearHandler = implement(hearPerson, async ({ db, today, refuse, touched }, { recheckId }) => {
  const recheck = await store.getRecheckForUpdate(db, recheckId)
  if (!recheckCan.hear(recheck)) refuse('notOpen')
  const hearBy = workingDaysAfter(today, hearingWorkingDays)
  await store.changeRecheck(db, recheckId, { state: 'hearing', hearBy })
  touched({ recheckId, number: recheck.number })
  return { hearBy }
})

const statementHandler = implement(giveStatement, async ({ db, today, refuse, touched }, { recheckId, statement }) => {
  // Read first: of a re-check that is not in its hearing the person may see everything and change nothing, not even lock it.
  const mine = await store.getRecheckRow(db, recheckId, null)
  if (!recheckCan.state(mine)) refuse('notHearing')
  await store.changeRecheck(db, recheckId, { state: 'heard', statement, statedOn: today })
  touched({ recheckId, number: mine.number })
  return {}
})

const proposeHandler = implement(proposeOutcome, async ({ db, actor, today, refuse, touched }, { recheckId, outcome, reason, document }) => {
  const recheck = await store.getRecheckForUpdate(db, recheckId)
  if (!recheckCan.propose(recheck)) refuse('notInState')
  const held = (await findClassInForce(db, recheck.classId)) ?? refuse('classGone')
  if (outcome.is !== 'kept') {
    if (recheck.state === 'open') refuse('notHeard')
    if (recheck.state === 'hearing' && recheck.hearBy !== null && recheck.hearBy >= today) refuse('stillHearing', `到${chineseDate(recheck.hearBy)}`)
  }
  const levels = await levelsOf(db, recheck.scheme)
  if (outcome.is === 'lowered' && !(levels.has(outcome.level) && isHigher(held.level, outcome.level))) refuse('notLower')
  if (outcome.is === 'kept' && outcome.validTo !== undefined && !isLawful(outcome.validTo, held, levels.get(held.level), today)) refuse('noLater')
  await store.changeRecheck(db, recheckId, {
    state: 'proposed',
    formerState: recheck.state,
    outcome: outcome.is,
    outcomeLevel: outcome.is === 'lowered' ? outcome.level : null,
    outcomeValidTo: outcome.is === 'kept' ? (outcome.validTo ?? null) : null,
    outcomeReason: reason,
    document,
    proposedBy: actor.accountId ?? '',
    proposerPerson: humanOf(actor) ?? '',
  })
  touched({ recheckId, number: recheck.number, outcome: outcome.is })
  return {}
})

/** Longer than it runs now, not beyond what the catalogue gives from today. */
const isLawful = (validTo: PlainDate, held: ClassInForce, entry: CatalogueClass | undefined, today: PlainDate): boolean =>
  held.validTo !== null && validTo > held.validTo && validTo > today && validTo <= addYears(today, entry?.years ?? 5)

const confirmHandler = implement(confirmOutcome, async ({ db, actor, today, refuse, touched }, { recheckId }) => {
  const recheck = await store.getRecheckForUpdate(db, recheckId)
  const outcome = recheck.outcome
  if (!recheckCan.confirm(recheck) || outcome === null) return refuse('notProposed')
  const human = humanOf(actor) ?? ''
  if (recheck.proposerPerson === human) refuse('samePerson')
  const held = (await findClassInForce(db, recheck.classId)) ?? refuse('classGone')
  const outcomeClassId = await bring(db, recheck, outcome, held, today)
  await store.changeRecheck(db, recheckId, { state: outcome, settledBy: actor.accountId ?? '', settlerPerson: human, closedOn: today, ...(outcomeClassId ? { outcomeClassId } : {}) })
  touched({ recheckId, number: recheck.number, outcome })
  return { outcome }
})

type Proposed = Awaited<ReturnType<typeof store.getRecheckForUpdate>>

/** The outcome becomes the class; a lowered one runs until the former would have ended, and both belong to the case that began it. */
const bring = async (db: Tx, recheck: Proposed, outcome: RecheckOutcome, held: ClassInForce, today: PlainDate): Promise<string | undefined> => {
  if (outcome === 'kept') {
    if (recheck.outcomeValidTo !== null) await prolongClass(db, held.id, recheck.outcomeValidTo)
    return undefined
  }
  await revokeClass(db, held.id, today)
  if (outcome === 'withdrawn' || recheck.outcomeLevel === null) return undefined
  const { personId, placeCode, scheme, edition, issuer, validTo, caseId } = held
  return recordClass(db, { personId, placeCode, scheme, edition, level: recheck.outcomeLevel, issuer, basis: `复核降档（${recheck.document ?? ''}，${recheck.number}）`, recognisedOn: today, validFrom: today, validTo, caseId })
}

const declineHandler = implement(declineOutcome, async ({ db, actor, refuse, touched }, { recheckId, note }) => {
  const recheck = await store.getRecheckForUpdate(db, recheckId)
  if (!recheckCan.decline(recheck)) refuse('notProposed')
  if (recheck.proposerPerson === humanOf(actor)) refuse('samePerson')
  const former = recheck.formerState === 'hearing' || recheck.formerState === 'heard' ? recheck.formerState : 'open'
  await store.changeRecheck(db, recheckId, { state: former, formerState: null, outcome: null, outcomeLevel: null, outcomeValidTo: null, outcomeReason: null, document: null, proposedBy: null, proposerPerson: null, settledNote: note })
  touched({ recheckId, number: recheck.number })
  return {}
})

const mineHandler = implementQuery(myRechecks, async ({ db, actor }) => ({ rechecks: actor.personId ? await store.rechecksOfPerson(db, actor.personId) : [] }))

export const recheckHandlers = [listHandler, getHandler, hearHandler, statementHandler, proposeHandler, confirmHandler, declineHandler, mineHandler]
