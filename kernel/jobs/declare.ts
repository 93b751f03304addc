import type { z } from 'zod'
import type { Database } from '../db/database.ts'
import type { PlainDate } from '../types.ts'

/** Something to be done later or by the clock. Jobs may run twice: each body is idempotent and keeps no local state. */
export interface JobDeclaration<P> {
  name: string
  label: string
  payload: z.ZodType<P>
}
export const declareJob = <P>(job: JobDeclaration<P>): JobDeclaration<P> => job

/** Something that happened, in the words of the module where it happened; other modules' jobs listen. */
export interface EventDeclaration<P> {
  name: string
  payload: z.ZodType<P>
}
export const declareEvent = <P>(event: EventDeclaration<P>): EventDeclaration<P> => event

export interface JobContext {
  database: Database
  today: PlainDate
}

export interface JobHandler {
  name: string
  label: string
  /** Events that start it, by name. */
  on: readonly string[]
  /** Cron line in UTC (Shanghai is eight hours ahead), when it runs by the clock. */
  cron: string | undefined
  run(context: JobContext, payload: unknown): Promise<void>
}

export const implementJob = <P>(
  job: JobDeclaration<P>,
  run: (context: JobContext, payload: P) => Promise<void>,
  { on = [], cron }: { on?: readonly EventDeclaration<P>[]; cron?: string } = {},
): JobHandler => ({
  name: job.name,
  label: job.label,
  on: on.map((event) => event.name),
  cron,
  run: (context, payload) => run(context, job.payload.parse(payload)),
})
