import { z } from 'zod'
import { declareQuery } from '../../kernel/action.ts'
import { staff } from '../../kernel/org/roles.ts'
import { FenField, PlainDateField } from '../../kernel/types.ts'

/** 三大计划: one question, three programmes as data. What is counted comes from the same records as the figures of the leaders' page. */

export const programmeNames = { highLevel: '高层次人才引进计划', graduates: '名校优生引进计划', skilled: '技能人才振兴计划' } as const
export type ProgrammeId = keyof typeof programmeNames

/** People who came in one year: still here, raised in title or skill since, and of those whose anniversary has come how many had not left before it. */
export const Cohort = z.object({
  year: z.number().int(),
  came: z.number(),
  present: z.number(),
  raised: z.number(),
  due: z.tuple([z.number(), z.number(), z.number()]),
  stayed: z.tuple([z.number(), z.number(), z.number()]),
})
export type Cohort = z.infer<typeof Cohort>

export const ProgrammeTarget = z.object({ year: z.number().int(), placeName: z.string(), target: z.number(), came: z.number(), document: z.string() })
export const ProgrammeLine = z.object({ code: z.string(), title: z.string(), appropriated: FenField, committed: FenField, paid: FenField, available: FenField })
/** How far its people have come with one measure this year; `told` are those whom the house told this year without being asked; `amount` is what was decided. */
export const ProgrammeMeasure = z.object({ measure: z.string(), title: z.string(), eligible: z.number(), told: z.number(), applied: z.number(), decided: z.number(), paid: z.number(), amount: FenField })

export const askProgramme = declareQuery({
  name: 'indicators.programme',
  label: '三大计划',
  may: staff,
  input: z.object({ programme: z.enum(Object.keys(programmeNames) as [ProgrammeId]), asOf: PlainDateField.optional(), place: z.string().regex(/^\d{4}(\d{2}(\d{3})?)?$/, '区划代码为 4、6 或 9 位数字').optional() }),
  output: z.object({
    name: z.string(),
    asOf: PlainDateField,
    place: z.object({ code: z.string(), name: z.string() }),
    targets: z.array(ProgrammeTarget),
    cohorts: z.array(Cohort),
    lines: z.array(ProgrammeLine),
    measures: z.array(ProgrammeMeasure),
  }),
})
