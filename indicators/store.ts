import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import { Missing } from '../kernel/implement.ts'
import { dateOf, partsOf } from '../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../kernel/types.ts'
import type { RecordRow } from './contract.ts'
import { sourceRows, within } from './cube.ts'
import type { CountDefinition, Source } from './definition.ts'

export interface PlaceRow {
  code: string
  name: string
  kind: string
}

export const getPlace = async (db: Tx, code: string): Promise<PlaceRow> => {
  const place = await db.selectFrom('kernel.place').select(['code', 'name', 'kind']).where('code', '=', code).executeTakeFirst()
  if (!place) throw new Missing()
  return place
}

/** The places of the next level, in the order of their codes. */
export const placesBelow = (db: Tx, code: string): Promise<PlaceRow[]> => db.selectFrom('kernel.place').select(['code', 'name', 'kind']).where('parentCode', '=', code).orderBy('code').execute()

/** A place and everything below it, for a choice. */
export const placesFrom = (db: Tx, scope: string): Promise<PlaceRow[]> =>
  db.selectFrom('kernel.place').select(['code', 'name', 'kind']).where(sql<boolean>`starts_with(code, ${scope})`).where('level', '<>', 'town').orderBy('code').execute()

export interface Behind {
  asOf: PlainDate
  place: string
  /** Only the records of one part of a breakdown. */
  part?: { by: string; key: string }
}

/** The records that a counted figure counts, by the same lines that count them. */
export const recordsBehind = (db: Tx, definition: CountDefinition, { asOf, place, part }: Behind) => {
  const { of: source } = definition
  const name = source.personal ? sql`left(record.name, 1) || repeat('*', greatest(length(record.name) - 1, 1))` : sql`record.name`
  // Counted, but not shown: whoever has his data restricted stays one of the sum and nobody in the list.
  const hidden = sql<boolean>`record.subject_id in (select s.person_id from pub.data_standing s where s.kind = 'restricted'
    union all select c.id from pub.data_standing s join pub.case c on c.subject_id = s.person_id where s.kind = 'restricted')`
  const shown = (value: RawBuilder<unknown>, instead: RawBuilder<unknown>) => (source.personal ? sql`case when ${hidden} then ${instead} else ${value} end` : value)
  const rows = sql<RecordRow>`
    select record.id::text as id, ${shown(sql`record.subject_id::text`, sql`''`)} as subject_id, ${shown(sql`record.number`, sql`''`)} as number, ${shown(name, sql`'（限制处理）'`)} as name, ${shown(sql`coalesce(record.detail, '')`, sql`''`)} as detail,
      coalesce(p.name, '全市') as place_name, coalesce(record.industry, '') as industry, record.since, record.until, ${amountText(source)} as amount
    from (select * from (${sourceRows(source, asOf)}) record
      where since <= ${asOf} and ${within(source, place)} and ${timely(definition, asOf)}
        and ${definition.where ? sql.raw(`(${definition.where})`) : sql`true`} and ${ofPart(source, place, part)}) record
    left join kernel.place p on p.code = record.place_code`
  return db.selectFrom(sql<RecordRow>`(${rows})`.as('behind')).selectAll()
}

const timely = ({ timing }: CountDefinition, asOf: PlainDate): RawBuilder<boolean> => {
  if (timing === 'flow') return sql`since >= ${dateOf(partsOf(asOf).year, 1, 1)}`
  return timing === 'stock' ? sql`(until is null or until > ${asOf})` : sql`true`
}

const ofPart = (source: Source, place: string, part: Behind['part']): RawBuilder<boolean> => {
  if (!part) return sql`true`
  if (part.by === 'place') return sql`left(place_code, ${place.length < 6 ? 6 : 9}) = ${part.key}`
  if (part.by === 'industry') return sql`coalesce(industry, '其他') = ${part.key}`
  if (!source.breakdowns || !(part.by in source.breakdowns)) throw new Missing()
  return sql`coalesce(${sql.id(part.by)}, '未记') = ${part.key}`
}

/** As it is read: money in yuan with fen, days and hours with their word. */
const amountText = ({ amountIn }: Source): RawBuilder<string> => {
  if (amountIn === 'fen') return sql`to_char(amount / 100.0, 'FM999,999,999,999,990.00') || ' 元'`
  if (amountIn === 'squareMetre') return sql`to_char(amount / 100.0, 'FM999,999,990.00') || ' 平方米'`
  if (amountIn === 'person') return sql`amount || ' 人'`
  if (amountIn === 'day') return sql`amount || ' 天'`
  if (amountIn === 'score') return sql`amount || ' 分'`
  if (amountIn === 'workingDay') return sql`amount || ' 个工作日'`
  return amountIn === 'hour' ? sql`amount || ' 学时'` : sql`''`
}

export interface TargetRow {
  figure: string
  placeCode: string
  placeName: string
  year: number
  value: string
  document: string
}

export const targetsOf = (db: Tx, year: number, place: string): Promise<TargetRow[]> =>
  db
    .selectFrom('indicators.target as t')
    .innerJoin('kernel.place as p', 'p.code', 't.placeCode')
    .select(['t.figure', 't.placeCode', 'p.name as placeName', 't.year', sql<string>`trim_scale(t.value)::text`.as('value'), 't.document'])
    .where('t.year', '=', year)
    .where(sql<boolean>`starts_with(t.place_code, ${place})`)
    .orderBy('t.placeCode')
    .orderBy('t.figure')
    .execute()

/** One target a figure, place and year: a new one takes the place of the old. Says whether there was one. */
export const writeTarget = async (db: Tx, target: { figure: string; placeCode: string; year: number; value: string; document: string; setBy: string | null }): Promise<boolean> => {
  const before = await db.selectFrom('indicators.target').select('id').where('figure', '=', target.figure).where('placeCode', '=', target.placeCode).where('year', '=', target.year).executeTakeFirst()
  await db
    .insertInto('indicators.target')
    .values(target)
    .onConflict((conflict) => conflict.columns(['figure', 'placeCode', 'year']).doUpdateSet({ value: target.value, document: target.document, setBy: target.setBy, setAt: sql`now()` }))
    .execute()
  return before !== undefined
}
