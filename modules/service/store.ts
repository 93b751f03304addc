import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import type { EventVerb, RequestRow } from './contract.ts'
import type { RequestState } from './states.ts'

/** Requests and what was said in them. */

/** Whoever holds it by name; the office where nobody does. Accounts of people of the registry are not shown, so a card's name comes first. */
const holderName = sql<string>`case when r.holder_id is null then '人才办' else coalesce(h.name, a.name, '经办人') end`

/** One row a request, as list and page show it. */
export const requests = (db: Tx) =>
  db
    .selectFrom('service.request as r')
    .innerJoin('service.requestKind as k', 'k.kind', 'r.kind')
    .innerJoin('pub.person as p', 'p.id', 'r.personId')
    .leftJoin('kernel.place as w', 'w.code', 'r.placeCode')
    .leftJoin('service.specialist as h', 'h.accountId', 'r.holderId')
    .leftJoin('kernel.account as a', 'a.id', 'r.holderId')
    .select([
      sql<Id<'request'>>`r.id`.as('id'),
      'r.number',
      'r.kind',
      'k.label as kindLabel',
      sql<Id<'person'>>`r.person_id`.as('personId'),
      sql<string>`p.name`.as('personName'),
      sql<string>`coalesce(w.name, '')`.as('placeName'),
      sql<RequestState>`r.state`.as('state'),
      holderName.as('holderName'),
      'r.askedOn',
      'r.dueOn',
      'r.answeredOn',
      'r.lateOn',
      'r.rating',
      'r.ratedOn',
    ])

