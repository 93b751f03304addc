import { lifecycle } from '../kernel/action.ts'
import { z } from 'zod'

/**
 * 办件的状态与守卫：只有这一张表。服务器、按钮照 caseCan，每一次转换照 caseWays；数据库的 cases.transition 与它逐行相同
 * （ways.test.ts），办件表以外键引用它。
 */

export const caseStates = {
  verifying: '单位核验',
  inReview: '审核中',
  returned: '待补正',
  suspended: '已中止',
  onNotice: '公示中',
  objected: '异议调查',
  toDecide: '待审定',
  appealed: '复核中',
  decided: '已审定',
  rejected: '不予通过',
  withdrawn: '已撤回',
} as const
export type CaseState = keyof typeof caseStates
export const caseStateOf = z.enum(Object.keys(caseStates) as [CaseState])
export const openStates = ['verifying', 'inReview', 'returned', 'suspended', 'onNotice', 'objected', 'toDecide', 'appealed'] as const satisfies readonly CaseState[]

export const stepStates = { waiting: '未到', open: '办理中', agreed: '同意', answered: '已出具意见', returned: '退回补正', rejected: '不予通过', paused: '暂停计时', skipped: '无需办理' } as const
export type StepState = keyof typeof stepStates
export const stepStateOf = z.enum(Object.keys(stepStates) as [StepState])

/** Of each verb: from which states it may be used, and into which others it may bring the case from there. None: the case stays where it is. */
export const caseWays = {
  employerVerify: { verifying: ['inReview', 'onNotice', 'toDecide'], inReview: ['verifying', 'onNotice', 'toDecide'] },
  employerDeny: { verifying: ['rejected'], inReview: ['rejected'] },
  agree: { inReview: ['verifying', 'onNotice', 'toDecide'] },
  sendBack: { verifying: ['returned'], inReview: ['returned'], toDecide: ['returned'] },
  reject: { inReview: ['rejected'], toDecide: ['rejected'] },
  decide: { toDecide: ['decided'] },
  supplement: { returned: ['verifying', 'inReview', 'toDecide'] },
  object: { onNotice: ['objected'], objected: [] },
  assignInquirer: { objected: [] },
  noteInquiry: { objected: [] },
  settleObjection: { objected: ['onNotice', 'inReview', 'rejected'] },
  withdraw: { verifying: ['withdrawn'], inReview: ['withdrawn'], returned: ['withdrawn'], suspended: ['withdrawn'], onNotice: ['withdrawn'], objected: ['withdrawn'], toDecide: ['withdrawn'] },
  claim: { verifying: [], inReview: [], toDecide: [] },
  release: { verifying: [], inReview: [], toDecide: [] },
  delegate: { verifying: [], inReview: [], toDecide: [] },
  addReviewer: { inReview: [], toDecide: [] },
  giveOpinion: { inReview: [], toDecide: [] },
  returnTo: { inReview: ['verifying', 'onNotice'], toDecide: ['verifying', 'inReview', 'onNotice'] },
  suspend: { inReview: ['suspended'], toDecide: ['suspended'] },
  resume: { suspended: ['inReview', 'toDecide'] },
  recordExpert: { inReview: [], toDecide: [] },
  recordBody: { toDecide: [] },
  appeal: { rejected: ['appealed'] },
  settleAppeal: { appealed: ['rejected', 'verifying', 'inReview', 'onNotice', 'toDecide'] },
} as const satisfies Record<string, Partial<Record<CaseState, readonly CaseState[]>>>
export type CaseVerb = keyof typeof caseWays

/** Ways that nobody presses a button for: filing makes the case, the clock ends a notice and a time for supplements. */
export const silentWays = {
  submit: { new: ['verifying', 'inReview', 'onNotice', 'toDecide'] },
  endNotice: { onNotice: ['verifying', 'inReview', 'toDecide'] },
  lapse: { returned: ['withdrawn'] },
} as const satisfies Record<string, Partial<Record<CaseState | 'new', readonly CaseState[]>>>
export type MovingVerb = CaseVerb | keyof typeof silentWays

const allWays: Record<MovingVerb, Partial<Record<CaseState | 'new', readonly CaseState[]>>> = { ...caseWays, ...silentWays }
const statesOf = (verb: CaseVerb): readonly CaseState[] => Object.keys(caseWays[verb]) as CaseState[]

/** Whether a verb may be used on a case in its state: the guard of the server and of the button. */
export const caseCan = lifecycle<CaseState>()(Object.fromEntries((Object.keys(caseWays) as CaseVerb[]).map((verb) => [verb, statesOf(verb)])) as Record<CaseVerb, readonly CaseState[]>)

/** Whether this verb may bring a case from one state into another: the guard of every change of state. */
export const isWay = (verb: MovingVerb, from: CaseState | 'new', to: CaseState): boolean => allWays[verb][from]?.includes(to) ?? false

export interface Way {
  verb: MovingVerb
  from: CaseState | 'new'
  to: CaseState
}
/** The table row by row, as the database has it. */
export const everyWay: readonly Way[] = (Object.entries(allWays) as [MovingVerb, Partial<Record<CaseState | 'new', readonly CaseState[]>>][]).flatMap(([verb, ways]) =>
  (Object.entries(ways) as [CaseState | 'new', readonly CaseState[]][]).flatMap(([from, tos]) => tos.map((to) => ({ verb, from, to }))),
)

/** What a step may be: those of the path, and the opinion that another office was asked for (加签). */
export const stepKinds = ['review', 'notice', 'decide', 'opinion'] as const
export type StepKind = (typeof stepKinds)[number]

const anyStep = ['claim', 'release', 'delegate'] as const
const byKind: Record<StepKind, readonly CaseVerb[]> = {
  review: ['agree', 'sendBack', 'reject', 'returnTo', 'addReviewer', 'suspend', 'resume', 'recordExpert', ...anyStep],
  decide: ['decide', 'sendBack', 'reject', 'returnTo', 'addReviewer', 'suspend', 'resume', 'recordExpert', 'recordBody', ...anyStep],
  notice: ['settleObjection', 'assignInquirer', 'noteInquiry'],
  opinion: ['giveOpinion', ...anyStep],
}
const byEmployer: readonly CaseVerb[] = ['employerVerify', 'employerDeny', 'sendBack', ...anyStep]

/** The verbs that a step of this kind knows, whatever the state of the case. */
export const verbsOfStep = ({ kind, officeLevel }: { kind: StepKind; officeLevel: string }): readonly CaseVerb[] => (officeLevel === 'employer' ? byEmployer : byKind[kind])
