import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import type { CatalogueState, Degree, WeightingFields } from './catalogue-contract.ts'
import type { Occupation } from './contract.ts'

/** Every query about the catalogue. */

const weights = ['w.unfilledWeight', 'w.scarcityWeight', 'w.daysWeight', 'w.daysFull', 'w.scarceFrom', 'w.urgentFrom', 'w.leastWanted', 'w.document', 'w.setOn'] as const

/** The newest of the place, else of the place above it. */
export const findWeighting = (db: Tx, place: string) =>
  db.selectFrom('demand.weighting as w').select([...weights, 'w.id']).where(sql<boolean>`starts_with(${place}, w.place_code)`).orderBy(sql`length(w.place_code)`, 'desc').orderBy('w.id', 'desc').limit(1).executeTakeFirst()

export const insertWeighting = (db: Tx, values: WeightingFields & { placeCode: string; setBy: string | null; setOn: PlainDate }) => db.insertInto('demand.weighting').values(values).returning('id').executeTakeFirstOrThrow()

/** One line an industry and occupation, out of the posts that were open in the year up to `asOf`. */
export interface Measured {
  industry: string
  occupation: Occupation
  titles: string
  posts: number
  wanted: number
  hired: number
  people: number
  openDays: number
}
export const measure = async (db: Tx, place: string, asOf: PlainDate, leastWanted: number): Promise<Measured[]> => {
  const { rows } = await sql<Measured>`
    with post as (
      select p.id, coalesce(p.key_industry, '其他') as industry, p.occupation, p.title, p.wanted, coalesce(p.closed_on, ${asOf}::date) - p.opened_on as days,
        (select count(*)::int from demand.hire h where h.post_id = p.id and h.hired_on <= ${asOf}::date) as hired
      from demand.post p
      where starts_with(p.place_code, ${place}) and p.opened_on <= ${asOf}::date and (p.closed_on is null or p.closed_on > ${asOf}::date - 365)
    ), line as (
      select industry, occupation, count(*)::int as posts, sum(wanted)::int as wanted, sum(hired)::int as hired, round(avg(greatest(days, 0)))::int as open_days from post group by industry, occupation
    ), people as (
      select coalesce(e.key_industry, '其他') as industry, count(*)::int as people from pub.person q join pub.employer e on e.id = q.employer_id
      where q.survivor_id is null and starts_with(q.place_code, ${place}) group by 1
    )
    select l.industry, l.occupation, l.posts, l.wanted, l.hired, l.open_days as "openDays", coalesce(n.people, 0) as people,
      (select string_agg(t.title, '、' order by t.wanted desc, t.title) from (select title, sum(wanted) as wanted from post p where p.industry = l.industry and p.occupation = l.occupation group by title order by 2 desc, 1 limit 4) t) as titles
    from line l left join people n on n.industry = l.industry
    where l.wanted >= ${leastWanted} order by l.industry, l.occupation`.execute(db)
  return rows
}

export const findCatalogue = (db: Tx, placeCode: string, year: number) =>
  db.selectFrom('demand.catalogue').select([sql<Id<'catalogue'>>`id`.as('id'), sql<CatalogueState>`state`.as('state')]).where('placeCode', '=', placeCode).where('year', '=', year).forUpdate().executeTakeFirst()

export const dropCatalogue = (db: Tx, id: Id<'catalogue'>) => db.deleteFrom('demand.catalogue').where('id', '=', id).execute()

export const insertCatalogue = async (db: Tx, values: { placeCode: string; year: number; weightingId: string; asOf: PlainDate; madeBy: string }, items: readonly (Measured & { score: string; degree: Degree })[]): Promise<Id<'catalogue'>> => {
  const { id } = await db.insertInto('demand.catalogue').values(values).returning(sql<Id<'catalogue'>>`id`.as('id')).executeTakeFirstOrThrow()
  await db.insertInto('demand.catalogueItem').values(items.map((item) => ({ ...item, catalogueId: id }))).execute()
  return id
}

export const catalogues = (db: Tx) =>
  db
    .selectFrom('demand.catalogue as c')
    .innerJoin('kernel.place as l', 'l.code', 'c.placeCode')
    .select([
      sql<Id<'catalogue'>>`c.id`.as('id'), 'c.year', 'l.name as placeName', sql<CatalogueState>`c.state`.as('state'), 'c.asOf',
      sql<number>`(select count(*)::int from demand.catalogue_item i where i.catalogue_id = c.id and i.degree <> 'plain' and i.struck_because is null)`.as('lines'),
      'c.document', 'c.publishedOn',
    ])

