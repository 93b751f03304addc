import { join } from 'node:path'
import { sql, type RawBuilder } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { caseStates } from '../cases/contract.ts'
import { queueSummary } from '../cases/reading/contract.ts'
import { loadCity } from '../city/load.ts'
import { exampleFund } from '../fund/example.ts'
import { recomputeAward } from '../fund/index.ts'
import { dueLines, reconcile } from '../fund/payment-contract.ts'
import { listUnsigned } from '../fund/sheets/contract.ts'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import type { Id } from '../kernel/types.ts'
import { fileKeys } from '../kernel/seal/keys.ts'
import { sealerOf } from '../kernel/seal/seal.ts'
import { installLibrary } from '../measures/install.ts'
import { askFunnel } from '../modules/delivery/contract.ts'
import { askProposal } from '../modules/service/assign-contract.ts'
import { askDay } from '../modules/service/contract.ts'
import { courseStates } from '../modules/training/contract.ts'
import { testDatabase, type TestDatabase } from '../test/db.ts'
import { createDemoAccounts } from './demo-accounts.ts'
import { Cast, houseOver, type House } from './example-year-house.ts'
import { ensureExampleYear } from './example-year.ts'

const today = plainDate('2026-11-20')
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
  await ensureExampleYear(database, { today, cases: 50 })
  house = houseOver(database)
  cast = await Cast.gather(database, today, 7)
}, 300_000)
afterAll(() => database.drop())

const rows = <T>(query: RawBuilder<T>): Promise<T[]> => database.asSystem(today, async (db) => (await query.execute(db)).rows)
const as = (login: string) => ({ actor: cast.demoActor(login), today })

test('a small city has cases in every state, and courses too', async () => {
  const states = await rows(sql<{ state: string }>`select distinct state from pub.case`)
  expect(states.map(({ state }) => state).toSorted()).toEqual(Object.keys(caseStates).toSorted())
  const courses = await rows(sql<{ state: string }>`select distinct state from training.course`)
  expect(courses.map(({ state }) => state).toSorted()).toEqual(Object.keys(courseStates).toSorted())
  expect((await rows(sql<{ count: number }>`select count(*)::int as count from training.certificate`))[0]?.count).toBeGreaterThan(20)
})

test('a year of service has people with and without a specialist, requests in every living state, and ratings', async () => {
  const [{ served, late } = { served: 0, late: 0 }] = await rows(sql<{ served: number; late: number }>`select (select count(*)::int from pub.service_assignment where until is null) as served, (select count(*)::int from pub.service_request where late_on is not null) as late`)
  expect(served).toBeGreaterThan(20)
  expect(late).toBeGreaterThan(1)
  expect((await house.asks(as('talent-office'), askProposal, {})).without).toBeGreaterThan(0)
  const states = await rows(sql<{ state: string; rated: number }>`select state, count(rating)::int as rated from pub.service_request group by 1`)
  expect(states.map(({ state }) => state)).toEqual(expect.arrayContaining(['asked', 'inHand', 'closed']))
  expect(states.find(({ state }) => state === 'closed')?.rated).toBeGreaterThan(10)
  const { contactsDue, people, year } = await house.asks(as('specialist'), askDay, {})
  expect([people > 0, contactsDue > 0, year.answered > 0]).toEqual([true, true, true])
})

test('what the fund’s lines hold is what the ledger says, and every batch matches to the fen', async () => {
  for (const year of [2025, 2026]) expect(await house.asks(as('leader'), reconcile, { year })).toMatchObject({ unmatched: [], linesOff: [] })
  const [{ paid, failed } = { paid: 0, failed: 0 }] = await rows(
    sql<{ paid: number; failed: number }>`select count(*) filter (where state = 'paid')::int as paid, count(*) filter (where state = 'failed')::int as failed from fund.batch_item`,
  )
  expect(paid).toBeGreaterThan(failed)
  expect(failed).toBeGreaterThan(0)
  expect(await rows(sql`select from fund.instalment where state = 'due' and attempts > 0`)).not.toHaveLength(0)
})

