import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { loadCity } from '../city/load.ts'
import { queueSummary } from '../cases/reading/contract.ts'
import { exampleFund } from '../fund/example.ts'
import { dueLines, reconcile } from '../fund/payment-contract.ts'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { fileKeys } from '../kernel/seal/keys.ts'
import { sealerOf } from '../kernel/seal/seal.ts'
import { installLibrary } from '../measures/install.ts'
import { testDatabase, type TestDatabase } from '../test/db.ts'
import { createDemoAccounts } from './demo-accounts.ts'
import { Cast, houseOver, type House } from './example-year-house.ts'
import { ensureExampleYear } from './example-year.ts'

const today = plainDate('2026-11-22')
let database: TestDatabase
let house: House
let cast: Cast

beforeAll(async () => {
  database = await testDatabase()
  await loadCity({ address: database.address, sealer: sealerOf(fileKeys(inject('home'))), today, people: 2400, employers: 90 })
  await database.asSystem(today, async (db) => {
    await installLibrary(db, join(import.meta.dirname, '../policies/qingyu'))
    await exampleFund(db, { today })
  })
  await createDemoAccounts(database, today)
  const began = performance.now()
  let said = ''
  const lived = await ensureExampleYear(database, { today, cases: 60, progress: (words) => { if (words.slice(0,2)!==said.slice(0,2)) console.log(words, performance.now()-began); said = words } })
  console.log(said, performance.now() - began, lived?.filed, lived?.unfiled.length, lived?.unfiled)
  house = houseOver(database)
  cast = await Cast.gather(database, today, 7)
}, 180_000)
afterAll(() => database.drop())

const rows = <T>(query: ReturnType<typeof sql<T>>) => database.asSystem(today, async (db) => (await query.execute(db)).rows)

test('the city has cases in every state', async () => {
  const states = await rows(sql<{ state: string; count: number }>`select state, count(*)::int as count from pub.case group by 1 order by 1`)
  console.table(states)
  console.table(await rows(sql`select measure, state, count(*)::int from pub.case group by 1,2 order by 1,2`))
  console.table(await rows(sql`select verb, outcome, code, count(*)::int from kernel.audit group by 1,2,3 order by 1,2,3`))
  console.table(await rows(sql`select b.number, l.code, b.state, b.items, b.total_fen, b.released_on from fund.batch b join fund.budget_line l on l.id = b.line_id order by 1`))
  console.table(await rows(sql`select state, count(*)::int, sum(attempts)::int as attempts from fund.instalment group by 1`))
  console.table(await rows(sql`select number, title, state, seats, taken, enrol_by from training.course order by 1`))
  console.table(await rows(sql`select count(*)::int, min(hours), max(hours) from training.certificate`))
  console.table(await rows(sql`select office_name, name, count(*)::int, count(*) filter (where due_on < ${today}::date)::int as late from cases.step where state='open' group by 1,2 order by 1,2`))
  for (const state of ['verifying', 'inReview', 'returned', 'onNotice', 'objected', 'toDecide', 'decided', 'rejected', 'withdrawn']) expect(states.map((row) => row.state)).toContain(state)
})

test('what the fund’s lines hold is what its ledger says, and every batch matches to the fen', async () => {
  for (const year of [2025, 2026]) expect(await house.asks({ actor: cast.demoActor('leader'), today }, reconcile, { year })).toMatchObject({ unmatched: [], linesOff: [] })
})

test('each demo desk has work', async () => {
  for (const login of ['county-hr', 'city-education', 'city-hr', 'talent-office']) {
    const { total } = await house.asks({ actor: cast.demoActor(login), today }, queueSummary, {})
    console.log(login, total)
  }
  const { lines } = await house.asks({ actor: cast.demoActor('fund-maker'), today }, dueLines, { dueBy: today })
  console.log(lines.length)
})