export const getCatalogueRow = async (db: Tx, id: Id<'catalogue'>) => {
  const row = await catalogues(db).select(['c.validFrom', 'c.validTo', 'c.weightingId']).where('c.id', '=', id).executeTakeFirst()
  if (!row) throw new Missing()
  const { weightingId, ...catalogue } = row
  const weighting = await db.selectFrom('demand.weighting as w').select(weights).where('w.id', '=', weightingId).executeTakeFirstOrThrow()
  return { ...catalogue, weighting }
}

export const itemsOf = (db: Tx, id: Id<'catalogue'>) =>
  db
    .selectFrom('demand.catalogueItem')
    .select([
      sql<Id<'catalogueItem'>>`id`.as('id'), 'industry', sql<Occupation>`occupation`.as('occupation'), 'titles', 'posts', 'wanted', 'hired', 'people', 'openDays',
      sql<string>`trim_scale(score)::text`.as('score'), sql<Degree>`degree`.as('degree'), 'struckBecause',
    ])
    .where('catalogueId', '=', id)
    .orderBy(sql`catalogue_item.score`, 'desc')
    .orderBy('industry')
    .orderBy('occupation')
    .execute()

export const getCatalogueForUpdate = async (db: Tx, id: Id<'catalogue'>) => {
  const row = await db.selectFrom('demand.catalogue').select(['placeCode', 'year', 'asOf', 'checkerPerson', sql<CatalogueState>`state`.as('state')]).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

export const findItem = (db: Tx, id: Id<'catalogue'>, itemId: Id<'catalogueItem'>) => db.selectFrom('demand.catalogueItem').select('struckBecause').where('catalogueId', '=', id).where('id', '=', itemId).executeTakeFirst()
export const setStruck = (db: Tx, itemId: Id<'catalogueItem'>, struckBecause: string | null) => db.updateTable('demand.catalogueItem').set({ struckBecause }).where('id', '=', itemId).execute()

interface Marks {
  state: CatalogueState
  checkedBy?: string | null
  checkerPerson?: string | null
  checkedOn?: PlainDate | null
  publishedBy?: string
  publisherPerson?: string
  publishedOn?: PlainDate
  document?: string
  validFrom?: PlainDate
  validTo?: PlainDate
}
export const setCatalogue = (db: Tx, id: Id<'catalogue'>, marks: Marks) => db.updateTable('demand.catalogue').set(marks).where('id', '=', id).execute()

/** The employers with a post in a line that stands, who are not in this edition of the list yet. */
export const employersBehind = async (db: Tx, id: Id<'catalogue'>, list: string): Promise<{ employerId: string; placeCode: string }[]> => {
  const { rows } = await sql<{ employerId: string; placeCode: string }>`
    select distinct p.employer_id as "employerId", e.place_code as "placeCode"
    from demand.catalogue c join demand.catalogue_item i on i.catalogue_id = c.id and i.degree <> 'plain' and i.struck_because is null
    join demand.post p on coalesce(p.key_industry, '其他') = i.industry and p.occupation = i.occupation and starts_with(p.place_code, c.place_code)
      and p.opened_on <= c.as_of and (p.closed_on is null or p.closed_on > c.as_of - 365)
    join pub.employer e on e.id = p.employer_id
    where c.id = ${id} and not exists (select from pub.employer_list l where l.employer_id = p.employer_id and l.list = ${list} and l.edition = c.year::text)`.execute(db)
  return rows
}

export const publishedYears = async (db: Tx, place: string): Promise<number[]> => (await db.selectFrom('pub.shortageCatalogue').select('year').distinct().where('placeCode', '=', place).orderBy('year', 'desc').execute()).flatMap(({ year }) => (year === null ? [] : [year]))
export const findPublished = (db: Tx, place: string, year: number) =>
  db.selectFrom('demand.catalogue as c').innerJoin('kernel.place as l', 'l.code', 'c.placeCode').select([sql<Id<'catalogue'>>`c.id`.as('id'), 'c.year', 'l.name as placeName', sql<string>`c.document`.as('document'), sql<PlainDate>`c.published_on`.as('publishedOn'), sql<PlainDate>`c.valid_from`.as('validFrom'), sql<PlainDate>`c.valid_to`.as('validTo')])
    .where('c.placeCode', '=', place).where('c.year', '=', year).where('c.state', '=', 'published').executeTakeFirst()
export const cityOf = async (db: Tx): Promise<string> => (await db.selectFrom('kernel.place').select('code').where('level', '=', 'city').orderBy('code').limit(1).executeTakeFirst())?.code ?? ''
