import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseCode, type Tx } from '../kernel/db/database.ts'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { fen, yuan, type Id } from '../kernel/types.ts'
import { testDatabase, type TestDatabase } from '../test/db.ts'
import { places } from '../test/people.ts'
import { decisionOf, openRaceLine, raceDay, raceRound, races, scenarios, sumThenInsert, withRivals } from '../test/harness/races.ts'
import { exampleBudgetCodes, exampleFund } from './example.ts'
import { awardOfCase, awardsOfHolder, commitAward } from './index.ts'
import { move, post } from './ledger.ts'
import { splitShares } from './shares.ts'

let database: TestDatabase
const asSystem = <T>(body: (db: Tx) => Promise<T>) => database.asSystem(raceDay, body)

beforeAll(async () => {
  database = await testDatabase()
  await asSystem((db) => db.insertInto('kernel.place').values(places).execute())
})
afterAll(() => database.drop())

let serial = 0
const lineWith = async (amount: number) => {
  const code = `test/line-${++serial}`
  const id = await asSystem((db) => openRaceLine(db, code, yuan(amount)))
  return { code, id }
}
const balanceOf = (id: string) =>
  asSystem((db) =>
    db.selectFrom('fund.budgetLine').select(['appropriatedFen', 'reservedFen', 'committedFen', 'inTransitFen', 'paidFen']).where('id', '=', id).executeTakeFirstOrThrow(),
  )

describe('committing an award', () => {
  test('an approval reserves and commits the amount, dates its instalments and leaves a balanced ledger', async () => {
    const line = await lineWith(100_000)
    const decided = decisionOf(line.code, yuan(60_000), {
      cityShareBasisPoints: 3_333,
      schedule: [
        { no: 1, dueOn: raceDay, amount: yuan(30_000), condition: null },
        { no: 2, dueOn: plainDate('2027-06-15'), amount: yuan(30_000), condition: '仍在本市参保' },
      ],
    })
    const result = await asSystem((db) => commitAward(db, decided))
    expect(result).toMatchObject({ ok: true })
    expect(await balanceOf(line.id)).toEqual({ appropriatedFen: yuan(100_000), reservedFen: 0n, committedFen: yuan(60_000), inTransitFen: 0n, paidFen: 0n })
    const award = await asSystem((db) => awardOfCase(db, decided.caseId))
    expect(award).toMatchObject({ amountFen: yuan(60_000), cityShareFen: yuan(19_998), countyShareFen: yuan(40_002), state: 'active', paidFen: 0n })
    expect(award?.instalments.map(({ no, state, dueOn }) => ({ no, state, dueOn }))).toEqual([
      { no: 1, state: 'due', dueOn: raceDay },
      { no: 2, state: 'planned', dueOn: '2027-06-15' },
    ])
    const mine = await asSystem((db) => awardsOfHolder(db, decided.holder))
    expect(mine.map(({ caseId }) => caseId)).toEqual([decided.caseId])
  })

  test('an instalment that asks for something waits for its check even on the first day', async () => {
    const line = await lineWith(1_000)
    const decided = decisionOf(line.code, yuan(1_000), { schedule: [{ no: 1, dueOn: raceDay, amount: yuan(1_000), condition: '试用期满' }] })
    await asSystem((db) => commitAward(db, decided))
    expect((await asSystem((db) => awardOfCase(db, decided.caseId)))?.instalments[0]?.state).toBe('needsCheck')
  })

  test('no line for the year, or none of that code, is said; so is the fen that is missing', async () => {
    const line = await lineWith(1_000)
    expect(await asSystem((db) => commitAward(db, decisionOf('test/none', yuan(1))))).toEqual({ ok: false, reason: 'noBudgetLine' })
    expect(await asSystem((db) => commitAward(db, { ...decisionOf(line.code, yuan(1)), decidedOn: plainDate('2025-12-31') }))).toEqual({ ok: false, reason: 'noBudgetLine' })
    expect(await asSystem((db) => commitAward(db, decisionOf(line.code, fen(yuan(1_000) + 1n))))).toEqual({ ok: false, reason: 'budgetShort', shortBy: 1n })
    expect((await balanceOf(line.id)).committedFen).toBe(0n)
  })

  test('the second award of one case, of one person and measure, or of one group at one time is refused, in another county too', async () => {
    const line = await lineWith(10_000)
    const first = decisionOf(line.code, yuan(100), { groupCode: 'housing', period: { from: raceDay, to: plainDate('2028-06-14') } })
    const commit = (decided: typeof first) => asSystem((db) => commitAward(db, decided))
    expect(await commit(first)).toMatchObject({ ok: true })
    const no = { ok: false, reason: 'alreadyAwarded' }
    const elsewhere = { placeCode: '980104101', holder: first.holder }
    expect(await commit(decisionOf(line.code, yuan(100), { caseId: first.caseId }))).toEqual(no)
    expect(await commit(decisionOf(line.code, yuan(100), elsewhere))).toEqual(no)
    const other = { ...elsewhere, measure: 'rent', groupCode: 'housing' }
    expect(await commit(decisionOf(line.code, yuan(100), { ...other, period: { from: plainDate('2028-06-14'), to: null } }))).toEqual(no)
    expect(await commit(decisionOf(line.code, yuan(100), { ...other, period: { from: plainDate('2028-06-15'), to: null } }))).toMatchObject({ ok: true })
    expect((await balanceOf(line.id)).committedFen).toBe(yuan(200))
  })

  test('a measure that may be had each year says so; an employer has no limit unless it is said', async () => {
    const line = await lineWith(10_000)
    const holder = { kind: 'person' as const, id: randomUUID() }
    const employer = { kind: 'employer' as const, id: randomUUID() }
    const ok = async (more: object) => (await asSystem((db) => commitAward(db, decisionOf(line.code, yuan(1), more)))).ok
    expect(await ok({ holder, onceKey: 'race/2025' })).toBe(true)
    expect(await ok({ holder, onceKey: 'race/2026' })).toBe(true)
    expect(await ok({ holder, onceKey: 'race/2026' })).toBe(false)
    expect([await ok({ holder: employer }), await ok({ holder: employer })]).toEqual([true, true])
  })

  // clause: ASVS 2.3.4; ASVS 2.3.2
  test('raced awards of one group for one person leave exactly one', async () => {
    const line = await lineWith(10_000)
    const holder = { kind: 'person' as const, id: randomUUID() }
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, index) => asSystem((db) => commitAward(db, decisionOf(line.code, yuan(10), { holder, measure: `m-${index}`, groupCode: 'g', placeCode: index % 2 ? '980101001' : '980104101' })))),
    )
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await balanceOf(line.id)).committedFen).toBe(yuan(10))
  })

  test('a schedule that does not add up is a fault of the program, and the database says the same', async () => {
    const line = await lineWith(1_000)
    const broken = decisionOf(line.code, yuan(100), { schedule: [{ no: 1, dueOn: raceDay, amount: yuan(99), condition: null }] })
    await expect(asSystem((db) => commitAward(db, broken))).rejects.toThrow(RangeError)
    const whole = decisionOf(line.code, yuan(100))
    await expect(
      asSystem(async (db) => {
        await commitAward(db, whole)
        await db.deleteFrom('fund.instalment').execute()
      }),
    ).rejects.toThrow(/permission denied/)
  })

  test('the share of the city is rounded down to the fen and the odd fen is the county’s', () => {
    expect(splitShares(fen(101n), 5_000)).toEqual({ city: 50n, county: 51n })
    expect(splitShares(fen(101n), 10_000)).toEqual({ city: 101n, county: 0n })
    expect(() => splitShares(fen(1n), 10_001)).toThrow(RangeError)
  })
})

