import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Fen, Id, PlainDate } from '../../kernel/types.ts'
import type { TenancyRow } from './contract.ts'

/** Who lives where, under which contract, with which rent noted. A person of another place has no name here: row-level security does not show him. */

export const tenancies = (db: Tx) =>
  db
    .selectFrom('housing.tenancy as t')
    .innerJoin('housing.unit as u', 'u.id', 't.unitId')
    .innerJoin('housing.building as b', 'b.id', 'u.buildingId')
    .leftJoin('pub.person as p', 'p.id', 't.personId')
    .innerJoinLateral((terms) => terms.selectFrom('housing.term as m').select(['m.people', 'm.rentFen', sql<PlainDate>`(upper(m.span) - 1)`.as('contractTo')]).whereRef('m.tenancyId', '=', 't.id').orderBy(sql`lower(m.span)`, 'desc').limit(1).as('m'), (on) => on.onTrue())
    .innerJoinLateral(
      (rents) =>
        rents.selectFrom('housing.rent as r').select([sql<number>`count(*)::int`.as('unpaid'), sql<Fen>`coalesce(sum(r.amount_fen), 0)::bigint`.as('unpaidFen')]).whereRef('r.tenancyId', '=', 't.id').where('r.paidOn', 'is', null).where(sql<boolean>`r.due_on <= kernel.today()`).as('r'),
      (on) => on.onTrue(),
    )
    .select([
      sql<Id<'tenancy'>>`t.id`.as('id'),
      't.number',
      sql<Id<'person'>>`t.person_id`.as('personId'),
      sql<string>`coalesce(p.name, '（外区人才）')`.as('personName'),
      'b.name as buildingName',
      'u.room',
      sql<string>`u.area::text`.as('area'),
      'm.people',
      'm.rentFen',
      sql<PlainDate>`lower(t.span)`.as('since'),
      sql<PlainDate | null>`upper(t.span)`.as('leftOn'),
      'm.contractTo',
      'r.unpaid',
      'r.unpaidFen',
    ])

export const getTenancyRow = async (db: Tx, tenancyId: string) => {
  const row = await tenancies(db)
    .innerJoin('housing.application as a', 'a.id', 't.applicationId')
    .select([sql<Id<'application'>>`a.id`.as('applicationId'), 'a.number as applicationNumber', 't.leftBecause'])
    .where('t.id', '=', tenancyId)
    .executeTakeFirst()
  if (!row) throw new Missing()
  return row
}
/** Where a person lives today, for himself. */
export const findOwn = (db: Tx, personId: string): Promise<(TenancyRow & { address: string; operator: string }) | undefined> =>
  tenancies(db).select(['b.address', 'b.operator']).where('t.personId', '=', personId).where(sql<boolean>`t.span @> kernel.today()`).executeTakeFirst()

