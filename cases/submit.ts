import { findBan } from '../fund/index.ts'
import type { z } from 'zod'
import { chineseDate } from '../kernel/calendar/plain-date.ts'
import { implement, type ActionContext, type Handler } from '../kernel/implement.ts'
import type { Actor } from '../kernel/org/actor.ts'
import type { PlainDate } from '../kernel/types.ts'
import type { Assessment, EditionSummary, Subject } from '../measures/types.ts'
import { failingWords } from './assessment.ts'
import * as store from './case-store.ts'
import type { CaseRecord } from './case-store.ts'
import { caseCan, caseMoved, submit, supplement, withdraw, type Answers } from './contract.ts'
import { giveDocuments } from './documents/attach.ts'
import { changeState, closeCase, moveOn, planSteps, startClocks, statesWords, type FlowContext } from './flow.ts'
import { isWalkable, stateOfStage } from './path.ts'
import { filePapers } from './papers/filing.ts'
import type { MeasureDesk } from './ports.ts'
import { subjectToFile } from './subject.ts'

/** What the applicant does: file, supplement, withdraw. */

type Refuse<R extends string> = ActionContext<R>['refuse']

type SubmitRefusal = keyof typeof submit.refusals
export type FilingContext = Pick<ActionContext<SubmitRefusal>, 'db' | 'actor' | 'today' | 'emit' | 'refuse'>

/** One filing, by its own verb or as a row of an employer's batch. */
export const fileCase = async (context: FilingContext, measures: MeasureDesk, input: z.output<typeof submit.input>): Promise<z.output<typeof submit.output>> => {
  const { db, actor, today, refuse, emit } = context
  const edition = await measures.findEditionInForce(db, input.measure, today)
  if (!edition) return refuse('notInForce')
  const holder = await subjectToFile(db, actor, edition, input)
  if (typeof holder === 'string') return refuse(holder)
  const subject: Subject = { kind: edition.for, id: input.teamId ?? holder.personId ?? holder.employerId ?? '' }
  const ban = await findBan(db, subject, today)
  if (ban) refuse('banned', ban)
  const filedByEmployer = actor.role === 'employerClerk'
  const assessment = await judge(measures, { db, edition, subject, on: today, answers: input.answers, place: holder.placeCode }, refuse)
  const path = await measures.pathFor(db, { editionId: edition.id, subject, on: today, answers: input.answers })
  if (!isWalkable(path)) refuse('pathUnsupported')
  const plan = await planSteps(db, { path, placeCode: holder.placeCode, employerName: holder.employerName, filedByEmployer })
  if (typeof plan === 'string') return refuse(plan)
  const first = plan.filter((step) => step.stage === Math.min(...plan.filter(({ state }) => state === 'waiting').map(({ stage }) => stage)))
  const { personId, employerId, holderName, holderPinyin, employerName, placeCode } = holder
  const made = await store.insertCase(db, {
    edition,
    subject,
    personId,
    employerId,
    holderName,
    holderPinyin,
    employerName,
    placeCode,
    applicant: actor,
    firstState: stateOfStage(first),
    answers: input.answers,
    assessment,
    today,
  })
  if (!made) return refuse('alreadyOpen')
  await store.insertSteps(db, made.id, plan)
  const kept = { id: made.id, personId, employerId }
  await giveDocuments(context, kept, input.documents ?? [], 'filing')
  await filePapers(context, kept, await measures.papersFor(db, { editionId: edition.id, subject, on: today, answers: input.answers }))
  const { state, dueOn } = await moveOn(context, { id: made.id }, 'submit')
  await store.tell(db, { caseId: made.id, verb: 'submit', today, office: applicantName(actor, employerName), actor, says: `提交申报，${statesWords(state, dueOn)}` })
  await emit(caseMoved, { caseId: made.id, number: made.number, from: 'new', to: state, verb: 'submit' })
  return { caseId: made.id, number: made.number, state, holder: first.map((step) => step.officeName).join('、'), dueOn }
}

export const submitHandler = (measures: MeasureDesk): Handler =>
  implement(submit, async (context, input) => {
    const filed = await fileCase(context, measures, input)
    context.touched({ caseId: filed.caseId, number: filed.number })
    return filed
  })

