import { sql } from 'kysely'
import { workingDaysAfter } from '../../kernel/calendar/working-days.ts'
import { Denied, implement, implementList, implementQuery, type ActionContext, type Handler } from '../../kernel/implement.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import type { Id } from '../../kernel/types.ts'
import { acceptOffer, applicationCan, applicationMoved, apply, askCandidates, cancelOffer, declineOffer, enterApplication, getApplication, listApplications, mine, offerUnit, withdrawApplication } from './contract.ts'
import { drawHandlers } from './draw-actions.ts'
import { missed } from './missed.ts'
import { accountOf, isCity, stockHandlers } from './stock-actions.ts'
import { findEntitlement, getTerms, getUnit, getUnitForUpdate, placesFor, rules } from './stock-store.ts'
import { unitCan } from './states.ts'
import * as store from './store.ts'
import { tenancyHandlers } from './tenancy-actions.ts'
import { findOwn, rentsOf } from './tenancy-store.ts'

/** Applying, waiting and being given a flat, in the order of the procedure. Whose applications an actor reaches, row-level security has decided. */

const himself = ({ personId }: Actor): Id<'person'> => {
  if (!personId) throw new Denied()
  return personId
}

const mineHandler = implementQuery(mine, async ({ db, actor, today }) => {
  const personId = himself(actor)
  const entitled = (await findEntitlement(db, personId, today)) ?? null
  const application = await store.findNewest(db, personId)
  const { mostMisses } = await getTerms(db)
  const tenancy = await findOwn(db, personId)
  return {
    entitled,
    rules: (await rules(db)).filter(({ validFrom, validTo }) => validFrom <= today && (validTo === null || validTo >= today)),
    application: application ? { ...application, ...(await store.standing(db, application.rank, today)), mostMisses } : null,
    offer: application ? ((await store.findLive(db, application.id)) ?? null) : null,
    tenancy: tenancy ? { ...tenancy, rents: (await rentsOf(db, tenancy.id)).slice(0, 12) } : null,
    events: application ? await store.eventsOf(db, application.id) : [],
    places: (await placesFor(db, '')).filter(({ code }) => code.length === 6),
  }
})

const listHandler = implementList(listApplications, ({ db }, { search, state }) => {
  let rows = store.applications(db)
  if (search) rows = rows.where(sql<boolean>`(p.name || ' ' || p.number || ' ' || a.number) ilike ${`%${search}%`}`)
  if (state) rows = rows.where('a.state', '=', state)
  return rows
})

const getHandler = implementQuery(getApplication, async ({ db }, { applicationId }) => ({
  ...(await store.getApplicationRow(db, applicationId)),
  offers: await store.offersOf(db, applicationId),
  events: await store.eventsOf(db, applicationId),
}))

type Entering = 'notEntitled' | 'already' | 'gone'
interface Wish {
  personId: Id<'person'>
  family: number
  wantedPlace: string | null
}
const enter = async ({ db, actor, today, refuse, touched }: ActionContext<Entering>, wish: Wish, verb: 'apply' | 'enter') => {
  const { placeCode, gone } = await store.getPerson(db, wish.personId)
  if (gone) refuse('gone')
  const entitled = await findEntitlement(db, wish.personId, today)
  if (!entitled) return refuse('notEntitled')
  const application = await store.insertApplication(db, { ...wish, placeCode, ...entitled, appliedOn: today })
  if (!application) return refuse('already')
  await store.note(db, application, { verb, byName: actor.name, onDay: today, words: entitled.basis })
  touched({ applicationId: application.id, number: application.number })
  return { applicationId: application.id, number: application.number }
}
const applyHandler = implement(apply, (context, wish) => enter(context, { personId: himself(context.actor), ...wish }, 'apply'))
const enterHandler = implement(enterApplication, async (context, { personNumber, ...rest }) => {
  const personId = await store.findPersonByNumber(context.db, personNumber)
  if (!personId) return context.refuse('noSuchPerson')
  const wish = { ...rest, personId }
  const entered = await enter(context, wish, 'enter')
  await context.emit(applicationMoved, { applicationId: entered.applicationId, verb: 'enter', times: '1' })
  return entered
})

const withdrawHandler = implement(withdrawApplication, async ({ db, actor, today, refuse }, { applicationId }) => {
  const application = await store.getForUpdate(db, applicationId)
  if (!applicationCan.withdraw(application)) refuse('notWaiting')
  await store.move(db, application.id, { state: 'withdrawn', endedOn: today })
  await store.note(db, application, { verb: 'withdraw', byName: actor.name, onDay: today })
  return {}
})

