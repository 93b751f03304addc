import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import { Situation } from '../../measures/public/contract.ts'

/** Subscriptions of those who are known, and of addresses; the latter for the house alone. */

/** Only what was said, in one order: equal situations are equal texts. */
export const plainSituation = ({ text, journey, who, gives, place, measure }: Situation): string =>
  JSON.stringify({ text, ...(journey ? { journey } : {}), ...(who ? { who } : {}), ...(gives ? { gives } : {}), ...(place ? { place } : {}), ...(measure ? { measure } : {}) })

interface Recipient {
  kind: 'person' | 'employer'
  id: string
}
export const mine = async (db: Tx, { id }: Recipient) =>
  (await db.selectFrom('subscriptions.subscription').select([sql<Id<'subscription'>>`id`.as('id'), 'situation', sql<PlainDate>`made_on`.as('madeOn')]).where('recipientId', '=', id).orderBy('id', 'desc').execute()).map((row) => ({ ...row, situation: Situation.parse(row.situation) }))

export const insert = async (db: Tx, { kind, id }: Recipient, situation: Situation, madeOn: PlainDate): Promise<boolean> => {
  const made = await db
    .insertInto('subscriptions.subscription')
    .values({ recipientKind: kind, recipientId: id, situation: plainSituation(situation), madeOn })
    .onConflict((one) => one.constraint('subscription_once').doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}
export const remove = async (db: Tx, { id: recipientId }: Recipient, id: Id<'subscription'>): Promise<boolean> =>
  (await db.deleteFrom('subscriptions.subscription').where('id', '=', id).where('recipientId', '=', recipientId).executeTakeFirst()).numDeletedRows > 0n

export const titlesOf = async (db: Tx, measures: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (!measures.length) return new Map()
  const rows = await db.selectFrom('pub.measureEdition').select([sql<string>`measure`.as('measure'), sql<string>`title`.as('title')]).where('measure', 'in', [...measures]).orderBy('edition').execute()
  return new Map(rows.map(({ measure, title }) => [measure, title]))
}

/** Everybody who is known, with his place. */
export const known = async (db: Tx) => {
  const { rows } = await sql<{ kind: 'person' | 'employer'; id: string; placeCode: string; situation: unknown; madeOn: PlainDate }>`
    select s.recipient_kind as kind, s.recipient_id as id, coalesce(p.place_code, e.place_code) as "placeCode", s.situation, s.made_on as "madeOn"
    from subscriptions.subscription s left join pub.person p on p.id = s.person_id left join pub.employer e on s.recipient_kind = 'employer' and e.id = s.recipient_id
    where coalesce(p.place_code, e.place_code) is not null order by s.id`.execute(db)
  return rows.map((row) => ({ ...row, situation: Situation.parse(row.situation) }))
}

const emailPlace = (row: string) => ({ table: 'subscriptions.mail', column: 'email', row })
export const emailIndex = (email: string): Buffer => houseSealer().index('subscriptions.mail.email', email.trim().toLowerCase())

interface NewMail {
  email: string
  situation: Situation
  confirmHash: Buffer
  stopHash: Buffer
  source: string
}
export const insertMail = async (db: Tx, { email, situation, confirmHash, stopHash, source }: NewMail): Promise<string> => {
  const { rows: [made] } = await sql<{ id: string }>`select uuidv7() as id`.execute(db)
  const id = made?.id ?? ''
  await db
    .insertInto('subscriptions.mail')
    .values({ id, emailSealed: houseSealer().seal(emailPlace(id), email.trim()), emailIndex: emailIndex(email), situation: plainSituation(situation), confirmHash, stopHash, sourceIndex: sourceIndex(source) })
    .execute()
  return id
}
const sourceIndex = (source: string): Buffer => houseSealer().index('subscriptions.mail.source', source)

/** How often this source and this address asked within a day, under a lock of both, so that many at once are counted one by one. */
export const countAsked = async (db: Tx, email: string, source: string): Promise<{ source: number; address: number; confirmed: number }> => {
  const [index, from] = [emailIndex(email), sourceIndex(source)]
  await sql`select pg_advisory_xact_lock(hashtextextended(${`subscriptions:${from.toString('hex')}`}, 0)), pg_advisory_xact_lock(hashtextextended(${`subscriptions:${index.toString('hex')}`}, 0))`.execute(db)
  const { rows: [count] } = await sql<{ source: number; address: number; confirmed: number }>`
    select count(*) filter (where source_index = ${from} and asked_at > now() - interval '1 day')::int as source,
      count(*) filter (where email_index = ${index} and asked_at > now() - interval '1 day')::int as address, count(*) filter (where email_index = ${index} and confirmed_on is not null)::int as confirmed
    from subscriptions.mail where source_index = ${from} or email_index = ${index}`.execute(db)
  if (!count) throw new Error('a count has one row')
  return count
}

/** Confirms it once; the same situation confirmed before stays as it is. Answers the situation. */
export const confirm = async (db: Tx, confirmHash: Buffer, keptDays: number, today: PlainDate): Promise<Situation | undefined> => {
  const asked = await db.selectFrom('subscriptions.mail').select(['id', 'emailIndex', 'situation']).where('confirmHash', '=', confirmHash).where(sql<boolean>`asked_at > now() - make_interval(days => ${keptDays}::int)`).forUpdate().executeTakeFirst()
  if (!asked) return undefined
  const situation = Situation.parse(asked.situation)
  const before = await db.selectFrom('subscriptions.mail').select('id').where('emailIndex', '=', asked.emailIndex).where(sql<boolean>`situation = ${plainSituation(situation)}::jsonb`).where('confirmedOn', 'is not', null).executeTakeFirst()
  if (before) await db.deleteFrom('subscriptions.mail').where('id', '=', asked.id).execute()
  else await db.updateTable('subscriptions.mail').set({ confirmedOn: today, confirmHash: null, sourceIndex: null }).where('id', '=', asked.id).execute()
  return situation
}

/** Nothing of the address is left. */
export const stop = async (db: Tx, stopHash: Buffer): Promise<void> => {
  await sql`with gone as (delete from subscriptions.mail where stop_hash = ${stopHash} returning email_index) delete from subscriptions.mail_told t using gone g where t.email_index = g.email_index`.execute(db)
}
export const eraseMail = async (db: Tx, id: string): Promise<void> => {
  await db.deleteFrom('subscriptions.mail').where('id', '=', id).execute()
}
export const eraseUnconfirmed = async (db: Tx, keptDays: number): Promise<void> => {
  await sql`delete from subscriptions.mail where confirmed_on is null and asked_at <= now() - make_interval(days => ${keptDays}::int)`.execute(db)
}

export const confirmedMails = async (db: Tx) => {
  const rows = await db.selectFrom('subscriptions.mail').select(['emailIndex', 'situation', sql<PlainDate>`confirmed_on`.as('confirmedOn')]).where('confirmedOn', 'is not', null).orderBy('id').execute()
  return rows.map((row) => ({ ...row, situation: Situation.parse(row.situation) }))
}
export const queueMail = async (db: Tx, told: readonly { emailIndex: Buffer; key: string; title: string; link: string }[], queuedOn: PlainDate): Promise<void> => {
  for (const one of told) await db.insertInto('subscriptions.mailTold').values({ ...one, queuedOn }).onConflict((row) => row.columns(['emailIndex', 'key']).doNothing()).execute()
}

export interface DueMail {
  emailIndex: Buffer
  email: string
  items: { key: string; title: string; link: string }[]
}
/** What one address is to be told, marked as sent before it is: a crash loses one mail and repeats none. */
export const claimMail = async (db: Tx, mostAttempts: number): Promise<DueMail | undefined> => {
  const { rows: [first] } = await sql<{ emailIndex: Buffer }>`
    select t.email_index as "emailIndex" from subscriptions.mail_told t where t.sent_at is null and t.attempts < ${mostAttempts}::int and exists (select from subscriptions.mail m where m.email_index = t.email_index and m.confirmed_on is not null)
      and not exists (select from subscriptions.mail_told b where b.email_index = t.email_index and b.sent_at > now() - interval '12 hours')
    order by t.attempts, t.queued_on limit 1 for update skip locked`.execute(db)
  if (!first) return undefined
  const mail = await db.selectFrom('subscriptions.mail').select(['id', 'emailSealed']).where('emailIndex', '=', first.emailIndex).where('confirmedOn', 'is not', null).executeTakeFirstOrThrow()
  const items = await db.updateTable('subscriptions.mailTold').set({ sentAt: sql<string>`now()`, attempts: sql<number>`attempts + 1` }).where('emailIndex', '=', first.emailIndex).where('sentAt', 'is', null).where('attempts', '<', mostAttempts).returning(['key', 'title', 'link']).execute()
  return { emailIndex: first.emailIndex, email: houseSealer().open(emailPlace(mail.id), mail.emailSealed), items }
}
export const notSent = async (db: Tx, { emailIndex: index, items }: DueMail): Promise<void> => {
  await db.updateTable('subscriptions.mailTold').set({ sentAt: null }).where('emailIndex', '=', index).where('key', 'in', items.map(({ key }) => key)).execute()
}
