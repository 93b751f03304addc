import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import type { Id, PlainDate } from '../kernel/types.ts'

/** 人才类别 as the records hold it: whoever recognises writes here, and nowhere else. */

export interface ClassInForce {
  id: Id<'talentClass'>
  personId: Id<'person'>
  placeCode: string
  scheme: string
  edition: string
  level: string
  issuer: string
  validFrom: PlainDate
  validTo: PlainDate | null
  caseId: Id<'case'> | null
}

const classes = (db: Tx) =>
  db
    .selectFrom('registry.talentClass as c')
    .select([
      sql<Id<'talentClass'>>`c.id`.as('id'),
      sql<Id<'person'>>`c.person_id`.as('personId'),
      'c.placeCode',
      'c.scheme',
      'c.edition',
      'c.level',
      'c.issuer',
      'c.validFrom',
      'c.validTo',
      sql<Id<'case'> | null>`c.case_id`.as('caseId'),
    ])

/** Classes of one catalogue that hold on that day or later. The person's row is locked first: two decisions about one person come one after the other. */
export const classesSince = async (db: Tx, personId: Id<'person'>, scheme: string, on: PlainDate): Promise<ClassInForce[]> => {
  await sql`select from registry.person where id = ${personId} for update`.execute(db)
  return classes(db)
    .where('c.personId', '=', personId)
    .where('c.scheme', '=', scheme)
    .where(sql<boolean>`registry.class_days(c.valid_from, c.valid_to, c.revoked_on) && daterange(${on}::date, null)`)
    .orderBy('c.level')
    .orderBy('c.validFrom')
    .forUpdate('c')
    .execute()
}

export const findClassInForce = (db: Tx, classId: Id<'talentClass'>): Promise<ClassInForce | undefined> =>
  classes(db).where('c.id', '=', classId).where(sql<boolean>`kernel.today() <@ registry.class_days(c.valid_from, c.valid_to, c.revoked_on)`).executeTakeFirst()

export interface NewClass {
  personId: Id<'person'>
  placeCode: string
  scheme: string
  edition: string
  level: string
  issuer: string
  basis: string
  recognisedOn: PlainDate
  validFrom: PlainDate
  validTo: PlainDate | null
  caseId: Id<'case'> | null
}
export const recordClass = async (db: Tx, row: NewClass): Promise<Id<'talentClass'>> => {
  const { id } = await db
    .insertInto('registry.talentClass')
    .values({ ...row, source: row.issuer, asOf: row.recognisedOn, verification: 'verified' })
    .returning(sql<Id<'talentClass'>>`id`.as('id'))
    .executeTakeFirstOrThrow()
  // Whoever was recognised has been looked at: once the class ends he has none, which is not the same as unknown.
  await sql`insert into registry.record_check (person_id, place_code, subject, source, as_of, verification)
    select ${row.personId}, ${row.placeCode}, '人才类别', ${row.issuer}, ${row.recognisedOn}, 'verified'
    where not exists (select from registry.record_check where person_id = ${row.personId} and subject = '人才类别')`.execute(db)
  return id
}

/** Another takes its place from that day on. One that began on the same day never was. */
export const replaceClass = async (db: Tx, { id, validFrom }: Pick<ClassInForce, 'id' | 'validFrom'>, from: PlainDate): Promise<void> => {
  const end = validFrom < from ? { validTo: sql<PlainDate>`${from}::date - 1` } : { revokedOn: from }
  await db.updateTable('registry.talentClass').set(end).where('id', '=', id).execute()
}
export const revokeClass = async (db: Tx, id: Id<'talentClass'>, on: PlainDate): Promise<void> => {
  await db.updateTable('registry.talentClass').set({ revokedOn: on }).where('id', '=', id).execute()
}
export const prolongClass = async (db: Tx, id: Id<'talentClass'>, validTo: PlainDate): Promise<void> => {
  await db.updateTable('registry.talentClass').set({ validTo }).where('id', '=', id).execute()
}
