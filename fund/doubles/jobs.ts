import { sql } from 'kysely'
import { implementJob } from '../../kernel/jobs/declare.ts'
import { peopleSeparated } from '../../registry/duplicates/contract.ts'
import { releaseRecordKeys } from './contract.ts'

/** May run twice: what is free stays free. */
export const releaseRecordKeysJob = implementJob(
  releaseRecordKeys,
  async ({ database, today }, { survivorId, mergedId }) => {
    await database.asSystem(today, (db) => sql`select fund.release_record_keys(${survivorId}, ${mergedId})`.execute(db))
  },
  { on: [peopleSeparated] },
)
