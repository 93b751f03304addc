import { workingDaysAfter } from '../kernel/calendar/working-days.ts'
import { chineseDate } from '../kernel/calendar/plain-date.ts'
import { implement, type Handler } from '../kernel/implement.ts'
import type { PlainDate } from '../kernel/types.ts'
import * as store from './case-store.ts'
import { agree, employerDeny, employerVerify, reject, sendBack, type CaseState, type CaseVerb } from './contract.ts'
import { changeState, closeCase, moveOn, stopClocks, type FlowContext } from './flow.ts'
import type { MeasureDesk } from './ports.ts'
import { takeStep, type Taken } from './take.ts'

/** What an office does with its step: agree, send back, reject; and the employer's own check. The bodies serve one case and many (`bulk/`). */

/** One yes; when it was the stage's last, or one was enough, the case goes on. */
export const agreeStep = async (context: FlowContext, { record, step }: Taken, verb: CaseVerb, opinion: string): Promise<CaseState> => {
  const { db, actor, today } = context
  await store.settleStep(db, step.id, 'agreed', actor, today, opinion)
  if (step.needs === 'one') await sparesOthers(context, { record, step })
  await store.tell(db, { caseId: record.id, verb, today, office: step.officeName, actor, says: opinion ? `${step.name}：同意。${opinion}` : `${step.name}：同意` })
  return (await moveOn(context, record, verb)).state
}

/** 或签: whoever is first settles the stage; the others, and what they have asked for, need not be done any more. */
const sparesOthers = async ({ db }: FlowContext, { record, step }: Taken): Promise<void> => {
  const beside = (await store.stepsOf(db, record.id, record.round)).filter(({ stage, state }) => stage === step.stage && (state === 'open' || state === 'paused'))
  for (const { id } of beside) await store.changeStep(db, id, { state: 'skipped', pausedOn: null, opinion: `同一环节已由${step.officeName}办理` })
}

/** Whether another office still owes the opinion that this step asked for. */
export const awaitsOpinion = async ({ db }: FlowContext, { record, step }: Taken): Promise<boolean> =>
  (await store.stepsOf(db, record.id, record.round)).some(({ askedByStep, state }) => askedByStep === step.id && (state === 'open' || state === 'paused'))

const verifyHandler = implement(employerVerify, async (context, { stepId, opinion }) => {
  const taken = await takeStep(context, stepId, 'employerVerify')
  if (typeof taken === 'string') return context.refuse(taken)
  return { state: await agreeStep(context, taken, 'employerVerify', opinion) }
})

const denyHandler = implement(employerDeny, async (context, { stepId, opinion }) => {
  const taken = await takeStep(context, stepId, 'employerDeny')
  if (typeof taken === 'string') return context.refuse(taken)
  await refuseCase(context, taken, 'employerDeny', `用人单位核验不属实：${opinion}`)
  return {}
})

const agreeHandler = implement(agree, async (context, { stepId, opinion }) => {
  const taken = await takeStep(context, stepId, 'agree')
  if (typeof taken === 'string') return context.refuse(taken === 'notThisStep' ? 'notReview' : taken)
  if (await awaitsOpinion(context, taken)) context.refuse('opinionOutstanding')
  return { state: await agreeStep(context, taken, 'agree', opinion) }
})

/** The whole case waits for the applicant, for as many working days as the measure gives: side-by-side offices need not hurry over facts that may change. */
export const sendBackStep = async (context: FlowContext, measures: MeasureDesk, { record, step }: Taken, lacking: string[]): Promise<PlainDate> => {
  const { db, actor, today } = context
  const { supplementDays } = await measures.termsOf(db, record.editionId)
  const dueOn = workingDaysAfter(today, supplementDays)
  await store.changeStep(db, step.id, { state: 'returned', pausedOn: today })
  await stopClocks(db, (await store.stepsOf(db, record.id, record.round)).filter(({ id }) => id !== step.id), today)
  await store.changeCase(db, record.id, { lacking })
  await changeState(context, record, 'returned', 'sendBack')
  await store.changeCase(db, record.id, { supplementDueOn: dueOn })
  const says = `${step.name}：退回补正。请于${chineseDate(dueOn)}前补充：${lacking.join('；')}。逾期未补正的，视为撤回。补正期间不计入办理时限`
  await store.tell(db, { caseId: record.id, verb: 'sendBack', today, office: step.officeName, actor, says })
  return dueOn
}

const sendBackHandler = (measures: MeasureDesk): Handler =>
  implement(sendBack, async (context, { stepId, lacking }) => {
    const taken = await takeStep(context, stepId, 'sendBack')
    if (typeof taken === 'string') return context.refuse(taken)
    return { dueOn: await sendBackStep(context, measures, taken, lacking) }
  })

type GroundOf = { condition: number } | { clause: string }

/** The rejection in the words that the applicant reads; undefined when the measure has no such condition. */
export const becauseOf = ({ record: { assessment, documentNumber, clause } }: Taken, ground: GroundOf, opinion: string): string | undefined => {
  const cited = 'clause' in ground ? ground.clause : assessment.conditions[ground.condition]?.says
  return cited === undefined ? undefined : `不符合${documentNumber}${clause}“${cited}”：${opinion}`
}

const rejectHandler = implement(reject, async (context, { stepId, ground, opinion }) => {
  const taken = await takeStep(context, stepId, 'reject')
  if (typeof taken === 'string') return context.refuse(taken)
  const because = becauseOf(taken, ground, opinion)
  if (because === undefined) return context.refuse('noSuchCondition')
  await refuseCase(context, taken, 'reject', because)
  return {}
})

export const refuseCase = async (context: FlowContext, { record, step }: Taken, verb: CaseVerb, because: string): Promise<void> => {
  const { db, actor, today } = context
  await store.settleStep(db, step.id, 'rejected', actor, today, because)
  await closeCase(context, record, 'rejected', because, verb)
  await store.tell(db, { caseId: record.id, verb, today, office: step.officeName, actor, says: `${step.name}：不予通过。${because}` })
}

export const reviewHandlers = (measures: MeasureDesk): Handler[] => [verifyHandler, denyHandler, agreeHandler, sendBackHandler(measures), rejectHandler]

