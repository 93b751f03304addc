import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import { databaseCode } from '../kernel/db/database.ts'
import { Missing } from '../kernel/implement.ts'
import type { Actor } from '../kernel/org/actor.ts'
import type { Fen, Id, PlainDate } from '../kernel/types.ts'
import type { Assessment, EditionSummary, Office, SubjectKind } from '../measures/types.ts'
import { isGreen } from './assessment.ts'
import { readAnswers, readAssessment, writeAnswers, writeAssessment } from './kept-assessment.ts'
import type { Answers, CaseState, StepKind, StepState } from './contract.ts'

/** Cases, their steps and their history. Lock order everywhere: the case first, then its steps. */

const caseColumns = [
  sql<Id<'case'>>`c.id`.as('id'),
  'c.number',
  sql<Id<'edition'>>`c.edition_id`.as('editionId'),
  'c.measure',
  'c.edition',
  'c.title',
  'c.documentNumber',
  'c.clause',
  sql<SubjectKind>`c.subject_kind`.as('subjectKind'),
  'c.subjectId',
  sql<Id<'person'> | null>`c.person_id`.as('personId'),
  // Who he is by now: two records of one human may have been merged since.
  sql<Id<'person'> | null>`registry.survivor_of(c.person_id)`.as('humanId'),
  'c.employerId',
  sql<'talent' | 'employerClerk' | 'system'>`c.applicant_role`.as('applicantRole'),
  'c.applicantId',
  'c.holderName',
  'c.employerName',
  'c.placeCode',
  sql<CaseState>`c.state`.as('state'),
  'c.round',
  'c.answers',
  'c.assessment',
  'c.green',
  'c.amountFen',
  'c.lacking',
  'c.closedBecause',
  'c.supplementDueOn',
  'c.suspendedOn',
  'c.suspendedBecause',
  'c.submittedOn',
  'c.closedOn',
  'c.awardId',
] as const

const readCase = <T extends { id: string; answers: unknown; assessment: unknown }>({ answers, assessment, ...row }: T) => ({
  ...row,
  answers: readAnswers(row.id, answers),
  assessment: readAssessment(row.id, assessment),
})

export const getCase = async (db: Tx, caseId: string) => {
  const row = await db.selectFrom('cases.case as c').select(caseColumns).where('c.id', '=', caseId).executeTakeFirst()
  if (!row) throw new Missing()
  return readCase(row)
}

/** Locked until the verb ends: whoever comes second finds the step taken. */
export const getCaseForUpdate = async (db: Tx, caseId: string) => {
  const row = await db.selectFrom('cases.case as c').select(caseColumns).where('c.id', '=', caseId).forUpdate().executeTakeFirst()
  if (!row) throw new Missing()
  return readCase(row)
}
export type CaseRecord = Awaited<ReturnType<typeof getCase>>

export interface NewCase {
  edition: EditionSummary
  subject: { kind: SubjectKind; id: string }
  personId: string | null
  employerId: string | null
  applicant: Actor
  holderName: string
  holderPinyin: string
  employerName: string | null
  placeCode: string
  firstState: CaseState
  answers: Answers
  assessment: Assessment
  today: PlainDate
}

const uniqueViolation = '23505'

/** Undefined when this subject already has an open case for the measure: the database decides, not a look before. */
export const insertCase = async (db: Tx, { edition, subject, applicant, assessment, today, answers, firstState, ...rest }: NewCase) => {
  const id = randomUUIDv7()
  await sql`savepoint new_case`.execute(db)
  try {
    return await db
      .insertInto('cases.case')
      .values({
        id,
        number: sql<string>`kernel.next_number(${`B${today.slice(0, 4)}`}, 6)`,
        editionId: edition.id,
        measure: edition.measure,
        edition: edition.edition,
        title: edition.title,
        documentNumber: edition.documentNumber,
        clause: edition.clause,
        subjectKind: subject.kind,
        subjectId: subject.id,
        ...rest,
        applicantId: applicant.accountId ?? null,
        applicantRole: applicant.role,
        state: firstState,
        answers: writeAnswers(id, answers),
        assessment: writeAssessment(id, assessment),
        green: isGreen(assessment),
        amountFen: assessment.amount,
        submittedOn: today,
      })
      .returning([sql<Id<'case'>>`id`.as('id'), 'number'])
      .executeTakeFirstOrThrow()
  } catch (error) {
    if (databaseCode(error) !== uniqueViolation) throw error
    await sql`rollback to savepoint new_case`.execute(db)
    return undefined
  }
}

interface CaseChange {
  state?: CaseState
  round?: number
  lacking?: string[]
  closedBecause?: string | null
  /** Null when an appeal opens the case again. */
  closedOn?: PlainDate | null
  supplementDueOn?: PlainDate | null
  suspendedOn?: PlainDate | null
  suspendedBecause?: string | null
  awardId?: string
  amountFen?: Fen | null
}
export const changeCase = async (db: Tx, caseId: string, change: CaseChange): Promise<void> => {
  const closedAt = change.closedOn === undefined ? {} : { closedAt: change.closedOn === null ? null : sql<string>`now()` }
  await db.updateTable('cases.case').set({ ...change, ...closedAt }).where('id', '=', caseId).execute()
}

