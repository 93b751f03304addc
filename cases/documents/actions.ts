import type { Tx } from '../../kernel/db/database.ts'
import { implement, implementQuery, type ActionContext, type Handler } from '../../kernel/implement.ts'
import { implementJob, type JobHandler } from '../../kernel/jobs/declare.ts'
import { houseFiles } from '../../kernel/files/store.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import * as cases from '../case-store.ts'
import { placeName } from '../reading/store.ts'
import { isApplicant } from '../submit.ts'
import { giveDocuments } from './attach.ts'
import { attachDocuments, caseDocuments, myDocuments, removeDocument, sweepFile } from './contract.ts'
import * as store from './store.ts'

/** What is done with papers that are here: give them to a case, delete what no case uses, look at the lists. */

const attachHandler = implement(attachDocuments, async (context, { caseId, documentIds }) => {
  const { db, actor, refuse } = context
  const record = await cases.getCaseForUpdate(db, caseId)
  if (record.closedOn) refuse('closed')
  if (!isApplicant(record, actor)) refuse('notApplicant')
  const attached = await giveDocuments(context, record, documentIds, record.state === 'returned' ? 'supplement' : 'later')
  await tellGiven(context, record, attached)
  return { attached }
})

/** A line of the case's history; nothing when nothing new came. */
export const tellGiven = async ({ db, actor, today }: Pick<ActionContext, 'db' | 'actor' | 'today'>, { id, employerName }: { id: string; employerName: string | null }, count: number): Promise<void> => {
  if (count === 0) return
  const atWindow = actor.role === 'windowClerk'
  const office = atWindow ? await windowName(db, actor) : actor.role === 'employerClerk' ? (employerName ?? '用人单位') : '申报人'
  await cases.tell(db, { caseId: id, verb: 'attachDocuments', today, office, actor, says: atWindow ? `窗口代收材料 ${count} 份` : `提交材料 ${count} 份` })
}

/** The window in the words of the town, as it stands on the paper and in the history of the case. */
export const windowName = async (db: Tx, { scope = '' }: Actor): Promise<string> => `${(await placeName(db, scope)) || '乡镇街道'}窗口`

const removeHandler = implement(removeDocument, async ({ db, actor, refuse, enqueue }, { documentId }) => {
  await store.getDocument(db, documentId)
  const document = await store.findDocumentForUpdate(db, documentId)
  // What the employer uploaded a person sees, and cannot lock: it is not his to take away.
  if (!document || (actor.role === 'talent' && document.throughEmployerId !== null)) return refuse('byOther')
  if (!(await store.deleteDocument(db, documentId))) refuse('inUse')
  await enqueue(sweepFile, { hash: document.hash })
  return {}
})

const myHandler = implementQuery(myDocuments, async ({ db, actor }, { personId }) => ({ documents: await store.usableDocuments(db, actor, personId) }))

const ofCaseHandler = implementQuery(caseDocuments, async ({ db, actor }, { caseId }) => {
  const record = await cases.getCase(db, caseId)
  const applicant = (actor.role === 'talent' || actor.role === 'employerClerk') && isApplicant(record, actor)
  return {
    documents: await store.documentsOfCase(db, caseId),
    gives: applicant && !record.closedOn ? { personId: record.personId } : null,
    receives: actor.role === 'windowClerk' && !record.closedOn && record.personId ? { personId: record.personId } : null,
    archive: (await store.latestArchive(db, caseId)) ?? null,
  }
})

const sweepJob = implementJob(sweepFile, async ({ database, today }, { hash }) => {
  await database.asSystem(today, async (db) => {
    await store.lockHash(db, hash)
    if (!(await store.isSpokenOf(db, hash))) await houseFiles().remove(hash)
  })
})

export const documentHandlers: Handler[] = [attachHandler, removeHandler, myHandler, ofCaseHandler]
export const documentJobs: JobHandler[] = [sweepJob]
