import type { Handler } from '../kernel/implement.ts'
import type { JobHandler } from '../kernel/jobs/declare.ts'
import { archiveJobs } from './documents/archive/job.ts'
import { documentHandlers, documentJobs } from './documents/actions.ts'
import { uploadRoute } from './documents/upload.ts'
import { viewRoutes } from './documents/view.ts'
import { appealHandlers } from './appeal/actions.ts'
import { bulkHandlers } from './bulk/actions.ts'
import { clockHandlers, clockJobs } from './clock/jobs.ts'
import { decideHandler } from './decide.ts'
import { discretionHandlers } from './discretion/actions.ts'
import { inquiryHandlers } from './inquiry/actions.ts'
import { noticeHandlers, noticeJobs } from './notices.ts'
import { officeHandlers } from './office/actions.ts'
import { paperHandlers } from './papers/queries.ts'
import type { Desks } from './ports.ts'
import { queryHandlers } from './reading/queries.ts'
import { reviewHandlers } from './review.ts'
import { toldJobs } from './told/jobs.ts'
import { submitHandler, supplementHandler, withdrawHandler } from './submit.ts'

export { handOverCases } from './office/hand-over.ts'
export { fileCase, withdrawCase } from './submit.ts'
export { settleByRule, type Rule } from './rule/settle.ts'
export { failingSays, failingWords, isGreen } from './assessment.ts'
export type { Desks, FundDesk, MeasureDesk } from './ports.ts'

/** The case desk, put together with the desks that it asks. */
export const caseHandlers = (desks: Desks): Handler[] => [
  submitHandler(desks.measures),
  supplementHandler(desks.measures),
  withdrawHandler,
  ...reviewHandlers(desks.measures),
  decideHandler(desks),
  ...noticeHandlers,
  ...inquiryHandlers,
  ...officeHandlers,
  ...appealHandlers,
  ...discretionHandlers(desks.measures),
  ...bulkHandlers(desks),
  ...clockHandlers,
  ...queryHandlers(desks.measures),
  ...documentHandlers,
  ...paperHandlers(desks.measures),
]

export const caseJobs: readonly JobHandler[] = [...noticeJobs, ...clockJobs, ...documentJobs, ...archiveJobs, ...toldJobs]
/** Papers in and out. */
export const caseStreams = [uploadRoute, viewRoutes] as const
