import { z } from 'zod'
import { declareAction, declareList, declareQuery } from '../action.ts'
import { declareJob } from '../jobs/declare.ts'
import { InstantField, PlainDateField } from '../types.ts'

/** 审计: who did what, what was refused, whether the trail is whole. The auditor sees ids and numbers here, never a case. */

export const auditOutcomes = { done: '办成', refused: '业务不允许', denied: '无权', invalid: '填写不合格' } as const
const auditor = ['auditOfficer'] as const

export const AuditRow = z.object({
  id: z.string(),
  at: InstantField,
  accountName: z.string(),
  role: z.string(),
  verb: z.string(),
  outcome: z.enum(Object.keys(auditOutcomes) as [keyof typeof auditOutcomes]),
  code: z.string().nullable(),
  subject: z.string(),
  requestId: z.string(),
})
export type AuditRow = z.infer<typeof AuditRow>

export const listAudit = declareList({
  name: 'audit.rows',
  label: '审计记录',
  may: auditor,
  filters: z.object({
    /** A name of an actor or a part of a verb. */
    search: z.string().max(60).optional(),
    /** An id or a number of what was touched, whole: a person, a case, a batch. */
    subject: z.string().max(60).optional(),
    outcome: z.enum(Object.keys(auditOutcomes) as [keyof typeof auditOutcomes]).optional(),
    from: PlainDateField.optional(),
    to: PlainDateField.optional(),
  }),
  row: AuditRow,
  columns: { at: '时间', accountName: '谁', role: '职责', verb: '动作', outcome: '结果', code: '原因代码', subject: '涉及', requestId: '请求号' },
  words: { outcome: auditOutcomes },
  sorts: ['-at', 'at'],
})

export const auditVerbs = declareQuery({
  name: 'audit.verbs',
  label: '动作名称',
  may: auditor,
  input: z.object({}),
  output: z.object({ labels: z.record(z.string(), z.string()) }),
})

/** What makes an account's day unusual, and from how many on. */
export const unusualAt = { night: 10, views: 60, exports: 8, refused: 12 } as const
export const unusualWords = {
  night: '深夜（22 时至 6 时）查看、下载较多',
  views: '一天里查看材料很多',
  exports: '一天里导出、下载很多',
  refused: '一天里多次被拒：可能在试探权限',
} as const
export type Unusual = keyof typeof unusualWords

export const unusualAccess = declareQuery({
  name: 'audit.unusual',
  label: '异常访问',
  may: auditor,
  input: z.object({ days: z.number().int().min(1).max(90) }),
  output: z.object({
    rows: z.array(z.object({ day: PlainDateField, accountId: z.string(), accountName: z.string(), role: z.string(), kind: z.enum(Object.keys(unusualWords) as [Unusual]), count: z.number() })),
  }),
})

export const listVerdicts = declareQuery({
  name: 'audit.verdicts',
  label: '审计链核对',
  may: auditor,
  input: z.object({}),
  output: z.object({
    running: z.boolean(),
    verdicts: z.array(z.object({ id: z.string(), at: InstantField, rows: z.number(), anchors: z.number(), milliseconds: z.number(), findings: z.array(z.string()) })),
  }),
})

export const verifyNow = declareAction({
  name: 'audit.verifyNow',
  label: '立即核对',
  may: auditor,
  input: z.object({}),
  output: z.object({}),
  refusals: { running: '正在核对，请稍候看结果' },
})

/** Each night, and when the auditor asks. */
export const verifyTrail = declareJob({ name: 'audit.verifyTrail', label: '核对审计链', payload: z.object({ taskId: z.string().optional() }) })
