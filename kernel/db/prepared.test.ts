import { sql } from 'kysely'
import { expect } from 'vitest'
import { test, type World } from '../../test/world.ts'
import { openDatabase } from './database.ts'
import { askedBeforeNamed, plansAtMost } from './prepared.ts'

/** The kept plans of a house that has one connection, by the texts in which `word` stands. */
const withOne = async (world: World, body: (database: ReturnType<typeof openDatabase>, kept: (word: string) => Promise<string[]>) => Promise<void>): Promise<void> => {
  const database = openDatabase(world.database.address, { connections: 1 })
  const kept = (word: string) => database.asSystem(world.today, async (db) => (await sql<{ statement: string }>`select statement from pg_prepared_statements where position(${word} in statement) > 0 order by 1`.execute(db)).rows.map(({ statement }) => statement))
  try {
    await body(database, kept)
  } finally {
    await database.close()
  }
}

test('what comes again and again is planned once, what comes seldom is not kept, and a page of a list is planned with its values', async ({ world }) =>
  withOne(world, async (database, kept) => {
    const count = (place: string) => database.asSystem(world.today, (db) => db.selectFrom('kernel.place as counted').select(sql<number>`count(*)::int`.as('n')).where('code', '=', place).executeTakeFirstOrThrow())
    const page = (limit: number) => database.asSystem(world.today, (db) => db.selectFrom('kernel.place as paged').select('code').orderBy('code').limit(limit).execute())
    for (let turn = 0; turn < askedBeforeNamed; turn++) expect(await count('9801')).toEqual({ n: 1 })
    expect(await kept('counted')).toEqual([])
    expect(await count('980101')).toEqual({ n: 1 })
    expect(await count('nowhere')).toEqual({ n: 0 })
    expect(await kept('counted')).toEqual(['select count(*)::int as "n" from "kernel"."place" as "counted" where "code" = $1'])
    for (const limit of [1, 2, 3, 4, 5, 5, 5]) expect(await page(limit)).toHaveLength(limit)
    expect(await kept('paged')).toEqual([])
  }))

test('a kept plan reads the session of today: another duty and another scope see their own rows', async ({ world }) =>
  withOne(world, async (database) => {
    await world.person({ place: '980101001' })
    const accountId = (await world.staff('reviewer', '980101')).accountId
    const seen = ({ scope }: { scope: string }) =>
      database.as({ actor: { accountId, name: '审核员', role: 'reviewer', scope, department: undefined, personId: undefined, employerId: undefined }, today: world.today }, (db) => db.selectFrom('registry.person').select('id').execute())
    for (let turn = 0; turn < 13; turn++) {
      expect(await seen({ scope: '980101' })).toHaveLength(1)
      expect(await seen({ scope: '980104' })).toHaveLength(0)
    }
  }))

test('a connection with more plans than it may keep is replaced', async ({ world }) =>
  withOne(world, async (database, kept) => {
    const connection = () => database.asSystem(world.today, async (db) => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid)
    const before = await connection()
    await database.asSystem(world.today, async (db) => {
      for (let at = 0; at <= plansAtMost; at++) for (let turn = 0; turn <= askedBeforeNamed; turn++) await sql.raw(`select ${at} as manifold`).execute(db)
    })
    expect(await connection()).not.toBe(before)
    expect(await kept('manifold')).toEqual([])
  }))
