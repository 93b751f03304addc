import { z } from 'zod'
import { declareAction, declareList, declareQuery } from '../../kernel/action.ts'
import { staff } from '../../kernel/org/roles.ts'
import { IdField, PlainDateField } from '../../kernel/types.ts'
import { assigners } from './hands.ts'

/** 服务专员的分配: what the city has promised, who serves whom, and who is still without. */

const personId = IdField('person')
const specialistId = IdField('account')
const Nothing = z.object({})
const reason = z.string().trim().min(4, '请用一句话写明原因').max(200)
const document = z.string().trim().min(4, '请写明文号和条款').max(80)

export const assignedHow = { byHand: '逐人指定', proposed: '按分配建议', handedOver: '移交' } as const
export type AssignedHow = keyof typeof assignedHow

export const Promised = z.object({ id: IdField('promise'), level: z.string(), contactMonths: z.number(), document: z.string(), validFrom: PlainDateField, validTo: PlainDateField.nullable() })
export const RequestKind = z.object({ kind: z.string(), label: z.string(), workingDays: z.number(), document: z.string() })
export type RequestKind = z.output<typeof RequestKind>
export const askPromises = declareQuery({ name: 'service.promises', label: '服务承诺', may: staff, reach: 'all', input: Nothing, output: z.object({ promises: z.array(Promised), kinds: z.array(RequestKind) }) })

export const makePromise = declareAction({
  name: 'service.makePromise',
  label: '登记承诺',
  may: assigners,
  input: z.object({ level: z.string().trim().min(1, '请填写人才类别').max(20), contactMonths: z.number().int().min(1, '至少 1 个月').max(24, '至多 24 个月'), document, validFrom: PlainDateField }),
  output: z.object({ endedBefore: PlainDateField.nullable() }),
  refusals: { notCity: '配服务专员是全市的承诺，由市人才办登记', notLater: '同一类别已有的承诺施行得更晚或同一天施行，请核对施行日期' },
})
export const endPromise = declareAction({
  name: 'service.endPromise',
  label: '停止施行',
  may: assigners,
  input: z.object({ promiseId: IdField('promise') }),
  output: Nothing,
  refusals: { notCity: '配服务专员是全市的承诺，由市人才办登记', over: '这一条已经停止施行', notBegun: '还没有施行的承诺，请登记一条新的来代替' },
})
export const setLimit = declareAction({
  name: 'service.setLimit',
  label: '改定时限',
  may: assigners,
  input: z.object({ kind: z.string().max(20), workingDays: z.number().int().min(1, '至少 1 个工作日').max(60, '至多 60 个工作日'), document }),
  output: Nothing,
  refusals: { notCity: '答复时限全市统一，由市人才办改定', noSuchKind: '没有这一种服务事项' },
})

export const Specialist = z.object({
  id: specialistId,
  name: z.string(),
  placeName: z.string(),
  /** Null until the office has entered it; nobody is assigned to him before. */
  officePhone: z.string().nullable(),
  most: z.number().nullable(),
  people: z.number(),
  openRequests: z.number(),
  lateRequests: z.number(),
  /** His duty is over and people still stand under his name. */
  gone: z.boolean(),
})
export type Specialist = z.output<typeof Specialist>
export const askSpecialists = declareQuery({ name: 'service.specialists', label: '服务专员', may: assigners, input: Nothing, output: z.object({ specialists: z.array(Specialist) }) })

export const keepSpecialist = declareAction({
  name: 'service.keepSpecialist',
  label: '登记名片',
  may: assigners,
  input: z.object({ specialistId, officePhone: z.string().trim().regex(/^[0-9][0-9-]{5,19}$/, '电话写作 0100-8000123 这样'), most: z.number().int().min(1, '至少 1 人').max(500, '至多 500 人') }),
  output: Nothing,
  refusals: { notSpecialist: '此人在您的辖区里没有服务专员的职责', tooFew: '他名下的人已经超过这个数' },
})

/** Whoever is promised a specialist and has none, or has asked for one himself. */
export const DueRow = z.object({ id: personId, number: z.string(), name: z.string(), level: z.string(), employerName: z.string(), placeName: z.string(), since: PlainDateField, asked: z.boolean() })
export type DueRow = z.output<typeof DueRow>
export const listDue = declareList({
  name: 'service.due',
  label: '应配未配',
  may: assigners,
  filters: z.object({ search: z.string().max(50).optional(), level: z.string().max(20).optional(), asked: z.literal('1').optional() }),
  row: DueRow,
  columns: { number: '人才编号', name: '姓名', level: '类别', employerName: '所在单位', placeName: '所在地', since: '应配起算日', asked: '本人已请求' },
  sorts: ['since', 'name', 'number'],
})

const cannot = {
  notSpecialist: '此人没有管得到这里的服务专员职责',
  noCard: '请先登记这位专员的办公电话',
  full: '这位专员名下的人已满',
  himself: '专员不能服务自己',
} as const

export const assign = declareAction({
  name: 'service.assign',
  label: '指定专员',
  may: assigners,
  input: z.object({ personId, specialistId }),
  output: z.object({ before: z.string().nullable() }),
  refusals: { ...cannot, same: '已经由这位专员服务' },
})
export const endAssignment = declareAction({
  name: 'service.endAssignment',
  label: '结束服务',
  may: assigners,
  input: z.object({ personId, reason }),
  output: Nothing,
  refusals: { none: '此人现在没有服务专员' },
})

export const Pair = z.object({ personId, specialistId })
export const Proposed = Pair.extend({ personName: z.string(), level: z.string(), placeName: z.string(), specialistName: z.string(), loadAfter: z.number() })
export type Proposed = z.output<typeof Proposed>
/** Nothing is done by asking: the least loaded of the nearest place for each, at most `mostPairs` at a time. */
export const mostPairs = 200
export const askProposal = declareQuery({ name: 'service.proposal', label: '分配建议', may: assigners, input: Nothing, output: z.object({ pairs: z.array(Proposed), without: z.number() }) })
export const assignProposed = declareAction({
  name: 'service.assignProposed',
  label: '按建议分配',
  may: assigners,
  input: z.object({ pairs: z.array(Pair).min(1, '没有可以分配的人').max(mostPairs) }),
  output: z.object({ assigned: z.number() }),
  refusals: { ...cannot, changed: '有人已经配了专员，请重新看过建议再分配' },
})

export const handOverPeople = declareAction({
  name: 'service.handOver',
  label: '移交全部人才',
  may: assigners,
  /** Without `to`: each to the least loaded of the nearest place. */
  input: z.object({ from: specialistId, to: specialistId.optional(), reason }),
  output: z.object({ moved: z.number(), left: z.number() }),
  refusals: { ...cannot, nobody: '他名下没有您辖区的人', same: '请选另一位专员' },
})
