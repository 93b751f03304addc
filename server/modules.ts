import type { Handler } from '../kernel/implement.ts'
import type { JobHandler } from '../kernel/jobs/declare.ts'
import { trainingHandlers } from '../modules/training/actions.ts'
import { trainingJobs } from '../modules/training/jobs.ts'
import type { StreamRoutes } from './app.ts'

/** Composition only: what the house consists of. No rules. */
export const handlers: readonly Handler[] = [...trainingHandlers]
export const jobs: readonly JobHandler[] = [...trainingJobs]
export const streams: readonly StreamRoutes[] = []
