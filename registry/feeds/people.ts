import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import { documentIndex } from '../identity.ts'
import type { ReadRow } from './mapping.ts'

/** Whom the rows of a delivery are about. */

export interface Found {
  readonly id: string
  readonly placeCode: string
}
export type Search = { readonly found: Found } | { readonly reason: 'notFound' | 'ambiguous'; readonly says: string; readonly advice: string }

interface Holder {
  index: string
  id: string
  placeCode: string
  names: string[]
}

/** Spaces, dots and capitals do not make another name of 古丽·阿依 or SMITH John. */
const sameName = (one: string): string => one.normalize('NFKC').replace(/[\s·.・,，-]/gu, '').toUpperCase()

/** By document, with any name under which he is known; without a document by name and day of birth, which never settles it alone. */
export const findPeople = async (db: Tx, rows: readonly ReadRow[]): Promise<Search[]> => {
  const sealer = houseSealer()
  const indexOf = ({ document }: ReadRow): string | undefined => document && documentIndex(sealer, document.type, document.number).toString('hex')
  const holders = await holdersOf(db, rows.flatMap((row) => indexOf(row) ?? []))
  const namesakes = await namesakesOf(db, rows.flatMap(({ document, name, birthDate }) => (document || !birthDate ? [] : [{ name, birthDate }])))
  return rows.map((row): Search => {
    const index = indexOf(row)
    if (index === undefined) {
      const numbers = namesakes.get(`${row.name}|${row.birthDate ?? ''}`)
      if (!numbers) return { reason: 'notFound', says: '没有证件号码，库中也没有同名同生日的人', advice: '请来源部门补上证件号码，或放弃这一行' }
      return { reason: 'ambiguous', says: `没有证件号码，同名同生日的有 ${numbers.join('、')}`, advice: '核对后指定是哪一位' }
    }
    const holder = holders.get(index)
    if (!holder) return { reason: 'notFound', says: '库中没有持这个证件的人', advice: '不是本市人才的可以放弃；刚引进的先登记，再重读' }
    if (!holder.names.some((name) => sameName(name) === sameName(row.name))) return { reason: 'ambiguous', says: '持这个证件的人登记的是另一个姓名', advice: '核对姓名与证件后指定是哪一位，或退回来源部门' }
    return { found: { id: holder.id, placeCode: holder.placeCode } }
  })
}

/** The documents of the record itself, of records merged into it, and his other documents. */
const holdersOf = async (db: Tx, indexes: readonly string[]): Promise<Map<string, Holder>> => {
  if (indexes.length === 0) return new Map()
  const { rows } = await sql<Holder>`
    with asked as (select distinct decode(value, 'hex') as index from jsonb_array_elements_text(${JSON.stringify(indexes)}::jsonb)),
      held as (select p.document_index as index, p.id from asked a join registry.person p on p.document_index = a.index
        union all select d.document_index, d.person_id from asked a join registry.person_document d on d.document_index = a.index)
    select encode(h.index, 'hex') as index, s.id, s.place_code, array(select n.name from registry.person n where n.id = s.id or n.survivor_id = s.id
      union select d.name from registry.person_document d where d.person_id = s.id) as names
    from held h join registry.person p on p.id = h.id join registry.person s on s.id = coalesce(p.survivor_id, p.id)`.execute(db)
  return new Map(rows.map((row) => [row.index, row]))
}

const namesakesOf = async (db: Tx, asked: readonly { name: string; birthDate: string }[]): Promise<Map<string, string[]>> => {
  if (asked.length === 0) return new Map()
  const { rows } = await sql<{ name: string; birthDate: string; numbers: string[] }>`
    select a.name, a."birthDate"::text as birth_date, array_agg(p.number order by p.number) as numbers
    from (select distinct name, "birthDate" from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as r(name text, "birthDate" date)) a
    join registry.person p on p.name = a.name and p.birth_date = a."birthDate" and p.survivor_id is null group by 1, 2`.execute(db)
  return new Map(rows.map(({ name, birthDate, numbers }) => [`${name}|${birthDate}`, numbers]))
}
