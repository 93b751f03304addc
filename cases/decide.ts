import { implement, type ActionContext, type Handler } from '../kernel/implement.ts'
import type { Fen } from '../kernel/types.ts'
import type { Assessment, EditionSummary, Subject } from '../measures/types.ts'
import { failingWords } from './assessment.ts'
import * as store from './case-store.ts'
import { caseDecided, caseMoved, decide } from './contract.ts'
import type { Desks, FundDesk } from './ports.ts'
import { takeStep } from './review.ts'
import type { CaseRecord } from './case-store.ts'

/**
 * 审定: the last step. Everything is judged once more by the edition of the case on the day of application, and the fund commits in the
 * same transaction: a budget that is one fen short leaves neither a decided case nor half an award.
 */
export const decideHandler = ({ measures, fund }: Desks): Handler =>
  implement(decide, async (context, { stepId, opinion, amount: given }) => {
    const { db, actor, today, refuse, emit, touched } = context
    const taken = await takeStep(db, actor, stepId, 'decide')
    if (taken === 'stepTaken' && (await store.getStep(db, stepId)).kind !== 'decide') refuse('notDecision')
    if (typeof taken === 'string') return refuse(taken)
    const { record, step } = taken
    const edition = await measures.getEdition(db, record.editionId)
    if (!edition) throw new Error(`edition ${record.editionId} of case ${record.number} is gone`)
    const subject: Subject = { kind: record.subjectKind, id: record.subjectId }
    const assessment = await measures.assess(db, { editionId: record.editionId, subject, on: record.submittedOn, answers: record.answers })
    if (assessment.outcome !== 'eligible') refuse('noLongerEligible', failingWords(assessment) || assessment.missing.map(({ ask }) => ask).join('；'))
    const amount = amountOf(edition, assessment, given, refuse)
    await store.keepAssessment(db, record.id, assessment, record.answers)
    await takePlace(fund, context, record, edition)
    const award = amount === null ? null : await commit(fund, context, { record, edition, assessment, amount, subject })
    const awardId = award?.awardId ?? null
    const granted = award?.amount ?? amount
    await store.settleStep(db, step.id, 'agreed', actor, today, opinion)
    await store.changeCase(db, record.id, { state: 'decided', closedOn: today, amountFen: granted, ...(awardId ? { awardId } : {}) })
    await store.tell(db, { caseId: record.id, verb: 'decide', today, office: step.officeName, actor, says: opinion ? `${step.name}：同意。${opinion}` : `${step.name}：同意` })
    await emit(caseMoved, { caseId: record.id, number: record.number, from: record.state, to: 'decided' })
    await emit(caseDecided, { caseId: record.id, number: record.number, measure: record.measure, editionId: record.editionId, subjectKind: record.subjectKind, subjectId: record.subjectId, awardId })
    touched({ caseId: record.id, number: record.number, ...(awardId ? { awardId } : {}) })
    return { number: record.number, amount: granted, awardId }
  })

/** The edition's amount; where it leaves the amount to the deciding body, that body's. Null when the measure gives no money. */
const amountOf = (edition: EditionSummary, assessment: Assessment, given: Fen | undefined, refuse: ActionContext<'amountNeeded' | 'amountFixed'>['refuse']): Fen | null => {
  const fixed = edition.gives !== 'money' || assessment.amount !== null
  if (fixed && given !== undefined) refuse('amountFixed')
  if (edition.gives !== 'money') return null
  const amount = assessment.amount ?? given
  return amount !== undefined && amount > 0n ? amount : refuse('amountNeeded')
}

/** Before the money: whoever waits for a place must not hold a budget line meanwhile. */
const takePlace = async (fund: FundDesk, { db, today, refuse }: ActionContext<'quotaFull'>, record: CaseRecord, { quota, edition }: EditionSummary): Promise<void> => {
  if (!quota) return
  const period = quota.per === 'year' ? today.slice(0, 4) : `edition-${edition}`
  const taken = await fund.takePlace(db, { measure: record.measure, period, places: quota.places, caseId: record.id, on: today })
  if (!taken) refuse('quotaFull', quota.per === 'year' ? `${period} 年共 ${quota.places} 个` : `共 ${quota.places} 个`)
}

interface ToCommit {
  record: CaseRecord
  edition: EditionSummary
  assessment: Assessment
  amount: Fen
  subject: Subject
}

const commit = async (
  fund: FundDesk,
  { db, today, refuse }: ActionContext<'noBudgetLine' | 'budgetShort' | 'alreadyAwarded' | 'banned'>,
  { record, edition, assessment, amount, subject }: ToCommit,
): Promise<{ awardId: string; amount: Fen }> => {
  if (edition.budget === null) return refuse('noBudgetLine')
  // An amount fixed by the body has no schedule of the edition: it is due at once.
  const schedule = assessment.schedule.length ? assessment.schedule : [{ no: 1, dueOn: today, amount, condition: null }]
  const result = await fund.commitAward(db, {
    caseId: record.id,
    caseNumber: record.number,
    editionId: record.editionId,
    measure: record.measure,
    title: record.title,
    holder: subject,
    payeeName: record.holderName,
    placeCode: record.placeCode,
    budget: edition.budget,
    decidedOn: today,
    amount,
    schedule,
    cityShareBasisPoints: edition.cityShareBasisPoints,
    ...(edition.exclusiveGroup === null ? {} : { groupCode: edition.exclusiveGroup }),
    ...(edition.repeatable ? { onceKey: null } : {}),
    basis: { appliedOn: record.submittedOn, facts: assessment.factsUsed, answers: record.answers },
  })
  if (result.ok) return result
  return refuse(result.reason, result.reason === 'budgetShort' ? `还差 ${yuanWords(result.shortBy)} 元` : result.detail)
}

const yuanWords = (amount: Fen): string => `${amount / 100n}.${(amount % 100n).toString().padStart(2, '0')}`
