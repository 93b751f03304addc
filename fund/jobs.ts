import { implementJob } from '../kernel/jobs/declare.ts'
import { watchLinesJob } from './budget/jobs.ts'
import { letFallDue } from './budget-store.ts'
import { fallDue } from './payment-contract.ts'

/** Five past midnight in Shanghai is 16:05 UTC: what is due today is there when the office opens. May run twice without harm. */
const fallDueJob = implementJob(
  fallDue,
  async ({ database, today }) => {
    await database.asSystem(today, (db) => letFallDue(db, today))
  },
  { cron: '5 16 * * *' },
)

export const fundJobs = [fallDueJob, watchLinesJob]
