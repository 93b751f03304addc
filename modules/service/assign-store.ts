import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { withHouseEyes } from '../../kernel/db/elevate.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import type { AssignedHow, Specialist } from './assign-contract.ts'
import type { Candidate } from './propose.ts'

/** What was promised, who serves whom, who is without. */

export const promises = (db: Tx) =>
  db
    .selectFrom('service.promise')
    .select([sql<Id<'promise'>>`id`.as('id'), 'level', 'contactMonths', 'document', 'validFrom', 'validTo'])
    .orderBy('level')
    .orderBy('validFrom', 'desc')
    .execute()

export const kinds = (db: Tx) => db.selectFrom('service.requestKind').select(['kind', 'label', 'workingDays', 'document']).orderBy('turn').execute()

/** The promise of this level that has not ended; locked by the row that a newer one will end. */
export const openPromise = (db: Tx, placeCode: string, level: string) =>
  db.selectFrom('service.promise').select(['id', 'validFrom', 'validTo']).where('placeCode', '=', placeCode).where('level', '=', level).orderBy('validFrom', 'desc').forUpdate().executeTakeFirst()

export const getPromise = async (db: Tx, promiseId: Id<'promise'>) => {
  const row = await db.selectFrom('service.promise').select(['validFrom', 'validTo']).where('id', '=', promiseId).forUpdate().executeTakeFirst()
  if (!row) throw new Missing()
  return row
}
export const setPromiseEnd = async (db: Tx, id: string, validTo: PlainDate): Promise<void> => {
  await db.updateTable('service.promise').set({ validTo }).where('id', '=', id).execute()
}
export const insertPromise = async (db: Tx, promise: { placeCode: string; level: string; contactMonths: number; document: string; validFrom: PlainDate; madeBy: string }): Promise<void> => {
  await db.insertInto('service.promise').values(promise).execute()
}

export const setLimit = async (db: Tx, kind: string, { workingDays, document, setBy }: { workingDays: number; document: string; setBy: string }): Promise<boolean> => {
  const changed = await db.updateTable('service.requestKind').set({ workingDays, document, setBy, setAt: sql`now()` }).where('kind', '=', kind).returning('kind').execute()
  return changed.length === 1
}

/** The city's class of a person today, the highest where there are several. */
export const levelOf = sql<string>`coalesce((select min(c.level) from pub.person_class c where c.person_id = p.id and c.in_force), '')`
const promisedNow = sql`kernel.today() between q.valid_from and coalesce(q.valid_to, 'infinity')`

/** Whoever is in the city, promised a specialist or asking for one, and without. */
export const due = (db: Tx) =>
  db
    .selectFrom('pub.person as p')
    .leftJoinLateral(
      (classes) =>
        classes
          .selectFrom('pub.personClass as c')
          .innerJoin('service.promise as q', 'q.level', 'c.level')
          .select([sql<string>`min(c.level)`.as('level'), sql<PlainDate | null>`min(greatest(c.valid_from, q.valid_from))`.as('since')])
          .whereRef('c.personId', '=', 'p.id')
          .where(sql<boolean>`c.in_force and ${promisedNow} and starts_with(p.place_code, q.place_code)`)
          .as('k'),
      (on) => on.onTrue(),
    )
    .leftJoin('service.wish as h', 'h.personId', 'p.id')
    .leftJoin('pub.employer as e', 'e.id', 'p.employerId')
    .leftJoin('kernel.place as w', 'w.code', 'p.placeCode')
    .where(sql<boolean>`p.survivor_id is null and (k.since is not null or h.asked_on is not null)
      and not exists (select from service.assignment a where a.person_id = p.id and upper_inf(a.span))
      and not exists (select from pub.person_departure f where f.person_id = p.id and f.departed_on <= kernel.today()
        and not exists (select from pub.person_employment m where m.person_id = p.id and m.started_on > f.departed_on))`)
    .select([
      sql<Id<'person'>>`p.id`.as('id'),
      sql<string>`p.number`.as('number'),
      sql<string>`p.name`.as('name'),
      sql<string>`coalesce(k.level, '')`.as('level'),
      sql<string>`coalesce(e.name, '')`.as('employerName'),
      sql<string>`coalesce(w.name, '')`.as('placeName'),
      sql<PlainDate>`coalesce(k.since, h.asked_on)`.as('since'),
      sql<boolean>`h.asked_on is not null`.as('asked'),
    ])

export interface CardedCandidate extends Candidate {
  specialistId: Id<'account'>
  name: string
  /** Null: nobody has entered his telephone. */
  officePhone: string | null
}

/** Everybody who has the duty today, where and with how many people. Duties are the house's to know. */
export const candidates = (db: Tx, today: PlainDate): Promise<CardedCandidate[]> =>
  withHouseEyes(db, today, async () => {
    const { rows } = await sql<CardedCandidate>`
      select distinct on (a.id) a.id as "specialistId", a.name, a.person_id as "personId", d.place_code as "placeCode", s.office_phone as "officePhone", coalesce(s.most, 0) as most,
        (select count(*)::int from service.assignment g where g.specialist_id = a.id and upper_inf(g.span)) as load
      from kernel.duty d join kernel.account a on a.id = d.account_id and a.disabled_at is null left join service.specialist s on s.account_id = a.id
      where d.role = 'specialist' and d.deputises is null and ${today}::date between d.valid_from and coalesce(d.valid_to, 'infinity')
      order by a.id, length(d.place_code), d.place_code`.execute(db)
    return rows
  })

