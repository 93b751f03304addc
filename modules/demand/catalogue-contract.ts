import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../../kernel/action.ts'
import { staff } from '../../kernel/org/roles.ts'
import { IdField, PlainDateField, YearField } from '../../kernel/types.ts'
import { occupations } from './contract.ts'

/** 急需紧缺人才目录: computed from posts of a year, checked by one of the talent office, published by another. */

export const catalogueStates = { draft: '测算稿', checked: '已核对', published: '已发布' } as const
export type CatalogueState = keyof typeof catalogueStates
export const catalogueCan = lifecycle<CatalogueState>()({ strike: ['draft'], check: ['draft'], sendBack: ['checked'], publish: ['checked'] })
export const degrees = { urgent: '急需', scarce: '紧缺', plain: '一般' } as const
export type Degree = keyof typeof degrees
/** The list in which the employers behind a published catalogue stand, for measures to ask after. */
export const shortageEmployers = '急需紧缺人才需求单位'

const catalogueId = IdField('catalogue')
const itemId = IdField('catalogueItem')
const state = z.enum(Object.keys(catalogueStates) as [CatalogueState])
const share = z.number().int().min(0, '权重不小于 0').max(100, '权重不大于 100')

/**
 * Score of a line = unfilled/wanted, unfilled a thousand people at work (at most 100), days open against `daysFull` (at most 100), each from 0 to 100,
 * weighed by the three weights, which make 100.
 */
export const WeightingFields = z.object({
  unfilledWeight: share,
  scarcityWeight: share,
  daysWeight: share,
  daysFull: z.number().int().min(1).max(730, '不超过 730 天'),
  scarceFrom: z.number().int().min(1).max(99),
  urgentFrom: z.number().int().min(2).max(100),
  leastWanted: z.number().int().min(1, '至少 1 人').max(1000),
  document: z.string().trim().min(4, '请写明依据').max(120),
})
export type WeightingFields = z.infer<typeof WeightingFields>
export const startingWeights: WeightingFields = { unfilledWeight: 50, scarcityWeight: 30, daysWeight: 20, daysFull: 180, scarceFrom: 40, urgentFrom: 60, leastWanted: 3, document: '首次测算的默认权重' }

export const askWeighting = declareQuery({ name: 'demand.weighting', label: '紧缺程度的算法', may: staff, input: z.object({}), output: WeightingFields.extend({ setOn: PlainDateField.nullable() }) })
export const setWeighting = declareAction({
  name: 'demand.setWeighting',
  label: '调整权重',
  may: ['talentOffice'],
  input: WeightingFields,
  output: z.object({}),
  refusals: { not100: '三个权重合计应为 100', thresholdsCross: '急需的分数线应高于紧缺的' },
})

export const CatalogueRow = z.object({ id: catalogueId, year: z.number(), placeName: z.string(), state, asOf: PlainDateField, lines: z.number(), document: z.string().nullable(), publishedOn: PlainDateField.nullable() })
export const listCatalogues = declareList({
  name: 'demand.catalogues',
  label: '急需紧缺目录',
  may: staff,
  filters: z.object({ state: state.optional() }),
  row: CatalogueRow,
  columns: { year: '年度', placeName: '适用地', state: '状态', asOf: '测算日', lines: '列入行数', document: '文号', publishedOn: '发布日期' },
  words: { state: catalogueStates },
  sorts: ['-year', 'placeName'],
  openExport: true,
})

export const Item = z.object({
  id: itemId,
  industry: z.string(),
  occupation: z.enum(Object.keys(occupations) as [keyof typeof occupations]),
  titles: z.string(),
  posts: z.number(),
  wanted: z.number(),
  hired: z.number(),
  people: z.number(),
  openDays: z.number(),
  score: z.string(),
  degree: z.enum(Object.keys(degrees) as [Degree]),
  struckBecause: z.string().nullable(),
})
export type Item = z.infer<typeof Item>
export const getCatalogue = declareQuery({
  name: 'demand.catalogue',
  label: '急需紧缺目录',
  may: staff,
  input: z.object({ catalogueId }),
  output: CatalogueRow.extend({ weighting: WeightingFields, items: z.array(Item), validFrom: PlainDateField.nullable(), validTo: PlainDateField.nullable() }),
})

export const draftCatalogue = declareAction({
  name: 'demand.draftCatalogue',
  label: '测算目录',
  may: ['talentOffice'],
  input: z.object({ year: YearField }),
  output: z.object({ catalogueId, lines: z.number() }),
  refusals: { published: '这一年的目录已经发布，不能重算', checked: '这一年的目录已经核对，请先退回再重算', yearAhead: '年度至多是明年', noPosts: '近一年没有审看通过、达到最少人数的岗位，算不出目录' },
})
export const strikeItem = declareAction({
  name: 'demand.strikeItem',
  label: '划去',
  may: ['talentOffice'],
  input: z.object({ catalogueId, itemId, because: z.string().trim().min(4, '请用一句话写明理由').max(200) }),
  output: z.object({}),
  refusals: { notDraft: '只有测算稿可以划去', struck: '这一行已经划去' },
})
export const keepItem = declareAction({ name: 'demand.keepItem', label: '恢复', may: ['talentOffice'], input: z.object({ catalogueId, itemId }), output: z.object({}), refusals: { notDraft: '只有测算稿可以恢复', notStruck: '这一行没有划去' } })
export const checkCatalogue = declareAction({ name: 'demand.checkCatalogue', label: '核对完毕', may: ['talentOffice'], input: z.object({ catalogueId }), output: z.object({}), refusals: { notDraft: '目录不是测算稿', empty: '没有一行达到紧缺，不能提交发布' } })
export const sendCatalogueBack = declareAction({ name: 'demand.sendCatalogueBack', label: '退回核对', may: ['talentOffice'], input: z.object({ catalogueId }), output: z.object({}), refusals: { notChecked: '目录不在已核对' } })
export const publishCatalogue = declareAction({
  name: 'demand.publishCatalogue',
  label: '发布目录',
  may: ['talentOffice'],
  input: z.object({ catalogueId, document: z.string().trim().min(4, '请写明文号').max(100), validFrom: PlainDateField, validTo: PlainDateField }),
  output: z.object({ employers: z.number() }),
  refusals: { notChecked: '目录还没有核对或已经发布', samePerson: '核对和发布不能是同一个人', endsBeforeStart: '有效期止早于有效期起' },
})

/** For anybody: the newest published catalogue of the city, or that of a year. */
export const publicCatalogue = declareQuery({
  name: 'demand.publicCatalogue',
  label: '急需紧缺人才目录',
  may: 'public',
  input: z.object({ year: YearField.optional() }),
  output: z.object({
    editions: z.array(z.number()),
    catalogue: z.object({ year: z.number(), placeName: z.string(), document: z.string(), publishedOn: PlainDateField, validFrom: PlainDateField, validTo: PlainDateField }).nullable(),
    items: z.array(Item.pick({ industry: true, occupation: true, titles: true, wanted: true, degree: true })),
  }),
})
