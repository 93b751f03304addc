import { z } from 'zod'
import { declareList } from '../../kernel/action.ts'
import { declareJob } from '../../kernel/jobs/declare.ts'
import { FenField, IdField, PlainDateField } from '../../kernel/types.ts'
import { peopleSeparated } from '../../registry/duplicates/contract.ts'
import { awardStates, readers, type AwardState } from '../contract.ts'

/** 重复享受: two records turned out to be one person, and both had the same. Nothing is hidden by the merge; the desk decides what is owed back. */

const state = z.enum(Object.keys(awardStates) as [AwardState])
export const DoubleRow = z.object({
  id: IdField('award'),
  payeeName: z.string(),
  title: z.string(),
  caseNumber: z.string(),
  decidedOn: PlainDateField,
  amountFen: FenField,
  paidFen: FenField,
  state,
  earlierId: IdField('award'),
  earlierCaseNumber: z.string(),
  earlierTitle: z.string(),
  earlierDecidedOn: PlainDateField,
  earlierAmountFen: FenField,
  placeName: z.string(),
})
export type DoubleRow = z.infer<typeof DoubleRow>

export const listDoubles = declareList({
  name: 'fund.doubles',
  label: '重复享受',
  may: readers,
  filters: z.object({ search: z.string().max(50).optional() }),
  row: DoubleRow,
  columns: { payeeName: '收款人', title: '事项', caseNumber: '后一件', decidedOn: '后一件审定', amountFen: '后一件金额', paidFen: '后一件已付', state: '后一件状态', earlierCaseNumber: '前一件', earlierTitle: '前一件事项', earlierDecidedOn: '前一件审定', earlierAmountFen: '前一件金额', placeName: '地区' },
  words: { state: awardStates },
  sorts: ['-decidedOn', '-amountFen'],
})

/** What one record held in the other's name is free again. */
export const releaseRecordKeys = declareJob({ name: 'fund.releaseRecordKeys', label: '拆分后放开一次为限的键', payload: peopleSeparated.payload })
