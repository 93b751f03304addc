import { z } from 'zod'
import { declareAction, declareList, declareQuery } from '../../kernel/action.ts'
import { HintField } from '../../kernel/hint-field.ts'
import { phoneNumber } from '../../kernel/auth/account-contract.ts'
import { declareJob } from '../../kernel/jobs/declare.ts'
import { gradeNames } from '../../kernel/org/roles.ts'
import { IdField, InstantField, PlainDateField } from '../../kernel/types.ts'
import { employerTeam, entryDeciders } from './hands.ts'

/** 单位账号: who acts for an employer and as what; how a colleague comes in, and how the first one does. */

export { grades, gradeNames, type Grade } from '../../kernel/org/roles.ts'

const grade = z.enum(gradeNames)
const dutyId = IdField('duty')
const invitationId = IdField('invitation')
const requestId = IdField('entryRequest')
const Nothing = z.object({})

/** What each may, as the page says it. */
export const gradeWords = { administrator: '管账号，也能办事', clerk: '申报、核验、上传员工和材料', viewer: '只能看，不能办理' } as const

export const Member = z.object({ dutyId, name: z.string(), grade, since: PlainDateField, seenAt: InstantField.nullable(), me: z.boolean() })
export const Invitation = z.object({ id: invitationId, name: z.string(), phoneHint: HintField, grade, invitedByName: z.string(), expiresAt: InstantField, expired: z.boolean() })

export const askTeam = declareQuery({
  name: 'clerks.team',
  label: '单位账号',
  may: employerTeam,
  input: Nothing,
  output: z.object({
    mine: grade,
    members: z.array(Member),
    invitations: z.array(Invitation),
    /** Strangers who ask the office to become an administrator of this employer; the administrators are to know. */
    strangers: z.array(z.object({ id: requestId, number: z.string(), name: z.string(), post: z.string(), askedOn: PlainDateField })),
    /** Whether the house can send a text message; where not, the administrator tells his colleague himself. */
    carries: z.boolean(),
  }),
})

const notAdministrator = '只有单位管理员可以管理单位账号'
const lastAdministrator = '单位至少要有一名管理员'
const keeping = { refusals: { notAdministrator, lastAdministrator, gone: '这位同事已经不在单位账号里' }, sqlStates: { JY041: 'lastAdministrator' } } as const

/** So many members and open invitations an employer has at most. */
export const mostMembers = 50
export const invite = declareAction({
  name: 'clerks.invite',
  label: '发出邀请',
  may: employerTeam,
  input: z.object({ name: z.string().trim().min(1, '请填写同事的姓名').max(60, '姓名不超过 60 字'), phone: phoneNumber, grade }),
  output: z.object({ invitationId, expiresOn: PlainDateField, carried: z.boolean() }),
  refusals: { notAdministrator, already: '这个手机号码的同事已经在单位账号里', invited: '已经邀请过这个手机号码，等对方答复；要改角色请先撤回', tooMany: `账号和邀请合计至多 ${mostMembers} 个，请先移除不用的` },
})
export const withdrawInvitation = declareAction({ name: 'clerks.withdrawInvitation', label: '撤回邀请', may: employerTeam, input: z.object({ invitationId }), output: Nothing, refusals: { notAdministrator, answered: '对方已经答复，不能撤回' } })
export const changeGrade = declareAction({ name: 'clerks.changeGrade', label: '改角色', may: employerTeam, input: z.object({ dutyId, grade }), output: Nothing, ...keeping })
export const endMember = declareAction({ name: 'clerks.endMember', label: '移除', may: employerTeam, input: z.object({ dutyId }), output: Nothing, ...keeping })
export const leave = declareAction({
  name: 'clerks.leave',
  label: '退出单位账号',
  may: employerTeam,
  viewerToo: true,
  /** It cannot be taken back by who does it, so it is not done by an empty request. */
  input: z.object({ sure: z.literal(true) }),
  output: Nothing,
  refusals: { lastAdministrator, gone: '您已经不在单位账号里' },
  sqlStates: { JY041: 'lastAdministrator' },
})

export const entryStates = { open: '待确认', confirmed: '已开通', refused: '不予开通', withdrawn: '已撤回' } as const
export type EntryState = keyof typeof entryStates
const entryState = z.enum(Object.keys(entryStates) as [EntryState])
/** Working days within which the county answers. */
export const answerWithin = 3

export const EntryRow = z.object({
  id: requestId,
  number: z.string(),
  employerName: z.string(),
  placeName: z.string(),
  name: z.string(),
  post: z.string(),
  state: entryState,
  askedOn: PlainDateField,
  dueOn: PlainDateField,
  decidedByName: z.string(),
})
export const listEntries = declareList({
  name: 'clerks.entries',
  label: '单位开通申请',
  may: entryDeciders,
  filters: z.object({ search: z.string().max(50).optional(), state: entryState.optional() }),
  row: EntryRow,
  columns: { number: '编号', employerName: '用人单位', placeName: '所在地', name: '申请人', post: '职务', state: '状态', askedOn: '申请', dueOn: '应答复', decidedByName: '答复人' },
  words: { state: entryStates },
  sorts: ['dueOn', '-askedOn', 'number'],
})
export const getEntry = declareQuery({
  name: 'clerks.entry',
  label: '单位开通申请',
  may: entryDeciders,
  input: z.object({ requestId }),
  output: EntryRow.extend({
    creditCode: z.string(),
    phoneHint: HintField,
    proofName: z.string(),
    decidedOn: PlainDateField.nullable(),
    reason: z.string().nullable(),
    /** How many administrators the employer has today: none for a first way in. */
    administrators: z.number().int(),
  }),
})
const deciding = { notOpen: '这份申请已经答复或撤回', ownRequest: '这是您自己的手机号码提出的申请，请由同事答复' } as const
export const confirmEntry = declareAction({ name: 'clerks.confirmEntry', label: '确认开通', may: entryDeciders, input: z.object({ requestId }), output: Nothing, refusals: { ...deciding, already: '申请人已经在这家单位的账号里', officer: '这个手机号码现在是工作人员的账号，请申请人换一个手机号码' }, sqlStates: { JY003: 'ownRequest' } })
export const refuseEntry = declareAction({
  name: 'clerks.refuseEntry',
  label: '不予开通',
  may: entryDeciders,
  input: z.object({ requestId, reason: z.string().trim().min(4, '请写明理由，申请人会看到').max(300, '不超过 300 字') }),
  output: Nothing,
  refusals: deciding,
  sqlStates: { JY003: 'ownRequest' },
})

export const carryInvitation = declareJob({ name: 'clerks.carryInvitation', label: '发出单位账号邀请', payload: z.object({ invitationId }) })
export const carryAnswer = declareJob({ name: 'clerks.carryAnswer', label: '告知单位开通结果', payload: z.object({ requestId }) })
export const warnAdministrators = declareJob({ name: 'clerks.warnAdministrators', label: '告知单位：有人申请作管理员', payload: z.object({ requestId }) })
