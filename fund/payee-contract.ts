import { z } from 'zod'
import { declareList } from '../kernel/action.ts'
import { declareEvent } from '../kernel/jobs/declare.ts'
import { FenField, IdField, PlainDateField, YearFilter } from '../kernel/types.ts'

/** 支付通知：what was paid to a payee, or to another for him; for the page of both, and a sheet of paper. */

export const MyPaymentRow = z.object({
  id: IdField('instalment'),
  caseId: IdField('case'),
  caseNumber: z.string(),
  title: z.string(),
  payeeName: z.string(),
  /** Who received it: the account of the payment, which may be another's than the holder's. */
  receiverName: z.string(),
  no: z.number(),
  /** Before tax; what arrived is `netFen`. */
  amountFen: FenField,
  taxFen: FenField,
  netFen: FenField,
  paidOn: PlainDateField,
  /** Paid of the award up to and with this instalment, and the award itself. */
  paidSoFarFen: FenField,
  awardFen: FenField,
})
export type MyPaymentRow = z.infer<typeof MyPaymentRow>

export const listMyPayments = declareList({
  name: 'fund.myPayments',
  label: '支付通知',
  may: ['talent', 'employerClerk'],
  filters: z.object({ year: YearFilter.optional() }),
  row: MyPaymentRow,
  columns: { paidOn: '付款日', caseNumber: '办件编号', title: '事项', payeeName: '享受人', receiverName: '收款户名', no: '期次', amountFen: '应发', taxFen: '代扣个税', netFen: '实发', paidSoFarFen: '累计已付', awardFen: '资助总额' },
  sorts: ['-paidOn', 'paidOn', '-amountFen'],
})

/** The bank's answers of one return are in the ledger; whoever writes messages to payees finds the payments in pub.payment by day. One event a return. */
export const paymentsMade = declareEvent({ name: 'fund.paymentsMade', payload: z.object({ batchId: z.string(), paidItems: z.number(), failedItems: z.number() }) })
