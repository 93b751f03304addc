import type { Handler } from '../kernel/implement.ts'
import { decideHandler } from './decide.ts'
import { noticeHandlers } from './notices.ts'
import type { Desks } from './ports.ts'
import { queryHandlers } from './reading/queries.ts'
import { reviewHandlers } from './review.ts'
import { submitHandler, supplementHandler, withdrawHandler } from './submit.ts'

export { caseJobs } from './notices.ts'
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
]
