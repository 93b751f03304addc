import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import type { BodyState, Road, Standing } from './contract.ts'
import { lapseDays } from './words.ts'

/** Queries of the catalogue, of who holds what, and of decisions by a named body. */

export const standing = sql<Standing>`case when c.revoked_on <= kernel.today() then 'revoked' when c.valid_to < kernel.today() then 'lapsed'
  when c.valid_to <= kernel.today() + ${sql.lit(lapseDays)} then 'lapsing' else 'held' end`

/** One row a class, with what it was decided by. */
export const holders = (db: Tx) =>
  db
    .selectFrom('pub.personClass as c')
    .innerJoin('pub.person as p', 'p.id', 'c.personId')
    .leftJoin('pub.employer as e', 'e.id', 'p.employerId')
    .leftJoin('kernel.place as l', 'l.code', 'c.placeCode')
    .leftJoin('pub.recognition as r', 'r.classId', 'c.id')
    .leftJoin('pub.recognitionRecheck as k', 'k.outcomeClassId', 'c.id')
    .select([
      sql<Id<'talentClass'>>`c.id`.as('id'),
      sql<Id<'person'>>`c.person_id`.as('personId'),
      sql<string>`p.number`.as('personNumber'),
      sql<string>`p.name`.as('personName'),
      sql<string>`c.level`.as('level'),
      sql<string>`coalesce(r.road, '')`.as('road'),
      sql<string>`c.scheme`.as('scheme'),
      sql<string>`c.edition`.as('edition'),
      sql<string>`c.issuer`.as('issuer'),
      sql<string>`coalesce(k.document, r.document, c.basis, '')`.as('document'),
      sql<string>`coalesce(e.name, '')`.as('employerName'),
      sql<string>`coalesce(e.key_industry, '')`.as('keyIndustry'),
      sql<string>`coalesce(l.name, '')`.as('placeName'),
      sql<PlainDate>`c.recognised_on`.as('recognisedOn'),
      sql<PlainDate>`coalesce(c.valid_to, '9999-12-31')`.as('validTo'),
      standing.as('standing'),
    ])

/** How many of the actor's place hold a class today. */
export const holdingByLevel = async (db: Tx, scheme: string, scope: string): Promise<Map<string, number>> => {
  const { rows } = await sql<{ level: string; count: number }>`
    select level, count(distinct person_id)::int as count from pub.person_class where in_force and scheme = ${scheme} and starts_with(place_code, ${scope}) group by level`.execute(db)
  return new Map(rows.map(({ level, count }) => [level, count]))
}
export const eligibleByMeasure = async (db: Tx, measures: readonly string[], scope: string): Promise<Map<string, number>> => {
  const { rows } = await sql<{ measure: string; count: number }>`
    select measure, count(*)::int as count from pub.entitlement where measure = any (${sql.val([...measures])}::text[]) and starts_with(place_code, ${scope}) group by measure`.execute(db)
  return new Map(rows.map(({ measure, count }) => [measure, count]))
}

/** People who could have a class, each with the highest alone. */
export const eligible = (db: Tx) =>
  db
    .selectFrom('pub.entitlement as e')
    .innerJoin('pub.person as p', 'p.id', 'e.subjectId')
    .leftJoin('pub.employer as w', 'w.id', 'e.employerId')
    .leftJoin('kernel.place as l', 'l.code', 'e.placeCode')
    .where('e.classLevel', 'is not', null)
    .where(sql<boolean>`not exists (select from pub.entitlement h where h.subject_id = e.subject_id and h.class_level < e.class_level)`)
    .select([
      sql<string>`e.subject_id || ':' || e.measure`.as('id'),
      sql<Id<'person'>>`p.id`.as('personId'),
      sql<string>`p.number`.as('personNumber'),
      sql<string>`p.name`.as('personName'),
      sql<string>`e.class_level`.as('level'),
      sql<string>`e.measure`.as('measure'),
      sql<string>`coalesce(w.name, '')`.as('employerName'),
      sql<string>`coalesce(l.name, '')`.as('placeName'),
      sql<PlainDate>`e.found_on`.as('foundOn'),
    ])

/** Every class of one person, the highest in force first, then the newest. */
export const classesOfPerson = (db: Tx, personId: Id<'person'>) =>
  holders(db)
    .where('c.personId', '=', personId)
    .orderBy(sql`c.in_force`, 'desc')
    .orderBy('c.level')
    .orderBy(sql`c.recognised_on`, 'desc')
    .execute()

export const openCasesOf = async (db: Tx, personId: Id<'person'>, measures: readonly string[]): Promise<Map<string, Id<'case'>>> => {
  const { rows } = await sql<{ measure: string; id: Id<'case'> }>`select measure, id from pub."case" where person_id = ${personId} and closed_on is null and measure = any (${sql.val([...measures])}::text[])`.execute(db)
  return new Map(rows.map(({ measure, id }) => [measure, id]))
}

