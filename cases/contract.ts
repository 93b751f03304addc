import { z } from 'zod'
import { declareAction } from '../kernel/action.ts'
import { declareEvent, declareJob } from '../kernel/jobs/declare.ts'
import { FenField, IdField, PlainDateField } from '../kernel/types.ts'
import { attachRefusals, DocumentIds } from './documents/contract.ts'
import { Answers } from './answers.ts'
import { Ground, JustTheStep, Lacking, Nothing, Opinion, Reason, reviewers, stepRefusals } from './fields.ts'
import { caseStateOf } from './states.ts'
import { signedPeriod } from '../fund/contract.ts'

/** 办件：申报、核验、审核、补正、公示、异议、审定。状态与守卫在 states.ts；领办移交、复核、一事一议、批量各在自己的 contract.ts。 */
export * from './states.ts'
export * from './answers.ts'

const caseId = IdField('case')
const personId = IdField('person')

export const applicants = ['talent', 'employerClerk'] as const

export const submit = declareAction({
  name: 'cases.submit',
  label: '提交申报',
  may: applicants,
  input: z.object({
    measure: z.string().min(1).max(80),
    /** For which member of the staff, when the employer files; left out for oneself and for the employer's own measures. */
    personId: personId.optional(),
    /** Which of the employer's teams, for a measure for teams. */
    teamId: IdField('team').optional(),
    answers: Answers.default({}),
    documents: DocumentIds.optional(),
  }),
  output: z.object({ caseId, number: z.string(), state: caseStateOf, holder: z.string(), dueOn: PlainDateField }),
  refusals: {
    notInForce: '该事项目前不在执行期内',
    byEmployer: '该事项由用人单位申报，请联系单位经办人',
    byTalent: '请指明为哪一位员工申报',
    notYourStaff: '没有找到这名在职员工',
    noTeam: '没有找到本单位的这个团队',
    noEmployer: '该事项须由用人单位核验，您目前没有登记在册的用人单位',
    ineligible: '不符合条件',
    answersMissing: '还差以下信息',
    answerKnown: '系统中已有核实的信息，不能另行填报；如有不对，请先申请更正',
    alreadyOpen: '该事项已有一件正在办理，无需重复提交',
    placeUnknown: '登记的工作地没有到乡镇街道，无法确定受理窗口，请先更新工作地',
    banned: '目前在禁报期内，不能申报',
    pathUnsupported: '该事项的办理路径不完整，请联系政策管理人员',
    papersMissing: '还差材料，请先上传再提交',
    ...attachRefusals,
  },
})

export const employerVerify = declareAction({
  name: 'cases.employerVerify',
  label: '核验属实',
  may: ['employerClerk'],
  input: JustTheStep.extend({ opinion: Opinion }),
  output: z.object({ state: caseStateOf }),
  refusals: stepRefusals,
})

export const employerDeny = declareAction({
  name: 'cases.employerDeny',
  label: '核验不属实',
  may: ['employerClerk'],
  input: JustTheStep.extend({ opinion: Reason }),
  output: Nothing,
  refusals: stepRefusals,
})

export const agree = declareAction({
  name: 'cases.agree',
  label: '审核通过',
  may: reviewers,
  input: JustTheStep.extend({ opinion: Opinion }),
  output: z.object({ state: caseStateOf }),
  refusals: { ...stepRefusals, notReview: '这一步不是审核，请使用审定', opinionOutstanding: '加签的意见还没有出具' },
})

export const sendBack = declareAction({
  name: 'cases.sendBack',
  label: '退回补正',
  may: [...reviewers, 'employerClerk'],
  input: JustTheStep.extend({ lacking: Lacking }),
  /** The last day for the supplement. */
  output: z.object({ dueOn: PlainDateField }),
  refusals: stepRefusals,
})

export const supplement = declareAction({
  name: 'cases.supplement',
  label: '提交补正',
  may: applicants,
  input: z.object({ caseId, answers: Answers.default({}), note: z.string().trim().max(1000, '说明不超过 1000 字').default(''), documents: DocumentIds.optional() }),
  output: z.object({ state: caseStateOf, dueOn: PlainDateField }),
  refusals: {
    notReturned: '该办件不在待补正状态',
    notApplicant: '请由原申报人补正',
    nothingNew: '请填写补充的信息或说明，或提交材料',
    ineligible: '按补正后的信息不符合条件',
    answersMissing: '还差以下信息',
    answerKnown: '系统中已有核实的信息，不能另行填报；如有不对，请先申请更正',
    ...attachRefusals,
  },
})

