import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { withHouseEyes } from '../../kernel/db/elevate.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Fen, Id, PlainDate } from '../../kernel/types.ts'
import type { ApplicationRow, EventVerb, Offer } from './contract.ts'
import type { HeldUnit } from './stock-store.ts'
import type { ApplicationState, OfferState } from './states.ts'

/** Applications, the waiting list and offers. */

/** The order of the waiting list: drawn first, by draw and turn; who was not drawn yet by the day of application. */
const rank = sql<string>`coalesce(to_char(a.drawn_on, 'YYYYMMDD') || lpad(a.turn::text, 8, '0'), '99999999' || to_char(a.applied_on, 'YYYYMMDD')) || a.number`

export const applications = (db: Tx) =>
  db
    .selectFrom('housing.application as a')
    .innerJoin('pub.person as p', 'p.id', 'a.personId')
    .leftJoin('kernel.place as w', 'w.code', 'a.placeCode')
    .leftJoin('kernel.place as v', 'v.code', 'a.wantedPlace')
    .select([
      sql<Id<'application'>>`a.id`.as('id'),
      'a.number',
      sql<Id<'person'>>`a.person_id`.as('personId'),
      sql<string>`p.number`.as('personNumber'),
      sql<string>`p.name`.as('personName'),
      sql<string>`coalesce(w.name, '')`.as('placeName'),
      sql<string>`coalesce(v.name, '都可以')`.as('wantedName'),
      'a.family',
      sql<string>`a.most_area::text`.as('mostArea'),
      sql<ApplicationState>`a.state`.as('state'),
      'a.appliedOn',
      rank.as('rank'),
      'a.turn',
    ])

