import { z } from 'zod'
import { declareAction, declareQuery } from '../action.ts'
import { InstantField } from '../types.ts'

/** 系统状态: what the system administrator looks after. How the house is, never what is in it. */

const systemOfficer = ['systemOfficer'] as const

export const houseState = declareQuery({
  name: 'house.state',
  label: '系统状态',
  may: systemOfficer,
  input: z.object({}),
  output: z.object({
    version: z.string(),
    node: z.string(),
    postgres: z.string(),
    startedAt: InstantField,
    /** Bytes, as decimal text. */
    databaseBytes: z.string(),
    disk: z.object({ freeBytes: z.string(), totalBytes: z.string() }),
    connections: z.object({ used: z.number(), most: z.number() }),
    migrations: z.object({ count: z.number(), last: z.string() }),
    settings: z.array(z.object({ name: z.string(), value: z.string() })),
    backups: z.object({ folder: z.string(), last: z.object({ name: z.string(), at: InstantField, bytes: z.string() }).nullable() }),
    queue: z.array(z.object({ task: z.string(), label: z.string(), waiting: z.number(), running: z.number(), failed: z.number() })),
    failing: z.array(z.object({ jobId: z.string(), task: z.string(), label: z.string(), attempts: z.number(), most: z.number(), nextAt: InstantField, says: z.string(), final: z.boolean() })),
    tasks: z.array(z.object({ id: z.string(), label: z.string(), state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']), done: z.string(), total: z.string().nullable(), error: z.string().nullable(), createdAt: InstantField, endedAt: InstantField.nullable() })),
  }),
})

export const retryJob = declareAction({
  name: 'house.retryJob',
  label: '重新执行',
  may: systemOfficer,
  input: z.object({ jobId: z.string().regex(/^\d{1,18}$/) }),
  output: z.object({}),
  refusals: { notFailed: '这件任务没有出错、正在执行，或已经做完' },
})
