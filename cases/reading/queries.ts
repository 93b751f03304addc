import { implementList, implementQuery, type Handler } from '../../kernel/implement.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import type { Id } from '../../kernel/types.ts'
import * as store from '../case-store.ts'
import type { CaseRecord, StepRecord } from '../case-store.ts'
import { caseCan, type CaseVerb } from '../contract.ts'
import * as lists from './store.ts'
import { objectionsOf } from '../notice-store.ts'
import { isOfficeOf } from '../review.ts'
import { isApplicant } from '../submit.ts'
import { getCasePage, listCases, listNotices, listQueue, queueSummary } from './contract.ts'

const queueHandler = implementList(listQueue, ({ db, actor, today }, filters) => lists.queue(db, actor, today, filters))
const listHandler = implementList(listCases, ({ db, actor }, filters) => lists.cases(db, actor, filters))
const noticesHandler = implementList(listNotices, ({ db }, filters) => lists.openNotices(db, filters))

const summaryHandler = implementQuery(queueSummary, async ({ db, actor, today }) => {
  const counts = await lists.queueCounts(db, actor, today)
  const sum = (key: 'count' | 'overdue' | 'soon' | 'green') => counts.reduce((total, row) => total + row[key], 0)
  return { total: sum('count'), overdue: sum('overdue'), soon: sum('soon'), green: sum('green'), measures: counts.map(({ measure, title, count }) => ({ measure, title, count })) }
})

const stepVerbs: Record<StepRecord['kind'], readonly CaseVerb[]> = { review: ['agree', 'sendBack', 'reject'], decide: ['decide', 'sendBack', 'reject'], notice: ['settleObjection'] }
const employerVerbs: readonly CaseVerb[] = ['employerVerify', 'employerDeny', 'sendBack']

/** The step that the asker holds now, and what he may do with it. */
const inHand = (record: CaseRecord, steps: readonly StepRecord[], actor: Actor): { stepId: Id<'step'> | null; verbs: CaseVerb[] } => {
  const held = steps.find((step) => isOfficeOf(step, record, actor) && (step.kind === 'notice' ? step.state === 'paused' && record.state === 'objected' : step.state === 'open'))
  if (!held) return { stepId: null, verbs: [] }
  const verbs = held.officeLevel === 'employer' ? employerVerbs : stepVerbs[held.kind]
  return { stepId: held.id, verbs: verbs.filter((verb) => caseCan[verb](record)) }
}

const pageHandler = implementQuery(getCasePage, async ({ db, actor, today }, { caseId }) => {
  const record = await store.getCase(db, caseId)
  const steps = await store.stepsOf(db, caseId, record.round)
  const applicant = (actor.role === 'talent' || actor.role === 'employerClerk') && isApplicant(record, actor)
  const outside = actor.role === 'talent' || actor.role === 'employerClerk'
  const hidesFacts = actor.role === 'employerClerk' && record.subjectKind === 'person'
  const { stepId, verbs } = inHand(record, steps, actor)
  const own: CaseVerb[] = applicant ? (['supplement', 'withdraw'] as const).filter((verb) => caseCan[verb](record)) : []
  const { assessment } = record
  const { number, title, documentNumber, clause, measure, edition, editionId, subjectKind, holderName, employerName, state, round, green, lacking, closedBecause, submittedOn, closedOn, awardId } = record
  return {
    id: record.id,
    number,
    title,
    documentNumber,
    clause,
    measure,
    edition,
    editionId,
    subjectKind,
    personId: record.personId,
    holderName,
    employerName,
    placeName: await lists.placeName(db, record.placeCode),
    state,
    round,
    green,
    amount: record.amountFen,
    amountBecause: assessment.amountBecause,
    schedule: assessment.schedule,
    lacking,
    closedBecause,
    submittedOn,
    closedOn,
    awardId,
    outcome: assessment.outcome,
    conditions: hidesFacts ? assessment.conditions.map((condition) => ({ ...condition, facts: [] })) : assessment.conditions,
    steps: steps.map(({ id, stage, name, kind, officeName, state: stepState, openedOn, dueOn, decidedOn, decidedByName, opinion }) => ({
      id,
      stage,
      name,
      kind,
      officeName,
      state: stepState,
      openedOn,
      dueOn,
      daysLeft: stepState === 'open' && dueOn ? lists.daysLeft(today, dueOn) : null,
      decidedOn,
      decidedBy: outside ? null : decidedByName,
      opinion,
    })),
    events: (await store.eventsOf(db, caseId)).map(({ verb, happenedOn, at, byOffice, byName, says }) => ({ verb, on: happenedOn, at, office: byOffice, by: outside ? null : byName, says })),
    notice: (await lists.noticeOfCase(db, caseId)) ?? null,
    objections: await objectionsOf(db, caseId),
    can: [...verbs, ...own],
    stepId,
  }
})

export const queryHandlers: Handler[] = [queueHandler, summaryHandler, listHandler, noticesHandler, pageHandler]
