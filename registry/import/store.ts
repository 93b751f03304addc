import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Id } from '../../kernel/types.ts'
import type { ImportState, Problem } from './contract.ts'

export const batches = (db: Tx) =>
  db
    .selectFrom('registry.importBatch')
    .select([sql<Id<'importBatch'>>`id`.as('id'), 'number', 'fileName', sql<ImportState>`state`.as('state'), 'doneRows', 'totalRows', 'newRows', 'knownRows', 'wrongRows', 'message', 'createdAt'])

export const getBatch = async (db: Tx, batchId: string) => {
  const batch = await batches(db).where('id', '=', batchId).executeTakeFirst()
  if (!batch) throw new Missing()
  return batch
}

/** With what the jobs need: scope, source, the sealed file. Locked, so that two of them never work on one batch. */
export const findBatchForWork = (db: Tx, batchId: string, state: ImportState) =>
  db
    .selectFrom('registry.importBatch')
    .select(['id', 'fileSealed', 'source', 'placeCode', 'employerId', 'createdBy', 'totalRows'])
    .where('id', '=', batchId)
    .where('state', '=', state)
    .forUpdate()
    .executeTakeFirst()

export const insertBatch = (db: Tx, values: { id: string; fileName: string; fileBytes: number; fileSealed: Buffer; source: string; placeCode: string; employerId: string | null; createdBy: string }) =>
  db.insertInto('registry.importBatch').values({ ...values, state: 'checking' }).returning(['id', 'number']).executeTakeFirstOrThrow()

export const lockBatch = async (db: Tx, batchId: string) => {
  const batch = await db.selectFrom('registry.importBatch').select([sql<ImportState>`state`.as('state'), 'newRows', 'knownRows', 'wrongRows', 'number']).where('id', '=', batchId).forUpdate().executeTakeFirst()
  if (!batch) throw new Missing()
  return batch
}

export const setBatch = (db: Tx, batchId: string, values: { state?: ImportState; doneRows?: number; totalRows?: number; newRows?: number; knownRows?: number; wrongRows?: number; message?: string | null; fileSealed?: Buffer | null; endedAt?: string | null }) =>
  db.updateTable('registry.importBatch').set(values).where('id', '=', batchId).execute()

export const wrongRows = async (db: Tx, batchId: string, limit?: number): Promise<{ rowNumber: number; problems: Problem[] }[]> => {
  const { rows } = await sql<{ rowNumber: number; problems: Problem[] }>`
    select row_number, problems from registry.import_row where batch_id = ${batchId} and outcome = 'wrong' order by row_number ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(db)
  return rows
}

export type StagedRow = { rowNumber: number; outcome: 'new' | 'known' | 'wrong'; sealed: Buffer | null; problems: Problem[]; documentIndex: Buffer | null; personId: string | null }

/** Thousands of rows in one statement: bytea travels as hex inside one JSON parameter. */
export const stageRows = async (db: Tx, batchId: string, rows: readonly StagedRow[]): Promise<void> => {
  const wire = JSON.stringify(rows.map(({ sealed, documentIndex, ...row }) => ({ ...row, sealed: sealed?.toString('hex') ?? null, documentIndex: documentIndex?.toString('hex') ?? null })))
  await sql`
    insert into registry.import_row (batch_id, row_number, outcome, sealed, problems, document_index, person_id)
    select ${batchId}, r."rowNumber", r.outcome, decode(r.sealed, 'hex'), r.problems, decode(r."documentIndex", 'hex'), r."personId"
    from jsonb_to_recordset(${wire}::jsonb) as r("rowNumber" int, outcome text, sealed text, problems jsonb, "documentIndex" text, "personId" uuid)`.execute(db)
}

/** People whom these documents already name, by the index in hex; a record that was merged answers with the one that stays. */
export const peopleByDocument = async (db: Tx, indexes: readonly string[]): Promise<Map<string, { id: string; name: string; placeCode: string }>> => {
  const { rows } = await sql<{ index: string; id: string; name: string; placeCode: string }>`
    select encode(p.document_index, 'hex') as index, s.id, p.name, s.place_code from registry.person p join registry.person s on s.id = coalesce(p.survivor_id, p.id)
    where p.document_index in (select decode(value, 'hex') from jsonb_array_elements_text(${JSON.stringify(indexes)}::jsonb))
    union all select encode(d.document_index, 'hex'), s.id, d.name, s.place_code from registry.person_document d join registry.person p on p.id = d.person_id join registry.person s on s.id = coalesce(p.survivor_id, p.id)
    where d.document_index in (select decode(value, 'hex') from jsonb_array_elements_text(${JSON.stringify(indexes)}::jsonb))`.execute(db)
  return new Map(rows.map(({ index, ...person }) => [index, person]))
}
