import { sql } from 'kysely'
import type { Database, Tx } from '../db/database.ts'
import type { Id, PlainDate } from '../types.ts'

/** Longer work whose progress somebody watches; what it brought stays when the browser closes. */

export const openTask = async (db: Tx, { name, label, startedBy }: { name: string; label: string; startedBy: string | null }): Promise<Id<'task'>> => {
  const { id } = await db.insertInto('kernel.task').values({ name, label, startedBy }).returning('id').executeTakeFirstOrThrow()
  return id as Id<'task'>
}

/** The task of this kind that has not ended, where there is one. */
export const runningTask = (db: Tx, name: string) =>
  db.selectFrom('kernel.task').select(['id', 'done', 'total']).where('name', '=', name).where('state', 'in', ['queued', 'running']).orderBy('createdAt', 'desc').executeTakeFirst()

export interface Progress {
  /** Each report is a transaction of its own, so that it can be seen while the work is not committed yet. */
  report(done: number, total?: number): Promise<void>
}

/** Runs the body of a task between its beginning and its end; a fault becomes a sentence on it and is thrown on to the queue. */
export const runTask = async <T>(database: Database, today: PlainDate, taskId: string, body: (progress: Progress) => Promise<T>): Promise<T> => {
  const set = (changes: Record<string, unknown>) => database.asSystem(today, (db) => db.updateTable('kernel.task').set(changes).where('id', '=', taskId).execute())
  await set({ state: 'running', startedAt: sql`now()` })
  try {
    const result = await body({ report: async (done, total) => void (await set({ done: BigInt(done), ...(total === undefined ? {} : { total: BigInt(total) }) })) })
    await set({ state: 'done', endedAt: sql`now()` })
    return result
  } catch (error) {
    await set({ state: 'failed', endedAt: sql`now()`, error: '任务没有完成，没有任何内容被改动。请再试一次；如仍不行，请告诉管理员。' })
    throw error
  }
}
