import { sql } from 'kysely'
import { addDays } from '../../kernel/calendar/plain-date.ts'
import { workingDaysAfter } from '../../kernel/calendar/working-days.ts'
import { Denied, implement, implementList, implementQuery, type Handler } from '../../kernel/implement.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import type { Id } from '../../kernel/types.ts'
import { assignHandlers } from './assign-actions.ts'
import { findAssignment, kinds } from './assign-store.ts'
import { answerRequest, askRequest, askSpecialist, enterRequest, getRequest, listRequests, mine, passRequest, rateRequest, reopenRequest, requestCan, requestMoved, rerateDays, takeRequest, withdrawRequest } from './contract.ts'
import { lastContactOf } from './people-store.ts'
import { peopleHandlers } from './people-actions.ts'
import * as store from './store.ts'

/** Requests, in the order of the procedure. Row-level security has hidden those of others: of other people, of other places, of other specialists. */

const mostWaiting = 10

const himself = ({ personId }: Actor): Id<'person'> => {
  if (!personId) throw new Denied()
  return personId
}
const accountOf = ({ behalf, accountId }: Actor): string => {
  const id = behalf?.accountId ?? accountId
  if (!id) throw new Denied()
  return id
}

const mineHandler = implementQuery(mine, async ({ db, actor }) => {
  const personId = himself(actor)
  const served = await findAssignment(db, personId)
  return {
    specialist: served ? { name: served.name, officePhone: served.officePhone, since: served.since, lastContactOn: await lastContactOf(db, personId) } : null,
    promised: (await store.findPromised(db, personId)) ?? null,
    wishedOn: (await store.findWish(db, personId))?.askedOn ?? null,
    kinds: await kinds(db),
    requests: await store.requests(db).where('r.personId', '=', personId).orderBy('r.askedOn', 'desc').orderBy('r.number', 'desc').limit(100).execute(),
  }
})

const askSpecialistHandler = implement(askSpecialist, async ({ db, actor, today, refuse }) => {
  const personId = himself(actor)
  if (await findAssignment(db, personId)) refuse('already')
  if (await store.findWish(db, personId)) refuse('asked')
  await store.insertWish(db, { personId, placeCode: await store.getPlaceOf(db, personId), askedOn: today })
  return {}
})

const listHandler = implementList(listRequests, ({ db }, { search, state, kind, late }) => {
  let rows = store.requests(db)
  if (search) rows = rows.where(sql<boolean>`(p.name || ' ' || r.number) ilike ${`%${search}%`}`)
  if (state) rows = rows.where('r.state', '=', state)
  if (kind) rows = rows.where('r.kind', '=', kind)
  if (late) rows = rows.where(sql<boolean>`r.state in ('asked', 'inHand') and r.due_on < kernel.today()`)
  return rows
})

const getHandler = implementQuery(getRequest, async ({ db }, { requestId }) => {
  const row = await store.getRequestRow(db, requestId)
  return { ...row, rerateUntil: row.ratedOn ? addDays(row.ratedOn, rerateDays) : null, events: await store.eventsOf(db, requestId) }
})

const askHandler = implement(askRequest, async ({ db, actor, today, refuse, touched }, { kind, words }) => {
  const personId = himself(actor)
  const asked = await store.findKind(db, kind)
  if (!asked) return refuse('noSuchKind')
  if ((await store.waitingOf(db, personId)) >= mostWaiting) refuse('tooMany')
  const served = await findAssignment(db, personId)
  const dueOn = workingDaysAfter(today, asked.workingDays)
  const request = await store.insertRequest(db, { personId, placeCode: await store.getPlaceOf(db, personId), kind, state: 'asked', holderId: served?.specialistId ?? null, byPhone: false, askedOn: today, dueOn })
  await store.note(db, request, { verb: 'ask', byName: actor.name, onDay: today, words })
  touched({ requestId: request.id, number: request.number })
  return { requestId: request.id, number: request.number, dueOn, holderName: served?.name ?? '人才办' }
})

