import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import { levelOf } from './assign-store.ts'
import type { AssignedHow } from './assign-contract.ts'
import type { ContactKind } from './contract.ts'
import { usualContactMonths } from './states.ts'

/** The people who are served, and how the two keep in touch. */

/** The day that was agreed upon last; without one, so many months after the last contact, or after he was given his specialist. */
const contactDueOn = sql<PlainDate>`coalesce(t.next_on, (greatest(t.on_day, lower(a.span)) + make_interval(months => coalesce(
  (select min(q.contact_months) from pub.person_class c join service.promise q on q.level = c.level and kernel.today() between q.valid_from and coalesce(q.valid_to, 'infinity')
    where c.person_id = p.id and c.in_force and starts_with(p.place_code, q.place_code)), ${sql.lit(usualContactMonths)})))::date)`

/** One row a person who has a specialist today. */
export const served = (db: Tx) =>
  db
    .selectFrom('service.assignment as a')
    .innerJoin('service.specialist as s', 's.accountId', 'a.specialistId')
    .innerJoin('pub.person as p', 'p.id', 'a.personId')
    .leftJoinLateral((contacts) => contacts.selectFrom('service.contact as c').select(['c.onDay', 'c.nextOn']).whereRef('c.personId', '=', 'a.personId').orderBy('c.onDay', 'desc').orderBy('c.id', 'desc').limit(1).as('t'), (on) => on.onTrue())
    .leftJoin('pub.employer as e', 'e.id', 'p.employerId')
    .leftJoin('kernel.place as w', 'w.code', 'p.placeCode')
    .where(sql<boolean>`upper_inf(a.span)`)
    .select([
      sql<Id<'person'>>`p.id`.as('id'),
      sql<string>`p.number`.as('number'),
      sql<string>`p.name`.as('name'),
      levelOf.as('level'),
      sql<string>`coalesce(e.name, '')`.as('employerName'),
      sql<string>`coalesce(w.name, '')`.as('placeName'),
      's.name as specialistName',
      sql<PlainDate>`lower(a.span)`.as('since'),
      sql<PlainDate | null>`t.on_day`.as('lastContactOn'),
      contactDueOn.as('contactDueOn'),
      sql<number>`(select count(*)::int from service.request r where r.person_id = p.id and r.state in ('asked', 'inHand'))`.as('openRequests'),
    ])

export const contactIsDue = sql<boolean>`${contactDueOn} <= kernel.today()`

export const getPersonRow = async (db: Tx, personId: Id<'person'>) => {
  const row = await served(db).where('a.personId', '=', personId).executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

export const assignmentsOf = (db: Tx, personId: Id<'person'>) =>
  db
    .selectFrom('service.assignment as a')
    .innerJoin('service.specialist as s', 's.accountId', 'a.specialistId')
    .select([
      sql<Id<'assignment'>>`a.id`.as('id'),
      's.name as specialistName',
      sql<PlainDate>`lower(a.span)`.as('from'),
      sql<PlainDate | null>`upper(a.span)`.as('to'),
      sql<AssignedHow>`a.how`.as('how'),
      'a.endedBecause as because',
    ])
    .where('a.personId', '=', personId)
    .orderBy(sql`lower(a.span)`, 'desc')
    .execute()

export const contactsOf = (db: Tx, personId: Id<'person'>) =>
  db
    .selectFrom('service.contact')
    .select([sql<Id<'contact'>>`id`.as('id'), sql<ContactKind>`kind`.as('kind'), 'onDay as on', 'specialistName', 'words', 'nextOn'])
    .where('personId', '=', personId)
    .orderBy('onDay', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()

export const lastContactOf = async (db: Tx, personId: string): Promise<PlainDate | null> =>
  (await db.selectFrom('service.contact').select(sql<PlainDate | null>`max(on_day)`.as('on')).where('personId', '=', personId).executeTakeFirst())?.on ?? null

interface NewContact {
  personId: string
  placeCode: string
  specialistId: string
  specialistName: string
  kind: ContactKind
  onDay: PlainDate
  words: string
  nextOn: PlainDate | null
}
export const insertContact = async (db: Tx, contact: NewContact): Promise<void> => {
  await db.insertInto('service.contact').values(contact).execute()
}
