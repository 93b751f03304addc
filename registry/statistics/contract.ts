import { z } from 'zod'
import { declareAction, declareList } from '../../kernel/action.ts'
import { staff, type Role } from '../../kernel/org/roles.ts'
import { IdField, PlainDateField, YearField, YearFilter } from '../../kernel/types.ts'
import { statisticKindNames } from './kinds.ts'

/**
 * 外部统计数: employed persons, GDP, the talent contribution rate. What others publish is taken over with its document and page; a revision is another publication of
 * the same year, and a number typed wrongly is withdrawn with its reason. Nothing is overwritten, so that a figure of last March can be read as it was known then.
 */
export const statisticStates = { current: '现用', revised: '已被修订', withdrawn: '已撤回' } as const
export type StatisticState = keyof typeof statisticStates
export const statisticHands = ['talentOffice'] as const satisfies readonly Role[]

const kind = z.enum(statisticKindNames)
const stateOf = z.enum(Object.keys(statisticStates) as [StatisticState])
const statisticId = IdField('statistic')
const placeCode = z.string().regex(/^\d{4}(\d{2}(\d{3})?)?$/, '区划代码为 4、6 或 9 位数字')

export const StatisticRow = z.object({
  id: statisticId,
  kind: z.string(),
  year: z.number().int(),
  placeCode: z.string(),
  placeName: z.string(),
  /** Decimal in `unit`. */
  value: z.string(),
  unit: z.string(),
  source: z.string(),
  document: z.string().nullable(),
  page: z.string().nullable(),
  asOf: PlainDateField,
  enteredBy: z.string().nullable(),
  state: stateOf,
  withdrawalReason: z.string().nullable(),
})
export type StatisticRow = z.infer<typeof StatisticRow>

export const listStatistics = declareList({
  name: 'registry.statistics',
  label: '外部统计数',
  may: staff,
  filters: z.object({ kind: kind.optional(), year: YearFilter.optional(), place: placeCode.optional(), state: stateOf.optional() }),
  row: StatisticRow,
  columns: { kind: '统计数', year: '年份', placeName: '地区', value: '数值', unit: '单位', source: '公布机关', document: '材料', page: '页或表', asOf: '公布日期', enteredBy: '录入人', state: '状态', withdrawalReason: '撤回原因' },
  words: { state: statisticStates },
  sorts: ['-year', 'kind', 'placeName', '-asOf'],
})

/** One publication: the numbers of one kind and year for the city and its counties, as they stand in one document. */
export const enterStatistics = declareAction({
  name: 'registry.enterStatistics',
  label: '录入统计数',
  may: statisticHands,
  input: z.object({
    kind,
    year: YearField,
    source: z.string().trim().min(2, '请写明公布机关').max(60),
    document: z.string().trim().min(4, '请写明材料名称和文号').max(120),
    page: z.string().trim().min(1, '请写明第几页或第几表').max(20),
    asOf: PlainDateField,
    values: z.array(z.object({ placeCode, value: z.string().trim().regex(/^\d{1,12}(\.\d{1,4})?$/, '数值写作正数，不带单位和千分号') })).min(1, '至少一个地方').max(60),
    /** What looks unlikely was looked at again. */
    checked: z.boolean().default(false),
  }),
  output: z.object({ entered: z.number() }),
  refusals: {
    notYourPlace: '这些地方不在您的辖区内',
    notYet: '公布日期不能晚于今天',
    early: '公布日期早于这一年，那时还没有这个数',
    twice: '同一个地方填了两次',
    wrongForm: '数值的形式不对',
    already: '这些地方同一年、同一公布日期的数已经录入；录错的先撤回，修订的填修订公布的日期',
    unlikely: '这些数请再核对一遍，无误的勾选“已核对”再提交',
  },
})

export const withdrawStatistic = declareAction({
  name: 'registry.withdrawStatistic',
  label: '撤回',
  may: statisticHands,
  input: z.object({ statisticId, reason: z.string().trim().min(4, '请写明撤回原因').max(200) }),
  output: z.object({}),
  refusals: { withdrawn: '已经撤回' },
})
