import { pino } from 'pino'
import { expect } from 'vitest'
import { z } from 'zod'
import { test } from '../../test/world.ts'
import { declareJob, implementJob } from './declare.ts'
import { addJob, startWorker } from './queue.ts'

const failing = declareJob({ name: 'test.failing', label: '总是失败', payload: z.unknown() })
const working = declareJob({ name: 'test.working', label: '照常', payload: z.unknown() })

test('a job that fails is written down and tried again later; the queue goes on with the others', async ({ world }) => {
  let worked = 0
  const handlers = [
    implementJob(failing, async () => {
      throw new Error('外部系统没有应答')
    }),
    implementJob(working, async () => void worked++),
  ]
  const worker = await startWorker({ database: world.database, handlers, today: () => world.today, logger: pino({ level: 'silent' }) })
  try {
    await world.asSystem((db) => addJob(db, failing.name, {}))
    const failed = () => world.database.adminQuery(`select last_error as error, attempts from graphile_worker._private_jobs where last_error is not null`)
    await expect.poll(failed, { timeout: 10_000 }).toEqual([{ error: '外部系统没有应答', attempts: 1 }])
    await world.asSystem((db) => addJob(db, working.name, {}))
    await expect.poll(() => worked, { timeout: 10_000 }).toBe(1)
  } finally {
    await worker.stop()
  }
})
