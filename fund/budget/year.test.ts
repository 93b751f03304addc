import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { fen, yuan, type Id } from '../../kernel/types.ts'
import { installLibrary } from '../../measures/install.ts'
import { awarded, desk, openLineOf, openLineWith } from '../../test/fund.ts'
import { test } from '../../test/world.ts'
import { allot, confirmInstalment, getBudgetLine, listBudgetLines, listEntries, listInstalments, openLine, stopInstalment } from '../contract.ts'
import { move, post } from '../ledger.ts'
import { makeBatch } from '../payment-contract.ts'
import { approveAdjustment, askAdjustment, closeLine, forecastYears, listForecast, listSpecialFunds, listUsageWarnings, openFund } from './contract.ts'
import { watchLinesJob } from './jobs.ts'

const document = '青财行〔2027〕1 号'
const ghost = '01990000-0000-7000-8000-000000000000'

describe('the special fund of a year', () => {
  test('is opened with its promised floor, and says by how much the year’s appropriation is below it', async ({ world }) => {
    const { maker } = await desk(world)
    const fund = { year: 2027, title: '青屿市人才发展专项资金', promisedFloor: yuan(1_000), floorDocument: '青委发〔2023〕12 号' }
    await maker.does(openFund, fund)
    await expect(maker.does(openFund, fund)).rejects.toMatchObject({ code: 'fundExists', message: expect.stringContaining('2027') })
    await expect((await world.signIn('financeMaker')).does(openFund, fund)).rejects.toMatchObject({ code: 'noPlace' })
    const { lineId } = await maker.does(openLine, { year: 2027, code: 'talent/skilled', title: '技能人才津贴', programme: '技能人才振兴计划' })
    await maker.does(allot, { lineId, amount: yuan(700), document })
    const leader = await world.staff('leader')
    expect((await leader.lists(listSpecialFunds, { year: 2027 })).rows).toMatchObject([{ appropriatedFen: yuan(700), belowFloorFen: yuan(300), lines: 1, openLines: 1 }])
    const { rows } = await world.database.asReader({ actor: { accountId: leader.accountId, name: '', role: 'leader', scope: '9801', department: undefined, personId: undefined, employerId: undefined }, today: world.today }, (db) =>
      db.selectFrom('pub.specialFund').select(['year', 'belowFloorFen']).execute().then((found) => ({ rows: found })),
    )
    expect(rows).toEqual([{ year: 2027, belowFloorFen: yuan(300) }])
    await maker.does(allot, { lineId, amount: yuan(300), document })
    expect((await leader.lists(listSpecialFunds, { year: 2027 })).rows).toMatchObject([{ belowFloorFen: 0n }])
    expect((await leader.lists(listBudgetLines, { programme: '技能人才振兴计划' })).rows).toMatchObject([{ code: 'talent/skilled', programme: '技能人才振兴计划' }])
    expect((await leader.lists(listBudgetLines, { programme: '名校优生引进计划' })).total).toBe(0)
  })
})

