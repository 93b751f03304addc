import { sql } from 'kysely'
import { expect } from 'vitest'
import { test } from '../../test/world.ts'
import { answerFor } from '../invoke.ts'
import { connectionLost } from './database.ts'

test('a connection that is lost between two statements fails its transaction, not the process; the next one works', async ({ world }) => {
  const torn = world.asSystem(async (db) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
    await world.database.adminQuery(`select pg_terminate_backend(${rows[0]?.pid})`)
    // The word of the end arrives while nothing is being asked.
    await new Promise((next) => setTimeout(next, 50))
    await sql`select 1`.execute(db)
  })
  const error = await torn.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(connectionLost(error)).toBe(true)
  // Whether a commit was under way is not known, so the answer must not say that nothing was changed.
  expect(answerFor(error, 'r1')).toMatchObject({ status: 503, answer: { kind: 'fault', message: expect.stringContaining('不能确定') } })
  expect(await world.asSystem(async (db) => (await sql<{ one: number }>`select 1 as one`.execute(db)).rows)).toEqual([{ one: 1 }])
})

test('other faults are no lost connections', () => {
  expect(connectionLost(new Error('amount missing'))).toBe(false)
  expect(connectionLost(Object.assign(new Error('x'), { code: '23514' }))).toBe(false)
  for (const code of ['08006', '57P01', 'ECONNREFUSED']) expect(connectionLost(Object.assign(new Error('x'), { code }))).toBe(true)
})

test('no role and no database can let the house answer for commits that are not written yet', async ({ world }) => {
  await world.database.adminQuery(`do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$`)
  const fresh = () => world.asSystem(async (db) => (await sql<{ setting: string }>`select current_setting('synchronous_commit') as setting`.execute(db)).rows[0]?.setting)
  // Every connection of the pool, the new ones among them.
  expect(new Set(await Promise.all(Array.from({ length: 10 }, fresh)))).toEqual(new Set(['on']))
})
