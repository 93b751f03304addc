import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { loadCity } from '../city/load.ts'
import { exampleFund } from '../fund/example.ts'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { houseSealer } from '../kernel/seal/seal.ts'
import type { Fen } from '../kernel/types.ts'
import { nightlyMatch } from '../measures/contract.ts'
import { measureJobs } from '../measures/index.ts'
import { installLibrary } from '../measures/install.ts'
import { handlers } from '../server/modules.ts'
import { testDatabase } from '../test/db.ts'
import { exampleCases } from './example.ts'

test('the example city has decided cases behind it, work on its desks, and every decided fen committed', { timeout: 120_000 }, async () => {
  const today = plainDate('2026-06-15')
  const database = await testDatabase()
  try {
    await database.asSystem(today, (db) => installLibrary(db, join(import.meta.dirname, '../policies/qingyu')))
    await loadCity({ address: database.address, sealer: houseSealer(), today, people: 2000 })
    await database.asSystem(today, (db) => exampleFund(db, { today }))
    for (const job of measureJobs.filter(({ name }) => name === nightlyMatch.name)) await job.run({ database, today }, {})
    const filed = await exampleCases(database, { today, handlers, count: 40 })
    expect(filed).toBeGreaterThan(20)
    await database.asSystem(today, async (db) => {
      const { open, decided, amount, late } = await db
        .selectFrom('pub.case')
        .select([
          sql<number>`count(*) filter (where closed_on is null)::int`.as('open'),
          sql<number>`count(*) filter (where state = 'decided')::int`.as('decided'),
          sql<Fen>`coalesce(sum(amount_fen) filter (where state = 'decided'), 0)::bigint`.as('amount'),
          sql<number>`count(*) filter (where submitted_on > ${today} or closed_on > ${today})::int`.as('late'),
        ])
        .executeTakeFirstOrThrow()
      expect(open).toBeGreaterThan(0)
      expect(decided).toBeGreaterThan(0)
      expect(late).toBe(0)
      const { committed } = await db.selectFrom('pub.budgetLineBalance').select(sql<Fen>`sum(committed_fen)::bigint`.as('committed')).executeTakeFirstOrThrow()
      expect(committed).toBe(amount)
    })
  } finally {
    await database.drop()
  }
})
