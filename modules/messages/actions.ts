import { sql } from 'kysely'
import { phoneHintOf } from '../../kernel/auth/phones.ts'
import { implement, implementList, implementQuery, type Handler } from '../../kernel/implement.ts'
import { necessary, outward, type Channel, type Topic } from '../../kernel/messages/declare.ts'
import { digestAt, perDay, quietFrom, quietTo } from '../../kernel/messages/hours.ts'
import { heldSenders } from '../../kernel/messages/senders.ts'
import { withHouseEyes } from '../../kernel/db/elevate.ts'
import { caught, choose, letters, listMine, listSendings, markRead, postLetters, retry, settings, unread } from './contract.ts'
import { mailboxHandlers, mailboxOf } from './mailbox.ts'
import * as store from './store.ts'

/** What the recipient does with his messages, and what the desk does with those that did not arrive. */

const mineHandler = implementList(listMine, ({ db, actor }, { topic, unread: only }) => {
  let rows = store.inbox(db, store.inboxOf(actor))
  if (topic) rows = rows.where('m.topic', '=', topic)
  if (only) rows = rows.where('m.readAt', 'is', null)
  return rows
})

const unreadHandler = implementQuery(unread, async ({ db, actor }) => ({ count: await store.countUnread(db, store.inboxOf(actor)) }))

const markReadHandler = implement(markRead, async ({ db, actor }, { messageIds }) => ({ marked: await store.markRead(db, store.inboxOf(actor), messageIds) }))

const isFixed = (topic: Topic, channel: Channel): boolean => channel === 'app' && necessary.includes(topic)

const settingsHandler = implementQuery(settings, async ({ db, actor, today }) => {
  const { id } = store.selfOf(actor)
  const chosen = await store.choicesOf(db, id)
  const box = await mailboxOf(db, id)
  const senders = heldSenders()
  const open = store.allChannels.filter((channel) => channel === 'app' || (channel === 'letter' ? actor.role === 'talent' : senders[channel] !== undefined))
  return {
    choices: store.allTopics.flatMap((topic) => open.map((channel) => ({ topic, channel, fixed: isFixed(topic, channel), wanted: chosen.find((one) => one.topic === topic && one.channel === channel)?.wanted ?? true }))),
    phoneHint: actor.accountId ? await withHouseEyes(db, today, () => phoneHintOf(db, actor.accountId ?? '')) : null,
    mailbox: box ? { hint: box.emailHint, confirmed: box.confirmedAt !== null } : null,
    quiet: { from: quietFrom, to: quietTo, digestAt },
    perDay,
  }
})

const chooseHandler = implement(choose, async ({ db, actor, refuse }, choice) => {
  if (!choice.wanted && isFixed(choice.topic, choice.channel)) refuse('necessary')
  await store.choose(db, store.selfOf(actor), choice)
  return {}
})

const sendingsHandler = implementList(listSendings, ({ db, actor: { scope } }, { channel, state, search }) => {
  let rows = store.sendings(db)
  if (scope) rows = rows.where(sql<boolean>`starts_with(s.place_code, ${scope})`)
  if (channel) rows = rows.where('s.channel', '=', channel)
  if (state) rows = rows.where('s.state', '=', state)
  if (search) rows = rows.where(sql<boolean>`coalesce(p.name, e.name, '') ilike ${`%${search}%`}`)
  return rows
})

const retryHandler = implement(retry, async ({ db, refuse, touched }, { sendingId }) => {
  const { state } = await store.getSendingForUpdate(db, sendingId)
  if (state !== 'failed' && state !== 'givenUp') refuse('notFailed')
  await store.sendAgain(db, sendingId)
  touched({ sendingId })
  return {}
})

const lettersHandler = implementQuery(letters, async ({ db, today }) => ({ letters: await store.lettersWaiting(db, today) }))

const postHandler = implement(postLetters, async ({ db, today, refuse }, { sendingIds }) => {
  const wanted = [...new Set(sendingIds)]
  const posted = await store.postLetters(db, wanted, today)
  if (posted < wanted.length) refuse('notWaiting')
  return { posted }
})

const caughtHandler = implementQuery(caught, async () => {
  const senders = heldSenders()
  const lists = outward.flatMap((channel) => (channel !== 'letter' && senders[channel]?.caught ? [{ channel, list: senders[channel].caught() }] : []))
  return { open: lists.length > 0, caught: lists.flatMap(({ channel, list }) => list.map(({ phone, text, at }) => ({ channel, to: phone, text, at }))).toSorted((a, b) => b.at.localeCompare(a.at)) }
})

export const messageHandlers: readonly Handler[] = [mineHandler, unreadHandler, markReadHandler, settingsHandler, chooseHandler, ...mailboxHandlers, sendingsHandler, retryHandler, lettersHandler, postHandler, caughtHandler]
