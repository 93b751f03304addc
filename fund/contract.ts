import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../kernel/action.ts'
import { HintField } from '../kernel/hint-field.ts'
import { FenField, IdField, InstantField, PlainDateField, YearField, YearFilter } from '../kernel/types.ts'
import { programmes } from '../registry/contract.ts'
import { readers } from './hands.ts'

export { readers } from './hands.ts'

/** 资金：预算科目、台账、资助与分期. Payment batches are in payment-contract.ts. */

export const awardStates = { reserved: '待签协议', active: '在付', completed: '付清', curtailed: '部分已付后终止', cancelled: '未付即终止' } as const
export type AwardState = keyof typeof awardStates
export const instalmentStates = { planned: '未到期', needsCheck: '待复核', due: '待支付', suspended: '暂停', batched: '已入批次', paid: '已付', setOff: '已抵扣', stopped: '已终止' } as const
export type InstalmentState = keyof typeof instalmentStates

/** Whose part of an award, and how its lines pay it. */
export const payers = { city: '市级财政', county: '区县财政' } as const
export type PublicPayer = keyof typeof payers
export const ways = { oneLine: '一个科目先行支付，市县之间凭结算单结算', ownLines: '各承担方从自己的科目支付' } as const
export type AwardWay = keyof typeof ways

/** Every verb that posts says so, when the day on which it would post is in a period that two persons have closed. */
export const signedPeriod = { refusals: { periodSigned: '记账日已经签字关账' }, sqlStates: { JY008: 'periodSigned' } } as const

export const instalmentCan = lifecycle<InstalmentState>()({
  confirm: ['needsCheck'],
  stop: ['planned', 'needsCheck', 'due', 'suspended'],
  suspend: ['planned', 'needsCheck', 'due'],
  resume: ['suspended'],
  recheck: ['needsCheck', 'suspended'],
  setOff: ['due'],
  undoSetOff: ['setOff'],
  batch: ['due'],
})

export const finance = ['financeMaker', 'financeChecker'] as const

const lineId = IdField('budgetLine')
/** Where the money of a line stands on the ledger; every movement goes from one to another. */
export const accounts = { appropriation: '财政下达', available: '可用', frozen: '冻结', reserved: '占用', committed: '承诺', inTransit: '在途', withheld: '代扣待缴', paid: '拨付', receivable: '应追回', recovered: '已追回', writtenOff: '已核销' } as const
export type Account = keyof typeof accounts
export const postingKinds = {
  allot: '下达',
  transfer: '调剂',
  freeze: '冻结',
  thaw: '解冻',
  carryOver: '结转',
  surrender: '收回财政',
  settle: '市县结算',
  reserve: '占用',
  cancel: '撤销占用',
  commit: '承诺',
  release: '送银行',
  pay: '拨付',
  bounce: '银行退回',
  remitTax: '税款缴库',
  stop: '终止释放',
  claim: '决定追回',
  unclaim: '撤销追回',
  recover: '收到退款',
  setOff: '抵扣',
  writeOff: '核销',
  restore: '退款归还科目',
  correct: '更正',
} as const
export type PostingKind = keyof typeof postingKinds
const postingKind = z.enum(Object.keys(postingKinds) as [PostingKind])
const account = z.enum(Object.keys(accounts) as [Account])
export const documentNumber = z.string().trim().min(4, '请写明依据文件').max(100, '依据文件不超过 100 字')
export const positive = FenField.refine((amount) => amount > 0n, '金额应大于 0').refine((amount) => amount <= 10_000_000_000_000n, '金额超过了 1000 亿元，请核对')

export const BudgetLineRow = z.object({
  id: lineId,
  year: z.number(),
  code: z.string(),
  title: z.string(),
  placeCode: z.string(),
  placeName: z.string(),
  programme: z.enum(programmes).nullable(),
  state: z.enum(['open', 'closed']),
  appropriatedFen: FenField,
  frozenFen: FenField,
  reservedFen: FenField,
  committedFen: FenField,
  inTransitFen: FenField,
  withheldFen: FenField,
  paidFen: FenField,
  receivableFen: FenField,
  recoveredFen: FenField,
  writtenOffFen: FenField,
  availableFen: FenField,
})
export type BudgetLineRow = z.infer<typeof BudgetLineRow>

export const listBudgetLines = declareList({
  name: 'fund.lines',
  label: '预算科目',
  may: readers,
  filters: z.object({ year: YearField.optional(), programme: z.enum(programmes).optional(), search: z.string().max(50).optional() }),
  row: BudgetLineRow,
  columns: { year: '年度', code: '科目代码', title: '科目', programme: '所属计划', placeName: '地区', appropriatedFen: '下达', frozenFen: '冻结', reservedFen: '占用', committedFen: '承诺', inTransitFen: '在途', withheldFen: '代扣待缴', paidFen: '拨付', receivableFen: '应追回', recoveredFen: '已追回', writtenOffFen: '已核销', availableFen: '可用' },
  sorts: ['code', '-year', '-appropriatedFen', '-availableFen', '-paidFen'],
  openExport: true,
})

export const getBudgetLine = declareQuery({
  name: 'fund.line',
  label: '预算科目',
  may: readers,
  input: z.object({ lineId }),
  output: BudgetLineRow.extend({ fundTitle: z.string(), promisedFloorFen: FenField, floorDocument: z.string(), fundAppropriatedFen: FenField }),
})

