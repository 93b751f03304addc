import { implementJob, type JobHandler } from '../../kernel/jobs/declare.ts'
import { sendDue } from '../../kernel/messages/send.ts'
import { sendMessages } from './contract.ts'

/** Every minute. What could not be sent is tried again by its own clock. */
const sendJob = implementJob(sendMessages, async ({ database, today }) => void (await sendDue(database, today)), { cron: '* * * * *' })

export const messageJobs: readonly JobHandler[] = [sendJob]
