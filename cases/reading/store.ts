import { sql, type RawBuilder } from 'kysely'
import { addDays, daysBetween } from '../../kernel/calendar/plain-date.ts'
import { isWorkingDay, workingDaysAfter, workingDaysBetween } from '../../kernel/calendar/working-days.ts'
import type { Tx } from '../../kernel/db/database.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import type { Fen, Id, PlainDate } from '../../kernel/types.ts'
import { containing } from '../../registry/search.ts'
import type { CaseState, StepKind } from '../contract.ts'
import { soonDays } from './contract.ts'

/** Lists of the case desk. Row-level security bounds each of them; what is written here only narrows. */

const horizon = 120
let window: { today: PlainDate; days: PlainDate[] } | undefined

/** Working days around today; a deadline beyond the window counts to its edge. Made once a day: the calendar lives in the program. */
const workingDaysAround = (today: PlainDate): PlainDate[] => {
  if (window?.today === today) return window.days
  const days = Array.from({ length: 2 * horizon + 1 }, (_, index) => addDays(today, index - horizon)).filter(isWorkingDay)
  window = { today, days }
  return days
}

/** Working days from today to the due day: 0 on the day itself, negative when it has passed. */
export const daysLeft = (today: PlainDate, dueOn: PlainDate): number => (daysBetween(today, dueOn) >= 0 ? workingDaysBetween(today, dueOn) : -workingDaysBetween(dueOn, today))

const daysLeftSql = (today: PlainDate): RawBuilder<number> => sql<number>`case when s.due_on >= ${today}::date
  then (select count(*)::int from unnest(${workingDaysAround(today)}::date[]) d where d > ${today}::date and d <= s.due_on)
  else -(select count(*)::int from unnest(${workingDaysAround(today)}::date[]) d where d > s.due_on and d <= ${today}::date) end`

/** Steps on the actor's desk: open reviews and decisions of his office, and its notices that an objection has stopped. */
const onDesk = (db: Tx, actor: Actor) => {
  const base = db
    .selectFrom('cases.step as s')
    .innerJoin('cases.case as c', 'c.id', 's.caseId')
    .where(sql<boolean>`s.state in ('open', 'paused') and s.round = c.round and ((s.state = 'open' and s.kind <> 'notice') or (s.state = 'paused' and ((s.kind = 'notice' and c.state = 'objected') or (s.kind <> 'notice' and c.state = 'suspended'))))`)
  if (actor.role === 'employerClerk') return base.where('s.officeLevel', '=', 'employer').where('c.employerId', '=', actor.employerId ?? null)
  const here = base.where('s.officeLevel', '<>', 'employer').where('s.placeCode', '=', actor.scope ?? '')
  return actor.role === 'windowClerk' ? here.where('s.department', 'is', null) : here.where('s.department', '=', actor.department ?? '')
}

interface QueueFilters {
  search?: string | undefined
  measure?: string | undefined
  state?: CaseState | undefined
  due?: 'overdue' | 'soon' | undefined
  green?: boolean | undefined
  holder?: 'mine' | 'free' | undefined
}

const soonBy = (today: PlainDate): PlainDate => workingDaysAfter(today, soonDays)
/** One comparison a row: holder, employer, pinyin and number stand in one column, in lower case, each on its own line. */
const caseMatches = (search: string): RawBuilder<boolean> => sql<boolean>`c.words like ${containing(search.toLowerCase())}`
/** Looked up for the rows of a page, not joined to all that are only counted. */
const placeOf = sql<string>`(select p.name from kernel.place p where p.code = c.place_code)`

export const queue = (db: Tx, actor: Actor, today: PlainDate, { search, measure, state, due, green, holder }: QueueFilters) => {
  let steps = onDesk(db, actor)
  if (search) steps = steps.where(caseMatches(search))
  if (measure) steps = steps.where('c.measure', '=', measure)
  if (state) steps = steps.where('c.state', '=', state)
  if (due === 'overdue') steps = steps.where('s.dueOn', '<', today)
  if (due === 'soon') steps = steps.where('s.dueOn', '>=', today).where('s.dueOn', '<=', soonBy(today))
  if (green !== undefined) steps = steps.where('c.green', '=', green)
  if (holder === 'mine') steps = steps.where(sql<boolean>`s.holder_id in (${actor.accountId ?? null}::uuid, ${actor.behalf?.accountId ?? null}::uuid)`)
  if (holder === 'free') steps = steps.where('s.holderId', 'is', null)
  return steps.select([
    sql<Id<'step'>>`s.id`.as('id'),
    sql<Id<'case'>>`c.id`.as('caseId'),
    'c.number',
    'c.title',
    'c.measure',
    'c.holderName',
    sql<string>`coalesce(c.employer_name, '')`.as('employerName'),
    placeOf.as('placeName'),
    sql<CaseState>`c.state`.as('state'),
    's.name as stepName',
    sql<StepKind>`s.kind`.as('kind'),
    'c.green',
    'c.amountFen as amount',
    'c.submittedOn',
    sql<PlainDate>`s.due_on`.as('dueOn'),
    daysLeftSql(today).as('daysLeft'),
    sql<string>`coalesce(s.holder_name, '')`.as('heldBy'),
    sql<boolean>`coalesce(s.holder_id = ${actor.accountId ?? null}::uuid, false)`.as('mine'),
  ])
}

