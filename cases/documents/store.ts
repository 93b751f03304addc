import { sql } from 'kysely'
import { databaseCode, type Tx } from '../../kernel/db/database.ts'
import type { FileType } from '../../kernel/files/types.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import type { AttachedDuring, DocumentKind } from './contract.ts'

/** Papers and what they are used for. Row-level security bounds every query; lock order: the case, then the paper. */

/** Exactly one of the two, and through whom: who looks for it looks by these. */
export interface Owner {
  personId: string | null
  employerId: string | null
  throughEmployerId: string | null
}

const columns = [
  sql<Id<'document'>>`d.id`.as('id'),
  sql<DocumentKind>`d.kind`.as('kind'),
  'd.fileName',
  sql<FileType>`d.type`.as('type'),
  sql<number>`d.bytes::int`.as('bytes'),
  'd.hash',
  'd.uploadedOn',
  'd.uploadedByName as uploadedBy',
  'd.windowName as window',
  'd.validUntil',
  sql<boolean>`coalesce(d.valid_until < kernel.today(), false)`.as('expired'),
] as const

const rowColumns = [...columns, 'd.personId', 'd.employerId', 'd.throughEmployerId', 'd.replacedBy'] as const

export const findDocument = (db: Tx, id: string) => db.selectFrom('cases.document as d').select(rowColumns).where('d.id', '=', id).executeTakeFirst()

export const getDocument = async (db: Tx, id: string) => {
  const document = await findDocument(db, id)
  if (!document) throw new Missing()
  return document
}

/** As {@link findDocument}; whoever replaces or deletes it at the same time waits. */
export const findDocumentForUpdate = (db: Tx, id: string) => db.selectFrom('cases.document as d').select(rowColumns).where('d.id', '=', id).forUpdate().executeTakeFirst()

const ofOwner = (db: Tx, { personId, employerId, throughEmployerId }: Owner) =>
  db
    .selectFrom('cases.document as d')
    .where(sql<boolean>`d.person_id is not distinct from ${personId}::uuid and d.employer_id is not distinct from ${employerId}::uuid and d.through_employer_id is not distinct from ${throughEmployerId}::uuid`)
    .where('d.replacedBy', 'is', null)

export const countOf = async (db: Tx, owner: Owner): Promise<number> => (await ofOwner(db, owner).select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow()).count

export const findSame = (db: Tx, owner: Owner, kind: DocumentKind, hash: string) => ofOwner(db, owner).select(rowColumns).where('d.kind', '=', kind).where('d.hash', '=', hash).executeTakeFirst()

export interface NewDocument extends Owner {
  kind: DocumentKind
  fileName: string
  type: FileType
  bytes: number
  hash: string
  validUntil: PlainDate | null
  windowPlaceCode?: string
  windowName?: string
}
export const insertDocument = async (db: Tx, document: NewDocument, actor: Actor, today: PlainDate): Promise<Id<'document'>> => {
  const { id } = await db
    .insertInto('cases.document')
    .values({ ...document, bytes: BigInt(document.bytes), uploadedBy: actor.accountId ?? '', uploadedByName: actor.name, uploadedOn: today })
    .returning(sql<Id<'document'>>`id`.as('id'))
    .executeTakeFirstOrThrow()
  return id
}

export const replaceDocument = async (db: Tx, oldId: string, newId: string): Promise<void> => {
  await db.updateTable('cases.document').set({ replacedBy: newId }).where('id', '=', oldId).execute()
}

const foreignKeyViolation = '23503'

/** False when a case, or the paper that it took the place of, still speaks of it: the database decides, not a look before. */
export const deleteDocument = async (db: Tx, id: string): Promise<boolean> => {
  await sql`savepoint remove_document`.execute(db)
  try {
    await db.deleteFrom('cases.document').where('id', '=', id).execute()
    return true
  } catch (error) {
    if (databaseCode(error) !== foreignKeyViolation) throw error
    await sql`rollback to savepoint remove_document`.execute(db)
    return false
  }
}

