import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import { Missing } from '../../../kernel/implement.ts'
import type { Id, PlainDate } from '../../../kernel/types.ts'
import type { RecheckCause, RecheckOutcome, RecheckState } from './contract.ts'

/** Every query of the re-checks. */

const outcomeText = sql<string>`case when k.outcome is null then '' else concat_ws('，', case k.outcome when 'kept' then '保留' when 'lowered' then '降为' || k.outcome_level || '类' else '撤销' end,
  '续到 ' || to_char(k.outcome_valid_to, 'YYYY-MM-DD'), k.document) end`.as('outcomeText')

export const rechecks = (db: Tx) =>
  db
    .selectFrom('recognition.recheck as k')
    .innerJoin('pub.person as p', 'p.id', 'k.personId')
    .leftJoin('pub.employer as e', 'e.id', 'p.employerId')
    .leftJoin('kernel.place as l', 'l.code', 'k.placeCode')
    .select([
      sql<Id<'recheck'>>`k.id`.as('id'),
      'k.number',
      sql<Id<'person'>>`k.person_id`.as('personId'),
      sql<string>`p.number`.as('personNumber'),
      sql<string>`p.name`.as('personName'),
      'k.level',
      sql<string>`coalesce(e.name, '')`.as('employerName'),
      sql<string>`coalesce(l.name, '')`.as('placeName'),
      sql<RecheckCause>`k.cause`.as('cause'),
      'k.finding',
      'k.openedOn',
      'k.dueOn',
      sql<RecheckState>`k.state`.as('state'),
      outcomeText,
    ])

export const getRecheckRow = async (db: Tx, id: Id<'recheck'>, human: string | null) => {
  const row = await rechecks(db)
    .select(['k.validTo', 'k.scheme', 'k.hearBy', 'k.statement', 'k.statedOn', sql<RecheckOutcome | null>`k.outcome`.as('outcome'), 'k.outcomeReason', 'k.document', 'k.settledNote', 'k.closedOn', sql<boolean>`k.proposer_person is not distinct from ${human}::uuid and k.proposer_person is not null`.as('mine')])
    .where('k.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

export const getRecheckForUpdate = async (db: Tx, id: Id<'recheck'>) => {
  const row = await db
    .selectFrom('recognition.recheck as k')
    .selectAll()
    .select([sql<RecheckState>`k.state`.as('state'), sql<RecheckOutcome | null>`k.outcome`.as('outcome'), sql<Id<'talentClass'>>`k.class_id`.as('classId')])
    .where('k.id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

export interface RecheckChange {
  state?: RecheckState
  hearBy?: PlainDate
  statement?: string
  statedOn?: PlainDate
  formerState?: RecheckState | null
  outcome?: RecheckOutcome | null
  outcomeLevel?: string | null
  outcomeValidTo?: PlainDate | null
  outcomeClassId?: string
  outcomeReason?: string | null
  document?: string | null
  proposedBy?: string | null
  proposerPerson?: string | null
  settledBy?: string
  settlerPerson?: string
  closedOn?: PlainDate
  settledNote?: string
}
export const changeRecheck = async (db: Tx, id: Id<'recheck'>, change: RecheckChange): Promise<void> => {
  await db.updateTable('recognition.recheck').set(change).where('id', '=', id).execute()
}

export const rechecksOfPerson = (db: Tx, personId: Id<'person'>) =>
  db
    .selectFrom('recognition.recheck as k')
    .select([sql<Id<'recheck'>>`k.id`.as('id'), 'k.number', 'k.level', sql<RecheckCause>`k.cause`.as('cause'), 'k.finding', 'k.openedOn', sql<RecheckState>`k.state`.as('state'), 'k.hearBy', 'k.statement', outcomeText, 'k.outcomeReason'])
    .where('k.personId', '=', personId)
    .orderBy('k.openedOn', 'desc')
    .execute()

/** A class in force with what it was decided by, and how it stands today. */
export interface HeldClass {
  classId: string
  personId: string
  placeCode: string
  scheme: string
  level: string
  validTo: PlainDate | null
  /** The edition by which the house recognised it; null for what was brought from elsewhere. */
  editionId: Id<'edition'> | null
  hasLeft: boolean
}
/** Classes of these catalogues that hold today, by their id from a page's end on; without those that are under re-check. */
export const heldClasses = async (db: Tx, schemes: readonly string[], after: string, limit: number): Promise<HeldClass[]> => {
  const { rows } = await sql<HeldClass>`
    select c.id as "classId", c.person_id as "personId", c.place_code as "placeCode", c.scheme, c.level, c.valid_to as "validTo", r.edition_id as "editionId", coalesce(f.has_left, false) as "hasLeft"
    from pub.person_class c left join pub.recognition r on r.class_id = c.id left join pub.person_profile f on f.id = c.person_id
    where c.in_force and c.scheme = any (${sql.val([...schemes])}::text[]) and c.id > ${after}::uuid
      and not exists (select from recognition.recheck k where k.class_id = c.id and k.closed_on is null)
    order by c.id limit ${limit}`.execute(db)
  return rows
}

export interface Found {
  held: HeldClass
  cause: RecheckCause
  finding: string
}
/** Opens one for each; who was looked at for the same cause within a year and kept is left in peace. */
export const insertRechecks = async (db: Tx, found: readonly Found[], today: PlainDate, dueOn: PlainDate): Promise<void> => {
  for (const { held, cause, finding } of found) {
    await sql`
      insert into recognition.recheck (number, class_id, person_id, place_code, scheme, level, valid_to, cause, finding, opened_on, due_on)
      select kernel.next_number(${`FH${today.slice(0, 4)}`}, 6), ${held.classId}, ${held.personId}, ${held.placeCode}, ${held.scheme}, ${held.level}, ${held.validTo}, ${cause}, ${finding}, ${today}, ${dueOn}
      where not exists (select from recognition.recheck k where k.class_id = ${held.classId} and (k.closed_on is null or (k.cause = ${cause} and k.state = 'kept' and k.closed_on > ${today}::date - interval '1 year')))
      on conflict (class_id) where closed_on is null do nothing`.execute(db)
  }
}

/** Whose class ended meanwhile, by its last day or because another took its place, needs no re-check any more. */
export const closeGone = async (db: Tx, today: PlainDate): Promise<void> => {
  await sql`update recognition.recheck k set state = 'lapsed', closed_on = ${today}
    where k.closed_on is null and not exists (select from pub.person_class c where c.id = k.class_id and c.in_force)`.execute(db)
}