describe('the ledger', () => {
  test('an unbalanced posting, and one without entries, do not commit', async () => {
    const line = await lineWith(1_000)
    const unbalanced = asSystem((db) => post(db, [{ kind: 'reserve', day: raceDay, placeCode: '9801', says: '坏', legs: [{ lineId: line.id, account: 'reserved', side: 'debit', amount: yuan(1) }] }]))
    await expect(unbalanced).rejects.toMatchObject({ code: 'JY005' })
    const empty = asSystem((db) => post(db, [{ kind: 'reserve', day: raceDay, placeCode: '9801', says: '空', legs: [] }]))
    await expect(empty).rejects.toMatchObject({ code: 'JY005' })
    expect((await balanceOf(line.id)).reservedFen).toBe(0n)
  })

  test('no path overspends: the line’s own check refuses what would', async () => {
    const line = await lineWith(1_000)
    const overspend = asSystem((db) => post(db, [{ kind: 'reserve', day: raceDay, placeCode: '9801', says: '超', legs: move(line.id, 'available', 'reserved', fen(yuan(1_000) + 1n)) }]))
    await expect(overspend).rejects.toMatchObject({ code: '23514', constraint: 'budget_line_never_overspent' })
  })

  test('rows are added and never changed: not by the app, not by the owner, not by the administrator', async () => {
    await lineWith(1_000)
    for (const table of ['entry', 'posting']) {
      for (const statement of [`update fund.${table} set place_code = '9801'`, `delete from fund.${table}`, `truncate fund.${table} cascade`]) {
        const asApp = asSystem((db) => sql.raw(statement).execute(db)).catch(databaseCode)
        expect(['42501', 'JY001']).toContain(await asApp)
        await expect(database.adminQuery(`set role juying_owner; select set_config('app.role', 'system', false); ${statement}`)).rejects.toMatchObject({ code: 'JY001' })
        await expect(database.adminQuery(statement)).rejects.toMatchObject({ code: 'JY001' })
      }
    }
  })

  test('the app cannot touch a balance, only an entry moves it', async () => {
    const line = await lineWith(1_000)
    const touch = asSystem((db) => db.updateTable('fund.budgetLine').set({ paidFen: 5n }).where('id', '=', line.id).execute())
    await expect(touch).rejects.toMatchObject({ code: '42501' })
  })

  test('an instalment goes no way that the table of transitions does not have, and its amount is fixed', async () => {
    const line = await lineWith(1_000)
    const decided = decisionOf(line.code, yuan(100))
    await asSystem((db) => commitAward(db, decided))
    const set = (values: object) => asSystem((db) => db.updateTable('fund.instalment').set(values).where('lineId', '=', line.id).execute())
    await expect(set({ state: 'paid', paidOn: raceDay })).rejects.toMatchObject({ code: 'JY003' })
    await expect(set({ amountFen: 1n })).rejects.toMatchObject({ code: '42501' })
  })
})

