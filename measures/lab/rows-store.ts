import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { fen } from '../../kernel/types.ts'
import type { SubjectKind } from '../types.ts'
import type { RowShown } from './what-if-contract.ts'

/** Subjects as other lists show them; row security decides which of the ids this reader may see. */
const relations: Record<SubjectKind, string> = {
  person: `select p.id::text as id, p.number, p.name, p.county_code, e.name as employer from pub.person p left join pub.employer e on e.id = p.employer_id where p.id = any ($1)`,
  employer: `select id::text as id, number, name, county_code, null as employer from pub.employer where id = any ($1)`,
  team: `select t.id::text as id, t.number, t.name, left(t.place_code, 6) as county_code, e.name as employer from pub.team t left join pub.employer e on e.id = t.employer_id where t.id = any ($1)`,
}

interface Named {
  id: string
  number: string
  name: string
  countyCode: string | null
  employer: string | null
}

export const namedRows = async (db: Tx, kind: SubjectKind, rows: readonly { id: string; fenNow: bigint | null; fen: bigint | null }[], places: ReadonlyMap<string, string>): Promise<RowShown[]> => {
  const [before, after] = relations[kind].split('$1')
  const found = await sql<Named>`${sql.raw(before ?? '')}${rows.map(({ id }) => id)}::uuid[]${sql.raw(after ?? '')}`.execute(db)
  const byId = new Map(found.rows.map((row) => [row.id, row]))
  return rows.flatMap(({ id, fenNow, fen: sum }): RowShown[] => {
    const row = byId.get(id)
    if (!row) return []
    return [{ id, number: row.number, name: row.name, place: places.get(row.countyCode ?? '') ?? '', employer: row.employer, fenNow: fenNow === null ? null : fen(fenNow), fen: sum === null ? null : fen(sum) }]
  })
}