export interface HeldTenancy {
  id: Id<'tenancy'>
  applicationId: Id<'application'>
  personId: Id<'person'>
  unitId: Id<'unit'>
  placeCode: string
  since: PlainDate
  leftOn: PlainDate | null
}
export const getTenancyForUpdate = async (db: Tx, tenancyId: string): Promise<HeldTenancy> => {
  const row = await db
    .selectFrom('housing.tenancy as t')
    .select([
      sql<Id<'tenancy'>>`t.id`.as('id'),
      sql<Id<'application'>>`t.application_id`.as('applicationId'),
      sql<Id<'person'>>`t.person_id`.as('personId'),
      sql<Id<'unit'>>`t.unit_id`.as('unitId'),
      't.placeCode',
      sql<PlainDate>`lower(t.span)`.as('since'),
      sql<PlainDate | null>`upper(t.span)`.as('leftOn'),
    ])
    .where('t.id', '=', tenancyId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Missing()
  return row
}
export const isHoused = async (db: Tx, personId: string): Promise<boolean> =>
  (await db.selectFrom('housing.tenancy').select('id').where('personId', '=', personId).where(sql<boolean>`upper_inf(span)`).executeTakeFirst()) !== undefined

interface NewTenancy {
  applicationId: string
  personId: string
  unitId: string
  placeCode: string
  from: PlainDate
  keptBy: string
}
export const insertTenancy = (db: Tx, { from, ...tenancy }: NewTenancy) =>
  db
    .insertInto('housing.tenancy')
    .values({ ...tenancy, span: sql<string>`daterange(${from}::date, null)`, number: sql<string>`kernel.next_number(${`ZY${from.slice(0, 4)}`}, 5)` })
    .returning([sql<Id<'tenancy'>>`id`.as('id'), 'number'])
    .executeTakeFirstOrThrow()
export const endTenancy = async (db: Tx, { id, since }: HeldTenancy, on: PlainDate, leftBecause: string, leftBy: string): Promise<void> => {
  await db.updateTable('housing.tenancy').set({ span: sql<string>`daterange(${since}::date, ${on}::date)`, leftBecause, leftBy }).where('id', '=', id).execute()
}

type Place = Pick<HeldTenancy, 'id' | 'personId' | 'placeCode'>
export const insertTerm = async (db: Tx, { id, personId, placeCode }: Place, term: { from: PlainDate; until: PlainDate; rentFen: Fen; people: number; madeBy: string }): Promise<void> => {
  const { from, until, ...rest } = term
  await db.insertInto('housing.term').values({ ...rest, tenancyId: id, personId, placeCode, span: sql<string>`daterange(${from}::date, ${until}::date)` }).execute()
}
export const termsOf = (db: Tx, tenancyId: string) =>
  db.selectFrom('housing.term').select([sql<PlainDate>`lower(span)`.as('from'), sql<PlainDate>`(upper(span) - 1)`.as('to'), 'rentFen', 'people']).where('tenancyId', '=', tenancyId).orderBy('from').execute()

/**
 * Rent falls due in advance on the day of the month on which the tenant moved in, or on the month's last day: each month that began while he lived there, once.
 * After the contract's end the last contract's rent goes on until he leaves.
 */
export const raiseRent = async (db: Tx, today: PlainDate, tenancyId: string | null): Promise<number> => {
  const raised = await sql`
    insert into housing.rent (tenancy_id, person_id, place_code, due_on, amount_fen)
    select t.id, t.person_id, t.place_code, d.due_on, m.rent_fen
    from housing.tenancy t
    cross join lateral (select (lower(t.span) + make_interval(months => n))::date as due_on
      from generate_series(0, (extract(year from age(${today}::date, lower(t.span))) * 12 + extract(month from age(${today}::date, lower(t.span))) + 1)::int) n) d
    cross join lateral (select m.rent_fen from housing.term m where m.tenancy_id = t.id and lower(m.span) <= d.due_on order by lower(m.span) desc limit 1) m
    where (${tenancyId}::uuid is null or t.id = ${tenancyId}::uuid) and d.due_on <= ${today}::date and t.span @> d.due_on
    on conflict (tenancy_id, due_on) do nothing returning due_on`.execute(db)
  return raised.rows.length
}
export const rentsOf = (db: Tx, tenancyId: string) => db.selectFrom('housing.rent').select(['dueOn', 'amountFen', 'paidOn']).where('tenancyId', '=', tenancyId).orderBy('dueOn', 'desc').execute()
export const findRentForUpdate = (db: Tx, tenancyId: string, dueOn: PlainDate) => db.selectFrom('housing.rent').select('paidOn').where('tenancyId', '=', tenancyId).where('dueOn', '=', dueOn).forUpdate().executeTakeFirst()
export const noteRent = async (db: Tx, tenancyId: string, dueOn: PlainDate, paidOn: PlainDate | null, notedBy: string): Promise<void> => {
  await db.updateTable('housing.rent').set(paidOn ? { paidOn, notedBy, notedAt: sql`now()` } : { paidOn: null, notedBy: null, notedAt: null }).where('tenancyId', '=', tenancyId).where('dueOn', '=', dueOn).execute()
}
