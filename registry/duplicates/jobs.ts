import { implementJob } from '../../kernel/jobs/declare.ts'
import { findDuplicatesJob } from './contract.ts'
import { runFind } from './find.ts'

/** A quarter to two at night in Shanghai, and when the desk asks. May run twice: it finds the same. */
export const duplicateJobs = [
  implementJob(
    findDuplicatesJob,
    async ({ database, today }) => {
      await runFind(database, today)
    },
    { cron: '45 17 * * *' },
  ),
]
