import { sql } from 'kysely'
import { partsOf } from '../../kernel/calendar/plain-date.ts'
import { implement, implementList, implementQuery } from '../../kernel/implement.ts'
import { humanOf, isHandOf } from '../../kernel/org/actor.ts'
import {
  alertDays, askPlatformAlerts, confirmPlatformEvent, declinePlatformEvent, getPlatform, joinPlatform, leavePlatform, listPlatforms, platformAlerts, platformCan, platformLevels, proposePlatformEvent, registerPlatform,
} from './contract.ts'
import * as members from './member-store.ts'
import * as store from './store.ts'

/** What each verb does, in the order of a platform's life. */

const listPlatformsHandler = implementList(listPlatforms, ({ db, actor }, { search, kind, level, state, alert }) => {
  let rows = store.platforms(db)
  // The register is public to all desks; a desk's own list is that of its place.
  if (actor.scope) rows = rows.where(sql<boolean>`starts_with(f.place_code, ${actor.scope})`)
  if (search) rows = rows.where(sql<boolean>`(f.name || ' ' || f.number || ' ' || coalesce(e.name, '')) ilike ${`%${search}%`}`)
  if (kind) rows = rows.where('f.kind', '=', kind)
  if (level) rows = rows.where('f.level', '=', level)
  if (state) rows = rows.where(store.inState(state))
  if (alert) rows = rows.where(store.alerts(alertDays)[alert])
  return rows
})

const alertsHandler = implementQuery(askPlatformAlerts, async ({ db, actor }) => {
  const counts = await store.countAlerts(db, actor.scope ?? '', alertDays)
  return (Object.keys(platformAlerts) as (keyof typeof platformAlerts)[]).map((alert) => ({ alert, count: counts[alert] }))
})

const getPlatformHandler = implementQuery(getPlatform, async ({ db, actor }, { platformId }) => {
  const { placeCode, ...platform } = await store.getPlatformRow(db, platformId)
  const inCharge = actor.scope !== undefined && placeCode.startsWith(actor.scope)
  return { ...platform, inCharge, events: await store.eventsOf(db, platformId, humanOf(actor)), members: await members.membersOf(db, platformId) }
})

const registerHandler = implement(registerPlatform, async ({ db, actor, today, refuse, touched }, fields) => {
  if (!fields.placeCode.startsWith(actor.scope ?? '-')) refuse('notYours')
  if (fields.validFrom > today) refuse('ahead')
  if (fields.validTo && fields.validTo < fields.validFrom) refuse('endsBeforeStart')
  if (!fields.employerNumber && fields.kind !== '高新区') refuse('employerNeeded')
  const employer = fields.employerNumber ? await store.findEmployerByNumber(db, fields.employerNumber) : undefined
  if (fields.employerNumber && !employer) refuse('noEmployer')
  if (await store.findSamePlatform(db, fields.name, fields.certificateNumber)) refuse('already')
  const { id, number } = await store.insertPlatform(db, fields, { employerId: employer?.id ?? null, asOf: today })
  touched({ platformId: id, number })
  return { platformId: id, number }
})

const proposeHandler = implement(proposePlatformEvent, async ({ db, actor, today, refuse, touched }, { platformId, event }) => {
  const platform = await store.getPlatformForUpdate(db, platformId)
  if (!platformCan[event.kind](platform)) refuse('notInState')
  if (await store.findWaiting(db, platformId)) refuse('waiting')
  if (event.happenedOn > today) refuse('ahead')
  if (event.happenedOn < platform.validFrom) refuse('beforeCertified')
  if (event.kind === 'assessment') {
    if (event.year > partsOf(today).year) refuse('yearAhead')
    if (await store.findAssessment(db, platformId, event.year)) refuse('assessed')
    if (event.result === '不合格' && !(event.rectifyBy && event.rectifyBy > event.happenedOn)) refuse('rectifyNeeded')
    if (event.result !== '不合格' && event.rectifyBy) refuse('rectifyNotAsked')
  }
  if (event.kind === 'upgrade') {
    const rank = (level: string) => platformLevels.findIndex((one) => one === level)
    if (rank(event.level) >= rank(platform.level)) refuse('notHigher')
    if (event.validTo && event.validTo <= event.happenedOn) refuse('noLater')
  }
  if (event.kind === 'renewal') {
    if (platform.validTo === null) return refuse('open')
    if (event.validTo <= platform.validTo || event.validTo <= event.happenedOn) refuse('noLater')
  }
  const eventId = await store.insertEvent(db, event, { platformId, placeCode: platform.placeCode, proposedBy: actor.accountId ?? '', proposerPerson: humanOf(actor) ?? '' })
  touched({ platformId, eventId })
  return { eventId }
})

const confirmHandler = implement(confirmPlatformEvent, async ({ db, actor, refuse, touched }, { eventId }) => {
  const event = await store.getEventForUpdate(db, eventId)
  if (event.state !== 'proposed') refuse('settled')
  const human = humanOf(actor) ?? ''
  if (isHandOf(actor, event.proposerPerson) || isHandOf(actor, event.proposedBy)) refuse('samePerson')
  await store.settleEvent(db, eventId, { state: 'confirmed', settledBy: actor.accountId ?? '', settlerPerson: human })
  await store.applyEvent(db, event)
  touched({ platformId: event.platformId, eventId })
  return {}
})

const declineHandler = implement(declinePlatformEvent, async ({ db, actor, refuse, touched }, { eventId, note }) => {
  const event = await store.getEventForUpdate(db, eventId)
  if (event.state !== 'proposed') refuse('settled')
  const human = humanOf(actor) ?? ''
  if (isHandOf(actor, event.proposerPerson) || isHandOf(actor, event.proposedBy)) refuse('samePerson')
  await store.settleEvent(db, eventId, { state: 'declined', settledBy: actor.accountId ?? '', settlerPerson: human, settledNote: note })
  touched({ platformId: event.platformId, eventId })
  return {}
})

const joinHandler = implement(joinPlatform, async ({ db, today, refuse, touched }, { platformId, of, number, role, joinedOn, source }) => {
  const platform = await store.getPlatformForUpdate(db, platformId)
  if (!platformCan.join(platform)) refuse('notInState')
  if (joinedOn > today) refuse('ahead')
  const found = await members.findByNumber(db, of, number)
  if (!found) return refuse('nobody')
  if (await members.overlaps(db, of, platformId, found.id, joinedOn)) refuse('inside')
  const joining = { platformId, joinedOn, source, asOf: today }
  touched({ platformId, number })
  if (of === 'team') return { memberId: (await members.insertTeam(db, { ...joining, teamId: found.id, placeCode: platform.placeCode })).id }
  if (!role) return refuse('roleNeeded')
  return { memberId: (await members.insertPerson(db, { ...joining, personId: found.id, placeCode: found.placeCode, role })).id }
})

const leaveHandler = implement(leavePlatform, async ({ db, today, refuse, touched }, { memberId, of, leftOn }) => {
  const member = await members.getMemberForUpdate(db, of, memberId)
  if (member.leftOn !== null) refuse('gone')
  if (leftOn > today) refuse('ahead')
  if (leftOn < member.joinedOn) refuse('beforeJoined')
  await members.setLeft(db, of, memberId, leftOn)
  touched({ memberId })
  return {}
})

export const platformHandlers = [listPlatformsHandler, alertsHandler, getPlatformHandler, registerHandler, proposeHandler, confirmHandler, declineHandler, joinHandler, leaveHandler]
