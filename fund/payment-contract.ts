import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../kernel/action.ts'
import { HintField } from '../kernel/hint-field.ts'
import { declareJob } from '../kernel/jobs/declare.ts'
import { FenField, IdField, InstantField, PlainDateField, YearField } from '../kernel/types.ts'
import { accountNumberProblem } from './account-number.ts'
import { finance, readers, signedPeriod } from './contract.ts'

/** 拨付：收款账户、支付批次、银行文件与回单、对账. The two files' format is docs/bank-file.md. */

export const batchStates = { made: '待复核', released: '已送银行', settled: '已全部回单', dissolved: '已退回' } as const
export type BatchState = keyof typeof batchStates
export const itemStates = { included: '已编入', sent: '等待回单', paid: '成功', failed: '失败', dissolved: '随批次退回' } as const
export type ItemState = keyof typeof itemStates

export const batchCan = lifecycle<BatchState>()({
  release: ['made'],
  dissolve: ['made'],
  takeFile: ['released', 'settled'],
  takeReturn: ['released'],
})

/** Largest batch; its return comes as a file, read as it streams in. */
export const batchLimit = 100_000
/** Working days after which a payment without an answer is asked for at the bank. */
export const lostAfter = 3
/** 15:30 in Shanghai, in minutes of the day: what is released later is dated the next working day. */
export const cutOff = 15 * 60 + 30

const lineId = IdField('budgetLine')
const batchId = IdField('batch')
const JustTheBatch = z.object({ batchId })
const stateOf = z.enum(Object.keys(batchStates) as [BatchState])
const itemState = z.enum(Object.keys(itemStates) as [ItemState])

const AccountFields = z.object({
  bank: z.string().trim().min(2, '请写明开户行').max(60, '开户行不超过 60 个字'),
  number: z.string().superRefine((digits, context) => {
    const problem = accountNumberProblem(digits)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  }),
})
export const PayeeAccountShown = z.object({ name: z.string(), bank: z.string(), hint: HintField, givenAt: InstantField, rejectedOn: PlainDateField.nullable(), rejectedReason: z.string().nullable() })

export const myAccount = declareQuery({
  name: 'fund.myAccount',
  label: '我的收款账户',
  may: ['talent', 'employerClerk'],
  input: z.object({}),
  output: z.object({ account: PayeeAccountShown.nullable() }),
})

export const giveAccount = declareAction({
  name: 'fund.giveAccount',
  label: '确认收款账户',
  may: ['talent', 'employerClerk'],
  input: AccountFields,
  output: PayeeAccountShown,
  refusals: { notRegistered: '人才或单位库里还没有您的登记，请先到窗口登记' },
})

export const recordAccount = declareAction({
  name: 'fund.recordAccount',
  label: '代录收款账户',
  may: ['financeMaker'],
  input: AccountFields.extend({
    holder: z.object({ kind: z.enum(['person', 'employer', 'team']), id: z.uuid() }),
    document: z.string().trim().min(4, '请写明代录的依据').max(100),
  }),
  output: PayeeAccountShown,
  refusals: { notRegistered: '人才或单位库里没有这个对象' },
})

/** What waits for payment on each line: where a maker begins his day. */
export const DueLine = z.object({
  lineId,
  code: z.string(),
  title: z.string(),
  year: z.number(),
  placeName: z.string(),
  dueItems: z.number(),
  dueFen: FenField,
  withoutAccount: z.number(),
  needsCheck: z.number(),
  nextDueOn: PlainDateField.nullable(),
})
export type DueLine = z.infer<typeof DueLine>
export const dueLines = declareQuery({
  name: 'fund.dueLines',
  label: '待付分期',
  may: readers,
  input: z.object({ dueBy: PlainDateField }),
  output: z.object({ lines: z.array(DueLine) }),
})

