import { z } from 'zod'
import { declareAction, declareQuery } from '../../kernel/action.ts'
import { declareJob } from '../../kernel/jobs/declare.ts'
import { IdField, PlainDateField } from '../../kernel/types.ts'
import { giveKinds } from '../../measures/contract.ts'
import { journeyLabels, seekerLabels, Situation } from '../../measures/public/contract.ts'
import { subscribers } from './hands.ts'

/** 订阅: told once when a policy of one's situation has a new edition, or its window opens or closes within two weeks. */

const Nothing = z.object({})
const subscriptionId = IdField('subscription')
/** More than so many situations nobody follows; a program would. */
export const mostOfOne = 20

/** A situation in words; the title of a measure is not known here, whoever knows it gives it. */
export const situationWords = ({ text, journey, who, gives, place, measure }: Situation, title?: string): string =>
  [measure === undefined ? '' : `“${title ?? measure}”`, text === '' ? '' : `“${text}”`, journey ? journeyLabels[journey] : '', who ? `${seekerLabels[who]}享受` : '', gives ? giveKinds[gives] : '', place ?? ''].filter((one) => one !== '').join('、')

export const mySubscriptions = declareQuery({
  name: 'subscriptions.mine',
  label: '我的订阅',
  may: subscribers,
  input: Nothing,
  output: z.object({ subscriptions: z.array(z.object({ id: subscriptionId, words: z.string(), situation: Situation, madeOn: PlainDateField })) }),
})
export const subscribe = declareAction({
  name: 'subscriptions.subscribe',
  label: '订阅',
  may: subscribers,
  viewerToo: true,
  input: z.object({ situation: Situation }),
  output: Nothing,
  refusals: { already: '已经订阅过这一项', tooMany: `最多订阅 ${mostOfOne} 项，请先退订不需要的`, unknown: '没有这个政策事项' },
})
export const unsubscribe = declareAction({ name: 'subscriptions.unsubscribe', label: '退订', may: subscribers, viewerToo: true, input: z.object({ subscriptionId }), output: Nothing, refusals: {} })

/** By mail, without signing in: routes of their own, for nobody is known there (routes.ts). */
export const mailPaths = { ask: '/api/subscriptions.ask', confirm: '/api/subscriptions.confirm', stop: '/api/subscriptions.stop' } as const
export const confirmPath = '/subscriptions/confirm'
export const stopPath = '/subscriptions/stop'
export const keptDays = 7
export const AskByMail = z.object({ email: z.email('邮箱地址写得不对').max(120, '邮箱地址太长'), situation: Situation })
export const WithToken = z.object({ token: z.string().min(20, '链接不完整，请从邮件里重新打开').max(100, '链接不完整，请从邮件里重新打开') })
export const mailRefusals = {
  notOpen: '这里还没有开通邮件，可以登录后订阅',
  tooMany: '这处网络今天请求得太多，请明天再试',
  gone: `链接已经失效：确认邮件 ${keptDays} 天内有效，请重新订阅`,
} as const
export type MailRefusal = keyof typeof mailRefusals

export const lookForNews = declareJob({ name: 'subscriptions.look', label: '政策订阅：看有没有新的', payload: z.unknown() })
export const sendMails = declareJob({ name: 'subscriptions.mail', label: '政策订阅：发邮件', payload: z.unknown() })
