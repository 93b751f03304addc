import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import type { StatisticState } from './contract.ts'

/** Queries of numbers from outside. */

/** Of what still holds, the last publication of a year speaks. */
const stateOf = sql<StatisticState>`case when s.withdrawn_at is not null then 'withdrawn' when exists (
  select from registry.statistic later where later.place_code = s.place_code and later.kind = s.kind and later.year = s.year and later.as_of > s.as_of and later.withdrawn_at is null) then 'revised' else 'current' end`
export const inState = (state: StatisticState) => sql<boolean>`${stateOf} = ${state}`

export const statistics = (db: Tx) =>
  db
    .selectFrom('registry.statistic as s')
    .innerJoin('kernel.place as l', 'l.code', 's.placeCode')
    .leftJoin('kernel.account as a', 'a.id', 's.enteredBy')
    .select([
      sql<Id<'statistic'>>`s.id`.as('id'), 's.kind', 's.year', 's.placeCode', 'l.name as placeName', sql<string>`trim_scale(s.value)::text`.as('value'), 's.unit', 's.source', 's.document', 's.page', 's.asOf',
      'a.name as enteredBy', stateOf.as('state'), 's.withdrawalReason',
    ])

/** Places of one's own among these, with their names. */
export const placesAmong = (db: Tx, codes: readonly string[], scope: string) =>
  db.selectFrom('kernel.place').select(['code', 'name', 'level']).where('code', 'in', codes).where(sql<boolean>`starts_with(code, ${scope})`).execute()

/** What was published of a kind, newest last, for the year and the one before; enough to see what is there already and what would be a leap. */
export const publishedOf = (db: Tx, kind: string, year: number) =>
  db.selectFrom('registry.statistic').select(['placeCode', 'year', 'asOf', sql<string>`trim_scale(value)::text`.as('value')]).where('kind', '=', kind).where('year', 'in', [year, year - 1]).where('withdrawnAt', 'is', null).orderBy('asOf').execute()

interface Published {
  placeCode: string
  kind: string
  year: number
  value: string
  unit: string
  source: string
  document: string
  page: string
  asOf: PlainDate
  enteredBy: string | null
}
/** How many were new: two who enter one publication at once do not enter it twice. */
export const insertStatistics = async (db: Tx, rows: readonly Published[]): Promise<number> =>
  (await db.insertInto('registry.statistic').values([...rows]).onConflict((conflict) => conflict.doNothing()).returning('id').execute()).length

export const getStatisticForUpdate = async (db: Tx, id: Id<'statistic'>) => {
  const row = await db.selectFrom('registry.statistic').select(['kind', 'year', 'placeCode', 'withdrawnAt']).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

export const withdraw = (db: Tx, id: Id<'statistic'>, by: { withdrawnBy: string | null; withdrawalReason: string }) =>
  db.updateTable('registry.statistic').set({ ...by, withdrawnAt: sql`now()` }).where('id', '=', id).execute()
