import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import type { MovementState } from './contract.ts'

/** Queries of reports of arrivals and leavings, and of the records that they become. */

/** Months in which a full-time arrival must show in the insurance record: its own and the two after it. */
const near = (person: string, employer: string, on: string) => sql<string>`(select to_char(min(greatest(lower(s.months), date_trunc('month', ${sql.raw(on)})::date)), 'YYYY-MM') from registry.insurance s
  where s.person_id = ${sql.raw(person)} and s.employer_id = ${sql.raw(employer)} and s.in_city and not s.back_paid
    and s.months && daterange(date_trunc('month', ${sql.raw(on)})::date, (date_trunc('month', ${sql.raw(on)}) + interval '3 months')::date))`

export const movements = (db: Tx) =>
  db
    .selectFrom('registry.movementReport as r')
    .innerJoin('registry.person as p', 'p.id', 'r.personId')
    .innerJoin('registry.employer as e', 'e.id', 'r.employerId')
    .leftJoin('kernel.place as l', 'l.code', 'r.placeCode')
    .select([
      sql<Id<'movement'>>`r.id`.as('id'),
      sql<'introduction' | 'departure'>`r.kind`.as('kind'),
      sql<Id<'person'>>`r.person_id`.as('personId'),
      'p.number as personNumber',
      'p.name as personName',
      'e.name as employerName',
      sql<string>`coalesce(l.name, '')`.as('placeName'),
      'r.happenedOn',
      sql<string>`coalesce(r.programme, '')`.as('programme'),
      sql<string>`concat_ws('，', r.mode, r.channel, r.origin, r.contract, trim_scale(r.contract_years) || ' 年', r.reason, r.destination)`.as('detail'),
      sql<string>`case when r.kind = 'introduction' then coalesce(to_char(r.insured_from, 'YYYY-MM'), ${near('r.person_id', 'r.employer_id', 'r.happened_on')}, '') else '' end`.as('insured'),
      sql<MovementState>`r.state`.as('state'),
      sql<string>`coalesce(r.note, '')`.as('note'),
    ])

/** One of the employer's own people, with the day on which he began there. */
export const findStaff = (db: Tx, personId: Id<'person'>, employerId: string) =>
  db
    .selectFrom('registry.person as p')
    .select(['p.placeCode', sql<PlainDate | null>`(select max(m.started_on) from registry.employment m where m.person_id = p.id and m.employer_id = p.employer_id)`.as('startedOn')])
    .where('p.id', '=', personId)
    .where('p.employerId', '=', employerId)
    .executeTakeFirst()

export const findWaiting = (db: Tx, personId: Id<'person'>, kind: 'introduction' | 'departure') =>
  db.selectFrom('registry.movementReport').select('id').where('personId', '=', personId).where('kind', '=', kind).where('state', '=', 'reported').executeTakeFirst()
export const findIntroduction = (db: Tx, personId: Id<'person'>, introducedOn: PlainDate) => db.selectFrom('registry.introduction').select('id').where('personId', '=', personId).where('introducedOn', '=', introducedOn).executeTakeFirst()

interface Report {
  kind: 'introduction' | 'departure'
  personId: Id<'person'>
  placeCode: string
  employerId: string
  happenedOn: PlainDate
  reportedBy: string
  reporterPerson: string
}
interface Told {
  mode?: string
  programme?: string | undefined
  channel?: string
  origin?: string | undefined
  contract?: string
  contractYears?: number | undefined
  reason?: string
  destination?: string | undefined
}
export const insertReport = async (db: Tx, report: Report & Told): Promise<Id<'movement'>> => {
  const { contractYears, ...columns } = report
  const { id } = await db
    .insertInto('registry.movementReport')
    .values({ ...columns, ...(contractYears === undefined ? {} : { contractYears: String(contractYears) }) })
    .returning(sql<Id<'movement'>>`id`.as('id'))
    .executeTakeFirstOrThrow()
  return id
}

export const getReportForUpdate = async (db: Tx, id: Id<'movement'>) => {
  const row = await db.selectFrom('registry.movementReport as r').selectAll().select(sql<MovementState>`r.state`.as('state')).where('r.id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Missing()
  return row
}
export type ReportRow = Awaited<ReturnType<typeof getReportForUpdate>>

export const firstInsuredMonth = async (db: Tx, id: Id<'movement'>): Promise<string | null> => {
  const row = await db.selectFrom('registry.movementReport as r').select(near('r.person_id', 'r.employer_id', 'r.happened_on').as('month')).where('r.id', '=', id).executeTakeFirst()
  return row?.month ?? null
}

/** Whether the employer went on insuring him after the month that follows his last day. */
export const insuredAfter = async (db: Tx, { personId, employerId, happenedOn }: ReportRow): Promise<boolean> => {
  const { rows } = await sql`select from registry.insurance s where s.person_id = ${personId} and s.employer_id = ${employerId} and not s.back_paid
    and s.months && daterange((date_trunc('month', ${happenedOn}::date) + interval '2 months')::date, null) limit 1`.execute(db)
  return rows.length > 0
}

export const insertIntroduction = async (db: Tx, report: ReportRow, today: PlainDate): Promise<string> => {
  const { id } = await db
    .insertInto('registry.introduction')
    .values({
      personId: report.personId, placeCode: report.placeCode, employerId: report.employerId, programme: report.programme, mode: report.mode ?? '', channel: report.channel ?? '', introducedOn: report.happenedOn,
      origin: report.origin, contractYears: report.contractYears, source: report.mode === '全职' ? '用人单位申报，社保记录核验' : '用人单位申报，协议核验', asOf: today, verification: 'verified',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A leaving ends the post that it leaves. */
export const insertDeparture = async (db: Tx, report: ReportRow, today: PlainDate): Promise<string> => {
  const { id } = await db
    .insertInto('registry.departure')
    .values({ personId: report.personId, placeCode: report.placeCode, employerId: report.employerId, departedOn: report.happenedOn, reason: report.reason ?? '', destination: report.destination, source: '用人单位申报，区县核验', asOf: today, verification: 'verified' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.updateTable('registry.employment').set({ endedOn: sql<PlainDate>`greatest(started_on, ${report.happenedOn}::date)` }).where('personId', '=', report.personId).where('employerId', '=', report.employerId).where('endedOn', 'is', null).execute()
  return id
}

export const settleReport = (db: Tx, id: Id<'movement'>, by: { state: 'verified' | 'declined'; checkedBy: string; checkerPerson: string; checkedOn: PlainDate; note?: string; recordId?: string; insuredFrom?: string }) =>
  db.updateTable('registry.movementReport').set(by).where('id', '=', id).execute()
