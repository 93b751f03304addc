import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Tx } from '../db/database.ts'
import { houseSealer } from '../seal/seal.ts'
import type { PlainDate } from '../types.ts'
import { attemptSucceeded, beginAttempt } from './attempts.ts'
import type { Caller } from './caller.ts'
import { codeHash } from './secrets.ts'

/**
 * Codes on telephones. Six digits, five minutes, five guesses; so many to one telephone and from one source. A code shows who holds the telephone
 * now and nothing about who he is: telephone numbers change hands, so an account is opened by a code alone only while the number was confirmed lately.
 */

export const codeMinutes = 5
const guesses = 5
const bounds = { apartSeconds: 60, perPhoneHour: 5, perPhoneDay: 10, perSourceHour: 30, perSourceDay: 200 }
/** Operators give a number to the next owner after 90 days at the earliest. */
const confirmedFor = '90 days'

export const phoneKey = (phone: string): Buffer => houseSealer().index('kernel.account_phone.phone', phone)

/** A new code for this telephone, unless it comes too often. The old ones of this telephone end. */
export const makePhoneCode = async (database: Database, { phone, source, today }: { phone: string; source: string; today: PlainDate }): Promise<string | undefined> =>
  database.asSystem(today, async (db) => {
    const key = phoneKey(phone)
    await sql`select pg_advisory_xact_lock(hashtextextended(${`sms-source:${source}`}, 0)), pg_advisory_xact_lock(hashtextextended(${`sms:${key.toString('hex')}`}, 0))`.execute(db)
    const { rows: [sent] } = await sql<{ soon: number; hour: number; day: number; sourceHour: number; sourceDay: number }>`
      select count(*) filter (where phone_index = ${key} and sent_at > now() - make_interval(secs => ${bounds.apartSeconds}))::int as soon,
        count(*) filter (where phone_index = ${key} and sent_at > now() - interval '1 hour')::int as hour, count(*) filter (where phone_index = ${key})::int as day,
        count(*) filter (where source = ${source} and sent_at > now() - interval '1 hour')::int as "sourceHour", count(*) filter (where source = ${source})::int as "sourceDay"
      from kernel.phone_code where (phone_index = ${key} or source = ${source}) and sent_at > now() - interval '1 day'`.execute(db)
    if (!sent || sent.soon > 0 || sent.hour >= bounds.perPhoneHour || sent.day >= bounds.perPhoneDay || sent.sourceHour >= bounds.perSourceHour || sent.sourceDay >= bounds.perSourceDay) return undefined
    await db.updateTable('kernel.phoneCode').set({ usedAt: sql<string>`now()` }).where('phoneIndex', '=', key).where('usedAt', 'is', null).execute()
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    await db.insertInto('kernel.phoneCode').values({ phoneIndex: key, source, codeHash: codeHash('phone', key.toString('hex'), code), expiresAt: sql<string>`now() + make_interval(mins => ${codeMinutes})` }).execute()
    return code
  })

/** Whether this is the telephone's code; counts every guess under a lock, so that ten at once are ten. A right one serves once. */
export const checkPhoneCode = async (database: Database, { phone, code, caller, today }: { phone: string; code: string; caller: Caller; today: PlainDate }): Promise<'right' | 'wrong' | 'tooMany'> =>
  database.asSystem(today, async (db) => {
    const key = phoneKey(phone)
    const attempt = await beginAttempt(db, { login: `phone:${key.toString('hex').slice(0, 24)}`, source: caller.source, deviceToken: undefined })
    if (!attempt) return 'tooMany'
    const live = await db.selectFrom('kernel.phoneCode').select(['id', 'codeHash', 'guesses']).where('phoneIndex', '=', key).where('usedAt', 'is', null).where(sql<boolean>`expires_at > now()`).orderBy('sentAt', 'desc').limit(1).forUpdate().executeTakeFirst()
    if (!live || live.guesses >= guesses) return 'wrong'
    if (!codeHash('phone', key.toString('hex'), code).equals(live.codeHash)) {
      await db.updateTable('kernel.phoneCode').set({ guesses: live.guesses + 1 }).where('id', '=', live.id).execute()
      return 'wrong'
    }
    await db.updateTable('kernel.phoneCode').set({ usedAt: sql<string>`now()` }).where('id', '=', live.id).execute()
    await attemptSucceeded(db, attempt)
    return 'right'
  })

/** The account that a code on this telephone opens without further question; notes that the number is still in use. */
export const accountOfPhone = async (db: Tx, phone: string): Promise<string | undefined> => {
  const { rows: [row] } = await sql<{ accountId: string }>`
    update kernel.account_phone p set confirmed_at = now() from kernel.account a
    where p.phone_index = ${phoneKey(phone)} and p.ended_at is null and p.confirmed_at > now() - ${confirmedFor}::interval and a.id = p.account_id and a.disabled_at is null
    returning p.account_id as "accountId"`.execute(db)
  return row?.accountId
}

/** The telephone that an account has now. */
export const phoneOf = (db: Tx, accountId: string) => db.selectFrom('kernel.accountPhone').select(['id', 'phoneIndex', 'phoneSealed']).where('accountId', '=', accountId).where('endedAt', 'is', null).executeTakeFirst()

export const phoneHintOf = async (db: Tx, accountId: string): Promise<string | null> => {
  const row = await phoneOf(db, accountId)
  return row ? `尾号 ${houseSealer().open({ table: 'kernel.account_phone', column: 'phone', row: row.id }, row.phoneSealed).slice(-4)}` : null
}

/** Gives the telephone to this account: whoever had the number before loses it, and the account's earlier number ends. */
export const attachPhone = async (db: Tx, accountId: string, phone: string): Promise<void> => {
  const key = phoneKey(phone)
  const same = await phoneOf(db, accountId)
  if (same?.phoneIndex.equals(key)) {
    await db.updateTable('kernel.accountPhone').set({ confirmedAt: sql<string>`now()` }).where('id', '=', same.id).execute()
    return
  }
  await sql`update kernel.account_phone set ended_at = now(), ended_because = case when account_id = ${accountId} then '本人换了号码' else '号码已归他人' end
    where (phone_index = ${key} or account_id = ${accountId}) and ended_at is null`.execute(db)
  const { rows: [made] } = await sql<{ id: string }>`select uuidv7() as id`.execute(db)
  const id = made?.id ?? ''
  await db.insertInto('kernel.accountPhone').values({ id, accountId, phoneIndex: key, phoneSealed: houseSealer().seal({ table: 'kernel.account_phone', column: 'phone', row: id }, phone) }).execute()
}
