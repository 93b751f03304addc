import { sql, type RawBuilder, type Selectable } from 'kysely'
import type { DB } from '../kernel/db/database.ts'
import { tailToken } from '../kernel/seal/hint.ts'

/** People by what is typed: for the registry and for the desks whose lists are about people. */

/** What no name, no reading and no number of a person looks like. */
const lastFour = /^\d{3}[\dx]$/i

/** A part of the registry's people, each at most once: `(select … as person_id …)`. */
export type PeopleOf = RawBuilder<{ personId: string }>

/** Without records that were merged into another. Joined and not `in`: each person is there at most once, so that the database may stop as soon as it has enough of them. */
export const personWithin = (parts: readonly PeopleOf[]) =>
  sql<Selectable<DB['registry.person']>>`(select p.* from registry.person p ${sql.join(parts.map((part, index) => sql`join ${part} ${sql.id(`part${index}`)} on ${sql.id(`part${index}`)}.person_id = p.id`), sql` `)} where p.survivor_id is null)`

/**
 * People by name from any of its characters, by pinyin or initials from the beginning, by number, or by the last four of their document, within a place. In the terms of 0065, because under
 * row-level security no index serves `like`; of several terms of one person the first counts.
 */
export const found = (search: string, scope: string): PeopleOf => {
  const typed = search.trim()
  if (/^p\d+$/i.test(typed)) return sql`(select o.id as person_id from pub.person o where o.number = ${typed.toUpperCase()})`
  if (lastFour.test(typed)) return sql`(select o.id as person_id from registry.person o where o.document_hint = ${tailToken('document', typed.toUpperCase())})`
  const prefix = typed.toLowerCase()
  const county = scope.length < 6 ? sql`` : sql`and t.county_code = ${scope.slice(0, 6)}`
  const town = scope.length < 9 ? sql`` : sql`and starts_with(t.place_code, ${scope})`
  return sql`(select t.person_id from pub.person_term t where starts_with(t.term, ${prefix}) ${county} ${town}
    and t.term = (select min(o.term) from pub.person_term o where o.person_id = t.person_id and starts_with(o.term, ${prefix})))`
}

/** The same said of a row of people at hand: for the few of one employer, and where matches are so many that any way along them meets enough. */
export const personMatches = (search: string, row: string) => {
  const typed = search.trim()
  const latin = typed.toLowerCase()
  const column = (name: string) => sql.ref(`${row}.${name}`)
  if (lastFour.test(typed)) return sql<boolean>`${column('document_hint')} = ${tailToken('document', typed.toUpperCase())}`
  return sql<boolean>`(${column('name')} ilike ${containing(typed)} or starts_with(${column('initials')}, ${latin}) or starts_with(${column('pinyin')}, ${latin}) or ${column('number')} = ${typed.toUpperCase()})`
}

/** The pattern of `like` for this text anywhere; % and _ of the user mean themselves. */
export const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
