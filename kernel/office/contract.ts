import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../action.ts'
import { reaches, type Reach } from '../org/reach.ts'
import { roles, staff, type Role } from '../org/roles.ts'
import { IdField, InstantField, PlainDateField } from '../types.ts'
import { declarationKinds } from './permissions.ts'

/** 账号与职责：who may do what; who opens an account, grants and ends a duty. One security officer proposes, another human confirms. */

const roleOf = z.enum(Object.keys(roles) as [Role])
const security = ['securityOfficer'] as const

/** Duties that are granted here. A talent and a clerk of an employer come in by their own doors. */
export const officerRoles = ['systemOfficer', 'securityOfficer', 'auditOfficer'] as const
export const grantable = [...staff, ...officerRoles] as const
export const withoutPlace: readonly Role[] = officerRoles
export const withDepartment: readonly Role[] = ['reviewer', 'talentOffice']

export const changeKinds = { open: '开户并授予职责', grant: '授予职责', end: '终止职责', disable: '停用账号', enable: '启用账号' } as const
export type ChangeKind = keyof typeof changeKinds
export const changeStates = { proposed: '待确认', confirmed: '已生效', declined: '已退回', withdrawn: '已撤回' } as const
export type ChangeState = keyof typeof changeStates
export const changeCan = lifecycle<ChangeState>()({ confirm: ['proposed'], decline: ['proposed'], withdraw: ['proposed'] })

export const permissionTable = declareQuery({
  name: 'office.permissions',
  label: '权限一览',
  may: ['securityOfficer', 'auditOfficer'],
  input: z.object({}),
  output: z.object({
    permissions: z.array(
      z.object({
        verb: z.string(),
        label: z.string(),
        module: z.string(),
        kind: z.enum(Object.keys(declarationKinds) as [keyof typeof declarationKinds]),
        open: z.boolean(),
        stepUp: z.boolean(),
        who: z.array(z.object({ role: roleOf, reach: z.enum(Object.keys(reaches) as [Reach]) })),
      }),
    ),
  }),
})

export const AccountRow = z.object({ id: IdField('account'), login: z.string(), name: z.string(), duties: z.string(), state: z.enum(['active', 'disabled']), createdAt: InstantField })
export const accountStates = { active: '使用中', disabled: '已停用' } as const
export const listAccounts = declareList({
  name: 'office.accounts',
  label: '账号',
  may: security,
  filters: z.object({ search: z.string().trim().max(40).optional(), state: z.enum(Object.keys(accountStates) as [keyof typeof accountStates]).optional() }),
  row: AccountRow,
  columns: { login: '登录名', name: '姓名', duties: '现有职责', state: '状态', createdAt: '开户时间' },
  words: { state: accountStates },
  sorts: ['name', 'login', '-createdAt'],
})

export const getAccount = declareQuery({
  name: 'office.account',
  label: '账号',
  may: security,
  input: z.object({ accountId: IdField('account') }),
  output: AccountRow.omit({ duties: true }).extend({
    duties: z.array(
      z.object({ id: IdField('duty'), role: roleOf, title: z.string(), placeName: z.string().nullable(), departmentName: z.string().nullable(), validFrom: PlainDateField, validTo: PlainDateField.nullable(), document: z.string().nullable(), current: z.boolean(), deputises: z.boolean() }),
    ),
  }),
})

export const ChangeRow = z.object({
  id: IdField('dutyChange'),
  kind: z.enum(Object.keys(changeKinds) as [ChangeKind]),
  name: z.string(),
  says: z.string(),
  document: z.string(),
  state: z.enum(Object.keys(changeStates) as [ChangeState]),
  proposedByName: z.string(),
  proposedAt: InstantField,
  decidedByName: z.string().nullable(),
  reason: z.string().nullable(),
  mine: z.boolean(),
})
export type ChangeRow = z.infer<typeof ChangeRow>
export const listChanges = declareList({
  name: 'office.changes',
  label: '授权变更',
  may: security,
  filters: z.object({ state: z.enum(Object.keys(changeStates) as [ChangeState]).optional(), search: z.string().trim().max(40).optional() }),
  row: ChangeRow,
  columns: { kind: '种类', name: '姓名', says: '内容', document: '依据文件', state: '状态', proposedByName: '提出人', proposedAt: '提出时间', decidedByName: '办结人', reason: '理由' },
  words: { kind: changeKinds, state: changeStates },
  sorts: ['-proposedAt', 'proposedAt'],
})

export const departmentsAndPlaces = declareQuery({
  name: 'office.choices',
  label: '部门',
  may: security,
  input: z.object({}),
  output: z.object({ departments: z.array(z.object({ code: z.string(), name: z.string() })) }),
})

