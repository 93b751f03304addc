import { sql } from 'kysely'
import { addDays } from '../calendar/plain-date.ts'
import type { Tx } from '../db/database.ts'
import { wordsOf, type MessageDeclaration, type Outward, type ParamsOf } from './declare.ts'
import { digestAt, digestDay, hourOn, notQuiet } from './hours.ts'
import { heldSenders } from './senders.ts'

export interface Recipient {
  /** An account is an official's; he is told inside the house alone. */
  kind: 'person' | 'employer' | 'account'
  id: string
  /** Where the recipient belongs: whose staff sees that he was told. */
  placeCode: string
}
export interface Told<P> {
  to: Recipient
  /** What happened, once: a second message of this key is not written. */
  key: string
  params: P
  /** The page that it opens, for example /my/cases/…. */
  link: string
}

/**
 * Tells many people one kind of thing, in the caller's transaction, which must be the house's own (a job). Whoever has switched the topic off gets nothing, unless
 * it is necessary. What goes out of the house is queued here and carried by `sendDue`. Answers how many were told; those who had been told before are not.
 */
export const tellMany = async <M extends MessageDeclaration>(db: Tx, message: M, told: readonly Told<ParamsOf<M>>[], now = new Date()): Promise<number> => {
  if (!told.length) return 0
  const rows = told.map(({ to, key, params, link }) => ({ ...to, key: `${message.name}:${key}`, link, ...wordsOf(message, params) }))
  const column = (of: (row: (typeof rows)[number]) => string) => sql.val(rows.map(of))
  const written = await sql<{ id: string }>`
    with asked as (select * from unnest(${column((row) => row.key)}::text[], ${column((row) => row.kind)}::text[], ${column((row) => row.id)}::uuid[], ${column((row) => row.placeCode)}::text[],
        ${column((row) => row.link)}::text[], ${column((row) => row.title)}::text[], ${column((row) => row.body)}::text[]) as a (key, kind, id, place_code, link, title, body)),
      made as (
        insert into kernel.message (key, recipient_kind, recipient_id, place_code, kind, topic, link, told_on, told_at)
        select a.key, a.kind, a.id, a.place_code, ${message.name}, ${message.topic}, a.link, kernel.today(), ${now.toISOString()} from asked a
        where not exists (select from kernel.message_choice c where c.recipient_id = a.id and c.topic = ${message.topic} and c.channel = 'app' and not c.wanted)
        on conflict (key) do nothing returning id, key),
      text as (insert into kernel.message_text (message_id, recipient_id, title, body, short) select m.id, a.id, a.title, a.body, ${message.short} from made m join asked a on a.key = m.key)
    select id from made`.execute(db)
  const ids = written.rows.map(({ id }) => id)
  if (ids.length) await queueSendings(db, message, ids, now)
  return ids.length
}

/** One message to one recipient; see {@link tellMany}. Answers whether he was told now. */
export const tell = async <M extends MessageDeclaration>(db: Tx, message: M, told: Told<ParamsOf<M>>, now = new Date()): Promise<boolean> => (await tellMany(db, message, [told], now)) === 1

/** The channels by which a recipient can be reached, apart from his own wishes. A letter is for whoever has neither account nor mailbox. */
const reached: Record<Outward, ReturnType<typeof sql<boolean>>> = {
  sms: sql`exists (select from kernel.account a join kernel.account_phone p on p.account_id = a.id and p.ended_at is null where a.person_id = m.recipient_id and a.disabled_at is null)`,
  push: sql`m.recipient_kind = 'person' and exists (select from kernel.account a where a.person_id = m.recipient_id and a.disabled_at is null)`,
  email: sql`exists (select from kernel.message_mailbox b where b.recipient_id = m.recipient_id and b.confirmed_at is not null)`,
  letter: sql`m.recipient_kind = 'person' and not exists (select from kernel.account a where a.person_id = m.recipient_id and a.disabled_at is null)`,
}

const queueSendings = async (db: Tx, { topic, digest = false }: MessageDeclaration, ids: readonly string[], now: Date): Promise<void> => {
  const open = heldSenders()
  for (const channel of ['sms', 'push', 'email', 'letter'] as const) {
    if (channel !== 'letter' && !open[channel]) continue
    const chosen = sql`m.id = any(${sql.val([...ids])}::uuid[]) and ${reached[channel]}
      and not exists (select from kernel.message_choice c where c.recipient_id = m.recipient_id and c.topic = ${topic} and c.channel = ${channel} and not c.wanted)
      and not exists (select from kernel.message_carried c where c.message_id = m.id and c.channel = ${channel})`
    if (digest) {
      // A bundle that is on its way takes no more: what comes too late is in the next day's.
      const first = digestDay(now)
      for (const day of [first, addDays(first, 1)]) await bundle(db, channel, chosen, { key: day, notBefore: hourOn(day, digestAt) })
    } else {
      await sql`with one as (select m.id as message_id, uuidv7() as sending_id, m.recipient_kind, m.recipient_id, m.place_code from kernel.message m where ${chosen}),
        made as (insert into kernel.message_sending (id, channel, recipient_kind, recipient_id, place_code, not_before)
          select sending_id, ${channel}, recipient_kind, recipient_id, place_code, ${notQuiet(now).toISOString()} from one)
        insert into kernel.message_carried (message_id, channel, sending_id, place_code) select message_id, ${channel}, sending_id, place_code from one`.execute(db)
    }
  }
}

const bundle = async (db: Tx, channel: Outward, chosen: ReturnType<typeof sql>, { key, notBefore }: { key: string; notBefore: Date }): Promise<void> => {
  await sql`with wanted as (select m.id, m.recipient_kind, m.recipient_id, m.place_code from kernel.message m where ${chosen}),
    held as (
      insert into kernel.message_sending (channel, recipient_kind, recipient_id, place_code, bundle, not_before)
      select distinct on (recipient_id) ${channel}, recipient_kind, recipient_id, place_code, recipient_id || ':' || ${channel} || ':' || ${key}, ${notBefore.toISOString()}::timestamptz from wanted order by recipient_id
      on conflict (bundle) do update set bundle = excluded.bundle where message_sending.state = 'waiting'
      returning id, recipient_id)
    insert into kernel.message_carried (message_id, channel, sending_id, place_code)
    select w.id, ${channel}, h.id, w.place_code from wanted w join held h on h.recipient_id = w.recipient_id`.execute(db)
}