test('免申即享 is under way: told, opened, confirmed, decided without a hand, and the first are paid', async () => {
  const { lines } = await house.asks(as('leader'), askFunnel, { by: 'measure' })
  const sum = (of: (line: (typeof lines)[number]) => number) => lines.reduce((total, line) => total + of(line), 0)
  const steps = [sum(({ told }) => told), sum(({ opened }) => opened), sum(({ confirmed }) => confirmed), sum(({ decided }) => decided), sum(({ paid }) => paid)]
  expect(steps.toSorted((a, b) => b - a)).toEqual(steps)
  expect(new Set(steps).size).toBeGreaterThan(3)
  expect(steps.at(-1)).toBeGreaterThan(0)
})

test('the budget was adjusted by two persons, one adjustment waits, and a county has borne its share', async () => {
  expect(await rows(sql<{ kind: string; state: string }>`select kind, state from fund.adjustment order by number`)).toEqual([
    { kind: 'carryOver', state: 'approved' },
    { kind: 'freeze', state: 'approved' },
    { kind: 'transfer', state: 'approved' },
    { kind: 'transfer', state: 'asked' },
  ])
  const settled = await rows(sql<{ state: string; owes: boolean }>`select state, county_owes_fen > 0 as owes from fund.settlement order by number`)
  expect(settled[0]).toEqual({ state: 'confirmed', owes: true })
  const [line] = await rows(sql<{ paid: boolean }>`select sum(paid_fen) > 0 as paid from fund.budget_line where code like 'share/%'`)
  expect(line).toEqual({ paid: true })
})

test('awards of 岚山县 are paid from its own line and the city’s, the others from one; of both the parts are the shares', async () => {
  const ways = await rows<{ way: string; place: string; county: boolean; parts: boolean }>(sql`
    select a.way, left(a.place_code, 6) as place, bool_or(exists (select from fund.instalment i where i.award_id = a.id and i.payer = 'county')) as county, bool_and((select coalesce(sum(i.amount_fen), 0) from fund.instalment i where i.award_id = a.id and i.payer = 'city') = case a.way when 'ownLines' then a.city_share_fen else 0 end) as parts
    from fund.award a group by 1, 2`)
  expect(ways.some(({ way }) => way === 'oneLine')).toBe(true)
  expect(ways.every(({ parts }) => parts)).toBe(true)
  // Elsewhere only what the city bears alone, beside the employer, is paid from its own line.
  expect(ways.filter(({ county }) => county).map(({ way, place }) => [way, place])).toEqual([['ownLines', '980105']])
})

test('the days of last month and its statement are signed in one chain, and the latest days wait', async () => {
  const sheets = await rows<{ kind: string; state: string; month: string }>(sql`select kind, state, to_char(from_on, 'YYYY-MM') as month from fund.sheet order by from_on, kind`)
  expect(sheets.every(({ state }) => state === 'signed')).toBe(true)
  expect(sheets.filter(({ kind }) => kind === 'month').map(({ month }) => month)).toEqual(['2026-10'])
  expect(new Set(sheets.filter(({ kind }) => kind === 'day').map(({ month }) => month))).toContain('2026-10')
  const { funds } = await house.asks(as('fund-maker'), listUnsigned, {})
  expect(funds.find(({ own, fundTitle }) => own && fundTitle.includes('2026'))?.days.length).toBeGreaterThan(0)
})

test('nobody is paid before his award is decided', async () => {
  expect(await rows(sql`select from fund.instalment i join fund.award a on a.id = i.award_id where i.paid_on < a.decided_on`)).toHaveLength(0)
})

test('the desks of the demo accounts have work, some of it late', async () => {
  const summaries = await Promise.all(['county-hr', 'city-education', 'city-hr', 'city-housing', 'city-industry', 'talent-office'].map((login) => house.asks(as(login), queueSummary, {})))
  for (const { total } of summaries) expect(total).toBeGreaterThan(0)
  expect(summaries.reduce((sum, { overdue }) => sum + overdue, 0)).toBeGreaterThan(0)
  const { lines } = await house.asks(as('fund-maker'), dueLines, { dueBy: today })
  expect(lines.reduce((sum, line) => sum + line.dueItems, 0)).toBeGreaterThan(0)
})

