import type { z } from 'zod'
import { addDays } from '../../kernel/calendar/plain-date.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { implementList, implementQuery, type Handler } from '../../kernel/implement.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import { hears } from '../appeal/actions.ts'
import { appealDays } from '../appeal/contract.ts'
import { findAppealOf } from '../appeal/store.ts'
import { payingOf } from './paying.ts'
import * as store from '../case-store.ts'
import type { CaseRecord, StepRecord } from '../case-store.ts'
import { caseCan, verbsOfStep, type CaseVerb } from '../contract.ts'
import { expertOpinionsOf, findBodyDecision } from '../discretion/store.ts'
import * as lists from './store.ts'
import { inquiryNotesOf, objectionsOf } from '../notice-store.ts'
import type { MeasureDesk } from '../ports.ts'
import { isHeldBy, isOfficeOf } from '../take.ts'
import { isApplicant } from '../submit.ts'
import { getCasePage, listCases, listNotices, listQueue, queueSummary, type DiscretionShown } from './contract.ts'

const queueHandler = implementList(listQueue, ({ db, actor, today }, filters) => lists.queue(db, actor, today, filters), undefined, true)
const listHandler = implementList(listCases, ({ db, actor }, filters) => lists.cases(db, actor, filters), undefined, true)
const noticesHandler = implementList(listNotices, ({ db }, filters) => lists.openNotices(db, filters))

const summaryHandler = implementQuery(queueSummary, async ({ db, actor, today }) => {
  const counts = await lists.queueCounts(db, actor, today)
  const sum = (key: 'count' | 'overdue' | 'soon' | 'green') => counts.reduce((total, row) => total + row[key], 0)
  return { total: sum('count'), overdue: sum('overdue'), soon: sum('soon'), green: sum('green'), measures: counts.map(({ measure, title, count }) => ({ measure, title, count })) }
})

/** The step that the asker's office holds now, and what he may do with it. What a colleague holds he can only put back. */
const inHand = (record: CaseRecord, steps: readonly StepRecord[], actor: Actor): { stepId: Id<'step'> | null; verbs: CaseVerb[] } => {
  const stopped = record.state === 'objected' || record.state === 'suspended'
  const onDesk = steps.filter((step) => isOfficeOf(step, record, actor) && (stopped ? step.state === 'paused' && verbsOfStep(step).some((verb) => caseCan[verb](record)) : step.state === 'open' && step.kind !== 'notice'))
  const isMine = ({ holderId }: StepRecord) => holderId === null || isHeldBy(actor, holderId)
  const held = onDesk.find(isMine) ?? onDesk[0]
  if (!held) return { stepId: null, verbs: [] }
  const verbs = verbsOfStep(held).filter((verb) => caseCan[verb](record))
  if (!isMine(held)) return { stepId: held.id, verbs: verbs.filter((verb) => verb === 'release' || verb === 'resume') }
  const waits = steps.some(({ askedByStep, state }) => askedByStep === held.id && state === 'open')
  const ready = waits ? verbs.filter((verb) => verb !== 'agree' && verb !== 'decide') : verbs
  return { stepId: held.id, verbs: ready.filter((verb) => verb !== (held.holderId === null ? 'release' : 'claim')) }
}

/** What an applicant may still do with his case. */
const applicantVerbs = (record: CaseRecord, appealBy: PlainDate | null): CaseVerb[] =>
  (['supplement', 'withdraw', 'appeal'] as const).filter((verb) => caseCan[verb](record) && (verb !== 'appeal' || appealBy !== null))

const appealLimit = ({ state, closedOn }: CaseRecord, appealed: boolean, today: PlainDate): PlainDate | null => {
  if (state !== 'rejected' || appealed || closedOn === null) return null
  const by = addDays(closedOn, appealDays)
  return today <= by ? by : null
}

