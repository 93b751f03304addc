import { z } from 'zod'
import { declareAction, declareList, declareQuery } from '../../kernel/action.ts'
import { FenField, IdField, InstantField, PlainDateField } from '../../kernel/types.ts'
import { draftId, DraftText, readers, writers } from './contract.ts'
import { scenarioReaders } from './hands.ts'

export { scenarioReaders } from './hands.ts'

/** 政策实验室·测算: what a text would change over everybody. Nothing is kept but scenarios that somebody saves. */

export const breakdownWords = { place: '区县', industry: '产业', class: '人才类别', age: '年龄', education: '学历', sex: '性别', kind: '单位类型', size: '单位规模', level: '团队级别' } as const
export type Breakdown = keyof typeof breakdownWords
export const breakdownOf = z.enum(Object.keys(breakdownWords) as [Breakdown])

export const whichWords = { eligible: '符合', unknown: '尚不能确定', 'newly-in': '新增', 'newly-out': '减少', raised: '金额提高', lowered: '金额降低' } as const
export type Which = keyof typeof whichWords

const count = z.number().int()
export const TallyShown = z.object({ eligible: count, unknown: count, ineligible: count, fen: FenField, withoutAmount: count })
export const YearShown = z.object({ year: count.nullable(), fen: FenField })
export const GroupShown = z.object({ key: z.string().nullable(), label: z.string(), subjects: count, eligibleNow: count, eligible: count, unknown: count, newlyIn: count, newlyOut: count, fenNow: FenField, fen: FenField })
export type GroupShown = z.output<typeof GroupShown>
export const BreakdownShown = z.object({ by: breakdownOf, groups: z.array(GroupShown) })
/** Who bears the change: those who lose most first. */
export const BearerShown = z.object({ by: breakdownOf, label: z.string(), eligibleNow: count, newlyOut: count, newlyIn: count, fenChange: FenField, shareOfGroup: z.number(), words: z.string() })
export const DraftAnswerShown = TallyShown.extend({
  name: z.string(),
  newlyIn: count,
  newlyOut: count,
  raised: count,
  lowered: count,
  years: z.array(YearShown),
  breakdowns: z.array(BreakdownShown),
  bearers: z.array(BearerShown),
  fairness: z.string(),
})
export type DraftAnswerShown = z.output<typeof DraftAnswerShown>
export const BudgetShown = z.object({
  code: z.string(),
  years: z.array(z.object({ year: count, title: z.string().nullable(), appropriated: FenField.nullable(), available: FenField.nullable(), promised: FenField })),
})

const Scene = z.object({ name: z.string().trim().min(1).max(40), text: DraftText })
const WhatIfInput = z.object({
  drafts: z.array(Scene).min(1).max(4, '最多同时比较四个方案'),
  on: PlainDateField.optional(),
  by: z.array(breakdownOf).max(6).default([]),
  /** Money by year costs a walk over everybody eligible: asked for when the slider rests. */
  years: z.boolean().default(false),
})
export const WhatIfOutput = z.object({
  on: PlainDateField,
  subject: z.enum(['person', 'employer', 'team']),
  subjects: count,
  /** When the city was loaded, or last followed a change. */
  asOf: InstantField,
  /** Time in the engine. */
  milliseconds: z.number(),
  now: TallyShown.extend({ edition: count, years: z.array(YearShown) }).nullable(),
  drafts: z.array(DraftAnswerShown),
  budget: BudgetShown.nullable(),
  /** Breakdowns that this kind of subject has. */
  offers: z.array(breakdownOf),
})
export type WhatIfOutput = z.output<typeof WhatIfOutput>

export const whatIf = declareQuery({ name: 'lab.whatIf', label: '测算', may: readers, input: WhatIfInput, output: WhatIfOutput })

export const RowsInput = z.object({
  text: DraftText,
  on: PlainDateField.optional(),
  which: z.enum(Object.keys(whichWords) as [Which]),
  group: z.object({ by: breakdownOf, key: z.string().nullable() }).optional(),
  offset: z.number().int().min(0).max(10_000_000).default(0),
  limit: z.number().int().min(1).max(200).default(50),
})
export const RowShown = z.object({ id: z.string(), number: z.string(), name: z.string(), place: z.string(), employer: z.string().nullable(), fenNow: FenField.nullable(), fen: FenField.nullable() })
export type RowShown = z.output<typeof RowShown>

/** The people behind a figure, as far as the reader's place goes. */
export const rowsBehind = declareQuery({ name: 'lab.rows', label: '名单', may: readers, input: RowsInput, output: z.object({ total: count, rows: z.array(RowShown) }) })
export const rowsExportPath = '/api/lab.rowsExport'

export const scenarioId = IdField('scenario')

export const saveScenario = declareAction({
  name: 'lab.saveScenario',
  label: '保存方案',
  may: writers,
  input: z.object({ title: z.string().trim().min(2, '请给方案起个名字').max(60), draftId: draftId.optional(), drafts: WhatIfInput.shape.drafts, on: PlainDateField.optional() }),
  output: z.object({ scenarioId, number: z.string() }),
  refusals: { notReadable: '有方案的规则还有错误，改好再保存' },
})

export const ScenarioRow = z.object({
  id: scenarioId,
  number: z.string(),
  title: z.string(),
  measure: z.string(),
  measureTitle: z.string(),
  onDate: PlainDateField,
  subjects: count,
  scenes: count,
  madeByName: z.string(),
  madeAt: InstantField,
})
export type ScenarioRow = z.output<typeof ScenarioRow>

export const listScenarios = declareList({
  name: 'lab.scenarios',
  label: '测算方案',
  may: scenarioReaders,
  filters: z.object({ search: z.string().max(50).optional() }),
  row: ScenarioRow,
  columns: { number: '方案编号', title: '方案', measureTitle: '事项', onDate: '申请日', subjects: '测算对象数', scenes: '比较几案', madeByName: '测算人', madeAt: '测算时间' },
  sorts: ['-number', 'title', 'madeAt'],
})

export const getScenario = declareQuery({
  name: 'lab.scenario',
  label: '测算方案',
  may: scenarioReaders,
  input: z.object({ scenarioId }),
  output: ScenarioRow.extend({
    draftId: draftId.nullable(),
    /** The text in force that it was compared with; null for a new measure. */
    nowText: z.string().nullable(),
    drafts: z.array(Scene),
    answer: WhatIfOutput,
  }),
})
export const scenarioFilePath = (id: string, kind: 'docx' | 'xlsx'): string => `/api/lab.scenarioFile/${id}/${kind}`
