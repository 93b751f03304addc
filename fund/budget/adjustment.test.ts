import { describe, expect } from 'vitest'
import { fen, yuan, type Id } from '../../kernel/types.ts'
import { awarded, desk, openLineOf, openLineWith } from '../../test/fund.ts'
import { test } from '../../test/world.ts'
import { correctPosting, getBudgetLine, listEntries } from '../contract.ts'
import { approveAdjustment, askAdjustment, declineAdjustment, listAdjustments, withdrawAdjustment } from './contract.ts'

const document = '青财行〔2026〕18 号'
const ghost = '01990000-0000-7000-8000-000000000000' as Id<'adjustment'>

describe('a transfer', () => {
  test('moves what is available once a second person approves, and no more than that', async ({ world }) => {
    const { maker, checker } = await desk(world)
    const [from, to] = [await openLineWith(world, yuan(1_000)), await openLineWith(world, yuan(1))]
    await awarded(world, from.code, yuan(400))
    const ask = { kind: 'transfer' as const, lineId: from.id, toLineId: to.id, document }
    await expect(maker.does(askAdjustment, { ...ask, amount: fen(yuan(600) + 1n) })).rejects.toMatchObject({ code: 'shortOfAvailable', message: expect.stringContaining('0.01 元') })
    const { adjustmentId, number } = await maker.does(askAdjustment, { ...ask, amount: yuan(600) })
    expect(await maker.asks(getBudgetLine, { lineId: from.id })).toMatchObject({ availableFen: yuan(600) })
    expect(await checker.does(approveAdjustment, { adjustmentId })).toEqual({ number, availableFen: 0n })
    expect(await maker.asks(getBudgetLine, { lineId: from.id })).toMatchObject({ appropriatedFen: yuan(400), committedFen: yuan(400), availableFen: 0n })
    expect(await maker.asks(getBudgetLine, { lineId: to.id })).toMatchObject({ appropriatedFen: yuan(601) })
    expect((await maker.lists(listEntries, { lineId: to.id, kind: 'transfer' })).rows).toHaveLength(2)
    expect((await checker.lists(listAdjustments, { lineId: to.id })).rows).toMatchObject([{ number, state: 'approved', amountFen: yuan(600), document, postingSeq: expect.any(Number), mine: false }])
  })

  test('what is gone between asking and approving is refused at approval, and nothing moves', async ({ world }) => {
    const { maker, checker } = await desk(world)
    const [from, to] = [await openLineWith(world, yuan(100)), await openLineWith(world, yuan(1))]
    const { adjustmentId } = await maker.does(askAdjustment, { kind: 'transfer', lineId: from.id, toLineId: to.id, amount: yuan(100), document })
    await awarded(world, from.code, yuan(1))
    await expect(checker.does(approveAdjustment, { adjustmentId })).rejects.toMatchObject({ code: 'shortOfAvailable', message: expect.stringContaining('1.00 元') })
    expect(await maker.asks(getBudgetLine, { lineId: to.id })).toMatchObject({ appropriatedFen: yuan(1) })
    expect((await checker.lists(listAdjustments, { state: 'asked' })).total).toBe(1)
  })

  test('between the same line, two years, another level, or without a target is refused', async ({ world }) => {
    const { maker } = await desk(world)
    const [from, to] = [await openLineWith(world, yuan(100)), await openLineWith(world, yuan(1))]
    const last = await openLineOf(world, { year: 2025, code: 'test/last', amount: yuan(1) })
    const ask = { kind: 'transfer' as const, lineId: from.id, toLineId: to.id, amount: yuan(1), document }
    await expect(maker.does(askAdjustment, { ...ask, toLineId: from.id })).rejects.toMatchObject({ code: 'sameLine' })
    await expect(maker.does(askAdjustment, { ...ask, toLineId: last })).rejects.toMatchObject({ code: 'otherYear' })
    await expect(maker.does(askAdjustment, { ...ask, toLineId: undefined })).rejects.toMatchObject({ code: 'noTarget' })
    await expect(maker.does(askAdjustment, { ...ask, kind: 'freeze' })).rejects.toMatchObject({ code: 'noTarget' })
    await expect((await world.staff('financeMaker', '980101')).does(askAdjustment, ask)).rejects.toMatchObject({ code: 'notYourLine' })
    await expect(maker.does(askAdjustment, { ...ask, lineId: ghost as string as Id<'budgetLine'> })).rejects.toMatchObject({ kind: 'missing' })
  })

  test('twenty against each other, approved at once, all arrive', async ({ world }) => {
    const { maker, checker } = await desk(world)
    const [a, b] = [await openLineWith(world, yuan(100)), await openLineWith(world, yuan(100))]
    const asked = []
    for (let index = 0; index < 20; index++) {
      const [lineId, toLineId] = index % 2 ? [a.id, b.id] : [b.id, a.id]
      asked.push((await maker.does(askAdjustment, { kind: 'transfer', lineId, toLineId, amount: yuan(1), document })).adjustmentId)
    }
    await Promise.all(asked.map((adjustmentId) => checker.does(approveAdjustment, { adjustmentId })))
    expect(await maker.asks(getBudgetLine, { lineId: a.id })).toMatchObject({ appropriatedFen: yuan(100) })
  })

  test('approved twice at once moves once', async ({ world }) => {
    const { maker, checker } = await desk(world)
    const [a, b] = [await openLineWith(world, yuan(100)), await openLineWith(world, yuan(1))]
    const { adjustmentId } = await maker.does(askAdjustment, { kind: 'transfer', lineId: a.id, toLineId: b.id, amount: yuan(60), document })
    const done = await Promise.allSettled(Array.from({ length: 4 }, () => checker.does(approveAdjustment, { adjustmentId })))
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await maker.asks(getBudgetLine, { lineId: a.id })).toMatchObject({ appropriatedFen: yuan(40) })
  })
})

