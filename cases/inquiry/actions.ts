import { Denied, implement, type Handler } from '../../kernel/implement.ts'
import * as store from '../case-store.ts'
import { caseCan, type CaseVerb } from '../contract.ts'
import { colleaguesAt, decidersOf, isSamePerson } from '../duties.ts'
import type { FlowContext } from '../flow.ts'
import * as notices from '../notice-store.ts'
import { isOfficeOf } from '../take.ts'
import { assignInquirer, noteInquiry } from './contract.ts'

/** The objection under the lock of its case, for the office of the notice alone. */
const reachObjection = async ({ db, actor }: FlowContext, objectionId: string, verb: CaseVerb) => {
  const { caseId } = await notices.getObjection(db, objectionId)
  const record = await store.getCaseForUpdate(db, caseId)
  const objection = await notices.getObjection(db, objectionId)
  const step = await store.getStep(db, objection.stepId)
  if (!isOfficeOf(step, record, actor)) throw new Denied()
  return objection.state === 'pending' && caseCan[verb](record) ? { record, objection, step } : undefined
}

const assignHandler = implement(assignInquirer, async (context, { objectionId, accountId }) => {
  const { db, today, actor, refuse } = context
  const reached = await reachObjection(context, objectionId, 'assignInquirer')
  if (!reached) return refuse('alreadySettled')
  const { record, step } = reached
  const inquirer = (await colleaguesAt(db, today, step, record)).find((one) => one.accountId === accountId)
  if (!inquirer) return refuse('notColleague')
  const deciders = await decidersOf(db, today, record.id)
  if (deciders.some((one) => isSamePerson(one, inquirer)) || isSamePerson({ accountId: undefined, personId: record.personId }, inquirer)) refuse('involved')
  await notices.setInquirer(db, objectionId, { inquirerId: inquirer.accountId, inquirerName: inquirer.name, assignedOn: today })
  await store.tell(db, { caseId: record.id, verb: 'assignInquirer', today, office: step.officeName, actor, says: '已指定专人调查异议' })
  return { name: inquirer.name }
})

const noteHandler = implement(noteInquiry, async (context, { objectionId, note }) => {
  const { db, today, actor, refuse } = context
  const reached = await reachObjection(context, objectionId, 'noteInquiry')
  if (!reached) return refuse('alreadySettled')
  const { record, objection } = reached
  if (actor.accountId === undefined || objection.inquirerId !== actor.accountId) return refuse('notInquirer')
  await notices.insertInquiryNote(db, { objectionId, caseId: record.id, notedOn: today, notedBy: actor.accountId, notedByName: actor.name, note })
  return {}
})

export const inquiryHandlers: Handler[] = [assignHandler, noteHandler]
