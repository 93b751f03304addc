import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Role } from '../org/roles.ts'
import type { Id, Instant, PlainDate } from '../types.ts'
import type { ChangeKind, ChangeState } from './contract.ts'

/** Accounts of offices alone; those of talents and employers are not the security officer's to see, row-level security says so as well. */

const current = (today: PlainDate) => sql`${today}::date between d.valid_from and coalesce(d.valid_to, 'infinity')`

export const accounts = (db: Tx, today: PlainDate) =>
  db
    .selectFrom('kernel.account as a')
    .select([
      sql<Id<'account'>>`a.id`.as('id'),
      'a.login',
      'a.name',
      sql<string>`coalesce((select string_agg(d.title || coalesce('（' || p.name || '）', ''), '、' order by d.id) from kernel.duty d left join kernel.place p on p.code = d.place_code where d.account_id = a.id and ${current(today)}), '')`.as('duties'),
      sql<'active' | 'disabled'>`case when a.disabled_at is null then 'active' else 'disabled' end`.as('state'),
      sql<Instant>`a.created_at`.as('createdAt'),
    ])
    .where('a.personId', 'is', null)
    .where('a.employerId', 'is', null)

export const dutiesOfAccount = async (db: Tx, today: PlainDate, accountId: string) => {
  const { rows } = await sql<{ id: Id<'duty'>; role: Role; title: string; placeName: string | null; departmentName: string | null; validFrom: PlainDate; validTo: PlainDate | null; document: string | null; current: boolean; deputises: boolean }>`
    select d.id, d.role, d.title, p.name as "placeName", t.name as "departmentName", d.valid_from as "validFrom", d.valid_to as "validTo", c.document, ${current(today)} as current, false as deputises
    from kernel.duty d left join kernel.place p on p.code = d.place_code left join kernel.department t on t.code = d.department left join kernel.duty_change c on c.id = d.change_id
    where d.account_id = ${accountId} order by d.valid_from desc, d.id desc`.execute(db)
  return rows
}

export const findAccount = (db: Tx, accountId: string) =>
  db.selectFrom('kernel.account').select([sql<Id<'account'>>`id`.as('id'), 'login', 'name', 'disabledAt', 'identityIndex']).where('id', '=', accountId).where('personId', 'is', null).where('employerId', 'is', null).executeTakeFirst()

export const findDuty = (db: Tx, dutyId: string) =>
  db
    .selectFrom('kernel.duty as d')
    .innerJoin('kernel.account as a', 'a.id', 'd.accountId')
    .select(['d.id', 'd.accountId', 'd.title', 'd.role', sql<PlainDate>`d.valid_from`.as('validFrom'), sql<PlainDate | null>`d.valid_to`.as('validTo'), 'a.name'])
    .where('d.id', '=', dutyId)
    .executeTakeFirst()

export const loginTaken = async (db: Tx, login: string): Promise<boolean> =>
  // Accounts of talents and employers are not seen here: the unique index has the last word.
  (await sql<{ taken: boolean }>`select exists (select from kernel.account where login = ${login}) or exists (select from kernel.duty_change where login = ${login} and state = 'proposed') as taken`.execute(db)).rows[0]?.taken === true

/** Duties, current ones, that this human being holds under any account of an office. */
export const rolesOf = async (db: Tx, today: PlainDate, who: { accountId: string | null; identityIndex: Buffer | null }): Promise<Role[]> => {
  const { rows } = await sql<{ role: Role }>`
    select distinct d.role from kernel.duty d join kernel.account a on a.id = d.account_id
    where (a.id = ${who.accountId} or (a.identity_index = ${who.identityIndex} and a.disabled_at is null and coalesce(d.valid_to, 'infinity') >= ${today}))`.execute(db)
  return rows.map(({ role }) => role)
}

export const placeIsThere = async (db: Tx, code: string): Promise<boolean> => (await db.selectFrom('kernel.place').select('code').where('code', '=', code).executeTakeFirst()) !== undefined
export const departments = (db: Tx) => db.selectFrom('kernel.department').select(['code', 'name']).orderBy('name').execute()

