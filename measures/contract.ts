import { z } from 'zod'
import { declareAction, declareList, declareQuery } from '../kernel/action.ts'
import { declareEvent, declareJob } from '../kernel/jobs/declare.ts'
import { staff } from '../kernel/org/roles.ts'
import { FenField, IdField, PlainDateField } from '../kernel/types.ts'

/** 政策事项: what the city has promised, to whom, and who is due it. */

export const stages = { 引进: '引进', 培养: '培养', 使用: '使用', 激励: '激励', 保障: '保障' } as const
export const subjectKinds = { person: '个人', employer: '用人单位', team: '团队', employment: '劳动关系', household: '家庭' } as const
export const giveKinds = { money: '资金', place: '名额', status: '身份', service: '服务' } as const
export const deliveries = { proactive: '免申即享', apply: '申报' } as const
/** When two measures of one group are due: choose one, the highest, the difference, minus what was had, or both. */
export const combineRules = ['choose', 'highest', 'difference', 'deduct', 'stack'] as const
export const outcomes = { eligible: '符合', ineligible: '不符合', unknown: '尚不能确定' } as const

const keysOf = <T extends Record<string, string>>(words: T) => z.enum(Object.keys(words) as [keyof T & string])

export const PathStepField = z.object({
  step: z.string(),
  office: z.object({ level: z.enum(['employer', 'town', 'county', 'city']), department: z.string().nullable() }),
  kind: z.enum(['review', 'notice', 'decide']),
  workingDays: z.number(),
  needs: z.enum(['all', 'one']).optional(),
  when: z.string().optional(),
})
export const Path = z.array(z.array(PathStepField))

export const MeasureRow = z.object({
  id: IdField('edition'),
  measure: z.string(),
  edition: z.number(),
  title: z.string(),
  documentNumber: z.string(),
  clause: z.string(),
  stage: z.string(),
  subjectKind: keysOf(subjectKinds),
  gives: keysOf(giveKinds),
  delivery: keysOf(deliveries),
  validFrom: PlainDateField,
  validTo: PlainDateField.nullable(),
  inForce: z.boolean(),
  /** Of the last match over the whole city; null for who has no desk. */
  eligible: z.number().nullable(),
  unknown: z.number().nullable(),
  ineligible: z.number().nullable(),
  amount: FenField.nullable(),
})
export type MeasureRow = z.output<typeof MeasureRow>

export const listMeasures = declareList({
  name: 'measures.measures',
  label: '政策事项',
  may: 'public',
  filters: z.object({ search: z.string().max(50).optional(), stage: keysOf(stages).optional(), subjectKind: keysOf(subjectKinds).optional(), gives: keysOf(giveKinds).optional(), all: z.literal('1').optional() }),
  row: MeasureRow,
  columns: { title: '事项', stage: '环节', subjectKind: '对象', gives: '内容', delivery: '办理方式', documentNumber: '文号', clause: '条款', validFrom: '施行', validTo: '截止', eligible: '符合', unknown: '尚不能确定', amount: '金额（分）' },
  words: { subjectKind: subjectKinds, gives: giveKinds, delivery: deliveries },
  sorts: ['measure', 'title', 'stage', 'validFrom'],
  openExport: true,
})

const ConditionWords = z.object({ says: z.string(), rule: z.string(), words: z.string() })
export const getMeasure = declareQuery({
  name: 'measures.measure',
  label: '政策事项',
  may: 'public',
  input: z.object({ measure: z.string().max(80), edition: z.number().int().optional() }),
  output: MeasureRow.extend({
    documentTitle: z.string(),
    validity: z.string(),
    conditions: z.array(ConditionWords),
    alternatives: z.array(z.object({ name: z.string(), conditions: z.array(ConditionWords), gives: z.array(z.string()) })),
    benefits: z.array(z.string()),
    combine: z.array(z.string()),
    limits: z.array(z.string()),
    obligation: z.string().nullable(),
    deliveryWords: z.string(),
    /** What an application must carry, and when it need not. */
    papers: z.array(z.string()),
    pathWords: z.array(z.string()),
    path: Path,
    examples: z.array(z.object({ name: z.string(), on: z.string(), outcome: keysOf(outcomes), amount: z.string().nullable(), holds: z.boolean() })),
    /** The text as published, for who writes policy. */
    text: z.string().nullable(),
    editions: z.array(z.object({ edition: z.number(), validFrom: PlainDateField, validTo: PlainDateField.nullable() })),
  }),
})

export const ConditionShown = z.object({
  says: z.string(),
  outcome: keysOf(outcomes),
  nearest: z.string().nullable(),
  facts: z.array(z.object({ name: z.string(), value: z.string().nullable(), source: z.string().nullable(), asOf: PlainDateField.nullable(), verification: z.enum(['verified', 'declared', 'disputed']).nullable() })),
})

export const decisions = { granted: '享受', reduced: '抵减后享受', excluded: '不取' } as const

