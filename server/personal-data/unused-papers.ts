import { sql } from 'kysely'
import { sweepFile } from '../../cases/documents/contract.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { addJob } from '../../kernel/jobs/queue.ts'

/** Erases these people's papers that no case has used, however often one was replaced; their contents follow by a job. Answers how many. */
export const eraseUnusedPapers = async (db: Tx, ids: readonly string[]): Promise<number> => {
  const { rows } = await sql<{ hash: string }>`
    with recursive used as (select document_id as id from cases.case_document union select d.replaced_by from cases.document d join used on used.id = d.id where d.replaced_by is not null)
    delete from cases.document d where d.person_id = any (${sql.val(ids)}::uuid[]) and not exists (select from used where used.id = d.id) returning d.hash`.execute(db)
  for (const { hash } of rows) await addJob(db, sweepFile.name, { hash })
  return rows.length
}