/** What the actor can use: his own, or as employer what was uploaded through him for this person, with his own papers last. */
export const usableDocuments = (db: Tx, actor: Actor, personId: string | undefined) => {
  let rows = db.selectFrom('cases.document as d').where('d.replacedBy', 'is', null)
  if (actor.role === 'employerClerk') {
    rows = rows.where('d.throughEmployerId', '=', actor.employerId ?? null)
    rows = personId ? rows.where((at) => at.or([at('d.personId', '=', personId), at('d.employerId', 'is not', null)])) : rows.where('d.employerId', 'is not', null)
  } else if (actor.role === 'windowClerk') rows = rows.where('d.personId', '=', personId ?? null).where('d.windowPlaceCode', '=', actor.scope ?? '')
  else rows = rows.where(sql<boolean>`d.person_id = any((select registry.own_records())::uuid[])`)
  return rows
    .select([
      ...columns,
      sql<number>`(select count(*)::int from cases.case_document l where l.document_id = d.id)`.as('usedIn'),
      sql<boolean>`d.employer_id is not null`.as('ofEmployer'),
    ])
    .orderBy(sql`d.employer_id is not null`)
    .orderBy('d.uploadedAt', 'desc')
    .execute()
}

export const documentsOfCase = (db: Tx, caseId: string) =>
  db
    .selectFrom('cases.caseDocument as l')
    .innerJoin('cases.document as d', 'd.id', 'l.documentId')
    .select([...columns, 'l.attachedOn', 'l.attachedByName as attachedBy', sql<AttachedDuring>`l.attached_during`.as('during'), sql<boolean>`d.replaced_by is not null`.as('replaced')])
    .where('l.caseId', '=', caseId)
    .orderBy('l.attachedAt')
    .orderBy('d.id')
    .execute()

/** Everything that a case has, whoever gave it: for the bound that all share. To be asked with the eyes of the house. */
export const sumOfCase = (db: Tx, caseId: string) =>
  db
    .selectFrom('cases.caseDocument as l')
    .innerJoin('cases.document as d', 'd.id', 'l.documentId')
    .select([sql<number>`count(*)::int`.as('files'), sql<number>`coalesce(sum(d.bytes), 0)::int`.as('bytes')])
    .where('l.caseId', '=', caseId)
    .executeTakeFirstOrThrow()

/** One that is already there stays as it was: sending twice is harmless. */
export const insertCaseDocument = async (db: Tx, caseId: string, documentId: string, during: AttachedDuring, actor: Actor, owner: Owner, today: PlainDate): Promise<boolean> => {
  const made = await db
    .insertInto('cases.caseDocument')
    .values({
      caseId,
      documentId,
      personId: owner.personId,
      throughEmployerId: owner.throughEmployerId,
      attachedDuring: during,
      attachedBy: actor.accountId ?? '',
      attachedByName: actor.name,
      attachedOn: today,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('documentId')
    .executeTakeFirst()
  return made !== undefined
}

export const latestArchive = (db: Tx, caseId: string) =>
  db
    .selectFrom('cases.archive as a')
    .select([sql<number>`a.bytes::int`.as('bytes'), 'a.parts', 'a.hash', 'a.manifestHash', 'a.madeOn', 'a.madeAt'])
    .where('a.caseId', '=', caseId)
    .orderBy('a.closedAt', 'desc')
    .executeTakeFirst()

/** Held until the transaction ends: a file is not swept while somebody is about to speak of it. */
export const lockHash = async (db: Tx, hash: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`file ${hash}`}, 0))`.execute(db)
}

/** With the eyes of the house: whether anybody speaks of this file. */
export const isSpokenOf = async (db: Tx, hash: string): Promise<boolean> => {
  const { rows } = await sql<{ spoken: boolean }>`
    select exists (select from cases.document where hash = ${hash}) or exists (select from cases.archive where hash = ${hash}) as spoken`.execute(db)
  return rows[0]?.spoken ?? false
}
