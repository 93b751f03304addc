import { sql } from 'kysely'
import { addDays, addMonths } from '../../kernel/calendar/plain-date.ts'
import { implement, implementList, implementQuery, type Handler } from '../../kernel/implement.ts'
import { applicationCan, applicationMoved, checkIn, getTenancy, leave, listTenancies, noteRent, remindDays, renew } from './contract.ts'
import { accountOf } from './stock-actions.ts'
import { findEntitlement, getTerms, getUnitForUpdate } from './stock-store.ts'
import { findLive, getForUpdate, move, note, settleOffer, timesTold } from './store.ts'
import * as store from './tenancy-store.ts'

/** Moving in, living there, moving out. */

const listHandler = implementList(listTenancies, ({ db }, { search, only }) => {
  let rows = store.tenancies(db)
  if (search) rows = rows.where(sql<boolean>`(coalesce(p.name, '') || ' ' || t.number || ' ' || b.name || ' ' || u.room) ilike ${`%${search}%`}`)
  if (only === 'left') rows = rows.where(sql<boolean>`not upper_inf(t.span)`)
  if (only === 'ending') rows = rows.where(sql<boolean>`upper_inf(t.span) and m.contract_to between kernel.today() and kernel.today() + ${remindDays}::int`)
  if (only === 'over') rows = rows.where(sql<boolean>`upper_inf(t.span) and m.contract_to < kernel.today()`)
  if (only === 'unpaid') rows = rows.where(sql<boolean>`r.unpaid > 0`)
  return only ? rows : rows.where(sql<boolean>`upper_inf(t.span)`)
})

const getHandler = implementQuery(getTenancy, async ({ db }, { tenancyId }) => ({
  ...(await store.getTenancyRow(db, tenancyId)),
  terms: await store.termsOf(db, tenancyId),
  rents: await store.rentsOf(db, tenancyId),
  termMonths: (await getTerms(db)).termMonths,
}))

const checkInHandler = implement(checkIn, async ({ db, actor, today, refuse, emit, touched }, { applicationId, people }) => {
  const application = await getForUpdate(db, applicationId)
  const offer = applicationCan.checkIn(application) ? await findLive(db, applicationId) : undefined
  if (offer?.state !== 'accepted') return refuse('notAccepted')
  const unit = await getUnitForUpdate(db, offer.unitId)
  if (unit.state === 'occupied') refuse('unitTaken')
  if (!unit.lettable) refuse('unitOut')
  if (await store.isHoused(db, application.personId)) refuse('alreadyHoused')
  const { termMonths } = await getTerms(db)
  const keptBy = accountOf(actor)
  const tenancy = await store.insertTenancy(db, { applicationId, personId: application.personId, unitId: unit.id, placeCode: unit.placeCode, from: today, keptBy })
  const until = addMonths(today, termMonths)
  await store.insertTerm(db, { id: tenancy.id, personId: application.personId, placeCode: unit.placeCode }, { from: today, until, rentFen: unit.rentFen, people, madeBy: keptBy })
  await store.raiseRent(db, today, tenancy.id)
  await settleOffer(db, offer.id, 'housed', undefined)
  await move(db, application.id, { state: 'housed', housedOn: today })
  await note(db, application, { verb: 'checkIn', byName: actor.name, onDay: today, words: `${unit.buildingName} ${unit.room}，${people} 人，租约 ${tenancy.number}` })
  await emit(applicationMoved, { applicationId, verb: 'checkIn', times: await timesTold(db, applicationId) })
  touched({ applicationId, unitId: unit.id, tenancy: tenancy.number })
  return { tenancyId: tenancy.id, number: tenancy.number, contractTo: addDays(until, -1) }
})

const renewHandler = implement(renew, async ({ db, actor, today, refuse, emit, touched }, { tenancyId, people }) => {
  const tenancy = await store.getTenancyForUpdate(db, tenancyId)
  if (tenancy.leftOn !== null) refuse('left')
  const { contractTo } = await store.getTenancyRow(db, tenancyId)
  if (contractTo > addDays(today, remindDays)) refuse('early', `合同到 ${contractTo}`)
  const entitled = await findEntitlement(db, tenancy.personId, today)
  if (!entitled) return refuse('notEntitled')
  const application = await getForUpdate(db, tenancy.applicationId)
  const unit = await getUnitForUpdate(db, tenancy.unitId)
  if (Number(unit.area) > Number(entitled.mostArea)) refuse('tooLarge', `至多 ${entitled.mostArea} 平方米`)
  const { termMonths } = await getTerms(db)
  const from = addDays(contractTo, 1)
  const until = addMonths(from, termMonths)
  await store.insertTerm(db, tenancy, { from, until, rentFen: unit.rentFen, people, madeBy: accountOf(actor) })
  await note(db, application, { verb: 'renew', byName: actor.name, onDay: today, words: `合同到 ${addDays(until, -1)}，${people} 人` })
  await emit(applicationMoved, { applicationId: application.id, verb: 'renew', times: await timesTold(db, application.id) })
  touched({ tenancyId })
  return { contractTo: addDays(until, -1) }
})

const leaveHandler = implement(leave, async ({ db, actor, today, refuse, emit, touched }, { tenancyId, reason }) => {
  const tenancy = await store.getTenancyForUpdate(db, tenancyId)
  if (tenancy.leftOn !== null) refuse('left')
  if (tenancy.since === today) refuse('sameDay')
  const application = await getForUpdate(db, tenancy.applicationId)
  await store.endTenancy(db, tenancy, today, reason, accountOf(actor))
  await move(db, application.id, { state: 'left', endedOn: today })
  await note(db, application, { verb: 'leave', byName: actor.name, onDay: today, words: reason })
  await emit(applicationMoved, { applicationId: application.id, verb: 'leave', times: await timesTold(db, application.id) })
  touched({ tenancyId })
  return { unpaid: (await store.getTenancyRow(db, tenancyId)).unpaid }
})

const noteRentHandler = implement(noteRent, async ({ db, actor, today, refuse, touched }, { tenancyId, dueOn, paidOn }) => {
  const rent = await store.findRentForUpdate(db, tenancyId, dueOn)
  if (!rent) return refuse('noSuchMonth')
  if (paidOn !== null && rent.paidOn !== null) refuse('already', `${rent.paidOn} 收到`)
  if (paidOn === null && rent.paidOn === null) refuse('notPaid')
  if (paidOn !== null && paidOn > today) refuse('ahead')
  await store.noteRent(db, tenancyId, dueOn, paidOn, accountOf(actor))
  touched({ tenancyId, dueOn })
  return {}
})

export const tenancyHandlers: readonly Handler[] = [listHandler, getHandler, checkInHandler, renewHandler, leaveHandler, noteRentHandler]
