import { sql } from 'kysely'
import { parseCronItems, run, type TaskList } from 'graphile-worker'
import pg from 'pg'
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
export const startWorker = async ({ database, handlers, today, logger, concurrency = 4 }: WorkerOptions): Promise<{ stop(): Promise<void> }> => {
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
  const cronItems = parseCronItems(handlers.flatMap(({ name, cron }) => (cron ? [{ task: name, match: cron, identifier: name }] : [])))
  const pool = new pg.Pool({ connectionString: database.address.url('juying_jobs'), max: concurrency + 2 })
  // The queue reconnects by itself; without listeners a lost connection would end the process.
  const lost = (error: Error) => logger.warn({ reason: error.message }, 'queue connection lost')
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  const runner = await run({
    pgPool: pool,
    schema: 'graphile_worker',
    taskList: tasks,
    concurrency,
    parsedCronItems: cronItems,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: workerLogger(logger),
  })
  return {
    stop: async () => {
      await runner.stop()
      await pool.end()
    },
  }
}

const readEvent = (raw: unknown): { event: string; payload: unknown } => {
  if (typeof raw === 'object' && raw !== null && 'event' in raw && typeof raw.event === 'string') return { event: raw.event, payload: 'payload' in raw ? raw.payload : null }
  throw new TypeError('an event carries its name')
}
