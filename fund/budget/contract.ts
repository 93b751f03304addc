import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../../kernel/action.ts'
import { declareEvent, declareJob } from '../../kernel/jobs/declare.ts'
import { FenField, IdField, InstantField, PlainDateField, YearFilter } from '../../kernel/types.ts'
import { documentNumber, positive, readers, signedPeriod } from '../contract.ts'

/** 预算年度：专项资金、两人办理的预算调整、关账、用款预警、今后各年已承诺. */

const lineId = IdField('budgetLine')
const year = z.number().int().min(2000).max(2100)

/** Hundredths of a line's appropriation; each is told once when the used part reaches it. */
export const thresholds = [70, 90] as const

export const SpecialFundRow = z.object({
  id: IdField('specialFund'),
  year: z.number(),
  title: z.string(),
  placeCode: z.string(),
  placeName: z.string(),
  promisedFloorFen: FenField,
  floorDocument: z.string(),
  appropriatedFen: FenField,
  availableFen: FenField,
  lines: z.number(),
  openLines: z.number(),
  /** What the appropriation lacks to the promised floor; nought when it is kept. */
  belowFloorFen: FenField,
})
export type SpecialFundRow = z.infer<typeof SpecialFundRow>

export const listSpecialFunds = declareList({
  name: 'fund.specialFunds',
  label: '专项资金',
  may: readers,
  filters: z.object({ year: YearFilter.optional() }),
  row: SpecialFundRow,
  columns: { year: '年度', title: '名称', placeName: '地区', promisedFloorFen: '承诺下限', floorDocument: '承诺文件', appropriatedFen: '下达', belowFloorFen: '低于下限', availableFen: '可用', lines: '科目数', openLines: '未关账科目' },
  sorts: ['-year', 'placeCode', '-appropriatedFen'],
  openExport: true,
})

export const openFund = declareAction({
  name: 'fund.openFund',
  label: '设立年度专项资金',
  may: ['financeMaker'],
  input: z.object({
    year,
    title: z.string().trim().min(4, '名称至少 4 个字').max(80, '名称不超过 80 个字'),
    promisedFloor: FenField.refine((amount) => amount >= 0n, '下限不能是负数').refine((amount) => amount <= 10_000_000_000_000n, '金额超过了 1000 亿元，请核对'),
    floorDocument: documentNumber,
  }),
  output: z.object({ fundId: IdField('specialFund') }),
  refusals: { fundExists: '本级这一年度已有专项资金', noPlace: '您的职责没有辖区，不能设立专项资金' },
})

export const adjustmentKinds = { transfer: '调剂', freeze: '冻结', thaw: '解冻', carryOver: '结转下年', surrender: '收回财政' } as const
export type AdjustmentKind = keyof typeof adjustmentKinds
export const adjustmentStates = { asked: '待批准', approved: '已批准', declined: '不批准', withdrawn: '已撤回' } as const
export type AdjustmentState = keyof typeof adjustmentStates
export const adjustmentCan = lifecycle<AdjustmentState>()({ approve: ['asked'], decline: ['asked'], withdraw: ['asked'] })

const kind = z.enum(Object.keys(adjustmentKinds) as [AdjustmentKind])
const adjustmentState = z.enum(Object.keys(adjustmentStates) as [AdjustmentState])
const adjustmentId = IdField('adjustment')

/** What stands against a movement, when it is asked for and once more when it is approved. */
const wayRefusals = {
  shortOfAvailable: '科目的可用余额不足',
  shortOfFrozen: '科目的冻结余额不足',
  lineClosed: '科目已经关账',
  yearNotOver: '年度还没有结束，不能结转',
} as const

export const askAdjustment = declareAction({
  name: 'fund.askAdjustment',
  label: '提出预算调整',
  may: ['financeMaker'],
  input: z.object({ kind, lineId, toLineId: lineId.optional(), amount: positive, document: documentNumber }),
  output: z.object({ adjustmentId, number: z.string() }),
  refusals: { ...wayRefusals, notYourLine: '这个科目不由本级财政管理', sameLine: '调出和调入是同一个科目', otherYear: '只能在同一年度的科目之间调剂', noTarget: '调剂要写明调入科目，其他调整不写' },
})

export const approveAdjustment = declareAction({
  name: 'fund.approveAdjustment',
  label: '批准',
  may: ['financeChecker'],
  input: z.object({ adjustmentId }),
  output: z.object({ number: z.string(), availableFen: FenField }),
  refusals: { ...wayRefusals, noSpecialFund: '下一年度还没有设立专项资金', notAsked: '这项调整不在待批准状态', sameHand: '提出人不能批准自己的调整，换一个账号也不行', ...signedPeriod.refusals },
  sqlStates: signedPeriod.sqlStates,
})

export const declineAdjustment = declareAction({
  name: 'fund.declineAdjustment',
  label: '不批准',
  may: ['financeChecker'],
  input: z.object({ adjustmentId, reason: z.string().trim().min(4, '请写明不批准的理由').max(200) }),
  output: z.object({ number: z.string() }),
  refusals: { notAsked: '这项调整不在待批准状态' },
})

export const withdrawAdjustment = declareAction({
  name: 'fund.withdrawAdjustment',
  label: '撤回调整',
  may: ['financeMaker'],
  input: z.object({ adjustmentId }),
  output: z.object({ number: z.string() }),
  refusals: { notAsked: '这项调整不在待批准状态', notYours: '只有提出人可以撤回' },
})

