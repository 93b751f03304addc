import { z } from 'zod'
import { declareQuery } from '../../kernel/action.ts'
import { staff } from '../../kernel/org/roles.ts'
import { PlainDateField } from '../../kernel/types.ts'

/** 用在哪里: which paper used a figure, with which number, and what the records say of it now. */

export const useKinds = { draft: '填入文稿', brief: '简报', check: '核对报告', reply: '答复' } as const
export type UseKind = keyof typeof useKinds

export const Use = z.object({
  id: z.string(),
  kind: z.enum(Object.keys(useKinds) as [UseKind]),
  title: z.string(),
  usedByName: z.string(),
  usedOn: PlainDateField,
  /** What of the figure was used: 人才密度的增减. */
  bindingTitle: z.string(),
  placeName: z.string(),
  periodFrom: PlainDateField.nullable(),
  periodTo: PlainDateField,
  /** Exact, in `unit`: as the records said when it was used. */
  value: z.string(),
  unit: z.string(),
  /** As the paper writes it. */
  written: z.string(),
  /** By the records of today; null with the reason. */
  now: z.string().nullable(),
  because: z.string().nullable(),
  /** `now` less `value`; null when they agree or may not be subtracted. */
  difference: z.string().nullable(),
})
export type Use = z.infer<typeof Use>

export const askUses = declareQuery({
  name: 'indicators.uses',
  label: '指标用在哪里',
  may: staff,
  input: z.object({ figure: z.string().max(80), limit: z.number().int().min(1).max(200).default(50) }),
  output: z.object({ total: z.number(), uses: z.array(Use) }),
})
