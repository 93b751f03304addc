import { sql } from 'kysely'
import { implement, implementList } from '../../kernel/implement.ts'
import { humanOf, isHandOf } from '../../kernel/org/actor.ts'
import { declineMovement, listMovements, movementCan, reportDeparture, reportIntroduction, verifyMovement } from './contract.ts'
import * as store from './store.ts'

/** What each verb does. Whose reports an actor reaches, row-level security has already decided. */

const listMovementsHandler = implementList(listMovements, ({ db }, { search, kind, state, programme, channel }) => {
  let rows = store.movements(db)
  if (search) rows = rows.where(sql<boolean>`(p.name || ' ' || p.number || ' ' || e.name) ilike ${`%${search}%`}`)
  if (kind) rows = rows.where('r.kind', '=', kind)
  if (state) rows = rows.where('r.state', '=', state)
  if (programme) rows = rows.where('r.programme', '=', programme)
  if (channel) rows = rows.where('r.channel', '=', channel)
  return rows
})

const reportIntroductionHandler = implement(reportIntroduction, async ({ db, actor, today, refuse, touched }, report) => {
  const employerId = actor.employerId ?? refuse('notStaff')
  const person = (await store.findStaff(db, report.personId, employerId)) ?? refuse('notStaff')
  if (report.happenedOn > today) refuse('ahead')
  if (await store.findWaiting(db, report.personId, 'introduction')) refuse('waiting')
  if (await store.findIntroduction(db, report.personId, report.happenedOn)) refuse('recorded')
  const movementId = await store.insertReport(db, { ...report, kind: 'introduction', placeCode: person.placeCode, employerId, reportedBy: actor.accountId ?? '', reporterPerson: humanOf(actor) ?? '' })
  touched({ movementId })
  return { movementId }
})

const reportDepartureHandler = implement(reportDeparture, async ({ db, actor, today, refuse, touched }, report) => {
  const employerId = actor.employerId ?? refuse('notStaff')
  const person = (await store.findStaff(db, report.personId, employerId)) ?? refuse('notStaff')
  if (report.happenedOn > today) refuse('ahead')
  if (person.startedOn !== null && report.happenedOn < person.startedOn) refuse('beforeArrival')
  if (await store.findWaiting(db, report.personId, 'departure')) refuse('waiting')
  const movementId = await store.insertReport(db, { ...report, kind: 'departure', placeCode: person.placeCode, employerId, reportedBy: actor.accountId ?? '', reporterPerson: humanOf(actor) ?? '' })
  touched({ movementId })
  return { movementId }
})

const verifyHandler = implement(verifyMovement, async ({ db, actor, today, refuse, touched }, { movementId }) => {
  const report = await store.getReportForUpdate(db, movementId)
  if (!movementCan.verify(report)) refuse('checked')
  const human = humanOf(actor) ?? ''
  if (isHandOf(actor, report.reporterPerson) || isHandOf(actor, report.reportedBy)) refuse('samePerson')
  const by = { state: 'verified', checkedBy: actor.accountId ?? '', checkerPerson: human, checkedOn: today } as const
  touched({ movementId })
  if (report.kind === 'departure') {
    if (await store.insuredAfter(db, report)) refuse('stillInsured')
    await store.settleReport(db, movementId, { ...by, recordId: await store.insertDeparture(db, report, today) })
    return { kind: 'departure' as const }
  }
  const month = await store.firstInsuredMonth(db, movementId)
  if (report.mode === '全职' && month === null) refuse('notInsured')
  await store.settleReport(db, movementId, { ...by, recordId: await store.insertIntroduction(db, report, today), ...(month === null ? {} : { insuredFrom: `${month}-01` }) })
  return { kind: 'introduction' as const }
})

const declineHandler = implement(declineMovement, async ({ db, actor, today, refuse, touched }, { movementId, note }) => {
  const report = await store.getReportForUpdate(db, movementId)
  if (!movementCan.decline(report)) refuse('checked')
  const human = humanOf(actor) ?? ''
  if (isHandOf(actor, report.reporterPerson) || isHandOf(actor, report.reportedBy)) refuse('samePerson')
  await store.settleReport(db, movementId, { state: 'declined', checkedBy: actor.accountId ?? '', checkerPerson: human, checkedOn: today, note })
  touched({ movementId })
  return {}
})

export const movementHandlers = [listMovementsHandler, reportIntroductionHandler, reportDepartureHandler, verifyHandler, declineHandler]
