import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import { topics, necessary } from '../../../kernel/messages/declare.ts'
import { eraseUnusedPapers } from '../unused-papers.ts'
import type { Erased } from './contract.ts'

/** What no law keeps goes at once. With the eyes of the house, by his own records; each says how many, never what. */

const count = async (statement: ReturnType<typeof sql>, db: Tx): Promise<number> => (await statement.execute(db)).rows.length
const told = (found: readonly Erased[]): Erased[] => found.filter(({ rows }) => rows > 0)

const eraseMailbox = (db: Tx, ids: readonly string[]): Promise<number> => count(sql`delete from kernel.message_mailbox where recipient_id = any (${sql.val(ids)}::uuid[]) returning id`, db)

const eraseSubscriptions = (db: Tx, ids: readonly string[]): Promise<number> => count(sql`delete from subscriptions.subscription where recipient_id = any (${sql.val(ids)}::uuid[]) returning id`, db)
/** What is told of him in public is off at once. */
const withdrawStories = (db: Tx, ids: readonly string[]): Promise<number> =>
  count(sql`update stories.story set state = 'withdrawn', ended_on = kernel.today(), ended_because = '本人撤回同意' where person_id = any (${sql.val(ids)}::uuid[]) and state <> 'withdrawn' returning id`, db)

/** Withdrawal: nothing that rests on his wish goes on. Wishes are set to “no” and not removed, because the house tells who has said nothing. */
export const withdrawAll = async (db: Tx, ids: readonly string[], own: string): Promise<Erased[]> => {
  const off = sql.val(Object.keys(topics).filter((topic) => !necessary.some((one) => one === topic)))
  const choices = await count(
    sql`insert into kernel.message_choice as c (recipient_kind, recipient_id, topic, channel, wanted)
      select 'person', ${own}::uuid, topic, channel, false from unnest(${off}::text[]) topic, unnest(array['app', 'sms', 'email', 'push', 'letter']) channel
      on conflict (recipient_id, topic, channel) do update set wanted = false, chosen_at = now() where c.wanted returning topic`,
    db,
  )
  return told([
    { words: '不再接收的消息（种类乘渠道）', rows: choices },
    { words: '登记的邮箱', rows: await eraseMailbox(db, ids) },
    { words: '政策订阅', rows: await eraseSubscriptions(db, ids) },
    { words: '写本人的事例（撤下）', rows: await withdrawStories(db, ids) },
    { words: '没有用在办件里的材料', rows: await eraseUnusedPapers(db, ids) },
  ])
}

/** Deletion: besides, the telephone number for contact, staged rows of imports and feeds that carried him, wishes about messages. */
export const eraseUnkept = async (db: Tx, ids: readonly string[]): Promise<Erased[]> => {
  const his = sql`any (${sql.val(ids)}::uuid[])`
  return told([
    { words: '登记的邮箱', rows: await eraseMailbox(db, ids) },
    { words: '政策订阅', rows: await eraseSubscriptions(db, ids) },
    { words: '写本人的事例（撤下）', rows: await withdrawStories(db, ids) },
    { words: '消息设置', rows: await count(sql`delete from kernel.message_choice where recipient_id = ${his} returning topic`, db) },
    { words: '没有用在办件里的材料', rows: await eraseUnusedPapers(db, ids) },
    { words: '人才登记里的手机号码', rows: await count(sql`update registry.person set phone_sealed = null, phone_index = null, phone_hint = null where id = ${his} and phone_sealed is not null returning id`, db) },
    { words: '批量导入的暂存内容', rows: await count(sql`update registry.import_row set sealed = null where person_id = ${his} and sealed is not null returning row_number`, db) },
  ])
}