describe('the turn of the year', () => {
  test('what is left is carried over by two persons, into a line that is opened; then the line closes and its promises go on being paid', async ({ world }) => {
    const { maker, checker } = await desk(world)
    const line = await openLineWith(world, yuan(1_000))
    const schedule = [
      { no: 1, dueOn: plainDate('2027-03-01'), amount: yuan(300), condition: null },
      { no: 2, dueOn: plainDate('2028-03-01'), amount: yuan(100), condition: '仍在本市' },
    ]
    await awarded(world, line.code, yuan(400), { schedule })
    const ask = { kind: 'carryOver' as const, lineId: line.id, amount: yuan(600), document }
    await expect(maker.does(askAdjustment, ask)).rejects.toMatchObject({ code: 'yearNotOver' })
    await expect(checker.does(closeLine, { lineId: line.id })).rejects.toMatchObject({ code: 'yearNotOver' })
    world.setToday('2027-01-04')
    await expect(checker.does(closeLine, { lineId: line.id })).rejects.toMatchObject({ code: 'availableLeft', message: expect.stringContaining('600.00 元') })
    await expect(maker.does(askAdjustment, { ...ask, amount: fen(yuan(600) + 1n) })).rejects.toMatchObject({ code: 'shortOfAvailable' })
    const asked = await maker.does(askAdjustment, ask)
    await expect(checker.does(approveAdjustment, asked)).rejects.toMatchObject({ code: 'noSpecialFund', message: expect.stringContaining('2027') })
    await maker.does(openFund, { year: 2027, title: '2027 年专项资金', promisedFloor: yuan(1), floorDocument: document })
    // A clock that was set back finds the year not over.
    world.setToday('2026-12-31')
    await expect(checker.does(approveAdjustment, asked)).rejects.toMatchObject({ code: 'yearNotOver' })
    world.setToday('2027-01-04')
    await checker.does(approveAdjustment, asked)
    const [next] = (await maker.lists(listBudgetLines, { year: 2027 })).rows
    expect(next).toMatchObject({ code: line.code, appropriatedFen: yuan(600), availableFen: yuan(600) })
    await expect((await world.staff('financeChecker', '980101')).does(closeLine, { lineId: line.id })).rejects.toMatchObject({ code: 'notYourLine' })
    expect(await checker.does(closeLine, { lineId: line.id })).toEqual({ committedFen: yuan(400) })
    await expect(checker.does(closeLine, { lineId: line.id })).rejects.toMatchObject({ code: 'alreadyClosed' })
    await expect(maker.does(allot, { lineId: line.id, amount: yuan(1), document })).rejects.toMatchObject({ code: 'lineClosed' })
    await expect(maker.does(askAdjustment, { ...ask, kind: 'freeze', amount: yuan(1) })).rejects.toMatchObject({ code: 'lineClosed' })
    // No new award finds it, the promised instalment is paid from it.
    await expect(awarded(world, line.code, yuan(1), { decidedOn: plainDate('2026-12-31') })).rejects.toThrow('noBudgetLine')
    world.setToday('2027-03-01')
    await world.runJob('fund.fallDue')
    expect(await maker.does(makeBatch, { lineId: line.id, dueBy: world.today })).toMatchObject({ totalFen: yuan(300) })
    // What a stop brings back to a closed line is carried over too.
    const [second] = (await maker.lists(listInstalments, { lineId: line.id, state: 'planned' })).rows
    await maker.does(stopInstalment, { instalmentId: second?.id ?? (ghost as Id<'instalment'>), reason: '已离开本市' })
    await checker.does(approveAdjustment, await maker.does(askAdjustment, { ...ask, amount: yuan(100) }))
    expect(await maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ state: 'closed', availableFen: 0n })
    expect(await maker.asks(getBudgetLine, { lineId: next?.id ?? line.id })).toMatchObject({ appropriatedFen: yuan(700) })
  })

  test('two parts of one line carried over at once arrive together in the line that is opened for them', async ({ world }) => {
    const { maker, checker } = await desk(world)
    const line = await openLineOf(world, { year: 2025, code: 'test/late', amount: yuan(1_000) })
    await openLineOf(world, { year: 2026, code: 'test/other', amount: yuan(1) })
    const asked = await Promise.all([400, 600].map((amount) => maker.does(askAdjustment, { kind: 'carryOver', lineId: line, amount: yuan(amount), document })))
    await Promise.all(asked.map((each) => checker.does(approveAdjustment, each)))
    expect((await maker.lists(listBudgetLines, { year: 2026, search: 'test/late' })).rows).toMatchObject([{ appropriatedFen: yuan(1_000) }])
  })

  test('a line with something reserved or frozen does not close, by the verb or by the owner’s hand', async ({ world }) => {
    const { maker, checker } = await desk(world)
    const line = await openLineWith(world, yuan(100))
    await checker.does(approveAdjustment, await maker.does(askAdjustment, { kind: 'freeze', lineId: line.id, amount: yuan(100), document }))
    world.setToday('2027-01-04')
    await expect(checker.does(closeLine, { lineId: line.id })).rejects.toMatchObject({ code: 'frozenLeft' })
    await checker.does(approveAdjustment, await maker.does(askAdjustment, { kind: 'thaw', lineId: line.id, amount: yuan(100), document }))
    await world.asSystem((db) => post(db, [{ kind: 'reserve', day: world.today, placeCode: '9801', says: '占用', legs: move(line.id, 'available', 'reserved', yuan(100)) }]))
    await expect(checker.does(closeLine, { lineId: line.id })).rejects.toMatchObject({ code: 'reservedLeft' })
    await expect(world.database.adminQuery(`update fund.budget_line set state = 'closed' where id = '${line.id}'`)).rejects.toMatchObject({ constraint: 'budget_line_closed_reserves_nothing' })
    await world.asSystem((db) => post(db, [{ kind: 'cancel', day: world.today, placeCode: '9801', says: '撤销', legs: move(line.id, 'reserved', 'available', yuan(100)) }]))
    await expect(world.database.adminQuery(`update fund.budget_line set state = 'closed' where id = '${line.id}'`)).rejects.toMatchObject({ code: 'JY003' })
    await checker.does(approveAdjustment, await maker.does(askAdjustment, { kind: 'surrender', lineId: line.id, amount: yuan(100), document }))
    await checker.does(closeLine, { lineId: line.id })
    await expect(world.database.adminQuery(`update fund.budget_line set state = 'open' where id = '${line.id}'`)).rejects.toMatchObject({ code: 'JY003' })
  })

  test('nothing is carried into a line that is closed, and an approved transfer into one is refused', async ({ world }) => {
    const { maker, checker } = await desk(world)
    const [old, next, empty] = [
      await openLineOf(world, { year: 2025, code: 'test/turn', amount: yuan(10) }),
      await openLineOf(world, { year: 2026, code: 'test/turn', amount: yuan(0) }),
      await openLineOf(world, { year: 2025, code: 'test/empty', amount: yuan(0) }),
    ]
    world.setToday('2027-02-01')
    const carry = await maker.does(askAdjustment, { kind: 'carryOver', lineId: old, amount: yuan(10), document })
    const transfer = await maker.does(askAdjustment, { kind: 'transfer', lineId: old, toLineId: empty, amount: yuan(10), document })
    await checker.does(closeLine, { lineId: next })
    await checker.does(closeLine, { lineId: empty })
    await expect(checker.does(approveAdjustment, carry)).rejects.toMatchObject({ code: 'lineClosed' })
    await expect(checker.does(approveAdjustment, transfer)).rejects.toMatchObject({ code: 'lineClosed' })
  })
})

