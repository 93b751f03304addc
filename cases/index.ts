import type { Handler } from '../kernel/implement.ts'
import type { JobHandler } from '../kernel/jobs/declare.ts'
import { decideHandler } from './decide.ts'
import { archiveJobs } from './documents/archive/job.ts'
import { documentHandlers, documentJobs } from './documents/actions.ts'
import { uploadRoute } from './documents/upload.ts'
import { viewRoutes } from './documents/view.ts'
import { caseJobs as noticeJobs, noticeHandlers } from './notices.ts'
import type { Desks } from './ports.ts'
import { queryHandlers } from './reading/queries.ts'
import { reviewHandlers } from './review.ts'
import { submitHandler, supplementHandler, withdrawHandler } from './submit.ts'

export type { Desks, FundDesk, MeasureDesk } from './ports.ts'

/** The case desk, put together with the desks that it asks. */
export const caseHandlers = (desks: Desks): Handler[] => [
  submitHandler(desks.measures),
  supplementHandler(desks.measures),
  withdrawHandler,
  ...reviewHandlers,
  decideHandler(desks),
  ...noticeHandlers,
  ...queryHandlers,
  ...documentHandlers,
]

export const caseJobs: readonly JobHandler[] = [...noticeJobs, ...documentJobs, ...archiveJobs]
/** Papers in and out. */
export const caseStreams = [uploadRoute, viewRoutes] as const
