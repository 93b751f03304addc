import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../action.ts'
import { declareJob } from '../jobs/declare.ts'
import type { Role } from '../org/roles.ts'
import { IdField, InstantField, PlainDateField } from '../types.ts'
import { agreers, exporters } from './hands.ts'

/** 导出: a list leaves the house for a purpose, above a number of rows with somebody's agreement, for a time, and marked so that the leaker is found. */

export const purposes = {
  casework: '办理办件', payment: '资金拨付与核对', verification: '向有关部门核验', statistics: '统计与报告', service: '人才服务与联系', inspection: '配合检查、审计、巡察', archive: '归档与交接',
} as const
export type Purpose = keyof typeof purposes
/** Purposes that serve one case or one document, which is then named. */
export const namesDocument: readonly Purpose[] = ['casework', 'verification', 'inspection']

/** Purposes beyond what the law itself asks for: whoever has his data restricted is left out of their files. */
export const leavesRestrictedOut: readonly Purpose[] = ['service', 'statistics', 'verification']

/** Whose agreement: the office for whoever works in the place; the officers, who see no case, for each other. */
export const desks = { office: '人才办或领导', securityOfficer: '安全保密员', auditOfficer: '审计员' } as const
export type Desk = keyof typeof desks
export const deskFor = (role: Role): Desk => (role === 'auditOfficer' ? 'securityOfficer' : role === 'securityOfficer' || role === 'systemOfficer' ? 'auditOfficer' : 'office')
export const deskOf = (role: string): Desk => (role === 'securityOfficer' || role === 'auditOfficer' ? role : 'office')

export { agreers, exporters }

export const exportStates = { waiting: '待同意', ready: '可以领取', used: '已领完', expired: '已过期', declined: '不同意' } as const
export type ExportState = keyof typeof exportStates
const stateOf = z.enum(Object.keys(exportStates) as [ExportState])
const purposeOf = z.enum(Object.keys(purposes) as [Purpose])
export const exportCan = lifecycle<ExportState>()({ agree: ['waiting'], decline: ['waiting'], fetch: ['ready'] })

/** What the route of the file says when it gives none; the states that can be fetched stand in `exportCan`. */
export const fetchRefusals = {
  purposeNeeded: '这个名单要先写明用途再导出',
  waiting: '还没有人同意这次导出',
  declined: '这次导出没有得到同意',
  expired: '领取期限已过，请重新提出导出',
  used: '领取次数已用完，请重新提出导出',
  otherDuty: '请切换到提出导出时的职责再领取',
  grown: '现在的行数比提出时多出两成以上，请重新提出导出',
} as const

const exportId = IdField('listExport')
export const ExportRow = z.object({
  id: exportId,
  number: z.string(),
  listLabel: z.string(),
  purpose: purposeOf,
  reason: z.string(),
  serves: z.string().nullable(),
  accountName: z.string(),
  office: z.string(),
  rowsAsked: z.number(),
  askedAt: InstantField,
  state: stateOf,
  decidedByName: z.string().nullable(),
  decision: z.string().nullable(),
  fetchUntil: PlainDateField.nullable(),
  fetched: z.number(),
  fetches: z.number(),
})
export type ExportRow = z.infer<typeof ExportRow>
const columns = {
  number: '导出编号', listLabel: '名单', purpose: '用途', reason: '说明', serves: '办件或文件', accountName: '导出人', office: '机构与职责', rowsAsked: '行数', askedAt: '提出时间', state: '状态', decidedByName: '谁同意', decision: '意见', fetchUntil: '领取期限', fetched: '已领次数',
} as const
const words = { purpose: purposes, state: exportStates }

export const listMyExports = declareList({ name: 'exports.mine', label: '我的导出', may: exporters, reach: 'own', filters: z.object({ state: stateOf.optional() }), row: ExportRow, columns, words, sorts: ['-askedAt', 'askedAt'] })
export const listExportQueue = declareList({ name: 'exports.queue', label: '导出审批', may: agreers, filters: z.object({ state: stateOf.optional() }), row: ExportRow, columns, words, sorts: ['-askedAt', 'askedAt'] })
export const listAllExports = declareList({
  name: 'exports.register',
  label: '导出登记',
  may: ['auditOfficer'],
  filters: z.object({ search: z.string().trim().max(50).optional(), purpose: purposeOf.optional(), state: stateOf.optional(), from: PlainDateField.optional(), to: PlainDateField.optional() }),
  row: ExportRow,
  columns,
  words,
  sorts: ['-askedAt', 'askedAt', '-rowsAsked'],
})

