import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { introduction } from '../definitions/sources.ts'
import type { Cohort, ProgrammeLine, ProgrammeMeasure, ProgrammeTarget } from './contract.ts'

/** Queries of a programme over the schema pub. People are the records of the figure “introduced”, so that cohorts add up to it. */

export interface Within {
  name: string
  asOf: PlainDate
  place: string
  year: number
}

const arrived = ({ name, asOf, place }: Within) => sql`(select r.subject_id, r.place_code, r.since, r.until, extract(year from r.since)::int as year
  from (${sql.raw(introduction.sql)}) r where r.programme = ${name} and r.since <= ${asOf}::date and starts_with(r.place_code, ${place}))`

/** Whether the best level of this kind that he reached by the day is above the best that he came with. */
const rose = (view: 'person_title' | 'person_skill', asOf: PlainDate) => sql`exists (select from ${sql.table(`pub.${view}`)} t where t.person_id = a.subject_id and t.obtained_on > a.since and t.obtained_on <= ${asOf}::date
  and t.level_rank > coalesce((select max(b.level_rank) from ${sql.table(`pub.${view}`)} b where b.person_id = a.subject_id and b.obtained_on <= a.since), 0))`

const due = (years: number, asOf: PlainDate) => sql`a.since + make_interval(years => ${years}::int) <= ${asOf}::date`
const counts = (years: number, asOf: PlainDate) => sql`count(*) filter (where ${due(years, asOf)})::int as ${sql.id(`due${years}`)},
  count(*) filter (where ${due(years, asOf)} and (a.until is null or a.until >= a.since + make_interval(years => ${years}::int)))::int as ${sql.id(`stayed${years}`)}`

export const cohortsOf = async (db: Tx, within: Within): Promise<Cohort[]> => {
  const { asOf } = within
  const { rows } = await sql<{ year: number; came: number; present: number; raised: number; due1: number; due3: number; due5: number; stayed1: number; stayed3: number; stayed5: number }>`
    select a.year, count(*)::int as came, count(*) filter (where a.until is null or a.until > ${asOf}::date)::int as present,
      count(*) filter (where ${rose('person_title', asOf)} or ${rose('person_skill', asOf)})::int as raised, ${counts(1, asOf)}, ${counts(3, asOf)}, ${counts(5, asOf)}
    from ${arrived(within)} a group by a.year order by a.year desc`.execute(db)
  return rows.map(({ year, came, present, raised, due1, due3, due5, stayed1, stayed3, stayed5 }) => ({ year, came, present, raised, due: [due1, due3, due5], stayed: [stayed1, stayed3, stayed5] }))
}

/** Targets of this place and the ones below it, the newest year first, each with who came in that year. */
export const targetsOf = async (db: Tx, figure: string, within: Within): Promise<z.output<typeof ProgrammeTarget>[]> => {
  const { rows } = await sql<z.output<typeof ProgrammeTarget>>`
    with a as materialized ${arrived(within)}
    select t.year, p.name as place_name, t.value::float8 as target, t.document, (select count(*)::int from a where a.year = t.year and starts_with(a.place_code, t.place_code)) as came
    from pub.indicator_target t join kernel.place p on p.code = t.place_code
    where t.figure = ${figure} and t.year <= ${within.year} and starts_with(t.place_code, ${within.place}) order by t.year desc, t.place_code`.execute(db)
  return rows
}

export const linesOf = async (db: Tx, { name, year }: Within): Promise<z.output<typeof ProgrammeLine>[]> => {
  const { rows } = await sql<z.output<typeof ProgrammeLine>>`
    select l.code, l.title, l.appropriated_fen as appropriated, l.reserved_fen + l.committed_fen + l.in_transit_fen as committed, l.paid_fen as paid, l.available_fen as available
    from pub.budget_line_balance l where l.programme = ${name} and l.year = ${year} order by l.code, l.place_code`.execute(db)
  return rows
}

/** The measures that are paid from its lines: who is due, who filed this year, what was decided and paid. */
export const measuresOf = async (db: Tx, { name, year, place, asOf }: Within): Promise<z.output<typeof ProgrammeMeasure>[]> => {
  const { rows } = await sql<z.output<typeof ProgrammeMeasure>>`
    with m as (select distinct on (e.measure) e.measure, e.title from pub.measure_edition e
      where e.valid_from <= ${asOf}::date and (e.valid_to is null or e.valid_to >= make_date(${year}::int, 1, 1)) and e.budget in (select l.code from pub.budget_line_balance l where l.programme = ${name} and l.year = ${year})
      order by e.measure, e.valid_from desc)
    select m.measure, m.title,
      (select count(*)::int from pub.entitlement t where t.measure = m.measure and starts_with(t.place_code, ${place})) as eligible,
      (select count(*)::int from pub.delivery d where d.measure = m.measure and starts_with(d.place_code, ${place}) and d.told_on between make_date(${year}::int, 1, 1) and ${asOf}::date) as told,
      (select count(*)::int from pub."case" c where c.measure = m.measure and starts_with(c.place_code, ${place}) and c.submitted_on between make_date(${year}::int, 1, 1) and ${asOf}::date) as applied,
      w.decided, w.paid, w.amount
    from m cross join lateral (select count(*)::int as decided, count(*) filter (where a.paid_fen > 0)::int as paid, coalesce(sum(a.standing_fen), 0)::bigint as amount
      from pub.award a where a.measure = m.measure and starts_with(a.place_code, ${place}) and a.decided_on between make_date(${year}::int, 1, 1) and ${asOf}::date) w
    order by m.measure`.execute(db)
  return rows
}
