import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { Fen, Id, PlainDate } from '../../kernel/types.ts'
import { thresholds } from './contract.ts'

/** Queries about a budget year: its special fund, its lines at the turn of the year, its warnings, what is promised for the years to come. */

export const specialFunds = (db: Tx) =>
  db
    .selectFrom('fund.specialFund as f')
    .innerJoin('kernel.place as p', 'p.code', 'f.placeCode')
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('fund.budgetLine as l')
          .select([
            sql<Fen>`coalesce(sum(l.appropriated_fen), 0)::bigint`.as('appropriatedFen'),
            sql<Fen>`coalesce(sum(l.available_fen), 0)::bigint`.as('availableFen'),
            sql<number>`count(*)::int`.as('lines'),
            sql<number>`(count(*) filter (where l.state = 'open'))::int`.as('openLines'),
          ])
          .whereRef('l.fundId', '=', 'f.id')
          .as('s'),
      (join) => join.onTrue(),
    )
    .select([
      sql<Id<'specialFund'>>`f.id`.as('id'),
      'f.year',
      'f.title',
      'f.placeCode',
      'p.name as placeName',
      'f.promisedFloorFen',
      'f.floorDocument',
      's.appropriatedFen',
      's.availableFen',
      's.lines',
      's.openLines',
      sql<Fen>`greatest(f.promised_floor_fen - s.appropriated_fen, 0)::bigint`.as('belowFloorFen'),
    ])

/** Undefined when the place has a fund of that year. */
export const insertFund = (db: Tx, fund: { year: number; placeCode: string; title: string; promisedFloorFen: Fen; floorDocument: string }) =>
  db
    .insertInto('fund.specialFund')
    .values(fund)
    .onConflict((conflict) => conflict.doNothing())
    .returning(sql<Id<'specialFund'>>`id`.as('id'))
    .executeTakeFirst()

export const findLine = async (db: Tx, { code, year, placeCode }: { code: string; year: number; placeCode: string }): Promise<Id<'budgetLine'> | undefined> =>
  (await db.selectFrom('fund.budgetLine').select(sql<Id<'budgetLine'>>`id`.as('id')).where('code', '=', code).where('year', '=', year).where('placeCode', '=', placeCode).executeTakeFirst())?.id

export const openNextLine = async (db: Tx, line: { fundId: string; code: string; year: number; title: string; placeCode: string; programme: string | null }): Promise<Id<'budgetLine'>> => {
  const made = await db
    .insertInto('fund.budgetLine')
    .values(line)
    .onConflict((conflict) => conflict.doNothing())
    .returning(sql<Id<'budgetLine'>>`id`.as('id'))
    .executeTakeFirst()
  // Somebody who carried over at the same moment opened it.
  const id = made?.id ?? (await findLine(db, line))
  if (!id) throw new Error(`the line ${line.code} of ${line.year} was neither opened nor found`)
  return id
}

/** Null when the line is closed now; otherwise why it is not. */
export const closeLine = async (db: Tx, lineId: Id<'budgetLine'>): Promise<string | null> =>
  (await sql<{ problem: string | null }>`select fund.close_line(${lineId}) as problem`.execute(db)).rows[0]?.problem ?? null

export const usageWarnings = (db: Tx) =>
  db
    .selectFrom('fund.usageWarning as w')
    .innerJoin('fund.budgetLine as l', 'l.id', 'w.lineId')
    .innerJoin('kernel.place as p', 'p.code', 'w.placeCode')
    .select([
      sql<Id<'usageWarning'>>`w.id`.as('id'),
      sql<Id<'budgetLine'>>`l.id`.as('lineId'),
      'l.title as lineTitle',
      'l.year',
      'p.name as placeName',
      'w.threshold',
      'w.usedFen',
      'w.appropriatedFen',
      sql<Fen>`l.available_fen`.as('availableFen'),
      'w.warnedOn',
      'w.easedOn',
    ])