/** What leaves, before anybody agrees: conditions in words, columns, count. No rows. */
export const seeExport = declareQuery({
  name: 'exports.one',
  label: '导出详情',
  may: exporters,
  input: z.object({ exportId }),
  output: ExportRow.extend({
    /** Where its file is fetched. */
    path: z.string(),
    conditions: z.array(z.string()),
    heads: z.array(z.string()),
    desk: z.enum(Object.keys(desks) as [Desk]),
    takings: z.array(z.object({ id: z.string(), begunAt: InstantField, finished: z.boolean(), rows: z.number().nullable(), sha256: z.string().nullable(), keepUntil: PlainDateField })),
  }),
})

const Rule = z.object({
  rowsFree: z.number().int().min(0).max(1_000_000),
  days: z.number().int().min(1).max(30),
  fetches: z.number().int().min(1).max(20),
  keepDays: z.number().int().min(1).max(365),
})
export const exportRule = declareQuery({
  name: 'exports.rule',
  label: '导出规定',
  may: exporters,
  input: z.object({}),
  output: Rule.extend({ document: z.string(), setByName: z.string(), setAt: InstantField }),
})
export const setExportRule = declareAction({
  name: 'exports.setRule',
  label: '修改导出规定',
  may: ['securityOfficer'],
  stepUp: true,
  input: Rule.extend({ document: z.string().trim().min(4, '请写明依据的文件').max(120) }),
  output: z.object({}),
  refusals: { same: '与现行规定相同' },
})

export const askExport = declareAction({
  name: 'exports.ask',
  label: '导出',
  may: exporters,
  input: z.object({
    list: z.string().max(80),
    filters: z.record(z.string(), z.unknown()),
    purpose: purposeOf,
    reason: z.string().trim().min(6, '请用一句话写明导出做什么用').max(200),
    serves: z.string().trim().max(80).optional(),
  }),
  output: z.object({ exportId, number: z.string(), rows: z.number(), state: z.enum(['waiting', 'ready']), desk: z.enum(Object.keys(desks) as [Desk]), fetchUntil: PlainDateField.nullable() }),
  refusals: {
    openList: '这个列表是公开内容，直接导出即可',
    servesMissing: '这个用途要写明办件编号或文件名称、文号',
    nothing: '按现在的条件没有可以导出的内容',
  },
})

export const agreeExport = declareAction({
  name: 'exports.agree',
  label: '同意导出',
  may: agreers,
  input: z.object({ exportId, note: z.string().trim().max(200).optional() }),
  output: z.object({ fetchUntil: PlainDateField }),
  refusals: { own: '不能同意本人或代理双方提出的导出', decided: '已经办结' },
})
export const declineExport = declareAction({
  name: 'exports.decline',
  label: '不同意',
  may: agreers,
  input: z.object({ exportId, reason: z.string().trim().min(4, '请写明理由').max(200) }),
  output: z.object({}),
  refusals: { own: '不能办理本人或代理双方提出的导出', decided: '已经办结' },
})

export const traceWays = { mark: '暗记相符', order: '行序相符', number: '写有导出编号' } as const
export type TraceWay = keyof typeof traceWays
export const traceExport = declareAction({
  name: 'exports.trace',
  label: '查找来源',
  may: ['auditOfficer'],
  input: z.object({ text: z.string().min(1, '请粘贴外泄的一行或一页').max(200_000) }),
  output: z.object({ found: z.array(ExportRow.extend({ way: z.enum(Object.keys(traceWays) as [TraceWay]), lines: z.number() })), looked: z.number() }),
  refusals: {},
})

export const tellEndingExports = declareJob({ name: 'exports.tellEnding', label: '提醒导出快过领取期限', payload: z.unknown() })