test('seventy and ninety per cent are told once each, to finance and the talent office, and again only after the line fell below', async ({ world }) => {
  const { maker } = await desk(world)
  const line = await openLineWith(world, yuan(100))
  const told = async () => {
    await world.runJob('fund.watchLines')
    return (await maker.lists(listUsageWarnings, { standing: 'yes' }, { sort: '-threshold' })).rows.map(({ threshold }) => threshold)
  }
  const events = () => world.database.adminQuery(`select payload->'payload' as said from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'kernel.event' and payload->>'event' = 'fund.lineNearlyUsed'`)
  await awarded(world, line.code, yuan(69))
  expect(await told()).toEqual([])
  await awarded(world, line.code, yuan(1))
  await watchLinesJob.run({ database: world.database, today: world.today }, {})
  expect(await events()).toMatchObject([{ said: { threshold: 70, usedFen: '7000', tellRoles: ['financeMaker', 'financeChecker', 'talentOffice'] } }])
  expect(await told()).toEqual([70])
  await awarded(world, line.code, yuan(25))
  expect(await told()).toEqual([90, 70])
  expect(await told()).toEqual([90, 70])
  await maker.does(allot, { lineId: line.id, amount: yuan(20), document })
  expect(await told()).toEqual([70])
  await awarded(world, line.code, yuan(20))
  expect(await told()).toEqual([90, 70])
  expect((await (await world.staff('talentOffice')).lists(listUsageWarnings, { year: 2026 })).total).toBe(3)
})