/** A decided case as the recognition needs it: whose it is now, when and by which office it was decided. */
export const decidedCase = async (db: Tx, caseId: string) => {
  const { rows } = await sql<{ number: string; personId: Id<'person'>; placeCode: string; submittedOn: PlainDate; decidedOn: PlainDate; document: string; office: string }>`
    select c.number, p.id as "personId", p.place_code as "placeCode", c.submitted_on as "submittedOn", c.decided_on as "decidedOn", c.document_number || coalesce(c.clause, '') as document,
      (select s.office_name from pub.case_step_duration s where s.case_id = c.id and s.kind = 'decide' order by s.round desc, s.stage desc limit 1) as office
    from pub."case" c join pub.person_identity i on i.person_id = c.subject_id join pub.person p on p.id = i.survivor_id
    where c.id = ${caseId} and c.state = 'decided' and c.subject_kind = 'person'`.execute(db)
  return rows[0]
}

export const isRecognised = async (db: Tx, caseId: string): Promise<boolean> => (await db.selectFrom('recognition.recognition').select('id').where('caseId', '=', caseId).executeTakeFirst()) !== undefined

export interface Recognised {
  caseId: string
  classId: Id<'talentClass'> | null
  personId: Id<'person'>
  placeCode: string
  measure: string
  editionId: string
  scheme: string
  catalogueEdition: string
  level: string
  road: Road
  entries: string[]
  document: string
  decidedOn: PlainDate
  validFrom: PlainDate
  validTo: PlainDate
  outcome: 'recognised' | 'outranked'
}
export const insertRecognition = async (db: Tx, row: Recognised): Promise<void> => {
  await db.insertInto('recognition.recognition').values({ ...row, number: sql<string>`kernel.next_number(${`RD${row.decidedOn.slice(0, 4)}`}, 6)` }).execute()
}

export const bodyDecisions = (db: Tx, human: string | null) =>
  db
    .selectFrom('recognition.bodyDecision as b')
    .innerJoin('pub.person as p', 'p.id', 'b.personId')
    .innerJoin('kernel.account as a', 'a.id', 'b.proposedBy')
    .select([
      sql<Id<'bodyDecision'>>`b.id`.as('id'),
      'b.number',
      sql<Id<'person'>>`b.person_id`.as('personId'),
      sql<string>`p.number`.as('personNumber'),
      sql<string>`p.name`.as('personName'),
      'b.level',
      'b.body',
      'b.document',
      'b.metOn',
      'b.reason',
      sql<BodyState>`b.state`.as('state'),
      'a.name as proposedByName',
      sql<boolean>`b.proposer_person is not distinct from ${human}::uuid`.as('mine'),
    ])

export const findPersonByNumber = async (db: Tx, number: string) => {
  const { rows } = await sql<{ id: Id<'person'>; placeCode: string }>`select id, place_code as "placeCode" from pub.person where number = ${number.toUpperCase()} and survivor_id is null`.execute(db)
  return rows[0]
}
export const findWaitingBodyDecision = (db: Tx, personId: Id<'person'>) => db.selectFrom('recognition.bodyDecision').select('number').where('personId', '=', personId).where('state', '=', 'proposed').executeTakeFirst()

interface NewBodyDecision {
  personId: Id<'person'>
  placeCode: string
  level: string
  body: string
  document: string
  metOn: PlainDate
  reason: string
  proposedBy: string
  proposerPerson: string
}
/** Undefined when one of his waits already: the index decides the race. */
export const insertBodyDecision = (db: Tx, row: NewBodyDecision) =>
  db
    .insertInto('recognition.bodyDecision')
    .values({ ...row, number: sql<string>`kernel.next_number(${`ZX${row.metOn.slice(0, 4)}`}, 5)` })
    .onConflict((conflict) => conflict.column('personId').where('state', '=', sql.lit('proposed')).doNothing())
    .returning([sql<Id<'bodyDecision'>>`id`.as('id'), 'number'])
    .executeTakeFirst()

export const getBodyDecisionForUpdate = async (db: Tx, id: Id<'bodyDecision'>) => {
  const row = await db.selectFrom('recognition.bodyDecision').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Missing()
  return row
}
export const settleBodyDecision = async (db: Tx, id: Id<'bodyDecision'>, settled: { state: BodyState; settledBy: string; settlerPerson: string; settledOn: PlainDate; settledNote?: string }): Promise<void> => {
  await db.updateTable('recognition.bodyDecision').set(settled).where('id', '=', id).execute()
}
