import { z } from 'zod'
import { declareAction, declareList, lifecycle } from '../../kernel/action.ts'
import { IdField, PlainDateField } from '../../kernel/types.ts'
import { documentNumber, readers } from '../contract.ts'

/** 收款人：付给享受对象以外的人或单位. The edition names his part; two persons with a document name him where the registry cannot, or change him. */

export const payeeRoles = {
  person: '本人',
  employer: '用人单位',
  team: '团队',
  agency: '中介机构',
  base: '见习基地',
  developer: '开发企业',
  relative: '亲属',
  school: '学校',
  landlord: '出租人',
  guardian: '监护人',
  heir: '继承人',
} as const
export type AnyPayeeRole = keyof typeof payeeRoles

export const changeStates = { asked: '待复核', approved: '已复核', declined: '未同意' } as const
export type ChangeState = keyof typeof changeStates
export const changeCan = lifecycle<ChangeState>()({ approve: ['asked'], decline: ['asked'] })

const changeId = IdField('payeeChange')
const awardId = IdField('award')
const role = z.enum(Object.keys(payeeRoles) as [AnyPayeeRole])
const state = z.enum(Object.keys(changeStates) as [ChangeState])

export const askPayee = declareAction({
  name: 'fund.askPayee',
  label: '指定收款人',
  may: ['financeMaker'],
  input: z.object({
    awardId,
    role,
    payee: z.object({ kind: z.enum(['person', 'employer', 'team']), id: z.uuid() }),
    document: documentNumber,
    says: z.string().trim().min(4, '请写明理由').max(200, '理由不超过 200 字'),
  }),
  output: z.object({ changeId, name: z.string(), instalments: z.number() }),
  refusals: {
    notRegistered: '人才或单位库里没有这个收款人，请先登记',
    nothingOpen: '没有可以改付的分期：都已编入批次、已付或已终止',
    alreadyAsked: '这份资助已有一件收款人变更待复核',
    samePayee: '未付的各期本来就付给他',
    roleMismatch: '身份与收款人不符：“本人”只能是享受人自己，其他身份不能是享受人自己',
    noDeath: '没有享受人去世的登记，不能付给继承人；请先登记事件',
  },
})

const JustTheChange = z.object({ changeId })

export const approvePayee = declareAction({
  name: 'fund.approvePayee',
  label: '复核收款人',
  may: ['financeChecker'],
  stepUp: true,
  input: JustTheChange,
  output: z.object({ name: z.string(), instalments: z.number() }),
  refusals: {
    notAsked: '这件收款人变更不在待复核状态',
    sameHand: '提出人不能复核自己提出的收款人，换一个账号也不行',
    nothingOpen: '没有可以改付的分期：都已编入批次、已付或已终止',
  },
})

export const declinePayee = declareAction({
  name: 'fund.declinePayee',
  label: '不同意收款人',
  may: ['financeMaker', 'financeChecker'],
  input: JustTheChange.extend({ reason: z.string().trim().min(4, '请写明不同意的理由').max(200, '理由不超过 200 字') }),
  output: z.object({ name: z.string() }),
  refusals: { notAsked: '这件收款人变更不在待复核状态' },
})

export const PayeeChangeRow = z.object({
  id: changeId,
  awardId,
  caseNumber: z.string(),
  title: z.string(),
  holderName: z.string(),
  role,
  name: z.string(),
  says: z.string(),
  document: z.string(),
  state,
  askerName: z.string(),
  askedOn: PlainDateField,
  deciderName: z.string().nullable(),
  decidedOn: PlainDateField.nullable(),
  declineReason: z.string().nullable(),
  /** Asked by whoever looks: he may not check it. */
  mine: z.boolean(),
})
export type PayeeChangeRow = z.infer<typeof PayeeChangeRow>

export const listPayeeChanges = declareList({
  name: 'fund.payeeChanges',
  label: '收款人变更',
  may: readers,
  filters: z.object({ state: state.optional(), awardId: awardId.optional() }),
  row: PayeeChangeRow,
  columns: { askedOn: '提出日期', caseNumber: '办件编号', title: '事项', holderName: '享受人', role: '身份', name: '收款人', document: '依据', says: '理由', state: '状态', askerName: '提出', deciderName: '复核', decidedOn: '复核日期', declineReason: '不同意的理由' },
  words: { state: changeStates, role: payeeRoles },
  sorts: ['-askedOn', 'askedOn', 'caseNumber'],
})

/** Awards with something owed to a payee whom nobody has named yet. */
export const WantedPayeeRow = z.object({ id: awardId, caseNumber: z.string(), title: z.string(), holderName: z.string(), role, instalments: z.number(), dueOn: PlainDateField })
export type WantedPayeeRow = z.infer<typeof WantedPayeeRow>
export const listWantedPayees = declareList({
  name: 'fund.wantedPayees',
  label: '收款人待定',
  may: readers,
  filters: z.object({ search: z.string().max(50).optional() }),
  row: WantedPayeeRow,
  columns: { caseNumber: '办件编号', title: '事项', holderName: '享受人', role: '应付给', instalments: '期数', dueOn: '最早应付日期' },
  words: { role: payeeRoles },
  sorts: ['dueOn', 'caseNumber'],
})
