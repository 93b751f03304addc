import { chineseDate } from '../../kernel/calendar/plain-date.ts'
import { workingDaysAfter } from '../../kernel/calendar/working-days.ts'
import { Denied, implement, implementQuery, type Handler } from '../../kernel/implement.ts'
import * as store from '../case-store.ts'
import { colleaguesAt, isSamePerson } from '../duties.ts'
import { mostRounds, reviewAgain, startClocks, statesWords, stopClocks, tellMove } from '../flow.ts'
import { officeNames } from '../holder-store.ts'
import { placeOfOffice, stateOfStage } from '../path.ts'
import { isHeldBy, isOfficeOf, reachStep, takeStep } from '../take.ts'
import { addReviewer, claim, colleagues, delegate, giveOpinion, offices, release, resume, returnTo, stances, suspend } from './contract.ts'
import { insertDelegation } from './store.ts'

/** What an office does with a step besides saying yes or no. */

const claimHandler = implement(claim, async (context, { stepId }) => {
  const taken = await takeStep(context, stepId, 'claim')
  if (typeof taken === 'string') return context.refuse(taken)
  const { accountId, name } = context.actor
  if (accountId === undefined) throw new Denied()
  await store.setHolder(context.db, stepId, { accountId, name, on: context.today, because: null })
  return {}
})

const releaseHandler = implement(release, async (context, { stepId, reason }) => {
  const reached = await reachStep(context, stepId, 'release')
  if (typeof reached === 'string') return context.refuse(reached)
  const { step, record } = reached
  if (step.holderId === null) context.refuse('notHeld')
  if (!isHeldBy(context.actor, step.holderId) && reason.length < 4) context.refuse('reasonNeeded')
  await store.setHolder(context.db, stepId)
  const says = reason ? `${step.name}：放回本机构待办。${reason}` : `${step.name}：放回本机构待办`
  await store.tell(context.db, { caseId: record.id, verb: 'release', today: context.today, office: step.officeName, actor: context.actor, says })
  return {}
})

const delegateHandler = implement(delegate, async (context, { stepId, accountId, reason }) => {
  const { db, today, actor } = context
  const taken = await takeStep(context, stepId, 'delegate')
  if (typeof taken === 'string') return context.refuse(taken)
  const { step, record } = taken
  const to = (await colleaguesAt(db, today, step, record)).find((one) => one.accountId === accountId)
  if (!to) return context.refuse('notColleague')
  if (step.holderId === to.accountId) context.refuse('alreadyTheirs')
  // A case is not handed to whom it is about.
  if (isSamePerson({ accountId: undefined, personId: record.personId }, to)) context.refuse('ownCase')
  await store.setHolder(db, stepId, { accountId: to.accountId, name: to.name, on: today, because: reason })
  await insertDelegation(db, { caseId: record.id, stepId, delegatedOn: today, delegatedBy: actor.accountId ?? '', delegatedByName: actor.name, toId: to.accountId, toName: to.name, reason })
  // The applicant reads that it goes on in the same office; the officers' names are for colleagues.
  await store.tell(db, { caseId: record.id, verb: 'delegate', today, office: step.officeName, actor, says: `${step.name}：在本机构内移交同事办理，时限不变` })
  return { name: to.name }
})

const colleaguesHandler = implementQuery(colleagues, async ({ db, actor, today }, { stepId }) => {
  const step = await store.getStep(db, stepId)
  const record = await store.getCase(db, step.caseId)
  if (!isOfficeOf(step, record, actor)) throw new Denied()
  const all = await colleaguesAt(db, today, step, record)
  return { colleagues: all.filter(({ accountId }) => accountId !== actor.accountId).map(({ accountId, name }) => ({ accountId, name })) }
})

const officesHandler = implementQuery(offices, async ({ db }) => ({
  departments: await db.selectFrom('kernel.department').select(['code as department', 'shortName as name']).orderBy('code').execute(),
}))

