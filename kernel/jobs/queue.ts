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

/**
 * The queue's library reads its own rows: numbers of jobs as text and instants as Date, not as this house reads them (kernel/db/database.ts).
 * With a bigint in its hands it cannot write down that a job failed, and ends the process instead.
 */
const [int8, timestamptz]: number[] = [pg.types.builtins.INT8, pg.types.builtins.TIMESTAMPTZ]
const queueTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === int8) return (text: string) => text
    if (oid === timestamptz) return (text: string) => new Date(text)
    return pg.types.getTypeParser(oid, format)
  },
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
  const pool = new pg.Pool({ connectionString: database.address.url('juying_jobs'), max: concurrency + 2, types: queueTypes })
  // The queue reconnects by itself; without listeners a lost connection would end the process.
  const lost = (error: Error) => logger.warn({ reason: error.message }, 'queue connection lost')
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  const begin = () =>
    run({
      pgPool: pool,
      schema: 'graphile_worker',
      taskList: tasks,
      concurrency,
      parsedCronItems: cronItems,
      noHandleSignals: true,
      pollInterval: 1000,
      logger: workerLogger(logger),
      // Otherwise a database that is gone at the end of a job ends the process: with a delay, even of nothing, the end of a job is repeated.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    })
  let stopping = false
  let runner = await begin()
  /** A queue that gave up (the database was away for longer than it repeats) begins anew. */
  const keepGoing = async (): Promise<void> => {
    for (;;) {
      await runner.promise.catch((error: unknown) => logger.error({ reason: String(error) }, 'queue ended'))
      if (stopping) return
      await new Promise((next) => setTimeout(next, 1000))
      if (stopping) return
      runner = await begin().catch(() => runner)
    }
  }
  const going = keepGoing()
  return {
    stop: async () => {
      stopping = true
      // Already ended is as good.
      await runner.stop().catch(() => {})
      await going
      await pool.end()
    },
  }
}

const readEvent = (raw: unknown): { event: string; payload: unknown } => {
  if (typeof raw === 'object' && raw !== null && 'event' in raw && typeof raw.event === 'string') return { event: raw.event, payload: 'payload' in raw ? raw.payload : null }
  throw new TypeError('an event carries its name')
}
