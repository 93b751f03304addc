import { sql } from 'kysely'
import { expect } from 'vitest'
import { test } from '../../test/world.ts'
import { answerFor } from '../invoke.ts'
import { connectionLost } from './database.ts'

// clause: ASVS 16.5.2
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

test('who comes second with the same thing looks once more; where that does not help, it ends', async ({ world }) => {
  let [attempts, others] = [0, 0]
  const put = (place: string) => sql`insert into kernel.place (code, name, level, parent_code, kind) select ${place}, '测试' || ${place}, level, parent_code, kind from kernel.place where code = '980101001'`
  const second = world.asSystem(async (db) => {
    attempts++
    const { rows } = await sql`select from kernel.place where code = '980101998'`.execute(db)
    if (rows.length) return 'is there'
    // Another transaction is first, after he looked and before he wrote.
    if (others++ === 0) await world.asSystem((other) => put('980101998').execute(other))
    await put('980101998').execute(db)
    return 'put'
  })
  expect([await second, attempts]).toEqual(['is there', 2])
  attempts = 0
  await expect(world.asSystem(async (db) => (attempts++, put('980101998').execute(db)))).rejects.toMatchObject({ code: '23505' })
  expect(attempts).toBe(4)
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

test('a number that people read grows by a digit where its series is full, and never becomes an earlier one again', async ({ world }) => {
  const numbers = await world.asSystem(async (db) => {
    await sql`insert into kernel.counter (name, value) values ('CX2026', 99998)`.execute(db)
    const next = async (name: string) => (await sql<{ number: string }>`select kernel.next_number(${name}) as number`.execute(db)).rows[0]?.number
    return [await next('CX2026'), await next('CX2026'), await next('CX2027')]
  })
  expect(numbers).toEqual(['CX202699999', 'CX2026100000', 'CX202700001'])
  // Every number that a table gives by itself, at the first serial that its width does not hold.
  const { rows } = await world.asSystem((db) => sql<{ table: string; given: string }>`
    select c.conrelid::regclass::text as table, pg_get_expr(d.adbin, d.adrelid) as given
    from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum join pg_constraint c on c.conrelid = a.attrelid and c.contype = 'u' and c.conkey = array[a.attnum]
    where pg_get_expr(d.adbin, d.adrelid) like '%nextval%'`.execute(db))
  expect(rows.length).toBeGreaterThanOrEqual(7)
  for (const { table, given } of rows) {
    const [first, last] = ['1', '100000000'].map((serial) => given.replace(/nextval\('[^']*'::regclass\)/, serial))
    const { rows: [one] } = await world.asSystem((db) => sql<{ first: string; last: string }>`select ${sql.raw(first ?? '')} as first, ${sql.raw(last ?? '')} as last`.execute(db))
    expect(one?.last, table).toBe(`${one?.first.slice(0, 1)}100000000`)
  }
})
