import { implementJob } from '../kernel/jobs/declare.ts'
import { followAwards } from './awards/follow.ts'
import { remindUnsigned } from './awards/store.ts'
import { watchLinesJob } from './budget/jobs.ts'
import { letFallDue } from './budget-store.ts'
import { askForLost } from './inquiry-contract.ts'
import * as inquiries from './inquiry-store.ts'
import { fallDue, lostAfter } from './payment-contract.ts'
import { watch } from './recovery/breach.ts'
import { watchObligations } from './recovery/contract.ts'
import { releaseRecordKeysJob } from './doubles/jobs.ts'
import { toldJobs } from './told/jobs.ts'
import { overdueBy } from './value-day.ts'

/** Five past midnight in Shanghai is 16:05 UTC: what is due today is there when the office opens. May run twice without harm. */
const fallDueJob = implementJob(
  fallDue,
  async ({ database, today }) => {
    // First what the facts say, then the clock alone for awards without terms: nothing is due that the same night would have stopped.
    await followAwards(database, today)
    await database.asSystem(today, async (db) => {
      await letFallDue(db, today)
      await remindUnsigned(db, today)
    })
  },
  { cron: '5 16 * * *' },
)

/** Twenty to one at night, after what fell due: what the registry says of those who still owe service. */
const watchJob = implementJob(
  watchObligations,
  async ({ database, today }) => {
    await watch(database, today)
  },
  { cron: '40 16 * * *' },
)

/** Twenty past midnight: what the bank has not answered for three working days is asked for. */
const askForLostJob = implementJob(
  askForLost,
  async ({ database, today }) => {
    await database.asSystem(today, (db) => inquiries.askForLost(db, { sentBy: overdueBy(today, lostAfter), today }))
  },
  { cron: '20 16 * * *' },
)

export const fundJobs = [fallDueJob, watchLinesJob, askForLostJob, watchJob, releaseRecordKeysJob, ...toldJobs]
