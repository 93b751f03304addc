import { sql } from 'kysely'
import { shanghaiDay } from '../calendar/shanghai.ts'
import type { Database, Tx } from '../db/database.ts'
import { houseSealer } from '../seal/seal.ts'
import type { PlainDate } from '../types.ts'
import type { Outward } from './declare.ts'
import { backOff, isQuiet, mostAttempts, nextMorning, perDay } from './hours.ts'
import { heldSenders, type Senders } from './senders.ts'

export interface SendOptions {
  now?: Date
  senders?: Senders
  /** At most so many in one go. */
  most?: number
}

type ByWire = Exclude<Outward, 'letter'>
interface Claimed {
  id: string
  channel: ByWire
  recipientId: string
  attempts: number
}

/**
 * Carries what is due. A sending is claimed and committed before it is sent, so that two processes, or a crash, never send it twice: what was under way when a
 * process died is given up with a word for the desk, which knows best whether to send again. Nothing goes out in the quiet hours.
 */
export const sendDue = async (database: Database, today: PlainDate, { now = new Date(), senders = heldSenders(), most = 200 }: SendOptions = {}): Promise<{ sent: number; failed: number }> => {
  const result = { sent: 0, failed: 0 }
  if (isQuiet(now)) return result
  const claimed = await database.asSystem(today, (db) => claim(db, senders, now, most))
  for (const one of claimed) {
    const said = await database.asSystem(today, (db) => read(db, one))
    const failure = said.address === undefined ? noAddress : await attempt(senders[one.channel], said.address, textOf(said.shorts))
    await database.asSystem(today, (db) => settle(db, one, failure, now))
    if (failure === undefined) result.sent++
    else result.failed++
  }
  return result
}

const noAddress = '没有可用的号码或地址'
const lost = '发送中断，不知是否送达，请核对后重发'

const claim = async (db: Tx, senders: Senders, now: Date, most: number): Promise<Claimed[]> => {
  const at = now.toISOString()
  const open = (Object.keys(senders) as ByWire[]).filter((channel) => senders[channel])
  // Claims queue here, so that the limit of a day is counted by one at a time.
  await sql`select pg_advisory_xact_lock(hashtextextended('kernel.message_sending', 0))`.execute(db)
  await sql`update kernel.message_sending set state = 'givenUp', reason = ${lost} where state = 'sending' and tried_at < ${at}::timestamptz - interval '10 minutes'`.execute(db)
  if (!open.length) return []
  const { rows } = await sql<Claimed & { over: boolean }>`
    with due as (select id, channel, recipient_id, attempts, row_number() over (partition by recipient_id, channel order by not_before, id) as nth
        from (select * from kernel.message_sending where state in ('waiting', 'failed') and channel = any(${sql.val(open)}::text[]) and not_before <= ${at} order by not_before, id limit ${most} for update) d),
      had as (select recipient_id, channel, count(*)::int as n from kernel.message_sending where (sent_on = ${shanghaiDay(now.getTime())} or state = 'sending') and recipient_id in (select recipient_id from due) group by 1, 2)
    select d.id, d.channel, d.recipient_id as "recipientId", d.attempts, d.nth + coalesce(h.n, 0) > (${JSON.stringify(perDay)}::jsonb ->> d.channel)::int as over
    from due d left join had h on h.recipient_id = d.recipient_id and h.channel = d.channel order by d.id`.execute(db)
  const over = rows.filter((row) => row.over).map(({ id }) => id)
  const taken = rows.filter((row) => !row.over)
  if (over.length) await sql`update kernel.message_sending set not_before = ${nextMorning(now).toISOString()}, reason = '当日条数已满，顺延到次日' where id = any(${sql.val(over)}::uuid[])`.execute(db)
  if (taken.length) await sql`update kernel.message_sending set state = 'sending', attempts = attempts + 1, tried_at = ${at} where id = any(${sql.val(taken.map(({ id }) => id))}::uuid[])`.execute(db)
  return taken.map(({ over: _, ...one }) => ({ ...one, attempts: one.attempts + 1 }))
}

const read = async (db: Tx, { id, channel, recipientId }: Claimed): Promise<{ address: string | undefined; shorts: string[] }> => {
  const { rows } = await sql<{ short: string }>`select t.short from kernel.message_carried c join kernel.message_text t on t.message_id = c.message_id where c.sending_id = ${id} order by c.message_id`.execute(db)
  return { address: await addressOf(db, channel, recipientId), shorts: rows.map(({ short }) => short) }
}

const addressOf = async (db: Tx, channel: ByWire, recipientId: string): Promise<string | undefined> => {
  if (channel === 'email') {
    const box = await db.selectFrom('kernel.messageMailbox').select(['id', 'emailSealed']).where('recipientId', '=', recipientId).where('confirmedAt', 'is not', null).executeTakeFirst()
    return box && houseSealer().open({ table: 'kernel.message_mailbox', column: 'email', row: box.id }, box.emailSealed)
  }
  const account = await db.selectFrom('kernel.account').select('id').where('personId', '=', recipientId).where('disabledAt', 'is', null).orderBy('id').executeTakeFirst()
  if (channel === 'push') return account?.id
  // Any of his accounts may bear the number; it is one that a code has confirmed, never one that stands in a list.
  const phone = await db.selectFrom('kernel.accountPhone as p').innerJoin('kernel.account as a', 'a.id', 'p.accountId').select(['p.id', 'p.phoneSealed']).where('a.personId', '=', recipientId).where('a.disabledAt', 'is', null).where('p.endedAt', 'is', null).executeTakeFirst()
  return phone && houseSealer().open({ table: 'kernel.account_phone', column: 'phone', row: phone.id }, phone.phoneSealed)
}

/** One says it in its own words, several are counted; the first line is the subject of a mail. */
export const textOf = (shorts: readonly string[]): string => {
  const [only = ''] = shorts
  if (shorts.length === 1) return `聚英：${only}`
  return [`聚英：您有 ${shorts.length} 条新消息，请登录查看`, ...new Set(shorts)].join('\n')
}

const attempt = async (sender: Senders[ByWire], address: string, text: string): Promise<string | undefined> => {
  try {
    if (!sender) return '这个渠道没有开通'
    await sender.send(address, text)
    return undefined
  } catch (error) {
    // Servers like to repeat the address in what they say.
    return (error instanceof Error ? error.message : '原因不明').replaceAll(address, '…').slice(0, 200) || '原因不明'
  }
}

const settle = async (db: Tx, { id, attempts }: Claimed, failure: string | undefined, now: Date): Promise<void> => {
  const at = now.toISOString()
  if (failure === undefined) {
    await sql`update kernel.message_sending set state = 'sent', sent_at = ${at}, sent_on = ${shanghaiDay(now.getTime())}, reason = null where id = ${id} and state = 'sending'`.execute(db)
    return
  }
  const wait = backOff[attempts - 1]
  const givesUp = failure === noAddress || attempts >= mostAttempts || wait === undefined
  await sql`update kernel.message_sending set state = ${givesUp ? 'givenUp' : 'failed'}, reason = ${failure}, not_before = ${new Date(now.getTime() + (wait ?? 0) * 60_000).toISOString()} where id = ${id} and state = 'sending'`.execute(db)
}
