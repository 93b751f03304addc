import { z } from 'zod'
import { declareList, declareQuery } from '../../../kernel/action.ts'
import { declareJob } from '../../../kernel/jobs/declare.ts'
import { PlainDateField } from '../../../kernel/types.ts'
import { retentionReaders } from './hands.ts'

export { retentionReaders } from './hands.ts'

/** 到期清除: what was erased when its time was over, and what is next. Nobody stands in it: names of steps, laws, counts. */

export const ErasureRow = z.object({ id: z.string(), ranOn: PlainDateField, label: z.string(), law: z.string(), years: z.number().int(), erased: z.number().int() })
export type ErasureRow = z.infer<typeof ErasureRow>
export const listErasures = declareList({
  name: 'office.erasures',
  label: '到期清除',
  may: retentionReaders,
  reach: 'all',
  openExport: true,
  filters: z.object({ from: PlainDateField.optional(), to: PlainDateField.optional() }),
  row: ErasureRow,
  columns: { ranOn: '日期', label: '清除了什么', law: '保存期限的根据', years: '保存年数', erased: '条数' },
  sorts: ['-ranOn', 'ranOn'],
})

export const retentionPlan = declareQuery({
  name: 'office.retention',
  label: '下一次清除',
  may: retentionReaders,
  reach: 'all',
  input: z.object({}),
  output: z.object({
    /** `nextOn`: the day on which the oldest that is left has had its time; null when nothing waits. */
    steps: z.array(z.object({ key: z.string(), label: z.string(), law: z.string(), from: z.string(), years: z.number().int(), nextOn: PlainDateField.nullable(), erased: z.number().int() })),
    /** Kept by law for so long that this house has nothing due yet, or append-only: never erased by the job. */
    kept: z.array(z.object({ label: z.string(), law: z.string(), years: z.number().int() })),
  }),
})

export const eraseExpired = declareJob({ name: 'office.eraseExpired', label: '到期清除', payload: z.unknown() })
