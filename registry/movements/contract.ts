import { z } from 'zod'
import { declareAction, declareList, lifecycle } from '../../kernel/action.ts'
import { staff, type Role } from '../../kernel/org/roles.ts'
import { IdField, PlainDateField } from '../../kernel/types.ts'
import { programmes } from '../contract.ts'

/** 引进与流出: the employer says who came and who left, the county checks it against the insurance record; only then is it a record. */

export const movementKinds = { introduction: '引进', departure: '流出' } as const
export const movementStates = { reported: '待核验', verified: '已核验', declined: '核验不通过' } as const
export type MovementState = keyof typeof movementStates
export const movementCan = lifecycle<MovementState>()({ verify: ['reported'], decline: ['reported'] })

export const modes = ['全职', '柔性'] as const
export const channels = ['用人单位自主引进', '招商项目引进', '校地合作', '人力资源机构', '引才活动', '亲缘乡情'] as const
export const reasons = ['合同期满', '主动辞职', '单位调整', '升学', '退休', '去世', '其他'] as const
export const movementCheckers = ['reviewer', 'talentOffice'] as const satisfies readonly Role[]

const movementId = IdField('movement')
const personId = IdField('person')
const words = <T extends Record<string, string>>(of: T) => z.enum(Object.keys(of) as [keyof T & string])
const place = z.string().trim().max(40).optional()

export const MovementRow = z.object({
  id: movementId,
  kind: words(movementKinds),
  personId,
  personNumber: z.string(),
  personName: z.string(),
  employerName: z.string(),
  placeName: z.string(),
  happenedOn: PlainDateField,
  programme: z.string(),
  detail: z.string(),
  /** First insured month at this employer near the day, from the record; empty where there is none. */
  insured: z.string(),
  state: words(movementStates),
  note: z.string(),
})
export type MovementRow = z.infer<typeof MovementRow>

export const listMovements = declareList({
  name: 'registry.movements',
  label: '引进与流出',
  may: [...staff, 'employerClerk'],
  filters: z.object({ search: z.string().trim().max(50).optional(), kind: words(movementKinds).optional(), state: words(movementStates).optional(), programme: z.enum(programmes).optional(), channel: z.enum(channels).optional() }),
  row: MovementRow,
  columns: { kind: '种类', personNumber: '人才编号', personName: '姓名', employerName: '用人单位', placeName: '所在地', happenedOn: '日期', programme: '所属计划', detail: '情况', insured: '参保首月', state: '状态', note: '理由' },
  words: { kind: movementKinds, state: movementStates },
  sorts: ['-happenedOn', 'happenedOn'],
})

export const reportIntroduction = declareAction({
  name: 'registry.reportIntroduction',
  label: '申报引进',
  may: ['employerClerk'],
  input: z.object({
    personId,
    happenedOn: PlainDateField,
    mode: z.enum(modes),
    programme: z.enum(programmes).optional(),
    channel: z.enum(channels),
    origin: place,
    contract: z.string().trim().min(4, '请写明合同或协议编号').max(80),
    contractYears: z.number().min(0).max(40).optional(),
  }),
  output: z.object({ movementId }),
  refusals: { notStaff: '该人不在本单位名单里，请先导入名单', ahead: '引进日期不能晚于今天', waiting: '这个人的引进已经申报，等待核验', recorded: '这次引进已经记录在案' },
})

export const reportDeparture = declareAction({
  name: 'registry.reportDeparture',
  label: '申报流出',
  may: ['employerClerk'],
  input: z.object({ personId, happenedOn: PlainDateField, reason: z.enum(reasons), destination: place }),
  output: z.object({ movementId }),
  refusals: { notStaff: '该人不在本单位名单里，请先导入名单', ahead: '离开日期不能晚于今天', waiting: '这个人的流出已经申报，等待核验', beforeArrival: '离开日期早于到岗日期' },
})

export const verifyMovement = declareAction({
  name: 'registry.verifyMovement',
  label: '核验通过',
  may: movementCheckers,
  input: z.object({ movementId }),
  output: z.object({ kind: words(movementKinds) }),
  refusals: {
    checked: '这件申报已经核验过',
    samePerson: '申报和核验不能是同一个人',
    notInsured: '引进当月起三个月内没有该人在这家单位的参保记录，全职引进不能核验通过',
    stillInsured: '离开次月以后仍有这家单位的参保记录，请先核实',
  },
})

export const declineMovement = declareAction({
  name: 'registry.declineMovement',
  label: '核验不通过',
  may: movementCheckers,
  input: z.object({ movementId, note: z.string().trim().min(4, '请用一句话写明理由').max(200) }),
  output: z.object({}),
  refusals: { checked: '这件申报已经核验过', samePerson: '申报和核验不能是同一个人' },
})
