import { z } from 'zod'
import { declareAction, declareList, declareQuery } from '../kernel/action.ts'
import { staff } from '../kernel/org/roles.ts'
import { PlainDateField, YearField } from '../kernel/types.ts'
import { units, type Unit } from './definition.ts'

/** 指标: what a figure's page says. Staff read in their own place: a county leader's city is his county. */

export { units, type Unit }
const unitOf = z.enum(Object.keys(units) as [Unit])
const Decimal = z.string().regex(/^-?\d+(\.\d+)?$/)
const figureId = z.string().regex(/^[a-z][a-zA-Z]*\.[a-z][a-zA-Z-]*(\.[a-z]+)?$/, '指标编号写作 talent.total 这样')
const placeCode = z.string().regex(/^\d{4}(\d{2}(\d{3})?)?$/, '区划代码为 4、6 或 9 位数字')

/** Which day and which place; absent: today, and the whole of one's own place. */
const Where = z.object({ asOf: PlainDateField.optional(), place: placeCode.optional() })

export const Change = z.object({
  /** Decimal in `unit`; two percentages differ in points. */
  difference: Decimal,
  unit: z.union([unitOf, z.literal('points')]),
  percent: Decimal.nullable(),
  direction: z.enum(['up', 'down', 'same']),
  since: PlainDateField,
  /** The whole in the right words: 提高 0.36 个百分点. */
  words: z.string(),
})
export type Change = z.infer<typeof Change>

export const Basis = z.object({ kind: z.string(), year: z.number().int(), value: z.string(), source: z.string(), document: z.string().nullable(), page: z.string().nullable() })

export const Figure = z.object({
  id: z.string(),
  name: z.string(),
  unit: unitOf,
  better: z.enum(['more', 'less', 'neither']),
  /** Decimal in the unit (money in fen); null when it cannot be said, and then `because` says why. */
  value: Decimal.nullable(),
  because: z.string().nullable(),
  numerator: z.string().nullable(),
  denominator: z.string().nullable(),
  basis: Basis.nullable(),
  change: Change.nullable(),
  caution: z.string().nullable(),
  spark: z.array(z.object({ asOf: PlainDateField, value: Decimal.nullable() })),
  /** `percent` where more is better; `met` in either case. */
  target: z.object({ value: Decimal, percent: Decimal.nullable(), met: z.boolean().nullable(), document: z.string() }).nullable(),
})
export type Figure = z.infer<typeof Figure>

const Place = z.object({ code: z.string(), name: z.string(), kind: z.string() })
export const Part = z.object({ key: z.string(), label: z.string(), value: Decimal.nullable(), because: z.string().nullable(), change: Change.nullable() })
export type Part = z.infer<typeof Part>

export const askFigures = declareQuery({
  name: 'indicators.figures',
  label: '指标',
  may: staff,
  input: Where.extend({ ids: z.array(figureId).min(1).max(100) }),
  output: z.object({
    asOf: PlainDateField,
    place: Place,
    figures: z.array(Figure),
    /** The same figures in each place of the next level, in the order of codes. */
    places: z.array(Place.extend({ figures: z.array(z.object({ id: z.string(), value: Decimal.nullable(), change: Change.nullable() })) })),
  }),
})

export const Definition = z.object({
  aliases: z.array(z.string()),
  population: z.string(),
  deduplication: z.string(),
  owner: z.string(),
  source: z.string(),
  timing: z.string(),
  /** 人才总量 ÷ 就业人员, for a ratio. */
  formula: z.string().nullable(),
  /** What stands behind it: the records of the figure, or of both sides of the line. */
  sides: z.array(z.object({ figure: z.string(), name: z.string(), record: z.string(), page: z.enum(['person', 'employer', 'case']).nullable(), columns: z.object({ amount: z.string().optional(), detail: z.string(), since: z.string(), until: z.string().optional() }) })),
  breakdowns: z.array(z.object({ key: z.string(), label: z.string() })),
  edition: z.string(),
})

