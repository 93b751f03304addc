import { caseDecided } from '../../cases/contract.ts'
import { implementJob } from '../../kernel/jobs/declare.ts'
import { recogniseDecided } from './contract.ts'
import { recognise } from './recognise.ts'
import { closeLapsed, openDue } from './rechecks/find.ts'
import { openRechecks } from './rechecks/contract.ts'

/** What happens after a decision and by the clock. Both may run twice without harm. */

const recogniseJob = implementJob(
  recogniseDecided,
  async ({ database, today }, { caseId, editionId, subjectKind, entries }) => {
    if (subjectKind !== 'person') return
    await database.asSystem(today, (db) => recognise(db, { caseId, editionId, entries }))
  },
  { on: [caseDecided] },
)

/** Half past one in Shanghai is 17:30 UTC, after the facts of the night are in. The city asks once a year; the clock need not wait for it. */
const openRechecksJob = implementJob(
  openRechecks,
  async ({ database, today }) => {
    await database.asSystem(today, (db) => closeLapsed(db, today))
    await openDue(database, today)
  },
  { cron: '30 17 * * *' },
)

export const recognitionJobs = [recogniseJob, openRechecksJob]