export const getApplicationRow = async (db: Tx, applicationId: string): Promise<ApplicationRow & { basis: string; misses: number; tenancyId: Id<'tenancy'> | null }> => {
  const row = await applications(db)
    .leftJoin('housing.tenancy as t', 't.applicationId', 'a.id')
    .select(['a.basis', 'a.misses', sql<Id<'tenancy'> | null>`t.id`.as('tenancyId')])
    .where('a.id', '=', applicationId)
    .executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

/** The newest application of a person: what he waits for, or what became of it. */
export const findNewest = (db: Tx, personId: string) => applications(db).select('a.misses').where('a.personId', '=', personId).orderBy('a.appliedOn', 'desc').orderBy('a.number', 'desc').limit(1).executeTakeFirst()

/** How many wait, and how many of them before this one. Counted over the whole city, whoever asks; nobody is named. */
export const standing = (db: Tx, own: string, today: PlainDate): Promise<{ ahead: number; waiting: number }> =>
  withHouseEyes(db, today, () =>
    db.selectFrom('housing.application as a').select([sql<number>`count(*) filter (where ${rank} < ${own})::int`.as('ahead'), sql<number>`count(*)::int`.as('waiting')]).where('a.state', '=', 'waiting').executeTakeFirstOrThrow(),
  )

export interface HeldApplication {
  id: Id<'application'>
  number: string
  personId: Id<'person'>
  placeCode: string
  wantedPlace: string | null
  mostArea: string
  state: ApplicationState
  misses: number
}
/** Locked until the verb ends; always before the unit, so that two verbs never wait for each other. */
export const getForUpdate = async (db: Tx, applicationId: string): Promise<HeldApplication> => {
  const row = await db
    .selectFrom('housing.application')
    .select([sql<Id<'application'>>`id`.as('id'), 'number', sql<Id<'person'>>`person_id`.as('personId'), 'placeCode', 'wantedPlace', sql<string>`most_area::text`.as('mostArea'), sql<ApplicationState>`state`.as('state'), 'misses'])
    .where('id', '=', applicationId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

interface NewApplication {
  personId: string
  placeCode: string
  family: number
  wantedPlace: string | null
  mostArea: string
  basis: string
  appliedOn: PlainDate
}
/** Undefined: the person has one that is not over; the unique index says so to whoever comes second. */
export const insertApplication = (db: Tx, application: NewApplication) =>
  db
    .insertInto('housing.application')
    .values({ ...application, state: 'waiting', number: sql<string>`kernel.next_number(${`GY${application.appliedOn.slice(0, 4)}`}, 6)` })
    // The index's own words: with parameters PostgreSQL finds it by a plan of its own alone, and not by one that is kept.
    .onConflict((conflict) => conflict.column('personId').where(sql<boolean>`state in ('waiting', 'offered', 'accepted', 'housed')`).doNothing())
    .returning([sql<Id<'application'>>`id`.as('id'), 'number', sql<Id<'person'>>`person_id`.as('personId'), 'placeCode'])
    .executeTakeFirst()

interface Moved {
  state: ApplicationState
  misses?: number
  housedOn?: PlainDate
  endedOn?: PlainDate
}
export const move = async (db: Tx, id: Id<'application'>, to: Moved): Promise<void> => {
  await db.updateTable('housing.application').set(to).where('id', '=', id).execute()
}

type Of = Pick<HeldApplication, 'id' | 'personId' | 'placeCode'>
export const note = async (db: Tx, { id, personId, placeCode }: Of, event: { verb: EventVerb; byName: string; onDay: PlainDate; words?: string }): Promise<void> => {
  await db.insertInto('housing.event').values({ applicationId: id, personId, placeCode, words: '', ...event }).execute()
}
export const eventsOf = (db: Tx, applicationId: Id<'application'>) =>
  db
    .selectFrom('housing.event')
    .select([sql<Id<'housingEvent'>>`id`.as('id'), sql<EventVerb>`verb`.as('verb'), 'byName', 'onDay as on', 'words'])
    .where('applicationId', '=', applicationId)
    .orderBy('onDay')
    .orderBy('id')
    .execute()
/** The how manieth step of an application this was: what is told of each step is told once. */
export const timesTold = async (db: Tx, applicationId: string): Promise<string> =>
  (await db.selectFrom('housing.event').select(sql<string>`count(*)::text`.as('count')).where('applicationId', '=', applicationId).executeTakeFirstOrThrow()).count

/** Where a person is, whom the actor sees. */
export const getPerson = async (db: Tx, personId: string): Promise<{ placeCode: string; gone: boolean }> => {
  const person = await db.selectFrom('pub.person').select([sql<string>`place_code`.as('placeCode'), sql<boolean>`survivor_id is not null`.as('gone')]).where('id', '=', personId).executeTakeFirst()
  if (!person) throw new Missing()
  return person
}

export const findPersonByNumber = async (db: Tx, number: string): Promise<Id<'person'> | undefined> => (await db.selectFrom('pub.person').select(sql<Id<'person'>>`id`.as('id')).where('number', '=', number).executeTakeFirst())?.id

/** Waiting applications that this unit suits, in the order of the list: wants to live there, may have so much, has not given this very unit up. */
export const candidatesFor = (db: Tx, unit: Pick<HeldUnit, 'id' | 'placeCode' | 'area'>) =>
  applications(db)
    .where('a.state', '=', 'waiting')
    .where(sql<boolean>`(a.wanted_place is null or starts_with(${unit.placeCode}, a.wanted_place)) and a.most_area >= ${unit.area}::numeric
      and not exists (select from housing.offer o where o.application_id = a.id and o.unit_id = ${unit.id} and o.state in ('declined', 'lapsed'))`)
    .orderBy('rank')
export const countWaiting = async (db: Tx): Promise<number> => (await db.selectFrom('housing.application').select(sql<number>`count(*)::int`.as('count')).where('state', '=', 'waiting').executeTakeFirstOrThrow()).count

export const offers = (db: Tx) =>
  db
    .selectFrom('housing.offer as o')
    .innerJoin('housing.unit as u', 'u.id', 'o.unitId')
    .innerJoin('housing.building as b', 'b.id', 'u.buildingId')
    .select([
      sql<Id<'housingOffer'>>`o.id`.as('id'),
      sql<Id<'unit'>>`o.unit_id`.as('unitId'),
      'b.name as buildingName',
      'b.address',
      'u.room',
      'u.bedrooms',
      sql<string>`u.area::text`.as('area'),
      sql<Fen>`u.rent_fen`.as('rentFen'),
      'o.offeredOn',
      'o.answerBy',
      sql<OfferState>`o.state`.as('state'),
      'o.answeredOn',
    ])
export const offersOf = (db: Tx, applicationId: string): Promise<Offer[]> => offers(db).where('o.applicationId', '=', applicationId).orderBy('o.offeredOn', 'desc').orderBy('o.id', 'desc').execute()
/** The one that is open or accepted; the database holds that there is at most one. */
export const findLive = (db: Tx, applicationId: string): Promise<Offer | undefined> => offers(db).where('o.applicationId', '=', applicationId).where('o.state', 'in', ['open', 'accepted']).executeTakeFirst()

export const insertOffer = async (db: Tx, offer: { applicationId: string; personId: string; unitId: string; placeCode: string; offeredOn: PlainDate; answerBy: PlainDate; madeBy: string }): Promise<void> => {
  await db.insertInto('housing.offer').values(offer).execute()
}
/** Once: the row goes on only from the state it was in. */
export const settleOffer = async (db: Tx, offerId: string, state: Exclude<OfferState, 'open'>, answeredOn: PlainDate | undefined): Promise<void> => {
  await db.updateTable('housing.offer').set({ state, ...(answeredOn ? { answeredOn } : {}) }).where('id', '=', offerId).where('state', 'in', ['open', 'accepted']).execute()
}