export const EntryRow = z.object({
  id: IdField('entry'),
  postingId: IdField('posting'),
  seq: z.number(),
  day: PlainDateField,
  at: InstantField,
  kind: postingKind,
  says: z.string(),
  account,
  debitFen: FenField,
  creditFen: FenField,
  document: z.string().nullable(),
  caseId: IdField('case').nullable(),
  caseNumber: z.string().nullable(),
  batchId: IdField('batch').nullable(),
  batchNumber: z.string().nullable(),
  correctsSeq: z.number().nullable(),
  corrected: z.boolean(),
  /** Document number and clause of the edition that decided the case. */
  basis: z.string().nullable(),
  settlementId: IdField('settlement').nullable(),
})
export type EntryRow = z.infer<typeof EntryRow>

/** Drill: every fen of a balance, down to the case that moved it. */
export const listEntries = declareList({
  name: 'fund.entries',
  label: '台账',
  may: readers,
  /** `from` and `to`: days of the voucher, both included. */
  filters: z.object({ lineId, account: account.optional(), kind: postingKind.optional(), from: PlainDateField.optional(), to: PlainDateField.optional() }),
  row: EntryRow,
  columns: { seq: '凭证号', day: '日期', kind: '种类', says: '摘要', account: '账户', debitFen: '借方', creditFen: '贷方', caseNumber: '办件编号', batchNumber: '批次', document: '依据文件', basis: '据以审定的条款' },
  sorts: ['-seq', 'seq'],
})

export const openLine = declareAction({
  name: 'fund.openLine',
  label: '设立科目',
  may: ['financeMaker'],
  input: z.object({
    year: YearField,
    code: z.string().regex(/^[a-z][a-z0-9-]*(\/[a-z][a-z0-9-]*)+$/, '科目代码写作 talent/settling-in 这样'),
    title: z.string().trim().min(2, '科目名称至少 2 个字').max(60, '科目名称不超过 60 个字'),
    programme: z.enum(programmes).optional(),
  }),
  output: z.object({ lineId }),
  refusals: { noSpecialFund: '本地这一年度还没有专项资金', lineExists: '这一年度已有同代码的科目' },
})

export const allot = declareAction({
  name: 'fund.allot',
  label: '下达',
  may: ['financeMaker'],
  input: z.object({ lineId, amount: positive, document: documentNumber }),
  output: z.object({ appropriatedFen: FenField }),
  refusals: { notYourLine: '这个科目不由本级财政下达', lineClosed: '这个科目已经关账，不能再下达', ...signedPeriod.refusals },
  sqlStates: signedPeriod.sqlStates,
})

/** A mistaken voucher of finance's own making: a new one names it, with the sides exchanged. */
export const correctable = ['allot', 'transfer', 'freeze', 'thaw', 'carryOver', 'surrender'] as const satisfies readonly PostingKind[]

export const correctPosting = declareAction({
  name: 'fund.correctPosting',
  label: '更正凭证',
  may: ['financeMaker'],
  input: z.object({ postingId: IdField('posting'), reason: z.string().trim().min(4, '请写明更正原因').max(200) }),
  output: z.object({ corrected: z.number() }),
  refusals: {
    notCorrectable: '只有下达、调剂、冻结、解冻、结转和收回可以更正；占用、支付由各自的办理动作反向处理',
    alreadyCorrected: '这张凭证已经更正过',
    belowCommitted: '更正后的下达、冻结或可用会不够已占用、承诺和支付的数额',
    ...signedPeriod.refusals,
  },
  sqlStates: signedPeriod.sqlStates,
})

export const InstalmentRow = z.object({
  id: IdField('instalment'),
  caseId: IdField('case'),
  caseNumber: z.string(),
  title: z.string(),
  payeeName: z.string(),
  accountHint: HintField.nullable(),
  no: z.number(),
  dueOn: PlainDateField,
  amountFen: FenField,
  state: z.enum(Object.keys(instalmentStates) as [InstalmentState]),
  condition: z.string().nullable(),
  attempts: z.number(),
  lastFailure: z.string().nullable(),
  lineId,
  lineTitle: z.string(),
  placeName: z.string(),
})
export type InstalmentRow = z.infer<typeof InstalmentRow>

export const listInstalments = declareList({
  name: 'fund.instalments',
  label: '分期',
  may: readers,
  filters: z.object({
    state: z.enum(Object.keys(instalmentStates) as [InstalmentState]).optional(),
    lineId: lineId.optional(),
    dueBy: PlainDateField.optional(),
    /** With measure and place: the drill from a figure of the forecast. `open` leaves out what was paid or stopped. */
    dueYear: YearFilter.optional(),
    measure: z.string().max(100).optional(),
    placeCode: z.string().max(9).optional(),
    open: z.enum(['yes']).optional(),
    search: z.string().max(50).optional(),
  }),
  row: InstalmentRow,
  columns: { caseNumber: '办件编号', title: '事项', payeeName: '收款人', no: '期次', dueOn: '应付日期', amountFen: '金额', state: '状态', condition: '到期条件', lastFailure: '上次失败原因', lineTitle: '列支科目', placeName: '地区' },
  sorts: ['dueOn', '-dueOn', '-amountFen', 'caseNumber'],
})

export const confirmInstalment = declareAction({
  name: 'fund.confirmInstalment',
  label: '复核通过',
  may: finance,
  input: z.object({ instalmentId: IdField('instalment'), note: z.string().trim().min(2, '请写明复核意见').max(200) }),
  output: z.object({ amountFen: FenField }),
  refusals: { notWaiting: '这一期不在待复核状态' },
})

export const stopInstalment = declareAction({
  name: 'fund.stopInstalment',
  label: '终止支付',
  may: finance,
  input: z.object({ instalmentId: IdField('instalment'), reason: z.string().trim().min(4, '请写明终止的理由').max(200) }),
  output: z.object({ releasedFen: FenField }),
  refusals: { notStoppable: '这一期已编入批次、已付或已终止', ...signedPeriod.refusals },
  sqlStates: signedPeriod.sqlStates,
})
