import { withHouseEyes } from '../../kernel/db/elevate.ts'
import type { ActionContext } from '../../kernel/implement.ts'
import { caseLimit, type attachRefusals, type AttachedDuring } from './contract.ts'
import * as store from './store.ts'

/** What of a case the giving of papers needs to know. */
export interface TakesDocuments {
  id: string
  personId: string | null
  /** Who he is by now, where records were merged since he filed. */
  humanId?: string | null
  employerId: string | null
}

/**
 * Gives papers to a case, in the verb's own transaction: all or none. The caller holds the lock of the case and has seen that this actor may
 * give to it. Returns how many were new to it.
 */
export const giveDocuments = async (
  { db, actor, today, refuse }: Pick<ActionContext<keyof typeof attachRefusals>, 'db' | 'actor' | 'today' | 'refuse'>,
  record: TakesDocuments,
  documentIds: readonly string[],
  during: AttachedDuring,
): Promise<number> => {
  if (documentIds.length === 0) return 0
  const there = await store.documentsOfCase(db, record.id)
  // Person and employer each see what is theirs; the bound is the case's.
  const sum = await withHouseEyes(db, today, () => store.sumOfCase(db, record.id))
  let given = 0
  for (const id of [...new Set(documentIds)].toSorted()) {
    if (there.some((document) => document.id === id)) continue
    const document = await store.findDocument(db, id)
    if (!document) return refuse('noDocument')
    if (document.replacedBy) refuse('documentReplaced')
    const ofPerson = document.personId !== null && (document.personId === record.personId || document.personId === record.humanId)
    const ofEmployer = document.employerId !== null && document.employerId === record.employerId
    if (!ofPerson && !ofEmployer) refuse('documentOfOther')
    sum.files += 1
    sum.bytes += document.bytes
    if (sum.files > caseLimit.files || sum.bytes > caseLimit.bytes) refuse('tooManyDocuments')
    if (await store.insertCaseDocument(db, record.id, id, during, actor, document, today)) given += 1
  }
  return given
}
