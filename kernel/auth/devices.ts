import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { DeviceEntry, HistoryEntry } from './account-contract.ts'
import { hashToken } from './cookies.ts'

/** The browsers of an account: those signed in now, those known from before, and what was tried. Everything as the system. */

/** Notes this browser as its owner's; gives a token for it when it had none. */
export const rememberDevice = async (db: Tx, accountId: string, token: string | undefined): Promise<string | undefined> => {
  if (token) {
    const known = await db.updateTable('kernel.knownDevice').set({ usedAt: sql<string>`now()` }).where('tokenHash', '=', hashToken(token)).where('accountId', '=', accountId).where('endedAt', 'is', null).executeTakeFirst()
    if (known.numUpdatedRows > 0n) return undefined
  }
  const given = randomBytes(32).toString('base64url')
  await db.insertInto('kernel.knownDevice').values({ accountId, tokenHash: hashToken(given) }).execute()
  return given
}

/** After the password or the second factor fell into other hands, no browser is known any more. */
export const forgetDevices = async (db: Tx, accountId: string): Promise<void> => {
  await db.updateTable('kernel.knownDevice').set({ endedAt: sql<string>`now()` }).where('accountId', '=', accountId).where('endedAt', 'is', null).execute()
}

export const devicesOf = async (db: Tx, accountId: string, current: string): Promise<DeviceEntry[]> => {
  const rows = await db
    .selectFrom('kernel.session')
    .select(['id', 'way', 'factor', 'device', 'place', 'createdAt', 'seenAt'])
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .where(sql<boolean>`created_at > now() - interval '12 hours' and seen_at > now() - interval '2 hours'`)
    .orderBy('seenAt', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, current: row.id === current })) as DeviceEntry[]
}

export const historyOf = (db: Tx, accountId: string): Promise<HistoryEntry[]> =>
  sql<HistoryEntry>`
    select * from (
      select s.id, s.created_at as at, s.way, s.device, s.place, s.ended_because as "endedBecause", true as succeeded from kernel.session s where s.account_id = ${accountId} and s.created_at > now() - interval '90 days'
      union all
      select t.id, t.at, 'password', case when t.known_device is null then '不认识的设备' else '常用设备' end, '', null, false
      from kernel.sign_in_attempt t join kernel.account a on a.login = t.login where a.id = ${accountId} and not t.succeeded and t.at > now() - interval '90 days'
    ) as entry order by at desc limit 50`
    .execute(db)
    .then(({ rows }) => rows)
