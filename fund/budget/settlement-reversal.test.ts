import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { fen, yuan, type Fen, type Id } from '../../kernel/types.ts'
import { awarded, desk, openLineOf, openLineWith, returnLines, returnOf } from '../../test/fund.ts'
import { test, type World } from '../../test/world.ts'
import { writeReturn } from '../bank-file.ts'
import { getBudgetLine, stopInstalment } from '../contract.ts'
import { answerInquiry, listInquiries } from '../inquiry-contract.ts'
import { move, post } from '../ledger.ts'
import { makeBatch, reconcile, releaseBatch, takeReturn } from '../payment-contract.ts'
import { recordRepayment, undoSetOff } from '../recovery/claim-contract.ts'
import { confirmSettlement, declineSettlement, drawSettlement, listSettlementItems } from './settlement-contract.ts'

const county = '980101'
const document = '临财函〔2026〕6 号'
const period = { countyCode: county, from: plainDate('2026-01-01'), to: plainDate('2026-06-15') }

/** 100 yuan paid from the city's line, a third of it the city's; the county's part settled. */
const settled = async (world: World) => {
  const hands = await desk(world)
  const line = await openLineWith(world, yuan(1_000))
  const award = await awarded(world, line.code, yuan(100), { cityShareBasisPoints: 3_333 })
  const theirs = await openLineOf(world, { place: county, year: 2026, code: `share/${line.code}`, amount: yuan(500) })
  const { batchId, number } = await hands.maker.does(makeBatch, { lineId: line.id, dueBy: world.today })
  await hands.checker.does(releaseBatch, { batchId })
  await hands.maker.does(takeReturn, { batchId, text: returnOf(number, world.today, [{ seq: 1, amount: yuan(100), says: 'S' }]) })
  const checker = await world.staff('financeChecker', county)
  const { settlementId } = await hands.maker.does(drawSettlement, period)
  await checker.does(confirmSettlement, { settlementId, document })
  return { hands, line, theirs, award, checker, batchId, number }
}

/** A claim for so much of the award, as a decided breach posts it. */
const claim = (world: World, awardId: string, lineId: Id<'budgetLine'>, amountFen: Fen): Promise<Id<'claim'>> =>
  world.asSystem(async (db) => {
    const { holderKind, holderId } = await db.selectFrom('fund.award').select(['holderKind', 'holderId']).where('id', '=', awardId).executeTakeFirstOrThrow()
    const of = { awardId, placeCode: '980101', holderKind, holderId }
    const { id: obligationId } = await db.insertInto('fund.obligation').values({ ...of, serveFrom: '2026-06-15', serveTo: '2028-06-15', breach: 'all', unpaid: 'lapse' }).returning('id').executeTakeFirstOrThrow()
    const breach = { ...of, obligationId, number: 'WY1', ground: 'reported', evidence: '单位来函报告离职', happenedOn: '2026-06-15', noticedOn: '2026-06-15', statementBy: '2026-06-22' }
    const { id: breachId } = await db.insertInto('fund.breach').values(breach).returning('id').executeTakeFirstOrThrow()
    const { id } = await db.insertInto('fund.claim').values({ ...of, breachId, lineId, number: 'ZH1', decidedOn: '2026-06-15', amountFen }).returning('id').executeTakeFirstOrThrow()
    await post(db, [{ kind: 'claim', day: world.today, placeCode: '980101', awardId, says: '决定追回', legs: move(lineId, 'paid', 'receivable', amountFen) }])
    return id as Id<'claim'>
  })

/** Other people's payments, so that the line still has as paid what is claimed of this one. */
const othersPaid = (world: World, lineId: Id<'budgetLine'>): Promise<void> =>
  world.asSystem((db) => post(db, [{ kind: 'pay', day: world.today, placeCode: '9801', says: '其他付款', legs: move(lineId, 'available', 'paid', yuan(200)) }]))