const candidatesHandler = implementQuery(askCandidates, async ({ db }, { unitId }) => {
  const unit = await getUnit(db, unitId)
  return { unit, candidates: await store.candidatesFor(db, unit).limit(10).execute(), waiting: await store.countWaiting(db) }
})

const offerHandler = implement(offerUnit, async ({ db, actor, today, refuse, emit, touched }, { applicationId, unitId }) => {
  if (!isCity(actor.scope)) refuse('notCity')
  const application = await store.getForUpdate(db, applicationId)
  const unit = await getUnitForUpdate(db, unitId)
  if (unit.state === 'occupied' || unit.state === 'held') refuse('unitTaken')
  if (!unitCan.offer(unit)) refuse('notLettable')
  if (!applicationCan.offer(application)) refuse('notWaiting')
  if (application.wantedPlace && !unit.placeCode.startsWith(application.wantedPlace)) refuse('notWanted')
  if (Number(unit.area) > Number(application.mostArea)) refuse('tooLarge', `至多 ${application.mostArea} 平方米`)
  const [first] = await store.candidatesFor(db, unit).limit(1).execute()
  if (first?.id !== application.id) refuse('notHisTurn', first ? `先轮到 ${first.number}` : '他放弃过这一套')
  const { answerDays } = await getTerms(db)
  const answerBy = workingDaysAfter(today, answerDays)
  await store.insertOffer(db, { applicationId, personId: application.personId, unitId, placeCode: unit.placeCode, offeredOn: today, answerBy, madeBy: accountOf(actor) })
  await store.move(db, application.id, { state: 'offered' })
  await store.note(db, application, { verb: 'offer', byName: actor.name, onDay: today, words: `${unit.buildingName} ${unit.room}，${answerBy} 前答复` })
  await emit(applicationMoved, { applicationId, verb: 'offer', times: await store.timesTold(db, applicationId) })
  touched({ applicationId, unitId })
  return { answerBy }
})

const cancelHandler = implement(cancelOffer, async ({ db, actor, today, refuse, emit }, { applicationId, reason }) => {
  if (!isCity(actor.scope)) refuse('notCity')
  const application = await store.getForUpdate(db, applicationId)
  const offer = applicationCan.cancelOffer(application) ? await store.findLive(db, applicationId) : undefined
  if (!offer) return refuse('none')
  await store.settleOffer(db, offer.id, 'cancelled', today)
  await store.move(db, application.id, { state: 'waiting' })
  await store.note(db, application, { verb: 'cancel', byName: actor.name, onDay: today, words: reason })
  await emit(applicationMoved, { applicationId, verb: 'cancel', times: await store.timesTold(db, applicationId) })
  return {}
})

/** What is open and not late; the clock's job settles what is. */
const openOffer = async ({ db, today, refuse }: ActionContext<'notOffered' | 'late'>, application: store.HeldApplication) => {
  const offer = applicationCan.answer(application) ? await store.findLive(db, application.id) : undefined
  if (!offer) return refuse('notOffered')
  if (today > offer.answerBy) refuse('late', `最迟 ${offer.answerBy}`)
  return offer
}
const acceptHandler = implement(acceptOffer, async (context, { applicationId }) => {
  const { db, actor, today } = context
  const application = await store.getForUpdate(db, applicationId)
  const offer = await openOffer(context, application)
  await store.settleOffer(db, offer.id, 'accepted', today)
  await store.move(db, application.id, { state: 'accepted' })
  await store.note(db, application, { verb: 'accept', byName: actor.name, onDay: today, words: `${offer.buildingName} ${offer.room}` })
  return {}
})
const declineHandler = implement(declineOffer, async (context, { applicationId }) => {
  const { db, actor, today } = context
  const application = await store.getForUpdate(db, applicationId)
  const offer = await openOffer(context, application)
  await store.settleOffer(db, offer.id, 'declined', today)
  return { dropped: await missed(db, application, { verb: 'decline', byName: actor.name, today, words: `${offer.buildingName} ${offer.room}` }) }
})

export const housingHandlers: readonly Handler[] = [
  ...stockHandlers, mineHandler, listHandler, getHandler, applyHandler, enterHandler, withdrawHandler, candidatesHandler, offerHandler, cancelHandler, acceptHandler, declineHandler, ...tenancyHandlers, ...drawHandlers,
]