const addReviewerHandler = implement(addReviewer, async (context, { stepId, level, department, question, workingDays }) => {
  const { db, today, actor } = context
  const taken = await takeStep(context, stepId, 'addReviewer')
  if (typeof taken === 'string') return context.refuse(taken)
  const { step, record } = taken
  const placeCode = placeOfOffice(level, record.placeCode)
  const officeName = placeCode && (await officeNames(db, [placeCode], [department]))(placeCode, department)
  if (!placeCode || !officeName) return context.refuse('noSuchOffice')
  if (step.placeCode === placeCode && step.department === department) context.refuse('ownOffice')
  const steps = await store.stepsOf(db, record.id, record.round)
  if (steps.some((one) => one.askedByStep === step.id && one.state === 'open' && one.placeCode === placeCode && one.department === department)) context.refuse('alreadyAsked')
  const dueOn = workingDaysAfter(today, workingDays)
  const no = Math.max(...steps.filter(({ stage }) => stage === step.stage).map((one) => one.no)) + 1
  const asked = { round: record.round, stage: step.stage, no, name: '出具意见', kind: 'opinion', needs: 'all', officeLevel: level, department, placeCode, officeName, workingDays, opinion: null } as const
  const [id] = await store.insertSteps(db, record.id, [{ ...asked, state: 'waiting', askedByStep: step.id, question }])
  if (id) await store.changeStep(db, id, { state: 'open', openedOn: today, dueOn })
  const says = `${step.name}：请${officeName}就“${question}”出具意见，应于${chineseDate(dueOn)}前答复`
  await store.tell(db, { caseId: record.id, verb: 'addReviewer', today, office: step.officeName, actor, says })
  return { officeName, dueOn }
})

const giveOpinionHandler = implement(giveOpinion, async (context, { stepId, stance, opinion }) => {
  const { db, today, actor } = context
  const taken = await takeStep(context, stepId, 'giveOpinion')
  if (typeof taken === 'string') return context.refuse(taken)
  const { step, record } = taken
  const words = `${stances[stance]}：${opinion}`
  await store.settleStep(db, step.id, 'answered', actor, today, words)
  await store.tell(db, { caseId: record.id, verb: 'giveOpinion', today, office: step.officeName, actor, says: `${step.officeName}出具意见。${words}` })
  return {}
})

const returnToHandler = implement(returnTo, async (context, { stepId, stage, reason }) => {
  const { db, today, actor } = context
  const taken = await takeStep(context, stepId, 'returnTo')
  if (typeof taken === 'string') return context.refuse(taken)
  const { step, record } = taken
  const target = (await store.stepsOf(db, record.id, record.round)).filter((one) => one.stage === stage && one.stage < step.stage)
  if (target.length === 0) context.refuse('noSuchStage')
  if (record.round >= mostRounds) context.refuse('tooManyRounds')
  const { state, dueOn } = await reviewAgain(context, record, stage, 'returnTo')
  const names = target.filter(({ kind }) => kind !== 'opinion').map(({ name }) => name).join('、')
  await store.tell(db, { caseId: record.id, verb: 'returnTo', today, office: step.officeName, actor, says: `${step.name}：退回到“${names}”重新办理。${reason}。${statesWords(state, dueOn)}` })
  return { state, dueOn }
})

const suspendHandler = implement(suspend, async (context, { stepId, reason }) => {
  const { db, today, actor } = context
  const taken = await takeStep(context, stepId, 'suspend')
  if (typeof taken === 'string') return context.refuse(taken)
  const { step, record } = taken
  await stopClocks(db, await store.stepsOf(db, record.id, record.round), today)
  await store.changeCase(db, record.id, { state: 'suspended', suspendedOn: today, suspendedBecause: reason })
  await tellMove(context, record, 'suspended', 'suspend')
  await store.tell(db, { caseId: record.id, verb: 'suspend', today, office: step.officeName, actor, says: `${step.name}：中止办理。${reason}。中止期间不计入办理时限，查清后恢复` })
  return {}
})

const resumeHandler = implement(resume, async (context, { stepId, finding }) => {
  const { db, today, actor } = context
  const reached = await reachStep(context, stepId, 'resume', 'paused')
  if (typeof reached === 'string') return context.refuse(reached === 'stepTaken' ? 'notSuspended' : reached)
  const { step, record } = reached
  const steps = await store.stepsOf(db, record.id, record.round)
  const dueOn = await startClocks(db, steps, today)
  const state = stateOfStage(steps.filter(({ stage }) => stage === step.stage))
  await store.changeCase(db, record.id, { state, suspendedOn: null, suspendedBecause: null })
  await tellMove(context, record, state, 'resume')
  await store.tell(db, { caseId: record.id, verb: 'resume', today, office: step.officeName, actor, says: `${step.name}：恢复办理。${finding}。${statesWords(state, dueOn)}` })
  return { state, dueOn }
})

export const officeHandlers: Handler[] = [
  claimHandler,
  releaseHandler,
  delegateHandler,
  colleaguesHandler,
  officesHandler,
  addReviewerHandler,
  giveOpinionHandler,
  returnToHandler,
  suspendHandler,
  resumeHandler,
]