export const getRequestRow = async (db: Tx, requestId: Id<'request'>): Promise<RequestRow & { officePhone: string | null }> => {
  const row = await requests(db).select('h.officePhone').where('r.id', '=', requestId).executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

export const eventsOf = (db: Tx, requestId: Id<'request'>) =>
  db
    .selectFrom('service.requestEvent')
    .select([sql<Id<'requestEvent'>>`id`.as('id'), sql<EventVerb>`verb`.as('verb'), 'byName', 'onDay as on', 'words'])
    .where('requestId', '=', requestId)
    .orderBy('onDay')
    .orderBy('id')
    .execute()

/** The how manieth step of a request this was: what is told of each step is told once. */
export const timesTold = async (db: Tx, requestId: Id<'request'>): Promise<string> =>
  (await db.selectFrom('service.requestEvent').select(sql<string>`count(*)::text`.as('count')).where('requestId', '=', requestId).executeTakeFirstOrThrow()).count

export interface HeldRequest {
  id: Id<'request'>
  number: string
  personId: Id<'person'>
  placeCode: string
  state: RequestState
  holderId: Id<'account'> | null
  dueOn: PlainDate
  ratedOn: PlainDate | null
}
/** Locked until the verb ends. Row-level security has hidden those of others. */
export const getForUpdate = async (db: Tx, requestId: string): Promise<HeldRequest> => {
  const row = await db
    .selectFrom('service.request')
    .select([sql<Id<'request'>>`id`.as('id'), 'number', sql<Id<'person'>>`person_id`.as('personId'), 'placeCode', sql<RequestState>`state`.as('state'), sql<Id<'account'> | null>`holder_id`.as('holderId'), 'dueOn', 'ratedOn'])
    .where('id', '=', requestId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

interface NewRequest {
  personId: string
  placeCode: string
  kind: string
  state: 'asked' | 'inHand'
  holderId: string | null
  byPhone: boolean
  askedOn: PlainDate
  dueOn: PlainDate
}
export const insertRequest = (db: Tx, request: NewRequest) =>
  db
    .insertInto('service.request')
    .values({ ...request, number: sql<string>`kernel.next_number(${`FW${request.askedOn.slice(0, 4)}`}, 6)` })
    .returning([sql<Id<'request'>>`id`.as('id'), 'number', sql<Id<'person'>>`person_id`.as('personId'), 'placeCode'])
    .executeTakeFirstOrThrow()

export const note = async (db: Tx, { id, personId, placeCode }: Pick<HeldRequest, 'id' | 'personId' | 'placeCode'>, event: { verb: EventVerb; byName: string; onDay: PlainDate; words?: string }): Promise<void> => {
  await db.insertInto('service.requestEvent').values({ requestId: id, personId, placeCode, words: '', ...event }).execute()
}

interface Moved {
  state?: RequestState
  holderId?: string | null
  answeredOn?: PlainDate | null
  closedOn?: PlainDate
  lateOn?: PlainDate
  rating?: number
  ratedOn?: PlainDate
}
export const move = async (db: Tx, id: Id<'request'>, to: Moved): Promise<void> => {
  await db.updateTable('service.request').set(to).where('id', '=', id).execute()
}

export const findKind = (db: Tx, kind: string) => db.selectFrom('service.requestKind').select(['kind', 'label', 'workingDays']).where('kind', '=', kind).executeTakeFirst()

export const waitingOf = async (db: Tx, personId: string): Promise<number> =>
  (await db.selectFrom('service.request').select(sql<number>`count(*)::int`.as('count')).where('personId', '=', personId).where('state', 'in', ['asked', 'inHand']).executeTakeFirstOrThrow()).count

/** Where a person is; row-level security says whether the actor may know. */
export const getPlaceOf = async (db: Tx, personId: string): Promise<string> => {
  const person = await db.selectFrom('pub.person').select(sql<string>`place_code`.as('placeCode')).where('id', '=', personId).executeTakeFirst()
  if (!person) throw new Missing()
  return person.placeCode
}

export const findWish = (db: Tx, personId: string) => db.selectFrom('service.wish').select('askedOn').where('personId', '=', personId).executeTakeFirst()
export const insertWish = async (db: Tx, wish: { personId: string; placeCode: string; askedOn: PlainDate }): Promise<void> => {
  await db.insertInto('service.wish').values(wish).execute()
}

/** What the city has promised this person today, by his highest class that is promised anything. */
export const findPromised = (db: Tx, personId: string) =>
  db
    .selectFrom('pub.personClass as c')
    .innerJoin('service.promise as q', 'q.level', 'c.level')
    .select(['q.level', 'q.contactMonths', 'q.document'])
    .where('c.personId', '=', personId)
    .where(sql<boolean>`c.in_force and kernel.today() between q.valid_from and coalesce(q.valid_to, 'infinity') and starts_with(c.place_code, q.place_code)`)
    .orderBy('q.level')
    .limit(1)
    .executeTakeFirst()

export const lateNow = async (db: Tx): Promise<number> =>
  (await db.selectFrom('service.request').select(sql<number>`count(*)::int`.as('count')).where('state', 'in', ['asked', 'inHand']).where(sql<boolean>`due_on < kernel.today()`).executeTakeFirstOrThrow()).count

interface Year {
  answered: number
  inTime: number
  ratings: number
  satisfaction: string | null
}
/** Of the requests answered this year that the actor sees. */
export const yearSoFar = async (db: Tx): Promise<Year & { spans: { askedOn: PlainDate; answeredOn: PlainDate }[] }> => {
  const { rows: spans } = await sql<{ askedOn: PlainDate; answeredOn: PlainDate }>`
    select asked_on as "askedOn", answered_on as "answeredOn" from service.request where answered_on >= date_trunc('year', kernel.today()::timestamp)::date and answered_on <= kernel.today()`.execute(db)
  const { rows } = await sql<Year>`
    select count(*)::int as answered, count(*) filter (where answered_on <= due_on)::int as "inTime",
      (select count(*)::int from service.request where rated_on >= date_trunc('year', kernel.today()::timestamp)::date) as ratings,
      (select round(avg(rating), 1)::text from service.request where rated_on >= date_trunc('year', kernel.today()::timestamp)::date) as satisfaction
    from service.request where answered_on >= date_trunc('year', kernel.today()::timestamp)::date`.execute(db)
  return { ...(rows[0] ?? { answered: 0, inTime: 0, ratings: 0, satisfaction: null }), spans }
}

