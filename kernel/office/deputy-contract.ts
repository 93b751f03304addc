import { z } from 'zod'
import { declareAction, declareList, declareQuery } from '../action.ts'
import { staff } from '../org/roles.ts'
import { IdField, InstantField, PlainDateField } from '../types.ts'

/** 代理与交接: an officer is away for a time, or leaves. Who acts for whom is on record and in every line that the deputy writes. */

export const longestDeputation = 180
const dutyId = IdField('duty')

export const Deputation = z.object({
  id: dutyId,
  principalName: z.string(),
  deputyName: z.string(),
  title: z.string(),
  placeName: z.string(),
  fromDay: PlainDateField,
  toDay: PlainDateField,
  reason: z.string(),
  namedAt: InstantField,
  state: z.enum(['ahead', 'running', 'over']),
})
export const deputationStates = { ahead: '尚未开始', running: '代理中', over: '已结束' } as const

export const listDeputations = declareList({
  name: 'office.deputations',
  label: '代理登记',
  may: ['talentOffice', 'securityOfficer'],
  filters: z.object({ search: z.string().trim().max(40).optional(), state: z.enum(Object.keys(deputationStates) as [keyof typeof deputationStates]).optional() }),
  row: Deputation,
  columns: { principalName: '被代理人', deputyName: '代理人', title: '职责', placeName: '辖区', fromDay: '起', toDay: '止', reason: '理由', state: '状态' },
  words: { state: deputationStates },
  sorts: ['-namedAt', 'namedAt'],
})

export const myDeputies = declareQuery({
  name: 'office.myDeputies',
  label: '我的代理',
  may: staff,
  reach: 'own',
  input: z.object({}),
  output: z.object({ duties: z.array(z.object({ id: dutyId, title: z.string() })), given: z.array(Deputation), received: z.array(Deputation) }),
})
export const deputyCandidates = declareQuery({
  name: 'office.deputyCandidates',
  label: '可以委托的同事',
  may: staff,
  input: z.object({ dutyId }),
  output: z.object({ colleagues: z.array(z.object({ accountId: IdField('account'), name: z.string(), title: z.string() })) }),
})

export const nameDeputy = declareAction({
  name: 'office.nameDeputy',
  label: '委托代理',
  may: staff,
  reach: 'own',
  input: z.object({ dutyId, accountId: IdField('account'), fromDay: PlainDateField, toDay: PlainDateField, reason: z.string().trim().min(4, '请写明理由，例如“外出学习”').max(100) }),
  output: z.object({ deputationId: dutyId }),
  refusals: {
    notYours: '只能委托自己现有的职责',
    deputyDuty: '代别人办的职责不能再转托',
    notCandidate: '只能委托给同一地方、职责不冲突的在岗同事',
    past: '起日不能早于今天',
    daysReversed: '止日早于起日',
    beyondDuty: '代理不能超出职责本身的期限',
    tooLong: `一次代理不超过 ${longestDeputation} 天`,
    alreadyGiven: '这段时间已经委托了代理，请先收回',
  },
})
export const endDeputy = declareAction({
  name: 'office.endDeputy',
  label: '收回代理',
  may: staff,
  reach: 'own',
  input: z.object({ deputationId: dutyId }),
  output: z.object({}),
  refusals: { over: '这项代理已经结束' },
})

export const handOver = declareAction({
  name: 'office.handOver',
  label: '整体交接',
  may: staff,
  reach: 'own',
  input: z.object({ accountId: IdField('account'), dutyId, reason: z.string().trim().min(4, '请写明理由，例如“调离”').max(100) }),
  output: z.object({ parts: z.array(z.object({ label: z.string(), moved: z.array(z.string()), left: z.array(z.string()) })) }),
  refusals: { notYours: '只能交接自己现有的职责', notCandidate: '只能交给同一地方、职责不冲突的在岗同事' },
})
