import { z } from 'zod'
import { declareAction, declareList, lifecycle } from '../action.ts'
import { IdField } from '../types.ts'

/** 登录码：首次设口令、忘记口令、遗失第二因素，由一名安全保密员提出，另一名复核后当面交给本人。 */

export const resetWords = { password: '首次设口令或忘记口令', factor: '遗失第二因素（口令一并重设）' } as const
export const resetStates = { asked: '待复核', given: '已签发', used: '已使用', expired: '已过期', withdrawn: '已撤回' } as const
export type ResetState = keyof typeof resetStates
export const resetCan = lifecycle<ResetState>()({ confirm: ['asked'], withdraw: ['asked', 'given'] })

const state = z.enum(Object.keys(resetStates) as [ResetState])

export const listResets = declareList({
  name: 'kernel.resets',
  label: '登录码',
  may: ['securityOfficer'],
  filters: z.object({ state: state.optional() }),
  row: z.object({ id: IdField('accountReset'), login: z.string(), name: z.string(), what: z.enum(['password', 'factor']), ground: z.string(), askedBy: z.string(), mine: z.boolean(), confirmedBy: z.string().nullable(), state, createdAt: z.string() }),
  columns: { login: '账号', name: '姓名', what: '事项', ground: '依据', askedBy: '提出人', confirmedBy: '复核人', state: '状态', createdAt: '提出时间' },
  words: { what: resetWords, state: resetStates },
  sorts: ['-createdAt'],
})

export const askReset = declareAction({
  name: 'kernel.askReset',
  label: '提出签发登录码',
  may: ['securityOfficer'],
  stepUp: true,
  input: z.object({ login: z.string().trim().min(1, '请填写账号').max(100), what: z.enum(['password', 'factor']), ground: z.string().trim().min(4, '请写明依据，例如：任职通知文号').max(200) }),
  output: z.object({ resetId: IdField('accountReset'), name: z.string() }),
  refusals: { noAccount: '没有这个工作人员账号，或者它已停用', own: '不能给自己签发登录码', alreadyAsked: '这个账号已有一件待复核的同样事项' },
})

const JustTheReset = z.object({ resetId: IdField('accountReset') })

export const confirmReset = declareAction({
  name: 'kernel.confirmReset',
  label: '复核并签发',
  shownOnce: true,
  may: ['securityOfficer'],
  stepUp: true,
  input: JustTheReset,
  output: z.object({ code: z.string(), login: z.string(), days: z.number() }),
  refusals: { notAsked: '这件登录码不在待复核状态', sameHand: '提出人不能复核自己提出的登录码', own: '不能给自己签发登录码' },
})

export const withdrawReset = declareAction({
  name: 'kernel.withdrawReset',
  label: '撤回登录码',
  may: ['securityOfficer'],
  input: JustTheReset,
  output: z.object({}),
  refusals: { notOpen: '这件登录码已经使用、过期或撤回' },
})
