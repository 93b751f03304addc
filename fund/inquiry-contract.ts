import { z } from 'zod'
import { declareAction, declareList, lifecycle } from '../kernel/action.ts'
import { declareJob } from '../kernel/jobs/declare.ts'
import { FenField, IdField, PlainDateField } from '../kernel/types.ts'
import { documentNumber, readers, signedPeriod } from './contract.ts'

/** 查询查复：what a return left unclear is asked for at the bank, and its written answer closes it. */

export const inquiryKinds = { lost: '没有回音', partial: '部分付款', doubled: '重复付款', latePaid: '失败后又成功', sentBack: '成功后又退回（退汇）' } as const
export type InquiryKind = keyof typeof inquiryKinds
export const inquiryStates = { open: '等待银行答复', answered: '已了结' } as const
export type InquiryState = keyof typeof inquiryStates
export const inquiryAnswers = { paid: '已全额付到', failed: '没有付成', returned: '多付的已退回', byReturn: '后来的回单说明' } as const
export type InquiryAnswer = keyof typeof inquiryAnswers
export const inquiryCan = lifecycle<InquiryState>()({ answer: ['open'] })
const kind = z.enum(Object.keys(inquiryKinds) as [InquiryKind])
const state = z.enum(Object.keys(inquiryStates) as [InquiryState])

export const InquiryRow = z.object({
  id: IdField('inquiry'),
  number: z.string(),
  kind,
  state,
  batchId: IdField('batch'),
  batchNumber: z.string(),
  seq: z.number(),
  caseId: IdField('case'),
  caseNumber: z.string(),
  payeeName: z.string(),
  amountFen: FenField,
  reportedFen: FenField.nullable(),
  bankSerial: z.string().nullable(),
  openedOn: PlainDateField,
  answer: z.enum(Object.keys(inquiryAnswers) as [InquiryAnswer]).nullable(),
  document: z.string().nullable(),
  answeredOn: PlainDateField.nullable(),
})
export type InquiryRow = z.infer<typeof InquiryRow>

export const listInquiries = declareList({
  name: 'fund.inquiries',
  label: '查询查复',
  may: readers,
  filters: z.object({ state: state.optional(), kind: kind.optional(), batchId: IdField('batch').optional() }),
  row: InquiryRow,
  columns: { number: '编号', kind: '种类', state: '状态', batchNumber: '批次', seq: '序号', caseNumber: '办件编号', payeeName: '收款户名', amountFen: '应付', reportedFen: '银行所说金额', bankSerial: '银行流水号', openedOn: '提出日期', answer: '结果', document: '依据', answeredOn: '了结日期' },
  words: { kind: inquiryKinds, state: inquiryStates, answer: inquiryAnswers },
  sorts: ['-number', 'number', '-amountFen'],
})

/** Which answers fit which question. What succeeded late was paid, was not, or, where it had been paid again meanwhile, came back. */
export const answersTo: Readonly<Record<InquiryKind, readonly Exclude<InquiryAnswer, 'byReturn'>[]>> = {
  lost: ['paid', 'failed'],
  partial: ['paid', 'failed'],
  doubled: ['returned'],
  latePaid: ['paid', 'failed', 'returned'],
  sentBack: ['paid', 'failed'],
}

/** The bank's answer on paper. A lost or partial payment turns out paid in full or not at all; what was paid twice came back; where the bank said both, one of the two holds. */
export const answerInquiry = declareAction({
  name: 'fund.answerInquiry',
  label: '登记银行答复',
  may: ['financeChecker'],
  input: z.object({
    inquiryId: IdField('inquiry'),
    document: documentNumber,
    answer: z.discriminatedUnion('says', [
      z.object({ says: z.literal('paid'), paidOn: PlainDateField, bankSerial: z.string().trim().min(1, '请填写银行流水号').max(60) }),
      z.object({ says: z.literal('failed'), reason: z.string().trim().min(2, '请写明没有付成的原因').max(100) }),
      z.object({ says: z.literal('returned') }),
    ]),
  }),
  output: z.object({ number: z.string(), waiting: z.number() }),
  refusals: {
    notOpen: '这项查询已经了结',
    sameHand: '编制批次的人不能登记银行答复，换一个账号也不行',
    otherAnswer: '没有回音、部分付款和退汇的，答复应为已全额付到或没有付成；重复付款的，答复应为多付的已退回',
    dateWrong: '付款日期早于送银行日或晚于今天',
    paidElsewhere: '这一期已编入、已由另一批次支付，或已抵扣、终止：未送银行的先退回那个批次；付了两次的，等多付的退回后登记',
    notPaidElsewhere: '这一期还在等待支付，没有多付：银行收回了的，答复应为没有付成',
    taxRemitted: '这一笔代扣的个税已经缴库：请先向税务机关申请退税，退税前不能更正为没有付成',
    claimed: '这份资助已决定追回：退回来的钱请在应追回款里登记为收到退款，这里答复已全额付到',
    ...signedPeriod.refusals,
  },
  sqlStates: signedPeriod.sqlStates,
})

export const askForLost = declareJob({ name: 'fund.askForLost', label: '查询没有回音的支付', payload: z.unknown() })