/** Those of the office's place, and those who have left while people still stand under their names. */
export const specialists = (db: Tx, today: PlainDate, scope: string): Promise<Specialist[]> =>
  withHouseEyes(db, today, async () => {
    const { rows } = await sql<Specialist>`
      with duty as (select distinct on (account_id) account_id, place_code from kernel.duty
          where role = 'specialist' and deputises is null and ${today}::date between valid_from and coalesce(valid_to, 'infinity') order by account_id, length(place_code)),
        one as (select a.id, a.name, coalesce(d.place_code, s.place_code) as place_code, s.office_phone, s.most, (d.account_id is null or a.disabled_at is not null) as gone,
            (select count(*)::int from service.assignment g where g.specialist_id = a.id and upper_inf(g.span)) as people
          from kernel.account a left join duty d on d.account_id = a.id left join service.specialist s on s.account_id = a.id where d.account_id is not null or s.account_id is not null)
      select o.id, o.name, coalesce(w.name, '') as "placeName", o.office_phone as "officePhone", o.most, o.people, o.gone,
        (select count(*)::int from service.request r where r.holder_id = o.id and r.state in ('asked', 'inHand')) as "openRequests",
        (select count(*)::int from service.request r where r.holder_id = o.id and r.state in ('asked', 'inHand') and r.due_on < ${today}::date) as "lateRequests"
      from one o left join kernel.place w on w.code = o.place_code
      where starts_with(o.place_code, ${scope}) and (not o.gone or o.people > 0) order by o.gone desc, o.place_code, o.name`.execute(db)
    return rows
  })

export const keepSpecialist = async (db: Tx, card: { accountId: string; name: string; placeCode: string; officePhone: string; most: number; keptBy: string }): Promise<void> => {
  const { accountId: _, ...changes } = card
  await db.insertInto('service.specialist').values(card).onConflict((conflict) => conflict.column('accountId').doUpdateSet({ ...changes, keptAt: sql`now()` })).execute()
}

/** Place of a person whom the actor sees, locked so that two hands do not assign him at once. */
export const getPersonForUpdate = async (db: Tx, personId: string): Promise<{ placeCode: string; name: string }> => {
  const person = await db.selectFrom('registry.person').select(['placeCode', 'name']).where('id', '=', personId).where('survivorId', 'is', null).forUpdate().executeTakeFirst()
  if (!person) throw new Missing()
  return person
}

export const findAssignment = (db: Tx, personId: string) =>
  db
    .selectFrom('service.assignment as a')
    .innerJoin('service.specialist as s', 's.accountId', 'a.specialistId')
    .select(['a.id', sql<Id<'account'>>`a.specialist_id`.as('specialistId'), 's.name', 's.officePhone', sql<PlainDate>`lower(a.span)`.as('since')])
    .where('a.personId', '=', personId)
    .where(sql<boolean>`upper_inf(a.span)`)
    .executeTakeFirst()

/** From today; whoever served him until yesterday stays in the record, whoever was named only today does not. */
export const assignPerson = async (db: Tx, given: { personId: string; placeCode: string; specialistId: string; how: AssignedHow; assignedBy: string | null; today: PlainDate; because: string }): Promise<void> => {
  const { personId, placeCode, specialistId, how, assignedBy, today, because } = given
  await endAssignment(db, personId, today, because)
  await sql`insert into service.assignment (person_id, place_code, specialist_id, span, how, assigned_by) values (${personId}, ${placeCode}, ${specialistId}, daterange(${today}::date, null), ${how}, ${assignedBy})`.execute(db)
  await db.deleteFrom('service.wish').where('personId', '=', personId).execute()
  await sql`update service.request set holder_id = ${specialistId} where person_id = ${personId} and state in ('asked', 'inHand')`.execute(db)
}

export const endAssignment = async (db: Tx, personId: string, today: PlainDate, because: string): Promise<boolean> => {
  const undone = await sql`delete from service.assignment where person_id = ${personId} and upper_inf(span) and lower(span) = ${today}::date returning id`.execute(db)
  const ended = await sql`update service.assignment set span = daterange(lower(span), ${today}::date), ended_because = ${because} where person_id = ${personId} and upper_inf(span) and lower(span) < ${today}::date returning id`.execute(db)
  return undone.rows.length + ended.rows.length === 1
}

/** His people whom the actor sees, with their places. */
export const peopleOf = async (db: Tx, specialistId: string): Promise<{ personId: string; placeCode: string }[]> =>
  db
    .selectFrom('service.assignment')
    .select(['personId', 'placeCode'])
    .where('specialistId', '=', specialistId)
    .where(sql<boolean>`upper_inf(span)`)
    .orderBy('placeCode')
    .orderBy('personId')
    .execute()

/** Whose requests go back to the office, because nobody serves him any more. */
export const leaveToOffice = async (db: Tx, personId: string): Promise<void> => {
  await sql`update service.request set holder_id = null where person_id = ${personId} and state in ('asked', 'inHand')`.execute(db)
}