export const makeBatch = declareAction({
  name: 'fund.makeBatch',
  label: '编制批次',
  may: ['financeMaker'],
  input: z.object({ lineId, dueBy: PlainDateField }),
  output: z.object({ batchId, number: z.string(), items: z.number(), totalFen: FenField, taxFen: FenField, withoutAccount: z.number() }),
  refusals: {
    notYourLine: '这个科目不由本级财政支付',
    nothingDue: '这个科目没有到期待付的分期',
    noAccounts: '到期的分期都还没有可用的收款账户',
    beyondToday: '不能提前支付：日期晚于今天',
  },
})

export const releaseBatch = declareAction({
  name: 'fund.releaseBatch',
  label: '复核并送银行',
  may: ['financeChecker'],
  stepUp: true,
  input: JustTheBatch,
  output: z.object({ number: z.string(), items: z.number(), totalFen: FenField, checksum: z.string(), datedOn: PlainDateField }),
  refusals: {
    notMade: '这个批次不在待复核状态',
    sameHand: '经办人不能复核自己编制的批次，换一个账号也不行',
    accountChanged: '编制之后有收款账户被更换或停用，请退回批次重新编制',
    bankSaysPaid: '银行后来说批次里有支付上一次已经付成，请退回批次，待查询了结',
    ...signedPeriod.refusals,
  },
  sqlStates: signedPeriod.sqlStates,
})

export const dissolveBatch = declareAction({
  name: 'fund.dissolveBatch',
  label: '退回批次',
  may: finance,
  input: JustTheBatch.extend({ reason: z.string().trim().min(4, '请写明退回的原因').max(200) }),
  output: z.object({ items: z.number() }),
  refusals: { notMade: '只有待复核的批次可以退回' },
})

/** `inquiries`: payments that the return says were made in part or twice; they wait for the bank's written answer. */
export const TakenReturn = z.object({ paidItems: z.number(), paidFen: FenField, failedItems: z.number(), failedFen: FenField, inquiries: z.number(), waiting: z.number() })
export const returnFilePath = '/api/fund.returnFile'

/** A return of up to 1 MB in the request itself; a file of any size goes to returnFilePath and is judged alike. */
export const takeReturn = declareAction({
  name: 'fund.takeReturn',
  label: '登记银行回单',
  may: ['financeMaker'],
  input: JustTheBatch.extend({ text: z.string().min(1, '文件是空的').max(1_000_000, '文件过大') }),
  output: TakenReturn,
  refusals: {
    notReleased: '这个批次没有等待回单的支付',
    unreadable: '回单读不出来',
    checksumWrong: '回单的校验码与内容不符，文件可能不完整或被改动，请向银行重取',
    totalWrong: '回单明细与合计不符',
    otherBatch: '这是另一个批次的回单',
    lineTwice: '回单里有重复的明细',
    unknownPayment: '回单里有本批次没有的支付',
    amountDiffers: '回单里有金额与支付文件不同的明细；只付了一部分的，请银行以结果 P 和实付金额出回单',
    alreadyReturned: '回单里有已经登记过结果的支付',
    dateWrong: '回单里有早于送银行日或晚于今天的付款日期',
    ...signedPeriod.refusals,
  },
  sqlStates: signedPeriod.sqlStates,
})

export const BatchRow = z.object({
  id: batchId,
  number: z.string(),
  lineId,
  lineTitle: z.string(),
  lineCode: z.string(),
  year: z.number(),
  placeName: z.string(),
  state: stateOf,
  items: z.number(),
  /** After tax, as the bank file has it. */
  totalFen: FenField,
  taxFen: FenField,
  makerName: z.string(),
  checkerName: z.string().nullable(),
  madeAt: InstantField,
  releasedOn: PlainDateField.nullable(),
  datedOn: PlainDateField.nullable(),
})
export type BatchRow = z.infer<typeof BatchRow>

