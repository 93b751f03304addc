import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { fen, yuan, type Id } from '../../kernel/types.ts'
import { awarded, desk, openLineOf, openLineWith, returnOf, type Desk } from '../../test/fund.ts'
import { test, type World } from '../../test/world.ts'
import { getBudgetLine, listEntries } from '../contract.ts'
import { move, post } from '../ledger.ts'
import { listBatchItems, makeBatch, reconcile, releaseBatch, takeReturn } from '../payment-contract.ts'
import { confirmSettlement, declineSettlement, drawSettlement, getSettlement, listSettlementItems, listSettlements, withdrawSettlement } from './settlement-contract.ts'

const document = '临财函〔2026〕5 号'
const county = '980101'
const ghost = '01990000-0000-7000-8000-000000000000' as Id<'settlement'>

const payAll = async (world: World, { maker, checker }: Desk, lineId: Id<'budgetLine'>): Promise<void> => {
  const { batchId, number } = await maker.does(makeBatch, { lineId, dueBy: world.today })
  await checker.does(releaseBatch, { batchId })
  const { rows } = await maker.lists(listBatchItems, { batchId }, { limit: 200 })
  await maker.does(takeReturn, { batchId, text: returnOf(number, world.today, rows.map(({ seq, amountFen }) => ({ seq, amount: amountFen, says: 'S' }))) })
}

/** A city line from which one person of the county was paid in three parts of 33.33, 33.33 and 33.34, a third of it for the city. */
const paid = async (world: World, hands: Desk) => {
  const line = await openLineWith(world, yuan(1_000))
  const parts = [3_333n, 3_333n, 3_334n].map((amount, index) => ({ no: index + 1, dueOn: world.today, amount: fen(amount), condition: null }))
  const award = await awarded(world, line.code, yuan(100), { schedule: parts, cityShareBasisPoints: 3_333 })
  await payAll(world, hands, line.id)
  return { line, award }
}
const period = { countyCode: county, from: plainDate('2026-01-01'), to: plainDate('2026-06-15') }

