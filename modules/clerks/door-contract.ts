import { z } from 'zod'
import { gradeNames } from '../../kernel/org/roles.ts'
import { IdField, InstantField, PlainDateField } from '../../kernel/types.ts'
import { entryStates, type EntryState } from './contract.ts'

/** What somebody does who has shown no more than a telephone: sees who invites it, answers, asks for the first account. Plain routes, for there is no actor yet. */

export const paths = { mine: 'clerks.mine', answer: 'clerks.answer', ask: 'clerks.ask', withdraw: 'clerks.withdrawEntry' } as const
export const proofPath = (id: string): string => `/api/clerks.proof/${id}`

/** One paper, photographed or scanned: an appointment or a letter with the employer's seal. */
export const proofLimit = 5 * 1024 * 1024
export const proofTypes = ['pdf', 'jpeg', 'png'] as const

export const Mine = z.object({
  phoneHint: z.string(),
  invitations: z.array(z.object({ id: IdField('invitation'), employerName: z.string(), grade: z.enum(gradeNames), invitedByName: z.string(), expiresAt: InstantField })),
  requests: z.array(
    z.object({ id: IdField('entryRequest'), number: z.string(), employerName: z.string(), officeName: z.string(), state: z.enum(Object.keys(entryStates) as [EntryState]), askedOn: PlainDateField, dueOn: PlainDateField, decidedOn: PlainDateField.nullable(), reason: z.string().nullable() }),
  ),
})
export type Mine = z.infer<typeof Mine>

export const Answering = z.object({ invitationId: IdField('invitation'), accept: z.boolean() })
export const Withdrawing = z.object({ requestId: IdField('entryRequest') })
export const Asking = z.object({
  creditCode: z.string().trim().toUpperCase().length(18, '统一社会信用代码是 18 位'),
  name: z.string().trim().min(1, '请填写您的姓名').max(60, '姓名不超过 60 字'),
  post: z.string().trim().min(1, '请填写您在单位的职务').max(60, '职务不超过 60 字'),
})
export const Asked = z.object({ number: z.string(), officeName: z.string(), dueOn: PlainDateField })
export type Asked = z.infer<typeof Asked>
export const Answered = z.object({ signedIn: z.boolean() })
export type Answered = z.infer<typeof Answered>

export const doorRefusals = {
  phoneFirst: '请先用手机验证码证明这个号码是您的',
  gone: '这份邀请已经过期、撤回或答复过，请单位管理员重新邀请',
  notOpen: '这份申请已经答复或撤回',
  wrongCode: '统一社会信用代码不对，请对照营业执照再填一次',
  noEmployer: '登记库里还没有这家单位。请带营业执照到所在区县人才办或乡镇街道窗口先登记单位',
  inHand: '这个手机号码对这家单位的申请正在办理，请等答复',
  already: '您已经是这家单位的管理员，直接登录就可以',
  tooMany: '这个手机号码三十天内已经申请三次，请带证明到所在区县人才办办理',
  badProof: '证明没有收下',
  officer: '这个手机号码是工作人员的账号，不能再作单位账号；请换一个手机号码',
} as const
export type DoorRefusal = keyof typeof doorRefusals
