import { expect } from 'vitest'
import { granted, knows, measureText, money, night, person, publishMeasures } from '../test/awards.ts'
import { desk, openLineWith, releasedBatch, returnLines } from '../test/fund.ts'
import { test } from '../test/world.ts'
import { yuan, type PlainDate } from '../kernel/types.ts'
import { getAward, recheckInstalment, replayAward, signAgreement } from './awards/contract.ts'
import { writeReturn } from './bank-file.ts'
import { allot, correctPosting, getBudgetLine, listEntries } from './contract.ts'
import { getBatch, releaseBatch, takeReturn } from './payment-contract.ts'

/** What comes in wrong and must go out again with a sentence that says what to do. The same for files in GBK or cut off, evening releases and the turn of the year: returns.test.ts; for cases: cases/clock, cases/office. */

test('amounts that are negative, nothing, beyond a hundred billion or finer than a fen are refused in words', async ({ world }) => {
  const { maker } = await desk(world)
  const line = await openLineWith(world, yuan(1))
  const asked = (amount: unknown) => world.post(maker.cookie, 'fund.allot', { lineId: line.id, amount, document: '青财行〔2026〕18 号' })
  const saying = (words: string | RegExp) => ({ kind: 'invalid', message: expect.stringMatching(words) })
  for (const amount of ['-1', '0']) await expect(asked(amount)).rejects.toMatchObject(saying('金额应大于 0'))
  await expect(asked('10000000000001')).rejects.toMatchObject(saying('金额超过了 1000 亿元，请核对'))
  for (const amount of ['100.005', '1e3', 100.005, null, '']) await expect(asked(amount), String(amount)).rejects.toMatchObject(saying(/amount：.*[一-鿿]{2}/))
  expect(await maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ appropriatedFen: yuan(1), availableFen: yuan(1) })
  await maker.does(allot, { lineId: line.id, amount: yuan(1), document: '青财行〔2026〕18 号' })
})

test('a payment that a return lists twice refuses the whole file, whether it says the same or another thing', async ({ world }) => {
  const { maker } = await desk(world)
  const { batchId, number } = await releasedBatch(world, await desk(world), [100, 200])
  const [one] = returnLines(number, world.today, [{ seq: 1, amount: yuan(100), says: 'S' }])
  if (!one) throw new Error('one line')
  for (const twin of [one, { ...one, result: 'failed' as const, paidOn: null, reasonCode: 'B1', reason: '银行系统故障' }]) {
    const refusal = maker.does(takeReturn, { batchId, text: writeReturn({ number, bankDate: world.today, lines: [one, twin] }) })
    await expect(refusal).rejects.toMatchObject({ code: 'lineTwice', message: expect.stringContaining('回单里有重复的明细') })
  }
  expect(await maker.asks(getBatch, { batchId })).toMatchObject({ state: 'released', reconciliation: { returnedPaidItems: 0, waitingFen: yuan(300) } })
})

test('a batch is released once, and the second time is told so', async ({ world }) => {
  const hands = await desk(world)
  const { batchId } = await releasedBatch(world, hands, [100])
  await expect(hands.checker.does(releaseBatch, { batchId })).rejects.toMatchObject({ code: 'notMade', message: expect.stringMatching(/[一-鿿]{4}/) })
})

test('a line is not cut below what is committed, and the sentence says so', async ({ world }) => {
  const { maker } = await desk(world)
  const line = await openLineWith(world, yuan(1_000))
  await publishMeasures(world, { y: measureText('y', money(600)) })
  const id = await world.person()
  await knows(world, id, { 学位: '硕士' })
  await granted(world, 'y', person(id), { line })
  const [voucher] = (await maker.lists(listEntries, { lineId: line.id, kind: 'allot' })).rows
  if (!voucher) throw new Error('no voucher')
  await expect(maker.does(correctPosting, { postingId: voucher.postingId, reason: '重复下达' })).rejects.toMatchObject({ code: 'belowCommitted', message: expect.stringMatching(/[一-鿿]{4}/) })
  expect(await maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ appropriatedFen: yuan(1_000), committedFen: yuan(600) })
})

test('an award whose edition was superseded yesterday goes on by its own: signed, asked again and recomputed to the fen', async ({ world }) => {
  const schedule = (asks: string) => `[{ share: 50%, due: 申请日 }, { share: 50%, due: '申请日 + duration("P1M")', if: ${asks} }]`
  const signed = 'obligation: { serve: P1Y, breach: pro-rata, agreement: P30D }\n'
  const old = measureText('y', money(1_000, schedule('在岗')), signed).replace('from: 2026-01-01', 'from: 2026-01-01, to: 2026-06-15')
  const now = measureText('y', money(3_000, schedule('参保月数 >= 99')), signed).replace('edition: 1', 'edition: 2').replace('from: 2026-01-01', 'from: 2026-06-16').replace('on: 2026-06-15', 'on: 2026-06-16')
  await publishMeasures(world, { y: old, y2: now })
  const [one, next] = [await world.person(), await world.person()]
  for (const id of [one, next]) await knows(world, id, { 学位: '硕士', 在岗: true, 参保月数: 3 })
  const { awardId } = await granted(world, 'y', person(one))
  world.setToday('2026-06-16')
  expect(await granted(world, 'y', person(next))).toMatchObject({ amount: yuan(3_000) })
  const office = await world.staff('talentOffice')
  expect(await office.does(signAgreement, { awardId, signedOn: '2026-06-16' as PlainDate, document: '协议 2026-001' })).toEqual({ committedFen: yuan(1_000) })
  await night(world, '2026-07-15')
  const { instalments } = await office.asks(getAward, { awardId })
  const [, second] = instalments
  if (!second) throw new Error('two instalments')
  expect(instalments.map(({ state }) => state)).toEqual(['due', 'due'])
  await expect(office.does(recheckInstalment, { instalmentId: second.id })).rejects.toMatchObject({ code: 'notWaiting' })
  expect(await office.does(replayAward, { awardId })).toEqual({ same: true, storedFen: yuan(1_000), againFen: yuan(1_000) })
})
