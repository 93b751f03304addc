import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../../kernel/db/database.ts'
import { sealHint } from '../../kernel/seal/hint.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { documentIndex } from '../identity.ts'
import { runFind } from './find.ts'

/** Some people of the example city stand in the registry twice: once by the number of the police, once by a passport (invented) that an employer wrote down. */
export const exampleDuplicates = async (database: Database, today: PlainDate, people = 12): Promise<number> => {
  const sealer = houseSealer()
  await database.asSystem(today, async (db) => {
    const { rows } = await sql<{ id: string }>`select id from registry.person where employer_id is not null and number like '%7' order by number limit ${people}`.execute(db)
    for (const [index, { id: original }] of rows.entries()) {
      const id = randomUUID()
      const passport = `EX${String(9_000_001 + index)}`
      await sql`
        insert into registry.person (id, name, pinyin, initials, sex, birth_date, document_type, document_sealed, document_index, document_hint, place_code, corps, source, as_of, verification)
        select ${id}, name, pinyin, initials, sex, birth_date, '护照', ${sealer.seal({ table: 'registry.person', column: 'document', row: id }, passport)}, ${documentIndex(sealer, '护照', passport)}, ${sealHint('document', passport)},
          place_code, '{}', '用人单位', ${today}, 'declared' from registry.person where id = ${original}`.execute(db)
      await sql`
        insert into registry.degree (person_id, place_code, education, degree, school, country, major, source, as_of, verification)
        select ${id}, place_code, education, degree, school, country, major, '用人单位', ${today}, 'declared' from registry.degree where person_id = ${original} order by id limit 1`.execute(db)
    }
  })
  return runFind(database, today)
}