export const queueCounts = (db: Tx, actor: Actor, today: PlainDate) =>
  onDesk(db, actor)
    .select([
      'c.measure',
      sql<string>`max(c.title)`.as('title'),
      sql<number>`count(*)::int`.as('count'),
      sql<number>`(count(*) filter (where s.due_on < ${today}::date))::int`.as('overdue'),
      sql<number>`(count(*) filter (where s.due_on between ${today}::date and ${soonBy(today)}::date))::int`.as('soon'),
      sql<number>`(count(*) filter (where c.green and s.kind = 'review'))::int`.as('green'),
    ])
    .groupBy('c.measure')
    .orderBy('count', 'desc')
    .execute()

interface CaseFilters {
  search?: string | undefined
  measure?: string | undefined
  state?: CaseState | undefined
  open?: boolean | undefined
  personId?: string | undefined
}

export const cases = (db: Tx, { scope }: Actor, { search, measure, state, open, personId }: CaseFilters) => {
  let rows = db
    .selectFrom('cases.case as c')
    .leftJoinLateral(
      (steps) =>
        steps
          .selectFrom('cases.step as s')
          .select([sql<string | null>`string_agg(s.office_name, '、' order by s.no)`.as('heldBy'), sql<PlainDate | null>`max(s.due_on)`.as('dueOn')])
          .whereRef('s.caseId', '=', 'c.id')
          .whereRef('s.round', '=', 'c.round')
          .where('s.state', '=', 'open')
          .as('h'),
      (join) => join.onTrue(),
    )
  // As in the list of people: row-level security says the same, the value says how many.
  if (scope) rows = rows.where(sql<boolean>`starts_with(c.place_code, ${scope})`)
  if (search) rows = rows.where(caseMatches(search))
  if (measure) rows = rows.where('c.measure', '=', measure)
  if (state) rows = rows.where('c.state', '=', state)
  if (open !== undefined) rows = rows.where(sql<boolean>`(c.closed_on is null) = ${open}`)
  if (personId) rows = rows.where('c.personId', '=', personId)
  return rows.select([
    sql<Id<'case'>>`c.id`.as('id'),
    'c.number',
    'c.title',
    'c.measure',
    sql<Id<'person'> | null>`c.person_id`.as('personId'),
    'c.holderName',
    sql<string>`coalesce(c.employer_name, '')`.as('employerName'),
    placeOf.as('placeName'),
    sql<CaseState>`c.state`.as('state'),
    'c.amountFen as amount',
    'c.submittedOn',
    'c.closedOn',
    sql<string>`coalesce(h.held_by, '')`.as('heldBy'),
    'h.dueOn',
  ])
}

export const openNotices = (db: Tx, { search, county }: { search?: string | undefined; county?: string | undefined }) => {
  let rows = db.selectFrom('cases.notice as n').innerJoin('kernel.place as p', 'p.code', 'n.placeCode').where('n.state', 'in', ['open', 'suspended'])
  if (search) rows = rows.where(sql<boolean>`(n.number || ' ' || n.title || ' ' || n.masked_name || ' ' || coalesce(n.employer_name, '')) ilike ${containing(search)}`)
  if (county) rows = rows.where(sql<boolean>`starts_with(n.place_code, ${county})`)
  return rows.select([
    sql<Id<'notice'>>`n.id`.as('id'),
    'n.number',
    'n.title',
    'n.documentNumber',
    'n.maskedName',
    sql<string>`coalesce(n.employer_name, '')`.as('employerName'),
    sql<Fen | null>`n.amount_fen`.as('amount'),
    'p.name as placeName',
    'n.officeName',
    'n.fromOn',
    'n.toOn',
    sql<'open' | 'suspended'>`n.state`.as('state'),
  ])
}

export const placeName = async (db: Tx, code: string): Promise<string> => (await db.selectFrom('kernel.place').select('name').where('code', '=', code).executeTakeFirst())?.name ?? code

export const noticeOfCase = (db: Tx, caseId: string) =>
  db
    .selectFrom('cases.notice')
    .select(['fromOn', 'toOn', sql<'open' | 'suspended' | 'ended' | 'revoked'>`state`.as('state')])
    .where('caseId', '=', caseId)
    .orderBy('id', 'desc')
    .executeTakeFirst()
