import { Denied } from '../kernel/implement.ts'
import type { Actor } from '../kernel/org/actor.ts'
import * as store from './case-store.ts'
import type { CaseRecord, StepRecord } from './case-store.ts'
import { caseCan, verbsOfStep, type CaseVerb } from './contract.ts'
import { stillHolds } from './duties.ts'
import type { FlowContext } from './flow.ts'

/** Who may put his hand on a step now. Every verb of an office begins here, under the lock of the case. */

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
export type NotTaken = 'stepTaken' | 'ownCase' | 'heldByOther' | 'notThisStep'

/**
 * The step under the lock of its case, if this actor's office may use the verb on it now; a colleague who was faster leaves `stepTaken`.
 * `heldByOther` is not asked here: putting back and delegating must reach a step that somebody holds.
 */
export const reachStep = async ({ db, actor }: FlowContext, stepId: string, verb: CaseVerb, state: 'open' | 'paused' = 'open'): Promise<Taken | Exclude<NotTaken, 'heldByOther'>> => {
  const { caseId } = await store.getStep(db, stepId)
  const record = await store.getCaseForUpdate(db, caseId)
  const step = await store.getStep(db, stepId)
  if (!isOfficeOf(step, record, actor)) throw new Denied()
  if (!verbsOfStep(step).includes(verb)) return 'notThisStep'
  if (step.state !== state || step.round !== record.round || !caseCan[verb](record)) return 'stepTaken'
  if (actor.personId !== undefined && actor.personId === record.humanId) return 'ownCase'
  return { record, step }
}

/** What lies in somebody's hands lies in those of his deputy too, while he acts for him. */
export const isHeldBy = (actor: Actor, holderId: string | null): boolean => holderId !== null && (holderId === actor.accountId || holderId === actor.behalf?.accountId)

/** As {@link reachStep}, and nobody else holds it. Who held it and has left the office holds nothing any more. */
export const takeStep = async (context: FlowContext, stepId: string, verb: CaseVerb): Promise<Taken | NotTaken> => {
  const reached = await reachStep(context, stepId, verb)
  if (typeof reached === 'string') return reached
  const { step, record } = reached
  if (step.holderId === null || isHeldBy(context.actor, step.holderId)) return reached
  return (await stillHolds(context.db, context.today, step, record)) ? 'heldByOther' : reached
}
