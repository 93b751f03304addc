import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../../kernel/action.ts'
import { FenField, IdField, InstantField, PlainDateField } from '../../kernel/types.ts'
import { accounts, finance, postingKinds, readers, type Account, type PostingKind } from '../contract.ts'

/** 资金日报表与月度对账单：one person prepares the sheet of a day or month, another signs it, and the period is closed. */

export const sheetKinds = { day: '资金日报表', month: '月度对账单' } as const
export type SheetKind = keyof typeof sheetKinds
export const sheetStates = { prepared: '待签字', signed: '已签字', returned: '已退回' } as const
export type SheetState = keyof typeof sheetStates
export const sheetCan = lifecycle<SheetState>()({ sign: ['prepared'], giveBack: ['prepared'], print: ['prepared', 'signed'] })

export const checkWords = {
  opening: '期初与上一张报表期末之差 = 0',
  balanced: '财政下达 = 其余各账户之和',
  balances: '科目余额与分录之差 = 0',
  planFile: '分期计划 = 支付文件',
  fileLedger: '支付文件 = 台账送银行',
  returnPaid: '银行回单成功 = 台账拨付',
  returnFailed: '银行回单失败 = 台账银行退回',
  pages: '回单成功 = 本人看到的已付（全部批次）',
  batches: '各批次五方之差 = 0（全部批次）',
  days: '各日报表的变动之和 = 本月变动',
} as const
export type CheckKey = keyof typeof checkWords
export const openKinds = { unanswered: '已送银行、没有回单', lateValueDay: '起息日晚于送银行日', inquiry: '查询查复', unmatched: '批次不相符' } as const
export type OpenKind = keyof typeof openKinds
export const pendingKinds = { batch: '批次待复核', adjustment: '预算调整待批准', settlement: '市县结算待确认', breach: '违约处理待决定', writeOff: '核销待批准', sheet: '报表待签字' } as const
export type PendingKind = keyof typeof pendingKinds

const sheetId = IdField('sheet')
const fundId = IdField('specialFund')
const lineId = IdField('budgetLine')
const kind = z.enum(Object.keys(sheetKinds) as [SheetKind])
const state = z.enum(Object.keys(sheetStates) as [SheetState])
const JustTheSheet = z.object({ sheetId })
/** Any day of the period. */
const Period = z.object({ fundId, kind, day: PlainDateField })

/** Money as a person reads it: 财政下达 on its credit side, all others on their debit side. */
export const AccountSum = z.object({ lineId, code: z.string(), title: z.string(), account: z.enum(Object.keys(accounts) as [Account]), openingFen: FenField, debitFen: FenField, creditFen: FenField, closingFen: FenField })
export const Movement = z.object({ lineId, code: z.string(), title: z.string(), kind: z.enum(Object.keys(postingKinds) as [PostingKind]), vouchers: z.number(), amountFen: FenField })
export const Check = z.object({ key: z.enum(Object.keys(checkWords) as [CheckKey]), leftFen: FenField, rightFen: FenField })
export const OpenItem = z.object({ kind: z.enum(Object.keys(openKinds) as [OpenKind]), number: z.string(), says: z.string(), batchId: IdField('batch'), amountFen: FenField, since: PlainDateField, age: z.number() })
export const PendingItem = z.object({ kind: z.enum(Object.keys(pendingKinds) as [PendingKind]), id: z.string(), number: z.string(), says: z.string(), by: z.string(), amountFen: FenField, since: PlainDateField, age: z.number() })
export const SheetContent = z.object({ accounts: z.array(AccountSum), movements: z.array(Movement), checks: z.array(Check), open: z.array(OpenItem), pending: z.array(PendingItem) })
export type SheetContent = z.infer<typeof SheetContent>

/** The period as the ledger says it now, signed or not. */
export const getPeriod = declareQuery({
  name: 'fund.period',
  label: '期间对账',
  may: readers,
  input: Period,
  output: z.object({
    fundId,
    fundTitle: z.string(),
    placeName: z.string(),
    kind,
    fromOn: PlainDateField,
    toOn: PlainDateField,
    over: z.boolean(),
    /** The first day with movements between the sheet that was signed last and this period: until it is signed, the opening has nothing to be held against. */
    signFirst: PlainDateField.nullable(),
    sheet: z.object({ id: sheetId, number: z.string(), state }).nullable(),
    content: SheetContent,
  }),
})