describe('who reaches it', () => {
  const nobody = { accountId: undefined, name: '', scope: undefined, department: undefined, personId: undefined, employerId: undefined }
  test('a county’s reviewer commits against the city’s line, sees his county’s awards and no other county’s', async () => {
    const line = await lineWith(1_000)
    const accountId = await asSystem(async (db) => (await db.insertInto('kernel.account').values({ login: randomUUID(), name: '审' }).returning('id').executeTakeFirstOrThrow()).id)
    const reviewer = { actor: { ...nobody, accountId: accountId as Id<'account'>, role: 'reviewer' as const, scope: '980101' }, today: raceDay }
    const mine = decisionOf(line.code, yuan(10))
    const theirs = decisionOf(line.code, yuan(10), { placeCode: '980104101' })
    expect(await database.as(reviewer, (db) => commitAward(db, mine))).toMatchObject({ ok: true })
    await expect(database.as(reviewer, (db) => commitAward(db, theirs))).rejects.toMatchObject({ code: '42501' })
    await asSystem((db) => commitAward(db, theirs))
    const seen = await database.as(reviewer, (db) => db.selectFrom('fund.award').select('caseId').where('lineId', '=', line.id).execute())
    expect(seen).toEqual([{ caseId: mine.caseId }])
  })

  test('a talent sees his own award and nothing of the ledger; nobody sees nothing', async () => {
    const line = await lineWith(1_000)
    const decided = decisionOf(line.code, yuan(10))
    await asSystem((db) => commitAward(db, decided))
    const talent = { actor: { ...nobody, accountId: randomUUID() as Id<'account'>, role: 'talent' as const, personId: decided.holder.id as Id<'person'> }, today: raceDay }
    const seenBy = (context: Parameters<typeof database.as>[0]) =>
      database.as(context, async (db) => ({
        awards: (await db.selectFrom('fund.award').select('id').execute()).length,
        instalments: (await db.selectFrom('fund.instalment').select('id').execute()).length,
        published: (await db.selectFrom('pub.award').select('id').execute()).length,
        entries: (await db.selectFrom('fund.entry').select('id').execute()).length,
        lines: (await db.selectFrom('fund.budgetLine').select('id').execute()).length,
      }))
    expect(await seenBy(talent)).toEqual({ awards: 1, instalments: 1, published: 1, entries: 0, lines: 0 })
    expect(await seenBy({ actor: { ...nobody, role: 'public' }, today: raceDay })).toEqual({ awards: 0, instalments: 0, published: 0, entries: 0, lines: 0 })
  })
})

test('the example city has the promised three hundred million on its lines, for last year and this, however often it is made', async () => {
  await asSystem((db) => exampleFund(db, { today: plainDate('2031-02-03') }))
  await asSystem((db) => exampleFund(db, { today: plainDate('2031-02-03') }))
  const funds = await asSystem((db) =>
    db
      .selectFrom('pub.budgetLineBalance')
      .select(['year', 'promisedFloorFen', sql<bigint>`sum(appropriated_fen)::bigint`.as('sum'), sql<number>`count(*)::int`.as('lines')])
      .where('year', 'in', [2030, 2031])
      .groupBy(['year', 'promisedFloorFen'])
      .orderBy('year')
      .execute(),
  )
  expect(funds).toEqual([2030, 2031].map((year) => ({ year, promisedFloorFen: yuan(300_000_000), sum: yuan(300_000_000), lines: exampleBudgetCodes.length })))
})

describe('the budget race', () => {
  test('sixty-four approvals against a line one fen short: none over, none idle', async () => {
    const figures = await withRivals(database.address, (wide) => races(wide, 1))
    expect(figures).toMatchObject({ overspentRounds: 0, idleRounds: 0, faults: 0 })
    expect(figures.refusals).toBeGreaterThanOrEqual(figures.rounds)
  })

  test('of equal rivals exactly one is refused', async () => {
    expect(await withRivals(database.address, (wide) => raceRound(wide, scenarios.equal))).toMatchObject({ refused: 1, overspent: false, idle: false, faults: 0 })
  })

  test('the planted fault, summing first and inserting then, overspends: the race can fail', async () => {
    expect(await withRivals(database.address, (wide) => raceRound(wide, scenarios.equal, sumThenInsert))).toMatchObject({ overspent: true, faults: 0 })
  })
})
