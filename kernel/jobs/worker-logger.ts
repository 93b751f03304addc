import { Logger as WorkerLogger } from 'graphile-worker'
import type { Logger } from 'pino'

/** The queue's messages as our JSON lines; payloads are left out, they may name people. */
export const workerLogger = (logger: Logger): WorkerLogger =>
  new WorkerLogger((scope) => (level, message) => {
    const line = { job: scope.taskIdentifier, jobId: scope.jobId }
    if (level === 'error') logger.error(line, message)
    else if (level === 'warning') logger.warn(line, message)
    else logger.debug(line, message)
  })