/** 一事一议 as the offices see it; null where the clause fixes the amount or gives none. */
const discretionOf = async (db: Tx, measures: MeasureDesk, record: CaseRecord): Promise<z.output<typeof DiscretionShown> | null> => {
  if (record.assessment.amount !== null || (await measures.getEdition(db, record.editionId))?.gives !== 'money') return null
  const { body, floor, cap } = await measures.termsOf(db, record.editionId)
  const decision = await findBodyDecision(db, record)
  return { body, floor, cap, experts: await expertOpinionsOf(db, record.id), decision: decision ? { body: decision.body, minutesNumber: decision.minutesNumber, metOn: decision.metOn, amount: decision.amountFen } : null }
}

const objectionsShown = async (db: Tx, caseId: string) => {
  const notes = await inquiryNotesOf(db, caseId)
  return (await objectionsOf(db, caseId)).map(({ inquirerName, ...objection }) => ({
    ...objection,
    inquirer: inquirerName,
    notes: notes.filter(({ objectionId }) => objectionId === objection.id).map(({ notedOn, notedByName, note }) => ({ on: notedOn, by: notedByName, note })),
  }))
}

const pageHandler = (measures: MeasureDesk): Handler => implementQuery(getCasePage, async ({ db, actor, today }, { caseId }) => {
  const record = await store.getCase(db, caseId)
  const steps = await store.stepsOf(db, caseId, record.round)
  const applicant = (actor.role === 'talent' || actor.role === 'employerClerk') && isApplicant(record, actor)
  const outside = actor.role === 'talent' || actor.role === 'employerClerk'
  const hidesFacts = actor.role === 'employerClerk' && record.subjectKind === 'person'
  const { stepId, verbs } = inHand(record, steps, actor)
  const appealed = await findAppealOf(db, caseId)
  const appealBy = appealLimit(record, appealed !== undefined, today)
  const own = applicant ? applicantVerbs(record, appealBy) : []
  const hearing: CaseVerb[] = appealed && appealed.state === 'pending' && hears(appealed, actor) ? ['settleAppeal'] : []
  const { assessment } = record
  const discretion = outside ? null : await discretionOf(db, measures, record)
  const objections = await objectionsShown(db, caseId)
  const inquires = objections.some(({ state, inquirerId }) => state === 'pending' && inquirerId === actor.accountId)
  // Offered only where it can lead somewhere; the server decides again.
  const offered = verbs.filter((verb) => (verb === 'noteInquiry' ? inquires : (verb !== 'recordExpert' && verb !== 'recordBody') || (discretion !== null && (verb === 'recordExpert' || discretion.decision === null))))
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
    unproven: [...(assessment.unproven ?? [])],
    schedule: assessment.schedule,
    lacking,
    closedBecause,
    submittedOn,
    closedOn,
    awardId,
    paying: outside ? null : await payingOf(db, record.id),
    outcome: assessment.outcome,
    conditions: hidesFacts ? assessment.conditions.map((condition) => ({ ...condition, facts: [] })) : assessment.conditions,
    steps: steps.map(({ id, stage, name, kind, officeName, state: stepState, openedOn, dueOn, decidedOn, decidedByName, opinion, needs, question, holderId, holderName }) => ({
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
      needs,
      question,
      heldBy: outside ? null : holderName,
      mine: isHeldBy(actor, holderId),
    })),
    events: (await store.eventsOf(db, caseId)).map(({ verb, happenedOn, at, byOffice, byName, says }) => ({ verb, on: happenedOn, at, office: byOffice, by: outside ? null : byName, says })),
    notice: (await lists.noticeOfCase(db, caseId)) ?? null,
    objections: objections.map(({ inquirerId: _, ...shown }) => shown),
    supplementDueOn: record.supplementDueOn,
    suspendedBecause: record.suspendedBecause,
    appeal: appealed ? shownAppeal(appealed) : null,
    appealBy: applicant ? appealBy : null,
    discretion,
    can: [...offered, ...own, ...hearing],
    stepId,
  }
})

const shownAppeal = ({ id, officeName, reason, lodgedOn, dueOn, state, finding, settledOn }: NonNullable<Awaited<ReturnType<typeof findAppealOf>>>) => ({ id, officeName, reason, lodgedOn, dueOn, state, finding, settledOn })

export const queryHandlers = (measures: MeasureDesk): Handler[] => [queueHandler, summaryHandler, listHandler, noticesHandler, pageHandler(measures)]
