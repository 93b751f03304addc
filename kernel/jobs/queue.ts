import { sql } from 'kysely'
import { run, type Runner, type TaskList } from 'graphile-worker'
import type { Logger } from 'pino'
import type { Database, Tx } from '../db/database.ts'
import type { PlainDate } from '../types.ts'
import type { JobHandler } from './declare.ts'
import { workerLogger } from './worker-logger.ts'

/** Puts a job into the queue; it becomes visible when this transaction commits (the outbox). */
export const addJob = async (db: Tx, name: string, payload: unknown, { key, runAt }: { key?: string; runAt?: string } = {}): Promise<void> => {
  await sql`select kernel.add_job(${name}, ${JSON.stringify(payload)}::json, ${key ?? null}, ${runAt ?? null}::timestamptz)`.execute(db)
}

const eventTask = 'kernel.event'

export const addEvent = (db: Tx, event: string, payload: unknown): Promise<void> => addJob(db, eventTask, { event, payload })

interface WorkerOptions {
  database: Database
  handlers: readonly JobHandler[]
  today: () => PlainDate
  logger: Logger
  concurrency?: number
}

/** Runs the queue in this process; any number of processes may share one queue. */
export const startWorker = async ({ database, handlers, today, logger, concurrency = 4 }: WorkerOptions): Promise<Runner> => {
  const tasks: TaskList = {}
  for (const handler of handlers) tasks[handler.name] = (payload) => handler.run({ database, today: today() }, payload)
  // One event becomes one job a listener, so that a listener that fails is repeated alone.
  tasks[eventTask] = async (raw) => {
    const { event, payload } = readEvent(raw)
    const listeners = handlers.filter((handler) => handler.on.includes(event))
    await database.asSystem(today(), async (db) => {
      for (const listener of listeners) await addJob(db, listener.name, payload)
    })
  }
  const crontab = handlers.filter((handler) => handler.cron).map((handler) => `${handler.cron} ${handler.name}`).join('\n')
  return run({
    connectionString: database.address.url('juying_jobs'),
    schema: 'graphile_worker',
    taskList: tasks,
    concurrency,
    crontab,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: workerLogger(logger),
  })
}

const readEvent = (raw: unknown): { event: string; payload: unknown } => {
  if (typeof raw === 'object' && raw !== null && 'event' in raw && typeof raw.event === 'string') return { event: raw.event, payload: 'payload' in raw ? raw.payload : null }
  throw new TypeError('an event carries its name')
}
