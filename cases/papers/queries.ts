import { withHouseEyes } from '../../kernel/db/elevate.ts'
import { implementQuery, Missing, type Handler } from '../../kernel/implement.ts'
import type { PaperAsked } from '../../measures/types.ts'
import * as cases from '../case-store.ts'
import { documentsOfCase, usableDocuments } from '../documents/store.ts'
import type { MeasureDesk } from '../ports.ts'
import { subjectToFile } from '../subject.ts'
import { checklist, papersToFile, type PaperShown } from './contract.ts'
import { matchPapers, type Candidate } from './match.ts'
import { papersOf } from './store.ts'

type Document = Candidate & { id: NonNullable<PaperShown['given']>['id']; fileName: string }

const shown = (papers: readonly PaperAsked[], documents: readonly Document[], mayOpen: (document: Document) => boolean = () => true): PaperShown[] => {
  const matched = matchPapers(papers, documents)
  return papers.map(({ name, kinds, needed, why }, at) => {
    const given = matched.get(at)
    return { name, kinds, needed, why, given: given ? { id: given.id, fileName: mayOpen(given) ? given.fileName : '', uploadedOn: given.uploadedOn } : null }
  })
}

const toFileHandler = (measures: MeasureDesk): Handler =>
  implementQuery(papersToFile, async ({ db, actor, today }, { measure, personId, teamId, answers }) => {
    const edition = await measures.findEditionInForce(db, measure, today)
    const holder = edition && (await subjectToFile(db, actor, edition, { personId, teamId }))
    if (!edition || !holder || typeof holder === 'string') throw new Missing()
    const subject = { kind: edition.for, id: teamId ?? holder.personId ?? holder.employerId ?? '' }
    const papers = await measures.papersFor(db, { editionId: edition.id, subject, on: today, answers })
    return { papers: shown(papers, papers.length ? await usableDocuments(db, actor, holder.personId ?? undefined) : []) }
  })

const checklistHandler = implementQuery(checklist, async ({ db, actor, today }, { caseId }) => {
  const record = await cases.getCase(db, caseId)
  const papers = await papersOf(db, caseId)
  if (papers.length === 0) return { papers: [] }
  const own = new Set((await documentsOfCase(db, caseId)).map(({ id }) => id))
  // Whether a paper is there is no secret between those who see the case; what it is called and holds is.
  const all = await withHouseEyes(db, today, () => documentsOfCase(db, caseId))
  // What was valid on the day of filing served then, whenever it is looked at.
  const list = shown(papers, all.map((document) => ({ ...document, expired: document.validUntil !== null && document.validUntil < record.submittedOn })), ({ id }) => own.has(id))
  const hidesFacts = actor.role === 'employerClerk' && record.subjectKind === 'person'
  return { papers: hidesFacts ? list.map((paper) => ({ ...paper, why: '' })) : list }
})

export const paperHandlers = (measures: MeasureDesk): Handler[] => [toFileHandler(measures), checklistHandler]
