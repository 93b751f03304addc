import { statfsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { backupsAt, sayingsOf } from '../backup/folder.ts'
import { readConfig, type Config } from '../config.ts'
import type { Tx } from '../db/database.ts'
import { implement, implementQuery, type Handler } from '../implement.ts'
import type { Instant } from '../types.ts'
import { version } from '../version.ts'
import { houseState, retryJob } from './house-contract.ts'

/** What the system administrator sees comes from the machine and from functions that leave out what the house is about: see 0201_house_state.sql. */

const startedAt = new Date(Date.now() - process.uptime() * 1000).toISOString() as Instant

/** The settings in words, without a secret: addresses lose user and password. */
const settingsOf = (config: Config): { name: string; value: string }[] => [
  { name: '端口', value: `${config.host}:${config.port}` },
  { name: '数据目录', value: config.home },
  { name: '数据库', value: config.databaseUrl ? placeOf(config.databaseUrl) : '内置 PostgreSQL' },
  { name: '示范模式', value: config.demo ? '开' : '关' },
  { name: '材料存放', value: config.files.kind === 'disk' ? config.files.folder : `${config.files.endpoint} ${config.files.bucket}/${config.files.prefix}` },
  { name: '审计锚定', value: config.anchors },
  { name: '备份', value: config.backups },
  { name: '全市计算线程', value: String(config.cityThreads) },
  { name: '日志级别', value: config.logLevel },
]
const placeOf = (address: string): string => {
  const { hostname, port, pathname } = new URL(address)
  return `${hostname}:${port || '5432'}${pathname}`
}

const diskOf = (folder: string) => {
  const { bsize, bavail, blocks } = statfsSync(folder, { bigint: true })
  return { freeBytes: String(bsize * bavail), totalBytes: String(bsize * blocks) }
}

/** The youngest whole backup in the folder, as its own manifest says it; where there is none, that is the finding. */
export const backupsIn = (folder: string): { folder: string; last: { name: string; at: Instant; bytes: string } | null } => {
  const name = backupsAt(folder).at(-1)
  const said = name === undefined ? undefined : sayingsOf(join(folder, name))
  return { folder, last: name !== undefined && said ? { name, ...said } : null }
}

interface Job {
  id: string
  task: string
  runAt: Instant
  attempts: number
  maxAttempts: number
  lastError: string
  running: boolean
}
const jobsOf = async (db: Tx): Promise<Job[]> => (await sql<Job>`select id, task, run_at as "runAt", attempts, max_attempts as "maxAttempts", last_error as "lastError", running from kernel.queue_state() order by run_at`.execute(db)).rows

const databaseState = async (db: Tx) => {
  const { rows } = await sql<{ postgres: string; bytes: string; used: number; most: number; migrations: number; last: string }>`
    select current_setting('server_version') as postgres, pg_database_size(current_database())::text as bytes,
      (select count(*)::int from pg_stat_activity where datname = current_database()) as used, current_setting('max_connections')::int as most,
      m.migrations, m.last from kernel.migration_state() m`.execute(db)
  const [row] = rows
  if (!row) throw new Error('the database says nothing of itself')
  return row
}

/** `labels`: the word of each job, which only the house as a whole knows. */
export const houseHandlers = (labels: () => Readonly<Record<string, string>>): readonly Handler[] => [
  implementQuery(houseState, async ({ db }) => {
    const config = readConfig()
    const words = labels()
    const jobs = await jobsOf(db)
    const { postgres, bytes, used, most, migrations, last } = await databaseState(db)
    const { rows: tasks } = await sql<{ id: string; label: string; state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'; done: string; total: string | null; error: string | null; createdAt: Instant; endedAt: Instant | null }>`
      select id, label, state, done::text, total::text, error, created_at as "createdAt", ended_at as "endedAt" from kernel.task_state()`.execute(db)
    const labelOf = (task: string) => words[task] ?? task
    const names = [...new Set(jobs.map(({ task }) => task))].toSorted()
    return {
      version,
      node: process.version,
      postgres,
      startedAt,
      databaseBytes: bytes,
      disk: diskOf(config.home),
      connections: { used, most },
      migrations: { count: migrations, last },
      settings: settingsOf(config),
      backups: backupsIn(config.backups),
      queue: names.map((task) => {
        const mine = jobs.filter((job) => job.task === task)
        return { task, label: labelOf(task), waiting: mine.filter((job) => !job.running && !job.lastError).length, running: mine.filter((job) => job.running).length, failed: mine.filter((job) => job.lastError !== '').length }
      }),
      failing: jobs.filter(({ lastError }) => lastError !== '').map(({ id, task, attempts, maxAttempts, runAt, lastError }) => ({ jobId: id, task, label: labelOf(task), attempts, most: maxAttempts, nextAt: runAt, says: lastError, final: attempts >= maxAttempts })),
      tasks,
    }
  }),
  implement(retryJob, async ({ db, actor, refuse, touched }, { jobId }) => {
    const job = (await jobsOf(db)).find(({ id }) => id === jobId)
    const { rows } = await sql<{ again: boolean }>`select kernel.retry_job(${jobId}) as again`.execute(db)
    if (!job || !rows[0]?.again) return refuse('notFailed')
    await db.insertInto('kernel.jobRetry').values({ job: jobId, task: job.task, byAccount: actor.accountId ?? '' }).execute()
    touched({ task: job.task })
    return {}
  }),
]