interface Judged {
  db: ActionContext['db']
  edition: Pick<EditionSummary, 'id'>
  subject: Subject
  on: PlainDate
  answers: Answers
  /** Of the case: who pays may depend on it. */
  place: string
}

/**
 * Answers are for what the city does not know: a fact that the registry has cannot be declared otherwise. What then still is unknown is
 * asked for; what fails is refused in the clause's words.
 */
const judge = async (measures: MeasureDesk, { db, edition, subject, on, answers, place }: Judged, refuse: Refuse<'ineligible' | 'answersMissing' | 'answerKnown'>): Promise<Assessment> => {
  const bare = await measures.assess(db, { editionId: edition.id, subject, on, answers: {}, place })
  const known = Object.keys(answers).filter((fact) => bare.factsUsed[fact] !== undefined && bare.factsUsed[fact] !== null)
  if (known.length) refuse('answerKnown', known.join('、'))
  const assessment = Object.keys(answers).length ? await measures.assess(db, { editionId: edition.id, subject, on, answers, place }) : bare
  if (assessment.outcome === 'ineligible') refuse('ineligible', failingWords(assessment))
  if (assessment.outcome === 'unknown') refuse('answersMissing', assessment.missing.map(({ ask }) => ask).join('；'))
  return assessment
}

export const supplementHandler = (measures: MeasureDesk): Handler =>
  implement(supplement, async (context, { caseId, answers, note, documents = [] }) => {
    const { db, actor, today, refuse } = context
    const record = await store.getCaseForUpdate(db, caseId)
    if (!caseCan.supplement(record)) refuse('notReturned')
    if (!isApplicant(record, actor)) refuse('notApplicant')
    if (!note && !documents.length && !Object.keys(answers).length) refuse('nothingNew')
    const all = { ...record.answers, ...answers }
    const subject: Subject = { kind: record.subjectKind, id: record.subjectId }
    const assessment = await judge(measures, { db, edition: { id: record.editionId }, subject, on: record.submittedOn, answers: all, place: record.placeCode }, refuse)
    await store.keepAssessment(db, caseId, assessment, all)
    const given = await giveDocuments(context, record, documents, 'supplement')
    const steps = await store.stepsOf(db, caseId, record.round)
    const dueOn = await startClocks(db, steps, today)
    const stage = steps.find(({ state }) => state === 'returned')?.stage
    const state = stateOfStage(steps.filter((step) => step.stage === stage))
    await store.changeCase(db, caseId, { supplementDueOn: null })
    await changeState(context, record, state, 'supplement')
    await store.changeCase(db, caseId, { lacking: [] })
    const filled = Object.keys(answers).length ? `补充了${Object.keys(answers).join('、')}` : ''
    const papers = given ? `提交材料 ${given} 份` : ''
    const says = [`提交补正，${statesWords(state, dueOn)}`, filled, papers, note].filter(Boolean).join('。')
    await store.tell(db, { caseId, verb: 'supplement', today, office: applicantName(actor, record.employerName), actor, says })
    return { state, dueOn }
  })

export const withdrawHandler: Handler = implement(withdraw, async (context, { caseId, note }) => {
  await withdrawCase(context, caseId, note)
  return {}
})

/** By its own verb, or because the consent on which it was filed is withdrawn. */
export const withdrawCase = async (context: FlowContext & { refuse: Refuse<keyof typeof withdraw.refusals> }, caseId: string, note: string): Promise<void> => {
  const { db, actor, today, refuse } = context
  const record = await store.getCaseForUpdate(db, caseId)
  if (!caseCan.withdraw(record)) refuse('alreadyClosed')
  if (!isApplicant(record, actor)) refuse('notApplicant')
  await closeCase(context, record, 'withdrawn', note, 'withdraw')
  await store.tell(db, { caseId, verb: 'withdraw', today, office: applicantName(actor, record.employerName), actor, says: note ? `于${chineseDate(today)}撤回申报：${note}` : `于${chineseDate(today)}撤回申报` })
}

/** The person himself always; the employer where he filed. */
export const isApplicant = (record: CaseRecord, actor: Actor): boolean =>
  actor.role === 'talent' ? record.humanId !== null && record.humanId === actor.personId : record.applicantRole === 'employerClerk' && record.employerId === actor.employerId

export const applicantName = (actor: Actor, employerName: string | null): string => (actor.role === 'employerClerk' ? (employerName ?? '用人单位') : '申报人')