const enterHandler = implement(enterRequest, async ({ db, actor, today, refuse, emit, touched }, { personId, kind, words }) => {
  const asked = await store.findKind(db, kind)
  if (!asked) return refuse('noSuchKind')
  const placeCode = await store.getPlaceOf(db, personId)
  const dueOn = workingDaysAfter(today, asked.workingDays)
  const request = await store.insertRequest(db, { personId, placeCode, kind, state: 'inHand', holderId: accountOf(actor), byPhone: true, askedOn: today, dueOn })
  await store.note(db, request, { verb: 'enter', byName: actor.name, onDay: today, words })
  await emit(requestMoved, { requestId: request.id, verb: 'enter', times: '1' })
  touched({ requestId: request.id, number: request.number })
  return { requestId: request.id, number: request.number, dueOn }
})

const takeHandler = implement(takeRequest, async ({ db, actor, today, refuse, emit }, { requestId }) => {
  const request = await store.getForUpdate(db, requestId)
  if (!requestCan.take(request)) refuse('notWaiting')
  if (request.state === 'inHand' && request.holderId === accountOf(actor)) refuse('yours')
  await store.move(db, requestId, { state: 'inHand', holderId: accountOf(actor) })
  await store.note(db, request, { verb: 'take', byName: actor.name, onDay: today })
  await emit(requestMoved, { requestId, verb: 'take', times: await store.timesTold(db, requestId) })
  return {}
})

const answerHandler = implement(answerRequest, async ({ db, actor, today, refuse, emit }, { requestId, words }) => {
  const request = await store.getForUpdate(db, requestId)
  if (!requestCan.answer(request)) refuse('notWaiting')
  await store.move(db, requestId, { state: 'answered', answeredOn: today, holderId: accountOf(actor) })
  await store.note(db, request, { verb: 'answer', byName: actor.name, onDay: today, words })
  await emit(requestMoved, { requestId, verb: 'answer', times: await store.timesTold(db, requestId) })
  return { inTime: today <= request.dueOn }
})

const passHandler = implement(passRequest, async ({ db, actor, today, refuse, emit }, { requestId, words }) => {
  const request = await store.getForUpdate(db, requestId)
  if (!requestCan.answer(request)) refuse('notWaiting')
  if (request.holderId === null) refuse('passed')
  await store.move(db, requestId, { holderId: null })
  await store.note(db, request, { verb: 'pass', byName: actor.name, onDay: today, words })
  await emit(requestMoved, { requestId, verb: 'pass', times: await store.timesTold(db, requestId) })
  return {}
})

const withdrawHandler = implement(withdrawRequest, async ({ db, actor, today, refuse }, { requestId }) => {
  const request = await store.getForUpdate(db, requestId)
  if (!requestCan.withdraw(request)) refuse('answered')
  await store.move(db, requestId, { state: 'withdrawn', closedOn: today })
  await store.note(db, request, { verb: 'withdraw', byName: actor.name, onDay: today })
  return {}
})

const reopenHandler = implement(reopenRequest, async ({ db, actor, today, refuse }, { requestId, words }) => {
  const request = await store.getForUpdate(db, requestId)
  if (!requestCan.reopen(request)) refuse('notAnswered')
  await store.move(db, requestId, { state: 'inHand', answeredOn: null })
  await store.note(db, request, { verb: 'reopen', byName: actor.name, onDay: today, words })
  return {}
})

/** The first rating closes what was answered; it may be changed for a week. */
const rateHandler = implement(rateRequest, async ({ db, actor, today, refuse }, { requestId, rating, words }) => {
  const request = await store.getForUpdate(db, requestId)
  if (!requestCan.rate(request)) refuse('notAnswered')
  const before = request.ratedOn
  if (before !== null && today > addDays(before, rerateDays)) refuse('settled')
  await store.move(db, requestId, { rating, ratedOn: before ?? today, ...(request.state === 'answered' ? { state: 'closed', closedOn: today } : {}) })
  await store.note(db, request, { verb: 'rate', byName: actor.name, onDay: today, words: words ? `${rating} 分。${words}` : `${rating} 分` })
  return { changed: before !== null }
})

export const serviceHandlers: readonly Handler[] = [
  ...assignHandlers, ...peopleHandlers, mineHandler, askSpecialistHandler, listHandler, getHandler, askHandler, enterHandler, takeHandler, answerHandler, passHandler, withdrawHandler, reopenHandler, rateHandler,
]