describe('what came back after it was settled', () => {
  test('goes back to the county in the next statement, share by share to the fen, and once', async ({ world }) => {
    const { hands, line, theirs, award, checker } = await settled(world)
    await othersPaid(world, line.id)
    const claimId = await claim(world, award.awardId, line.id, yuan(100))
    await expect(hands.maker.does(drawSettlement, period)).rejects.toMatchObject({ code: 'nothingToSettle' })
    await hands.maker.does(recordRepayment, { claimId, receivedOn: world.today, amount: fen(3_333n), bankSerial: 'QY0001' })
    // 66.67 of 100.00 was the county's: of 33.33 that came back 22.22, rounded down.
    const first = await hands.maker.does(drawSettlement, period)
    expect(first).toMatchObject({ items: 1, countyOwesFen: 0n, cityOwesFen: 2_222n })
    expect((await hands.maker.lists(listSettlementItems, { settlementId: first.settlementId })).rows).toMatchObject([{ kind: 'reversal', owedBy: 'city', paidFen: 3_333n, amountFen: 2_222n }])
    const before = await hands.maker.asks(getBudgetLine, { lineId: line.id })
    await checker.does(confirmSettlement, { settlementId: first.settlementId, document })
    expect(await checker.asks(getBudgetLine, { lineId: theirs })).toMatchObject({ paidFen: fen(6_667n - 2_222n), availableFen: fen(yuan(500) - 6_667n + 2_222n) })
    expect(await hands.maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ paidFen: fen(before.paidFen + 2_222n), availableFen: fen(before.availableFen - 2_222n) })
    await expect(hands.maker.does(drawSettlement, period)).rejects.toMatchObject({ code: 'nothingToSettle' })
    // Declined and drawn again it is the same; with the last fen the whole share is back.
    await hands.maker.does(recordRepayment, { claimId, receivedOn: world.today, amount: fen(6_667n), bankSerial: 'QY0002' })
    const second = await hands.maker.does(drawSettlement, period)
    expect(second).toMatchObject({ items: 1, cityOwesFen: 4_445n })
    await checker.does(declineSettlement, { settlementId: second.settlementId, reason: '请附银行来账' })
    const third = await hands.maker.does(drawSettlement, period)
    expect(third).toMatchObject({ items: 1, cityOwesFen: 4_445n })
    await checker.does(confirmSettlement, { settlementId: third.settlementId, document })
    expect(await checker.asks(getBudgetLine, { lineId: theirs })).toMatchObject({ paidFen: 0n, availableFen: yuan(500) })
    expect(await hands.maker.asks(reconcile, { year: 2026 })).toMatchObject({ linesOff: [] })
  })

  test('a set-off that a statement has taken in is not undone while the statement stands; undone, there is nothing to give back', async ({ world }) => {
    const { hands, line, award, checker } = await settled(world)
    await othersPaid(world, line.id)
    const claimId = await claim(world, award.awardId, line.id, yuan(100))
    const other = await awarded(world, line.code, yuan(30))
    const setOffId = await world.asSystem(async (db) => {
      const { id: instalmentId } = await db.updateTable('fund.instalment').set({ state: 'setOff' }).where('awardId', '=', other.awardId).returning('id').executeTakeFirstOrThrow()
      await post(db, [{ kind: 'setOff', day: world.today, placeCode: '980101', awardId: other.awardId, instalmentId, document, says: '抵扣', legs: [...move(line.id, 'committed', 'paid', yuan(30)), ...move(line.id, 'receivable', 'recovered', yuan(30))] }])
      return (await db.insertInto('fund.setOff').values({ claimId, instalmentId, placeCode: '980101', amountFen: yuan(30), document, madeOn: world.today }).returning('id').executeTakeFirstOrThrow()).id as Id<'setOff'>
    })
    const { settlementId } = await hands.maker.does(drawSettlement, period)
    const undoing = { setOffId, reason: '抵错了人', document }
    await expect(hands.checker.does(undoSetOff, undoing)).rejects.toMatchObject({ code: 'inSettlement' })
    await checker.does(declineSettlement, { settlementId, reason: '抵扣有误' })
    expect(await hands.checker.does(undoSetOff, undoing)).toEqual({ dueFen: yuan(30), outstandingFen: yuan(100) })
    await expect(hands.maker.does(drawSettlement, period)).rejects.toMatchObject({ code: 'nothingToSettle' })
  })

  test('rivals who draw at once take it once; a payer whose money is gone is told', async ({ world }) => {
    const { hands, line, award, checker } = await settled(world)
    await othersPaid(world, line.id)
    const claimId = await claim(world, award.awardId, line.id, yuan(100))
    await hands.maker.does(recordRepayment, { claimId, receivedOn: world.today, amount: yuan(100), bankSerial: 'QY0003' })
    const makers = await Promise.all([1, 2, 3, 4].map(() => world.staff('financeMaker')))
    const drawn = await Promise.allSettled(makers.map((maker) => maker.does(drawSettlement, period)))
    expect(drawn.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const [{ settlementId } = { settlementId: '' }] = drawn.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    const { availableFen } = await hands.maker.asks(getBudgetLine, { lineId: line.id })
    await world.asSystem((db) => post(db, [{ kind: 'freeze', day: world.today, placeCode: '9801', document, says: '冻结', legs: move(line.id, 'available', 'frozen', availableFen) }]))
    await expect(checker.does(confirmSettlement, { settlementId: settlementId as Id<'settlement'>, document })).rejects.toMatchObject({ code: 'counterShort' })
  })

  test('a payment that the bank sent back is settled once when it is paid again, and reversed when it is stopped', async ({ world }) => {
    const { hands, line, theirs, checker, batchId, number } = await settled(world)
    await othersPaid(world, line.id)
    const lines = returnLines(number, world.today, [{ seq: 1, amount: yuan(100), says: 'B1' }]).map((row) => ({ ...row, bankSerial: 'B9' }))
    await hands.maker.does(takeReturn, { batchId, text: writeReturn({ number, bankDate: world.today, lines }) })
    const [inquiry] = (await hands.maker.lists(listInquiries, { state: 'open' })).rows
    if (!inquiry) throw new Error('no inquiry')
    await hands.checker.does(answerInquiry, { inquiryId: inquiry.id, document, answer: { says: 'failed', reason: '已退汇' } })
    await expect(hands.maker.does(drawSettlement, period)).rejects.toMatchObject({ code: 'nothingToSettle' })
    const { id: instalmentId } = await world.asSystem((db) => db.selectFrom('fund.instalment').select('id').where('lineId', '=', line.id).executeTakeFirstOrThrow())
    await hands.checker.does(stopInstalment, { instalmentId: instalmentId as Id<'instalment'>, reason: '本人放弃领取' })
    const drawn = await hands.maker.does(drawSettlement, { ...period, to: world.today })
    expect(drawn).toMatchObject({ items: 1, countyOwesFen: 0n, cityOwesFen: 6_667n })
    await checker.does(confirmSettlement, { settlementId: drawn.settlementId, document })
    expect(await checker.asks(getBudgetLine, { lineId: theirs })).toMatchObject({ paidFen: 0n, availableFen: yuan(500) })
    await expect(hands.maker.does(drawSettlement, period)).rejects.toMatchObject({ code: 'nothingToSettle' })
  })
})
