import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Id, PlainDate } from '../types.ts'
import { attachPhone, phoneKey } from './phones.ts'
import { takeResetCode } from './resets.ts'
import { dutiesOf, endSessions } from './sessions.ts'

/**
 * Which account a telephone, whose code was right, opens for a person who named himself. Name and identity number are known to many; so they are
 * enough for the first telephone, and for the telephone that was his before. A person who has had another one needs a code from the window, which has seen his card.
 */
export const bindPhone = async (db: Tx, { person, phone, windowCode, today }: { person: { personId: Id<'person'>; name: string }; phone: string; windowCode: string; today: PlainDate }): Promise<string | undefined> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`bind:${person.personId}`}, 0))`.execute(db)
  const account = await db
    .selectFrom('kernel.account as a')
    .innerJoin('kernel.duty as d', 'd.accountId', 'a.id')
    .select(['a.id', 'a.passwordHash', 'a.disabledAt'])
    .where('a.personId', '=', person.personId)
    .where('d.role', '=', 'talent')
    .orderBy('a.createdAt')
    .limit(1)
    .executeTakeFirst()
  if (account?.disabledAt) return undefined
  const accountId = account?.id ?? (await openAccount(db, person, today))
  if (account && !(await isHisTelephone(db, account, phone))) {
    if ((await takeResetCode(db, accountId, ['phone'], windowCode)) === undefined) return undefined
    await endSessions(db, accountId, '手机号码已更换')
  }
  if ((await dutiesOf(db, accountId, today)).some(({ role }) => role !== 'talent' && role !== 'employerClerk')) return undefined
  await attachPhone(db, accountId, phone)
  return accountId
}

/** The number was his the last time somebody proved it, or nobody has ever proved anything about this account. */
const isHisTelephone = async (db: Tx, account: { id: string; passwordHash: string | null }, phone: string): Promise<boolean> => {
  const [last] = await db.selectFrom('kernel.accountPhone').select(['phoneIndex', 'endedAt']).where('accountId', '=', account.id).orderBy('createdAt', 'desc').limit(1).execute()
  if (!last) return account.passwordHash === null
  return last.endedAt === null && last.phoneIndex.equals(phoneKey(phone))
}

const openAccount = async (db: Tx, { personId, name }: { personId: string; name: string }, today: PlainDate): Promise<string> => {
  const { id } = await db.insertInto('kernel.account').values({ login: `phone-${randomUUID()}`, name, personId }).returning('id').executeTakeFirstOrThrow()
  await db.insertInto('kernel.duty').values({ accountId: id, role: 'talent', title: '人才', validFrom: today }).execute()
  return id
}