export interface Reached {
  lineId: Id<'budgetLine'>
  title: string
  year: number
  placeCode: string
  threshold: number
  usedFen: Fen
  appropriatedFen: Fen
}

/** Notes lines that reached a threshold and have not been told of it, and those that fell below again; answers the new ones. As the system. */
export const watchUsage = async (db: Tx, today: PlainDate): Promise<Reached[]> => {
  await sql`
    update fund.usage_warning w set eased_on = ${today} from fund.budget_line l
    where l.id = w.line_id and w.eased_on is null and (l.appropriated_fen - l.available_fen)::numeric * 100 < l.appropriated_fen::numeric * w.threshold`.execute(db)
  const { rows } = await sql<Reached>`
    with reached as (
      insert into fund.usage_warning (line_id, place_code, threshold, used_fen, appropriated_fen, warned_on)
      select l.id, l.place_code, t.threshold, l.appropriated_fen - l.available_fen, l.appropriated_fen, ${today}
      from fund.budget_line l cross join unnest(${[...thresholds]}::int[]) as t(threshold)
      where l.state = 'open' and l.appropriated_fen > 0 and (l.appropriated_fen - l.available_fen)::numeric * 100 >= l.appropriated_fen::numeric * t.threshold
      on conflict do nothing returning line_id, threshold, used_fen, appropriated_fen
    )
    select r.line_id, l.title, l.year, l.place_code, r.threshold, r.used_fen, r.appropriated_fen
    from reached r join fund.budget_line l on l.id = r.line_id order by l.year, l.code, r.threshold`.execute(db)
  return rows
}

/** Promised and not paid: in every state that may still come to payment. */
const open = sql<boolean>`i.state in ('planned', 'needsCheck', 'suspended', 'due', 'batched')`
const county = sql<string>`left(i.place_code, 6)`
const dueYear = sql<number>`extract(year from i.due_on)::int`

export const forecast = (db: Tx) =>
  db
    .selectFrom('fund.instalment as i')
    .innerJoin('fund.award as a', 'a.id', 'i.awardId')
    .innerJoin('fund.budgetLine as l', 'l.id', 'i.lineId')
    .innerJoin('kernel.place as p', (join) => join.on('p.code', '=', county))
    .select([
      sql<string>`${dueYear} || '/' || l.code || '/' || a.measure || '/' || ${county}`.as('id'),
      dueYear.as('dueYear'),
      'l.code as lineCode',
      sql<string>`max(l.title)`.as('lineTitle'),
      'a.measure',
      sql<string>`max(a.title)`.as('title'),
      county.as('placeCode'),
      'p.name as placeName',
      sql<number>`count(*)::int`.as('items'),
      sql<Fen>`sum(i.amount_fen)::bigint`.as('amountFen'),
      sql<Fen>`coalesce(sum(i.amount_fen) filter (where i.condition is not null), 0)::bigint`.as('conditionalFen'),
    ])
    .where(open)
    .groupBy([dueYear, 'l.code', 'a.measure', county, 'p.name'])

/** Each coming year with what is promised for it and, where it is known, its appropriation at the places in sight. */
export const forecastByYear = async (db: Tx) => {
  const { rows } = await sql<{ year: number; promisedFen: Fen; items: number; appropriatedFen: Fen | null }>`
    with promised as (select ${dueYear} as year, sum(i.amount_fen)::bigint as fen, count(*)::int as items from fund.instalment i where ${open} group by 1),
    given as (select year, sum(appropriated_fen)::bigint as fen from fund.budget_line where kernel.sees_place(place_code) and year >= extract(year from kernel.today()) group by 1)
    select coalesce(p.year, g.year) as year, coalesce(p.fen, 0)::bigint as promised_fen, coalesce(p.items, 0) as items, g.fen as appropriated_fen
    from promised p full join given g on g.year = p.year order by 1`.execute(db)
  return rows
}
