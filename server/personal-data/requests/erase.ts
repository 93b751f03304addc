import { sql } from 'kysely'
import { sweepFile } from '../../../cases/documents/contract.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import type { ActionContext } from '../../../kernel/implement.ts'
import { topics, necessary } from '../../../kernel/messages/declare.ts'
import type { Erased } from './contract.ts'

/** What no law keeps goes at once. With the eyes of the house, by his own records; each says how many, never what. */

const count = async (statement: ReturnType<typeof sql>, db: Tx): Promise<number> => (await statement.execute(db)).rows.length
const told = (found: readonly Erased[]): Erased[] => found.filter(({ rows }) => rows > 0)

/** Papers that no case has used; their contents follow by a job. */
const erasePapers = async ({ db, enqueue }: Pick<ActionContext, 'db' | 'enqueue'>, ids: readonly string[]): Promise<number> => {
  const { rows } = await sql<{ hash: string }>`
    with recursive used as (select document_id as id from cases.case_document union select d.replaced_by from cases.document d join used on used.id = d.id where d.replaced_by is not null)
    delete from cases.document d where d.person_id = any (${sql.val(ids)}::uuid[]) and not exists (select from used where used.id = d.id) returning d.hash`.execute(db)
  for (const { hash } of rows) await enqueue(sweepFile, { hash })
  return rows.length
}

const eraseMailbox = (db: Tx, ids: readonly string[]): Promise<number> => count(sql`delete from kernel.message_mailbox where recipient_id = any (${sql.val(ids)}::uuid[]) returning id`, db)

/** Withdrawal: nothing that rests on his wish goes on. Wishes are set to “no” and not removed, because the house tells who has said nothing. */
export const withdrawAll = async (context: Pick<ActionContext, 'db' | 'enqueue'>, ids: readonly string[], own: string): Promise<Erased[]> => {
  const { db } = context
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
    { words: '没有用在办件里的材料', rows: await erasePapers(context, ids) },
  ])
}

/** Deletion: besides, the telephone number for contact, staged rows of imports and feeds that carried him, wishes about messages. */
export const eraseUnkept = async (context: Pick<ActionContext, 'db' | 'enqueue'>, ids: readonly string[]): Promise<Erased[]> => {
  const { db } = context
  const his = sql`any (${sql.val(ids)}::uuid[])`
  return told([
    { words: '登记的邮箱', rows: await eraseMailbox(db, ids) },
    { words: '消息设置', rows: await count(sql`delete from kernel.message_choice where recipient_id = ${his} returning topic`, db) },
    { words: '没有用在办件里的材料', rows: await erasePapers(context, ids) },
    { words: '人才登记里的手机号码', rows: await count(sql`update registry.person set phone_sealed = null, phone_index = null, phone_hint = null where id = ${his} and phone_sealed is not null returning id`, db) },
    { words: '批量导入的暂存内容', rows: await count(sql`update registry.import_row set sealed = null where person_id = ${his} and sealed is not null returning row_number`, db) },
  ])
}
