import { sql } from 'kysely'
import { addDays, chineseDate } from '../../kernel/calendar/plain-date.ts'
import type { Database, Tx } from '../../kernel/db/database.ts'
import { tellMany } from '../../kernel/messages/tell.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import { closingBetween } from '../../measures/index.ts'
import { closingSoon, staffClosingSoon } from './messages.ts'
import { hasFiled, notRestricted } from './tell.ts'

/** Whoever is due a measure that has to be applied for, and has not, hears of the last day while there is time. */

/** Two weeks: long enough to find a paper, short enough not to be put aside. */
const ahead = 14
const page = 2000

type Closing = Awaited<ReturnType<typeof closingBetween>>[number]

/** Answers how many were told now. May run twice: one last day is told to one person once. */
export const tellClosing = async (database: Database, today: PlainDate): Promise<number> => {
  const closing = await database.asSystem(today, (db) => closingBetween(db, today, addDays(today, ahead)))
  let told = 0
  for (const one of closing) {
    let after: string | null = ''
    while (after !== null) {
      const answer: { told: number; after: string | null } = await database.asSystem(today, (db) => tellPage(db, one, after ?? '', today))
      told += answer.told
      after = answer.after
    }
    told += await database.asSystem(today, (db) => tellEmployers(db, one, today))
  }
  return told
}

interface Row {
  subjectId: string
  kind: 'person' | 'employer'
  id: Id<'person'> | Id<'employer'>
  placeCode: string
}

const tellPage = async (db: Tx, { editionId, measure, title, repeatable, day }: Closing, after: string, today: PlainDate): Promise<{ told: number; after: string | null }> => {
  const { rows } = await sql<Row>`
    select e.subject_id as "subjectId", case e.subject_kind when 'person' then 'person' else 'employer' end as kind, case e.subject_kind when 'team' then e.employer_id else e.subject_id end as id, e.place_code as "placeCode"
    from pub.entitlement e
    where e.edition_id = ${editionId} and e.decision <> 'excluded' and (e.subject_kind <> 'team' or e.employer_id is not null) and e.subject_id::text > ${after}
      and not ${hasFiled({ measure, repeatable }, today)} and ${notRestricted}
    order by e.subject_id::text limit ${page}`.execute(db)
  const told = await tellMany(db, closingSoon, rows.map(({ subjectId, kind, id, placeCode }) => ({
    to: { kind, id, placeCode },
    key: `${editionId}:${day}:${subjectId}`,
    link: `${kind === 'person' ? '/my' : '/employer'}/claim/${measure}`,
    params: { title, day: chineseDate(day) },
  })))
  return { told, after: rows.length < page ? null : (rows.at(-1)?.subjectId ?? null) }
}

interface Staffed {
  employerId: Id<'employer'>
  placeCode: string
  count: number
}

/** An employer may file for its staff, and hears of the same day how many of them have not: a number, for the names are on its own page. */
const tellEmployers = async (db: Tx, { editionId, measure, title, repeatable, day }: Closing, today: PlainDate): Promise<number> => {
  const { rows } = await sql<Staffed>`
    select e.employer_id as "employerId", o.place_code as "placeCode", count(*)::int as count
    from pub.entitlement e join pub.employer o on o.id = e.employer_id
    where e.edition_id = ${editionId} and e.subject_kind = 'person' and e.decision <> 'excluded' and not ${hasFiled({ measure, repeatable }, today)} and ${notRestricted}
      and e.employer_id in (select d.employer_id from kernel.duty d where d.role = 'employerClerk' and d.grade <> 'viewer' and d.valid_to is null)
    group by 1, 2`.execute(db)
  return tellMany(db, staffClosingSoon, rows.map(({ employerId, placeCode, count }) => ({ to: { kind: 'employer', id: employerId, placeCode }, key: `${editionId}:${day}:${employerId}`, link: '/employer', params: { title, day: chineseDate(day), count: String(count) } })))
}
