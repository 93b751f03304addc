import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import type { ListingState } from './contract.ts'

/** Queries of published lists of employers. */

const stateOf = sql<ListingState>`case when r.valid_from > kernel.today() then 'ahead' when r.valid_to < kernel.today() then 'ended' else 'inForce' end`
export const inState = (state: ListingState) => sql<boolean>`${stateOf} = ${state}`

export const listings = (db: Tx) =>
  db
    .selectFrom('registry.employerList as r')
    .innerJoin('registry.employer as e', 'e.id', 'r.employerId')
    .leftJoin('kernel.place as l', 'l.code', 'r.placeCode')
    .select([
      sql<Id<'listing'>>`r.id`.as('id'), 'r.list', 'r.edition', sql<Id<'employer'>>`r.employer_id`.as('employerId'), 'e.number as employerNumber', 'e.name as employerName', 'e.creditCode',
      sql<string>`coalesce(l.name, '')`.as('placeName'), 'r.issuer', 'r.validFrom', 'r.validTo', stateOf.as('state'), 'r.source',
    ])

/** The employers behind credit codes, and whether each stands in this edition already. */
export const employersOf = (db: Tx, creditCodes: readonly string[], list: string, edition: string) =>
  db
    .selectFrom('registry.employer as e')
    .select([
      'e.id', 'e.creditCode', 'e.placeCode',
      sql<boolean>`exists (select from registry.employer_list l where l.employer_id = e.id and l.list = ${list} and l.edition = ${edition})`.as('there'),
    ])
    .where('e.creditCode', 'in', creditCodes)
    .execute()

interface Listing {
  employerId: string
  placeCode: string
  list: string
  edition: string
  issuer: string
  validFrom: PlainDate
  validTo: PlainDate | null
  source: string
  asOf: PlainDate
}
export const insertListings = (db: Tx, rows: readonly Listing[]) => db.insertInto('registry.employerList').values(rows.map((row) => ({ ...row, verification: 'verified' as const }))).execute()

export const getListingForUpdate = async (db: Tx, id: Id<'listing'>) => {
  const row = await db.selectFrom('registry.employerList').select(['validFrom', 'validTo']).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Missing()
  return row
}
export const setEnd = (db: Tx, id: Id<'listing'>, by: { validTo: PlainDate; source: string; asOf: PlainDate }) => db.updateTable('registry.employerList').set(by).where('id', '=', id).execute()
