import { implementJob } from '../../kernel/jobs/declare.ts'
import { addEvent } from '../../kernel/jobs/queue.ts'
import { lineNearlyUsed, watchLines } from './contract.ts'
import { watchUsage } from './year-store.ts'

/** Every ten minutes: who reached a threshold is told once, in the transaction that notes it. */
export const watchLinesJob = implementJob(
  watchLines,
  async ({ database, today }) => {
    await database.asSystem(today, async (db) => {
      for (const { usedFen, appropriatedFen, ...reached } of await watchUsage(db, today)) {
        await addEvent(db, lineNearlyUsed.name, { ...reached, usedFen: usedFen.toString(), appropriatedFen: appropriatedFen.toString(), tellRoles: ['financeMaker', 'financeChecker', 'talentOffice'] })
      }
    })
  },
  { cron: '*/10 * * * *' },
)
