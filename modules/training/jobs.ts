import { implementJob } from '../../kernel/jobs/declare.ts'
import { attendanceRecorded, closeOverdue, issueCertificates } from './contract.ts'
import * as store from './store.ts'

/** What happens by the clock or after an event. Both may run twice without harm. */

const issueCertificatesJob = implementJob(
  issueCertificates,
  async ({ database, today }, { personIds, year }) => {
    await database.asSystem(today, (db) => store.issueDue(db, personIds, year, today))
  },
  { on: [attendanceRecorded] },
)

/** Ten past midnight in Shanghai is 16:10 UTC: enrolment ends with its last day. */
const closeOverdueJob = implementJob(
  closeOverdue,
  async ({ database, today }) => {
    await database.asSystem(today, (db) => store.closeOverdueCourses(db, today))
  },
  { cron: '10 16 * * *' },
)

export const trainingJobs = [issueCertificatesJob, closeOverdueJob]