const document = z.string().trim().min(4, '请写明依据的文件').max(120)
export const DutyFields = z.object({
  role: z.enum(grantable),
  placeCode: z.string().regex(/^\d{4}(\d{2}(\d{3})?)?$/, '区划代码为 4、6 或 9 位数字').nullable(),
  department: z.string().max(40).nullable(),
  title: z.string().trim().min(2, '请写明职责名称').max(40),
  validFrom: PlainDateField,
  validTo: PlainDateField.nullable(),
  document,
})
const changeId = IdField('dutyChange')
const accountId = IdField('account')
const dutyRefusals = {
  placeNeeded: '这项职责要写明辖区',
  placeNotWanted: '三员没有辖区和部门',
  placeUnknown: '没有这个区划',
  departmentNeeded: '这项职责要写明部门',
  departmentUnknown: '没有这个部门',
  daysReversed: '止日早于起日',
  past: '起日不能早于今天',
  officersApart: '三员须由不同的人担任，且不得兼任业务职责',
} as const
const Proposed = z.object({ changeId })

export const proposeAccount = declareAction({
  name: 'office.proposeAccount',
  label: '申请开户',
  may: security,
  input: DutyFields.extend({
    login: z.string().trim().regex(/^[a-z][a-z0-9.-]{2,39}$/, '登录名用小写字母开头，3 至 40 位小写字母、数字、点或横线'),
    name: z.string().trim().min(2, '请填写姓名').max(40),
    documentNumber: z.string().trim().max(30),
  }),
  output: Proposed,
  refusals: { ...dutyRefusals, loginTaken: '这个登录名已经有人用，或正在等待确认', documentWrong: '身份证号码不对' },
})
export const proposeDuty = declareAction({
  name: 'office.proposeDuty',
  label: '申请授予职责',
  may: security,
  input: DutyFields.extend({ accountId }),
  output: Proposed,
  refusals: { ...dutyRefusals, ownAccount: '不能给自己授权', accountDisabled: '账号已停用，请先启用' },
})
export const proposeEnd = declareAction({
  name: 'office.proposeEnd',
  label: '申请终止职责',
  may: security,
  input: z.object({ dutyId: IdField('duty'), lastDay: PlainDateField.nullable(), document }),
  output: Proposed,
  refusals: { ownAccount: '不能变更自己的职责', ended: '这项职责已经终止', past: '最后一日不能早于今天；要立即终止请留空', waiting: '已有一份终止申请在等待确认' },
})
export const proposeDisable = declareAction({
  name: 'office.proposeDisable',
  label: '申请停用账号',
  may: security,
  input: z.object({ accountId, document }),
  output: Proposed,
  refusals: { ownAccount: '不能变更自己的账号', already: '账号已经停用' },
})
export const proposeEnable = declareAction({
  name: 'office.proposeEnable',
  label: '申请启用账号',
  may: security,
  input: z.object({ accountId, document }),
  output: Proposed,
  refusals: { ownAccount: '不能变更自己的账号', already: '账号正在使用' },
})

const decisionRefusals = { notProposed: '这份授权变更已经办结' } as const
export const confirmChange = declareAction({
  name: 'office.confirmChange',
  label: '确认生效',
  may: security,
  /** The first password of a new account, chosen by who confirms and told to nobody else; it is kept as a hash alone. */
  input: z.object({ changeId, password: z.string().min(12, '初始口令至少 12 位').max(200).optional() }),
  output: z.object({}),
  refusals: {
    ...decisionRefusals,
    sameHand: '须由另一名安全保密员确认',
    ownAccount: '不能确认给自己的授权',
    officersApart: dutyRefusals.officersApart,
    loginTaken: '这个登录名已经有人用',
    passwordNeeded: '请给新账号设一个初始口令',
    outdated: '情况已经变化：账号或职责的状态与提出时不同，请退回后重新提出',
    secondFactorNeeded: '授权要再次确认身份，请先输入动态口令',
  },
})
export const declineChange = declareAction({
  name: 'office.declineChange',
  label: '退回',
  may: security,
  input: z.object({ changeId, reason: z.string().trim().min(4, '请写明理由').max(200) }),
  output: z.object({}),
  refusals: { ...decisionRefusals, sameHand: '自己提出的请撤回' },
})
export const withdrawChange = declareAction({
  name: 'office.withdrawChange',
  label: '撤回',
  may: security,
  input: z.object({ changeId }),
  output: z.object({}),
  refusals: { ...decisionRefusals, notYours: '只有提出人可以撤回' },
})