test('the forecast is what real instalments promise each year, by line, measure and place, and opens down to them', async ({ world }) => {
  const { maker } = await desk(world)
  const line = await openLineWith(world, yuan(10_000))
  await openLineOf(world, { year: 2027, code: line.code, amount: yuan(50) })
  const years = (amount: number) => ['2026-09-01', '2027-09-01', '2028-09-01'].map((day, index) => ({ no: index + 1, dueOn: plainDate(day), amount: yuan(amount), condition: index ? '仍在本市' : null }))
  await awarded(world, line.code, yuan(300), { measure: 'living', schedule: years(100) })
  await awarded(world, line.code, yuan(30), { measure: 'rent', placeCode: '980104101', schedule: years(10) })
  expect(await maker.asks(forecastYears, {})).toEqual({
    years: [
      { year: 2026, promisedFen: yuan(110), items: 2, appropriatedFen: yuan(10_000) },
      { year: 2027, promisedFen: yuan(110), items: 2, appropriatedFen: yuan(50) },
      { year: 2028, promisedFen: yuan(110), items: 2, appropriatedFen: null },
    ],
  })
  expect((await maker.lists(listForecast, { dueYear: 2027 }, { sort: '-amountFen' })).rows).toMatchObject([
    { lineCode: line.code, measure: 'living', placeName: '临海区', items: 1, amountFen: yuan(100), conditionalFen: yuan(100) },
    { measure: 'rent', placeName: '松川县', amountFen: yuan(10) },
  ])
  const drill = await maker.lists(listInstalments, { open: 'yes', dueYear: 2027, measure: 'rent', placeCode: '980104' })
  expect(drill.rows).toMatchObject([{ amountFen: yuan(10), dueOn: '2027-09-01' }])
  const [planned] = (await maker.lists(listInstalments, { dueYear: 2028, measure: 'living' })).rows
  await maker.does(stopInstalment, { instalmentId: planned?.id ?? (ghost as Id<'instalment'>), reason: '已离开本市' })
  expect((await maker.lists(listForecast, { dueYear: 2028 })).rows).toMatchObject([{ measure: 'rent' }])
  expect((await (await world.staff('financeMaker', '980104')).lists(listForecast, {})).total).toBe(3)
  await expect(maker.does(confirmInstalment, { instalmentId: planned?.id ?? (ghost as Id<'instalment'>), note: '再看' })).rejects.toMatchObject({ code: 'notWaiting' })
})

test('an entry names the clause by which its case was decided', async ({ world }) => {
  const { maker } = await desk(world)
  const line = await openLineWith(world, yuan(100))
  await world.asSystem((db) => installLibrary(db, join(import.meta.dirname, '../../policies/qingyu')))
  const edition = await world.asSystem((db) =>
    db.selectFrom('pub.measureEdition').select([sql<Id<'edition'>>`id`.as('id'), sql<string>`document_number || ' ' || clause`.as('basis')]).orderBy('measure').limit(1).executeTakeFirstOrThrow(),
  )
  await awarded(world, line.code, yuan(10), { editionId: edition.id })
  expect((await maker.lists(listEntries, { lineId: line.id, kind: 'commit' })).rows.map(({ basis }) => basis)).toEqual([edition.basis, edition.basis])
  expect((await maker.lists(listEntries, { lineId: line.id, kind: 'allot' })).rows.map(({ basis }) => basis)).toEqual([null, null])
})
