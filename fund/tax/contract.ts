import { z } from 'zod'
import { declareAction, declareList } from '../../kernel/action.ts'
import { FenField, IdField, PlainDateField } from '../../kernel/types.ts'
import { documentNumber, readers, signedPeriod } from '../contract.ts'
import { itemStates } from '../payment-contract.ts'

/** 代扣个税：一个批次里扣了谁多少，何时凭完税凭证缴库. */

const batchId = IdField('batch')

export const TaxItemRow = z.object({
  id: IdField('batchItem'),
  batchId,
  seq: z.number(),
  caseNumber: z.string(),
  title: z.string(),
  /** The holder: whose income it is, whoever receives it for him. */
  taxpayer: z.string(),
  no: z.number(),
  item: z.string(),
  /** Per cent in words, 20%. */
  rate: z.string(),
  grossFen: FenField,
  taxFen: FenField,
  netFen: FenField,
  state: z.enum(Object.keys(itemStates) as [keyof typeof itemStates]),
  paidOn: PlainDateField.nullable(),
  remittedOn: PlainDateField.nullable(),
  document: z.string().nullable(),
})
export type TaxItemRow = z.infer<typeof TaxItemRow>

/** The file for the tax return of whoever withholds: one line a payment from which tax is taken. */
export const listTaxItems = declareList({
  name: 'fund.taxItems',
  label: '代扣个税明细',
  may: readers,
  filters: z.object({ batchId: batchId.optional(), open: z.enum(['open', 'remitted']).optional() }),
  row: TaxItemRow,
  columns: { seq: '序号', caseNumber: '办件编号', title: '事项', taxpayer: '纳税人', no: '期次', item: '所得项目', rate: '税率', grossFen: '应发', taxFen: '代扣个税', netFen: '实发', state: '结果', paidOn: '付款日', remittedOn: '缴库日', document: '完税凭证' },
  words: { state: itemStates },
  sorts: ['seq', 'paidOn', '-taxFen'],
})

export const remitTax = declareAction({
  name: 'fund.remitTax',
  label: '登记税款缴库',
  may: ['financeChecker'],
  input: z.object({ batchId, paidOn: PlainDateField, document: documentNumber }),
  output: z.object({ items: z.number(), amountFen: FenField }),
  refusals: {
    nothingWithheld: '这个批次没有已扣、未缴库的税款',
    sameHand: '经办人不能登记自己编制的批次的缴库，换一个账号也不行',
    notYet: '缴库日期在今天以后',
    beforePayment: '缴库日期早于付款日期',
    documentUsed: '这个批次已用同一张完税凭证登记过缴库',
    ...signedPeriod.refusals,
  },
  sqlStates: signedPeriod.sqlStates,
})