export const askFigure = declareQuery({
  name: 'indicators.figure',
  label: '一个指标',
  may: staff,
  input: Where.extend({ id: figureId, by: z.string().max(40).optional() }),
  output: z.object({
    asOf: PlainDateField,
    place: Place,
    figure: Figure,
    definition: Definition,
    by: z.string(),
    parts: z.array(Part),
    /** Ends of the years before, and the day itself; oldest first. */
    history: z.array(z.object({ year: z.number().int(), asOf: PlainDateField, value: Decimal.nullable(), change: Change.nullable() })),
  }),
})

/** A past day as it was known then and as it is known now: later entries and corrections are the difference. */
export const askAsKnown = declareQuery({
  name: 'indicators.asKnown',
  label: '按当时所知',
  may: staff,
  input: Where.extend({ id: figureId, knownOn: PlainDateField }),
  output: z.object({
    asOf: PlainDateField,
    knownOn: PlainDateField,
    unit: unitOf,
    then: z.object({ value: Decimal.nullable(), because: z.string().nullable() }),
    now: z.object({ value: Decimal.nullable(), because: z.string().nullable() }),
    /** In the figure's unit (points for a percentage); null when they agree or one cannot be said. */
    difference: Decimal.nullable(),
  }),
})

export const RecordRow = z.object({
  id: z.string(),
  subjectId: z.string(),
  number: z.string(),
  /** Masked where it is a person's. */
  name: z.string(),
  detail: z.string(),
  placeName: z.string(),
  industry: z.string(),
  since: PlainDateField,
  until: PlainDateField.nullable(),
  amount: z.string(),
})
export type RecordRow = z.infer<typeof RecordRow>

export const listRecords = declareList({
  name: 'indicators.records',
  label: '指标背后的记录',
  may: staff,
  filters: Where.extend({ figure: figureId, by: z.string().max(40).optional(), key: z.string().max(80).optional() }),
  row: RecordRow,
  columns: { number: '编号', name: '名称', detail: '说明', placeName: '所在地', industry: '重点产业', since: '起', until: '止', amount: '数额' },
  sorts: ['-since', 'number', 'name', 'placeName'],
})

export const Target = z.object({ figure: z.string(), name: z.string(), unit: unitOf, placeCode: z.string(), placeName: z.string(), year: z.number().int(), value: Decimal, document: z.string(), fact: Decimal.nullable(), percent: Decimal.nullable(), met: z.boolean().nullable() })
export type Target = z.infer<typeof Target>

export const askTargets = declareQuery({ name: 'indicators.targets', label: '年度目标', may: staff, input: z.object({ year: z.number().int().min(2000).max(2100) }), output: z.object({ targets: z.array(Target) }) })

export const setTarget = declareAction({
  name: 'indicators.setTarget',
  label: '下达目标',
  may: ['talentOffice'],
  input: z.object({
    figure: figureId,
    placeCode,
    year: YearField,
    value: z.string().regex(/^\d{1,15}(\.\d{1,2})?$/, '目标写作正数，至多两位小数'),
    document: z.string().trim().min(4, '请写明下达目标的文件').max(120),
  }),
  output: z.object({ replaced: z.boolean() }),
  refusals: { noSuchFigure: '没有这个指标', yearOver: '该年度已经结束，目标不能再改', notYourPlace: '这个地方不在您的辖区内', wholeNumber: '这个指标的目标应为整数', shareTooLarge: '百分比的目标不能超过 100' },
})

/** Figures for which a target can be set, for the form. */
export const askCatalogue = declareQuery({
  name: 'indicators.catalogue',
  label: '指标目录',
  may: staff,
  input: z.object({}),
  output: z.object({ figures: z.array(z.object({ id: z.string(), name: z.string(), aliases: z.array(z.string()), unit: unitOf, owner: z.string(), population: z.string(), formula: z.string().nullable() })), places: z.array(Place) }),
})
