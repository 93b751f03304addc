import { z } from 'zod'
import { declareList, declareQuery } from '../../kernel/action.ts'
import { everyone } from '../../kernel/org/roles.ts'
import { FenField, IdField, InstantField, PlainDateField } from '../../kernel/types.ts'
import { payers, ways, type AwardWay, type PublicPayer } from '../../fund/contract.ts'
import { ConditionShown, InstalmentShown } from '../assessment.ts'
import { caseCan, caseStateOf, caseStates, stepKinds, stepStateOf, type CaseVerb } from '../contract.ts'

/** What is read of the case desk: the queue, the lists, one case, the public notices. */

const subjectKind = z.enum(['person', 'employer', 'team'])
const stepKind = z.enum(stepKinds)
const search = z.string().trim().max(50).optional()

export const dueFilters = { overdue: '已超期', soon: '三个工作日内到期' } as const
export type DueFilter = keyof typeof dueFilters
export const holderFilters = { mine: '我领办的', free: '无人领办' } as const
/** “soon” in working days: what an officer must look at today. */
export const soonDays = 3

export const QueueRow = z.object({
  id: IdField('step'),
  caseId: IdField('case'),
  number: z.string(),
  title: z.string(),
  measure: z.string(),
  holderName: z.string(),
  employerName: z.string(),
  placeName: z.string(),
  state: caseStateOf,
  stepName: z.string(),
  kind: stepKind,
  green: z.boolean(),
  amount: FenField.nullable(),
  submittedOn: PlainDateField,
  dueOn: PlainDateField,
  /** Working days left; negative when late. */
  daysLeft: z.number().int(),
  /** Who of the office works on it; empty while anybody may. */
  heldBy: z.string(),
  /** It is me. */
  mine: z.boolean(),
})
export type QueueRow = z.infer<typeof QueueRow>

export const queueFilters = z.object({ search, measure: z.string().max(80).optional(), state: caseStateOf.optional(), due: z.enum(['overdue', 'soon']).optional(), green: z.boolean().optional(), holder: z.enum(['mine', 'free']).optional() })
export const listQueue = declareList({
  name: 'cases.queue',
  label: '待办',
  may: ['reviewer', 'talentOffice', 'windowClerk', 'employerClerk'],
  filters: queueFilters,
  row: QueueRow,
  columns: { number: '办件编号', title: '事项', holderName: '申报对象', employerName: '单位', placeName: '办理地', stepName: '步骤', submittedOn: '申请日', dueOn: '到期日', daysLeft: '剩余工作日' },
  sorts: ['dueOn', 'number', 'submittedOn', 'holderName'],
})

export const queueSummary = declareQuery({
  name: 'cases.queueSummary',
  label: '待办概况',
  may: listQueue.may,
  input: z.object({}),
  output: z.object({
    total: z.number().int(),
    overdue: z.number().int(),
    soon: z.number().int(),
    green: z.number().int(),
    measures: z.array(z.object({ measure: z.string(), title: z.string(), count: z.number().int() })),
  }),
})

export const CaseRow = z.object({
  id: IdField('case'),
  number: z.string(),
  title: z.string(),
  measure: z.string(),
  /** Whom it is about; null when it is about an employer or a team. */
  personId: IdField('person').nullable(),
  holderName: z.string(),
  employerName: z.string(),
  placeName: z.string(),
  state: caseStateOf,
  amount: FenField.nullable(),
  submittedOn: PlainDateField,
  closedOn: PlainDateField.nullable(),
  /** Offices that hold it now; empty when it waits for the applicant or is closed. */
  heldBy: z.string(),
  dueOn: PlainDateField.nullable(),
})
export type CaseRow = z.infer<typeof CaseRow>

/** Row-level security makes it my cases for a talent, our staff's for an employer, and the place's for an office. */
export const listCases = declareList({
  name: 'cases.list',
  label: '办件',
  may: everyone,
  filters: z.object({ search, measure: z.string().max(80).optional(), state: caseStateOf.optional(), open: z.boolean().optional(), personId: IdField('person').optional() }),
  row: CaseRow,
  columns: { number: '办件编号', title: '事项', holderName: '申报对象', employerName: '单位', placeName: '办理地', state: '状态', amount: '金额（分）', submittedOn: '申请日', closedOn: '办结日', heldBy: '办理机构', dueOn: '到期日' },
  words: { state: caseStates },
  sorts: ['-submittedOn', 'number', 'holderName'],
})

export const StepShown = z.object({
  id: IdField('step'),
  stage: z.number().int(),
  name: z.string(),
  kind: stepKind,
  officeName: z.string(),
  state: stepStateOf,
  openedOn: PlainDateField.nullable(),
  dueOn: PlainDateField.nullable(),
  /** Null while the clock does not run. */
  daysLeft: z.number().int().nullable(),
  decidedOn: PlainDateField.nullable(),
  /** The officer's name, for colleagues; applicants see the office. */
  decidedBy: z.string().nullable(),
  opinion: z.string().nullable(),
  /** `one`: of the steps of this stage one is enough. */
  needs: z.enum(['all', 'one']),
  /** What another office was asked for an opinion on; null for a step of the path. */
  question: z.string().nullable(),
  /** Who of the office works on it, for colleagues. */
  heldBy: z.string().nullable(),
  mine: z.boolean(),
})
export type StepShown = z.infer<typeof StepShown>