describe('a settlement', () => {
  test('names each payment with its share to the fen, is confirmed by the county, and one voucher moves it between the two lines', async ({ world }) => {
    const hands = await desk(world)
    const { line } = await paid(world, hands)
    const theirs = await openLineOf(world, { place: county, year: 2026, code: `share/${line.code}`, amount: yuan(500) })
    // A share line takes no award: the city's line is still the nearest one that is found.
    await awarded(world, line.code, yuan(1))
    expect(await hands.maker.asks(getBudgetLine, { lineId: theirs })).toMatchObject({ committedFen: 0n })
    const drawn = await hands.maker.does(drawSettlement, period)
    // City share of 100.00 yuan at 33.33 %: 33.33; the rest is the county's.
    expect(drawn).toMatchObject({ items: 3, countyOwesFen: 6_667n, cityOwesFen: 0n })
    const { rows } = await hands.maker.lists(listSettlementItems, { settlementId: drawn.settlementId }, { sort: 'caseNumber' })
    expect(rows.map(({ no, paidFen, amountFen, owedBy }) => ({ no, paidFen, amountFen, owedBy })).toSorted((a, b) => a.no - b.no)).toEqual([
      { no: 1, paidFen: 3_333n, amountFen: 2_223n, owedBy: 'county' },
      { no: 2, paidFen: 3_333n, amountFen: 2_222n, owedBy: 'county' },
      { no: 3, paidFen: 3_334n, amountFen: 2_222n, owedBy: 'county' },
    ])
    const checker = await world.staff('financeChecker', county)
    await checker.does(confirmSettlement, { settlementId: drawn.settlementId, document })
    expect(await hands.maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ appropriatedFen: yuan(1_000), paidFen: 3_333n, availableFen: fen(yuan(999) - 3_333n) })
    expect(await checker.asks(getBudgetLine, { lineId: theirs })).toMatchObject({ appropriatedFen: yuan(500), paidFen: 6_667n })
    expect(await hands.maker.asks(getSettlement, { settlementId: drawn.settlementId })).toMatchObject({ state: 'confirmed', netFen: 6_667n, postingSeq: expect.any(Number), document })
    expect((await hands.maker.lists(listEntries, { lineId: line.id, kind: 'settle' })).rows.map(({ settlementId }) => settlementId)).toEqual([drawn.settlementId, drawn.settlementId])
    for (const year of [2026]) expect(await hands.maker.asks(reconcile, { year })).toMatchObject({ unmatched: [], linesOff: [] })
    await expect(hands.maker.does(drawSettlement, period)).rejects.toMatchObject({ code: 'nothingToSettle' })
  })

  test('goes both ways: what the county’s line paid for the city comes back to it', async ({ world }) => {
    const hands = await desk(world)
    const city = await openLineOf(world, { year: 2026, code: 'test/both', amount: yuan(1_000) })
    const theirs = await openLineOf(world, { place: county, year: 2026, code: 'test/both', amount: yuan(100) })
    await awarded(world, 'test/both', yuan(80), { cityShareBasisPoints: 7_500 })
    const own = { maker: await world.staff('financeMaker', county), checker: await world.staff('financeChecker', county) }
    await payAll(world, own, theirs)
    const drawn = await hands.maker.does(drawSettlement, period)
    expect(drawn).toMatchObject({ countyOwesFen: 0n, cityOwesFen: yuan(60) })
    await own.checker.does(confirmSettlement, { settlementId: drawn.settlementId, document })
    expect(await own.maker.asks(getBudgetLine, { lineId: theirs })).toMatchObject({ paidFen: yuan(20), availableFen: yuan(80) })
    expect(await hands.maker.asks(getBudgetLine, { lineId: city })).toMatchObject({ paidFen: yuan(60) })
  })

  test('a payment is settled once, whoever draws at the same time, and by constraint', async ({ world }) => {
    const hands = await desk(world)
    await paid(world, hands)
    const makers = await Promise.all([1, 2, 3, 4].map(() => world.staff('financeMaker')))
    const drawn = await Promise.allSettled(makers.map((maker) => maker.does(drawSettlement, period)))
    expect(drawn.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of drawn) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'nothingToSettle' })
    const twice = world.database.adminQuery(
      `insert into fund.settlement_item (settlement_id, place_code, instalment_id, payer_line_id, owed_by, paid_on, paid_fen, amount_fen) select settlement_id, place_code, instalment_id, payer_line_id, owed_by, paid_on, paid_fen, amount_fen from fund.settlement_item limit 1`,
    )
    await expect(twice).rejects.toMatchObject({ constraint: 'settlement_item_once' })
  })

  test('what the county does not accept, or the city takes back, is free for the next statement', async ({ world }) => {
    const hands = await desk(world)
    await paid(world, hands)
    const checker = await world.staff('financeChecker', county)
    const first = await hands.maker.does(drawSettlement, period)
    await checker.does(declineSettlement, { settlementId: first.settlementId, reason: '有一人不在我区' })
    for (const attempt of [() => checker.does(confirmSettlement, { settlementId: first.settlementId, document }), () => checker.does(declineSettlement, { settlementId: first.settlementId, reason: '再来一次' }), () => hands.maker.does(withdrawSettlement, { settlementId: first.settlementId })]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'notDrawn' })
    }
    const second = await hands.maker.does(drawSettlement, period)
    expect(second.countyOwesFen).toBe(first.countyOwesFen)
    await expect((await world.staff('financeMaker', county)).does(withdrawSettlement, { settlementId: second.settlementId })).rejects.toMatchObject({ code: 'notCity' })
    await hands.maker.does(withdrawSettlement, { settlementId: second.settlementId })
    expect((await checker.lists(listSettlements, { placeCode: county }, { sort: 'number' })).rows.map(({ state }) => state)).toEqual(['declined', 'withdrawn'])
    expect((await hands.maker.does(drawSettlement, period)).items).toBe(3)
  })
})

