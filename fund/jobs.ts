import { implementJob } from '../kernel/jobs/declare.ts'
import { watchLinesJob } from './budget/jobs.ts'
import { letFallDue } from './budget-store.ts'
import { askForLost } from './inquiry-contract.ts'
import * as inquiries from './inquiry-store.ts'
import { fallDue, lostAfter } from './payment-contract.ts'
import { overdueBy } from './value-day.ts'

/** Five past midnight in Shanghai is 16:05 UTC: what is due today is there when the office opens. May run twice without harm. */
const fallDueJob = implementJob(
  fallDue,
  async ({ database, today }) => {
    await database.asSystem(today, (db) => letFallDue(db, today))
  },
  { cron: '5 16 * * *' },
)

/** Twenty past midnight: what the bank has not answered for three working days is asked for. */
const askForLostJob = implementJob(
  askForLost,
  async ({ database, today }) => {
    await database.asSystem(today, (db) => inquiries.askForLost(db, { sentBy: overdueBy(today, lostAfter), today }))
  },
  { cron: '20 16 * * *' },
)

export const fundJobs = [fallDueJob, watchLinesJob, askForLostJob]