describe('two persons', () => {
  test('who asked cannot approve, not with his other account and not by the owner’s hand', async ({ world }) => {
    const line = await openLineWith(world, yuan(100))
    const personId = await world.person({ name: '林一舟' })
    const maker = await world.signIn('financeMaker', { place: '9801', personId })
    const other = await world.signIn('financeChecker', { place: '9801', personId })
    const { adjustmentId } = await maker.does(askAdjustment, { kind: 'freeze', lineId: line.id, amount: yuan(10), document })
    await expect(other.does(approveAdjustment, { adjustmentId })).rejects.toMatchObject({ code: 'sameHand' })
    const byHand = world.database.adminQuery(`update fund.adjustment set state = 'approved', decided_at = now(), decider_person = asker_person, posting_id = (select id from fund.posting limit 1)`)
    await expect(byHand).rejects.toMatchObject({ constraint: 'adjustment_two_persons' })
  })

  test('a declined or withdrawn one is over; only who asked withdraws', async ({ world }) => {
    const { maker, checker } = await desk(world)
    const line = await openLineWith(world, yuan(100))
    const ask = async () => (await maker.does(askAdjustment, { kind: 'freeze', lineId: line.id, amount: yuan(10), document })).adjustmentId
    const first = await ask()
    await checker.does(declineAdjustment, { adjustmentId: first, reason: '依据文件不符' })
    for (const again of [() => checker.does(approveAdjustment, { adjustmentId: first }), () => maker.does(withdrawAdjustment, { adjustmentId: first }), () => checker.does(declineAdjustment, { adjustmentId: first, reason: '再来一次' })]) {
      await expect(again()).rejects.toMatchObject({ code: 'notAsked' })
    }
    const second = await ask()
    await expect((await world.staff('financeMaker')).does(withdrawAdjustment, { adjustmentId: second })).rejects.toMatchObject({ code: 'notYours' })
    await maker.does(withdrawAdjustment, { adjustmentId: second })
    expect((await maker.lists(listAdjustments, {}, { sort: 'number' })).rows.map(({ state, declineReason }) => ({ state, declineReason }))).toEqual([
      { state: 'declined', declineReason: '依据文件不符' },
      { state: 'withdrawn', declineReason: null },
    ])
    await expect(checker.does(approveAdjustment, { adjustmentId: ghost })).rejects.toMatchObject({ kind: 'missing' })
    // A county's checker does not see the city's adjustments.
    await expect((await world.staff('financeChecker', '980101')).does(approveAdjustment, { adjustmentId: second })).rejects.toMatchObject({ kind: 'missing' })
  })
})

test('what is frozen cannot be decided on, and comes back by thawing; no more than is there', async ({ world }) => {
  const { maker, checker } = await desk(world)
  const line = await openLineWith(world, yuan(100))
  const adjust = async (kind: 'freeze' | 'thaw' | 'surrender', amount: number) => checker.does(approveAdjustment, await maker.does(askAdjustment, { kind, lineId: line.id, amount: yuan(amount), document }))
  await adjust('freeze', 80)
  expect(await maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ appropriatedFen: yuan(100), frozenFen: yuan(80), availableFen: yuan(20) })
  await expect(awarded(world, line.code, yuan(21))).rejects.toThrow('budgetShort')
  await expect(adjust('thaw', 81)).rejects.toMatchObject({ code: 'shortOfFrozen' })
  await adjust('thaw', 80)
  await awarded(world, line.code, yuan(60))
  // A cut below what is committed.
  await expect(adjust('surrender', 41)).rejects.toMatchObject({ code: 'shortOfAvailable', message: expect.stringContaining('1.00 元') })
  await adjust('surrender', 40)
  expect(await maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ appropriatedFen: yuan(60), frozenFen: 0n, availableFen: 0n })
})

test('every kind of adjustment is corrected by a voucher that names it, unless what it gave is used', async ({ world }) => {
  const { maker, checker } = await desk(world)
  const [line, other] = [await openLineWith(world, yuan(100)), await openLineWith(world, yuan(1))]
  const before = await maker.asks(getBudgetLine, { lineId: line.id })
  const adjust = async (kind: 'freeze' | 'thaw' | 'surrender' | 'transfer') =>
    checker.does(approveAdjustment, await maker.does(askAdjustment, { kind, lineId: line.id, amount: yuan(10), document, ...(kind === 'transfer' ? { toLineId: other.id } : {}) }))
  const lastPosting = async () => (await maker.lists(listEntries, { lineId: line.id }, { sort: '-seq', limit: 1 })).rows[0]?.postingId ?? (ghost as string as Id<'posting'>)
  for (const kind of ['freeze', 'surrender', 'transfer'] as const) {
    await adjust(kind)
    await maker.does(correctPosting, { postingId: await lastPosting(), reason: '依据文件有误' })
    expect(await maker.asks(getBudgetLine, { lineId: line.id })).toEqual(before)
  }
  await adjust('freeze')
  const frozen = await lastPosting()
  await adjust('thaw')
  await expect(maker.does(correctPosting, { postingId: frozen, reason: '冻结已经用掉' })).rejects.toMatchObject({ code: 'belowCommitted' })
})
