import { chineseDate } from '../../kernel/calendar/plain-date.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { implementJob, type JobHandler } from '../../kernel/jobs/declare.ts'
import { declareMessage } from '../../kernel/messages/declare.ts'
import { isQuiet } from '../../kernel/messages/hours.ts'
import { heldSenders, type Senders } from '../../kernel/messages/senders.ts'
import { tellMany } from '../../kernel/messages/tell.ts'
import type { PlainDate } from '../../kernel/types.ts'
import type { Database } from '../../kernel/db/database.ts'
import { measuresFor, policyNews, type PolicyNews } from '../../measures/index.ts'
import type { Situation } from '../../measures/public/contract.ts'
import { keptDays, lookForNews, sendMails } from './contract.ts'
import { digestText } from './mail.ts'
import * as store from './store.ts'

/** Once a day what is new is laid beside what was subscribed to. It may run twice: what was told of is not told of again. */

export const somethingNew = declareMessage({ name: 'subscriptions.news', topic: 'news', digest: true, title: '您订阅的政策：{title}', body: '{what}。点开看全文、条件和期限。', short: '您订阅的政策有新消息，请登录聚英查看' })

const wordsFor = ({ kind, title, day }: PolicyNews): string =>
  ({ edition: `“${title}”${chineseDate(day)}发布了新版本`, opens: `“${title}”${chineseDate(day)}开始受理`, closes: `“${title}”${chineseDate(day)}截止受理` })[kind]
/** Of a publication before he subscribed he has read already. */
const concerns = (news: PolicyNews, since: PlainDate, measures: ReadonlySet<string>): boolean => measures.has(news.measure) && (news.kind !== 'edition' || news.day >= since)

const look = async (db: Tx, today: PlainDate): Promise<void> => {
  await store.eraseUnconfirmed(db, keptDays)
  const news = await policyNews(db, today)
  if (!news.length) return
  const found = new Map<string, ReadonlySet<string>>()
  const measuresOf = async (situation: Situation) => {
    const key = store.plainSituation(situation)
    const before = found.get(key)
    if (before) return before
    const now = await measuresFor(db, today, situation)
    found.set(key, now)
    return now
  }
  for (const { kind, id, placeCode, situation, madeOn } of await store.known(db)) {
    const measures = await measuresOf(situation)
    const told = news.filter((one) => concerns(one, madeOn, measures))
    await tellMany(db, somethingNew, told.map((one) => ({ to: { kind, id, placeCode }, key: `${id}:${one.key}`, link: `/policies/${one.measure}`, params: { title: one.title, what: wordsFor(one) } })))
  }
  for (const { emailIndex, situation, confirmedOn } of await store.confirmedMails(db)) {
    const measures = await measuresOf(situation)
    await store.queueMail(db, news.filter((one) => concerns(one, confirmedOn, measures)).map((one) => ({ emailIndex, key: one.key, title: wordsFor(one), link: `/policies/${one.measure}` })), today)
  }
}

const mostAttempts = 5

/** One mail an address, outside the quiet hours, with everything that waits for it. */
export const mailDue = async (database: Database, today: PlainDate, { now = new Date(), senders = heldSenders() }: { now?: Date; senders?: Senders } = {}): Promise<{ sent: number; failed: number }> => {
  const result = { sent: 0, failed: 0 }
  const sender = senders.email
  if (!sender || isQuiet(now)) return result
  for (;;) {
    const due = await database.asSystem(today, (db) => store.claimMail(db, mostAttempts))
    if (!due) return result
    try {
      await sender.send(due.email, digestText(due))
      result.sent++
    } catch {
      // The server's words may repeat the address; it is tried again at the next hour, five times in all.
      await database.asSystem(today, (db) => store.notSent(db, due))
      result.failed++
      return result
    }
  }
}

export const subscriptionJobs: readonly JobHandler[] = [
  implementJob(lookForNews, ({ database, today }) => database.asSystem(today, (db) => look(db, today)), { cron: '0 1 * * *' }),
  implementJob(sendMails, async ({ database, today }) => void (await mailDue(database, today)), { cron: '10 2-6 * * *' }),
]
