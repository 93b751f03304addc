import { sql } from 'kysely'
import type { Database } from '../kernel/db/database.ts'
import type { PlainDate } from '../kernel/types.ts'
import { runFind } from '../registry/duplicates/find.ts'

export type DuplicateFigures = { people: number; planted: number; foundOfPlanted: number; flagged: number; seconds: number }

/** One in a thousand stands in the registry once more, under a passport; seconds until all pairs are weighed and stored. */
export const benchDuplicates = async (database: Database, today: PlainDate): Promise<DuplicateFigures> => {
  const { people, planted } = await database.asSystem(today, async (db) => {
    const { numAffectedRows } = await sql`
      insert into registry.person (name, pinyin, initials, sex, birth_date, document_type, document_sealed, document_index, document_hint, place_code, source, as_of, verification)
      select name, pinyin, initials, sex, birth_date, '护照', '\\x00', sha256(('bench ' || number)::bytea), '', place_code, '测速', ${today}, 'declared' from registry.person where number like '%000'`.execute(db)
    const { rows } = await sql<{ people: number }>`select count(*)::int as people from registry.person`.execute(db)
    return { people: rows[0]?.people ?? 0, planted: Number(numAffectedRows ?? 0n) }
  })
  const began = performance.now()
  const flagged = await runFind(database, today)
  const seconds = Math.round((performance.now() - began) / 10) / 100
  const { rows } = await database.asSystem(today, (db) => sql<{ found: number }>`
    select count(distinct case when a.source = '测速' then a.id else b.id end)::int as found from registry.duplicate_pair d join registry.person a on a.id = d.one_id join registry.person b on b.id = d.other_id where '测速' in (a.source, b.source)`.execute(db))
  return { people, planted, foundOfPlanted: rows[0]?.found ?? 0, flagged, seconds }
}