export const keepAssessment = async (db: Tx, caseId: string, assessment: Assessment, answers: Answers): Promise<void> => {
  await db
    .updateTable('cases.case')
    .set({ assessment: writeAssessment(caseId, assessment), answers: writeAnswers(caseId, answers), green: isGreen(assessment), amountFen: assessment.amount })
    .where('id', '=', caseId)
    .execute()
}

const stepColumns = [
  sql<Id<'step'>>`s.id`.as('id'),
  sql<Id<'case'>>`s.case_id`.as('caseId'),
  's.round',
  's.stage',
  's.no',
  's.name',
  sql<StepKind>`s.kind`.as('kind'),
  sql<'all' | 'one'>`s.needs`.as('needs'),
  sql<Office['level']>`s.office_level`.as('officeLevel'),
  's.department',
  's.placeCode',
  's.officeName',
  's.workingDays',
  sql<StepState>`s.state`.as('state'),
  's.openedOn',
  's.dueOn',
  's.pausedOn',
  's.decidedOn',
  's.decidedByName',
  's.opinion',
  sql<Id<'step'> | null>`s.asked_by_step`.as('askedByStep'),
  's.question',
  sql<Id<'account'> | null>`s.holder_id`.as('holderId'),
  's.holderName',
  's.heldOn',
] as const

export const getStep = async (db: Tx, stepId: string) => {
  const step = await db.selectFrom('cases.step as s').select(stepColumns).where('s.id', '=', stepId).executeTakeFirst()
  if (!step) throw new Missing()
  return step
}
export type StepRecord = Awaited<ReturnType<typeof getStep>>

/** Several steps at once, in the order of their cases: two officers with overlapping selections never wait for each other in a circle. */
export const getSteps = async (db: Tx, stepIds: readonly string[]): Promise<StepRecord[]> => {
  const steps = await db.selectFrom('cases.step as s').select(stepColumns).where('s.id', 'in', stepIds).orderBy('s.caseId').orderBy('s.id').execute()
  if (steps.length < stepIds.length) throw new Missing()
  return steps
}

/** The steps of one round, in the order of the path. */
export const stepsOf = (db: Tx, caseId: string, round: number): Promise<StepRecord[]> =>
  db.selectFrom('cases.step as s').select(stepColumns).where('s.caseId', '=', caseId).where('s.round', '=', round).orderBy('s.stage').orderBy('s.no').execute()

export interface NewStep {
  round: number
  stage: number
  no: number
  name: string
  kind: StepKind
  needs: 'all' | 'one'
  officeLevel: Office['level']
  department: string | null
  placeCode: string
  officeName: string
  workingDays: number
  state: 'waiting' | 'skipped'
  opinion: string | null
  /** An opinion that another step asks for. */
  askedByStep?: Id<'step'>
  question?: string
}
export const insertSteps = async (db: Tx, caseId: string, steps: readonly NewStep[]): Promise<Id<'step'>[]> =>
  (await db.insertInto('cases.step').values(steps.map((step) => ({ ...step, caseId }))).returning(sql<Id<'step'>>`id`.as('id')).execute()).map(({ id }) => id)

interface StepChange {
  state: StepState
  openedOn?: PlainDate
  dueOn?: PlainDate
  pausedOn?: PlainDate | null
  opinion?: string | null
}
export const changeStep = async (db: Tx, stepId: string, change: StepChange): Promise<void> => {
  await db.updateTable('cases.step').set(change).where('id', '=', stepId).execute()
}

/** Somebody, or the clock when nobody is named, has settled this step. */
export const settleStep = async (db: Tx, stepId: string, state: 'agreed' | 'rejected' | 'answered', actor: Actor, today: PlainDate, opinion: string): Promise<void> => {
  await db
    .updateTable('cases.step')
    .set({ state, decidedOn: today, decidedAt: sql`now()`, decidedBy: actor.accountId ?? null, decidedByName: actor.name, decidedBehalf: actor.behalf?.accountId ?? null, opinion: opinion || null })
    .where('id', '=', stepId)
    .execute()
}

/** Who works on a step until he is done or puts it back; nobody in particular when left out. */
export const setHolder = async (db: Tx, stepId: string, holder?: { accountId: Id<'account'>; name: string; on: PlainDate; because: string | null }): Promise<void> => {
  const held = { holderId: holder?.accountId ?? null, holderName: holder?.name ?? null, heldOn: holder?.on ?? null, heldBecause: holder?.because ?? null }
  await db.updateTable('cases.step').set(held).where('id', '=', stepId).execute()
}

export interface NewEvent {
  caseId: string
  verb: string
  today: PlainDate
  office: string
  actor: Actor
  says: string
}
export const tell = async (db: Tx, { caseId, verb, today, office, actor, says }: NewEvent): Promise<void> => {
  await db.insertInto('cases.event').values({ caseId, verb, happenedOn: today, byOffice: office, byAccount: actor.accountId ?? null, byName: actor.name, says }).execute()
}

export const eventsOf = (db: Tx, caseId: string) =>
  db.selectFrom('cases.event as e').select(['e.verb', 'e.happenedOn', 'e.at', 'e.byOffice', 'e.byName', 'e.says']).where('e.caseId', '=', caseId).orderBy('e.at').orderBy('e.id').execute()