export const AdjustmentRow = z.object({
  id: adjustmentId,
  number: z.string(),
  kind,
  lineId,
  lineTitle: z.string(),
  year: z.number(),
  toLineId: lineId.nullable(),
  toLineTitle: z.string().nullable(),
  placeName: z.string(),
  amountFen: FenField,
  document: z.string(),
  state: adjustmentState,
  askerName: z.string(),
  askedAt: InstantField,
  deciderName: z.string().nullable(),
  declineReason: z.string().nullable(),
  postingSeq: z.number().nullable(),
  mine: z.boolean(),
})
export type AdjustmentRow = z.infer<typeof AdjustmentRow>

export const listAdjustments = declareList({
  name: 'fund.adjustments',
  label: '预算调整',
  may: readers,
  filters: z.object({ state: adjustmentState.optional(), kind: kind.optional(), lineId: lineId.optional() }),
  row: AdjustmentRow,
  columns: { number: '编号', kind: '种类', year: '年度', lineTitle: '科目', toLineTitle: '调入科目', placeName: '地区', amountFen: '金额', document: '依据文件', state: '状态', askerName: '提出', deciderName: '批准', declineReason: '不批准的理由', postingSeq: '凭证号', askedAt: '提出时间' },
  words: { kind: adjustmentKinds, state: adjustmentStates },
  sorts: ['-number', 'number', '-amountFen'],
})

/** 关账: nothing reserved, nothing frozen, nothing available; what is committed goes on being paid from the closed line. */
export const closeLine = declareAction({
  name: 'fund.closeLine',
  label: '关账',
  may: ['financeChecker'],
  input: z.object({ lineId }),
  output: z.object({ committedFen: FenField }),
  refusals: {
    notYourLine: '这个科目不由本级财政管理',
    alreadyClosed: '这个科目已经关账',
    yearNotOver: '年度还没有结束，不能关账',
    reservedLeft: '还有占用没有签发或撤销，不能关账',
    frozenLeft: '还有冻结的资金，请先解冻再结转或收回',
    availableLeft: '还有可用余额，请先结转下年或收回财政',
  },
})

export const UsageWarningRow = z.object({
  id: IdField('usageWarning'),
  lineId,
  lineTitle: z.string(),
  year: z.number(),
  placeName: z.string(),
  threshold: z.number(),
  usedFen: FenField,
  appropriatedFen: FenField,
  availableFen: FenField,
  warnedOn: PlainDateField,
  easedOn: PlainDateField.nullable(),
})
export type UsageWarningRow = z.infer<typeof UsageWarningRow>

export const listUsageWarnings = declareList({
  name: 'fund.usageWarnings',
  label: '用款预警',
  may: readers,
  filters: z.object({ year: YearFilter.optional(), standing: z.enum(['yes']).optional() }),
  row: UsageWarningRow,
  columns: { year: '年度', lineTitle: '科目', placeName: '地区', threshold: '界限', usedFen: '当时已用', appropriatedFen: '当时下达', availableFen: '现在可用', warnedOn: '提醒日期', easedOn: '回落日期' },
  sorts: ['-warnedOn', '-threshold'],
  openExport: true,
})

/** What is promised and not paid, by the year it falls due in: real instalments, none reckoned from a rate. */
export const ForecastRow = z.object({
  id: z.string(),
  dueYear: z.number(),
  lineCode: z.string(),
  lineTitle: z.string(),
  measure: z.string(),
  title: z.string(),
  placeCode: z.string(),
  placeName: z.string(),
  items: z.number(),
  amountFen: FenField,
  conditionalFen: FenField,
})
export type ForecastRow = z.infer<typeof ForecastRow>

export const listForecast = declareList({
  name: 'fund.forecast',
  label: '今后各年已承诺',
  may: readers,
  filters: z.object({ dueYear: YearFilter.optional(), lineCode: z.string().max(100).optional(), measure: z.string().max(100).optional(), placeCode: z.string().max(9).optional() }),
  row: ForecastRow,
  columns: { dueYear: '应付年度', lineTitle: '科目', title: '事项', placeName: '地区', items: '期数', amountFen: '已承诺', conditionalFen: '其中待复核条件的' },
  sorts: ['dueYear', '-amountFen', 'lineCode'],
  openExport: true,
})

export const forecastYears = declareQuery({
  name: 'fund.forecastYears',
  label: '各年已承诺与下达',
  may: readers,
  input: z.object({}),
  output: z.object({ years: z.array(z.object({ year: z.number(), promisedFen: FenField, items: z.number(), appropriatedFen: FenField.nullable() })) }),
})

/** A line reached a threshold: for the modules that write messages to people. */
export const lineNearlyUsed = declareEvent({
  name: 'fund.lineNearlyUsed',
  payload: z.object({ lineId, title: z.string(), year: z.number(), placeCode: z.string(), threshold: z.number(), usedFen: z.string(), appropriatedFen: z.string(), tellRoles: z.array(z.enum(['financeMaker', 'financeChecker', 'talentOffice'])) }),
})
export const watchLines = declareJob({ name: 'fund.watchLines', label: '用款预警', payload: z.unknown() })