/** One card of the portal: what, how much, when, what is missing. */
export const Due = z.object({
  editionId: IdField('edition'),
  measure: z.string(),
  title: z.string(),
  stage: z.string(),
  gives: keysOf(giveKinds),
  delivery: keysOf(deliveries),
  documentNumber: z.string(),
  clause: z.string(),
  what: z.array(z.string()),
  outcome: keysOf(outcomes),
  amount: FenField.nullable(),
  amountBecause: z.string().nullable(),
  schedule: z.array(z.object({ no: z.number(), dueOn: PlainDateField.nullable(), amount: FenField, condition: z.string().nullable() })),
  conditions: z.array(ConditionShown),
  missing: z.array(z.object({ fact: z.string(), ask: z.string(), type: z.enum(['boolean', 'number', 'money', 'date', 'code', 'text', 'other']), codes: z.array(z.string()), unit: z.string().nullable() })),
  /** The smallest way to a yes: how many things would have to change; from when, if time alone brings it; after which day it no longer helps. */
  nearest: z.object({ words: z.string(), changes: z.number().int(), from: PlainDateField.nullable(), until: PlainDateField.nullable() }).nullable(),
  /** The last day of a yes when nothing happens but time, and what fails on the day after; null when nothing ends it within ten years. */
  lapse: z.object({ day: PlainDateField, because: z.array(z.string()) }).nullable(),
  validTo: PlainDateField.nullable(),
  /** Conditions that do not hold; one is “还差一步”. */
  unmet: z.number(),
  /** Groups in which it meets other measures: who adds up sums must not count both. */
  combine: z.array(z.object({ group: z.string(), rule: z.enum(combineRules), words: z.string() })),
  /** What becomes of it beside everything else that this subject is due or was granted; null where only this one was looked at, or nothing is due. */
  combined: z.object({ decision: keysOf(decisions), granted: FenField.nullable(), why: z.string(), instead: z.string().nullable() }).nullable(),
})
export type Due = z.output<typeof Due>

export const myDues = declareQuery({
  name: 'measures.myDues',
  label: '我的待遇',
  may: ['talent', 'employerClerk'],
  input: z.object({}),
  output: z.object({ dues: z.array(Due) }),
})

/** One measure with the answers given so far: what it would come to before it is filed. Nothing is kept. */
export const preview = declareQuery({
  name: 'measures.preview',
  label: '试算',
  may: ['talent', 'employerClerk'],
  input: z.object({
    measure: z.string().max(80),
    answers: z.record(z.string().min(1).max(60), z.union([z.string().max(500), z.number(), z.boolean(), z.array(z.string().max(200)).max(50)])).default({}),
  }),
  output: z.object({ due: Due }),
})

export const duesOf = declareQuery({
  name: 'measures.duesOf',
  label: '可享受的政策',
  may: [...staff, 'employerClerk'],
  input: z.discriminatedUnion('kind', [z.object({ kind: z.literal('person'), id: IdField('person') }), z.object({ kind: z.literal('employer'), id: IdField('employer') }), z.object({ kind: z.literal('team'), id: IdField('team') })]),
  output: z.object({ dues: z.array(Due) }),
})

export const listEntitlements = declareList({
  name: 'measures.entitlements',
  label: '符合条件名单',
  may: [...staff, 'employerClerk'],
  filters: z.object({ measure: z.string().max(80).optional(), search: z.string().max(50).optional() }),
  row: z.object({ id: z.string(), personId: z.string(), personNumber: z.string(), personName: z.string(), measure: z.string(), title: z.string(), stage: z.string(), amount: FenField.nullable(), granted: FenField.nullable(), decision: keysOf(decisions), foundOn: PlainDateField }),
  columns: { personNumber: '人才编号', personName: '姓名', title: '事项', stage: '环节', amount: '金额（分）', granted: '合并后实得（分）', decision: '合并结果', foundOn: '首次符合' },
  words: { decision: decisions },
  sorts: ['personNumber', 'foundOn'],
})

export const runMatch = declareAction({
  name: 'measures.runMatch',
  label: '全市匹配',
  may: ['talentOffice'],
  input: z.object({}),
  output: z.object({ taskId: IdField('task') }),
  refusals: { alreadyRunning: '已有一次匹配正在进行' },
})

export const lastMatch = declareQuery({
  name: 'measures.lastMatch',
  label: '最近一次匹配',
  may: staff,
  input: z.object({}),
  output: z.object({
    running: z.object({ taskId: IdField('task'), done: z.number(), total: z.number().nullable() }).nullable(),
    last: z.object({ onDate: PlainDateField, subjects: z.number(), measures: z.number(), eligible: z.number(), unknown: z.number(), amount: FenField, milliseconds: z.number() }).nullable(),
  }),
})

export const match = declareJob({ name: 'measures.match', label: '全市匹配', payload: z.object({ taskId: z.string() }) })
/** Every night, so that whoever became due something yesterday is found today. */
export const nightlyMatch = declareJob({ name: 'measures.nightlyMatch', label: '每夜匹配', payload: z.unknown() })
export const matched = declareEvent({ name: 'measures.matched', payload: z.object({ runId: z.string() }) })
