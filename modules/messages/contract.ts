import { z } from 'zod'
import { declareAction, declareList, declareQuery } from '../../kernel/action.ts'
import { declareJob } from '../../kernel/jobs/declare.ts'
import { channels, outward, topics, type Channel, type Topic } from '../../kernel/messages/declare.ts'
import { IdField, InstantField } from '../../kernel/types.ts'
import { keepers, readers, recipients } from './hands.ts'

export { keepers, readers, recipients } from './hands.ts'

/** 消息: what the house has told somebody, how it reached him, and what he wants to hear. */

export { channels, necessary, outward, topics } from '../../kernel/messages/declare.ts'

const topicOf = z.enum(Object.keys(topics) as [Topic])
const channelOf = z.enum(Object.keys(channels) as [Channel])
const outwardOf = z.enum(outward)
const messageId = IdField('message')
const sendingId = IdField('sending')
const Nothing = z.object({})

export const MessageRow = z.object({ id: messageId, title: z.string(), body: z.string(), topic: topicOf, link: z.string(), toldAt: InstantField, read: z.boolean() })
export type MessageRow = z.output<typeof MessageRow>
export const listMine = declareList({
  name: 'messages.mine',
  label: '我的消息',
  may: readers,
  reach: 'own',
  filters: z.object({ topic: topicOf.optional(), unread: z.literal('1').optional() }),
  row: MessageRow,
  columns: { toldAt: '时间', topic: '类别', title: '标题', body: '内容' },
  words: { topic: topics },
  sorts: ['-toldAt'],
})

export const unread = declareQuery({ name: 'messages.unread', label: '未读消息数', may: readers, reach: 'own', input: Nothing, output: z.object({ count: z.number().int() }) })

export const markRead = declareAction({
  name: 'messages.markRead',
  label: '标为已读',
  may: readers,
  reach: 'own',
  /** Without ids: everything. */
  input: z.object({ messageIds: z.array(messageId).max(200).optional() }),
  output: z.object({ marked: z.number().int() }),
  refusals: {},
})

export const settings = declareQuery({
  name: 'messages.settings',
  label: '消息设置',
  may: recipients,
  input: Nothing,
  output: z.object({
    choices: z.array(z.object({ topic: topicOf, channel: channelOf, wanted: z.boolean(), fixed: z.boolean() })),
    phoneHint: z.string().nullable(),
    mailbox: z.object({ hint: z.string(), confirmed: z.boolean() }).nullable(),
    /** Hours of the day in which nothing is sent, and when a day's bundle goes out. */
    quiet: z.object({ from: z.number(), to: z.number(), digestAt: z.number() }),
    perDay: z.object({ sms: z.number(), email: z.number(), push: z.number() }),
  }),
})

export const choose = declareAction({
  name: 'messages.choose',
  label: '修改消息设置',
  may: recipients,
  input: z.object({ topic: topicOf, channel: channelOf, wanted: z.boolean() }),
  output: Nothing,
  refusals: { necessary: '办理结果和期限提醒不能在应用内关闭：错过会影响您的权益' },
})

export const giveEmail = declareAction({
  name: 'messages.giveEmail',
  label: '获取邮箱验证码',
  may: recipients,
  input: z.object({ email: z.email('邮箱地址写得不对').max(120, '邮箱地址太长') }),
  output: z.object({ hint: z.string(), minutes: z.number() }),
  refusals: { notOpen: '这里还没有开通邮件', tooSoon: '一分钟内只能要一次验证码，请稍后再试', notSent: '邮件没有发出去，请核对地址，或稍后再试' },
})

export const confirmEmail = declareAction({
  name: 'messages.confirmEmail',
  label: '确认邮箱',
  may: recipients,
  input: z.object({ code: z.string().regex(/^\d{6}$/, '验证码是 6 位数字') }),
  /** Null where it was the right one; a wrong guess must be counted, so it is an answer and not a refusal. */
  output: z.object({ wrong: z.string().nullable() }),
  refusals: { nothingAsked: '没有等待确认的邮箱，请先获取验证码', over: '验证码已经过期或错了五次，请重新获取' },
})

export const dropEmail = declareAction({ name: 'messages.dropEmail', label: '不再用这个邮箱', may: recipients, input: Nothing, output: Nothing, refusals: { none: '没有登记邮箱' } })

export const sendingStates = { waiting: '待发', sending: '正在发', sent: '已发', failed: '没发出，稍后再试', givenUp: '不再试' } as const
export type SendingState = keyof typeof sendingStates
const stateOf = z.enum(Object.keys(sendingStates) as [SendingState])
export const SendingRow = z.object({
  id: sendingId,
  recipientName: z.string(),
  placeName: z.string(),
  channel: outwardOf,
  state: stateOf,
  /** How many messages it carries, and of which topics. */
  carries: z.number().int(),
  about: z.string(),
  notBefore: InstantField,
  attempts: z.number().int(),
  reason: z.string().nullable(),
  sentAt: InstantField.nullable(),
})
export type SendingRow = z.output<typeof SendingRow>
export const listSendings = declareList({
  name: 'messages.sendings',
  label: '消息发送',
  may: keepers,
  filters: z.object({ channel: outwardOf.optional(), state: stateOf.optional(), search: z.string().max(50).optional() }),
  row: SendingRow,
  columns: { recipientName: '收件人', placeName: '所在地', channel: '渠道', about: '类别', carries: '条数', state: '状态', notBefore: '不早于', attempts: '试过几次', reason: '原因', sentAt: '发出时间' },
  words: { channel: channels, state: sendingStates },
  sorts: ['-notBefore'],
})

export const retry = declareAction({
  name: 'messages.retry',
  label: '重新发送',
  may: ['talentOffice'],
  input: z.object({ sendingId }),
  output: Nothing,
  refusals: { notFailed: '这一次没有失败，不用重发' },
})

/** Address lines and what the letter says: words without sums, as for a telephone. */
export const letters = declareQuery({
  name: 'messages.letters',
  label: '待寄信件',
  may: ['talentOffice', 'windowClerk'],
  input: Nothing,
  output: z.object({ letters: z.array(z.object({ sendingId, name: z.string(), lines: z.array(z.string()), says: z.array(z.string()) })) }),
})

export const postLetters = declareAction({
  name: 'messages.postLetters',
  label: '登记已寄出',
  may: ['talentOffice'],
  input: z.object({ sendingIds: z.array(sendingId).min(1, '请至少选择一封').max(500) }),
  output: z.object({ posted: z.number().int() }),
  refusals: { notWaiting: '有信件已经寄出，或不是信件' },
})

/** In the demo nothing leaves the house: what would have been sent stands here. Elsewhere it is closed and empty. */
export const caught = declareQuery({
  name: 'messages.caught',
  label: '示范模式截下的消息',
  may: ['talentOffice'],
  input: Nothing,
  output: z.object({ open: z.boolean(), caught: z.array(z.object({ channel: outwardOf, to: z.string(), text: z.string(), at: z.string() })) }),
})

export const sendMessages = declareJob({ name: 'messages.send', label: '发送消息', payload: z.unknown() })