export interface NewChange {
  kind: ChangeKind
  accountId?: string
  dutyId?: string
  login?: string
  name: string
  identityIndex?: Buffer
  role?: Role
  placeCode?: string | null
  department?: string | null
  title?: string
  validFrom?: PlainDate
  validTo?: PlainDate | null
  document: string
}

export const insertChange = async (db: Tx, change: NewChange, by: { accountId: string; name: string }): Promise<Id<'dutyChange'>> => {
  const { id } = await db.insertInto('kernel.dutyChange').values({ ...change, proposedBy: by.accountId, proposedByName: by.name }).returning(sql<Id<'dutyChange'>>`id`.as('id')).executeTakeFirstOrThrow()
  return id
}

export const changes = (db: Tx, actorId: string | null) =>
  db
    .selectFrom('kernel.dutyChange as c')
    .leftJoin('kernel.place as p', 'p.code', 'c.placeCode')
    .leftJoin('kernel.department as t', 't.code', 'c.department')
    .leftJoin('kernel.duty as d', 'd.id', 'c.dutyId')
    .select([
      sql<Id<'dutyChange'>>`c.id`.as('id'),
      sql<ChangeKind>`c.kind`.as('kind'),
      'c.name',
      sql<string>`concat_ws('，', '登录名 ' || c.login, coalesce(c.title, d.title), p.name, t.name, case when c.kind in ('open', 'grant') then c.valid_from || ' 起' || coalesce('至 ' || c.valid_to, '') when c.kind = 'end' then coalesce('最后一日 ' || c.valid_to, '立即') end)`.as('says'),
      'c.document',
      sql<ChangeState>`c.state`.as('state'),
      'c.proposedByName',
      sql<Instant>`c.proposed_at`.as('proposedAt'),
      'c.decidedByName',
      'c.reason',
      sql<boolean>`c.proposed_by = ${actorId}`.as('mine'),
    ])

export const changeForUpdate = async (db: Tx, changeId: string) =>
  db
    .selectFrom('kernel.dutyChange')
    .select(['id', 'accountId', 'dutyId', 'login', 'name', 'identityIndex', sql<Role | null>`role`.as('role'), 'placeCode', 'department', 'title', sql<ChangeKind>`kind`.as('kind'), sql<PlainDate | null>`valid_from`.as('validFrom'), sql<PlainDate | null>`valid_to`.as('validTo'), sql<ChangeState>`state`.as('state'), 'proposedBy'])
    .where('id', '=', changeId)
    .forUpdate()
    .executeTakeFirst()
export type Change = NonNullable<Awaited<ReturnType<typeof changeForUpdate>>>

export const decideChange = async (db: Tx, changeId: string, by: { accountId: string; name: string }, decision: { state: Exclude<ChangeState, 'proposed'>; reason?: string; accountId?: string }): Promise<void> => {
  const { accountId, ...rest } = decision
  await db
    .updateTable('kernel.dutyChange')
    .set({ ...rest, ...(accountId === undefined ? {} : { accountId }), decidedBy: by.accountId, decidedByName: by.name, decidedAt: sql`now()` })
    .where('id', '=', changeId)
    .execute()
}

export const openAccount = async (db: Tx, account: { id: string; login: string; name: string; identityIndex: Buffer | null; passwordHash: string; changeId: string }): Promise<void> => {
  await db.insertInto('kernel.account').values(account).execute()
}
export const grantDuty = async (db: Tx, { id: changeId, role, placeCode, department, title, validFrom, validTo }: Change, accountId: string): Promise<void> => {
  await db.insertInto('kernel.duty').values({ accountId, role: role ?? '', placeCode, department, title: title ?? '', validFrom: validFrom ?? '', validTo, changeId }).execute()
}
export const endDuty = async (db: Tx, dutyId: string, lastDay: PlainDate): Promise<void> => {
  await db.updateTable('kernel.duty').set({ validTo: lastDay }).where('id', '=', dutyId).execute()
}
export const setDisabled = async (db: Tx, accountId: string, disabled: boolean): Promise<void> => {
  await db.updateTable('kernel.account').set({ disabledAt: disabled ? sql`now()` : null }).where('id', '=', accountId).execute()
}
