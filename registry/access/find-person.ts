import { sql } from 'kysely'
import { documentTypes, readIdentityDocument } from '../../kernel/codes/identity-document.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import type { Id } from '../../kernel/types.ts'
import { documentIndex } from '../identity.ts'

/**
 * The person whose name and document these are, of whatever type the document is; for the door, which knows nobody yet (as the system). The same
 * statement and the same work whether there is such a person or not.
 */
export const findPerson = async (db: Tx, { name, documentNumber }: { name: string; documentNumber: string }): Promise<{ personId: Id<'person'>; name: string } | undefined> => {
  const sealer = houseSealer()
  const indexes = documentTypes.map((type) => {
    const read = readIdentityDocument(type, documentNumber)
    return documentIndex(sealer, type, read.ok ? read.value.number : documentNumber)
  })
  const wanted = name.normalize('NFKC').replace(/\s/g, '').toLowerCase()
  const { rows: [found] } = await sql<{ personId: Id<'person'>; name: string }>`
    select coalesce(p.survivor_id, p.id) as "personId", p.name from registry.person p
    where p.document_index = any (${indexes}) and lower(regexp_replace(normalize(p.name, nfkc), '\\s', '', 'g')) = ${wanted} limit 1`.execute(db)
  return found
}