export const SheetRow = z.object({
  id: sheetId,
  number: z.string(),
  fundId,
  fundTitle: z.string(),
  placeName: z.string(),
  kind,
  fromOn: PlainDateField,
  toOn: PlainDateField,
  state,
  differsFen: FenField,
  preparerName: z.string(),
  preparedAt: InstantField,
  signerName: z.string().nullable(),
  signedAt: InstantField.nullable(),
})
export type SheetRow = z.infer<typeof SheetRow>

export const listSheets = declareList({
  name: 'fund.sheets',
  label: '日报与月报',
  may: readers,
  filters: z.object({ kind: kind.optional(), state: state.optional(), fundId: fundId.optional() }),
  row: SheetRow,
  columns: { number: '编号', kind: '种类', fundTitle: '专项资金', placeName: '地区', fromOn: '期间起', toOn: '期间止', state: '状态', differsFen: '差额', preparerName: '编制', preparedAt: '编制时间', signerName: '签字', signedAt: '签字时间' },
  words: { kind: sheetKinds, state: sheetStates },
  sorts: ['-toOn', 'toOn', '-number'],
})

export const getSheet = declareQuery({
  name: 'fund.sheet',
  label: '报表',
  may: readers,
  input: JustTheSheet,
  output: SheetRow.extend({
    seal: z.string().nullable(),
    previousSeal: z.string().nullable(),
    previousNumber: z.string().nullable(),
    returnReason: z.string().nullable(),
    /** Content and chain still give the seal; null before it is signed. */
    intact: z.boolean().nullable(),
    mine: z.boolean(),
    content: SheetContent,
  }),
})

/** What was not signed yet, by fund: days and months that are over and in which something moved. */
export const listUnsigned = declareQuery({
  name: 'fund.unsigned',
  label: '未签的日报与月报',
  may: readers,
  input: z.object({}),
  output: z.object({
    funds: z.array(z.object({ fundId, fundTitle: z.string(), placeName: z.string(), own: z.boolean(), signedThrough: PlainDateField.nullable(), unsigned: z.number(), days: z.array(PlainDateField), months: z.array(PlainDateField) })),
  }),
})

export const prepareSheet = declareAction({
  name: 'fund.prepareSheet',
  label: '编制报表',
  may: ['financeMaker'],
  input: Period,
  output: z.object({ sheetId, number: z.string(), differsFen: FenField }),
  refusals: {
    notYourFund: '这项资金的报表由它本级的财政编制',
    notOver: '期间还没有过完，过完的日期和月份才能编制报表',
    alreadyThere: '这一期已有报表，或者这以后的期间已经签过字',
    earlierUnsigned: '前面还有发生过收支而没有签字的期间，请按先后编制',
    daysUnsigned: '本月还有没签字的日报表',
  },
})

export const signSheet = declareAction({
  name: 'fund.signSheet',
  label: '签字',
  may: ['financeChecker'],
  input: JustTheSheet,
  output: z.object({ number: z.string(), seal: z.string() }),
  refusals: {
    notPrepared: '这张报表不在待签字状态',
    notYourFund: '这项资金的报表由它本级的财政签字',
    sameHand: '编制人不能签自己编制的报表，换一个账号也不行',
    differs: '核对有差额，不能签字',
    changed: '编制之后台账又有变动，请退回重新编制',
  },
})

export const returnSheet = declareAction({
  name: 'fund.returnSheet',
  label: '退回报表',
  may: finance,
  input: JustTheSheet.extend({ reason: z.string().trim().min(4, '请写明退回的理由').max(200) }),
  output: z.object({ number: z.string() }),
  refusals: { notPrepared: '这张报表不在待签字状态', notYourFund: '这项资金的报表由它本级的财政退回' },
})

export const sheetPdfPath = '/api/fund.sheetPdf'
