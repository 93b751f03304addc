import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'

/** What falls due, and who was told of it. One statement a kind, however many cases there are; telling twice finds nothing left to tell. */

/** Chinese date of a day in SQL, as `chineseDate` writes it. */
const spoken = sql`extract(year from due)::int || '年' || extract(month from due)::int || '月' || extract(day from due)::int || '日'`

/** Steps on a desk that are due within the span: the office is told; when they are late its head too. */
export const tellSteps = async (db: Tx, { today, from, to, kind, audience }: { today: PlainDate; from: PlainDate | null; to: PlainDate; kind: 'stepSoon' | 'stepLate'; audience: 'office' | 'head' }): Promise<void> => {
  const words = kind === 'stepSoon' ? sql`'应于' || (${spoken}) || '办结，请尽快办理'` : sql`'应于' || (${spoken}) || '办结，已经超期'`
  await sql`insert into cases.reminder (case_id, step_id, kind, audience, office_level, place_code, department, due_on, told_on, says)
    select case_id, id, ${kind}, ${audience}, office_level, place_code, department, due, ${today}, office_name || '“' || name || '”' || ${words}
    from (
      select s.case_id, s.id, s.office_level, s.place_code, s.department, s.office_name, s.name, s.due_on as due
      from cases.step s join cases.case c on c.id = s.case_id and c.round = s.round
      where s.state = 'open' and s.kind <> 'notice' and s.due_on <= ${to}::date and s.due_on >= coalesce(${from}::date, s.due_on)
    ) due
    on conflict do nothing`.execute(db)
}

/** Supplements that are due by then: the applicant is told. */
export const tellSupplements = async (db: Tx, today: PlainDate, by: PlainDate): Promise<void> => {
  await sql`insert into cases.reminder (case_id, kind, audience, due_on, told_on, says)
    select id, 'supplementSoon', 'applicant', due, ${today}, '请于' || (${spoken}) || '前补正，逾期视为撤回'
    from (select c.id, c.supplement_due_on as due from cases.case c where c.supplement_due_on between ${today}::date and ${by}::date) due
    on conflict do nothing`.execute(db)
}

export const tellLapse = async (db: Tx, caseId: string, dueOn: PlainDate, today: PlainDate, says: string): Promise<void> => {
  await db.insertInto('cases.reminder').values({ caseId, kind: 'lapsed', audience: 'applicant', dueOn, toldOn: today, says }).onConflict((conflict) => conflict.doNothing()).execute()
}

export const supplementsOver = (db: Tx, today: PlainDate) =>
  db.selectFrom('cases.case').select(sql<Id<'case'>>`id`.as('id')).where('supplementDueOn', '<', today).orderBy('id').execute()

/** Steps that somebody holds and has not settled yet. */
export const stepsHeld = (db: Tx) =>
  db.selectFrom('cases.step').select([sql<Id<'step'>>`id`.as('id'), sql<Id<'case'>>`case_id`.as('caseId')]).where('holderId', 'is not', null).where('state', 'in', ['open', 'paused', 'returned']).orderBy('caseId').execute()

type Kind = 'stepSoon' | 'stepLate' | 'supplementSoon' | 'lapsed'

export const remindersFor = (db: Tx, actor: Actor, { kind, open }: { kind?: Kind | undefined; open?: 'yes' | 'no' | undefined }) => {
  let rows = db.selectFrom('cases.reminder as r').innerJoin('cases.case as c', 'c.id', 'r.caseId').leftJoin('cases.step as s', 's.id', 'r.stepId')
  const waits = sql<boolean>`case when r.step_id is null then c.state = 'returned' else coalesce(s.state = 'open', false) end`
  // Row-level security bounds it to the cases that the actor sees; here to what was said to him.
  if (actor.role === 'talent') rows = rows.where('r.audience', '=', 'applicant')
  else if (actor.role === 'employerClerk') rows = rows.where(sql<boolean>`(r.audience = 'applicant' and c.applicant_role = 'employerClerk') or (r.audience = 'office' and r.office_level = 'employer')`)
  else if (actor.role === 'leader') rows = rows.where('r.audience', '=', 'head').where(sql<boolean>`starts_with(r.place_code, ${actor.scope ?? ''}) and (${actor.department ?? null}::text is null or r.department = ${actor.department ?? null})`)
  else rows = rows.where('r.audience', '=', 'office').where('r.officeLevel', '<>', 'employer').where('r.placeCode', '=', actor.scope ?? '').where(sql<boolean>`r.department is not distinct from ${actor.role === 'windowClerk' ? null : (actor.department ?? '')}`)
  if (kind) rows = rows.where('r.kind', '=', kind)
  if (open) rows = rows.where(sql<boolean>`(${waits}) = ${open === 'yes'}`)
  return rows.select([
    sql<Id<'reminder'>>`r.id`.as('id'),
    sql<Id<'case'>>`c.id`.as('caseId'),
    'c.number',
    'c.title',
    'c.holderName',
    sql<Kind>`r.kind`.as('kind'),
    'r.says',
    'r.dueOn',
    'r.toldOn',
    waits.as('open'),
  ])
}