describe('refused', () => {
  test('a statement that is not the city’s, of another city’s county, of days to come, of nothing', async ({ world }) => {
    const hands = await desk(world)
    const { maker } = hands
    await expect((await world.staff('financeMaker', county)).does(drawSettlement, period)).rejects.toMatchObject({ code: 'notCity' })
    await expect(maker.does(drawSettlement, { ...period, countyCode: '980199' })).rejects.toMatchObject({ code: 'notYourCounty' })
    await expect(maker.does(drawSettlement, { ...period, to: plainDate('2026-06-16') })).rejects.toMatchObject({ code: 'periodOpen' })
    await expect(maker.does(drawSettlement, period)).rejects.toMatchObject({ code: 'nothingToSettle' })
    await expect(world.post(maker.cookie, drawSettlement.name, { ...period, from: '2026-07-01' })).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('颠倒') })
    await paid(world, hands)
    await expect(maker.does(drawSettlement, { ...period, to: plainDate('2026-06-14') })).rejects.toMatchObject({ code: 'nothingToSettle' })
    await expect(maker.does(drawSettlement, { ...period, countyCode: '980104' })).rejects.toMatchObject({ code: 'nothingToSettle' })
  })

  test('a confirmation by another place, without a line or money to bear it, or of money that is gone', async ({ world }) => {
    const hands = await desk(world)
    const { line } = await paid(world, hands)
    const { settlementId } = await hands.maker.does(drawSettlement, period)
    const confirm = { settlementId, document }
    await expect(hands.checker.does(confirmSettlement, confirm)).rejects.toMatchObject({ code: 'notTheCounty' })
    await expect(hands.checker.does(declineSettlement, { settlementId, reason: '不由本级办' })).rejects.toMatchObject({ code: 'notTheCounty' })
    await expect((await world.staff('financeChecker', '980104')).does(confirmSettlement, confirm)).rejects.toMatchObject({ kind: 'missing' })
    const checker = await world.staff('financeChecker', county)
    await expect(checker.does(confirmSettlement, { ...confirm, settlementId: ghost })).rejects.toMatchObject({ kind: 'missing' })
    await expect(checker.does(confirmSettlement, confirm)).rejects.toMatchObject({ code: 'noCounterLine', message: expect.stringContaining(line.code) })
    const theirs = await openLineOf(world, { place: county, year: 2026, code: line.code, amount: fen(6_666n) })
    await expect(checker.does(confirmSettlement, confirm)).rejects.toMatchObject({ code: 'counterShort', message: expect.stringContaining('0.01 元') })
    const allot = { kind: 'allot' as const, day: world.today, placeCode: county, document, says: '追加', legs: move(theirs, 'appropriation', 'available', fen(1n)) }
    await world.asSystem((db) => post(db, [allot]))
    // All of it is to be paid back by its holder: the city line no longer has it as paid.
    await world.asSystem((db) => post(db, [{ kind: 'claim', day: world.today, placeCode: '9801', says: '决定追回', legs: move(line.id, 'paid', 'receivable', yuan(100)) }]))
    await expect(checker.does(confirmSettlement, confirm)).rejects.toMatchObject({ code: 'payerChanged' })
    await world.asSystem((db) => post(db, [{ kind: 'unclaim', day: world.today, placeCode: '9801', says: '撤销追回', legs: move(line.id, 'receivable', 'paid', yuan(100)) }]))
    await checker.does(confirmSettlement, confirm)
  })

  test('one person with an account at both levels cannot agree with himself', async ({ world }) => {
    const hands = await desk(world)
    const { line } = await paid(world, hands)
    await openLineOf(world, { place: county, year: 2026, code: line.code, amount: yuan(500) })
    const personId = await world.person({ name: '林一舟' })
    const maker = await world.signIn('financeMaker', { place: '9801', personId })
    const checker = await world.signIn('financeChecker', { place: county, personId })
    const { settlementId } = await maker.does(drawSettlement, period)
    await expect(checker.does(confirmSettlement, { settlementId, document })).rejects.toMatchObject({ code: 'sameHand' })
    await expect(world.database.adminQuery(`update fund.settlement set state = 'confirmed', document = '手工改的', decided_at = now(), decider_person = drawer_person, posting_id = (select id from fund.posting limit 1)`)).rejects.toMatchObject({ constraint: 'settlement_two_persons' })
  })
})
