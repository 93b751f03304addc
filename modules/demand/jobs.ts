import { implementJob } from '../../kernel/jobs/declare.ts'
import { closeOverduePosts } from './contract.ts'
import * as store from './store.ts'

/** A quarter past midnight in Shanghai is 16:15 UTC. May run twice without harm. */
const closeOverdueJob = implementJob(
  closeOverduePosts,
  async ({ database, today }) => {
    await database.asSystem(today, (db) => store.closeOverdue(db, today))
  },
  { cron: '15 16 * * *' },
)

export const demandJobs = [closeOverdueJob]