export const reject = declareAction({
  name: 'cases.reject',
  label: '不予通过',
  may: reviewers,
  input: JustTheStep.extend({ ground: Ground, opinion: Reason }),
  output: Nothing,
  refusals: { ...stepRefusals, noSuchCondition: '该事项没有这一条件，请重新选择依据' },
})

export const withdraw = declareAction({
  name: 'cases.withdraw',
  label: '撤回申报',
  may: applicants,
  input: z.object({ caseId, note: z.string().trim().max(200).default('') }),
  output: Nothing,
  refusals: { alreadyClosed: '办件已经办结，不能撤回', notApplicant: '请由原申报人撤回' },
})

export const decide = declareAction({
  name: 'cases.decide',
  label: '提交审定',
  may: reviewers,
  /** The amount in fen only where the measure leaves it to the deciding body (一事一议). */
  input: JustTheStep.extend({ opinion: Opinion, amount: FenField.optional() }),
  output: z.object({ number: z.string(), amount: FenField.nullable(), awardId: z.string().nullable() }),
  refusals: {
    ...stepRefusals,
    notDecision: '这一步不是审定',
    opinionOutstanding: '加签的意见还没有出具',
    noLongerEligible: '按目前的信息已不符合条件',
    bodyNeeded: '该事项的金额由审定机构决定，请先登记会议决定',
    amountDiffers: '填写的金额与会议决定的不一致',
    amountNeeded: '该事项的金额由审定机关确定，请填写金额',
    amountFixed: '该事项的金额由条款确定，不能另行填写',
    noBudgetLine: '没有可以列支的预算科目',
    budgetShort: '预算余额不足',
    quotaFull: '名额已经用完',
    alreadyAwarded: '该对象已经享受过这一事项，或正在享受同类事项',
    banned: '该对象在禁报期内，不能审定',
    ...signedPeriod.refusals,
  },
  sqlStates: signedPeriod.sqlStates,
})

export const object = declareAction({
  name: 'cases.object',
  label: '提出异议',
  may: 'public',
  input: z.object({
    noticeId: IdField('notice'),
    reason: z.string().trim().min(10, '请用不少于 10 个字写明事实和理由').max(2000, '不超过 2000 字'),
    name: z.string().trim().min(2, '姓名至少 2 个字').max(60).optional(),
  }),
  output: z.object({ receipt: z.string() }),
  refusals: { noticeOver: '公示已经结束，不再受理异议' },
})

export const settleObjection = declareAction({
  name: 'cases.settleObjection',
  label: '办结异议',
  may: reviewers,
  input: z.object({
    objectionId: IdField('objection'),
    finding: Reason,
    outcome: z.discriminatedUnion('is', [
      z.object({ is: z.literal('dismissed') }),
      z.object({ is: z.literal('review') }),
      z.object({ is: z.literal('rejected'), clause: z.string().trim().min(2, '请写明条款').max(100) }),
    ]),
  }),
  output: z.object({ state: caseStateOf }),
  refusals: { alreadySettled: '该异议已经办结', inquiryOpen: '已指定调查人，请先由其记录调查经过', noReviewStage: '办理路径中公示之前没有审核环节，不能退回复审' },
})

/** The case went from one state to another; whoever tells people listens. */
export const caseMoved = declareEvent({ name: 'cases.moved', payload: z.object({ caseId: z.string(), number: z.string(), from: z.string(), to: caseStateOf, verb: z.string() }) })
export const caseDecided = declareEvent({
  name: 'cases.decided',
  payload: z.object({ caseId: z.string(), number: z.string(), measure: z.string(), editionId: z.string(), subjectKind: z.enum(['person', 'employer', 'team']), subjectId: z.string(), awardId: z.string().nullable(), entries: z.array(z.object({ name: z.string(), road: z.string() })).optional() }),
})
export const endNotices = declareJob({ name: 'cases.endNotices', label: '公示期满', payload: z.unknown() })
