import { sql } from 'kysely'
import { withHouseEyes } from '../db/elevate.ts'
import type { Tx } from '../db/database.ts'
import type { Role } from '../org/roles.ts'
import { staff } from '../org/roles.ts'
import type { Id, Instant, PlainDate } from '../types.ts'

export const deputations = (db: Tx, today: PlainDate) =>
  db
    .selectFrom('kernel.deputation as n')
    .innerJoin('kernel.duty as d', 'd.id', 'n.dutyId')
    .leftJoin('kernel.place as p', 'p.code', 'n.placeCode')
    .select([
      sql<Id<'duty'>>`n.duty_id`.as('id'),
      'n.principalName',
      'n.deputyName',
      'n.title',
      sql<string>`coalesce(p.name, '')`.as('placeName'),
      sql<PlainDate>`n.from_day`.as('fromDay'),
      sql<PlainDate>`n.to_day`.as('toDay'),
      'n.reason',
      sql<Instant>`n.named_at`.as('namedAt'),
      stateOf(today).as('state'),
    ])

export const stateOf = (today: PlainDate) => sql<'ahead' | 'running' | 'over'>`case when d.valid_to < greatest(${today}::date, d.valid_from) then 'over' when d.valid_from > ${today}::date then 'ahead' else 'running' end`

interface OwnDuty {
  id: Id<'duty'>
  role: Role
  title: string
  placeCode: string | null
  department: string | null
  validFrom: PlainDate
  validTo: PlainDate | null
  deputises: string | null
}
export const ownDuties = async (db: Tx, accountId: string, today: PlainDate): Promise<OwnDuty[]> => {
  const { rows } = await sql<OwnDuty>`
    select id, role, title, place_code as "placeCode", department, valid_from as "validFrom", valid_to as "validTo", deputises from kernel.duty
    where account_id = ${accountId} and ${today}::date between valid_from and coalesce(valid_to, 'infinity') order by id`.execute(db)
  return rows
}

/** Who makes and who checks the same money: neither stands in for the other. */
const counterparts: Partial<Record<Role, Role>> = { financeMaker: 'financeChecker', financeChecker: 'financeMaker' }

export interface Candidate {
  accountId: Id<'account'>
  name: string
  title: string
  dutyId: Id<'duty'>
}

/** Colleagues with a duty of their own at the same place today, in the same department where the duty has one; makers and checkers stay apart. Duties are the house's to know. */
export const candidatesFor = (db: Tx, today: PlainDate, duty: OwnDuty, mine: { accountId: string }): Promise<Candidate[]> =>
  withHouseEyes(db, today, async () => {
    const { rows } = await sql<Candidate>`
      select distinct on (a.name, a.id) a.id as "accountId", a.name, d.title, d.id as "dutyId"
      from kernel.duty d join kernel.account a on a.id = d.account_id, kernel.account me
      where me.id = ${mine.accountId} and a.id <> me.id and a.disabled_at is null and a.person_id is distinct from coalesce(me.person_id, '00000000-0000-0000-0000-000000000000')
        and (me.identity_index is null or a.identity_index is distinct from me.identity_index)
        and d.deputises is null and d.role = any (${[...staff]}) and d.place_code = ${duty.placeCode} and d.department is not distinct from ${duty.department}
        and ${today}::date between d.valid_from and coalesce(d.valid_to, 'infinity')
        and not exists (select from kernel.duty c where c.account_id = a.id and c.role = ${counterparts[duty.role] ?? ''} and ${today}::date <= coalesce(c.valid_to, 'infinity'))
      order by a.name, a.id, d.valid_to desc nulls first`.execute(db)
    return rows
  })

export const isGiven = async (db: Tx, dutyId: string, from: PlainDate, to: PlainDate): Promise<boolean> =>
  (await sql<{ there: boolean }>`select exists (select from kernel.duty where deputises = ${dutyId} and daterange(valid_from, greatest(valid_to, valid_from - 1) + 1) && daterange(${from}::date, ${to}::date, '[]')) as there`.execute(db)).rows[0]?.there === true

export const insertDeputation = async (db: Tx, id: string, duty: OwnDuty, names: { principalId: string; principalName: string; deputy: Candidate; fromDay: PlainDate; toDay: PlainDate; reason: string }): Promise<void> => {
  const { principalId, principalName, deputy, fromDay, toDay, reason } = names
  await db
    .insertInto('kernel.duty')
    .values({ id, accountId: deputy.accountId, role: duty.role, placeCode: duty.placeCode, department: duty.department, title: `代${principalName}：${duty.title}`, validFrom: fromDay, validTo: toDay, deputises: duty.id, restsOn: deputy.dutyId })
    .execute()
  await db
    .insertInto('kernel.deputation')
    .values({ dutyId: id, principalId, principalName, deputyId: deputy.accountId, deputyName: deputy.name, title: duty.title, placeCode: duty.placeCode, fromDay, toDay, reason })
    .execute()
}

export const endDeputation = async (db: Tx, id: string, today: PlainDate, byName: string): Promise<void> => {
  await sql`update kernel.duty set valid_to = greatest(${today}::date - 1, valid_from - 1) where id = ${id}`.execute(db)
  await db.updateTable('kernel.deputation').set({ endedAt: sql`now()`, endedByName: byName }).where('dutyId', '=', id).execute()
}
