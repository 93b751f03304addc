import { z } from 'zod'
import { declareQuery } from '../../kernel/action.ts'
import { staff } from '../../kernel/org/roles.ts'
import { PlainDateField } from '../../kernel/types.ts'
import { Figure } from '../contract.ts'

/** 问题诊断: the four standing problems of a city's talent work, computed from its records. */

export const problems = {
  shortage: '人才够不够',
  structure: '结构合不合理',
  mechanism: '机制顺不顺',
  service: '服务到不到位',
} as const
export type Problem = keyof typeof problems

/** One sentence made of figures, with the way to the records behind it. */
export const Fact = z.object({
  says: z.string(),
  /** The figure whose records stand behind it, narrowed to one part where the sentence speaks of one. */
  figure: z.string(),
  name: z.string(),
  by: z.string().nullable(),
  key: z.string().nullable(),
})
export type Fact = z.infer<typeof Fact>

export const ProblemFound = z.object({
  problem: z.enum(Object.keys(problems) as [Problem]),
  title: z.string(),
  /** What the records cannot say of it. */
  unsaid: z.string(),
  figures: z.array(Figure),
  facts: z.array(Fact).max(3),
})
export type ProblemFound = z.infer<typeof ProblemFound>

export const askDiagnosis = declareQuery({
  name: 'indicators.diagnosis',
  label: '问题诊断',
  may: staff,
  input: z.object({ asOf: PlainDateField.optional(), place: z.string().regex(/^\d{4}(\d{2}(\d{3})?)?$/, '区划代码为 4、6 或 9 位数字').optional() }),
  output: z.object({ asOf: PlainDateField, place: z.object({ code: z.string(), name: z.string(), kind: z.string() }), problems: z.array(ProblemFound) }),
})
