import { Denied, implement, type ActionContext, type Handler } from '../kernel/implement.ts'
import type { Actor } from '../kernel/org/actor.ts'
import * as store from './case-store.ts'
import type { CaseRecord, StepRecord } from './case-store.ts'
import { agree, bulkAgree, caseCan, employerDeny, employerVerify, reject, sendBack, type CaseVerb } from './contract.ts'
import { changeState, closeCase, moveOn, stopClocks, type FlowContext } from './flow.ts'

/** What an office does with its step: agree, send back, reject; and the employer's own check. */

/** Whose desk a step is: the employer himself, or the department of exactly this place. Seeing a case is not handling it. */
export const isOfficeOf = (step: Pick<StepRecord, 'officeLevel' | 'department' | 'placeCode'>, record: Pick<CaseRecord, 'employerId'>, actor: Actor): boolean => {
  if (step.officeLevel === 'employer') return actor.role === 'employerClerk' && actor.employerId !== undefined && actor.employerId === record.employerId
  if (actor.scope !== step.placeCode) return false
  if (step.department === null) return actor.role === 'windowClerk'
  return (actor.role === 'reviewer' || actor.role === 'talentOffice') && actor.department === step.department
}

export interface Taken {
  record: CaseRecord
  step: StepRecord
}
export type NotTaken = 'stepTaken' | 'ownCase'

/** The step under the lock of its case, if this actor may settle it now; a colleague who was faster leaves `stepTaken`. */
export const takeStep = async (db: ActionContext['db'], actor: Actor, stepId: string, verb: CaseVerb): Promise<Taken | NotTaken> => {
  const { caseId } = await store.getStep(db, stepId)
  const record = await store.getCaseForUpdate(db, caseId)
  const step = await store.getStep(db, stepId)
  if (!isOfficeOf(step, record, actor)) throw new Denied()
  if (step.state !== 'open' || step.round !== record.round || !caseCan[verb](record)) return 'stepTaken'
  if (actor.personId !== undefined && actor.personId === record.personId) return 'ownCase'
  return { record, step }
}

/** One yes; when it was the stage's last, the case goes on. */
export const agreeStep = async (context: FlowContext, { record, step }: Taken, verb: string, opinion: string) => {
  const { db, actor, today } = context
  await store.settleStep(db, step.id, 'agreed', actor, today, opinion)
  await store.tell(db, { caseId: record.id, verb, today, office: step.officeName, actor, says: opinion ? `${step.name}：同意。${opinion}` : `${step.name}：同意` })
  return (await moveOn(context, record)).state
}

const verifyHandler = implement(employerVerify, async (context, { stepId, opinion }) => {
  const taken = await takeStep(context.db, context.actor, stepId, 'employerVerify')
  if (typeof taken === 'string') return context.refuse(taken)
  return { state: await agreeStep(context, taken, 'employerVerify', opinion) }
})

const denyHandler = implement(employerDeny, async (context, { stepId, opinion }) => {
  const taken = await takeStep(context.db, context.actor, stepId, 'employerDeny')
  if (typeof taken === 'string') return context.refuse(taken)
  await refuseCase(context, taken, 'employerDeny', `用人单位核验不属实：${opinion}`)
  return {}
})

const agreeHandler = implement(agree, async (context, { stepId, opinion }) => {
  const taken = await takeStep(context.db, context.actor, stepId, 'agree')
  if (taken === 'stepTaken' && (await store.getStep(context.db, stepId)).kind !== 'review') context.refuse('notReview')
  if (typeof taken === 'string') return context.refuse(taken)
  return { state: await agreeStep(context, taken, 'agree', opinion) }
})

const whyNot: Record<NotTaken, string> = { stepTaken: '已由他人办理', ownCase: '本人的办件应当回避' }

const bulkAgreeHandler = implement(bulkAgree, async (context, { stepIds }) => {
  const { db, actor } = context
  const steps = await store.getSteps(db, [...new Set(stepIds)])
  const report: { stepId: StepRecord['id']; number: string; agreed: boolean; why: string }[] = []
  for (const { id, caseId, kind } of steps) {
    const taken = await takeStep(db, actor, id, 'agree')
    const { number } = typeof taken === 'string' ? await store.getCase(db, caseId) : taken.record
    const why = kind !== 'review' ? '须逐件审定' : typeof taken === 'string' ? whyNot[taken] : taken.record.green ? '' : '有条件须人工核对，请逐件审核'
    if (!why && typeof taken !== 'string') await agreeStep(context, taken, 'agree', '')
    report.push({ stepId: id, number, agreed: !why, why: why || '已通过' })
  }
  const agreed = report.filter((line) => line.agreed).length
  return { agreed, left: report.length - agreed, report }
})

const sendBackHandler = implement(sendBack, async (context, { stepId, lacking }) => {
  const { db, actor, today } = context
  const taken = await takeStep(db, actor, stepId, 'sendBack')
  if (typeof taken === 'string') return context.refuse(taken)
  const { record, step } = taken
  await store.changeStep(db, step.id, { state: 'returned', pausedOn: today })
  // The whole case waits for the applicant: side-by-side offices need not hurry over facts that may change.
  await stopClocks(db, (await store.stepsOf(db, record.id, record.round)).filter(({ id }) => id !== step.id), today)
  await store.changeCase(db, record.id, { lacking })
  await changeState(context, record, 'returned')
  await store.tell(db, { caseId: record.id, verb: 'sendBack', today, office: step.officeName, actor, says: `${step.name}：退回补正。请补充：${lacking.join('；')}。补正期间不计入办理时限` })
  return {}
})

const rejectHandler = implement(reject, async (context, { stepId, ground, opinion }) => {
  const taken = await takeStep(context.db, context.actor, stepId, 'reject')
  if (typeof taken === 'string') return context.refuse(taken)
  const cited = 'clause' in ground ? ground.clause : taken.record.assessment.conditions[ground.condition]?.says
  if (cited === undefined) return context.refuse('noSuchCondition')
  const { documentNumber, clause } = taken.record
  await refuseCase(context, taken, 'reject', `不符合${documentNumber}${clause}“${cited}”：${opinion}`)
  return {}
})

const refuseCase = async (context: FlowContext, { record, step }: Taken, verb: string, because: string): Promise<void> => {
  const { db, actor, today } = context
  await store.settleStep(db, step.id, 'rejected', actor, today, because)
  await closeCase(context, record, 'rejected', because)
  await store.tell(db, { caseId: record.id, verb, today, office: step.officeName, actor, says: `${step.name}：不予通过。${because}` })
}

export const reviewHandlers: Handler[] = [verifyHandler, denyHandler, agreeHandler, bulkAgreeHandler, sendBackHandler, rejectHandler]