test('awards were stopped and held back, breach files stand in three states, one is being repaid', async () => {
  const states = await rows<{ state: string }>(sql`select distinct state from fund.breach`)
  expect(states.map(({ state }) => state)).toEqual(expect.arrayContaining(['upheld', 'proposed', 'noticed']))
  expect(await rows(sql`select from fund.claim where recovered_fen > 0 and outstanding_fen > 0 and plan_version = 1`)).toHaveLength(1)
  expect(await rows(sql`select from fund.award_event where kind = 'stopped'`)).not.toHaveLength(0)
  expect(await rows(sql`select from fund.instalment where state = 'suspended'`)).not.toHaveLength(0)
})

test('every stored decision computes again to the same fen, but for those whose amount a body decided', async () => {
  const ids = await rows<{ id: Id<'award'> }>(sql`select id from fund.award order by id`)
  const replayed = await database.asSystem(today, async (db) => {
    const all = []
    for (const { id } of ids) all.push(await recomputeAward(db, id))
    return all
  })
  const computed = replayed.flatMap((one) => (one?.again ? [one] : []))
  expect(computed.length).toBeGreaterThan(20)
  expect(computed.filter(({ same }) => !same)).toEqual([])
  expect(replayed.every((one) => one?.addsUp)).toBe(true)
})

test('classes were recognised by several roads, some are on their way, one met an objection, and re-checks stand in every state', async () => {
  const roads = await rows<{ road: string; outcome: string }>(sql`select distinct road, outcome from pub.recognition order by 1, 2`)
  const open = await rows<{ state: string }>(sql`select distinct c.state from pub."case" c join pub.measure_edition m on m.id = c.edition_id where m.class_level is not null and c.closed_on is null order by 1`)
  const rechecks = await rows<{ state: string }>(sql`select distinct state from pub.recognition_recheck order by 1`)
  const bodies = await rows<{ state: string }>(sql`select distinct state from recognition.body_decision order by 1`)
  expect(roads.map(({ road }) => road)).toEqual(expect.arrayContaining(['body', 'honour', 'pay', 'post']))
  expect(open.map(({ state }) => state)).toEqual(expect.arrayContaining(['inReview', 'objected', 'onNotice']))
  expect(rechecks.map(({ state }) => state)).toEqual(['heard', 'hearing', 'kept', 'open', 'proposed', 'withdrawn'])
  expect(bodies.map(({ state }) => state)).toEqual(['confirmed', 'proposed'])
})

test('the demo talents have claimed nothing yet', async () => {
  expect(await rows(sql`select from cases.case c join kernel.account a on a.person_id = c.person_id where a.demo`)).toHaveLength(0)
})

test('no verb met a fault, and every rejection names its document', async () => {
  const closed = await rows(sql<{ because: string; document: string }>`select closed_because as because, document_number as document from cases.case where state = 'rejected'`)
  expect(closed.length).toBeGreaterThan(0)
  for (const { because, document } of closed) expect(because.includes(document) || because.startsWith('用人单位核验不属实')).toBe(true)
  expect(await rows(sql<{ outcome: string; code: string | null }>`select distinct outcome, code from kernel.audit where outcome <> 'done'`)).toEqual([{ outcome: 'refused', code: 'ineligible' }])
})

test('the year is lived once; one that broke off is said at the next start', async () => {
  expect(await ensureExampleYear(database, { today })).toBeUndefined()
  await database.asSystem(today, (db) => sql`update kernel.task set state = 'failed', error = 'x' where name = 'example.year'`.execute(db))
  await expect(ensureExampleYear(database, { today })).rejects.toThrow('没有走完')
})

test('talent apartments are lived in, waited for and offered; contracts end soon and some rent is owed', async () => {
  const { rows: [there] } = await database.asSystem(today, (db) => sql<Record<string, number>>`select
    (select count(*)::int from housing.tenancy where upper_inf(span)) as lived, (select count(*)::int from housing.tenancy where not upper_inf(span)) as left_again,
    (select count(*)::int from housing.application where state = 'waiting') as waiting, (select count(*)::int from housing.offer where state = 'open') as offered, (select count(*)::int from housing.offer where state = 'declined') as declined,
    (select count(*)::int from housing.draw where drawn_on is not null) as drawn, (select count(*)::int from housing.term where reminded_on is not null) as reminded, (select count(*)::int from housing.rent where paid_on is null) as owed`.execute(db))
  for (const [name, count] of Object.entries(there ?? {})) expect([name, count > 0]).toEqual([name, true])
  expect(Object.keys(there ?? {})).toHaveLength(8)
})