export const listBatches = declareList({
  name: 'fund.batches',
  label: '支付批次',
  may: readers,
  filters: z.object({ state: stateOf.optional(), lineId: lineId.optional(), search: z.string().max(50).optional() }),
  row: BatchRow,
  columns: { number: '批次号', lineTitle: '科目', year: '年度', placeName: '地区', items: '笔数', totalFen: '实发合计', taxFen: '代扣个税', state: '状态', makerName: '经办', checkerName: '复核', madeAt: '编制时间', releasedOn: '送银行日', datedOn: '起息日' },
  sorts: ['-number', 'number', '-totalFen', '-madeAt'],
})

/** Every pair of figures that must be equal, in fen; `matched` when all differences are nought. */
export const Reconciliation = z.object({
  planFen: FenField,
  fileFen: FenField,
  ledgerReleaseFen: FenField,
  /** 代扣: what the plan wants withheld of the payments made, what the ledger holds or has paid of it. */
  withheldFen: FenField,
  ledgerWithheldFen: FenField,
  remittedFen: FenField,
  returnedPaidFen: FenField,
  returnedPaidItems: z.number(),
  returnedFailedFen: FenField,
  returnedFailedItems: z.number(),
  ledgerPayFen: FenField,
  ledgerBounceFen: FenField,
  pagePaidFen: FenField,
  waitingItems: z.number(),
  waitingFen: FenField,
  fileIntact: z.boolean(),
  matched: z.boolean(),
})
export type Reconciliation = z.infer<typeof Reconciliation>

export const getBatch = declareQuery({
  name: 'fund.batch',
  label: '支付批次',
  may: readers,
  input: JustTheBatch,
  output: BatchRow.extend({
    dueBy: PlainDateField,
    fileChecksum: z.string().nullable(),
    dissolvedReason: z.string().nullable(),
    mine: z.boolean(),
    reconciliation: Reconciliation.nullable(),
    returns: z.array(z.object({ id: IdField('bankReturn'), bankDate: PlainDateField, takenAt: InstantField, paidItems: z.number(), paidFen: FenField, failedItems: z.number(), failedFen: FenField })),
  }),
})

export const BatchItemRow = z.object({
  id: IdField('batchItem'),
  seq: z.number(),
  caseId: IdField('case'),
  caseNumber: z.string(),
  title: z.string(),
  payeeName: z.string(),
  /** Whose award it is; the payee may be another. */
  holderName: z.string(),
  bank: z.string(),
  accountHint: HintField,
  no: z.number(),
  attempt: z.number(),
  /** After tax, as the bank pays it; with the tax it is what the line spends. */
  amountFen: FenField,
  taxFen: FenField,
  taxRemitted: z.boolean(),
  state: itemState,
  paidOn: PlainDateField.nullable(),
  reason: z.string().nullable(),
  bankSerial: z.string().nullable(),
})
export type BatchItemRow = z.infer<typeof BatchItemRow>

export const listBatchItems = declareList({
  name: 'fund.batchItems',
  label: '批次明细',
  may: readers,
  filters: z.object({ batchId, state: itemState.optional() }),
  row: BatchItemRow,
  columns: { seq: '序号', caseNumber: '办件编号', title: '事项', holderName: '享受人', payeeName: '收款户名', bank: '开户行', accountHint: '账号末四位', no: '期次', attempt: '第几次', amountFen: '实发', taxFen: '代扣个税', state: '结果', paidOn: '付款日', reason: '失败原因', bankSerial: '银行流水号' },
  sorts: ['seq', '-amountFen'],
})

/** All batches of a year against one another, and each line against its entries. */
export const reconcile = declareQuery({
  name: 'fund.reconcile',
  label: '对账',
  may: readers,
  input: z.object({ year: YearField }),
  output: z.object({
    batches: z.number(),
    unmatched: z.array(z.object({ batchId, number: z.string() })),
    plannedFen: FenField,
    paidFen: FenField,
    waitingFen: FenField,
    lines: z.number(),
    linesOff: z.array(z.object({ lineId, code: z.string(), offFen: FenField })),
  }),
})

export const fallDue = declareJob({ name: 'fund.fallDue', label: '分期到期', payload: z.unknown() })