export const ObjectionShown = z.object({
  id: IdField('objection'),
  receipt: z.string(),
  objectorName: z.string().nullable(),
  reason: z.string(),
  lodgedOn: PlainDateField,
  state: z.enum(['pending', 'upheld', 'dismissed', 'closed']),
  finding: z.string().nullable(),
  settledOn: PlainDateField.nullable(),
  inquirer: z.string().nullable(),
  notes: z.array(z.object({ on: PlainDateField, by: z.string(), note: z.string() })),
})
export type ObjectionShown = z.infer<typeof ObjectionShown>

export const AppealShown = z.object({
  id: IdField('appeal'),
  officeName: z.string(),
  reason: z.string(),
  lodgedOn: PlainDateField,
  dueOn: PlainDateField,
  state: z.enum(['pending', 'upheld', 'dismissed']),
  finding: z.string().nullable(),
  settledOn: PlainDateField.nullable(),
})

/** 一事一议: within which bounds, what experts said, what the meeting decided. */
export const DiscretionShown = z.object({
  body: z.string().nullable(),
  floor: FenField.nullable(),
  cap: FenField.nullable(),
  experts: z.array(z.object({ expert: z.string(), score: z.number().nullable(), amount: FenField.nullable(), opinion: z.string(), givenOn: PlainDateField })),
  decision: z.object({ body: z.string(), minutesNumber: z.string(), metOn: PlainDateField, amount: FenField }).nullable(),
})

const verbOf = z.enum(Object.keys(caseCan.table) as [CaseVerb])
export const getCasePage = declareQuery({
  name: 'cases.case',
  label: '办件',
  may: everyone,
  input: z.object({ caseId: IdField('case') }),
  output: z.object({
    id: IdField('case'),
    number: z.string(),
    title: z.string(),
    documentNumber: z.string(),
    clause: z.string(),
    measure: z.string(),
    edition: z.number().int(),
    editionId: IdField('edition'),
    subjectKind,
    personId: IdField('person').nullable(),
    holderName: z.string(),
    employerName: z.string().nullable(),
    placeName: z.string(),
    state: caseStateOf,
    round: z.number().int(),
    green: z.boolean(),
    amount: FenField.nullable(),
    amountBecause: z.string().nullable(),
    /** Facts of the amount, or of another measure that a condition asks about, that nobody has verified. */
    unproven: z.array(z.string()),
    schedule: z.array(InstalmentShown),
    lacking: z.array(z.string()),
    closedBecause: z.string().nullable(),
    submittedOn: PlainDateField,
    closedOn: PlainDateField.nullable(),
    awardId: z.string().nullable(),
    /** What the decision committed, for the desk: null before it, without money, and for the applicant, who reads it on his own page. */
    paying: z
      .object({
        awardId: IdField('award'),
        way: z.enum(Object.keys(ways) as [AwardWay]),
        grossFen: FenField,
        taxFen: FenField,
        netFen: FenField,
        payees: z.array(z.string()),
        parts: z.array(z.object({ payer: z.enum(Object.keys(payers) as [PublicPayer]).nullable(), lineTitle: z.string(), amountFen: FenField })),
        outside: z.array(z.object({ name: z.string(), amountFen: FenField })),
      })
      .nullable(),
    outcome: z.enum(['eligible', 'ineligible', 'unknown']),
    /** Facts are left out for the employer of a person: he verifies employment, not the household. */
    conditions: z.array(ConditionShown),
    steps: z.array(StepShown),
    events: z.array(z.object({ verb: z.string(), on: PlainDateField, at: InstantField, office: z.string(), by: z.string().nullable(), says: z.string() })),
    notice: z.object({ fromOn: PlainDateField, toOn: PlainDateField, state: z.enum(['open', 'suspended', 'ended', 'revoked']) }).nullable(),
    objections: z.array(ObjectionShown),
    /** Until when the applicant may supplement. */
    supplementDueOn: PlainDateField.nullable(),
    suspendedBecause: z.string().nullable(),
    appeal: AppealShown.nullable(),
    /** Until when a rejection may be appealed; null when it may not. */
    appealBy: PlainDateField.nullable(),
    /** Null where the clause fixes the amount, and for applicants. */
    discretion: DiscretionShown.nullable(),
    /** What the asker may do now: the buttons, by the same table as the guards. */
    can: z.array(verbOf),
    /** The step that these verbs are about. */
    stepId: IdField('step').nullable(),
  }),
})
export type CasePageData = z.output<typeof getCasePage.output>

export const NoticeRow = z.object({
  id: IdField('notice'),
  number: z.string(),
  title: z.string(),
  documentNumber: z.string(),
  maskedName: z.string(),
  employerName: z.string(),
  amount: FenField.nullable(),
  placeName: z.string(),
  officeName: z.string(),
  fromOn: PlainDateField,
  toOn: PlainDateField,
  state: z.enum(['open', 'suspended']),
})
export type NoticeRow = z.infer<typeof NoticeRow>

export const listNotices = declareList({
  name: 'cases.notices',
  label: '公示',
  may: 'public',
  filters: z.object({ search, county: z.string().regex(/^\d{6}$/).optional() }),
  row: NoticeRow,
  columns: { number: '办件编号', title: '事项', maskedName: '对象', employerName: '单位', amount: '金额（分）', placeName: '办理地', fromOn: '公示起', toOn: '公示止' },
  sorts: ['-fromOn', 'toOn', 'number'],
  openExport: true,
})
