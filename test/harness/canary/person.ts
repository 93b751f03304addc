import { sql } from 'kysely'
import type { Database } from '../../../kernel/db/database.ts'
import { sealHint } from '../../../kernel/seal/hint.ts'
import { houseSealer } from '../../../kernel/seal/seal.ts'
import type { PlainDate } from '../../../kernel/types.ts'
import { documentIndex, phoneIndex } from '../../../registry/identity.ts'
import { setPay } from '../../people.ts'
import { canary } from './secrets.ts'

/** The talent of the demo becomes the canary: his number, telephone and pay are the ones that are looked for, so that every journey goes with them. */
export const makeCanary = (database: Database, today: PlainDate): Promise<{ personId: string; number: string; name: string; placeCode: string }> =>
  database.asSystem(today, async (db) => {
    const { rows: [person] } = await sql<{ personId: string; number: string; name: string; placeCode: string }>`select p.id as "personId", p.number, p.name, p.place_code as "placeCode" from registry.person p join kernel.account a on a.person_id = p.id where a.login = 'talent-1'`.execute(db)
    if (!person) throw new Error('the demo has no talent')
    const sealer = houseSealer()
    const place = { table: 'registry.person', row: person.personId }
    await db
      .updateTable('registry.person')
      .set({
        sex: '男',
        birthDate: '1992-07-31',
        documentType: '居民身份证',
        documentSealed: sealer.seal({ ...place, column: 'document' }, canary.identity),
        documentIndex: documentIndex(sealer, '居民身份证', canary.identity),
        documentHint: sealHint('document', canary.identity),
        phoneSealed: sealer.seal({ ...place, column: 'phone' }, canary.phone),
        phoneIndex: phoneIndex(sealer, canary.phone),
        phoneHint: sealHint('phone', canary.phone),
      })
      .where('id', '=', person.personId)
      .execute()
    await setPay(db, person.personId, canary.payFen)
    return person
  })
