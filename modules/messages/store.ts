import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { withHouseEyes } from '../../kernel/db/elevate.ts'
import { Missing } from '../../kernel/implement.ts'
import { channels, topics, type Channel, type Outward, type Topic } from '../../kernel/messages/declare.ts'
import type { Recipient } from '../../kernel/messages/tell.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import type { Id, Instant, PlainDate } from '../../kernel/types.ts'
import type { SendingState } from './contract.ts'

/** Queries of this module. Whose messages one reads, row-level security says once more. */

/** As whom this actor is told things: himself, or the employer that he acts for. */
export const selfOf = ({ role, personId, employerId }: Actor): { kind: 'person' | 'employer'; id: string } => {
  const id = role === 'employerClerk' ? employerId : personId
  if (!id) throw new Missing()
  return { kind: role === 'employerClerk' ? 'employer' : 'person', id }
}

/** Whose inbox it is: an official's is his account's. */
export const inboxOf = (actor: Actor): string => {
  if (actor.role === 'talent' || actor.role === 'employerClerk') return selfOf(actor).id
  if (!actor.accountId) throw new Missing()
  return actor.accountId
}

export const inbox = (db: Tx, recipientId: string) =>
  db
    .selectFrom('kernel.message as m')
    .innerJoin('kernel.messageText as t', 't.messageId', 'm.id')
    .where('m.recipientId', '=', recipientId)
    .select([sql<Id<'message'>>`m.id`.as('id'), 't.title', 't.body', sql<Topic>`m.topic`.as('topic'), 'm.link', sql<Instant>`m.told_at`.as('toldAt'), sql<boolean>`m.read_at is not null`.as('read')])

export const countUnread = async (db: Tx, recipientId: string): Promise<number> =>
  Number((await db.selectFrom('kernel.message').select((row) => row.fn.countAll<bigint>().as('count')).where('recipientId', '=', recipientId).where('readAt', 'is', null).executeTakeFirstOrThrow()).count)

export const markRead = async (db: Tx, recipientId: string, ids: readonly string[] | undefined): Promise<number> => {
  let rows = db.updateTable('kernel.message').set({ readAt: sql<string>`now()` }).where('recipientId', '=', recipientId).where('readAt', 'is', null)
  if (ids) rows = rows.where('id', 'in', ['00000000-0000-0000-0000-000000000000', ...ids])
  return Number((await rows.executeTakeFirst()).numUpdatedRows)
}

export const choicesOf = (db: Tx, recipientId: string) =>
  db.selectFrom('kernel.messageChoice').select([sql<Topic>`topic`.as('topic'), sql<Channel>`channel`.as('channel'), 'wanted']).where('recipientId', '=', recipientId).execute()

export const choose = async (db: Tx, { kind, id }: Omit<Recipient, 'placeCode'>, choice: { topic: Topic; channel: Channel; wanted: boolean }): Promise<void> => {
  await db
    .insertInto('kernel.messageChoice')
    .values({ recipientKind: kind, recipientId: id, ...choice })
    .onConflict((conflict) => conflict.columns(['recipientId', 'topic', 'channel']).doUpdateSet({ wanted: choice.wanted, chosenAt: sql<string>`now()` }))
    .execute()
}

export const sendings = (db: Tx) =>
  db
    .selectFrom('kernel.messageSending as s')
    .leftJoin('pub.person as p', (on) => on.onRef('p.id', '=', 's.recipientId').on('s.recipientKind', '=', 'person'))
    .leftJoin('pub.employer as e', (on) => on.onRef('e.id', '=', 's.recipientId').on('s.recipientKind', '=', 'employer'))
    .leftJoin('kernel.place as w', 'w.code', 's.placeCode')
    .select([
      sql<Id<'sending'>>`s.id`.as('id'),
      sql<string>`coalesce(p.name, e.name, '')`.as('recipientName'),
      sql<string>`coalesce(w.name, '')`.as('placeName'),
      sql<Outward>`s.channel`.as('channel'),
      sql<SendingState>`s.state`.as('state'),
      sql<number>`(select count(*)::int from kernel.message_carried c where c.sending_id = s.id)`.as('carries'),
      sql<string>`(select coalesce(string_agg(distinct ${topicWords}, '、'), '') from kernel.message_carried c join kernel.message m on m.id = c.message_id where c.sending_id = s.id)`.as('about'),
      sql<Instant>`s.not_before`.as('notBefore'),
      's.attempts',
      's.reason',
      sql<Instant | null>`s.sent_at`.as('sentAt'),
    ])
const topicWords = sql`case m.topic ${sql.join(Object.entries(topics).map(([topic, words]) => sql`when ${sql.lit(topic)} then ${sql.lit(words)}`), sql` `)} end`

export const getSendingForUpdate = async (db: Tx, id: string) => {
  const row = await db.selectFrom('kernel.messageSending').select(['channel', 'state']).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

/** Begins anew, out of its bundle: what joins the bundle from now on must not wait for it. */
export const sendAgain = async (db: Tx, id: string): Promise<void> => {
  await db.updateTable('kernel.messageSending').set({ state: 'waiting', attempts: 0, reason: null, bundle: null, notBefore: sql<string>`now()` }).where('id', '=', id).execute()
}

/** Letters that wait in this place, with the words that go out of the house. The texts are read with house eyes, of the sendings that the caller sees. */
export const lettersWaiting = async (db: Tx, today: PlainDate) => {
  const seen = await db.selectFrom('kernel.messageSending').select(sql<Id<'sending'>>`id`.as('id')).where('channel', '=', 'letter').where('state', '=', 'waiting').orderBy('placeCode').orderBy('id').limit(500).execute()
  if (!seen.length) return []
  return withHouseEyes(db, today, async () => {
    const { rows } = await sql<{ sendingId: Id<'sending'>; name: string; places: string; employer: string | null; says: string[] }>`
      select s.id as "sendingId", coalesce(p.name, '') as name, e.name as employer,
        (select string_agg(w.name, '' order by w.code) from kernel.place w where starts_with(s.place_code, w.code)) as places,
        array(select distinct t.short from kernel.message_carried c join kernel.message_text t on t.message_id = c.message_id where c.sending_id = s.id order by 1) as says
      from kernel.message_sending s left join pub.person p on p.id = s.recipient_id left join pub.employer e on e.id = p.employer_id
      where s.id = any(${sql.val(seen.map(({ id }) => id))}::uuid[]) order by s.place_code, s.id`.execute(db)
    return rows.map(({ sendingId, name, places, employer, says }) => ({ sendingId, name, lines: [places, ...(employer ? [employer] : []), `${name} 收`], says }))
  })
}

export const postLetters = async (db: Tx, ids: readonly string[], today: PlainDate): Promise<number> => {
  const posted = await db.updateTable('kernel.messageSending').set({ state: 'sent', sentAt: sql<string>`now()`, sentOn: today }).where('id', 'in', [...ids]).where('channel', '=', 'letter').where('state', '=', 'waiting').executeTakeFirst()
  return Number(posted.numUpdatedRows)
}

export const allChannels = Object.keys(channels) as Channel[]
export const allTopics = Object.keys(topics) as Topic[]
