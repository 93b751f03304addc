import { randomUUID } from 'node:crypto'
import { attachPhone } from '../../kernel/auth/phones.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { grades, type Grade } from '../../kernel/org/roles.ts'
import type { PlainDate } from '../../kernel/types.ts'

/** How somebody becomes one of an employer's team. All of it as the house itself: an account belongs to nobody who could make it. */

export interface Admitted {
  accountId: string
  dutyId: string
}

/** The account that has this telephone now; a talent of the city who also works for an employer has one account and two duties. */
export const accountWithPhone = (db: Tx, phoneIndex: Buffer) =>
  db
    .selectFrom('kernel.accountPhone as p')
    .innerJoin('kernel.account as a', 'a.id', 'p.accountId')
    .select(['a.id', 'a.name'])
    .where('p.phoneIndex', '=', phoneIndex)
    .where('p.endedAt', 'is', null)
    .where('a.disabledAt', 'is', null)
    .executeTakeFirst()

export const dutyAt = async (db: Tx, accountId: string, employerId: string) =>
  db.selectFrom('kernel.duty').select(['id', 'grade']).where('accountId', '=', accountId).where('employerId', '=', employerId).where('validTo', 'is', null).executeTakeFirst()

/** Nobody with a desk in an office acts for an employer under the same account: he would decide on what he filed. */
export const isOfficial = async (db: Tx, accountId: string): Promise<boolean> =>
  (await db.selectFrom('kernel.duty').select('id').where('accountId', '=', accountId).where('role', 'not in', ['talent', 'employerClerk']).limit(1).executeTakeFirst()) !== undefined

/** Undefined: he is in already. */
export const admit = async (db: Tx, today: PlainDate, { employerId, name, phone, grade, accountId: known }: { employerId: string; name: string; phone: string; grade: Grade; accountId: string | undefined }): Promise<Admitted | undefined> => {
  const accountId = known ?? (await openAccount(db, { employerId, name, phone }))
  if (await dutyAt(db, accountId, employerId)) return undefined
  const { id: dutyId } = await db.insertInto('kernel.duty').values({ accountId, role: 'employerClerk', title: `单位${grades[grade]}`, employerId, grade, validFrom: today }).returning('id').executeTakeFirstOrThrow()
  return { accountId, dutyId }
}

const openAccount = async (db: Tx, { employerId, name, phone }: { employerId: string; name: string; phone: string }): Promise<string> => {
  const { id } = await db.insertInto('kernel.account').values({ login: `phone-${randomUUID()}`, name, employerId }).returning('id').executeTakeFirstOrThrow()
  await attachPhone(db, id, phone)
  return id
}
