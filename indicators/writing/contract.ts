import { z } from 'zod'
import { declareAction, declareList, declareQuery } from '../../kernel/action.ts'
import { PlainDateField } from '../../kernel/types.ts'
import { briefKinds, type BriefKind } from './brief-templates.ts'
import { writers } from './hands.ts'

export { writers } from './hands.ts'

/** 写材料: drafts with blanks, finished reports, briefs. A draft comes and goes with its question; only what was confirmed is kept. */

/** Streams, because a draft is a file: `file`, and `question` as JSON. */
export const fillPath = '/api/writing.fill'
export const filePath = '/api/writing.file'
export const checkPath = '/api/writing.check'
export const briefFilePath = '/api/writing.briefFile'

const placeCode = z.string().regex(/^\d{4}(\d{2}(\d{3})?)?$/, '区划代码为 4、6 或 9 位数字')
const bindingId = z.string().min(3).max(200)

export const FillQuestion = z.object({
  asOf: PlainDateField,
  place: placeCode.optional(),
  /** What the writer chose: the id of a binding for a blank, or `leave`. */
  choices: z.array(z.object({ index: z.number().int().min(1), id: bindingId })).max(2000).default([]),
})
export const FileQuestion = FillQuestion.extend({
  copy: z.enum(['review', 'final']),
  /** Official format, for a draft that is plain text. */
  official: z.boolean().default(true),
  withSources: z.boolean().default(true),
})
export const CheckQuestion = FillQuestion.omit({ choices: true })

const BoundShown = z.object({ kind: z.enum(['indicator', 'parameter', 'name']), id: z.string(), title: z.string(), definition: z.string(), place: z.string(), period: z.string() })
export const marks = { sure: '已填', ask: '请确认', left: '未填' } as const
const Spot = z.object({ index: z.number(), line: z.number(), from: z.number(), to: z.number(), before: z.string(), text: z.string(), after: z.string() })

export const CandidateShown = z.object({ id: z.string(), kind: z.enum(['indicator', 'parameter', 'name']), title: z.string(), definition: z.string(), placeName: z.string(), period: z.string(), certainty: z.number(), why: z.string(), value: z.string().nullable(), unit: z.string(), written: z.string().nullable(), because: z.string().nullable() })
export type CandidateShown = z.infer<typeof CandidateShown>

export const BlankShown = Spot.extend({
  bound: BoundShown.nullable(),
  certainty: z.number(),
  value: z.string().nullable(),
  unit: z.string(),
  written: z.string().nullable(),
  why: z.string(),
  mark: z.enum(Object.keys(marks) as [keyof typeof marks]),
  /** What is remembered when this is confirmed. */
  context: z.string(),
  placeName: z.string(),
  records: z.string().nullable(),
  document: z.string().nullable(),
  /** The figure whose records can be opened. */
  figure: z.string().nullable(),
  candidates: z.array(CandidateShown),
})
export type BlankShown = z.infer<typeof BlankShown>

const LineShown = z.object({ text: z.string(), part: z.string() })
export const FillAnswer = z.object({ kind: z.enum(['text', 'docx']), notes: z.array(z.string()), asOf: PlainDateField, place: z.object({ code: z.string(), name: z.string() }), lines: z.array(LineShown), blanks: z.array(BlankShown), milliseconds: z.number() })
export type FillAnswer = z.infer<typeof FillAnswer>

export const checkStates = { agrees: '一致', differs: '有出入', unsure: '不能断定', unknown: '查不到' } as const
export const CheckAnswer = z.object({
  notes: z.array(z.string()),
  asOf: PlainDateField,
  lines: z.array(LineShown),
  numbers: z.array(Spot.extend({ bound: BoundShown.nullable(), certainty: z.number(), record: z.string().nullable(), value: z.string().nullable(), unit: z.string(), state: z.enum(Object.keys(checkStates) as [keyof typeof checkStates]), why: z.string() })),
})
export type CheckAnswer = z.infer<typeof CheckAnswer>

export const confirmBinding = declareAction({
  name: 'writing.confirm',
  label: '确认',
  may: writers,
  input: z.object({ context: z.string().trim().min(1).max(120), id: bindingId }),
  output: z.object({ remembered: z.literal(true) }),
  refusals: { noSuchThing: '没有这个指标、政策参数或名称', tooShort: '这处空前后没有字，记不住，请在文稿里写明再确认' },
})

export const forgetBinding = declareAction({
  name: 'writing.forget',
  label: '不再记住',
  may: writers,
  input: z.object({ id: z.uuid() }),
  output: z.object({ forgotten: z.literal(true) }),
  refusals: { gone: '这一条已经不在了' },
})

export const listConfirmations = declareList({
  name: 'writing.confirmations',
  label: '记住的对应',
  may: writers,
  filters: z.object({}),
  row: z.object({ id: z.string(), context: z.string(), bindingId: z.string(), title: z.string(), confirmedByName: z.string(), confirmedOn: PlainDateField }),
  columns: { context: '空前后的字', title: '对应', bindingId: '编号', confirmedByName: '确认人', confirmedOn: '确认日期' },
  sorts: ['-confirmedOn', 'context'],
})

export const BriefSection = z.object({ heading: z.string(), text: z.string() })
export const askBrief = declareQuery({
  name: 'writing.brief',
  label: '简报',
  may: writers,
  input: z.object({ kind: z.enum(Object.keys(briefKinds) as [BriefKind]).optional(), month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, '月份写作 2026-09 这样'), place: placeCode.optional() }),
  output: z.object({ title: z.string(), asOf: PlainDateField, sections: z.array(BriefSection), sources: z.array(z.array(z.string())), left: z.array(z.string()) }),
})
