import { implement, type ActionContext, type Handler } from '../kernel/implement.ts'
import type { Fen } from '../kernel/types.ts'
import type { Assessment, EditionSummary, Subject } from '../measures/types.ts'
import { failingWords } from './assessment.ts'
import * as store from './case-store.ts'
import { caseDecided, decide } from './contract.ts'
import { findBodyDecision } from './discretion/store.ts'
import { tellMove } from './flow.ts'
import type { Desks, FundDesk } from './ports.ts'
import { awaitsOpinion } from './review.ts'
import { takeStep, type Taken } from './take.ts'
import type { CaseRecord } from './case-store.ts'

/**
 * 审定: the last step. Everything is judged once more by the edition of the case on the day of application, and the fund commits in the
 * same transaction: a budget that is one fen short leaves neither a decided case nor half an award.
 */
export const decideHandler = (desks: Desks): Handler =>
  implement(decide, async (context, { stepId, opinion, amount: given }) => {
    const taken = await takeStep(context, stepId, 'decide')
    if (typeof taken === 'string') return context.refuse(taken === 'notThisStep' ? 'notDecision' : taken)
    const decided = await decideCase(context, desks, taken, { opinion, given })
    context.touched({ caseId: taken.record.id, number: taken.record.number, ...(decided.awardId ? { awardId: decided.awardId } : {}) })
    return decided
  })

type DecideRefusal = keyof typeof decide.refusals
export type DecideContext = Pick<ActionContext<DecideRefusal>, 'db' | 'actor' | 'today' | 'emit' | 'refuse'>

/** One decision, by its own verb or as a row of many. */
export const decideCase = async (
  context: DecideContext,
  { measures, fund }: Desks,
  taken: Taken,
  { opinion, given }: { opinion: string; given?: Fen | undefined },
): Promise<{ number: string; amount: Fen | null; awardId: string | null }> => {
  const { db, actor, today, refuse, emit } = context
  const { record, step } = taken
  if (await awaitsOpinion(context, taken)) refuse('opinionOutstanding')
  const edition = await measures.getEdition(db, record.editionId)
  if (!edition) throw new Error(`edition ${record.editionId} of case ${record.number} is gone`)
  const subject: Subject = { kind: record.subjectKind, id: record.subjectId }
  const assessment = await measures.assess(db, { editionId: record.editionId, subject, on: record.submittedOn, answers: record.answers, place: record.placeCode })
  if (assessment.outcome !== 'eligible') refuse('noLongerEligible', failingWords(assessment) || assessment.missing.map(({ ask }) => ask).join('；'))
  const amount = await amountOf(context, { edition, assessment, record, given })
  await store.keepAssessment(db, record.id, assessment, record.answers)
  await takePlace(fund, context, record, edition)
  // The money last: its line is locked by then until the transaction ends, and every other decision on it waits.
  await store.settleStep(db, step.id, 'agreed', actor, today, opinion)
  await store.tell(db, { caseId: record.id, verb: 'decide', today, office: step.officeName, actor, says: opinion ? `${step.name}：同意。${opinion}` : `${step.name}：同意` })
  await tellMove(context, record, 'decided', 'decide')
  const award = amount === null ? null : await commit({ measures, fund }, context, { record, edition, assessment, amount, subject })
  const awardId = award?.awardId ?? null
  const granted = award?.amount ?? amount
  await store.changeCase(db, record.id, { state: 'decided', closedOn: today, amountFen: granted, ...(awardId ? { awardId } : {}) })
  await emit(caseDecided, { caseId: record.id, number: record.number, measure: record.measure, editionId: record.editionId, subjectKind: record.subjectKind, subjectId: record.subjectId, awardId, ...(assessment.entries ? { entries: [...assessment.entries] } : {}) })
  return { number: record.number, amount: granted, awardId }
}

interface AmountQuestion {
  edition: EditionSummary
  assessment: Assessment
  record: CaseRecord
  given: Fen | undefined
}

/** The edition's amount; where the clause leaves it to a body, what that body's meeting decided. Null when the measure gives no money. */
const amountOf = async ({ db, refuse }: DecideContext, { edition, assessment, record, given }: AmountQuestion): Promise<Fen | null> => {
  if (edition.gives !== 'money' || assessment.amount !== null) {
    if (given !== undefined) refuse('amountFixed')
    if (edition.gives !== 'money') return null
    return assessment.amount !== null && assessment.amount > 0n ? assessment.amount : refuse('amountNeeded')
  }
  const body = await findBodyDecision(db, record)
  if (!body) return refuse('bodyNeeded')
  if (given !== undefined && given !== body.amountFen) refuse('amountDiffers')
  return body.amountFen
}

/** Before the money: whoever waits for a place must not hold a budget line meanwhile. */
const takePlace = async (fund: FundDesk, { db, today, refuse }: DecideContext, record: CaseRecord, { quota, edition }: EditionSummary): Promise<void> => {
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
  { measures, fund }: Desks,
  { db, today, refuse }: DecideContext,
  { record, edition, assessment, amount, subject }: ToCommit,
): Promise<{ awardId: string; amount: Fen }> => {
  if (edition.budget === null) return refuse('noBudgetLine')
  // What a body decided is paid by the clause's own instalments; at once only where the clause names none.
  const decided = assessment.schedule.length ? assessment.schedule : await measures.planDecided(db, { editionId: record.editionId, subject, on: record.submittedOn, answers: record.answers, place: record.placeCode }, amount)
  const schedule = decided.length ? decided : [{ no: 1, dueOn: today, amount, condition: null }]
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
  return refuse(result.reason, result.reason === 'budgetShort' ? `${result.line ?? ''}还差 ${yuanWords(result.shortBy)} 元` : result.detail)
}

const yuanWords = (amount: Fen): string => `${amount / 100n}.${(amount % 100n).toString().padStart(2, '0')}`
