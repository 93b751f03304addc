import { implementJob } from '../../kernel/jobs/declare.ts'
import { checkBatch } from './check.ts'
import { checkImportJob, runImportJob } from './contract.ts'
import { writeBatch } from './run.ts'

/** Both may run twice: the check begins anew, the import finds its work done. */
export const importJobs = [
  implementJob(checkImportJob, ({ database, today }, { batchId }) => checkBatch(database, today, batchId)),
  implementJob(runImportJob, ({ database, today }, { batchId }) => writeBatch(database, today, batchId)),
]
