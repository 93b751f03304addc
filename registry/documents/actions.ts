import { randomUUID } from 'node:crypto'
import { readIdentityDocument } from '../../kernel/codes/identity-document.ts'
import { databaseCode } from '../../kernel/db/database.ts'
import { implement, Missing } from '../../kernel/implement.ts'
import { sealHint } from '../../kernel/seal/hint.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import { documentIndex } from '../identity.ts'
import { addDocument } from './contract.ts'

export const documentPlace = (id: string) => ({ table: 'registry.person_document', column: 'document', row: id })

const addDocumentHandler = implement(addDocument, async ({ db, today, refuse }, { personId, documentType, number, name, validTo, source }) => {
  const person = await db.selectFrom('registry.person').select('placeCode').where('id', '=', personId).executeTakeFirst()
  if (!person) throw new Missing()
  const read = readIdentityDocument(documentType, number, today)
  if (!read.ok) return refuse('wrongNumber', read.problem)
  const sealer = houseSealer()
  const id = randomUUID()
  const documentHint = sealHint('document', read.value.number)
  await db
    .insertInto('registry.personDocument')
    .values({ id, personId, placeCode: person.placeCode, name, documentType, documentSealed: sealer.seal(documentPlace(id), read.value.number), documentIndex: documentIndex(sealer, documentType, read.value.number), documentHint, validTo, source, asOf: today, verification: 'verified' })
    .execute()
    .catch((error: unknown) => (databaseCode(error) === '23505' ? refuse('taken') : Promise.reject(error)))
  return { hint: documentHint }
})

export const documentHandlers = [addDocumentHandler]
