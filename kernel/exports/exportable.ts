import { sql } from 'kysely'
import type { z } from 'zod'
import type { ListDeclaration, May } from '../action.ts'
import type { Handler, ReadContext } from '../implement.ts'

/** What can be exported under a purpose: a declared list, or a file of rows that a module makes. */
export interface Exportable {
  name: string
  label: string
  may: May
  /** The route of its file. */
  path: string
  /** Nobody stands in it, or it is public: no purpose, no mark. */
  open: boolean
  filters: z.ZodObject
  heads: readonly string[]
  /** The column whose cells order the rows, and those that carry the mark if they hold words; by their place among the heads. */
  orderBy: number
  carriers: readonly number[]
  conditions(filters: Record<string, unknown>): string[]
  count(context: ReadContext, filters: Record<string, unknown>): Promise<number>
}

type ListHandler = Handler & { kind: 'list' }

export const exportableOf = ({ declaration, source }: ListHandler, orderBy: (keys: readonly string[]) => number): Exportable => {
  const keys = Object.keys(declaration.columns)
  return {
    name: declaration.name,
    label: declaration.label,
    path: `/api/export/${declaration.name}`,
    may: declaration.may,
    open: declaration.openExport === true,
    filters: declaration.filters,
    heads: keys.map((key) => declaration.columns[key] ?? key),
    orderBy: orderBy(keys),
    carriers: carriersOf(declaration, keys),
    conditions: (filters) => conditionsOf(declaration, filters),
    count: async (context, filters) => {
      const rows = context.db.selectFrom(source.rows(context, filters, undefined).as('row')).select(sql<number>`count(*)::int`.as('count'))
      return (await rows.executeTakeFirstOrThrow()).count
    },
  }
}

/** Columns that may carry what nobody sees: prose before code words; never a number, a name, a day, money, what is typed into another system. */
const carriersOf = ({ words }: ListDeclaration, keys: readonly string[]): number[] => {
  const free = keys.filter((key) => key === 'placeName' || !/^(name|id|login|phone|no|seq|code|state|subject|version|year)$|(Name|Number|number|Code|On|At|Fen|Day|Until|Id|Hint|Serial)$|^(day|at|from|to|amount|valid)/.test(key))
  const coded = (key: string) => words?.[key] !== undefined
  return [...free.filter((key) => !coded(key)), ...keys.filter(coded)].map((key) => keys.indexOf(key))
}

/** Words of filters that are no columns. */
const filterWords: Readonly<Record<string, string>> = {
  search: '搜索', subject: '涉及', place: '区划', placeCode: '区划', from: '自', to: '至', year: '年度', dueYear: '应付年度', dueBy: '应付不晚于', asOf: '时点',
  state: '状态', kind: '种类', level: '层级', list: '名录', edition: '版次', reason: '原因', outcome: '结果', cause: '起因', purpose: '用途', topic: '类别', channel: '途径', account: '账户',
  measure: '事项', classLevel: '人才类别', keyIndustry: '重点产业', programme: '所属计划', occupation: '职业', road: '认定途径', standing: '情形', alert: '提醒', figure: '指标', by: '按', key: '其中',
  open: '是否未了结', due: '到期', late: '是否超期', green: '是否绿色通道', holder: '谁经办', work: '办理情况', unread: '是否未读', owedBy: '应负担', only: '只看', waiting: '是否待回应',
  personId: '人才', employerId: '用人单位', courseId: '课程', batchId: '批次', lineId: '科目', awardId: '资助', fundId: '专项资金', settlementId: '结算单', sourceId: '来源', deliveryId: '报送', survivorId: '保留的记录', buildingId: '楼盘',
}
/** Words of what is chosen in filters that are no columns. */
const choiceWords: Readonly<Record<string, string>> = { yes: '是', no: '否', open: '未了结', settled: '已了结', overdue: '已逾期', soon: '即将到期', mine: '本人', free: '无人经办', city: '市级', county: '区县', remitted: '已缴库', ending: '三十天内到期', over: '到期未退', unpaid: '有欠租', left: '已退房', 1: '是' }
export const filterLabel = ({ columns }: Pick<ListDeclaration, 'columns'>, key: string): string | undefined => filterWords[key] ?? columns[key]

const conditionsOf = (declaration: Pick<ListDeclaration, 'columns' | 'words'>, filters: Record<string, unknown>): string[] =>
  Object.entries(filters).flatMap(([key, value]) => {
    if (value === undefined || value === null || value === '') return []
    const text = typeof value === 'string' ? (declaration.words?.[key]?.[value] ?? (key === 'search' ? value : (choiceWords[value] ?? value))) : value === true ? '是' : value === false ? '否' : JSON.stringify(value)
    return [`${filterLabel(declaration, key) ?? key}：${text}`]
  })
